// The states and steps of a model as numbers in flat arrays: what liveness is judged on.

import type { Instance } from "../instance.js";
import { ask, enabledOf, instancesOf, take } from "../instance.js";
import { Keys } from "../seen.js";
import type { Model } from "../../runtime/model.js";

/** A state outside of the graph: a limit or a constraint keeps it out. */
export const outside = -1;

/**
 * States are numbered from 0. The steps of state `s` that change it are those from `offsets[s]` to
 * `offsets[s + 1]`; steps that change nothing are not listed, for every state may stutter.
 */
export interface Graph<S> {
  readonly size: number;
  readonly initial: readonly number[];
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** The action instance of each step. */
  readonly choices: Int32Array;
  readonly instances: readonly Instance<S>[];
  stateAt(state: number): S;
}

/** A growing list of integers. */
export class Integers {
  #items = new Int32Array(1024);
  size = 0;

  push(item: number): number {
    if (this.size === this.#items.length) {
      const larger = new Int32Array(this.size * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.size] = item;
    return this.size++;
  }

  at(index: number): number {
    return this.#items[index] ?? 0;
  }

  toArray(): Int32Array {
    return this.#items.slice(0, this.size);
  }
}

/**
 * The graph of a readable model, of its first `maxStates` states in the order of the search. Steps
 * beyond a constraint are possible, as fairness asks, but no behaviour takes them.
 */
export function graphOf<S>(model: Model<S>, maxStates: number): Graph<S> {
  const instances = instancesOf(model);
  const constraints = Object.values(model.constraints ?? {});
  const keys = new Keys(model.init[0] ?? {});
  const numbers = new Map<string, number>();
  const states: S[] = [];
  const find = (state: S): number => {
    const key = keys.keyOf(state);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    if (!constraints.every((each) => ask(() => each.holds(state)) === true)) {
      numbers.set(key, outside);
      return outside;
    }
    if (states.length >= maxStates) return outside;
    numbers.set(key, states.length);
    return states.push(state) - 1;
  };
  const initial = [...new Set(model.init.map(find))].filter((state) => state !== outside);
  const [offsets, targets, choices] = [new Integers(), new Integers(), new Integers()];
  for (let number = 0; number < states.length; number++) {
    offsets.push(targets.size);
    const state = states[number] as S;
    instances.forEach((given, choice) => {
      for (const instance of enabledOf(state, given)) {
        const taken = take(state, instance);
        const target = "state" in taken ? find(taken.state) : outside;
        if (target === number) continue;
        targets.push(target);
        choices.push(choice);
      }
    });
  }
  offsets.push(targets.size);
  return {
    size: states.length,
    initial,
    offsets: offsets.toArray(),
    targets: targets.toArray(),
    choices: choices.toArray(),
    instances,
    stateAt: (state) => states[state] as S,
  };
}

/** The truth of questions about states and steps, asked at most once each. */
export class Truths {
  readonly #known: Uint8Array;
  readonly #ask: (at: number) => boolean;

  constructor(count: number, question: (at: number) => boolean) {
    this.#known = new Uint8Array(count);
    this.#ask = question;
  }

  at(index: number): boolean {
    const known = this.#known[index] ?? 0;
    if (known !== 0) return known === 2;
    const truth = ask(() => this.#ask(index)) === true;
    this.#known[index] = truth ? 2 : 1;
    return truth;
  }
}
