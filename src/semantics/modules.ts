// Imports: the files a spec is made of, each once, imported ones first.

import type { Report } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import { suggest } from "../base/suggest.js";
import type * as Ast from "../syntax/ast.js";
import { nameOf } from "./declared.js";

/** Finds the file of a module for an import in `from`; undefined if there is none. */
export type FindModule = (path: readonly string[], from: SourceFile) => Ast.File | undefined;

/** The declarations a spec sees: its own and the imported ones, in order. */
export function gather(
  report: Report,
  file: Ast.File,
  find: FindModule,
): { readonly declarations: readonly Ast.Declaration[]; readonly broken: ReadonlySet<string> } {
  const declarations: Ast.Declaration[] = [];
  const broken = new Set<string>();
  const seen = new Set<Ast.File>();
  const visit = (each: Ast.File): void => {
    if (seen.has(each)) return;
    seen.add(each);
    for (const name of each.broken) broken.add(name);
    for (const declaration of each.declarations) {
      if (declaration.kind === "import") follow(declaration, each);
      else declarations.push(declaration);
    }
  };
  const follow = (ast: Ast.Import, from: Ast.File): void => {
    const path = ast.path.map(({ text }) => text);
    const module = find(path, from.span.source);
    if (module === undefined) {
      report("name/import", { path: path.join(".") }, { at: ast.span });
      for (const name of ast.names ?? []) broken.add(name.text);
      return;
    }
    if (ast.alias !== undefined)
      report("feature/later", { feature: "qualified imports" }, { at: ast.alias.span });
    checkNames(report, ast, module);
    visit(module);
  };
  visit(file);
  return { declarations, broken };
}

function checkNames(report: Report, ast: Ast.Import, module: Ast.File): void {
  const known = module.declarations.flatMap((each) => nameOf(each)?.text ?? []);
  for (const { text, span } of ast.names ?? []) {
    if (known.includes(text)) continue;
    const near = suggest(text, known);
    const help = near === undefined ? {} : { help: `did you mean \`${near}\`?` };
    const what = `declaration in \`${ast.path.map((part) => part.text).join(".")}\``;
    report("name/unknown", { name: text, what }, { at: span, ...help });
  }
}
