// The examples of the language reference are specs: whole ones in blocks of `lockwright`, parts in
// blocks of `lockwright-part`. Other blocks show shapes, not text.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { positionOf } from "../../src/base/source.js";
import { parse } from "../../src/syntax/parse.js";
import { misplaced } from "../support/tree-spans.js";

const path = fileURLToPath(new URL("../../grammar/README.md", import.meta.url));
const text = readFileSync(path, "utf8");

const blocks = [...text.matchAll(/^```([\w-]*)\n([^]*?)^```$/gm)].map((match) => ({
  language: match[1] ?? "",
  spec: match[2] ?? "",
  line: positionOf({ path, text }, match.index).line,
}));

/** A block with `...`, an arrow of a diagram or NAME in it is a shape. */
function looksLikeSpec(spec: string): boolean {
  return !/\.\.\.|-->|\bNAME\b/.test(spec);
}

describe("the reference", () => {
  const examples = blocks.filter(({ language }) => language.startsWith("lockwright"));

  test.each(examples)("parses the example of line $line", ({ spec }) => {
    const { value, diagnostics } = parse({ path: "grammar/README.md", text: spec });
    expect(diagnostics).toEqual([]);
    expect(misplaced(value)).toEqual([]);
  });

  test("has a header in every whole spec", () => {
    const whole = examples.filter(({ language }) => language === "lockwright");
    expect(whole.length).toBeGreaterThan(0);
    for (const { spec } of whole) expect(spec).toMatch(/^(model|module) /);
  });

  test("leaves no spec in a block without a language", () => {
    const plain = blocks.filter(({ language, spec }) => language === "" && looksLikeSpec(spec));
    expect(plain.map(({ line }) => line)).toEqual([]);
  });
});
