// The shortest way of one system on which it shows what the other cannot: a breadth-first search of
// its states, each with the set of states that the other may be in after what was seen so far.
// Traces are never enumerated: two ways to the same state and set go on alike.

import { Integers, outside } from "../../engine/liveness/graph.js";
import type { Graph } from "../../engine/liveness/graph.js";
import { isSeen, none, type SetNumber, type Subsets } from "./subsets.js";
import { TooLarge } from "./subsets.js";
import type { View } from "./view.js";

/** A way that the other system cannot follow. */
export interface Escape {
  readonly initial: number;
  /** The last one is the step that cannot be followed; without any, the initial state cannot. */
  readonly steps: readonly { readonly choice: number; readonly target: number }[];
  /** Where the other system may be before each step of these, and before the last one. */
  readonly sets: readonly SetNumber[];
}

export type Found =
  | { readonly kind: "none" }
  | { readonly kind: "escape"; readonly escape: Escape }
  /** There was no room to go on. */
  | { readonly kind: "unknown" };

/**
 * Looks for an escape on which a step of one of these instances is taken, if they are given. At
 * most so many pairs of a state and a set are looked at.
 */
export function findEscape(
  view: View,
  graph: Graph,
  other: Subsets,
  room: number,
  using?: (choice: number) => boolean,
): Found {
  try {
    return new EscapeSearch(view, graph, other, room, using).run();
  } catch (error) {
    if (error instanceof TooLarge) return { kind: "unknown" };
    throw error;
  }
}

class EscapeSearch {
  readonly #view: View;
  readonly #graph: Graph;
  readonly #other: Subsets;
  readonly #pairs: Pairs;
  readonly #using: ((choice: number) => boolean) | undefined;

  constructor(
    view: View,
    graph: Graph,
    other: Subsets,
    room: number,
    using: ((choice: number) => boolean) | undefined,
  ) {
    [this.#view, this.#graph, this.#other, this.#using] = [view, graph, other, using];
    this.#pairs = new Pairs(room);
  }

  run(): Found {
    const pairs = this.#pairs;
    for (const initial of this.#graph.initial) {
      const set = this.#other.start(this.#view.looks[initial] ?? 0);
      if (set !== none) pairs.add(initial, set, this.#using === undefined, none, none);
      else if (this.#using === undefined)
        return { kind: "escape", escape: { initial, steps: [], sets: [] } };
    }
    for (let pair = 0; pair < pairs.size; pair++) {
      const last = this.#expand(pair);
      if (last !== undefined) return { kind: "escape", escape: this.#wayTo(pair, last) };
    }
    return { kind: "none" };
  }

  /** A step of the graph that is an escape; undefined if there is none from this pair. */
  #expand(pair: number): number | undefined {
    const { offsets, targets, choices } = this.#graph;
    const { looks, labels } = this.#view;
    const { state, set, hasUsed } = this.#pairs.at(pair);
    const end = offsets[state + 1] ?? 0;
    for (let step = offsets[state] ?? 0; step < end; step++) {
      const target = targets[step] ?? outside;
      if (target === outside) continue;
      const choice = choices[step] ?? 0;
      const uses = hasUsed || this.#using?.(choice) === true;
      if (!isSeen(this.#view, state, choice, target)) {
        this.#pairs.add(target, set, uses, pair, step);
        continue;
      }
      const event = { label: labels[choice] ?? 0, look: looks[target] ?? 0 };
      const next = this.#other.after(set, event);
      if (next !== none) this.#pairs.add(target, next, uses, pair, step);
      else if (uses) return step;
    }
    return undefined;
  }

  #wayTo(pair: number, last: number): Escape {
    const { targets, choices } = this.#graph;
    const steps = [last];
    const sets: SetNumber[] = [];
    let at = this.#pairs.at(pair);
    for (;;) {
      sets.push(at.set);
      if (at.parent === none) break;
      steps.push(at.step);
      at = this.#pairs.at(at.parent);
    }
    return {
      initial: at.state,
      steps: steps
        .reverse()
        .map((step) => ({ choice: choices[step] ?? 0, target: targets[step] ?? 0 })),
      sets: sets.reverse(),
    };
  }
}

interface Pair {
  readonly state: number;
  readonly set: SetNumber;
  readonly hasUsed: boolean;
  readonly parent: number;
  readonly step: number;
}

/** Pairs of a state and a set in the order in which they are found, each with how it was. */
class Pairs {
  readonly #room: number;
  readonly #states = new Integers();
  /** The set, and in the lowest bit whether the way has taken such a step. */
  readonly #sets = new Integers();
  readonly #parents = new Integers();
  readonly #steps = new Integers();
  #table = new Int32Array(4096);

  constructor(room: number) {
    this.#room = room;
  }

  get size(): number {
    return this.#states.size;
  }

  at(pair: number): Pair {
    const set = this.#sets.at(pair);
    return {
      ...{ state: this.#states.at(pair), set: set >> 1, hasUsed: (set & 1) === 1 },
      ...{ parent: this.#parents.at(pair), step: this.#steps.at(pair) },
    };
  }

  add(state: number, set: SetNumber, hasUsed: boolean, parent: number, step: number): void {
    const key = set * 2 + (hasUsed ? 1 : 0);
    const place = this.#place(state, key);
    if (this.#table[place] !== 0) return;
    if (this.size >= this.#room) throw new TooLarge();
    this.#states.push(state);
    this.#sets.push(key);
    this.#parents.push(parent);
    this.#steps.push(step);
    this.#table[place] = this.size;
    if (this.size * 2 > this.#table.length) this.#grow();
  }

  #place(state: number, key: number): number {
    const mask = this.#table.length - 1;
    let hash = Math.imul(state ^ Math.imul(key, 0x85ebca6b), 0x9e3779b1);
    hash ^= hash >>> 15;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const pair = (this.#table[at] ?? 0) - 1;
      if (pair < 0) return at;
      if (this.#states.at(pair) === state && this.#sets.at(pair) === key) return at;
    }
  }

  #grow(): void {
    this.#table = new Int32Array(this.#table.length * 2);
    for (let pair = 0; pair < this.size; pair++) {
      this.#table[this.#place(this.#states.at(pair), this.#sets.at(pair))] = pair + 1;
    }
  }
}
