// Comments, and what they belong to.

import type { Span } from "../base/source.js";

/** A node of the tree, or a name in it. */
export interface Placed {
  readonly span: Span;
}

export interface Comment {
  readonly text: string;
  /** A blank line stands above it. */
  readonly apartAbove: boolean;
  /** A blank line stands below it. */
  readonly apart: boolean;
}

/** Where a comment can stand, seen from what it belongs to. */
export type CommentPlace = "above" | "after" | "below" | "beside its word";
