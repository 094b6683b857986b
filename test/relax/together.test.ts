// What can go together is found without any assumption of what follows from what, and combinations
// are put into boxes that hold each of them once.

import fc from "fast-check";
import { expect, test } from "vitest";
import { boxesOf } from "../../src/relax/matrix.js";
import { largestSets } from "../../src/relax/together.js";

/** Says of each set whether it is one of these. */
function among(...going: readonly string[]) {
  return (sets: readonly (readonly string[])[]) =>
    Promise.resolve(sets.map((set) => going.includes(set.join(""))));
}

test("of a few, all largest sets are found, though smaller ones inside cannot go", async () => {
  expect(await largestSets(["a", "b", "c"], among("ab", "bc"))).toEqual({
    sets: [
      ["a", "b"],
      ["b", "c"],
    ],
    isComplete: true,
  });
  expect(await largestSets(["a", "b", "c"], among("abc"))).toEqual({
    sets: [["a", "b", "c"]],
    isComplete: true,
  });
});

test("of many, one set is grown until nothing can be added", async () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  expect(await largestSets(names, among("abcdef"))).toEqual({ sets: [names], isComplete: true });
  // `b` can only join once `d` has.
  expect(await largestSets(names, among("ad", "adb"))).toEqual({
    sets: [["a", "b", "d"]],
    isComplete: false,
  });
});

test("boxes hold each cell once (seed 7)", () => {
  const cell = fc.tuple(fc.nat(2), fc.nat(1), fc.nat(2));
  fc.assert(
    fc.property(fc.uniqueArray(cell, { selector: String }), (cells) => {
      const boxes = boxesOf(cells);
      const inside = boxes.flatMap(([a = [], b = [], c = []]) =>
        a.flatMap((x) => b.flatMap((y) => c.map((z) => [x, y, z]))),
      );
      expect(inside.map(String).sort()).toEqual(cells.map(String).sort());
    }),
    { seed: 7, numRuns: 200 },
  );
});
