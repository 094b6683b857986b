// What a search makes of states that are told apart up to the names of interchangeable values.

import type { Beginning, Kernel } from "../../runtime/kernel.js";
import { batchSize } from "../../runtime/kernel.js";
import type { Model } from "../../runtime/model.js";
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

/** The initial state that is kept as the one of this number, but for names. */
export function initialLike<S>(
  model: Model<S>,
  kernel: Kernel,
  arena: Int32Array,
  number: number,
): S | undefined {
  const { words, symmetry } = kernel;
  const at = number * (words + 1);
  if (symmetry === undefined) return kernel.decode(arena, at) as S;
  return model.init.find((state) =>
    formOf(kernel, state).every((word, index) => word === arena[at + index]),
  );
}

/**
 * What a search that has searched so much says that it has found, given the model; without that, it
 * has left something out.
 */
export function foundOf(
  kernel: Kernel,
  searched: Counts,
  model: Beginning | undefined,
): Counts & { readonly symmetry?: Folded } {
  const { symmetry, weighed } = kernel;
  if (symmetry === undefined) return searched;
  const { types, isClosed } = symmetry;
  const isExact = isClosed && searched.complete && model !== undefined;
  const folded = { types, searched: searched.distinct, isExact };
  if (!isExact) return { ...searched, symmetry: folded };
  const [distinct = 0, successors = 0] = weighed;
  const generated = initialCount(kernel, model) + successors;
  return { ...searched, distinct, generated, symmetry: folded };
}

function initialCount(kernel: Kernel, model: Beginning): number {
  let all = 0;
  kernel.initial(model)(new Int32Array(batchSize * (kernel.words + 1)), (count) => {
    all += count;
  });
  return all;
}

/** The last state of a trace. */
export function endOf<S>({ initial, steps }: Trace<S>): S {
  return steps.at(-1)?.state ?? initial;
}
