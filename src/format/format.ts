// The canonical layout of a spec. Text in, text out; nothing of it is lost: what is printed is read
// again, and must say the same.

import type { Outcome } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import { parse } from "../syntax/parse.js";
import type * as Ast from "../syntax/ast.js";
import { file } from "./declarations.js";
import { textOf } from "./doc.js";
import { difference } from "./same.js";
import type { Written } from "./written.js";
import { writtenIn } from "./written.js";

/** How often a layout may change what the next one finds, before it is a bug of ours. */
const mostPasses = 4;

/** The text of a spec in its canonical layout; of one with syntax errors, the errors. */
export function format(source: SourceFile): Outcome<string> {
  const text = source.text.replaceAll("\r\n", "\n").replace(/^\uFEFF/, "");
  const read = parse({ path: source.path, text });
  if (!read.ok) return { ok: false, diagnostics: read.diagnostics };
  let last = { text, tree: read.value };
  for (let pass = 0; pass < mostPasses; pass++) {
    const laidOut = printed(last.tree, writtenIn(last.tree));
    if (laidOut === last.text) return { ok: true, value: laidOut, diagnostics: read.diagnostics };
    const again = parse({ path: source.path, text: laidOut });
    const lost = again.ok ? difference(last, { text: laidOut, tree: again.value }) : "its syntax";
    if (!again.ok || lost !== undefined)
      throw new Error(`the layout of ${source.path} would change ${lost ?? "it"}`);
    last = { text: laidOut, tree: again.value };
  }
  throw new Error(`the layout of ${source.path} does not settle`);
}

/** The text of a tree, laid out as `written` says. */
export function printed(tree: Ast.File, written: Written): string {
  return textOf(file(tree, written));
}
