// Whether two texts say the same: their trees, and all words in them, comments included.

import type * as Ast from "../syntax/ast.js";

export interface Reading {
  readonly text: string;
  readonly tree: Ast.File;
}

/** What is different between two readings of a spec, in words. */
export function difference(one: Reading, other: Reading): string | undefined {
  if (!isSame(one.tree, other.tree)) return "what it means";
  if (wordsOf(one.text).join(" ") !== wordsOf(other.text).join(" ")) return "its words or comments";
  return undefined;
}

/** Places are no part of what a tree says, nor are comments, which may stand elsewhere. */
const aside = new Set(["span", "comment"]);

export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null)
    return one === other;
  const entries = (of: object) => Object.entries(of).filter(([key]) => !aside.has(key));
  const [left, right] = [entries(one), entries(other)];
  return (
    left.length === right.length &&
    left.every(([key, value], index) => {
      const [otherKey, otherValue] = right[index] ?? [];
      return key === otherKey && isSame(value, otherValue);
    })
  );
}

/** Words that may stand once for twice, as in `violates a, violates b`, or for their plural. */
const mergeable = new Set(["violates", "reachable", "unreachable", "holds", "step", "steps"]);

/** Names, numbers, and the words of sentences and comments, whatever their order. */
function wordsOf(text: string): readonly string[] {
  const found = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  return found.filter((word) => !mergeable.has(word)).sort();
}
