// What a model says of steps and behaviours: step properties, temporal properties and fairness.

import type { Binder } from "../../core/expression.js";
import type { FairnessCondition, StepProperty, TemporalProperty } from "../../core/temporal.js";
import { bool } from "../../core/type.js";
import { constant, docsOf } from "./declarations.js";
import { argumentsFunction, listCode, stateFunction, stepFunction } from "./function.js";
import type { Context } from "./function.js";
import { nameOf, propertyName } from "./identifier.js";
import { member, object, text, type ConstDeclaration, type Value } from "./module.js";
import { typeText, valuesCode } from "./types.js";

export function stepDeclaration(property: StepProperty, context: Context): ConstDeclaration {
  const { naming } = context;
  const { initially } = property;
  naming.use("StepProperty");
  const meaning = (value: NonNullable<typeof initially>) =>
    ({ parameters: [], meaning: { kind: "value", value, type: bool } }) as const;
  const members = [
    ...(initially === undefined
      ? []
      : [member("initially", stateFunction(meaning(initially), context))]),
    member("holds", stepFunction(property.holds, context)),
  ];
  return constant(nameOf(property, naming.names), object(members, true), {
    docs: docsOf(property),
    satisfies: "StepProperty<State>",
  });
}

export function propertyDeclaration(
  property: TemporalProperty,
  context: Context,
): ConstDeclaration {
  const { parameters, formula } = property;
  context.naming.use("Property");
  const meaning = { kind: "formula", formula } as const;
  const members = [
    member("parameters", domainsOf(parameters, context)),
    member("formula", argumentsFunction({ parameters, meaning }, context)),
  ];
  return constant(nameOf(property, context.naming.names), object(members, true), {
    docs: docsOf(property),
    satisfies: `Property<State${argumentsType(parameters, context)}>`,
  });
}

export function fairnessDeclaration(
  condition: FairnessCondition,
  context: Context,
): ConstDeclaration {
  const { strength, parameters, instances } = condition;
  context.naming.use("Fairness");
  const meaning = { kind: "instances", instances } as const;
  const members = [
    member("strength", text(JSON.stringify(strength))),
    member("parameters", domainsOf(parameters, context)),
    member("instances", argumentsFunction({ parameters, meaning }, context)),
  ];
  return constant(nameOf(condition, context.naming.names), object(members, true), {
    docs: docsOf(condition),
    satisfies: `Fairness<State${argumentsType(parameters, context)}>`,
  });
}

function domainsOf(parameters: readonly Binder[], context: Context): Value {
  return object(
    parameters.map(({ name, type, domain }) => {
      const values =
        domain.kind === "domain"
          ? valuesCode(domain.of, context.naming)
          : listCode(domain, type, context);
      return member(propertyName(name), text(values.text));
    }),
  );
}

function argumentsType(parameters: readonly Binder[], { naming }: Context): string {
  const types = parameters.map((x) => `${propertyName(x.name)}: ${typeText(x.type, naming)}`);
  return types.length === 0 ? "" : `, { ${types.join("; ")} }`;
}
