// From a core to a kernel that runs.

import type { Core } from "../../core/core.js";
import type { Kernel, Symmetry } from "../../runtime/kernel.js";
import { batchSize, sightsPerChunk } from "../../runtime/kernel.js";
import { setOf } from "../../runtime/set.js";
import { compileKernel, type Counting, type KernelText } from "./kernel.js";
import { maskOf } from "./mask.js";
import { aloneIn } from "./reduction/alone.js";
import { runFormulas, runKernel } from "./run.js";
import { typedKernel } from "./typed.js";
import { Unsupported } from "./unsupported.js";

/** A kernel, or why there is none. */
export type LoadedKernel =
  { readonly ok: true; readonly kernel: Kernel } | { readonly ok: false; readonly reason: string };

const sizes = { batch: batchSize, sightsPerChunk, symmetry: false };

/**
 * The packed kernel of a core, ready to be searched. Given the initial states of the readable
 * model, it tells states apart up to the names of interchangeable values, if there are any.
 */
export function loadKernel(core: Core, initial?: readonly unknown[]): LoadedKernel {
  return orReason(() => {
    const written = compileKernel(core, { ...sizes, symmetry: initial !== undefined }, setOf);
    return { ok: true, kernel: evaluateKernel(written, initial) };
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

function evaluateKernel(written: KernelText, initial: readonly unknown[] = []): Kernel {
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
    encode: (state: unknown) => codec.encode(state),
    mask: (variable: string, field?: string) => maskOf(written.subject, variable, field),
    decode: (states: Int32Array, at: number) => codec.decode(states, at),
  };
  const reducing = (counts: Counting) => ({
    reduce: (states: readonly unknown[]) => {
      const alone = aloneIn(written.subject, states);
      if (alone.every(({ places }) => places.length === 0)) return undefined;
      const text = written.text(counts, alone);
      return { ...runKernel(text, marks), text };
    },
  });
  const once = written.text("once");
  const { canonicalise, orbit, ...loops } = runKernel(once, marks);
  if (canonicalise === undefined || orbit === undefined) {
    return { ...common, ...reducing("once"), ...loops, text: once, symmetry: undefined };
  }
  const all = initial.map((state) => common.encode(state));
  const symmetry = { types: written.symmetric, canonicalise };
  if (!isClosed(all, canonicalise, orbit)) {
    const open = { ...symmetry, isClosed: false };
    return { ...common, ...reducing("once"), ...loops, text: once, symmetry: open };
  }
  const text = written.text("all");
  return {
    ...{ ...common, ...reducing("all"), ...runKernel(text, marks) },
    ...{ text, symmetry: { ...symmetry, isClosed: true } },
  };
}

/** Whether these states are all that are alike but for names. */
function isClosed(
  states: readonly (readonly number[])[],
  canonicalise: Symmetry["canonicalise"],
  orbit: (...words: readonly number[]) => number,
): boolean {
  const [first = []] = states;
  const stride = first.length + 1;
  const records = Int32Array.from(states.flatMap((words) => [...words, 0]));
  canonicalise(records, records.length);
  const forms = new Map<string, number>();
  for (let at = 0; at < records.length; at += stride) {
    const words = records.subarray(at, at + stride - 1);
    const form = words.join();
    if (!forms.has(form)) forms.set(form, orbit(...words));
  }
  const alike = [...forms.values()].reduce((sum, count) => sum + count, 0);
  return alike === new Set(states.map((words) => words.join())).size;
}
