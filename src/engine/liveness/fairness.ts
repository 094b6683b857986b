// The fairness of a model, one condition for each choice of its parameters, over the numbers of
// action instances.

import type { Arguments, Fairness, Model } from "../../runtime/model.js";
import { same } from "../../runtime/value.js";
import { argumentsOf, type Instance } from "../instance.js";

export interface Condition<S> {
  readonly fairness: Fairness<S>;
  readonly args: Arguments;
  readonly strong: boolean;
}

export interface Conditions<S> {
  readonly all: readonly Condition<S>[];
  /** For each action instance, the conditions that it belongs to. */
  readonly of: readonly (readonly number[])[];
}

export function conditionsOf<S>(model: Model<S>, instances: readonly Instance<S>[]): Conditions<S> {
  const all = (model.fairness ?? []).flatMap((fairness) =>
    argumentsOf(fairness.parameters).map((args): Condition<S> => ({
      fairness,
      args,
      strong: fairness.strength === "strong",
    })),
  );
  const members = all.map(({ fairness, args }) => fairness.instances(args));
  const of = instances.map((instance) =>
    members.flatMap((patterns, condition) => {
      const belongs = patterns.some(
        ([action, given]) =>
          action === instance.action &&
          Object.entries(given).every(([name, value]) => same(instance.args[name], value)),
      );
      return belongs ? [condition] : [];
    }),
  );
  return { all, of };
}
