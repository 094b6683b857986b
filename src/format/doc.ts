// The door to Prettier's document algebra, and the few shapes that specs are made of.

import { builders, printer } from "prettier/doc";
import type { Column } from "./columns.js";
import { aligned, mark } from "./columns.js";

export const {
  align,
  breakParent,
  fill,
  group,
  hardline,
  ifBreak,
  indent,
  join,
  line,
  lineSuffix,
} = builders;

export const { softline } = builders;

export type Doc = builders.Doc;

/** The width that specs keep to where they can. */
const width = 100;

/** The text of a document, with its columns aligned. */
export function textOf(doc: Doc, columns = width): string {
  const { formatted } = printer.printDocToString(doc, { printWidth: columns, tabWidth: 2 });
  return aligned(formatted, columns);
}

/** Two blanks, or the end of the line. What follows is in a column if it has one. */
export function wide(column?: Column): Doc {
  return [ifBreak("", column === undefined ? " " : [mark(column), " "]), line];
}

/** A blank, of which there are more where the lines above and below are alike. */
export function gap(column: Column): Doc {
  return [mark(column), " "];
}

/** The parts that are there, with blanks between; a line too long is broken before a part. */
export function words(...parts: readonly (Doc | undefined)[]): Doc {
  const found = parts.filter((part) => part !== undefined);
  return indent(fill(join(line, found)));
}

/** `a, b, c` between brackets, one to a line if they do not fit. */
export function bracketed(open: string, items: readonly Doc[], close: string): Doc {
  if (items.length === 0) return open + close;
  const pad = open === "{ " ? line : softline;
  const listed = [pad, join([",", line], [...items])];
  return group([open.trimEnd(), indent(listed), pad, close.trimStart()]);
}

/** `a, b, c` over as few lines as it takes. */
export function listed(items: readonly Doc[]): Doc {
  return fill(
    items.flatMap((item, index) => (index < items.length - 1 ? [[item, ","], line] : [item])),
  );
}

/** The first character that a document prints, but for its comments. */
export function firstCharacter(doc: Doc): string {
  if (typeof doc === "string") return doc.startsWith("//") ? "" : doc.charAt(0);
  if (Array.isArray(doc)) {
    for (const part of doc) {
      const found = firstCharacter(part);
      if (found !== "") return found;
    }
    return "";
  }
  if ("parts" in doc) return firstCharacter(doc.parts);
  return "contents" in doc && doc.type !== "line-suffix" ? firstCharacter(doc.contents) : "";
}
