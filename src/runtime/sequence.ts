// Sequences: arrays of at most as many elements as their type allows. Asking for an element that is
// not there is `OutOfRange`, as leaving the type is.

import { OutOfRange } from "./model.js";

/** Element `index`, counted from 0. */
export function nth<T>(sequence: readonly T[], index: number): T {
  const value = sequence[index];
  if (value !== undefined) return value;
  throw new OutOfRange(`a sequence of ${sequence.length} has no element ${index}`);
}

/** The first element. */
export function head<T>(sequence: readonly T[]): T {
  return nth(sequence, 0);
}

/** All but the first element. */
export function tail<T>(sequence: readonly T[]): readonly T[] {
  if (sequence.length === 0) throw new OutOfRange("an empty sequence has no tail");
  return sequence.slice(1);
}

/** The elements from index `low` to `high`, both included; none if `high` is the lower. */
export function part<T>(sequence: readonly T[], low: number, high: number): readonly T[] {
  if (high < low) return [];
  if (low < 0) nth(sequence, low);
  nth(sequence, high);
  return sequence.slice(low, high + 1);
}

/** `sequence` with what `value` makes of the old element at `index`. */
export function changeNth<T>(
  sequence: readonly T[],
  index: number,
  value: (old: NoInfer<T>) => NoInfer<T>,
): readonly T[] {
  return sequence.with(index, value(nth(sequence, index)));
}

/** `sequence`, which must have at most `max` elements. */
export function atMost<T>(max: number, sequence: readonly T[]): readonly T[] {
  if (sequence.length <= max) return sequence;
  throw new OutOfRange(`a sequence of ${sequence.length} is longer than ${max}`);
}
