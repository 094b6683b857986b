// A system made deterministic while it is asked: after some observations it is in one of a set of
// states, and each further observation leads to one other set. Steps that show nothing are taken
// silently, so every set has with a state all those that such steps lead to.

import { Integers, outside } from "../../engine/liveness/graph.js";
import type { Graph } from "../../engine/liveness/graph.js";
import type { View } from "./view.js";

/** The number of a set; none for an observation that is not possible. */
export type SetNumber = number;
export const none = -1;

/** What is seen of a step: what it is called, and what the state then looks like. */
export interface Event {
  readonly label: number;
  readonly look: number;
}

/** Whether anything is seen of a step. */
export function isSeen(
  { looks, watched }: View,
  from: number,
  choice: number,
  to: number,
): boolean {
  return looks[from] !== looks[to] || watched[choice] === 1;
}

/** Looks are numbered below this, so that an event is one number. */
const mostLooks = 2 ** 26;

/** Thrown when sets take more room than there is. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

export class Subsets {
  readonly #view: View;
  readonly #graph: Graph;
  readonly #room: number;
  readonly #sets: Int32Array[] = [];
  readonly #byHash = new Map<number, SetNumber[]>();
  readonly #after: (ReadonlyMap<number, SetNumber> | undefined)[] = [];
  readonly #start: ReadonlyMap<number, SetNumber>;
  /** The last set that each state was put into while it was made. */
  readonly #stamp: Int32Array;
  #made = 0;
  #taken = 0;

  /** Sets may have so many states together. */
  constructor(view: View, graph: Graph, room: number) {
    this.#view = view;
    this.#graph = graph;
    this.#room = room;
    this.#stamp = new Int32Array(graph.size);
    const byLook = new Map<number, number[]>();
    for (const state of graph.initial) push(byLook, view.looks[state] ?? 0, state);
    this.#start = this.#closed(byLook);
  }

  /** Initial states that look like this, and what follows unseen. */
  start(look: number): SetNumber {
    return this.#start.get(look) ?? none;
  }

  states(set: SetNumber): Int32Array {
    return this.#sets[set] ?? new Int32Array(0);
  }

  after(set: SetNumber, { label, look }: Event): SetNumber {
    const known = this.#after[set] ?? this.#expand(set);
    return known.get(label * mostLooks + look) ?? none;
  }

  #expand(set: SetNumber): ReadonlyMap<number, SetNumber> {
    const { offsets, targets, choices } = this.#graph;
    const { looks, labels } = this.#view;
    const byEvent = new Map<number, number[]>();
    for (const state of this.states(set)) {
      const end = offsets[state + 1] ?? 0;
      for (let step = offsets[state] ?? 0; step < end; step++) {
        const target = targets[step] ?? outside;
        const choice = choices[step] ?? 0;
        if (target === outside || !isSeen(this.#view, state, choice, target)) continue;
        push(byEvent, (labels[choice] ?? 0) * mostLooks + (looks[target] ?? 0), target);
      }
    }
    const found = this.#closed(byEvent);
    this.#after[set] = found;
    return found;
  }

  #closed(parts: ReadonlyMap<number, readonly number[]>): ReadonlyMap<number, SetNumber> {
    return new Map(
      [...parts].map(([event, states]) => [event, this.#intern(this.#closure(states))]),
    );
  }

  /** The states, and all that steps of which nothing is seen lead to. */
  #closure(from: readonly number[]): Int32Array {
    const { offsets, targets, choices } = this.#graph;
    const mark = ++this.#made;
    const found = new Integers();
    const add = (state: number) => {
      if (this.#stamp[state] === mark) return;
      this.#stamp[state] = mark;
      found.push(state);
    };
    from.forEach(add);
    for (let next = 0; next < found.size; next++) {
      const state = found.at(next);
      const end = offsets[state + 1] ?? 0;
      for (let step = offsets[state] ?? 0; step < end; step++) {
        const target = targets[step] ?? outside;
        if (target !== outside && !isSeen(this.#view, state, choices[step] ?? 0, target))
          add(target);
      }
    }
    return found.all.slice().sort();
  }

  #intern(states: Int32Array): SetNumber {
    let hash = states.length;
    for (const state of states) hash = (Math.imul(hash, 0x01000193) ^ state) | 0;
    const alike = this.#byHash.get(hash) ?? [];
    const known = alike.find((set) => isEqual(this.states(set), states));
    if (known !== undefined) return known;
    this.#taken += states.length;
    if (this.#taken > this.#room) throw new TooLarge();
    this.#sets.push(states);
    this.#byHash.set(hash, [...alike, this.#sets.length - 1]);
    return this.#sets.length - 1;
  }
}

function push(lists: Map<number, number[]>, key: number, item: number): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
}

function isEqual(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
