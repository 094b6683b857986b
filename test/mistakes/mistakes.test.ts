// Five mistakes give five reports: of each spec here exactly what its marks announce is reported,
// in order, and nothing that one of them causes. The specs in habits/ are written as in other
// languages, and the texts beside them say what someone who wrote so is told.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadModule } from "../../src/cli/files.js";
import { render } from "../../src/base/render.js";
import { compile } from "../../src/compile.js";
import { marksIn, places } from "../diagnostics/marks.js";
import { expectFile } from "../support/bless.js";

const folder = fileURLToPath(new URL(".", import.meta.url));
const specs = readdirSync(folder).filter((name) => name.endsWith(".lw"));

test.each(specs)("%s", (path) => {
  const source = { path, text: readFileSync(folder + path, "utf8") };
  const marks = marksIn(source);
  expect(marks).toHaveLength(5);
  expect(places(compile(source, loadModule).diagnostics)).toEqual(marks);
});

test.each(["c", "tla", "promela"])("the habits of %s", (name) => {
  const path = `${folder}habits/${name}.lw`;
  const source = { path: `habits/${name}.lw`, text: readFileSync(path, "utf8") };
  const { diagnostics } = compile(source, loadModule);
  expectFile(path.replace(/lw$/, "txt"), render(diagnostics, { colour: false, width: 100 }));
});
