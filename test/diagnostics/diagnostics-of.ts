// What is reported of a single file. The specs about syntax are fragments, of which only the parser
// has its say; the others are whole, and go through all phases. Those about lints are linted too.

import type { Diagnostic } from "../../src/base/diagnostic.js";
import type { SourceFile } from "../../src/base/source.js";
import { loadModule } from "../../src/cli/files.js";
import { compile, type Compiled } from "../../src/compile.js";
import { lint } from "../../src/lint/lint.js";
import { mergeLints } from "../../src/report/lint.js";
import { parse } from "../../src/syntax/parse.js";

export function diagnosticsOf(source: SourceFile): readonly Diagnostic[] {
  const isFragment = source.path.startsWith("syntax/");
  if (isFragment) return parse(source).diagnostics;
  const outcome = compile(source, loadModule);
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
