// From a core to a kernel that runs.

import type { Core } from "../../core/core.js";
import type { Kernel } from "../../runtime/kernel.js";
import { batchSize, sightsPerChunk } from "../../runtime/kernel.js";
import { setOf } from "../../runtime/set.js";
import { compileKernel, type KernelText } from "./kernel.js";
import { runFormulas, runKernel } from "./run.js";
import { typedKernel } from "./typed.js";
import { Unsupported } from "./unsupported.js";

/** A kernel, or why there is none. */
export type LoadedKernel =
  { readonly ok: true; readonly kernel: Kernel } | { readonly ok: false; readonly reason: string };

const sizes = { batch: batchSize, sightsPerChunk };

/** The packed kernel of a core, ready to be searched. */
export function loadKernel(core: Core): LoadedKernel {
  return orReason(() => ({
    ok: true,
    kernel: evaluateKernel(compileKernel(core, sizes, setOf)),
  }));
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

function evaluateKernel(written: KernelText): Kernel {
  const { numbers, codec, sights, steps, text, words, bits, instances } = written;
  const { properties, actions, requirements, applications, exceptions, edges } = numbers;
  const marks = {
    decided: new Uint8Array(properties.length),
    known: new Uint8Array(edges.length),
    applied: new Uint8Array(properties.length),
    taken: new Uint8Array(actions.length),
    excused: new Float64Array(exceptions.length),
    beyond: new Float64Array(1),
  };
  return {
    ...{ words, bits, instances, text, sights, steps },
    ...{ properties, actions, requirements, applications, exceptions, edges },
    ...marks,
    ...runKernel(text, marks),
    formulas: () => runFormulas(written.formulas()),
    encode: (state) => codec.encode(state),
    decode: (states, at) => codec.decode(states, at),
  };
}
