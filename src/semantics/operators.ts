// Unary and binary operators: the types they take, and the ranges that integers can reach.

import type { Span } from "../base/source.js";
import type { BinaryOperator } from "../core/expression.js";
import type { IntType, Type } from "../core/type.js";
import { bool, hull } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { assignable, coerce, comparable, show } from "./assignable.js";
import { isClear } from "./clarity.js";
import { setOfElements } from "./elements.js";
import type { Context, Scope } from "./context.js";
import { nested } from "./context.js";
import { infer, inferAs, inferBool } from "./expect.js";
import type { Expr } from "./typed.js";
import { wordOperation } from "./words.js";

type BinaryAst = Extract<Ast.Expr, { kind: "binary" }>;

/** Any integer. */
export const anyInt: Type = {
  kind: "int",
  name: undefined,
  low: -Number.MAX_SAFE_INTEGER,
  high: Number.MAX_SAFE_INTEGER,
};

export function inferUnary(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "unary" }>,
): Expr | undefined {
  const { span } = ast;
  if (ast.operator === "not") {
    const operand = inferBool(context, nested(scope), ast.operand, "what `not` negates");
    return operand && { kind: "not", operand, type: bool, span };
  }
  const operand = inferAs(context, scope, ast.operand, anyInt, "what `-` negates");
  if (operand?.type.kind !== "int") return undefined;
  const type: IntType = {
    kind: "int",
    name: undefined,
    low: -operand.type.high,
    high: -operand.type.low,
  };
  return operand.kind === "int"
    ? { kind: "int", value: -operand.value, type, span }
    : { kind: "negate", operand, type, span };
}

export function inferBinary(
  context: Context,
  scope: Scope,
  ast: BinaryAst,
  expected: Type | undefined,
): Expr | undefined {
  switch (ast.operator) {
    case "and":
      return inferLogic(context, scope, scope, ast);
    case "or":
      return inferLogic(context, nested(scope), nested(scope), ast);
    case "implies": {
      const inner = nested(scope);
      return inferLogic(context, inner, inner, ast);
    }
    case "=":
    case "!=":
      return inferEquality(context, scope, ast, ast.operator);
    case "in":
    case "not in":
      return inferMembership(context, scope, ast);
    case "subset":
    case "union":
    case "intersect":
    case "minus":
      return inferSetOperation(context, scope, ast, ast.operator, expected);
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "+":
    case "-":
    case "*":
    case "div":
    case "mod":
      return inferArithmetic(context, scope, ast, ast.operator);
  }
}

/** What a pattern on the left names may be used on the right of `and` and `implies`. */
function inferLogic(
  context: Context,
  leftScope: Scope,
  rightScope: Scope,
  ast: BinaryAst,
): Expr | undefined {
  const left = inferBool(context, leftScope, ast.left, `the left of \`${ast.operator}\``);
  const right = inferBool(context, rightScope, ast.right, `the right of \`${ast.operator}\``);
  if (left === undefined || right === undefined) return undefined;
  return binary(ast.operator as BinaryOperator, left, right, bool, ast.span);
}

function binary(operator: BinaryOperator, left: Expr, right: Expr, type: Type, span: Span): Expr {
  return { kind: "binary", operator, left, right, type, span };
}

/** Infers two sides of one type, the side whose type is clear first. */
function inferSides(
  context: Context,
  scope: Scope,
  ast: BinaryAst,
  expected?: Type,
): readonly [Expr, Expr] | undefined {
  if (!isClear(context, ast.left)) {
    const right = infer(context, scope, ast.right, expected);
    const left = right && infer(context, scope, ast.left, expected ?? right.type);
    return right && left && [left, right];
  }
  const left = infer(context, scope, ast.left, expected);
  if (left === undefined && !isClear(context, ast.right)) return undefined;
  const right = infer(context, scope, ast.right, expected ?? left?.type);
  return left && right && [left, right];
}

function inferEquality(
  context: Context,
  scope: Scope,
  ast: BinaryAst,
  operator: "=" | "!=",
): Expr | undefined {
  const sides = inferSides(context, nested(scope), ast);
  if (sides === undefined) return undefined;
  const [left, right] = sides;
  if (comparable(left.type, right.type)) return binary(operator, left, right, bool, ast.span);
  context.report(
    "type/mismatch",
    { found: show(right.type), needed: show(left.type), where: "the right side" },
    {
      at: ast.right.span,
      label: `${show(right.type)} here`,
      secondary: [{ span: ast.left.span, text: `${show(left.type)} here` }],
    },
  );
  return undefined;
}

