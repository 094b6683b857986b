// What is printed reads as the tree it was printed from, whatever the tree and wherever its author
// would have broken lines. Seeded; a failure prints its seed and the smallest tree.

import fc from "fast-check";
import { expect, test } from "vitest";
import { format, printed } from "../../src/format/format.js";
import type { Written } from "../../src/format/written.js";
import { parse } from "../../src/syntax/parse.js";
import { arbitraryFile } from "./arbitrary.js";

/** An author who decides by these answers, over and over, and the same of one thing each time. */
function author(answers: readonly boolean[]): Written {
  let asked = 0;
  const decide = () => {
    const known = new Map<unknown, boolean>();
    return (...asks: readonly unknown[]) => {
      const of = asks.at(-1);
      const answer = known.get(of) ?? answers[asked++ % answers.length] ?? false;
      known.set(of, answer);
      return answer;
    };
  };
  const taken = new Set<unknown>();
  return {
    take(of, place) {
      const comment = "comment" in of && typeof of.comment === "string" ? of.comment : undefined;
      if (place !== "above" || comment === undefined || taken.has(of)) return [];
      taken.add(of);
      return comment
        .split("\n")
        .map((line) => ({ text: `// ${line}`, apart: false, apartAbove: false }));
    },
    isApart: decide(),
    isBroken: decide(),
    beginsLine: decide(),
    isLong: decide(),
    isEnclosed: decide(),
    isListed: decide(),
    numbers: () => [],
    text: () => undefined,
  };
}

/** A tree without its places. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "span")
      .map(([key, each]) => [key, bare(each)]),
  );
}

test("a tree, printed and read again, is the same; its text stays as it is", () => {
  const answers = fc.array(fc.boolean(), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(arbitraryFile, answers, (tree, decisions) => {
      const text = printed(tree, author(decisions));
      const path = "generated.lw";
      const read = parse({ path, text });
      expect(read.diagnostics, text).toEqual([]);
      expect(bare(read.value), text).toEqual(bare(tree));
      expect(format({ path, text }).value, text).toBe(text);
    }),
    { seed: 20_26, numRuns: 30 },
  );
});
