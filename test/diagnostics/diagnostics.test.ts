// One folder for each code: `wrong.lw` gives it, in the lines marked `//~ code`, as `wrong.txt`
// says it; `right.lw` is the same put right. `UPDATE=1` rewrites the texts.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/base/catalogue.js";
import { render } from "../../src/base/render.js";
import type { SourceFile } from "../../src/base/source.js";
import { expectFile } from "../support/bless.js";
import { diagnosticsOf } from "./diagnostics-of.js";
import { marksIn, places } from "./marks.js";

const folder = fileURLToPath(new URL(".", import.meta.url));

function sourceAt(code: string, name: string): SourceFile | undefined {
  const path = `${folder}${code}/${name}`;
  return existsSync(path)
    ? { path: `${code}/${name}`, text: readFileSync(path, "utf8") }
    : undefined;
}

/** The folders there are: a file beside them has no code. */
const codes = readdirSync(folder, { withFileTypes: true })
  .filter((group) => group.isDirectory())
  .flatMap((group) => readdirSync(`${folder}${group.name}`).map((name) => `${group.name}/${name}`));

for (const code of codes)
  describe(code, () => {
    const wrong = sourceAt(code, "wrong.lw");
    const right = sourceAt(code, "right.lw");

    test("is reported in the lines that are marked, as the text says", () => {
      if (wrong === undefined) throw new Error(`${code} has no wrong.lw`);
      const diagnostics = diagnosticsOf(wrong);
      if (wrong.text.includes("//~")) expect(places(diagnostics)).toEqual(marksIn(wrong));
      expect(diagnostics.map((each) => each.code)).toContain(code);
      // Last, so that a text is never rewritten to say what the marks do not.
      expectFile(`${folder}${code}/wrong.txt`, render(diagnostics, { colour: false, width: 100 }));
    });

    test("is not reported when it is put right", () => {
      if (right === undefined) throw new Error(`${code} has no right.lw`);
      expect(places(diagnosticsOf(right))).toEqual([]);
    });
  });

test("every code of the catalogue has a folder", () => {
  expect(Object.keys(catalogue).filter((code) => !codes.includes(code))).toEqual([]);
});

test("every folder is of a code of the catalogue", () => {
  expect(codes.filter((code) => !(code in catalogue))).toEqual([]);
});
