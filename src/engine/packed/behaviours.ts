// What temporal properties are judged on after a packed search: the steps that it kept, and answers
// of the kernel's. Where the kernel has no answer, the readable model is asked about each state.

import type { Kernel } from "../../runtime/kernel.js";
import type { Instance } from "../instance.js";
import { answersOf, type Behaviours } from "../liveness/behaviours.js";
import type { Graph } from "../liveness/graph.js";

/** Where states are: at every `stride` words of the arena. */
export interface States {
  readonly arena: Int32Array;
  readonly stride: number;
}

export function packedBehaviours<S>(
  kernel: Kernel,
  instances: readonly Instance<S>[],
  graph: Graph,
  { arena, stride }: States,
): Behaviours<S> {
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
