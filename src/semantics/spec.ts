// A spec as it was read: its own file and the modules it imports, with what none of them could say.

import type { Report, Reports } from "../base/diagnostic.js";
import { hasErrors } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import type * as Ast from "../syntax/ast.js";
import { parse } from "../syntax/parse.js";
import type { FindModule } from "./modules.js";
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
  /** The models that its refinements name, by `refinedBy`; without those that were reported. */
  readonly refined: ReadonlyMap<string, Spec>;
}

/** Where a refinement finds its model: the file it stands in decides which one a path means. */
export function refinedBy({ path, span }: Ast.Refinement): string {
  return `${span.source.path} ${path.map(({ text }) => text).join(".")}`;
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
  const find: FindModule = (path, from) => {
    const found = load(path, from.path);
    return found && read(found);
  };
  const gathered = gather(report, file, find);
  const refined = new Map<string, Spec>();
  for (const each of gathered.declarations.flatMap(refinementsIn)) {
    const model = refinedModel(report, each, find);
    if (model !== undefined) refined.set(refinedBy(each), model);
  }
  return { header: file.header, file, ...gathered, refined };
}

/** A refinement, or those that a variant adds. */
function refinementsIn(each: Ast.Declaration): readonly Ast.Refinement[] {
  if (each.kind !== "variant") return each.kind === "refinement" ? [each] : [];
  return each.edits.flatMap((edit) =>
    edit.kind === "edit-add" && edit.declaration.kind === "refinement" ? [edit.declaration] : [],
  );
}

/** The model that is refined; undefined after a report. What that refines is its own business. */
function refinedModel(report: Report, ast: Ast.Refinement, find: FindModule): Spec | undefined {
  const at = ast.name.span;
  const names = ast.path.map(({ text }) => text);
  const path = names.join(".");
  const file = find(names, ast.span.source);
  if (file === undefined) report("name/import", { path }, { at });
  if (file?.header === undefined) return undefined;
  if (file.header.form !== "model") {
    const problem = `\`${path}\` is a module: only a model can be refined`;
    report("property/refinement", { problem }, { at });
    return undefined;
  }
  return { header: file.header, file, ...gather(report, file, find), refined: new Map() };
}
