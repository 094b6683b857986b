// Which comment is whose: the comments of a text, each given to a node of the tree. A comment at
// the end of a line belongs to what ends before it, one on its own line to what begins below; one
// that is indented further than that, and the last of a block, to what stands above.

import type { Span } from "../base/source.js";
import type * as Ast from "../syntax/ast.js";
import type { Comment, CommentPlace, Placed } from "./comment.js";

export interface Comments {
  take(of: Placed, place: CommentPlace): readonly Comment[];
  /** Where something begins, with the comments above it. */
  startOf(of: Placed): number;
}

interface Found extends Comment {
  readonly start: number;
  readonly end: number;
  /** Nothing stands before it on its line. */
  readonly own: boolean;
  readonly column: number;
}

export function commentsOf(file: Ast.File): Comments {
  const { text } = file.span.source;
  const given = new Map<Placed, Map<CommentPlace, Found[]>>();
  const starts = new Map<Placed, number>();
  const children = childrenOf(file);
  for (const comment of commentsIn(text, children.verbatim)) {
    const [owner, place] = ownerOf(comment, file, children.of, text);
    const places = given.get(owner) ?? new Map<CommentPlace, Found[]>();
    given.set(owner, places.set(place, [...(places.get(place) ?? []), comment]));
    if (place === "above" && !starts.has(owner)) starts.set(owner, comment.start);
  }
  return {
    take(of, place) {
      const found = given.get(of)?.get(place) ?? [];
      given.get(of)?.delete(place);
      return found;
    },
    startOf: (of) => starts.get(of) ?? of.span.start,
  };
}

/** The comments of a text, without those in parts that are printed as they stand. */
function commentsIn(text: string, verbatim: readonly Span[]): readonly Found[] {
  return [...text.matchAll(/"[^"\n]*"?|\/\/.*/g)].flatMap((match) => {
    const [found] = match;
    const start = match.index;
    if (!found.startsWith("//")) return [];
    if (verbatim.some((span) => span.start < start && start < span.end)) return [];
    const end = start + found.length;
    const line = text.lastIndexOf("\n", start) + 1;
    const own = text.slice(line, start).trim() === "";
    const apart = /^[ \t\r]*\n[ \t\r]*\n/.test(text.slice(end));
    const apartAbove = /\n\s*\n\s*$/.test(text.slice(0, start));
    return [{ text: found.trimEnd(), start, end, own, column: start - line, apart, apartAbove }];
  });
}

type ChildrenOf = (of: Placed) => readonly Placed[];

/** The nodes and names directly inside of each, in the order of the text. */
function childrenOf(file: Ast.File): { of: ChildrenOf; verbatim: readonly Span[] } {
  const known = new Map<Placed, readonly Placed[]>();
  const of: ChildrenOf = (node) => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const found = new Set<Placed>();
    for (const [key, value] of Object.entries(node)) if (key !== "span") collect(value, found);
    const sorted = [...found].sort((a, b) => a.span.start - b.span.start);
    known.set(node, sorted);
    return sorted;
  };
  return { of, verbatim: verbatimIn(file, of) };
}

function collect(value: unknown, found: Set<Placed>): void {
  if (Array.isArray(value)) for (const each of value) collect(each, found);
  else if (typeof value === "object" && value !== null) {
    if (isPlaced(value)) found.add(value);
    else collect(Object.values(value), found);
  }
}

function isPlaced(value: object): value is Placed {
  return "span" in value;
}

/** What is printed as it stands, for the tree does not say what is in it. */
function verbatimIn(node: Placed, of: ChildrenOf): readonly Span[] {
  if ("kind" in node && node.kind === "later") return [node.span];
  return of(node).flatMap((child) => verbatimIn(child, of));
}

function ownerOf(
  comment: Found,
  file: Placed,
  of: ChildrenOf,
  text: string,
): [Placed, CommentPlace] {
  let enclosing = file;
  for (;;) {
    const within = of(enclosing).find(
      ({ span }) =>
        span.start < comment.start &&
        comment.end < span.end &&
        !isBlank(text.slice(comment.end, span.end)),
    );
    if (within === undefined) break;
    enclosing = within;
  }
  const children = of(enclosing);
  const preceding = children.findLast(({ span }) => span.start < comment.start);
  const following = children.find(({ span }) => span.start >= comment.end);
  if (!comment.own) {
    if (preceding !== undefined) return [preceding, "after"];
    if (isHeaded(enclosing)) return [enclosing, "beside its word"];
    return [following ?? enclosing, following === undefined ? "after" : "above"];
  }
  if (preceding !== undefined) {
    const inner = lastInColumn(preceding, comment.column, of, text);
    const column = following === undefined ? -1 : columnOf(following, text);
    if (inner !== undefined && comment.column > column) return [inner, "below"];
    if (following === undefined) return [preceding, "below"];
  }
  return following === undefined ? [enclosing, "after"] : [following, "above"];
}

/** An object without members ends where the next declaration begins, past the comments there. */
function isBlank(text: string): boolean {
  return /^(?:\s|\/\/.*)*$/.test(text);
}

/** A declaration that may have nothing but its word in its first line. */
function isHeaded(of: Placed): boolean {
  return "kind" in of && (of.kind === "state" || of.kind === "init");
}

/** The last part that begins a line in this column. */
function lastInColumn(
  node: Placed,
  column: number,
  of: ChildrenOf,
  text: string,
): Placed | undefined {
  if (columnOf(node, text) === column) return node;
  for (const child of of(node).toReversed()) {
    const found = lastInColumn(child, column, of, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How far it is indented; -1 if something stands before it on its line. */
function columnOf({ span }: Placed, text: string): number {
  const line = text.lastIndexOf("\n", span.start - 1) + 1;
  return text.slice(line, span.start).trim() === "" ? span.start - line : -1;
}
