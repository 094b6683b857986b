// What is reported of a single file. The specs about syntax are fragments, of which only the parser
// has its say; the others are whole, and go through all phases.

import type { Diagnostic } from "../../src/base/diagnostic.js";
import type { SourceFile } from "../../src/base/source.js";
import { loadModule } from "../../src/cli/files.js";
import { compile } from "../../src/compile.js";
import { parse } from "../../src/syntax/parse.js";

export function diagnosticsOf(source: SourceFile): readonly Diagnostic[] {
  const isFragment = source.path.startsWith("syntax/");
  return (isFragment ? parse(source) : compile(source, loadModule)).diagnostics;
}
