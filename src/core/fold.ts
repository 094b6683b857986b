// One node whose children are simple: constants folded, and values taken out of what was just made.

import type { BinaryOperator, Expr } from "./expression.js";
import { exprKey } from "./traverse.js";
import { bool, type Type } from "./type.js";

/** A node with two operands. */
export type Binary = Extract<Expr, { kind: "binary" }>;

export function truth(value: boolean, like: Expr): Expr {
  return { kind: "bool", value, type: bool, span: like.span };
}

export function isTruth(expr: Expr, value: boolean): boolean {
  return expr.kind === "bool" && expr.value === value;
}

export function isEqual(a: Expr, b: Expr): boolean {
  return exprKey(a) === exprKey(b);
}

const opposite: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "=": "!=",
  "!=": "=",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

/** The negation, pushed into a comparison or another negation. */
export function negation(expr: Expr): Expr {
  if (expr.kind === "bool") return truth(!expr.value, expr);
  if (expr.kind === "not") return expr.operand;
  if (expr.kind === "binary") {
    const operator = opposite[expr.operator];
    if (operator !== undefined) return { ...expr, operator };
  }
  return { kind: "not", operand: expr, type: bool, span: expr.span };
}

export function binary(operator: BinaryOperator, left: Expr, right: Expr, like: Expr): Binary {
  return { kind: "binary", operator, left, right, type: like.type, span: like.span };
}

export function isEmpty(expr: Expr): boolean {
  return expr.kind === "set" && expr.elements.length === 0;
}

function isInside(inner: Type, outer: Type): boolean {
  if (inner.kind !== "int" || outer.kind !== "int") return false;
  return inner.low >= outer.low && inner.high <= outer.high;
}

/** One node whose children are simple. */
export function fold(expr: Expr): Expr {
  if (expr.kind === "negate" && expr.operand.kind === "int") {
    return { ...expr.operand, value: 0 - expr.operand.value, type: expr.type };
  }
  if (expr.kind === "is" && expr.of.kind === "construct") {
    return truth(expr.of.case === expr.case, expr);
  }
  if (expr.kind === "payload" || expr.kind === "field") {
    if (expr.of.kind !== "construct" && expr.of.kind !== "record") return expr;
    return expr.of.fields.find((each) => each.name === expr.name)?.value ?? expr;
  }
  if (expr.kind === "present") return expr.of.type.kind === "option" ? expr : expr.of;
  if (expr.kind === "with") return expr.changes.length === 0 ? expr.of : expr;
  if (expr.kind === "within") return isInside(expr.operand.type, expr.type) ? expr.operand : expr;
  return expr;
}

export function foldBinary(expr: Binary): Expr {
  const { operator } = expr;
  return operator === "=" || operator === "!=" ? foldEquality(expr) : foldSets(foldInts(expr));
}

function foldEquality(expr: Binary): Expr {
  const { operator, left, right } = expr;
  const equal = areEqual(left, right);
  if (equal !== undefined) return truth(equal === (operator === "="), expr);
  if (left.kind === "bool") return left.value === (operator === "=") ? right : negation(right);
  if (right.kind === "bool") return right.value === (operator === "=") ? left : negation(left);
  return expr;
}

function foldSets(expr: Expr): Expr {
  if (expr.kind !== "binary") return expr;
  const { operator, left, right } = expr;
  if (operator === "in" && isEmpty(right)) return truth(false, expr);
  if (operator === "in" && right.kind === "domain" && isInside(left.type, right.of)) {
    return truth(true, expr);
  }
  if (operator === "subset" && isEmpty(left)) return truth(true, expr);
  if (operator === "union") return isEmpty(left) ? right : isEmpty(right) ? left : expr;
  if (operator === "minus") return isEmpty(right) ? left : expr;
  return expr;
}

/** Whether two values are equal, if their text or their types tell. */
function areEqual(left: Expr, right: Expr): boolean | undefined {
  if (isEqual(left, right)) return true;
  if (left.type.kind === "int" && right.type.kind === "int") {
    if (left.type.high < right.type.low || right.type.high < left.type.low) return false;
    const isOne = left.type.low === left.type.high && right.type.low === right.type.high;
    return isOne ? true : undefined;
  }
  if (left.type.kind === "symbols" && right.type.kind === "symbols") {
    const leftValues = left.kind === "symbol" ? [left.value] : left.type.values;
    const rightValues = right.kind === "symbol" ? [right.value] : right.type.values;
    if (!leftValues.some((value) => rightValues.includes(value))) return false;
    return leftValues.length === 1 && rightValues.length === 1 ? true : undefined;
  }
  if (left.kind === "construct" && right.kind === "construct" && left.case !== right.case)
    return false;
  return left.kind === "bits" && right.kind === "bits" ? left.value === right.value : undefined;
}

function foldInts(expr: Binary): Expr {
  const { left, right } = expr;
  if (left.kind !== "int" || right.kind !== "int") return expr;
  const [a, b] = [left.value, right.value];
  const int = (value: number): Expr => ({
    kind: "int",
    value,
    type: { kind: "int", name: undefined, low: value, high: value },
    span: expr.span,
  });
  if (expr.operator === "<") return truth(a < b, expr);
  if (expr.operator === "<=") return truth(a <= b, expr);
  if (expr.operator === ">") return truth(a > b, expr);
  if (expr.operator === ">=") return truth(a >= b, expr);
  if (expr.operator === "+") return int(a + b);
  if (expr.operator === "-") return int(a - b);
  return expr.operator === "*" ? int(a * b) : expr;
}

