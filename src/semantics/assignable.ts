// Which values may stand where which type is needed, and how types are named to people.

import type { Span } from "../base/source.js";
import type { IntType, Type } from "../core/type.js";
import type { Context } from "./context.js";
import type { Expr } from "./typed.js";

/** What is written there, on one line. */
export function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end).replaceAll(/\s+/g, " ");
}

/** A range that nobody wrote is of no interest: sums and counts reach far. */
const farthest = 2 ** 30;

function showRange({ low, high }: IntType): string {
  return low <= -farthest || high >= farthest ? "an integer" : `${low}..${high}`;
}

/**
 * A type in a message, as its author would write it: an integer type is its range, whatever it is
 * called, and an integer that is known is said to be that one.
 */
export function show(type: Type): string {
  return type.kind === "int" && type.low === type.high ? `${type.low}` : written(type, showRange);
}

/** The same with integer types by their names. */
export function nameOf(type: Type): string {
  return written(type, (range) => range.name ?? showRange(range));
}

function written(type: Type, integer: (type: IntType) => string): string {
  const inner = (part: Type): string => written(part, integer);
  switch (type.kind) {
    case "bool":
      return "Bool";
    case "int":
      return integer(type);
    case "symbols":
    case "union":
    case "record":
    case "bits":
      return type.name;
    case "map":
      return `${inner(type.key)} -> ${inner(type.value)}`;
    case "set":
      return `set of ${inner(type.of)}`;
    case "seq":
      return `seq of ${inner(type.of)}`;
    case "option":
      return `${inner(type.of)}?`;
  }
}

/**
 * Whether a value of `from` may stand where `to` is needed. Integers always may: their range is
 * checked where they are stored. A value of `T` may stand for `T?`, an instance for a Thread.
 */
export function assignable(from: Type, to: Type): boolean {
  if (to.kind === "option") return assignable(from.kind === "option" ? from.of : from, to.of);
  switch (from.kind) {
    case "bool":
    case "int":
      return from.kind === to.kind;
    case "symbols":
      return (
        to.kind === "symbols" &&
        (from.name === to.name ||
          (to.name === "Thread" && from.values.every((value) => to.values.includes(value))))
      );
    case "union":
    case "record":
    case "bits":
      return to.kind === from.kind && to.name === from.name;
    case "map":
      return to.kind === "map" && same(from.key, to.key) && assignable(from.value, to.value);
    case "set":
      return to.kind === "set" && assignable(from.of, to.of);
    case "seq":
      return to.kind === "seq" && assignable(from.of, to.of);
    case "option":
      return false;
  }
}

/** Equality of types, up to the names of integer ranges. */
function same(a: Type, b: Type): boolean {
  if (a.kind === "int" && b.kind === "int") return a.low === b.low && a.high === b.high;
  return assignable(a, b) && assignable(b, a);
}

/** Whether two values may be compared: one may stand for the other. */
export function comparable(a: Type, b: Type): boolean {
  return assignable(a, b) || assignable(b, a);
}

function staysWithin(from: Type, to: Type): boolean {
  if (to.kind === "option") return staysWithin(from.kind === "option" ? from.of : from, to.of);
  if (from.kind === "int" && to.kind === "int") return from.low >= to.low && from.high <= to.high;
  if (from.kind === "map" && to.kind === "map") return staysWithin(from.value, to.value);
  if (from.kind === "set" && to.kind === "set") return staysWithin(from.of, to.of);
  if (from.kind === "seq" && to.kind === "seq")
    return from.max <= to.max && staysWithin(from.of, to.of);
  return true;
}

/**
 * The expression as a value of `to`. An integer or sequence that could leave `to` is checked when
 * it is computed. Reports a mismatch and gives undefined; `where` names the expression to the user.
 */
export function coerce(
  context: Context,
  expr: Expr,
  to: Type,
  where: string,
  at: Span = expr.span,
): Expr | undefined {
  if (!assignable(expr.type, to)) {
    context.report(
      "type/mismatch",
      { found: show(expr.type), needed: show(to), where },
      { at, label: `${show(expr.type)}, where ${show(to)} is needed` },
    );
    return undefined;
  }
  if (staysWithin(expr.type, to)) return expr;
  const range = to.kind === "option" ? to.of : to;
  if (expr.kind === "int" && range.kind === "int") {
    const problem = `is ${expr.value}, outside of ${range.low}..${range.high}`;
    context.report("type/bound", { what: where, problem }, { at });
    return undefined;
  }
  return { kind: "within", operand: expr, type: to, span: expr.span };
}
