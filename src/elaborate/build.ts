// Core expressions by hand: the few shapes that elaboration builds, folded where the outcome is
// known.

import type { Span } from "../base/source.js";
import type { Binder, Expr } from "../core/expression.js";
import { equal } from "../core/traverse.js";
import type { OptionType, Type } from "../core/type.js";
import { bool } from "../core/type.js";

export function truth(value: boolean, span: Span): Expr {
  return { kind: "bool", value, type: bool, span };
}

export function local(name: string, type: Type, span: Span): Expr {
  return { kind: "local", name, type, span };
}

export function symbol(value: string, type: Type, span: Span): Expr {
  return { kind: "symbol", value, type, span };
}

export function none(type: OptionType, span: Span): Expr {
  return { kind: "none", type, span };
}

export function field(of: Expr, name: string, type: Type): Expr {
  return { kind: "field", of, name, type, span: of.span };
}

export function at(of: Expr, index: Expr): Expr {
  if (of.type.kind !== "map") throw new Error("only maps are indexed here");
  return { kind: "index", of, index, type: of.type.value, span: of.span };
}

export function binary(
  operator: Extract<Expr, { kind: "binary" }>["operator"],
  left: Expr,
  right: Expr,
  type: Type = bool,
): Expr {
  return { kind: "binary", operator, left, right, type, span: left.span };
}

export function same(left: Expr, right: Expr): Expr {
  if (equal(left, right)) return truth(true, left.span);
  const constants = isConstant(left) && isConstant(right);
  return constants ? truth(false, left.span) : binary("=", left, right);
}

function isConstant({ kind }: Expr): boolean {
  return kind === "symbol" || kind === "none" || kind === "int" || kind === "bool";
}

export function not(operand: Expr): Expr {
  if (operand.kind === "bool") return truth(!operand.value, operand.span);
  if (operand.kind === "not") return operand.operand;
  if (operand.kind === "binary" && operand.operator === "=") return { ...operand, operator: "!=" };
  if (operand.kind === "binary" && operand.operator === "!=") return { ...operand, operator: "=" };
  return { kind: "not", operand, type: bool, span: operand.span };
}

/** All of them; true if there are none. */
export function conjunction(parts: readonly Expr[], span: Span): Expr {
  return join("and", parts, span);
}

/** One of them; false if there are none. */
export function disjunction(parts: readonly Expr[], span: Span): Expr {
  return join("or", parts, span);
}

function join(operator: "and" | "or", parts: readonly Expr[], span: Span): Expr {
  const neutral = operator === "and";
  const rest = parts.filter((part) => part.kind !== "bool" || part.value !== neutral);
  const decided = rest.find((part) => part.kind === "bool");
  if (decided !== undefined) return decided;
  const [first, ...others] = rest;
  if (first === undefined) return truth(neutral, span);
  return others.reduce((joined, part) => binary(operator, joined, part), first);
}

export function choose(condition: Expr, then: Expr, other: Expr): Expr {
  if (condition.kind === "bool") return condition.value ? then : other;
  if (equal(then, other)) return then;
  return { kind: "if", condition, then, else: other, type: then.type, span: condition.span };
}

export function domain(of: Type, span: Span): Expr {
  return { kind: "domain", of, type: { kind: "set", of }, span };
}

export function binderOver(name: string, type: Type, span: Span): Binder {
  return { name, type, domain: domain(type, span) };
}

export function quantify(word: "all" | "some", binders: readonly Binder[], body: Expr): Expr {
  if (binders.length === 0 || body.kind === "bool") return body;
  return { kind: "quantifier", word, binders, body, type: bool, span: body.span };
}

export function setOf(elements: readonly Expr[], of: Type, span: Span): Expr {
  return { kind: "set", elements, type: { kind: "set", of }, span };
}
