// A hand of a search: it takes some states of a level, expands them with the kernel, and adds their
// successors to the seen set. A search has one, and one more in each thread that helps it.

import type { Batch, InitialLoop, Sight, Steps, Symmetry } from "../../runtime/kernel.js";
import { batchSize, sightsPerChunk } from "../../runtime/kernel.js";
import type { Firsts } from "./firsts.js";
import type { Loops, Seen, Shape, Successors } from "./loops.js";
import { noBodies, strideOf } from "./loops.js";
import type { StepsKept } from "./steps.js";

/** The most states that a hand takes at a time. */
const mostAtATime = 256;

/** Keys of the states that are found from one chunk stay below this. */
const mostKeys = 2 ** 22;

/** States that a hand takes at a time. */
export function chunkOf({ instances }: Shape): number {
  return Math.max(1, Math.min(mostAtATime, Math.floor(mostKeys / Math.max(1, instances))));
}

/** The states of a level, by rank. */
export interface Level {
  readonly count: number;
  /** Their numbers; without, they are numbered in a row from `first` on. */
  readonly order: Int32Array | undefined;
  readonly first: number;
  /** In a compact search, the words of those from number `base` on. */
  readonly bodies: Int32Array;
  readonly base: number;
}

export function numberOf({ order, first }: Level, rank: number): number {
  return order === undefined ? first + rank : (order[rank] ?? 0);
}

/** Where a hand gets the numbers for new states from. */
export interface Supply {
  /** Called before so many states are added, of which some are new. */
  prepare(count: number): void;
  /** Called when the numbers are used up; false if there are none left. */
  refill(): boolean;
}

export class Hand {
  readonly seen: Seen;
  readonly firsts: Firsts;
  /** Successors found so far, those found again included. */
  generated = 0;
  loops: Loops;
  /** Where steps are kept, if they are. */
  readonly steps: StepsKept | undefined;
  readonly #shape: Shape;
  #steps: Steps;
  readonly #batch: Batch & Successors;
  readonly #states: Int32Array;

