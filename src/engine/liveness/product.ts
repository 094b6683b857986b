// The behaviours of a graph on which an automaton has a run: pairs of a state and a node of the
// automaton. Pairs are numbers, state by state, and their successors are worked out again whenever
// they are asked for.

import type { Automaton } from "./automaton.js";
import type { Behaviours } from "./behaviours.js";
import { outside, type Graph } from "./graph.js";
import type { Atoms, Literal, Numbers } from "./literal.js";

/** The step of a state that changes nothing. */
export const stutter = -1;

export class Product {
  readonly graph: Graph;
  readonly automaton: Automaton;
  /** How many pairs there may be. */
  readonly size: number;
  /** For each node, 1 for each state that it may be a pair with; absent: all. */
  readonly admitted: readonly (Uint8Array | undefined)[];
  /** For each node, 1 for each step that it permits, but for stuttering; absent: all. */
  readonly permitted: readonly (Uint8Array | undefined)[];
  /** For each node, whether it permits stuttering. */
  readonly still: readonly boolean[];

  constructor(graph: Graph, automaton: Automaton, answers: Answers) {
    this.graph = graph;
    this.automaton = automaton;
    this.size = graph.size * automaton.size;
    const isOfState = (each: Literal): boolean => each.kind === "state";
    this.admitted = automaton.literals.map((literals) =>
      allTrue(literals.filter(isOfState), answers.states),
    );
    this.permitted = automaton.literals.map((literals) =>
      allTrue(
        literals.filter((each) => !isOfState(each)),
        answers.steps,
      ),
    );
    this.still = automaton.literals.map((literals) =>
      literals.every((each) => each.kind === "state" || each.box),
    );
  }

  pairOf(state: number, node: number): number {
    return state * this.automaton.size + node;
  }

  stateOf(pair: number): number {
    return Math.floor(pair / this.automaton.size);
  }

  nodeOf(pair: number): number {
    return pair % this.automaton.size;
  }

  admits(state: number, node: number): boolean {
    return this.admitted[node]?.[state] !== 0;
  }

  /**
   * Calls `visit` with each successor of a pair and the step to it, stuttering last, until it says
   * that it has seen enough.
   */
  visit(pair: number, visit: (next: number, step: number) => boolean): void {
    const { offsets, targets } = this.graph;
    const [state, node] = [this.stateOf(pair), this.nodeOf(pair)];
    const nodes = this.automaton.successors[node] ?? [];
    const permitted = this.permitted[node];
    const end = offsets[state + 1] ?? 0;
    for (let step = offsets[state] ?? 0; step <= end; step++) {
      const isStill = step === end;
      const target = isStill ? state : (targets[step] ?? outside);
      const isPermitted = isStill ? this.still[node] === true : permitted?.[step] !== 0;
      if (target === outside || !isPermitted) continue;
      for (const next of nodes) {
        if (!this.admits(target, next)) continue;
        if (visit(this.pairOf(target, next), isStill ? stutter : step)) return;
      }
    }
  }
}

/** The answers to the questions that literals number: 1 for each state, or step, where it is so. */
export interface Answers {
  readonly states: readonly Uint8Array[];
  readonly steps: readonly Uint8Array[];
}

export function answersTo<S>(
  { states, steps }: Atoms<S>,
  numbers: Numbers<S>,
  behaviours: Behaviours<S>,
): Answers {
  return {
    states: states.map((question) => behaviours.ofStates(question, numbers.of(question))),
    steps: steps.map((question) => behaviours.ofSteps(question, numbers.of(question))),
  };
}

/** 1 where all of these literals are true; undefined if there are none. */
function allTrue(
  literals: readonly Literal[],
  answers: readonly Uint8Array[],
): Uint8Array | undefined {
  const [first, ...others] = literals;
  if (first === undefined) return undefined;
  const own = answers[first.atom] ?? new Uint8Array(0);
  if (first.positive && others.length === 0) return own;
  const truths = own.slice();
  if (!first.positive)
    for (let at = 0; at < truths.length; at++) truths[at] = 1 - (truths[at] ?? 0);
  for (const { atom, positive } of others) {
    const answer = answers[atom] ?? new Uint8Array(0);
    const wanted = positive ? 1 : 0;
    for (let at = 0; at < truths.length; at++) if (answer[at] !== wanted) truths[at] = 0;
  }
  return truths;
}
