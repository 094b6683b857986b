// Words bit by bit, as a C programmer writes them: shifts and masks where the places are known, the
// runtime's functions where they are not.

import type { BinaryOperator, Expr } from "../../core/expression.js";
import type { BitsType, Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { use, type Scope } from "./scope.js";

type Builtin = Extract<Expr, { kind: "builtin" }>;

/** An operation on two words; nothing for what all values have in common. */
export function wordBinary(
  operator: BinaryOperator,
  left: Expr,
  right: Expr,
  scope: Scope,
): Code | undefined {
  const [a, b] = [scope.print(left, scope), scope.print(right, scope)];
  switch (operator) {
    case "union":
      return js.chain(a, "|", b, js.strength.bitOr);
    case "intersect":
      return js.chain(a, "&", b, js.strength.bitAnd);
    case "minus":
      return js.chain(a, "&", complement(b), js.strength.bitAnd);
    case "subset": {
      const rest = js.chain(a, "&", complement(b), js.strength.bitAnd);
      return js.infix(rest, "===", js.code("0n"), js.strength.equality);
    }
    case "+":
    case "-":
      return cut(widthOf(left.type), js.infix(a, operator, b, js.strength.sum));
    default:
      return undefined;
  }
}

/** A conversion, bits that are read, or a word with some changed. */
export function wordCode(
  name: "word" | "bit" | "slice" | "splice",
  expr: Builtin,
  scope: Scope,
): Code {
  const [of, low, high, value] = expr.arguments;
  if (of === undefined) throw new Error(`${name} of nothing`);
  if (name === "word") return converted(of, widthOf(expr.type), scope);
  if (low === undefined) throw new Error(`${name} without a place`);
  const word = scope.print(of, scope);
  if (name === "bit") {
    const hit =
      low.kind === "int"
        ? js.infix(word, "&", mask(low.value, low.value), js.strength.bitAnd)
        : js.call(use(scope, "bitsOf"), word, scope.print(low, scope), scope.print(low, scope));
    return js.infix(hit, "!==", js.code("0n"), js.strength.equality);
  }
  if (high === undefined) throw new Error(`${name} without an end`);
  if (name === "slice") return sliced(word, low, high, widthOf(of.type), scope);
  if (value === undefined) throw new Error("nothing is written");
  return spliced(word, low, high, value, scope);
}

function sliced(word: Code, low: Expr, high: Expr, width: number, scope: Scope): Code {
  if (low.kind !== "int" || high.kind !== "int" || high.value < low.value)
    return js.call(use(scope, "bitsOf"), word, scope.print(low, scope), scope.print(high, scope));
  const moved =
    low.value === 0 ? word : js.infix(word, ">>", js.code(`${low.value}n`), js.strength.shift);
  if (high.value >= width - 1) return moved;
  return js.infix(moved, "&", mask(0, high.value - low.value), js.strength.bitAnd);
}

function spliced(word: Code, low: Expr, high: Expr, value: Expr, scope: Scope): Code {
  const isKnown = low.kind === "int" && high.kind === "int" && high.value >= low.value;
  if (isKnown && value.kind === "bool") {
    const bits = mask(low.value, high.value);
    return value.value
      ? js.chain(word, "|", bits, js.strength.bitOr)
      : js.chain(word, "&", complement(bits), js.strength.bitAnd);
  }
  const places = [low, high].map((place) => scope.print(place, scope));
  return js.call(use(scope, "withBits"), word, ...places, scope.print(value, scope));
}

/** The bits of a word or an integer in as many as there are. */
function converted(of: Expr, width: number, scope: Scope): Code {
  const shown = scope.print(of, scope);
  if (of.type.kind !== "int") return widthOf(of.type) <= width ? shown : cut(width, shown);
  const word = js.call("BigInt", shown);
  return of.type.low >= 0 && of.type.high < 2 ** width ? word : cut(width, word);
}

function cut(width: number, of: Code): Code {
  return js.call("BigInt.asUintN", js.code(`${width}`), of);
}

function complement(of: Code): Code {
  return js.code(`~${js.wrap(of, js.strength.prefix)}`, js.strength.prefix);
}

function mask(low: number, high: number): Code {
  const bits = ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low);
  return js.code(bits < 10n ? `${bits}n` : `0x${bits.toString(16)}n`);
}

function widthOf(type: Type): number {
  return (type as BitsType).width;
}
