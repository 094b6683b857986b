// One node whose children are simple: constants folded, and values taken out of what was just made.

import type { BinaryOperator, Expr } from "./expression.js";
import { children, exprKey } from "./traverse.js";
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
  const isLike = like.kind === "binary" && like.operator === operator;
  if (isLike && like.left === left && like.right === right) return like;
  return { kind: "binary", operator, left, right, type: like.type, span: like.span };
}

/** The empty set or sequence in the place of another. */
export function nothingOf({ type, span }: Pick<Expr, "type" | "span">): Expr {
  return { kind: type.kind === "seq" ? "seq" : "set", elements: [], type, span };
}

export function isEmpty(expr: Expr): boolean {
  return expr.kind === "set" && expr.elements.length === 0;
}

function isInside(inner: Type, outer: Type): boolean {
  if (inner.kind !== "int" || outer.kind !== "int") return false;
  return inner.low >= outer.low && inner.high <= outer.high;
}

const total = new WeakMap<Expr, boolean>();

/**
 * True if the expression has a value wherever it may stand; others may be out of range, so they
 * stay even where their value would not matter.
 */
export function isTotal(expr: Expr): boolean {
  const known = total.get(expr);
  if (known !== undefined) return known;
  const found = isTotalNode(expr) && children(expr).every(isTotal);
  total.set(expr, found);
  return found;
}

/** Whether a node has a value if its children have. */
function isTotalNode(expr: Expr): boolean {
  switch (expr.kind) {
    case "call":
    case "within":
      return false;
    case "index":
      return isIndexInside(expr.index, expr.of.type);
    case "with":
      return (
        expr.type.kind !== "bits" &&
        expr.changes.every((x) => x.kind === "field" || isIndexInside(x.index, expr.type))
      );
    case "builtin":
      return expr.name !== "head" && expr.name !== "tail" && expr.name !== "part";
    case "binary": {
      const { type } = expr.right;
      const divides = expr.operator === "div" || expr.operator === "mod";
      return !divides || (type.kind === "int" && (type.low > 0 || type.high < 0));
    }
    case "quantifier":
      if (expr.word === "choose") return false;
      return (
        (expr.word !== "min" && expr.word !== "max") ||
        expr.binders.every(({ domain }) => domain.kind === "set" && domain.elements.length > 0)
      );
    default:
      return true;
  }
}

function isIndexInside(index: Expr, container: Type): boolean {
  if (container.kind !== "map") return false;
  return container.key.kind !== "int" || isInside(index.type, container.key);
}

/** One node whose children are simple. */
export function fold(expr: Expr): Expr {
  if (expr.kind === "negate" && expr.operand.kind === "int") {
    return { ...expr.operand, value: 0 - expr.operand.value, type: expr.type };
  }
  if (expr.kind === "is" && expr.of.kind === "construct" && isTotal(expr.of)) {
    return truth(expr.of.case === expr.case, expr);
  }
  if (expr.kind === "payload" || expr.kind === "field") {
    if (expr.of.kind !== "construct" && expr.of.kind !== "record") return expr;
    const { fields } = expr.of;
    const field = fields.find((each) => each.name === expr.name);
    const others = fields.filter((each) => each !== field);
    return others.every(({ value }) => isTotal(value)) ? (field?.value ?? expr) : expr;
  }
  if (expr.kind === "present") return expr.of.type.kind === "option" ? expr : expr.of;
  if (expr.kind === "with") return foldWith(expr);
  if (expr.kind === "within") return isInside(expr.operand.type, expr.type) ? expr.operand : expr;
  return expr;
}

function foldWith(expr: Extract<Expr, { kind: "with" }>): Expr {
  const { of, changes } = expr;
  if (changes.length === 0) return of;
  if (of.kind !== "record") return expr;
  const fields = of.fields.map((field) => {
    const change = changes.findLast((each) => each.kind === "field" && each.name === field.name);
    return { ...field, value: change?.value ?? field.value };
  });
  return { ...of, fields };
}

export function foldBinary(expr: Binary): Expr {
  const { operator } = expr;
  return operator === "=" || operator === "!=" ? foldEquality(expr) : foldSets(foldInts(expr));
}

function foldEquality(expr: Binary): Expr {
  const { operator, left, right } = expr;
  const equal = areEqual(left, right);
  if (equal !== undefined && isTotal(left) && isTotal(right)) {
    return truth(equal === (operator === "="), expr);
  }
  if (left.kind === "bool") return left.value === (operator === "=") ? right : negation(right);
  if (right.kind === "bool") return right.value === (operator === "=") ? left : negation(left);
  return expr;
}

function foldSets(expr: Expr): Expr {
  if (expr.kind !== "binary") return expr;
  const { operator, left, right } = expr;
  if (operator === "in") return foldMembership(expr, left, right);
  if (operator === "subset" && isEmpty(left) && isTotal(right)) return truth(true, expr);
  if (operator === "union") return isEmpty(left) ? right : isEmpty(right) ? left : expr;
  if (operator === "minus") return isEmpty(right) ? left : expr;
  return expr;
}

function foldMembership(expr: Binary, element: Expr, set: Expr): Expr {
  if (!isTotal(element) || !isTotal(set)) return expr;
  if (isEmpty(set)) return truth(false, expr);
  if (set.kind === "domain") {
    if (isInside(element.type, set.of)) return truth(true, expr);
    if (element.type.kind !== "symbols" || set.of.kind !== "symbols") return expr;
    const { values } = set.of;
    const inside = valuesOf(element).filter((value) => values.includes(value));
    if (inside.length === valuesOf(element).length) return truth(true, expr);
    return inside.length === 0 ? truth(false, expr) : expr;
  }
  if (set.kind === "set") {
    const [only] = set.elements;
    if (listed(element, set)) return truth(true, expr);
    return only !== undefined && set.elements.length === 1
      ? foldEquality(binary("=", element, only, expr))
      : expr;
  }
  if (set.kind !== "binary" || !listed(element, set.right)) return expr;
  if (set.operator === "minus") return truth(false, expr);
  return set.operator === "union" ? truth(true, expr) : expr;
}

/** True if the set is written as a list that has this very element. */
function listed(element: Expr, set: Expr): boolean {
  return set.kind === "set" && set.elements.some((each) => isEqual(each, element));
}

/** The values that an expression of a symbols type may have. */
function valuesOf(expr: Expr): readonly string[] {
  if (expr.kind === "symbol") return [expr.value];
  return expr.type.kind === "symbols" ? expr.type.values : [];
}

/** Whether two values are equal, if their text or their types tell. */
function areEqual(left: Expr, right: Expr): boolean | undefined {
  if (isEqual(left, right)) return true;
  if (left.type.kind === "int" && right.type.kind === "int") {
    if (left.type.high < right.type.low || right.type.high < left.type.low) return false;
    return left.kind === "int" && right.kind === "int" ? left.value === right.value : undefined;
  }
  if (left.type.kind === "symbols" && right.type.kind === "symbols") {
    const leftValues = valuesOf(left);
    const rightValues = valuesOf(right);
    // Where both have but one value they are equal; that is said all the same, as the author did.
    return leftValues.some((value) => rightValues.includes(value)) ? undefined : false;
  }
  if (left.kind === "none" && right.type.kind !== "option") return false;
  if (right.kind === "none" && left.type.kind !== "option") return false;
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
