// The search of a packed kernel: breadth-first by levels, exhaustive and exact. States are found in
// the same order as by the search of the readable model, so that the result is the same, to the
// step of each trace; the readable model says what a finding means and replays traces.

import type { Kernel } from "../../runtime/kernel.js";
import { batchSize } from "../../runtime/kernel.js";
import type { Model } from "../../runtime/model.js";
import type { Exploration, Progress, Trace } from "../exploration.js";
import type { Place } from "../findings.js";
import type { Instance } from "../instance.js";
import { instancesOf } from "../instance.js";
import { explorationOf, type Searching } from "../outcome.js";
import { countsOf, Firsts, inOrder } from "./firsts.js";
import { chunkOf, Hand, numberOf, type Level, type Supply } from "./hand.js";
import { Judge } from "./judge.js";
import { capacityOf, indexBitsOf, Memory } from "./memory.js";
import { loopsOf, rootLink, strideOf, type Shape } from "./loops.js";
import { traceTo, type Kept } from "./trace.js";

/** What a search may use. */
export interface Limits {
  /** The search ends, incomplete, where a state more than this many would be found. */
  readonly maxStates?: number;
  /** It ends where more memory than this would be needed for states. */
  readonly maxBytes?: number;
}

const noBodies = new Int32Array(0);

export class PackedSearch<S> implements Searching<S> {
  readonly #model: Model<S>;
  readonly #kernel: Kernel;
  readonly #shape: Shape;
  readonly #maxStates: number;
  readonly #capacity: number;
  readonly #instances: readonly Instance<S>[];
  readonly #judge: Judge<S>;
  readonly #memory: Memory;
  readonly #hand: Hand;

  #level: Level = { count: 0, order: undefined, first: 0, bodies: noBodies, base: 0 };
  /** Ranks of the level that are expanded, and the number of the first state of the next. */
  #position = 0;
  #nextFirst = 0;
  #depth = 0;
  #full = false;
  #ended = false;

