// Expressions inside a step, read as of a point of it. A check that stands after an assignment of
// the same step must see that assignment; all else in a step reads the state before it.

import type { Assignment, Place, Selector } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import { placeOf } from "../core/place.js";
import { equal, mapChildren } from "../core/traverse.js";
import * as build from "./build.js";

/**
 * The expression with the assignments done, the last of them first asked. What a `let` or a pattern
 * has named is still what it was then. An assignment to a part of what is read does not show:
 * checks read single fields, and steps may not read what they assigned.
 */
export function advance(expr: Expr, assignments: readonly Assignment[]): Expr {
  return expr.kept === true ? expr : after(expr, assignments, advance);
}

/** The expression with these values in place of all variables, also in what has a name. */
export function beginWith(expr: Expr, values: readonly Assignment[]): Expr {
  return after(expr, values, beginWith);
}

function after(expr: Expr, assignments: readonly Assignment[], inner: typeof advance): Expr {
  if (assignments.length === 0) return expr;
  const place = placeOf(expr);
  if (place === undefined) return mapChildren(expr, (child) => inner(child, assignments));
  const before = mapChildren(expr, (child) =>
    placeOf(child) === undefined ? inner(child, assignments) : child,
  );
  return assignments.reduce((value, assignment) => overlay(value, place, assignment), before);
}

/** The value of `place` after one assignment, where `before` is its value before it. */
function overlay(before: Expr, place: Place, { binders, place: target, value }: Assignment): Expr {
  if (target.variable !== place.variable || target.path.length > place.path.length) return before;
  const conditions: Expr[] = [];
  for (const [depth, wanted] of target.path.entries()) {
    const found = place.path[depth];
    if (found === undefined || found.kind !== wanted.kind) return before;
    if (found.kind === "field" || wanted.kind === "field") {
      if (!equal(found, wanted)) return before;
      continue;
    }
    const free = binders.some(({ name }) => equal(wanted.index, { kind: "local", name }));
    if (!free) conditions.push(build.same(found.index, wanted.index));
  }
  if (binders.length > 0) return before;
  let after = value;
  for (const selector of place.path.slice(target.path.length)) after = select(after, selector);
  return build.choose(build.conjunction(conditions, before.span), after, before);
}

function select(of: Expr, selector: Selector): Expr {
  if (selector.kind === "field") {
    if (of.type.kind !== "record") throw new Error("a field of something that is not a record");
    const found = of.type.fields.find(({ name }) => name === selector.name);
    if (found === undefined) throw new Error(`no field ${selector.name}`);
    return build.field(of, selector.name, found.type);
  }
  if (of.kind === "map" && of.binder.name === "_") return of.value;
  return build.at(of, selector.index);
}
