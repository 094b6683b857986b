// Whether what happens in a step is an event of a rule, and what the pattern variables of the rule
// are then.

import type { Binder, Expr } from "../core/expression.js";
import { equal, mapChildren } from "../core/traverse.js";
import type { EventPattern, Rule, Subject } from "../semantics/typed.js";
import * as build from "./build.js";
import type { Layout } from "./layout.js";
import { lowerExpr } from "./lower.js";
import type { Occurrence } from "./occurrence.js";

/** A match: values of pattern variables, and what must be true for it to be one. */
export interface Match {
  readonly values: ReadonlyMap<string, Expr>;
  readonly conditions: readonly Expr[];
  /** Pattern variables that the event leaves open: it is about all of their values. */
  readonly binders: readonly Binder[];
}

/** The match, or undefined. `self` is the thread that takes the step, if one does. */
export function match(
  layout: Layout,
  rule: Rule,
  pattern: EventPattern,
  occurrence: Occurrence,
  self: Expr | undefined,
): Match | undefined {
  if (pattern.verb !== occurrence.verb || !sameSubject(pattern.subject, occurrence.subject))
    return undefined;
  const values = new Map<string, Expr>();
  const conditions: Expr[] = [];
  const binders: Binder[] = [];
  const require = (name: string, value: Expr): void => {
    const known = values.get(name);
    if (known === undefined) values.set(name, value);
    else conditions.push(build.same(known, value));
  };
  if (pattern.by !== undefined) {
    if (self === undefined) return undefined;
    require(pattern.by, self);
  }
  if (pattern.subject.kind === "test" && occurrence.subject.kind === "test") {
    const wanted = lowerExpr(layout, pattern.subject.condition);
    const found = lowerTested(occurrence);
    if (!unify(wanted, found, rule, values, conditions)) return undefined;
  }
  for (const [index, argument] of pattern.arguments.entries()) {
    if (argument.kind === "any") continue;
    const found = occurrence.arguments[index];
    if (found === undefined) {
      // The whole of a map is touched: the event is about every index.
      if (argument.kind === "value") continue;
      const type = rule.variables.find(({ name }) => name === argument.name)?.type;
      if (type !== undefined && !values.has(argument.name))
        binders.push(build.binderOver(argument.name, type, occurrence.span));
      continue;
    }
    if (argument.kind === "bind") require(argument.name, found);
    else conditions.push(build.same(found, lowerExpr(layout, argument.value)));
  }
  const bind = (expr: Expr): Expr => replace(expr, values);
  return { values, conditions: conditions.map(bind), binders };
}

/** A test is its own single argument. */
function lowerTested(occurrence: Occurrence): Expr {
  const [tested] = occurrence.arguments;
  if (tested === undefined) throw new Error("a test without its condition");
  return tested;
}

function sameSubject(a: Subject, b: Subject): boolean {
  if (a.kind === "test" || b.kind === "test") return a.kind === b.kind;
  return equal(a, b);
}

/** Structural unification of a tested condition with a pattern; equality is symmetric. */
function unify(
  wanted: Expr,
  found: Expr,
  rule: Rule,
  values: Map<string, Expr>,
  conditions: Expr[],
): boolean {
  if (wanted.kind === "local" && rule.variables.some(({ name }) => name === wanted.name)) {
    // An optional value is none of the values that a pattern variable stands for.
    if (found.type.kind === "option" && wanted.type.kind !== "option") return false;
    const known = values.get(wanted.name);
    if (known === undefined) values.set(wanted.name, found);
    else conditions.push(build.same(known, found));
    return true;
  }
  if (wanted.kind !== found.kind) return false;
  if (wanted.kind === "binary" && found.kind === "binary" && wanted.operator === "=") {
    if (found.operator !== "=") return false;
    const attempt = (left: Expr, right: Expr): boolean => {
      const trial = new Map(values);
      const more: Expr[] = [];
      const fits =
        unify(wanted.left, left, rule, trial, more) &&
        unify(wanted.right, right, rule, trial, more);
      if (!fits) return false;
      for (const [name, value] of trial) values.set(name, value);
      conditions.push(...more);
      return true;
    };
    return attempt(found.left, found.right) || attempt(found.right, found.left);
  }
  const left = childrenOf(wanted);
  const right = childrenOf(found);
  if (left.length !== right.length || !equal(skeleton(wanted), skeleton(found))) return false;
  return left.every((child, index) => {
    const other = right[index];
    return other !== undefined && unify(child, other, rule, values, conditions);
  });
}

function childrenOf(expr: Expr): Expr[] {
  const found: Expr[] = [];
  mapChildren(expr, (child) => {
    found.push(child);
    return child;
  });
  return found;
}

/** The node with its children blanked. */
function skeleton(expr: Expr): Expr {
  return mapChildren(expr, (child) => build.truth(true, child.span));
}

/** The expression with pattern variables replaced by their values. */
export function replace(expr: Expr, values: ReadonlyMap<string, Expr>): Expr {
  if (expr.kind === "local") return values.get(expr.name) ?? expr;
  return mapChildren(expr, (child) => replace(child, values));
}
