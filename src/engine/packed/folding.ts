// What a search makes of states that are told apart up to the names of interchangeable values.

import type { Kernel } from "../../runtime/kernel.js";
import type { Folded, Trace } from "../exploration.js";
import type { Found } from "../outcome.js";

type Counts = Found<unknown>["counts"];

/** The words by which a state is known. */
export function formOf(kernel: Kernel, state: unknown): readonly number[] {
  const words = kernel.encode(state);
  if (kernel.symmetry === undefined) return words;
  const record = Int32Array.from([...words, 0]);
  kernel.symmetry.canonicalise(record, record.length);
  return [...record.subarray(0, words.length)];
}

/**
 * What a search that has searched so much says that it has found, given how many initial states
 * there are; without that, it has left something out.
 */
export function foundOf(
  { symmetry, weighed }: Kernel,
  searched: Counts,
  initial: number | undefined,
): Counts & { readonly symmetry?: Folded } {
  if (symmetry === undefined) return searched;
  const { types, isClosed } = symmetry;
  const isExact = isClosed && searched.complete && initial !== undefined;
  const folded = { types, searched: searched.distinct, isExact };
  if (!isExact) return { ...searched, symmetry: folded };
  const [distinct = 0, successors = 0] = weighed;
  return { ...searched, distinct, generated: initial + successors, symmetry: folded };
}

/** The last state of a trace. */
export function endOf<S>({ initial, steps }: Trace<S>): S {
  return steps.at(-1)?.state ?? initial;
}
