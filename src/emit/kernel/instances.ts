// All action instances, in the order of the readable model, and the values that parameters have.

import type { Action, Parameter } from "../../core/core.js";
import type { Instance } from "./action.js";
import { eachElement, inOrder, ranksOf } from "./domain.js";
import { evaluate } from "./expression.js";
import { blankScope, type Subject } from "./scope.js";
import { Unsupported } from "./unsupported.js";
import { nth, type Value } from "./value.js";
import { threadAt } from "./waits.js";

export function instancesOf(subject: Subject): readonly Instance[] {
  let count = 0;
  return subject.core.actions.flatMap((action) =>
    argumentsOf(action, subject).map((args): Instance => {
      const self = action.process === undefined ? undefined : args.get("self");
      const thread = threadAt(self, subject.core);
      return { action, args, thread, choice: count++ };
    }),
  );
}

function argumentsOf(action: Action, subject: Subject): readonly ReadonlyMap<string, Value>[] {
  let all: readonly ReadonlyMap<string, Value>[] = [new Map()];
  for (const parameter of action.parameters) {
    const values = valuesOf(parameter, subject);
    all = all.flatMap((args) => values.map((value) => new Map([...args, [parameter.name, value]])));
  }
  return all;
}

/** What a parameter ranges over: constants. */
export function valuesOf(
  { name, type, domain, among }: Parameter,
  subject: Subject,
): readonly Value[] {
  const scope = blankScope(evaluate, subject);
  if (among !== undefined) throw new Unsupported(`the choices of ${name}`);
  if (domain === undefined)
    return ranksOf(type, scope).map((rank) => nth(type, rank, subject.types));
  const values: Value[] = [];
  eachElement([{ name, type, domain }], scope, (_, [value], test) => {
    if (value === undefined || test.constant !== 1) throw new Unsupported(`the values of ${name}`);
    values.push(value);
  });
  return inOrder(values, (value) => value, scope);
}
