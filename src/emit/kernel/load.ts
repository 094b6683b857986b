// From a core to a kernel that runs.

import type { Core } from "../../core/core.js";
import type { Beginning, InitialLoop, Kernel, Symmetry } from "../../runtime/kernel.js";
import { batchSize, recordsOf, sightsPerChunk } from "../../runtime/kernel.js";
import { setOf } from "../../runtime/set.js";
import { compileKernel, type Counting, type KernelText } from "./kernel.js";
import { maskOf } from "./mask.js";
import { aloneIn } from "./reduction/alone.js";
import { runFormulas, runInitial, runKernel } from "./run.js";
import { typedKernel } from "./typed.js";
import { Unsupported } from "./unsupported.js";

/** A kernel, or why there is none. */
export type LoadedKernel =
  { readonly ok: true; readonly kernel: Kernel } | { readonly ok: false; readonly reason: string };

const sizes = { batch: batchSize, sightsPerChunk, symmetry: false };

/**
 * The packed kernel of a core, ready to be searched. Given the readable model, whose initial states
 * may prefer a name, it tells states apart up to the names of interchangeable values, if there are
 * any.
 */
export function loadKernel(core: Core, model?: Beginning): LoadedKernel {
  return orReason(() => {
    const written = compileKernel(core, { ...sizes, symmetry: model !== undefined }, setOf);
    return { ok: true, kernel: evaluateKernel(written, model) };
  });
}

/** The packed kernel of a core as TypeScript to read, not yet laid out. */
export function readableKernel(
  core: Core,
): { readonly ok: true; readonly text: string } | Extract<LoadedKernel, { ok: false }> {
  return orReason(() => ({ ok: true, text: typedKernel(compileKernel(core, sizes, setOf, true)) }));
}

function orReason<T>(make: () => T): T | Extract<LoadedKernel, { ok: false }> {
  try {
    return make();
  } catch (error) {
    if (error instanceof Unsupported) return { ok: false, reason: error.message };
    throw error;
  }
}

function evaluateKernel(written: KernelText, model: Beginning | undefined): Kernel {
  const { numbers, codec, sights, steps, words, bits, instances } = written;
  const { properties, actions, requirements, applications, exceptions, edges } = numbers;
  const marks = {
    decided: new Uint8Array(properties.length),
    known: new Uint8Array(edges.length),
    applied: new Uint8Array(properties.length),
    taken: new Uint8Array(actions.length),
    excused: new Float64Array(exceptions.length),
    weighed: new Float64Array(2),
    beyond: new Float64Array(1),
  };
  const common = {
    ...{ words, bits, instances, sights, steps },
    ...{ properties, actions, requirements, applications, exceptions, edges },
    ...marks,
    formulas: () => runFormulas(written.formulas()),
    initial: (given: Beginning) => initialOf(written, given),
    encode: (state: unknown) => codec.encode(state),
    mask: (variable: string, field?: string) => maskOf(written.subject, variable, field),
    decode: (states: Int32Array, at: number) => codec.decode(states, at),
  };
  const reducing = (counts: Counting) => ({
    reduce: (given: Beginning) => {
      const alone = aloneIn(written.subject, given);
      if (alone.every(({ places }) => places.length === 0)) return undefined;
      const text = written.text(counts, alone);
      return { ...runKernel(text, marks), text };
    },
  });
  const once = written.text("once");
  const { canonicalise, orbit, ...loops } = runKernel(once, marks);
  if (canonicalise === undefined || orbit === undefined || model === undefined) {
    return { ...common, ...reducing("once"), ...loops, text: once, symmetry: undefined };
  }
  const symmetry = { types: written.symmetric, canonicalise };
  if (!isClosed(recordsOf(common.initial(model), words + 1), words + 1, canonicalise, orbit)) {
    const open = { ...symmetry, isClosed: false };
    return { ...common, ...reducing("once"), ...loops, text: once, symmetry: open };
  }
  const text = written.text("all");
  return {
    ...{ ...common, ...reducing("all"), ...runKernel(text, marks) },
    ...{ text, symmetry: { ...symmetry, isClosed: true } },
  };
}

/** The loop over the initial states; it encodes those of the model if it has none of its own. */
function initialOf(kernel: KernelText, model: Beginning): InitialLoop {
  const { codec, words } = kernel;
  const written = orReason(() => ({ ok: true, text: kernel.initial() }) as const);
  if (written.ok) return runInitial(written.text);
  return (records, take) => {
    let count = 0;
    for (const state of model.init) {
      records.set([...codec.encode(state), 0], count * (words + 1));
      if (++count < batchSize) continue;
      take(count);
      count = 0;
    }
    if (count > 0) take(count);
  };
}

/** Whether these states are all that are alike but for names. */
function isClosed(
  records: Int32Array,
  stride: number,
  canonicalise: Symmetry["canonicalise"],
  orbit: (...words: readonly number[]) => number,
): boolean {
  const wordsAt = (at: number) => records.subarray(at, at + stride - 1);
  const states = new Set<string>();
  for (let at = 0; at < records.length; at += stride) states.add(wordsAt(at).join());
  canonicalise(records, records.length);
  const forms = new Map<string, number>();
  for (let at = 0; at < records.length; at += stride) {
    const words = wordsAt(at);
    const form = words.join();
    if (!forms.has(form)) forms.set(form, orbit(...words));
  }
  const alike = [...forms.values()].reduce((sum, count) => sum + count, 0);
  return alike === states.size;
}
