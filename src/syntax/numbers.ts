// Numbers as written: decimal or hexadecimal, with `_` anywhere, and none beyond 64 bits.

import type { Node } from "ohm-js";
import { spanOf, underConstruction } from "./building.js";

const largestWord = (1n << 64n) - 1n;
const largestCount = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * A number of the language; one that is too large is reported and taken as the largest there is.
 */
export function numberOf(node: Node): bigint {
  return atMost(largestWord, node);
}

/** A width, a position or a count, which must be small enough to be counted to. */
export function countOf(node: Node): number {
  return Number(atMost(largestCount, node));
}

function atMost(limit: bigint, node: Node): bigint {
  const value = BigInt(node.sourceString.replaceAll("_", ""));
  if (value <= limit) return value;
  underConstruction().report("syntax/number-size", { limit }, { at: spanOf(node) });
  return limit;
}
