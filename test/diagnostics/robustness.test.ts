// Whatever a spec is mutilated to: it compiles or is reported, in places that are in a file, and
// what compiles has a model. Seeded, so that a failure can be seen again.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadModule } from "../../src/cli/files.js";
import { compile } from "../../src/compile.js";
import { tokensOf } from "../../src/syntax/tokens.js";

const path = "specs/retract.lw";
const spec = readFileSync(path, "utf8");
const tokens = tokensOf(spec);

const mutilations = ["delete", "double", "swap", "replace"] as const;

/** The spec with one token deleted, doubled, changed with the next one, or replaced by another. */
function mutilated(index: number, how: (typeof mutilations)[number], by: number): string {
  const [one, next, other] = [tokens[index], tokens[index + 1], tokens[by]];
  if (one === undefined || next === undefined || other === undefined) return spec;
  const before = spec.slice(0, one.start);
  const between = spec.slice(one.end, next.start);
  const after = spec.slice(next.end);
  switch (how) {
    case "delete":
      return before + spec.slice(one.end);
    case "double":
      return `${before}${one.text} ${spec.slice(one.start)}`;
    case "swap":
      return before + next.text + between + one.text + after;
    case "replace":
      return before + other.text + spec.slice(one.end);
  }
}

function expectSound(text: string): void {
  const outcome = compile({ path, text }, loadModule);
  expect(outcome.ok).toBe(outcome.diagnostics.every(({ severity }) => severity !== "error"));
  for (const { primary, secondary } of outcome.diagnostics)
    for (const { span } of [primary, ...secondary]) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(span.source.text.length);
    }
  if (outcome.ok)
    for (const variant of outcome.value.variants.slice(0, 3))
      expect(outcome.value.core(variant).ok).toBe(true);
}

test("the flagship has no mistake, nor a warning", () => {
  expect(compile({ path, text: spec }, loadModule).diagnostics).toEqual([]);
});

test("a token deleted, doubled, swapped with the next or replaced", { timeout: 300_000 }, () => {
  const token = fc.nat({ max: tokens.length - 2 });
  fc.assert(
    fc.property(token, fc.constantFrom(...mutilations), token, (index, how, by) => {
      expectSound(mutilated(index, how, by));
    }),
    { seed: 6_6, numRuns: 300 },
  );
});
