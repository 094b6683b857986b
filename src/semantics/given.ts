// Constants and switches that are set for one run, from outside of the spec: the spec as if it
// declared them so, in every variant.

import type { Report } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import type * as Ast from "../syntax/ast.js";
import { parse } from "../syntax/parse.js";
import { hint } from "./context.js";
import type { Spec } from "./spec.js";

/** What was given: the text of a name and a value, `n = 4`, each a file of its own. */
export function withGiven(report: Report, spec: Spec, given: readonly SourceFile[]): Spec {
  return given.reduce((before, source) => withOne(report, before, source), spec);
}

function withOne(report: Report, spec: Spec, source: SourceFile): Spec {
  const setting = settingOf(report, source);
  if (setting === undefined) return spec;
  const { name, value } = setting;
  const settable = spec.declarations.filter(isSettable);
  if (!settable.some((each) => each.name.text === name.text)) {
    const known = settable.map((each) => each.name.text);
    const facts = { name: name.text, what: "switch or constant" };
    report("name/unknown", facts, { at: name.span, ...hint(name.text, known) });
    return spec;
  }
  const declarations = spec.declarations.map((each): Ast.Declaration => {
    if (isSettable(each)) return each.name.text === name.text ? { ...each, value } : each;
    if (each.kind !== "variant") return each;
    const isOther = (edit: Ast.Edit) => edit.kind !== "edit-set" || edit.name.text !== name.text;
    return { ...each, edits: each.edits.filter(isOther) };
  });
  return { ...spec, declarations };
}

function isSettable(each: Ast.Declaration): each is Ast.Const | Ast.Switch {
  return each.kind === "const" || each.kind === "switch";
}

/** `n = 4` is what a variant would set. */
function settingOf(
  report: Report,
  source: SourceFile,
): Extract<Ast.Edit, { kind: "edit-set" }> | undefined {
  const before = "variant given\n  ";
  const { value } = parse({ ...source, text: `${before}${source.text}` });
  const [only, another] = value?.declarations ?? [];
  const [edit, more] = only?.kind === "variant" ? only.edits : [];
  if (edit?.kind === "edit-set" && more === undefined && another === undefined) return edit;
  const facts = { expected: ["a constant and its value, as in `n = 4`"], after: undefined };
  report("syntax/expected", facts, { at: { source, start: 0, end: source.text.length } });
  return undefined;
}
