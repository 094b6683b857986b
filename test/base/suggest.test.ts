import { expect, test } from "vitest";
import { suggest } from "../../src/base/suggest.js";

test.each([
  ["hodler", ["holder", "phase"], "holder"],
  ["invarient", ["invariant", "init"], "invariant"],
  ["setp", ["step", "stop"], "step"],
  ["PteNone", ["pte_none", "pte_same"], "pte_none"],
])("%s is meant as one of %j", (word, candidates, meant) => {
  expect(suggest(word, candidates)).toBe(meant);
});

test.each([
  ["too far", "acquire", ["release"]],
  ["two as near", "seen1", ["seen2", "seen3"]],
  ["one letter of three", "pml", ["pmd"]],
  ["itself", "holder", ["holder"]],
  ["none", "holder", []],
])("nothing is suggested when it is %s", (_why, word, candidates) => {
  expect(suggest(word, candidates)).toBeUndefined();
});
