// Expressions in a state, as far as a report needs them: what is not known is said to be unknown.

import { expect, test } from "vitest";
import type { Expr } from "../../src/core/expression.js";
import type { Type } from "../../src/core/type.js";
import { bool } from "../../src/core/type.js";
import { evaluate } from "../../src/report/evaluate.js";

const span = { source: { path: "x.lw", text: "" }, start: 0, end: 0 };
const small: Type = { kind: "int", name: undefined, low: 0, high: 3 };
const around = { functions: [], state: { x: 2, m: { 0: false, 1: true } }, args: { n: 1 } };

const int = (value: number): Expr => ({ kind: "int", value, type: small, span });
const x: Expr = { kind: "variable", name: "x", type: small, span };
const n: Expr = { kind: "local", name: "n", type: small, span };
const binary = (operator: "and" | "or" | "=" | "<" | "*", left: Expr, right: Expr): Expr => ({
  kind: "binary",
  operator,
  left,
  right,
  type: bool,
  span,
});

test("variables, names and comparisons", () => {
  expect(evaluate(binary("=", x, int(2)), around)).toEqual({ value: true });
  expect(evaluate(binary("<", x, n), around)).toEqual({ value: false });
});

test("an entry of a map", () => {
  const m: Expr = {
    kind: "variable",
    name: "m",
    type: { kind: "map", key: small, value: bool },
    span,
  };
  const entry: Expr = { kind: "index", of: m, index: n, type: bool, span };
  expect(evaluate(entry, around)).toEqual({ value: true });
});

test("what is not known is not needed where the rest decides", () => {
  const unknown = binary("=", binary("*", x, x), int(3));
  expect(evaluate(unknown, around)).toBeUndefined();
  expect(evaluate(binary("and", binary("<", x, n), unknown), around)).toEqual({ value: false });
  expect(evaluate(binary("and", unknown, binary("<", x, n)), around)).toBeUndefined();
});
