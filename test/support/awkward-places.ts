// One of each place that an effect may assign, where parts of one variable meet: indexes that may
// be the same, binders over part of a domain, keys that are no names, sequences, words and whole
// values.

import type { Core } from "../../src/core/core.js";
import { bool, type BitsType, type SeqType } from "../../src/core/type.js";
import * as b from "./build-core.js";

const slot = b.int("Slot", 0, 2);
const cpu = b.symbols("Cpu", "cpu1", "cpu2");
const mode = b.symbols("Mode", "zeta", "alpha");
const flags: BitsType = {
  kind: "bits",
  name: "Flags",
  width: 8,
  fields: [
    { name: "on", low: 0, high: 0, allowed: undefined },
    { name: "level", low: 1, high: 3, allowed: undefined },
  ],
};
const queue: SeqType = { kind: "seq", of: slot, max: 3 };
const cell = b.record("Cell", { count: slot, flags, row: b.map(slot, slot), owner: b.option(cpu) });
const grid = b.state(10, "grid", b.map(cpu, cell));
const byBool = b.state(11, "by_bool", b.map(bool, slot));
const waiting = b.state(12, "waiting", queue);
const modes = b.state(13, "modes", b.setOf(mode));
const word = b.state(14, "word", flags);
const chosen = b.state(15, "chosen", b.option(slot));

const [c, d] = [b.local("c", cpu), b.local("d", cpu)];
const i = b.local("i", slot);
const two = [
  { name: "c", type: cpu },
  { name: "d", type: cpu },
  { name: "i", type: slot },
];
const at = (key: typeof c) => b.index(b.variable(grid), key);
const next = (value: typeof c) =>
  b.conditional(b.binary(value, "<", b.number(2)), b.within(plusOne(value), slot), b.number(0));
const plusOne = (value: typeof c) => b.binary(value, "+", b.number(1));
const count = (key: typeof c) => b.field(at(key), "count");
const isSome = b.is(b.variable(chosen), "some");
const length = (of: typeof c): typeof c => ({
  kind: "builtin",
  name: "len",
  arguments: [of],
  type: b.int(undefined, 0, 3),
  span: b.line(1),
});

function act(number: number, name: string, ...assignments: Parameters<typeof b.assigning>) {
  return b.action(number, name, {
    parameters: two,
    guard: b.yes,
    effect: b.assigning(...assignments),
  });
}

