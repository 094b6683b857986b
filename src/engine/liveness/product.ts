// The behaviours of a graph on which an automaton has a run: pairs of a state and a node of the
// automaton, numbered breadth-first from the initial states, so that the way back from a pair is a
// shortest one. Successors are worked out again whenever they are asked for.

import type { Automaton } from "./automaton.js";
import type { Graph, Truths } from "./graph.js";
import { Integers, outside } from "./graph.js";
import type { Literal } from "./literal.js";

/** Answers to the questions that literals number: of states by state, of steps by step. */
export interface Answers {
  readonly states: readonly Truths[];
  readonly steps: readonly Truths[];
}

/** The step of a state that changes nothing. */
export const stutter = -1;

export class Product<S> {
  readonly graph: Graph<S>;
  readonly automaton: Automaton;
  readonly #answers: Answers;
  readonly #numbers: Int32Array;
  readonly #pairs = new Integers();
  readonly #parents = new Integers();
  readonly #ways = new Integers();

  constructor(graph: Graph<S>, automaton: Automaton, answers: Answers) {
    this.graph = graph;
    this.automaton = automaton;
    this.#answers = answers;
    this.#numbers = new Int32Array(graph.size * automaton.size).fill(-1);
    for (const state of graph.initial) {
      for (const node of automaton.initial) {
        if (this.#admits(state, node)) this.#add(state, node, -1, stutter);
      }
    }
    for (let pair = 0; pair < this.size; pair++) this.#explore(pair);
  }

  get size(): number {
    return this.#pairs.size;
  }

  stateOf(pair: number): number {
    return Math.floor(this.#pairs.at(pair) / this.automaton.size);
  }

  nodeOf(pair: number): number {
    return this.#pairs.at(pair) % this.automaton.size;
  }

  /** The pair from which this one was found first, and by which step; -1 for an initial one. */
  parentOf(pair: number): number {
    return this.#parents.at(pair);
  }

  wayTo(pair: number): number {
    return this.#ways.at(pair);
  }

  /** How many places for successors a pair has: one for each step, stuttering last, and node. */
  places(pair: number): number {
    const state = this.stateOf(pair);
    const { offsets } = this.graph;
    const steps = (offsets[state + 1] ?? 0) - (offsets[state] ?? 0) + 1;
    return steps * this.#successorsOf(pair).length;
  }

  /** The step of a place. */
  stepAt(pair: number, place: number): number {
    const state = this.stateOf(pair);
    const { offsets } = this.graph;
    const step = (offsets[state] ?? 0) + Math.floor(place / this.#successorsOf(pair).length);
    return step === offsets[state + 1] ? stutter : step;
  }

  /** The successor at a place; -1 if there is none. */
  successorAt(pair: number, place: number): number {
    const nodes = this.#successorsOf(pair);
    const step = this.stepAt(pair, place);
    const target = step === stutter ? this.stateOf(pair) : (this.graph.targets[step] ?? outside);
    const node = nodes[place % nodes.length] ?? 0;
    if (target === outside || !this.#permits(this.nodeOf(pair), step)) return -1;
    return this.#numbers[target * this.automaton.size + node] ?? -1;
  }

  #successorsOf(pair: number): readonly number[] {
    return this.automaton.successors[this.nodeOf(pair)] ?? [];
  }

  #add(state: number, node: number, parent: number, way: number): void {
    const pair = state * this.automaton.size + node;
    if (this.#numbers[pair] !== -1) return;
    this.#numbers[pair] = this.#pairs.push(pair);
    this.#parents.push(parent);
    this.#ways.push(way);
  }

  #explore(pair: number): void {
    const { offsets, targets } = this.graph;
    const [state, node] = [this.stateOf(pair), this.nodeOf(pair)];
    const end = offsets[state + 1] ?? 0;
    const nodes = this.#successorsOf(pair);
    for (let step = offsets[state] ?? 0; step <= end; step++) {
      const way = step === end ? stutter : step;
      const target = way === stutter ? state : (targets[way] ?? outside);
      if (target === outside || !this.#permits(node, way)) continue;
      for (const next of nodes) if (this.#admits(target, next)) this.#add(target, next, pair, way);
    }
  }

  #admits(state: number, node: number): boolean {
    const literals = this.automaton.literals[node] ?? [];
    return literals.every(
      (each) =>
        each.kind === "step" || this.#answers.states[each.atom]?.at(state) === each.positive,
    );
  }

  #permits(node: number, step: number): boolean {
    const literals = this.automaton.literals[node] ?? [];
    return literals.every((each) => each.kind === "state" || this.#isStep(each, step));
  }

  #isStep(literal: Extract<Literal, { kind: "step" }>, step: number): boolean {
    if (step === stutter) return literal.box;
    return this.#answers.steps[literal.atom]?.at(step) === literal.positive;
  }
}
