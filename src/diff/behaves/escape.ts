// The shortest way of one system on which it shows what the other cannot: a breadth-first search of
// its states, each with the set of states that the other may be in after what was seen so far.
// Traces are never enumerated: two ways to the same state and set go on alike.

import { Integers, outside } from "../../engine/liveness/graph.js";
import type { Graph } from "../../engine/liveness/graph.js";
import { isSeen, none, type SetNumber, type Subsets } from "./subsets.js";
import { TooLarge } from "./subsets.js";
import type { Progress } from "../../engine/exploration.js";
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

/** What is compared: one system, and the other made deterministic. */
export interface Course {
  readonly view: View;
  readonly graph: Graph;
  readonly other: Subsets;
  /** At most so many pairs of a state and a set are looked at. */
  readonly room: number;
  readonly pace: Pace;
}

/** Told now and then how many pairs have been looked at; false if that is to end here. */
export type Pace = (progress: Progress) => Promise<boolean>;

/** Pairs between two looks at the world. */
const slice = 2048;

type Choices = (choice: number) => boolean;

/** The shortest escape. */
export function findEscape(course: Course): Promise<Found> {
  return orUnknown(async () => new EscapeSearch(course, undefined, () => true).first());
}

/**
 * The shortest escape that needs steps of these instances: it takes one of them, and none that does
 * without them ends in the same way.
 */
export function findEscapeBy(course: Course, using: Choices): Promise<Found> {
  return orUnknown(async () => {
    const others = await new EscapeSearch(course, undefined, () => true).endsWithout(using);
    return new EscapeSearch(course, using, (end) => !others.has(end)).first();
  });
}

async function orUnknown(search: () => Promise<Found>): Promise<Found> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof TooLarge) return { kind: "unknown" };
    throw error;
  }
}

class EscapeSearch {
  readonly #course: Course;
  readonly #pairs: Pairs;
  readonly #using: Choices | undefined;
  /** Whether an escape may end with what is done there. */
  readonly #admits: (end: string) => boolean;
  #depth = 0;
  #levelEnd = 0;

  constructor(course: Course, using: Choices | undefined, admits: (end: string) => boolean) {
    [this.#course, this.#using, this.#admits] = [course, using, admits];
    this.#pairs = new Pairs(course.room);
  }

  async first(): Promise<Found> {
    const initial = this.#begin();
    if (initial !== undefined && this.#using === undefined)
      return { kind: "escape", escape: { initial, steps: [], sets: [] } };
    for (let pair = 0; pair < this.#pairs.size; pair++) {
      await this.#pause(pair);
      for (const { step } of this.#escapes(pair))
        return { kind: "escape", escape: this.#wayTo(pair, step) };
    }
    return { kind: "none" };
  }

  /** How all escapes end that take no step of these. */
  async endsWithout(avoided: Choices): Promise<ReadonlySet<string>> {
    this.#begin();
    const ends = new Set<string>();
    for (let pair = 0; pair < this.#pairs.size; pair++) {
      await this.#pause(pair);
      for (const { end } of this.#escapes(pair, avoided)) ends.add(end);
    }
    return ends;
  }

  /** Looks at the world, if it is time to; what is told to end is as if there were no more room. */
  async #pause(pair: number): Promise<void> {
    if (pair >= this.#levelEnd) {
      this.#depth++;
      this.#levelEnd = this.#pairs.size;
    }
    if (pair % slice !== slice - 1) return;
    const { size } = this.#pairs;
    const found = { distinct: size, generated: size, frontier: size - pair, depth: this.#depth };
    if (!(await this.#course.pace(found))) throw new TooLarge();
  }

  /** Takes in the initial states; one that the other does not have, if there is one. */
  #begin(): number | undefined {
    const { view, graph, other } = this.#course;
    let alone: number | undefined;
    for (const initial of graph.initial) {
      const set = other.start(view.looks[initial] ?? 0);
      if (set === none) alone ??= initial;
      else this.#pairs.add(initial, set, this.#using === undefined, none, none);
    }
    return alone;
  }

  /** Takes the steps from a pair; those of the graph that are escapes, with how they end. */
  *#escapes(pair: number, avoided?: Choices): Generator<{ step: number; end: string }> {
    const { view, graph, other } = this.#course;
    const { offsets, targets, choices } = graph;
    const { looks, labels } = view;
    const { state, set, hasUsed } = this.#pairs.at(pair);
    const last = offsets[state + 1] ?? 0;
    for (let step = offsets[state] ?? 0; step < last; step++) {
      const target = targets[step] ?? outside;
      const choice = choices[step] ?? 0;
      if (target === outside || avoided?.(choice) === true) continue;
      const uses = hasUsed || this.#using?.(choice) === true;
      if (!isSeen(view, state, choice, target)) {
        this.#pairs.add(target, set, uses, pair, step);
        continue;
      }
      const event = { label: labels[choice] ?? 0, look: looks[target] ?? 0 };
      const next = other.after(set, event);
      if (next !== none) {
        this.#pairs.add(target, next, uses, pair, step);
        continue;
      }
      const end = view.deed(state, choice, target);
      if (uses && this.#admits(end)) yield { step, end };
    }
  }

  #wayTo(pair: number, last: number): Escape {
    const { targets, choices } = this.#course.graph;
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
