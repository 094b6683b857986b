import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/base/diagnostic.js";
import { render } from "../../src/base/render.js";
import type { SourceFile, Span } from "../../src/base/source.js";

const source: SourceFile = {
  path: "specs/a.lw",
  text: "cached : Cpu -> Bool\nfree : Bool\n\n\tcached[page] := false\n",
};

function spanOf(words: string, of = source): Span {
  const start = of.text.indexOf(words);
  return { source: of, start, end: start + words.length };
}

const mismatch: Diagnostic = {
  code: "syntax/expected",
  severity: "error",
  message: "`cached` is indexed by a Cpu, and `page` is a Page",
  primary: { span: spanOf("page"), text: "a Page" },
  secondary: [{ span: spanOf("Cpu -> Bool"), text: "declared here" }],
  help: "name a Cpu",
};

test("places in several lines stand in their order, with a gap", () => {
  expect(render([mismatch], { colour: false, width: 80 })).toBe(
    `error[syntax/expected]: \`cached\` is indexed by a Cpu, and \`page\` is a Page
  specs/a.lw:4:9

1 │ cached : Cpu -> Bool
  │          ----------- declared here
  ┆
4 │     cached[page] := false
  │            ^^^^ a Page

help: name a Cpu
`,
  );
});

test("a place in another file has its own heading", () => {
  const other = { path: "lib/b.lw", text: "type Page = 0..3" };
  const secondary = [{ span: spanOf("Page", other), text: "the type" }];
  const text = render([{ ...mismatch, secondary }], { colour: false, width: 80 });
  expect(text).toContain("\n  lib/b.lw:1:6\n\n1 │ type Page = 0..3\n  │      ---- the type\n");
});

test("a long line is cut around what is marked", () => {
  const long = { path: "c.lw", text: `${"left ".repeat(40)}here ${"right ".repeat(40)}` };
  const primary = { span: spanOf("here", long), text: "" };
  const text = render([{ ...mismatch, primary, secondary: [] }], { colour: false, width: 60 });
  for (const line of text.split("\n")) expect([...line].length).toBeLessThanOrEqual(60);
  const [shown = "", marked = ""] = text.split("\n").filter((line) => line.includes("│"));
  expect(shown.slice(marked.indexOf("^"))).toMatch(/^here /);
});

test("colours are added and change nothing else", () => {
  const plain = render([mismatch], { colour: false, width: 80 });
  const coloured = render([mismatch], { colour: true, width: 80 });
  expect(coloured).not.toBe(plain);
  expect(stripVTControlCharacters(coloured)).toBe(plain);
});
