// Whatever is typed: the parser does not throw, every place it reports is in the file, and its tree
// keeps to the text. Seeded, so that a failure can be seen again.

import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "../../src/syntax/parse.js";
import { tokensOf } from "../../src/syntax/tokens.js";
import { mutantOf, smallSpecs, tokenized } from "../support/mutants.js";
import { misplaced } from "../support/tree-spans.js";

const specs = smallSpecs();
const flagship = tokenized("specs/retract.lw");

function expectSound(text: string): void {
  const source = { path: "any.lw", text };
  const { ok, value, diagnostics } = parse(source);
  expect(ok).toBe(diagnostics.every(({ severity }) => severity !== "error"));
  for (const { primary, secondary } of diagnostics)
    for (const { span } of [primary, ...secondary]) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
  expect(misplaced(value)).toEqual([]);
}

test("the tree of the flagship keeps to its text", () => {
  expectSound(flagship.text);
});

test("a token deleted, doubled, swapped or replaced", () => {
  const mutant = fc.oneof(mutantOf(flagship), ...specs.map((spec) => mutantOf(spec)));
  fc.assert(fc.property(mutant, expectSound), { seed: 20_25, numRuns: 200 });
});

test("a spec cut off anywhere", () => {
  const cut = fc
    .constantFrom(...specs)
    .chain(({ text }) => fc.nat({ max: text.length }).map((end) => text.slice(0, end)));
  fc.assert(fc.property(cut, expectSound), { seed: 11, numRuns: 100 });
});

test("words and signs in any order", () => {
  const texts = [
    ...new Set(tokensOf(flagship.text).map(({ text }) => text)),
    "\n",
    "\n  ",
    "@",
    '"',
    "{",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...texts), { maxLength: 40 }), (words) => {
      expectSound(words.join(" "));
    }),
    { seed: 7, numRuns: 200 },
  );
});

test("any text at all", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), expectSound), { seed: 5, numRuns: 200 });
});
