// The values that leaves may have together, as the groups that they are in allow it: 1 stands for a
// value that is allowed.

import type { Group } from "./groups.js";

/** Leaves, with the values that they may have together. */
export interface Factor {
  readonly leaves: readonly number[];
  readonly tuples: readonly (readonly number[])[];
}

/** What some of a group's leaves may be where the group has a value that all allow. */
export function projected(
  group: Group,
  allowed: readonly Uint8Array[],
  own: readonly number[],
): readonly (readonly number[])[] {
  const found = new Map<number, readonly number[]>();
  for (let value = 0; value < group.count; value++) {
    if (!allowed.every((values) => values[value] === 1)) continue;
    const tuple: number[] = [];
    let key = 0;
    let rest = value;
    for (let at = group.leaves.length - 1; at >= 0; at--) {
      const size = group.sizes[at] ?? 1;
      const position = own.indexOf(group.leaves[at] ?? -1);
      if (position >= 0) {
        tuple[position] = rest % size;
        key = key * size + (rest % size);
      }
      rest = Math.floor(rest / size);
    }
    if (!found.has(key)) found.set(key, tuple);
  }
  return [...found.values()];
}

/** Whether both are 1 somewhere. */
export function haveCommon(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  for (let value = 0; value < one.length; value++) {
    if ((one[value] ?? 0) + (other[value] ?? 0) === 2) return true;
  }
  return false;
}
