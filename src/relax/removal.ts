// What can be taken away from a spec, one thing at a time.

import type { Span } from "../base/source.js";
import type { Declarations } from "./statements.js";

/** What keeps threads from each other or makes them look again. */
export type Mechanism =
  | "lock"
  | "trylock"
  /** `irq` or `bh` of a lock. */
  | "mask"
  | "write section"
  | "section"
  | "recheck"
  /** `await`. */
  | "wait"
  | "deferral"
  | "grace period";

/** What is only said: taking it away, or turning it round, changes no behaviour. */
export type ClaimPart = "exception" | "alternative" | "order";

export interface Removal {
  readonly kind: Mechanism | ClaimPart;
  /** `Fault.spin_lock`, the step; `linked_on_write`, the rule. Not unique. */
  readonly where: string;
  /** The part that goes, as the spec writes it. */
  readonly text: string;
  readonly span: Span;
  /** For a part of a rule or a guard: the property that is then judged. */
  readonly property?: string;
  /** The alternatives of which this is one, and of which one is to stay. */
  readonly among?: readonly unknown[];
  readonly edit: (declarations: Declarations) => Declarations;
}

/** The words of a place of the spec on one line. */
export function wordsAt({ source, start, end }: Span): string {
  return source.text.slice(start, end).replace(/\s+/g, " ").trim();
}

/** Spreads survive edits; the nodes themselves do not. */
export function isAt(span: Span): (other: { readonly span: Span }) => boolean {
  return (other) =>
    other.span.source.path === span.source.path &&
    other.span.start === span.start &&
    other.span.end === span.end;
}
