// Syntax by example: every case has a name, a text and the tree it becomes. `UPDATE=1 npm run
// vitest` rewrites the trees; read them before they are kept.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { positionOf } from "../../src/base/source.js";
import { parse } from "../../src/syntax/parse.js";
import { isBlessing } from "../support/bless.js";
import { treeText } from "../support/tree-text.js";

const folder = fileURLToPath(new URL(".", import.meta.url));

interface Case {
  readonly name: string;
  readonly input: string;
  readonly expected: string;
}

/** `==== name`, the text, `----`, the tree. */
function casesOf(text: string): Case[] {
  return text
    .split(/^==== /m)
    .slice(1)
    .map((part) => {
      const [name = "", ...rest] = part.split("\n");
      const [input = "", expected = ""] = rest.join("\n").split(/^----$/m);
      return { name, input: input.trim(), expected: expected.trim() };
    });
}

/** The tree, the mistakes, and the names that are missing because of them. */
function foundIn(input: string): string {
  const source = { path: "case.lw", text: input };
  const { value, diagnostics } = parse(source);
  const { header, declarations = [], broken = [] } = value ?? {};
  return [
    ...(header === undefined ? [] : [treeText(header)]),
    ...declarations.map((declaration) => treeText(declaration)),
    ...diagnostics.map(({ code, message, primary }) => {
      const { line, column } = positionOf(source, primary.span.start);
      return `! ${line}:${column} ${code}: ${message}`;
    }),
    ...(broken.length === 0 ? [] : [`broken: ${broken.join(" ")}`]),
  ].join("\n");
}

for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt"))) {
  const path = `${folder}${file}`;
  const cases = casesOf(readFileSync(path, "utf8"));
  describe(file, () => {
    if (isBlessing()) {
      test("is rewritten", () => {
        const parts = cases.map(
          ({ name, input }) => `==== ${name}\n${input}\n----\n${foundIn(input)}\n`,
        );
        writeFileSync(path, parts.join("\n"));
        for (const { name, input, expected } of cases)
          if (foundIn(input) !== expected) console.log(`UPDATE: ${file}: ${name}`);
      });
      return;
    }
    for (const { name, input, expected } of cases)
      test(name, () => {
        expect(foundIn(input)).toBe(expected);
      });
  });
}
