// Imports: the files a spec is made of, each once, imported ones first.

import type { Report } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import { cover } from "../base/source.js";

import type * as Ast from "../syntax/ast.js";
import { hint, isBroken } from "./context.js";
import { named } from "./declared.js";

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
      const [first, last] = [ast.path[0], ast.path.at(-1)];
      const at = first && last ? cover(first.span, last.span) : ast.span;
      report("name/import", { path: path.join(".") }, { at });
      for (const name of ast.names ?? []) broken.add(name.text);
      if (ast.names === undefined) broken.add("*");
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
  const known = named(module.declarations).map(({ name }) => name.text);
  for (const { text, span } of ast.names ?? []) {
    if (known.includes(text) || isBroken(new Set(module.broken), text)) continue;
    const what = `declaration in \`${ast.path.map((part) => part.text).join(".")}\``;
    report("name/unknown", { name: text, what }, { at: span, ...hint(text, known) });
  }
}
