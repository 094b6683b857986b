// What liveness asks of a model: its graph, what is true in its states and of its steps, and what
// its states and action instances are when a counterexample is told. A readable model answers here;
// a packed search has answers of its own.

import type { Model } from "../../runtime/model.js";
import type { Instance } from "../instance.js";
import { ask, enabledOf, instancesOf, take } from "../instance.js";
import { Keys } from "../seen.js";
import { Integers, outside, type Graph } from "./graph.js";
import type { StateQuestion, StepQuestion } from "./literal.js";

export interface Behaviours<S> {
  readonly graph: Graph;
  readonly instances: readonly Instance<S>[];
  stateAt(state: number): S;
  /** 1 for each state of which the question, one of its number, is true. */
  ofStates(question: StateQuestion<S>, number: number): Uint8Array;
  /** 1 for each step of which it is true. */
  ofSteps(question: StepQuestion<S>, number: number): Uint8Array;
}

/**
 * The graph of a readable model, of the states that its search expands if it ends at `maxStates`.
 * Steps beyond a constraint are possible, as fairness asks, but no behaviour takes them.
 */
export function behavioursOf<S>(model: Model<S>, maxStates: number): Behaviours<S> {
  const instances = instancesOf(model);
  const found = new Found(model, maxStates);
  const initial = [...new Set(model.init.map((state) => found.find(state)))];
  const [offsets, targets, choices] = [new Integers(), new Integers(), new Integers()];
  let number = 0;
  for (; number < found.states.length && !found.isFull; number++) {
    offsets.push(targets.size);
    const state = found.states[number] as S;
    instances.forEach((given, choice) => {
      for (const instance of enabledOf(state, given)) {
        const taken = take(state, instance);
        if (!("state" in taken)) continue;
        const target = found.find(taken.state);
        if (target === number) continue;
        targets.push(target);
        choices.push(choice);
      }
    });
  }
  const graph = closedGraph(found.isFull ? number - 1 : number, {
    initial: initial.filter((state) => state !== outside),
    offsets,
    targets,
    choices,
  });
  const stateAt = (state: number): S => found.states[state] as S;
  return { graph, instances, stateAt, ...answersOf(graph, stateAt) };
}

/** The states of a readable model, numbered as they are found. */
class Found<S> {
  readonly states: S[] = [];
  /** True once there was one too many. */
  isFull = false;
  readonly #model: Model<S>;
  readonly #maxStates: number;
  readonly #keys: Keys;
  readonly #numbers = new Map<string, number>();

  constructor(model: Model<S>, maxStates: number) {
    this.#model = model;
    this.#maxStates = maxStates;
    this.#keys = new Keys(model.init[0] ?? {});
  }

  find(state: S): number {
    const key = this.#keys.keyOf(state);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.#numbers.size >= this.#maxStates) {
      this.isFull = true;
      return outside;
    }
    const constraints = Object.values(this.#model.constraints ?? {});
    const isKept = constraints.every((each) => ask(() => each.holds(state)) === true);
    const number = isKept ? this.states.push(state) - 1 : outside;
    this.#numbers.set(key, number);
    return number;
  }
}

/** What was found of a graph while its states were expanded. */
export interface Draft {
  readonly initial: readonly number[];
  readonly offsets: Integers;
  readonly targets: Integers;
  readonly choices: Integers;
}

/**
 * The graph of the first `size` states: those of which all steps are known. If a limit ended the
 * search there are others, which are outside of it.
 */
export function closedGraph(size: number, draft: Draft): Graph {
  const count = Math.max(0, size);
  const end = count < draft.offsets.size ? draft.offsets.at(count) : draft.targets.size;
  draft.offsets.reserve(count + 1)[count] = end;
  const offsets = draft.offsets.reserve(count + 1).subarray(0, count + 1);
  const targets = draft.targets.all.subarray(0, end);
  for (let step = 0; step < end; step++) {
    if ((targets[step] ?? 0) >= count) targets[step] = outside;
  }
  const initial = draft.initial.filter((state) => state < count);
  return { size: count, initial, offsets, targets, choices: draft.choices.all.subarray(0, end) };
}

/** Answers that are asked of states one by one; no answer is a no. */
export function answersOf<S>(
  graph: Graph,
  stateAt: (state: number) => S,
): Pick<Behaviours<S>, "ofStates" | "ofSteps"> {
  const { size, offsets, targets } = graph;
  const isTrue = (question: () => boolean): number => (ask(question) === true ? 1 : 0);
  return {
    ofStates: (question) =>
      Uint8Array.from({ length: size }, (_, state) => isTrue(() => question(stateAt(state)))),
    ofSteps: (question) => {
      const truths = new Uint8Array(targets.length);
      for (let state = 0; state < size; state++) {
        const before = stateAt(state);
        const end = offsets[state + 1] ?? 0;
        for (let step = offsets[state] ?? 0; step < end; step++) {
          const target = targets[step] ?? outside;
          if (target !== outside)
            truths[step] = isTrue(() => question.holds(before, stateAt(target)));
        }
      }
      return truths;
    },
  };
}
