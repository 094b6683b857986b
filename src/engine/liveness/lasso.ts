// From a fair component to a behaviour that a person can follow: a shortest way to a state, and
// from there a way round that does all that the automaton and fairness ask for.

import type { Component, Components } from "./components.js";
import type { Conditions } from "./fairness.js";
import { stutter, type Product } from "./product.js";

/** The steps to a state and those round and back to it; stuttering left out. */
export interface Lasso {
  readonly initial: number;
  readonly stem: readonly number[];
  readonly round: readonly number[];
}

/** Something that a way round has to come by: one of some pairs, or one of some steps. */
interface Goal {
  at(pair: number): boolean;
  over(step: number): boolean;
}

const never = (): boolean => false;

export class Lassos<S> {
  readonly #product: Product<S>;
  readonly #components: Components<S>;
  readonly #conditions: Conditions<S>;
  readonly #from: Int32Array;
  readonly #by: Int32Array;

  constructor(product: Product<S>, components: Components<S>, conditions: Conditions<S>) {
    this.#product = product;
    this.#components = components;
    this.#conditions = conditions;
    this.#from = new Int32Array(product.size).fill(-1);
    this.#by = new Int32Array(product.size);
  }

  /** A lasso round a component, from the pair of it that is nearest to an initial state. */
  around(component: Component): Lasso {
    const entry = component.pairs.reduce((least, pair) => Math.min(least, pair));
    const way: number[] = [];
    const visited: { pair: number; step: number }[] = [];
    let at = entry;
    const go = (goal: Goal): void => {
      const found = this.#search(component, at, goal);
      for (const each of found.visited) visited.push(each);
      for (const { step } of found.visited) if (step !== stutter) way.push(step);
      at = found.end;
    };
    for (const goal of this.#goals(component)) {
      const isMet = visited.some(({ pair, step }) => goal.at(pair) || goal.over(step));
      if (!isMet && !goal.at(at)) go(goal);
    }
    if (at !== entry || visited.length === 0) go({ at: (pair) => pair === entry, over: never });
    return { ...this.#stem(entry), round: way };
  }

  #goals(component: Component): readonly Goal[] {
    const { automaton } = this.#product;
    const takes = (condition: number) => (step: number) =>
      step !== stutter && this.#components.conditionsOf(step).includes(condition);
    return [
      ...automaton.acceptance.map((nodes): Goal => ({
        at: (pair) => nodes[this.#product.nodeOf(pair)] === 1,
        over: never,
      })),
      ...component.strong.map((condition): Goal => ({ at: never, over: takes(condition) })),
      ...this.#conditions.all.flatMap(({ strong }, condition): readonly Goal[] => {
        const at = (pair: number) => !this.#components.isPossible(pair, condition);
        return strong ? [] : [{ at, over: takes(condition) }];
      }),
    ];
  }

  /** A shortest way in the component, of one step at least, to a pair or over a step. */
  #search(
    component: Component,
    start: number,
    goal: Goal,
  ): { readonly visited: { pair: number; step: number }[]; readonly end: number } {
    const product = this.#product;
    const queue = [start];
    const reached = new Set<number>();
    let last: { pair: number; step: number } | undefined;
    let end = start;
    search: for (const pair of queue) {
      const count = product.places(pair);
      for (let place = 0; place < count; place++) {
        const next = product.successorAt(pair, place);
        if (next < 0 || !component.has(next)) continue;
        const step = product.stepAt(pair, place);
        if (goal.over(step) || goal.at(next)) {
          last = { pair, step };
          end = next;
          break search;
        }
        if (reached.has(next) || next === start) continue;
        reached.add(next);
        this.#from[next] = pair;
        this.#by[next] = step;
        queue.push(next);
      }
    }
    if (last === undefined) throw new Error("a component does not have what it was found for");
    const visited = [last];
    for (let pair = last.pair; pair !== start; pair = this.#from[pair] ?? start) {
      visited.unshift({ pair: this.#from[pair] ?? start, step: this.#by[pair] ?? stutter });
    }
    return { visited, end };
  }

  /** The steps from an initial state to the pair. */
  #stem(entry: number): { readonly initial: number; readonly stem: readonly number[] } {
    const stem: number[] = [];
    let pair = entry;
    for (let before = pair; before >= 0; before = this.#product.parentOf(pair)) {
      pair = before;
      if (this.#product.parentOf(pair) >= 0 && this.#product.wayTo(pair) !== stutter) {
        stem.unshift(this.#product.wayTo(pair));
      }
    }
    return { initial: this.#product.stateOf(pair), stem };
  }
}
