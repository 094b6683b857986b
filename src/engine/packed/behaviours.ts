// What temporal properties are judged on after a packed search: the steps that it kept, and answers
// of the kernel's. Where the kernel has no answer, the readable model is asked about each state.

import type { Kernel } from "../../runtime/kernel.js";
import type { Model } from "../../runtime/model.js";
import type { Instance } from "../instance.js";
import { answersOf, type Behaviours } from "../liveness/behaviours.js";
import { isTemporal } from "../outcome.js";
import { rootLink } from "./loops.js";
import type { StepsKept } from "./steps.js";

/** Where states are: at every `stride` words of the arena, the last of which is its link. */
export interface States {
  readonly arena: Int32Array;
  readonly stride: number;
  readonly count: number;
}

/**
 * True if a search keeps its steps, to judge properties on them. Where states lie beyond a
 * constraint they are judged on the readable model.
 */
export function keepsSteps<S>(model: Model<S>): boolean {
  return isTemporal(model) && Object.keys(model.constraints ?? {}).length === 0;
}

/** Undefined if there were more steps than could be kept. */
export function packedBehaviours<S>(
  kernel: Kernel,
  instances: readonly Instance<S>[],
  steps: StepsKept,
  { arena, stride, count }: States,
): Behaviours<S> | undefined {
  let initial = 0;
  while (initial < count && arena[(initial + 1) * stride - 1] === rootLink) initial++;
  const graph = steps.graph(initial);
  if (graph === undefined) return undefined;
  const stateAt = (state: number): S => kernel.decode(arena, state * stride) as S;
  const slow = answersOf(graph, stateAt);
  const { size, offsets, targets } = graph;
  const formulas = kernel.formulas();
  return {
    graph,
    instances,
    stateAt,
    ofStates: (question, number) => {
      const loop = formulas.states[number];
      if (loop === undefined) return slow.ofStates(question, number);
      const truths = new Uint8Array(size);
      loop(arena, stride, size, truths);
      return truths;
    },
    ofSteps: (question, number) => {
      const loop = formulas.steps[number];
      if (loop === undefined) return slow.ofSteps(question, number);
      const truths = new Uint8Array(targets.length);
      loop(arena, stride, size, offsets, targets, truths);
      return truths;
    },
  };
}
