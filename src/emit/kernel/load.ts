// From a core to a kernel that runs: evaluates the text that was written for it, and nothing else.

import type { Core } from "../../core/core.js";
import type { Kernel, Notice } from "../../runtime/kernel.js";
import { batchSize, sightsPerChunk } from "../../runtime/kernel.js";
import { setOf } from "../../runtime/set.js";
import { compileKernel, type KernelText } from "./kernel.js";
import { Unsupported } from "./unsupported.js";

/** A kernel, or why there is none. */
export type LoadedKernel =
  { readonly ok: true; readonly kernel: Kernel } | { readonly ok: false; readonly reason: string };

/** The packed kernel of a core, ready to be searched. */
export function loadKernel(core: Core): LoadedKernel {
  try {
    const sizes = { batch: batchSize, sightsPerChunk };
    return { ok: true, kernel: evaluateKernel(compileKernel(core, sizes, setOf)) };
  } catch (error) {
    if (error instanceof Unsupported) return { ok: false, reason: error.message };
    throw error;
  }
}

/** The functions that the text returns. */
type Loops = Pick<Kernel, "expand" | "insert" | "add" | "rehash" | "inspect">;

function evaluateKernel(written: KernelText): Kernel {
  const { numbers, codec, sights, text, words, bits, instances } = written;
  const notices: Notice[] = [];
  const host = {
    F: new Int32Array(8),
    W: new Int32Array(32),
    decided: new Uint8Array(numbers.properties.length),
    known: new Uint8Array(numbers.edges.length),
    applied: new Uint8Array(numbers.properties.length),
    taken: new Uint8Array(numbers.actions.length),
    excused: new Float64Array(numbers.exceptions.length),
    notices,
    notice(kind: Notice["kind"], choice: number, what: number): void {
      notices.push({ kind, state: -1, choice, what });
    },
    /** The state of the notices that have none yet. */
    stamp(state: number): void {
      for (let at = notices.length - 1; at >= 0; at--) {
        const notice = notices[at];
        if (notice === undefined || notice.state >= 0) break;
        notices[at] = { ...notice, state };
      }
    },
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- The emitter wrote this text.
  const run = new Function("host", text);
  const loops: unknown = Reflect.apply(run, undefined, [host]);
  if (!isLoops(loops)) throw new Error("the text of a kernel returns no kernel");
  const { decided, known, applied, taken, excused } = host;
  const { properties, actions, requirements, applications, exceptions, edges } = numbers;
  return {
    ...{ words, bits, instances, sights, properties, actions, requirements, exceptions, edges },
    applications,
    ...{ decided, known, applied, taken, excused, notices },
    ...loops,
    encode: (state) => codec.encode(state),
    decode: (arena, at) => codec.decode(arena, at),
  };
}

function isLoops(value: unknown): value is Loops {
  return typeof value === "object" && value !== null && "expand" in value && "insert" in value;
}
