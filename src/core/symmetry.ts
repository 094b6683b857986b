// Which sets of values a model cannot tell apart: renaming the values of one in a state, all at
// once, gives a state that behaves the same under the new names (Ip and Dill, "Better verification
// through symmetry", 1996). The type checker keeps literals and order away from them; what is left
// to look for is an operator that prefers one value, and what a feature wrote down by name.

import type { Core, Effect } from "./core.js";
import type { Binder, Expr } from "./expression.js";
import { contains } from "./traverse.js";
import type { SymbolsType, Type } from "./type.js";

/** The set of all process instances is renamed by way of its processes. */
const allThreads = "Thread";

/**
 * The types whose values may be renamed among themselves, in a fixed order. Initial states may
 * prefer a value: what is reachable from a renamed state is what is reachable, renamed.
 */
export function interchangeableTypes(core: Core): readonly SymbolsType[] {
  if (!isOfStates(core)) return [];
  const found = new Map<string, SymbolsType>();
  const add = (type: Type): void => {
    if (isRenamed(type) && type.name !== allThreads && type.values.length > 1)
      found.set(type.name, type);
  };
  const exprs = expressionsOf(core);
  for (const { type } of core.variables) for (const part of partsOf(type)) add(part);
  for (const { instances } of core.processes) add(instances);
  const preferred = new Set(exprs.flatMap(preferredValues));
  const counts = new Map<string, number>();
  for (const { values } of found.values())
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...found.values()].filter(({ values }) =>
    values.every((value) => !preferred.has(value) && counts.get(value) === 1),
  );
}

/** Whether all that is asked of a model is asked of its states and of single steps from them. */
function isOfStates({ steps, temporal, constraints }: Core): boolean {
  return steps.length + temporal.length + constraints.length === 0;
}

function isRenamed(type: Type): type is SymbolsType {
  return type.kind === "symbols" && type.interchangeable;
}

/** A type and all that it is made of. */
function partsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case "union":
      return [type, ...type.cases.flatMap((each) => each.fields).flatMap((f) => partsOf(f.type))];
    case "record":
      return [type, ...type.fields.flatMap((field) => partsOf(field.type))];
    case "map":
      return [type, ...partsOf(type.key), ...partsOf(type.value)];
    case "set":
    case "seq":
    case "option":
      return [type, ...partsOf(type.of)];
    case "bool":
    case "int":
    case "symbols":
    case "bits":
      return [type];
  }
}

/** The values of interchangeable types that an expression tells from others of their type. */
function preferredValues(expr: Expr): readonly string[] {
  const values: string[] = [];
  contains(expr, (part) => {
    if (part.kind === "symbol" && isRenamed(part.type)) values.push(part.value);
    for (const binder of takenInOrder(part))
      for (const of of partsOf(binder.type)) if (isRenamed(of)) values.push(...of.values);
    return false;
  });
  return values;
}

/** The binders of which some value comes first; those of a sequence have an order of their own. */
function takenInOrder(expr: Expr): readonly Binder[] {
  const ofSets = (binders: readonly Binder[]) =>
    binders.filter(({ domain }) => domain.type.kind !== "seq");
  if (expr.kind === "quantifier" && expr.word === "choose") return ofSets(expr.binders);
  if (expr.kind === "fold") return ofSets([expr.binder]);
  return expr.kind === "image" && expr.type.kind === "seq" ? ofSets(expr.binders) : [];
}

/** What the steps and properties of a model say; not what it starts with. */
function expressionsOf(core: Core): readonly Expr[] {
  return [
    ...core.functions.map(({ body }) => body),
    ...core.actions.flatMap((action) => [
      action.guard,
      ...action.parameters.flatMap(({ domain, among }) => given(domain, among)),
      ...given(action.wants?.object),
      ...action.requirements.flatMap(({ on, need, unless }) => [...given(on), need, ...unless]),
      ...inEffect(action.effect),
    ]),
    ...core.invariants.flatMap(({ applies, holds }) => [...given(applies), holds]),
    ...core.reachables.map(({ holds }) => holds),
  ];
}

function given(...exprs: readonly (Expr | undefined)[]): readonly Expr[] {
  return exprs.filter((each) => each !== undefined);
}

function inEffect(effect: Effect): readonly Expr[] {
  if (effect.kind === "if")
    return [effect.condition, ...inEffect(effect.then), ...inEffect(effect.else)];
  return effect.assignments.flatMap(({ binders, place, value }) => [
    ...binders.map(({ domain }) => domain),
    ...place.path.flatMap((part) => (part.kind === "index" ? [part.index] : [])),
    value,
  ]);
}
