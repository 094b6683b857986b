// Runs of elements at even distances in one word each: which element of a run is meant is a shift.

import type { Leaf } from "./code.js";

/** Elements `from` up to but not including `to`. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Cuts a list of elements, each its leaves, into the longest runs; what has no leaves is alone. */
export function evenRuns(elements: readonly (readonly Leaf[] | undefined)[]): readonly Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let at = 1; at <= elements.length; at++) {
    if (at < elements.length && isEven(elements.slice(from, at + 1))) continue;
    runs.push({ from, to: at });
    from = at;
  }
  return runs;
}

/** Whether each leaf is in the word of the first element's, at even distances. */
function isEven(elements: readonly (readonly Leaf[] | undefined)[]): boolean {
  const [first, second] = elements;
  const last = elements.at(-1);
  if (first === undefined || second === undefined || last === undefined) return false;
  return last.every((leaf, at) => {
    const [start, next] = [first[at], second[at]];
    if (start === undefined || next === undefined || leaf.width === 0) return leaf.width === 0;
    const stride = next.shift - start.shift;
    const place = start.shift + (elements.length - 1) * stride;
    return (
      stride > 0 && leaf.word === start.word && leaf.width === start.width && leaf.shift === place
    );
  });
}
