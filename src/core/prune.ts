// The named types and functions that a model still speaks of once it is as simple as it gets.

import type { Action, Core, Domain, Effect } from "./core.js";
import type { Expr } from "./expression.js";
import { expressionsOf } from "./temporal.js";
import { children, typeKey } from "./traverse.js";
import type { Type } from "./type.js";

/** The model without the types and functions that nothing in it uses any more. */
export function prune(core: Core): Core {
  const kept = { ...core, functions: usedFunctions(core) };
  return { ...kept, domains: usedDomains(kept, core.domains) };
}

/** The domains that the rest of the model uses, in order; others are left out. */
function usedDomains(core: Omit<Core, "domains">, domains: readonly Domain[]): Domain[] {
  const keys = new Set<string>();
  const addType = (type: Type): void => {
    if (keys.has(typeKey(type))) return;
    keys.add(typeKey(type));
    for (const part of partsOf(type)) addType(part);
  };
  const addExpr = (expr: Expr): void => {
    addType(expr.type);
    if (expr.kind === "domain") addType(expr.of);
    if (expr.kind === "quantifier" || expr.kind === "image")
      for (const binder of expr.binders) addType(binder.type);
    if (expr.kind === "fold") addType(expr.binder.type);
    for (const child of children(expr)) addExpr(child);
  };
  for (const { type } of core.variables) addType(type);
  for (const { instances } of core.processes) addType(instances);
  for (const { object } of core.locks) if (object !== undefined) addType(object);
  for (const { parameters, result, body } of core.functions) {
    for (const { type } of parameters) addType(type);
    addType(result);
    addExpr(body);
  }
  for (const { binders } of core.initial) for (const { type } of binders) addType(type);
  for (const expr of begun(core)) addExpr(expr);
  for (const action of core.actions) eachExpr(action, addExpr, addType);
  for (const expr of judged(core)) addExpr(expr);
  for (const { outcome } of core.scenarios) if (outcome.kind === "state") addExpr(outcome.holds);
  return domains.filter(({ type }) => keys.has(typeKey(type)));
}

/** What initial states are made of. */
function begun({ initial }: Pick<Core, "initial">): Expr[] {
  return initial.flatMap(({ binders, condition, values }) => [
    ...binders.map(({ domain }) => domain),
    ...(condition === undefined ? [] : [condition]),
    ...values,
  ]);
}

/** What properties say. */
function judged(core: Judged): Expr[] {
  const { invariants, reachables, constraints, steps, temporal, fairness } = core;
  const premises = invariants.flatMap(({ applies }) => (applies === undefined ? [] : [applies]));
  const beginnings = steps.flatMap(({ initially }) => (initially === undefined ? [] : [initially]));
  return [
    ...premises,
    ...beginnings,
    ...[...invariants, ...reachables, ...constraints, ...steps].map(({ holds }) => holds),
    ...[...temporal, ...fairness].flatMap(({ parameters }) => parameters.map((x) => x.domain)),
    ...temporal.flatMap(({ formula }) => expressionsOf(formula)),
    ...fairness.flatMap(({ instances }) =>
      instances.flatMap(({ arguments: given, when }) => [
        ...given.map(({ value }) => value),
        ...(when === undefined ? [] : [when]),
      ]),
    ),
  ];
}

type Judged = Pick<
  Core,
  "invariants" | "reachables" | "constraints" | "steps" | "temporal" | "fairness"
>;

function partsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case "union":
      return type.cases.flatMap(({ fields }) => fields.map((field) => field.type));
    case "record":
      return type.fields.map((field) => field.type);
    case "map":
      return [type.key, type.value];
    case "set":
    case "seq":
    case "option":
      return [type.of];
    case "bool":
    case "int":
    case "symbols":
    case "bits":
      return [];
  }
}

function eachExpr(
  action: Action,
  addExpr: (expr: Expr) => void,
  addType: (type: Type) => void,
): void {
  for (const { type, domain, among } of action.parameters) {
    addType(type);
    for (const set of [domain, among]) if (set !== undefined) addExpr(set);
  }
  addExpr(action.guard);
  if (action.wants?.object !== undefined) addExpr(action.wants.object);
  for (const { on, need, unless } of action.requirements)
    for (const expr of [...(on === undefined ? [] : [on]), need, ...unless]) addExpr(expr);
  const visit = (effect: Effect): void => {
    if (effect.kind === "if") {
      addExpr(effect.condition);
      visit(effect.then);
      visit(effect.else);
      return;
    }
    for (const { binders, place, value } of effect.assignments) {
      for (const binder of binders) addExpr(binder.domain);
      for (const selector of place.path) if (selector.kind === "index") addExpr(selector.index);
      addExpr(value);
    }
  };
  visit(action.effect);
}

/** The functions that actions, properties and each other call, in spec order. */
function usedFunctions(core: Core): Core["functions"] {
  const used = new Set<string>();
  const byName = new Map(core.functions.map((fn) => [fn.name, fn]));
  const addExpr = (expr: Expr): void => {
    if (expr.kind === "call" && !used.has(expr.function)) {
      used.add(expr.function);
      const called = byName.get(expr.function);
      if (called !== undefined) addExpr(called.body);
    }
    for (const child of children(expr)) addExpr(child);
  };
  const none = (): void => undefined;
  for (const expr of begun(core)) addExpr(expr);
  for (const action of core.actions) eachExpr(action, addExpr, none);
  for (const expr of judged(core)) addExpr(expr);
  for (const { outcome } of core.scenarios) if (outcome.kind === "state") addExpr(outcome.holds);
  return core.functions.filter(({ name }) => used.has(name));
}
