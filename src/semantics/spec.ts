// A spec as it was read: its own file and the modules it imports, with what none of them could say.

import type { Reports } from "../base/diagnostic.js";
import { hasErrors } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import type * as Ast from "../syntax/ast.js";
import { parse } from "../syntax/parse.js";
import { gather } from "./modules.js";
import { wordsOutside } from "./outside.js";

export interface Spec {
  readonly header: Ast.Header;
  readonly file: Ast.File;
  /** Imported ones first. */
  readonly declarations: readonly Ast.Declaration[];
  /** Names that a declaration with a syntax error would probably have declared. */
  readonly broken: ReadonlySet<string>;
  /** Imports of the spec that nothing in it needs. */
  readonly idle: readonly Ast.Name[];
}

/** Finds the text of a module: `x86.pte`, imported in the file `from`. */
export type Load = (module: readonly string[], from: string) => SourceFile | undefined;

/**
 * Parses a spec and what it imports, each file once; undefined if it does not even have a header.
 */
export function readSpec(reports: Reports, source: SourceFile, load: Load): Spec | undefined {
  const { diagnostics, report } = reports;
  const parsed = new Map<string, Ast.File>();
  const read = (each: SourceFile): Ast.File | undefined => {
    const known = parsed.get(each.path);
    if (known !== undefined) return known;
    const { ok, value, diagnostics: found } = parse(each);
    diagnostics.push(...found);
    if (value === undefined) return undefined;
    const tree = ok ? value : { ...value, broken: [...value.broken, ...wordsOutside(value)] };
    parsed.set(each.path, tree);
    return tree;
  };
  const file = read(source);
  if (file?.header === undefined) {
    const facts = { expected: ["`model`", "`module`"], after: undefined };
    if (!hasErrors(diagnostics))
      report("syntax/expected", facts, { at: { source, start: 0, end: 0 } });
    return undefined;
  }
  const gathered = gather(report, file, (path, from) => {
    const found = load(path, from.path);
    return found && read(found);
  });
  return { header: file.header, file, ...gathered };
}
