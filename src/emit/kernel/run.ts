// From the text of a kernel to its loops: evaluates what was written, and nothing else.

import { runWritten } from "../../base/written.js";
import type {
  Formulas,
  InitialLoop,
  KernelHost,
  Marks,
  Notice,
  Steps,
} from "../../runtime/kernel.js";

/** The loops, and those that only kernels have that tell states apart up to names. */
interface Loops extends Steps {
  readonly canonicalise: ((records: Int32Array, end: number) => void) | undefined;
  /** How many states a canonical one stands for. */
  readonly orbit: ((...words: readonly number[]) => number) | undefined;
}

/** Runs the text of a kernel; it reads and sets these marks. */
export function runKernel(text: string, marks: Marks): Loops {
  const notices: Notice[] = [];
  const host: KernelHost = {
    F: new Int32Array(8),
    W: new Int32Array(32),
    ...marks,
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
  const loops = runWritten(text, { host });
  if (!isLoops(loops)) throw new Error("the text of a kernel returns no kernel");
  return { ...loops, notices };
}

function isLoops(value: unknown): value is Omit<Loops, "notices"> {
  return typeof value === "object" && value !== null && "expand" in value && "inspect" in value;
}

/** Runs the text of the questions of temporal properties. */
export function runFormulas(text: string): Formulas {
  const host = { F: new Int32Array(8), W: new Int32Array(32) };
  const loops = runWritten(text, { host });
  if (!areFormulas(loops)) throw new Error("the text of formulas returns no loops");
  return loops;
}

/** Runs the text of the loops over the initial states. */
export function runInitial(text: string): InitialLoop {
  const host = { F: new Int32Array(8), W: new Int32Array(32) };
  const loop = runWritten(text, { host });
  if (!isInitialLoop(loop)) throw new Error("the text of initial states returns no loop");
  return loop;
}

function isInitialLoop(value: unknown): value is InitialLoop {
  return typeof value === "function";
}

function areFormulas(value: unknown): value is Formulas {
  return typeof value === "object" && value !== null && "states" in value && "steps" in value;
}
