// Five mistakes give five reports: of each spec here exactly what its marks announce is reported,
// in order, and nothing that one of them causes.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadModule } from "../../src/cli/files.js";
import { compile } from "../../src/compile.js";
import { marksIn, places } from "../diagnostics/marks.js";

const folder = fileURLToPath(new URL(".", import.meta.url));
const specs = readdirSync(folder).filter((name) => name.endsWith(".lw"));

test.each(specs)("%s", (path) => {
  const source = { path, text: readFileSync(folder + path, "utf8") };
  const marks = marksIn(source);
  expect(marks).toHaveLength(5);
  expect(places(compile(source, loadModule).diagnostics)).toEqual(marks);
});
