// Sets of whole values: all maps of a type, all sequences over a set. Where they are made of all
// values of types, they are all values of a type themselves.

import type { Span } from "../base/source.js";
import type { Type } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { show, textOf } from "./assignable.js";
import { constantInt, evaluate } from "./constant.js";
import type { Context, Scope } from "./context.js";
import { infer } from "./expect.js";
import type { Expr } from "./typed.js";

/** A set that is written as a type is. */
export function inferValues(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "map-set" | "sets-of" | "seqs-of" | "options-of" }>,
): Expr | undefined {
  switch (ast.kind) {
    case "map-set":
      return inferMaps(context, scope, ast);
    case "sets-of":
      return inferSubsets(context, scope, ast.of, ast.span);
    case "seqs-of":
      return inferSequences(context, scope, ast.of, ast.max, ast.span);
    case "options-of":
      return inferOptions(context, scope, ast);
  }
}

/** `K -> V`: all maps from the values of a type to those of a set. */
function inferMaps(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "map-set" }>,
): Expr | undefined {
  const { span } = ast;
  const keys = inferSetOf(context, scope, ast.keys);
  const values = inferSetOf(context, scope, ast.values);
  if (keys === undefined || values === undefined) return undefined;
  const key = wholeType(keys.expr);
  if (key === undefined) {
    const help = "a map has a value for each value of its type";
    reportSmaller(context, ast.keys, "the left of `->`", help);
    return undefined;
  }
  const value = wholeType(values.expr);
  const type: Type = { kind: "map", key, value: values.of };
  return value === undefined
    ? builtin("maps", [allOf(key, ast.keys.span), values.expr], type, span)
    : allOf({ ...type, value }, span);
}

/** `set of S`, `subsets(S)`: all subsets of a set. */
export function inferSubsets(
  context: Context,
  scope: Scope,
  elements: Ast.Expr,
  span: Span,
): Expr | undefined {
  const set = inferSetOf(context, scope, elements);
  if (set === undefined) return undefined;
  const of = wholeType(set.expr);
  if (of !== undefined) return allOf({ kind: "set", of }, span);
  return builtin("subsets", [set.expr], set.expr.type, span);
}

/** `T?`: all values of a type, and `none`. */
function inferOptions(
  context: Context,
  scope: Scope,
  { of, span }: Extract<Ast.Expr, { kind: "options-of" }>,
): Expr | undefined {
  const set = inferSetOf(context, scope, of);
  const whole = set && wholeType(set.expr);
  if (whole !== undefined) return allOf({ kind: "option", of: whole }, span);
  if (set !== undefined) reportSmaller(context, of, "what `?` follows", "`S union {none}` is one");
  return undefined;
}

function reportSmaller(context: Context, { span }: Ast.Expr, where: string, help: string): void {
  const found = "a set that may be smaller than its type";
  context.report("type/mismatch", { found, needed: "a type", where }, { at: span, help });
}

/** `seq of S max n`, `sequences(S, n)`: all sequences of at most n elements of a set. */
export function inferSequences(
  context: Context,
  scope: Scope,
  elements: Ast.Expr,
  length: Ast.Expr,
  span: Span,
): Expr | undefined {
  const set = inferSetOf(context, scope, elements);
  const max = constantInt(context, length, "the length of the sequences", 0);
  if (set === undefined || max === undefined) return undefined;
  const of = wholeType(set.expr);
  if (of !== undefined) return allOf({ kind: "seq", of, max }, span);
  const type: Type = { kind: "seq", of: set.of, max };
  const bound: Expr = {
    kind: "int",
    value: max,
    type: { kind: "int", name: undefined, low: max, high: max },
    span: length.span,
  };
  return builtin("sequences", [set.expr, bound], type, span);
}

function inferSetOf(
  context: Context,
  scope: Scope,
  ast: Ast.Expr,
): { readonly expr: Expr; readonly of: Type } | undefined {
  const expr = infer(context, scope, ast);
  if (expr === undefined) return undefined;
  if (expr.type.kind === "set") return { expr, of: expr.type.of };
  const facts = { found: show(expr.type), needed: "a set", where: `\`${textOf(ast.span)}\`` };
  context.report("type/mismatch", facts, { at: ast.span });
  return undefined;
}

/** The type whose values a set certainly has, all of them. */
function wholeType(set: Expr): Type | undefined {
  if (set.kind === "kept") return wholeType(set.value);
  if (set.kind === "domain") return set.of;
  if (set.kind !== "range" || set.type.kind !== "set") return undefined;
  const known = [set.low, set.high].every((bound) => evaluate(bound) !== undefined);
  return known ? set.type.of : undefined;
}

function allOf(of: Type, span: Span): Expr {
  return { kind: "domain", of, type: { kind: "set", of }, span };
}

function builtin(
  name: "maps" | "sequences" | "subsets",
  parts: readonly Expr[],
  of: Type,
  span: Span,
): Expr {
  return { kind: "builtin", name, arguments: parts, type: { kind: "set", of }, span };
}
