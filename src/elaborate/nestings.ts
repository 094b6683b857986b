// What is asked where a thread takes one lock of a class while it holds others: that the class has
// an order which says so, and that no order lets another thread take them the other way round then.
// A longer circle of three or more is left to the search for deadlocks.

import type { Expr } from "../core/expression.js";
import { substitute } from "../core/traverse.js";
import type { LockRef, Nesting } from "../semantics/typed.js";
import * as build from "./build.js";
import { held, lowerExpr } from "./lower.js";
import type { Draft } from "./way.js";

/** Nothing for a class without an order of its own. */
export function nestingNeeds(draft: Draft, ref: LockRef, self: Expr): readonly Expr[] {
  const { layout, nestings } = draft.shop;
  const orders = nestings.filter(({ lock }) => lock.name === ref.lock.name);
  const { object } = ref.lock;
  if (object === undefined || ref.object === undefined || orders.length === 0) return [];
  const { span } = ref;
  const wanted = lowerExpr(layout, ref.object);
  const other = build.local("outer_object", object.type, span);
  const taker = build.local("other_taker", layout.thread, span);
  const says = (order: Nesting, outer: Expr, inner: Expr, by: Expr): Expr =>
    [
      [order.outer, outer],
      [order.inner, inner],
      ...(order.by === undefined ? [] : [[order.by, by] as const]),
    ].reduce(
      (condition: Expr, [name, value]) => substitute(condition, name as string, value as Expr),
      lowerExpr(layout, order.condition),
    );
  const isHeld = build.conjunction(
    [held(layout, ref.lock, other, undefined, self, ref), build.not(build.same(other, wanted))],
    span,
  );
  const each = (need: Expr): Expr =>
    build.quantify(
      "all",
      [build.binderOver("outer_object", object.type, span)],
      build.disjunction([build.not(isHeld), need], span),
    );
  const isOrdered = orders.map((order) => says(order, other, wanted, self));
  const isReversed = orders.map((order) =>
    order.by === undefined
      ? says(order, wanted, other, self)
      : build.quantify(
          "some",
          [build.binderOver("other_taker", layout.thread, span)],
          build.conjunction(
            [build.not(build.same(taker, self)), says(order, wanted, other, taker)],
            span,
          ),
        ),
  );
  return [
    each(build.disjunction(isOrdered, span)),
    each(build.not(build.disjunction(isReversed, span))),
  ];
}
