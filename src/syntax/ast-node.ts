// What every node of the tree has.

import type { Span } from "../base/source.js";

export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** The author's sentence, without its quotes. */
export type Sentence = string | undefined;

/** A node of one kind. */
export interface Node<K extends string> {
  readonly kind: K;
  readonly span: Span;
}

/** What every declaration may carry. */
export interface Declared<K extends string> extends Node<K> {
  /** The comment lines directly above, or the one at the end of its first line; without slashes. */
  readonly comment: string | undefined;
}
