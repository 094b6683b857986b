// What a text says besides its tree: comments, and where the author broke lines. The printer asks
// this; for a tree without a text, a test can answer.

import type * as Ast from "../syntax/ast.js";
import type { Comment, CommentPlace, Placed } from "./comment.js";
import type { Comments } from "./comments.js";
import { commentsOf } from "./comments.js";

export type { Comment, Placed } from "./comment.js";

export interface Written {
  /** The comments of something in one place. Each is handed over once, for it is printed once. */
  take(of: Placed, place: CommentPlace): readonly Comment[];
  /** A blank line stands above it and its comments. */
  isApart(of: Placed): boolean;
  /** A line is broken between the beginnings of the two. */
  isBroken(first: Placed, next: Placed): boolean;
  /** Nothing stands before it on its line. */
  beginsLine(of: Placed): boolean;
  /** It takes several lines. */
  isLong(of: Placed): boolean;
  /** It stands in parentheses. */
  isEnclosed(of: Placed): boolean;
  /** Nothing but commas and blanks stands between the two. */
  isListed(first: Placed, next: Placed): boolean;
  /** The numbers in something, as they are written. */
  numbers(of: Placed): readonly string[];
  text(of: Placed): string | undefined;
}

/** What the text of a file says. */
export function writtenIn(file: Ast.File): Written {
  const { text } = file.span.source;
  const comments: Comments = commentsOf(file);
  const between = (start: number, end: number) => text.slice(start, end);
  return {
    take: (of, place) => comments.take(of, place),
    // What `unlock` releases begins after that word.
    isApart: (of) => /\n\s*\n\s*(?:unlock\s+)?$/.test(text.slice(0, comments.startOf(of))),
    beginsLine: ({ span }) => /\n\s*(?:unlock\s+)?$/.test(text.slice(0, span.start)),
    isBroken: (first, next) => between(first.span.start, next.span.start).includes("\n"),
    isLong: ({ span }) => between(span.start, span.end).includes("\n"),
    isEnclosed: ({ span }) => isEnclosed(text, span),
    isListed: (first, next) =>
      /^\s*,\s*$/.test(between(first.span.end, next.span.start).replace(/\/\/.*/g, "")),
    numbers: ({ span }) =>
      between(span.start, span.end)
        .replace(/"[^"\n]*"|\/\/.*/g, "")
        .match(/\b[0-9]\w*/g) ?? [],
    text: ({ span }) => between(span.start, span.end),
  };
}

/**
 * Whether parentheses stand around something, beyond those that belong to its own first and last
 * parts: the places of a tree begin and end inside of these.
 */
function isEnclosed(text: string, { start, end }: Placed["span"]): boolean {
  const inside = text.slice(start, end).replace(/"[^"\n]*"|\/\/.*/g, "");
  let open = 0;
  let unopened = 0;
  for (const [sign] of inside.matchAll(/[()]/g)) {
    open += sign === "(" ? 1 : -1;
    if (open >= 0) continue;
    open = 0;
    unopened++;
  }
  const before = new RegExp(`(?:\\(\\s*){${unopened + 1}}$`);
  const after = new RegExp(`^(?:\\s*\\)){${open + 1}}`);
  return before.test(text.slice(0, start)) && after.test(text.slice(end));
}
