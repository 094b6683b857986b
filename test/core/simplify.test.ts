// Simplifying keeps what an expression means and drops what it has already said.

import { describe, expect, test } from "vitest";
import type { Expr } from "../../src/core/expression.js";
import { simplifyExpr } from "../../src/core/simplify.js";
import { exprKey } from "../../src/core/traverse.js";
import { bool, type UnionType } from "../../src/core/type.js";
import * as b from "../support/build-core.js";

const cpu = b.symbols("Cpu", "cpu1", "cpu2");
const only = b.symbols("Only", "cpu1");
const slot = b.int("Slot", 0, 1);
const pmd: UnionType = {
  kind: "union",
  name: "Pmd",
  cases: [
    { name: "none", fields: [] },
    { name: "table", fields: [{ name: "table", type: cpu }] },
  ],
};
const [p, q] = [b.local("p", bool), b.local("q", bool)];
const c = b.local("c", cpu);
const i = b.local("i", slot);
const holder = b.local("holder", b.option(cpu));
const entry = b.local("entry", pmd);
const isCpu1 = b.equal(c, b.symbol(cpu, "cpu1"));

function expectSame(expr: Expr, simple: Expr): void {
  expect(exprKey(simplifyExpr(expr))).toBe(exprKey(simple));
}

describe("connectives", () => {
  test.each([
    ["true and p", b.and(b.yes, p), p],
    ["p and p", b.and(p, p), p],
    ["p or not p", b.binary(p, "or", b.not(p)), b.yes],
    ["p implies p and q", b.binary(p, "implies", b.and(p, q)), b.binary(p, "implies", q)],
    ["not not p", b.not(b.not(p)), p],
    ["p = false", b.equal(p, b.no), b.not(p)],
    ["if p then q else q", b.conditional(p, q, q), q],
    ["if p then true else q", b.conditional(p, b.yes, q), b.binary(p, "or", q)],
  ])("%s", (_, expr, simple) => {
    expectSame(expr, simple);
  });
});

describe("what conditions have decided", () => {
  const isNone = b.equal(holder, b.none(holder.type));
  test.each([
    ["another value", b.and(isCpu1, b.equal(c, b.symbol(cpu, "cpu2"))), b.no],
    ["the last value left", b.binary(isCpu1, "or", b.equal(c, b.symbol(cpu, "cpu2"))), b.yes],
    ["the other case", b.and(b.is(entry, "none"), b.is(entry, "table")), b.no],
    ["absence, after a value", b.and(b.equal(holder, c), isNone), b.no],
    ["a name with one value", b.and(isCpu1, b.equal(c, b.local("self", only))), isCpu1],
    [
      "nothing about a binder of the same name",
      b.and(
        isCpu1,
        b.quantifier("some", "c", cpu, () => isCpu1),
      ),
      b.and(
        isCpu1,
        b.quantifier("some", "c", cpu, () => isCpu1),
      ),
    ],
  ])("%s", (_, expr, simple) => {
    expectSame(expr, simple);
  });
});

describe("constants", () => {
  test.each([
    ["sums", b.binary(b.number(1), "+", b.number(2)), b.number(3)],
    ["a check that cannot fail", b.within(i, slot), i],
    ["ranges that do not meet", b.equal(i, b.number(2)), b.no],
    [
      "an element that is taken out",
      b.binary(c, "in", b.binary(b.set(b.setOf(cpu)), "minus", b.set(b.setOf(cpu), c))),
      b.no,
    ],
    ["a set of one", b.binary(c, "in", b.set(b.setOf(cpu), b.symbol(cpu, "cpu1"))), isCpu1],
    [
      "a comparison with what is chosen",
      b.equal(b.conditional(b.equal(holder, c), b.none(holder.type), holder), c),
      b.no,
    ],
    [
      "a map that is changed where it is made",
      {
        kind: "with",
        of: b.each(b.map(cpu, slot), "k", () => b.number(0)),
        changes: [{ kind: "index", index: c, value: i }],
        type: b.map(cpu, slot),
        span: b.line(1),
      } satisfies Expr,
      b.each(b.map(cpu, slot), "k", (k) => b.conditional(b.equal(k, c), i, b.number(0))),
    ],
  ])("%s", (_, expr, simple) => {
    expectSame(expr, simple);
  });
});

describe("what may be out of range", () => {
  const empty = b.set(b.setOf(slot));
  const smallest = b.quantifier("min", "each", slot, (each) => each, empty);
  const chosen = b.quantifier("choose", "each", slot, () => p);
  const quotient = { ...b.binary(i, "div", i), type: b.int(undefined, 0, 1) };

  test("is kept although its type tells its value", () => {
    for (const partial of [smallest, chosen, quotient]) {
      for (const condition of [
        b.equal(partial, b.number(7)),
        b.equal(partial, partial),
        b.binary(b.equal(partial, b.number(1)), "or", b.yes),
        b.and(b.equal(partial, b.number(1)), b.no),
        b.conditional(b.equal(partial, b.number(1)), p, p),
      ]) {
        expect(simplifyExpr(condition).kind).not.toBe("bool");
        expect(exprKey(simplifyExpr(condition))).toContain(partial.kind);
      }
    }
  });

  test("is dropped once a condition has looked at it", () => {
    const isOne = b.equal(quotient, b.number(1));
    expectSame(b.and(isOne, b.binary(p, "or", isOne)), isOne);
  });
});
