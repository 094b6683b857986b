// How strongly an expression holds together, which says where parentheses are needed.

import type * as Ast from "../syntax/ast.js";
import { prefixRanks, ranks } from "../syntax/operators.js";

/** The rank of its operator; `Infinity` for what needs no parentheses next to any. */
export function strengthOf(of: Ast.Expr): number {
  switch (of.kind) {
    case "binary":
      return ranks[of.operator].rank;
    case "is":
      return ranks.is.rank;
    case "range":
      return ranks[".."].rank;
    case "unary":
      // What `not` takes to its right is stronger than itself.
      return of.operator === "not" ? prefixRanks.not - 1 : prefixRanks["-"];
    default:
      return Infinity;
  }
}

/** Whether an operator of this rank after it would become a part of it. */
export function opensTo(of: Ast.Expr, following: number): boolean {
  switch (of.kind) {
    case "if-expr":
    case "let-expr":
    case "quantifier":
    case "fold":
      return true;
    case "unary":
      return following >= prefixRanks[of.operator] || opensTo(of.operand, following);
    case "binary":
      return isBareAtRight(of) && opensTo(of.right, following);
    case "range":
      return strengthOf(of.high) >= ranks[".."].right && opensTo(of.high, following);
    default:
      return false;
  }
}

/** Whether the right operand needs no parentheses: `not` may begin any. */
function isBareAtRight({ operator, right }: Extract<Ast.Expr, { kind: "binary" }>): boolean {
  const isNot = right.kind === "unary" && right.operator === "not";
  return isNot || strengthOf(right) >= ranks[operator].right;
}

/** What is easily mixed up: parentheses between the two are left to the author. */
export function isMix(inner: Ast.Expr, outer: Ast.Expr): boolean {
  if (opensTo(inner, 1)) return true;
  if (outer.kind === "unary") return inner.kind === "binary" || inner.kind === "is";
  return isLogical(inner) && isLogical(outer) && inner.operator !== outer.operator;
}

function isLogical(of: Ast.Expr): of is Extract<Ast.Expr, { kind: "binary" }> {
  return of.kind === "binary" && ["and", "or", "implies"].includes(of.operator);
}

/** Whether it ends with a `held` that a `by` after it would belong to. */
export function takesBy(of: Ast.Expr): boolean {
  switch (of.kind) {
    case "held":
      return of.by === undefined;
    case "unary":
      return takesBy(of.operand);
    case "binary":
      return takesBy(of.right);
    case "range":
      return takesBy(of.high);
    case "if-expr":
      return takesBy(of.else);
    case "let-expr":
    case "quantifier":
    case "fold":
      return takesBy(of.body);
    default:
      return false;
  }
}