  constructor(model: Model<S>, kernel: Kernel, limits: Limits = {}) {
    this.#model = model;
    this.#kernel = kernel;
    const { words, instances } = kernel;
    this.#shape = { words, instances, compact: false };
    const stride = strideOf(this.#shape);
    this.#capacity = capacityOf(stride, limits.maxBytes ?? Infinity);
    this.#maxStates = Math.min(limits.maxStates ?? Infinity, this.#capacity);
    this.#instances = instancesOf(model);
    if (this.#instances.length !== instances) {
      throw new Error("the kernel and the readable model have different action instances");
    }
    this.#judge = new Judge(model, kernel, this.#instances);
    this.#memory = new Memory(stride, this.#capacity);
    const { arena, table } = this.#memory;
    const indexBits = indexBitsOf(table.length);
    const seen = { arena, table, indexBits, next: 0, end: 0, bodies: noBodies, base: 0 };
    const loops = loopsOf(this.#shape, "alone");
    this.#hand = new Hand(this.#shape, kernel, loops, seen, new Firsts(countsOf(kernel)));
    this.#start();
  }

  advance(count: number): boolean {
    for (let left = count; left > 0 && !this.#ended;) {
      if (this.#full) this.#ended = true;
      else if (this.#position === this.#level.count) this.#beginLevel();
      else left -= this.#expandChunk();
    }
    return this.#ended;
  }

  progress(): Progress {
    return {
      distinct: this.#size,
      generated: this.#hand.generated,
      depth: this.#depth,
      frontier: this.#level.count - this.#position + this.#size - this.#nextFirst,
    };
  }

  result(): Exploration<S> {
    const { actions, taken, properties, applied, exceptions, excused } = this.#kernel;
    const { findings } = this.#judge;
    const isTaken = (action: string) => taken[actions.indexOf(action)] === 1;
    properties.forEach((property, index) => {
      if (applied[index] === 1) findings.apply(property);
    });
    for (const [name, { requires = [] }] of Object.entries(this.#model.actions)) {
      if (!isTaken(name)) continue;
      for (const required of requires) {
        if (required.on === undefined) findings.apply(required.property);
      }
    }
    exceptions.forEach(({ property, position }, index) => {
      findings.excuse(property, position, excused[index] ?? 0);
    });
    return explorationOf(this.#model, {
      counts: {
        distinct: this.#size,
        generated: this.#hand.generated,
        depth: this.#depth,
        complete: this.#ended && !this.#full,
      },
      findings,
      maxStates: this.#maxStates,
      isTaken,
      traceTo: (place) => this.#traceTo(place),
    });
  }

  get #size(): number {
    return this.#hand.seen.next;
  }

  /** Adds the initial states, which are the first level. */
  #start(): void {
    const { init } = this.#model;
    for (let from = 0; from < init.length && !this.#full; from += batchSize) {
      const states = init.slice(from, from + batchSize);
      const known = this.#size;
      const isAll = this.#hand.addStates(
        states.map((state) => this.#kernel.encode(state)),
        this.#supply,
      );
      if (!isAll) {
        this.#full = true;
        this.#hand.generated += init.length - from - states.length;
      }
      this.#settle(known, from, () => rootLink);
    }
  }

  #beginLevel(): void {
    const first = this.#nextFirst;
    const count = this.#size - first;
    this.#level = { count, order: undefined, first, bodies: noBodies, base: 0 };
    this.#position = 0;
    this.#nextFirst = this.#size;
    if (count === 0) this.#ended = true;
    else this.#depth++;
  }

  /**
   * Expands a chunk of states; how many. Near the limit it is one state, so that the search ends
   * where it would without chunks.
   */
  #expandChunk(): number {
    const { instances } = this.#shape;
    const chunk = chunkOf(this.#shape);
    const isNear = this.#size + chunk * instances > this.#maxStates;
    const from = this.#position;
    const to = Math.min(this.#level.count, from + (isNear ? 1 : chunk));
    const known = this.#size;
    if (!this.#hand.expand(this.#level, from, from, to, this.#supply)) this.#full = true;
    this.#position = to;
    this.#settle(known, from, (rank) => numberOf(this.#level, rank) + 1);
    return to - from;
  }

  /** Numbers for new states come in a row, up to the limit. */
  readonly #supply: Supply = {
    prepare: (count) => {
      const { seen } = this.#hand;
      const needed = Math.min(this.#maxStates, seen.next + count);
      this.#reserve(needed);
      seen.end = needed;
    },
    refill: () => false,
  };

  /** Makes room for so many states. */
  #reserve(count: number): void {
    const { seen, loops } = this.#hand;
    const memory = this.#memory;
    if (count > memory.room) {
      memory.growArena(count, seen.next);
      seen.arena = memory.arena;
      seen.table = memory.table;
    }
    if (!memory.isShort(count)) return;
    memory.growTable(count);
    seen.table = memory.table;
    seen.indexBits = indexBitsOf(seen.table.length);
    loops.enter(seen, 0, seen.next);
  }

  /**
   * Looks at the states that a chunk has found, judges what was noticed, and gives the states their
   * links in place of their keys, which count from rank `start`.
   */
  #settle(known: number, start: number, linkOf: (rank: number) => number): void {
    const { arena, next } = this.#hand.seen;
    const stride = strideOf(this.#shape);
    const { instances } = this.#shape;
    if (this.#judge.active.some((chunk) => chunk !== 0)) {
      const numbers = Array.from({ length: next - known }, (_, index) => known + index);
      const keys = numbers.map((number) => ~(arena[number * stride + stride - 1] ?? 0));
      this.#hand.inspect(this.#level, numbers, keys, start, this.#judge.active.slice());
    }
    for (let at = (known + 1) * stride - 1, end = next * stride; at < end; at += stride) {
      arena[at] = linkOf(start + Math.floor(~(arena[at] ?? 0) / instances));
    }
    for (const first of inOrder(this.#hand.firsts.take())) {
      this.#judge.judge(first, this.#wordsOf(first.state));
    }
  }

  #wordsOf(number: number): readonly number[] {
    const stride = strideOf(this.#shape);
    return [...this.#hand.seen.arena.subarray(number * stride, (number + 1) * stride - 1)];
  }

  #traceTo({ state: number, step }: Place<S>): Trace<S> {
    const { seen, loops } = this.#hand;
    const stride = strideOf(this.#shape);
    const kept: Kept<S> = {
      link: (each) => seen.arena[(each + 1) * stride - 1] ?? 0,
      isState: (state, each) => loops.isState(seen, each, this.#kernel.encode(state)),
    };
    const trace = traceTo(this.#model, this.#instances, kept, number);
    return { ...trace, steps: step === undefined ? trace.steps : [...trace.steps, step] };
  }
}