export const awkwardPlaces: Core = b.core("awkward_places", {
  domains: [slot, cpu, mode, flags, cell].map((type, n) => b.domainOf(n + 1, type)),
  variables: [grid, byBool, waiting, modes, word, chosen],
  initial: [
    {
      ...b.origin(20),
      binders: [b.binder("start", slot)],
      condition: b.binary(b.local("start", slot), "<", b.number(2)),
      values: [
        b.each(b.map(cpu, cell), "each", () =>
          b.fields(cell, {
            count: b.local("start", slot),
            flags: b.word(flags, 0n),
            row: b.each(b.map(slot, slot), "n", (n) => n),
            owner: b.none(b.option(cpu)),
          }),
        ),
        b.each(b.map(bool, slot), "each", () => b.number(0)),
        { kind: "seq", elements: [b.number(1), b.number(2)], type: queue, span: b.line(20) },
        b.set(b.setOf(mode), b.symbol(mode, "zeta"), b.symbol(mode, "alpha")),
        b.word(flags, 3n),
        b.none(b.option(slot)),
      ],
    },
  ],
  actions: [
    act(
      30,
      "two_elements",
      b.assign("grid", [c, "row", i], b.number(0)),
      b.assign("grid", [d, "row", b.number(1)], count(c)),
      b.assign("grid", [c, "count"], next(count(d))),
    ),
    act(
      31,
      "whole_then_part",
      b.assign("grid", [c], at(d)),
      b.assign("grid", [c, "count"], i),
      b.assign("grid", [b.symbol(cpu, "cpu1"), "owner"], d),
    ),
    act(
      32,
      "every_then_one",
      b.assign("grid", [b.local("x", cpu), "row", i], b.number(2), b.binder("x", cpu)),
      b.assign("grid", [b.local("x", cpu), "count"], b.number(1), b.binder("x", cpu)),
      b.assign("grid", [d, "row", i], b.number(0)),
    ),
    act(
      33,
      "some_only",
      b.assign(
        "grid",
        [b.local("x", cpu), "flags", "on"],
        b.yes,
        b.binder(
          "x",
          cpu,
          b.filter("y", cpu, (y) => b.equal(count(y), i)),
        ),
      ),
      b.assign(
        "grid",
        [d, "row", b.within(b.binary(b.local("n", slot), "mod", b.number(2)), slot)],
        b.local("n", slot),
        b.binder("n", slot),
      ),
    ),
    act(
      34,
      "keys_and_words",
      b.assign("by_bool", [b.equal(c, d)], i),
      b.assign(
        "by_bool",
        [b.local("k", bool)],
        next(b.index(b.variable(byBool), b.local("k", bool))),
        b.binder("k", bool),
      ),
      b.assign("word", ["level"], plusOne(i)),
      b.assign("word", ["on"], b.equal(c, d)),
      b.assign(
        "modes",
        [],
        b.binary(b.domain(mode), "minus", b.set(b.setOf(mode), b.symbol(mode, "zeta"))),
      ),
    ),
    b.action(35, "enqueue", {
      parameters: two,
      guard: b.binary(length(b.variable(waiting)), "<", b.number(3)),
      effect: b.assigning(
        b.assign("waiting", [], {
          kind: "builtin",
          name: "append",
          arguments: [b.variable(waiting), i],
          type: queue,
          span: b.line(35),
        }),
        b.assign("chosen", [], i),
      ),
    }),
    b.action(36, "dequeue", {
      parameters: two,
      guard: b.binary(length(b.variable(waiting)), ">", b.number(0)),
      effect: b.branch(
        b.and(isSome, b.equal(b.present(b.variable(chosen)), i)),
        b.assigning(
          b.assign("waiting", [], {
            kind: "builtin",
            name: "tail",
            arguments: [b.variable(waiting)],
            type: queue,
            span: b.line(36),
          }),
          b.assign("grid", [c, "count"], b.present(b.variable(chosen))),
          b.assign("chosen", [], b.none(chosen.type)),
        ),
        b.assigning(b.assign("waiting", [b.number(0)], i)),
      ),
    }),
  ],
  invariants: [
    b.invariant(
      50,
      "lets",
      "A value is named inside an expression and at its top.",
      b.letIn(
        "total",
        b.quantifier("sum", "x", cpu, (x) => count(x)),
        (total) =>
          b.and(
            b.binary(total, "<=", b.number(4)),
            b.binary(total, ">=", b.number(0)),
            b.letIn(
              "most",
              b.quantifier("max", "x", cpu, (x) => count(x)),
              (most) => b.and(b.binary(most, "<=", total), b.binary(most, "!=", b.number(3))),
            ),
          ),
      ),
    ),
    b.invariant(
      51,
      "narrowing_in_closures",
      "TypeScript forgets a test of an access in a function inside.",
      b.binary(
        isSome,
        "implies",
        b.quantifier("some", "x", slot, (x) => b.equal(x, b.present(b.variable(chosen)))),
      ),
    ),
    b.invariant(
      52,
      "choices",
      "Quantifiers over part of a domain.",
      b.quantifier("all", "x", cpu, (x) =>
        b.binary(
          b.equal(
            b.quantifier("choose", "y", cpu, (y) => b.equal(count(y), count(x))),
            x,
          ),
          "or",
          b.equal(
            b.quantifier("count", "y", cpu, (y) => b.equal(count(y), count(x))),
            b.number(2),
          ),
        ),
      ),
    ),
  ],
});