  constructor(
    shape: Shape,
    steps: Steps,
    loops: Loops,
    seen: Seen,
    firsts: Firsts,
    kept?: StepsKept,
  ) {
    const { words, instances, compact, numbered } = shape;
    const most = batchSize + instances;
    this.#shape = shape;
    this.#steps = steps;
    this.steps = kept;
    this.loops = loops;
    this.seen = seen;
    this.firsts = firsts;
    this.#batch = {
      records: new Int32Array(most * (words + 1)),
      hashes: new Int32Array(most),
      prints: new Int32Array(compact ? most : 0),
      numbers: new Int32Array(numbered ? most : 0),
      ends: new Int32Array(batchSize),
    };
    this.#states = new Int32Array(mostAtATime * words);
  }

  /** Goes on with other loops of the same kernel. */
  use(steps: Steps): void {
    this.#steps = steps;
  }

  /**
   * Expands the states of these ranks, at most a chunk; keys count from rank `start`. False if it
   * stopped because there were no numbers left for new states.
   */
  expand(level: Level, start: number, from: number, to: number, supply: Supply): boolean {
    const stride = this.#shape.words + 1;
    this.#gather(level, from, to);
    for (let at = 0; at < to - from;) {
      const done = this.#steps.expand(this.#states, at, to - from, this.#batch);
      const end = this.#batch.ends[done - 1] ?? 0;
      if (this.#steps.notices.length > 0) this.#noteAll(level, from);
      this.generated += end / stride;
      if (!this.#add(end, from + at - start, supply)) return false;
      this.steps?.add(this.#batch, done, this.#shape.words);
      at += done;
    }
    return true;
  }

  /** Expands the first states again, for their steps: an earlier search did not keep them. */
  learnSteps(count: number, supply: Supply): void {
    const all: Level = { count, order: undefined, first: 0, bodies: noBodies, base: 0 };
    const chunk = chunkOf(this.#shape);
    for (let from = 0; from < count; from += chunk)
      this.expand(all, from, from, Math.min(count, from + chunk), supply);
    this.firsts.take();
  }

  /** Lists states that are nobody's successors; `take` is told whenever there is a batch. */
  list(loop: InitialLoop, take: (count: number) => void): void {
    loop(this.#batch.records, (count) => {
      this.generated += count;
      take(count);
    });
  }

  /** Adds so many states that are listed, up to names if need be; their ranks count from 0. */
  addListed(count: number, symmetry: Symmetry | undefined, supply: Supply): boolean {
    const { records, ends } = this.#batch;
    const stride = this.#shape.words + 1;
    symmetry?.canonicalise(records, count * stride);
    for (let index = 0; index < count; index++) ends[index] = (index + 1) * stride;
    return this.#add(count * stride, 0, supply);
  }

  /**
   * Looks at new states, given by their numbers and the keys by which they are found, in order.
   * What it sees it takes note of, and looks for no more.
   */
  inspect(
    level: Level,
    order: Int32Array,
    keys: Int32Array,
    start: number,
    active: Int32Array,
  ): void {
    const { instances } = this.#shape;
    const { bodies, base } = this.seen;
    const found = { ...level, order, count: order.length, bodies, base };
    for (let from = 0; from < order.length; from += mostAtATime) {
      const to = Math.min(order.length, from + mostAtATime);
      this.#gather(found, from, to);
      const note = (kind: "sight" | "blank", what: number, index: number): void => {
        const key = keys[from + index] ?? 0;
        const rank = start + Math.floor(key / instances);
        const state = order[from + index] ?? 0;
        this.firsts.note({ kind, what, rank, choice: key % instances, state });
      };
      this.#steps.inspect(this.#states, 0, to - from, active, (index, chunk, bits) => {
        active[chunk] = (active[chunk] ?? 0) & ~bits;
        for (let bit = 0; bit < sightsPerChunk; bit++) {
          if ((bits & (1 << bit)) !== 0) note("sight", chunk * sightsPerChunk + bit, index);
        }
      });
      for (const { state, what } of this.#steps.notices) note("blank", what, state);
      this.#steps.notices.length = 0;
    }
  }

  /** Copies states to where the kernel reads them. */
  #gather(level: Level, from: number, to: number): void {
    const { words, compact } = this.#shape;
    const source = compact ? level.bodies : this.seen.arena;
    const stride = compact ? words : strideOf(this.#shape);
    const base = compact ? level.base : 0;
    const states = this.#states;
    const { order, first } = level;
    for (let rank = from, at = 0; rank < to; rank++) {
      const number = order === undefined ? first + rank : (order[rank] ?? 0);
      const q = (number - base) * stride;
      for (let word = 0; word < words; word++) states[at++] = source[q + word] ?? 0;
    }
  }

  #add(end: number, rank: number, supply: Supply): boolean {
    supply.prepare(end / (this.#shape.words + 1));
    this.loops.hash(this.seen, this.#batch, end);
    for (let start = 0; ;) {
      start = this.loops.insert(this.seen, this.#batch, start, end, rank);
      if (start === end) return true;
      if (!supply.refill()) return false;
    }
  }

  #noteAll(level: Level, from: number): void {
    const { notices } = this.#steps;
    for (const { kind, state: index, choice, what } of notices) {
      const rank = from + index;
      this.firsts.note({ kind, what, rank, choice, state: numberOf(level, rank) });
    }
    notices.length = 0;
  }
}

/** A bit for each sight, in chunks. */
export function allSights(sights: readonly Sight[]): Int32Array {
  const active = new Int32Array(Math.ceil(sights.length / sightsPerChunk));
  sights.forEach((_, index) => {
    const chunk = Math.floor(index / sightsPerChunk);
    active[chunk] = (active[chunk] ?? 0) | (1 << (index % sightsPerChunk));
  });
  return active;
}
