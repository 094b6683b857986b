// Values that are known before any search: bounds of types and conditions of `only when`.

import type { Type } from "../core/type.js";
import { coerce } from "./assignable.js";
import type { Context } from "./context.js";
import { newScope } from "./context.js";
import { infer } from "./expect.js";
import type { Expr } from "./typed.js";
import type * as Ast from "../syntax/ast.js";

export type Constant = boolean | number | bigint | string;

/** The value of an expression that no state can change, or undefined. */
export function evaluate(expr: Expr): Constant | undefined {
  switch (expr.kind) {
    case "bool":
    case "int":
    case "symbol":
    case "bits":
      return expr.value;
    case "within":
      return evaluate(expr.operand);
    case "kept":
      return evaluate(expr.value);
    case "not": {
      const value = evaluate(expr.operand);
      return typeof value === "boolean" ? !value : undefined;
    }
    case "negate": {
      const value = evaluate(expr.operand);
      return typeof value === "number" ? -value : undefined;
    }
    case "if": {
      const condition = evaluate(expr.condition);
      if (condition === undefined) return undefined;
      return evaluate(condition === true ? expr.then : expr.else);
    }
    case "binary":
      return evaluateBinary(expr.operator, evaluate(expr.left), evaluate(expr.right));
    default:
      return undefined;
  }
}

function evaluateBinary(
  operator: string,
  left: Constant | undefined,
  right: Constant | undefined,
): Constant | undefined {
  if (operator === "and" && (left === false || right === false)) return false;
  if (operator === "or" && (left === true || right === true)) return true;
  if (operator === "implies" && (left === false || right === true)) return true;
  if (left === undefined || right === undefined) return undefined;
  if (operator === "=") return left === right;
  if (operator === "!=") return left !== right;
  if (typeof left === "boolean" && typeof right === "boolean") {
    if (operator === "and") return left && right;
    if (operator === "or") return left || right;
    if (operator === "implies") return !left || right;
  }
  if (typeof left === "number" && typeof right === "number")
    return evaluateArithmetic(operator, left, right);
  return undefined;
}

function evaluateArithmetic(operator: string, left: number, right: number): Constant | undefined {
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "div":
      return right === 0 ? undefined : Math.floor(left / right);
    case "mod":
      return right === 0 ? undefined : left - right * Math.floor(left / right);
    default:
      return undefined;
  }
}

/** The value of a constant expression of the given type; reports anything else. */
function constant(context: Context, ast: Ast.Expr, type: Type, what: string): Constant | undefined {
  const expr = infer(context, newScope(), ast, type);
  if (expr === undefined) return undefined;
  const typed = coerce(context, expr, type, what);
  if (typed === undefined) return undefined;
  const value = evaluate(typed);
  if (value === undefined) context.report("type/constant", { what }, { at: ast.span });
  return value;
}

/** Whether a value that is known lies in the range it is needed for; reports one that does not. */
export function liesWithin(context: Context, value: Expr, type: Type, what: string): boolean {
  if (value.kind === "map" && type.kind === "map")
    return liesWithin(context, value.value, type.value, what);
  const range = type.kind === "option" ? type.of : type;
  const known = evaluate(value);
  if (range.kind !== "int" || typeof known !== "number") return true;
  if (known >= range.low && known <= range.high) return true;
  const problem = `is ${known}, outside of ${range.low}..${range.high}`;
  context.report("type/bound", { what, problem }, { at: value.span });
  return false;
}

/** An integer constant between the bounds. */
export function constantInt(
  context: Context,
  ast: Ast.Expr,
  what: string,
  low = -(2 ** 31),
  high = 2 ** 31,
): number | undefined {
  const type: Type = { kind: "int", name: undefined, low: -(2 ** 53), high: 2 ** 53 };
  const value = constant(context, ast, type, what);
  if (typeof value !== "number") return undefined;
  if (value >= low && value <= high) return value;
  context.report("type/bound", { what, problem: `must lie in ${low}..${high}` }, { at: ast.span });
  return undefined;
}

/** Whether a declaration is in this variant: its `only when`, if it has one, is true. */
export function isPresent(context: Context, onlyWhen: Ast.Expr | undefined): boolean {
  if (onlyWhen === undefined) return true;
  return constant(context, onlyWhen, { kind: "bool" }, "the condition of `only when`") !== false;
}
