// `all x in D: ...`: the same assignments for every value, as assignments with binders.

import type { Assignment } from "../core/core.js";
import type { Binder, Expr } from "../core/expression.js";
import { placeOf } from "../core/place.js";
import { equal } from "../core/traverse.js";
import type { Statement } from "../semantics/typed.js";
import * as build from "./build.js";
import { lowerExpr } from "./lower.js";
import { accessOf, readsOf } from "./occurrence.js";
import { assign, happen } from "./happen.js";
import { live } from "./lives.js";
import type { Draft, Way } from "./way.js";

/** The assignments inside; an `if` inside keeps the old value where its condition is false. */
export function assignAll(
  draft: Draft,
  statement: Extract<Statement, { kind: "assign-all" }>,
  way: Way,
  outer: readonly Binder[] = [],
  conditions: readonly Expr[] = [],
): Way {
  const { layout } = draft.shop;
  const own = statement.binders.map((binder) => ({
    ...binder,
    domain: lowerExpr(layout, binder.domain),
  }));
  return each(draft, statement.body, way, [...outer, ...own], conditions);
}

function each(
  draft: Draft,
  body: readonly Statement[],
  way: Way,
  binders: readonly Binder[],
  conditions: readonly Expr[],
): Way {
  return body.reduce((next, statement) => one(draft, statement, next, binders, conditions), way);
}

function one(
  draft: Draft,
  statement: Statement,
  way: Way,
  binders: readonly Binder[],
  conditions: readonly Expr[],
): Way {
  const { layout, functions } = draft.shop;
  const around = { binders, conditions };
  const seen = (next: Way, expr: Expr): Way =>
    readsOf(layout, functions, expr, around).reduce((at, read) => happen(draft, at, read), next);
  switch (statement.kind) {
    case "assign-all":
      return assignAll(draft, statement, way, binders, conditions);
    case "if": {
      const condition = lowerExpr(layout, statement.condition);
      const before = seen(way, condition);
      const then = each(draft, statement.then, before, binders, [...conditions, condition]);
      return each(draft, statement.else, then, binders, [...conditions, build.not(condition)]);
    }
    case "assign": {
      const target = lowerExpr(layout, statement.target);
      const place = placeOf(target);
      if (place === undefined) throw new Error("an assignment to no place");
      const value = lowerExpr(layout, statement.value);
      const before = seen(way, value);
      const access = accessOf(layout, target);
      const written = access && {
        ...access,
        ...around,
        ...(statement.marked && { marked: statement.marked }),
        verb: "write" as const,
      };
      const after = written === undefined ? before : happen(draft, before, written);
      const condition = build.conjunction(conditions, statement.span);
      return assignWhere(after, { binders, place, value }, condition, target);
    }
    case "keep":
      return seen(way, lowerExpr(layout, statement.value));
    case "lifetime": {
      const object = lowerExpr(layout, statement.object);
      return live(draft, seen(way, object), statement, around);
    }
    default:
      throw new Error(`${statement.kind} inside \`all\` was let through`);
  }
}

/** Under a condition; the other side of an `if` may have assigned the same place under another. */
function assignWhere(way: Way, assignment: Assignment, condition: Expr, before: Expr): Way {
  const { binders, place } = assignment;
  const earlier = way.assignments.find(
    (each) => equal(each.place, place) && equal(each.binders, binders),
  );
  const value = build.choose(condition, assignment.value, earlier?.value ?? before);
  const others = way.assignments.filter((each) => each !== earlier);
  return assign({ ...way, assignments: others }, { binders, place, value });
}
