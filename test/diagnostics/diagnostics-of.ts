// What is reported of a single file. The specs about syntax are fragments, of which only the parser
// has its say; the others are whole, and go through all phases. Those about lints are linted too.

import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "../../src/base/diagnostic.js";
import type { SourceFile } from "../../src/base/source.js";
import { loadModule } from "../../src/cli/files.js";
import { compile, type Compiled } from "../../src/compile.js";
import { lint } from "../../src/lint/lint.js";
import { mergeLints } from "../../src/report/lint.js";
import type { Load } from "../../src/semantics/spec.js";
import { parse } from "../../src/syntax/parse.js";

const folder = fileURLToPath(new URL(".", import.meta.url));

export function diagnosticsOf(source: SourceFile): readonly Diagnostic[] {
  const isFragment = source.path.startsWith("syntax/");
  if (isFragment) return parse(source).diagnostics;
  const outcome = compile(source, loadBeside(source));
  if (!source.path.startsWith("lint/") || !outcome.ok) return outcome.diagnostics;
  return [...outcome.diagnostics, ...lintsOf(outcome.value)];
}

function lintsOf(compiled: Compiled): readonly Diagnostic[] {
  const runs = compiled.variants.flatMap((variant) => {
    const core = compiled.core(variant);
    if (!core.ok) return [];
    return [{ linted: lint(core.value), allowed: compiled.allowed(variant), violated: [] }];
  });
  return mergeLints(compiled.name, runs, compiled.usage()).findings.map(
    ({ diagnostic }) => diagnostic,
  );
}

/** A module in the folder of the fixture, the source itself among them, or one of the library. */
function loadBeside(source: SourceFile): Load {
  return (module, from) => {
    const path = `${dirname(from)}/${module.join("/")}.lw`.replace(/^\.\//, "");
    if (path === source.path) return source;
    if (!existsSync(folder + path)) return loadModule(module, from);
    return { path, text: readFileSync(folder + path, "utf8") };
  };
}