function inferMembership(context: Context, scope: Scope, ast: BinaryAst): Expr | undefined {
  const inner = nested(scope);
  const early = isClear(context, ast.left) ? infer(context, inner, ast.left) : undefined;
  const wanted: Type | undefined = early && { kind: "set", of: early.type };
  const found = infer(context, inner, ast.right, wanted);
  if (found === undefined) return undefined;
  const right = setOfElements(found);
  if (right.type.kind !== "set") {
    const needed = "a set or a sequence";
    const facts = { found: show(right.type), needed, where: "the right of `in`" };
    context.report("type/mismatch", facts, { at: ast.right.span });
    return undefined;
  }
  const left = early ?? infer(context, inner, ast.left, right.type.of);
  if (left === undefined) return undefined;
  if (!comparable(left.type, right.type.of)) {
    coerce(context, left, right.type.of, "the left of `in`");
    return undefined;
  }
  const test = binary("in", left, right, bool, ast.span);
  return ast.operator === "in" ? test : { kind: "not", operand: test, type: bool, span: ast.span };
}

function inferSetOperation(
  context: Context,
  scope: Scope,
  ast: BinaryAst,
  operator: "subset" | "union" | "intersect" | "minus",
  expected: Type | undefined,
): Expr | undefined {
  const hint = operator === "subset" ? undefined : expected;
  const sides = inferSides(context, scope, ast, hint);
  if (sides === undefined) return undefined;
  const [first, second] = sides;
  if (first.type.kind === "bits" || second.type.kind === "bits")
    return wordOperation(context, operator, first, second, ast.span);
  for (const side of [first, second])
    if (side.type.kind !== "set") {
      const facts = {
        found: show(side.type),
        needed: "a set",
        where: `this side of \`${operator}\``,
      };
      context.report("type/mismatch", facts, { at: side.span });
      return undefined;
    }
  const type = joined(first.type, second.type);
  if (type === undefined) {
    coerce(context, second, first.type, "the right side");
    return undefined;
  }
  return binary(operator, first, second, operator === "subset" ? bool : type, ast.span);
}

function inferArithmetic(
  context: Context,
  scope: Scope,
  ast: BinaryAst,
  operator: "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "div" | "mod",
): Expr | undefined {
  const first = infer(context, scope, ast.left, anyInt);
  const second = infer(context, scope, ast.right, anyInt);
  if (first === undefined || second === undefined) return undefined;
  if (first.type.kind === "bits" || second.type.kind === "bits")
    return wordOperation(context, operator, first, second, ast.span);
  const set = [first, second].find(({ type }) => type.kind === "set");
  if (set !== undefined && (operator === "+" || operator === "-")) {
    const facts = {
      found: show(set.type),
      needed: "an integer",
      where: `a side of \`${operator}\``,
    };
    const help = `of sets, write \`${operator === "+" ? "union" : "minus"}\``;
    context.report("type/mismatch", facts, { at: set.span, help });
    return undefined;
  }
  const left = coerce(context, first, anyInt, `the left of \`${operator}\``);
  const right = coerce(context, second, anyInt, `the right of \`${operator}\``);
  if (left?.type.kind !== "int" || right?.type.kind !== "int") return undefined;
  const type = reach(operator, left.type, right.type);
  return binary(operator, left, right, type, ast.span);
}

/** The range an operation can reach. */
function reach(operator: string, left: IntType, right: IntType): Type {
  const between = (...ends: readonly number[]): IntType => ({
    kind: "int",
    name: undefined,
    low: Math.max(Math.min(...ends), -Number.MAX_SAFE_INTEGER),
    high: Math.min(Math.max(...ends), Number.MAX_SAFE_INTEGER),
  });
  const { low: a, high: b } = left;
  const { low: c, high: d } = right;
  switch (operator) {
    case "+":
      return between(a + c, b + d);
    case "-":
      return between(a - d, b - c);
    case "*":
      return between(a * c, a * d, b * c, b * d);
    case "div":
      return between(a, b, -a, -b);
    case "mod":
      return c > 0 ? between(0, d - 1) : between(-Math.abs(c), Math.abs(d), Math.abs(c));
    default:
      return bool;
  }
}

/** The smallest type that has the values of both; undefined if there is none. */
export function joined(a: Type, b: Type): Type | undefined {
  if (a.kind === "int" && b.kind === "int") return hull(a, b);
  if (a.kind === "set" && b.kind === "set") {
    const of = joined(a.of, b.of);
    return of && { kind: "set", of };
  }
  if (a.kind === "seq" && b.kind === "seq") {
    const of = joined(a.of, b.of);
    return of && { kind: "seq", of, max: Math.max(a.max, b.max) };
  }
  if (assignable(b, a)) return a;
  return assignable(a, b) ? b : undefined;
}

/** `if condition then a else b`, of a type that has both. */
export function unify(
  context: Context,
  condition: Expr,
  then: Expr,
  other: Expr,
  span: Span,
): Expr | undefined {
  const type = joined(then.type, other.type);
  if (type !== undefined) return { kind: "if", condition, then, else: other, type, span };
  coerce(context, other, then.type, "the `else`");
  return undefined;
}
