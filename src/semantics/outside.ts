// The words of a text with mistakes that are not in its tree. Each may be a name that was declared,
// or assigned, in a part that could not be read.

import type * as Ast from "../syntax/ast.js";

/** The words that the text has more often than the tree. */
export function wordsOutside(file: Ast.File): readonly string[] {
  const written = new Map<string, number>();
  const text = file.span.source.text.replaceAll(/\/\/.*|"[^"\n]*"?/g, " ");
  for (const [word] of text.matchAll(/\w+/g)) written.set(word, (written.get(word) ?? 0) + 1);
  const read = new Map<string, number>();
  countNames(file, read);
  return [...written].flatMap(([word, times]) => (times > (read.get(word) ?? 0) ? [word] : []));
}

/** Counts how often each name is in a part of a tree. */
export function countNames(node: unknown, counts: Map<string, number>): void {
  if (typeof node !== "object" || node === null) return;
  if ("text" in node && typeof node.text === "string")
    counts.set(node.text, (counts.get(node.text) ?? 0) + 1);
  for (const [key, value] of Object.entries(node)) if (key !== "span") countNames(value, counts);
}
