// Whatever is typed: the parser does not throw, every place it reports is in the file, and its tree
// keeps to the text. Seeded, so that a failure can be seen again.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "../../src/syntax/parse.js";
import { tokensOf } from "../../src/syntax/tokens.js";
import { misplaced } from "../support/tree-spans.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

const reference = [
  ...readFileSync(`${root}grammar/README.md`, "utf8").matchAll(/```lockwright[^\n]*\n([^]*?)```/g),
].map(([, block = ""]) => block);
const flagship = `${root}specs/retract.lw`;
const spec = existsSync(flagship) ? readFileSync(flagship, "utf8") : reference.join("\n");

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

test("the sample has no mistake", () => {
  const { diagnostics } = parse({ path: "sample.lw", text: spec });
  expect(diagnostics.filter(({ code }) => code.startsWith("syntax/"))).toEqual([]);
});

test("a token deleted, doubled, swapped or replaced", () => {
  const tokens = tokensOf(spec);
  const token = fc.nat({ max: tokens.length - 1 });
  const way = fc.constantFrom("delete", "double", "swap", "replace");
  fc.assert(
    fc.property(token, token, way, (one, other, how) => {
      const [a, b] = [tokens[one], tokens[other]];
      if (a === undefined || b === undefined) return;
      const [first, second] = a.start < b.start ? [a, b] : [b, a];
      const from = (start: number, end?: number) => spec.slice(start, end);
      const between = from(first.end, second.start);
      const text = {
        delete: from(0, a.start) + from(a.end),
        double: `${from(0, a.end)} ${a.text} ${from(a.end)}`,
        swap: from(0, first.start) + second.text + between + first.text + from(second.end),
        replace: from(0, a.start) + b.text + from(a.end),
      }[how];
      expectSound(text);
    }),
    { seed: 20_25, numRuns: 200 },
  );
});

test("a spec cut off anywhere", () => {
  fc.assert(
    fc.property(fc.nat({ max: spec.length }), (end) => {
      expectSound(spec.slice(0, end));
    }),
    { seed: 11, numRuns: 60 },
  );
});

test("words and signs in any order", () => {
  const texts = [...new Set(tokensOf(spec).map(({ text }) => text)), "\n", "\n  ", "@", '"', "{"];
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
