// The small functions a generated model is written with.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  asCase,
  at,
  change,
  changeAt,
  changeNth,
  choose,
  compare,
  div,
  fill,
  has,
  holdersOf,
  intersect,
  keyOf,
  largest,
  maps,
  merge,
  mod,
  nth,
  OutOfRange,
  pairings,
  pairs,
  present,
  put,
  same,
  sequences,
  setOf,
  smallest,
  subset,
  subsets,
  tabulate,
  tail,
  union,
  within,
  without,
} from "../../src/runtime/index.js";

const Slot = [0, 1, 2] as const;

/** A value of a state, of any shape. */
const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
    fc.constantFrom("table1", "table2", "idle"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.record({ at: tie("value"), kind: tie("value") }),
  ),
})).value;

describe("maps", () => {
  const map = tabulate(Slot, (slot) => slot * 10);

  test("keep what is not changed", () => {
    expect(put(map, 1, 5)).toEqual({ 0: 0, 1: 5, 2: 20 });
    expect(change(map, 2, (old) => old + 1)).toEqual({ 0: 0, 1: 10, 2: 21 });
    expect(map).toEqual({ 0: 0, 1: 10, 2: 20 });
    expect(merge(fill(Slot, { a: 1, b: 2 }), 0, { b: 3 })[0]).toEqual({ a: 1, b: 3 });
  });

  test("may have keys that are no names", () => {
    const byBool = pairs([false, true], (key): number => (key ? 1 : 2));
    expect(at(byBool, true)).toBe(1);
    expect(
      at(
        changeAt(byBool, true, (old) => old + 5),
        true,
      ),
    ).toBe(6);
    expect(() =>
      at(
        pairs([null], () => 1),
        null,
      ),
    ).not.toThrow();
    const bySmall = pairs<number, number>([0, 1], (key) => key);
    expect(() => at(bySmall, 2)).toThrow(OutOfRange);
    expect(() => changeAt(bySmall, 2, () => 0)).toThrow(OutOfRange);
  });

  test("are listed whole", () => {
    expect(maps(["a", "b"], [0, 1])).toHaveLength(4);
    expect(pairings([false, true], [0, 1, 2])).toHaveLength(9);
    expect(sequences(Slot, 2)).toHaveLength(1 + 3 + 9);
  });
});

describe("numbers", () => {
  test("stay within their range, or say that they leave it", () => {
    expect(within(Slot, 2)).toBe(2);
    expect(() => within(Slot, 3)).toThrow(OutOfRange);
    expect(() => within([-1, 0], -2)).toThrow("-2 is not in -1..0");
  });

  test("are divided downwards", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), (a, b) => {
        fc.pre(b !== 0);
        expect(div(a, b) * b + mod(a, b)).toBe(a);
        expect(Math.abs(mod(a, b))).toBeLessThan(Math.abs(b));
      }),
    );
    expect(div(-1, 2)).toBe(-1);
    expect(mod(-1, 2)).toBe(1);
    expect(() => div(1, 0)).toThrow(OutOfRange);
  });
});

describe("values", () => {
  test("are equal, ordered alike and have one key together", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        expect(same(a, structuredClone(a))).toBe(true);
        expect(keyOf(structuredClone(a))).toBe(keyOf(a));
        expect(compare(a, b) === 0).toBe(same(a, b));
        expect(compare(a, b) < 0).toBe(compare(b, a) > 0);
      }),
    );
  });

  test("of one type have different keys", () => {
    const shape = fc.record({
      lock: fc.option(fc.constantFrom("p", "q")),
      words: fc.array(fc.nat(3)),
    });
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        expect(keyOf(a) === keyOf(b)).toBe(same(a, b));
      }),
    );
  });
});

describe("sets", () => {
  const anySet = fc.array(fc.constantFrom("a", "b", "c", "d")).map((list) => setOf(list));

  test("are equal if they have the same elements", () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        expect(union(a, b)).toEqual(union(b, a));
        expect(union(without(a, b), intersect(a, b))).toEqual(a);
        expect(subset(a, union(a, b))).toBe(true);
        expect(subset(a, b)).toBe(a.every((each) => has(b, each)));
      }),
    );
  });

  test("have as many subsets as there are", () => {
    expect(subsets(["a", "b"])).toEqual([[], ["a"], ["a", "b"], ["b"]]);
  });

  test("of nothing have no extremes", () => {
    expect([smallest([3, 1]), largest([3, 1])]).toEqual([1, 3]);
    expect(() => smallest([])).toThrow(OutOfRange);
    expect(() => largest([])).toThrow(OutOfRange);
    expect(() => choose([1], () => false)).toThrow(OutOfRange);
  });
});

test("sequences have no element beyond their end", () => {
  expect(changeNth([1, 2], 1, (old) => old + 1)).toEqual([1, 3]);
  expect(() => nth([1], 1)).toThrow(OutOfRange);
  expect(() => tail([])).toThrow(OutOfRange);
});

test("a lock is held as its value says", () => {
  expect(holdersOf(null)).toEqual([]);
  expect(holdersOf("Fault")).toEqual([{ thread: "Fault", mode: "write" }]);
  expect(holdersOf({ writer: null, readers: ["A", "B"] })).toEqual([
    { thread: "A", mode: "read" },
    { thread: "B", mode: "read" },
  ]);
});

test("a value that is known to be there and is not is our mistake, not the model's", () => {
  expect(() => present(null)).toThrow(Error);
  expect(() => asCase<{ kind: "a" } | { kind: "b" }, "b">({ kind: "a" }, "b")).toThrow("a");
});
