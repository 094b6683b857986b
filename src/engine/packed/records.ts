// What a packed search keeps of its states, read back: the words of one, and the link that its
// record ends with, which is a key until the link is known.

import type { Level } from "./hand.js";
import { strideOf, type Seen, type Shape } from "./loops.js";

/** The words of a state of this level or the next. */
export function wordsOf(shape: Shape, seen: Seen, level: Level, number: number): readonly number[] {
  const { words, compact } = shape;
  if (compact) {
    const { bodies, base } = number < seen.base ? level : seen;
    return [...bodies.subarray((number - base) * words, (number - base + 1) * words)];
  }
  const stride = strideOf(shape);
  return [...seen.arena.subarray(number * stride, (number + 1) * stride - 1)];
}

/** What the record of a state ends with. */
export function linkOf(shape: Shape, { arena }: Seen, number: number): number {
  return arena[(number + 1) * strideOf(shape) - 1] ?? 0;
}

/** The states from number `known` on, and the keys by which they were found. */
export function keysFrom(
  shape: Shape,
  seen: Seen,
  known: number,
): { readonly numbers: Int32Array; readonly keys: Int32Array } {
  const numbers = new Int32Array(seen.next - known);
  const keys = new Int32Array(seen.next - known);
  for (let index = 0; index < numbers.length; index++) {
    numbers[index] = known + index;
    keys[index] = ~linkOf(shape, seen, known + index);
  }
  return { numbers, keys };
}

/** At most how likely it is that two of so many states have the same hashes of 64 bits. */
export function omissionOf(count: number): number {
  return count ** 2 / 2 ** 65;
}
