// A hand among several. They take chunks of a level as they come, and add new states to one seen
// set without locks. A new state carries the least key of those that lead to it, so that afterwards
// the hands can put the level in the order in which one hand alone would have found it: they count
// the new states by the chunk of their parents, write their numbers down by chunk, and sort each
// chunk.

import type { Steps } from "../../runtime/kernel.js";
import { Firsts } from "./firsts.js";
import { chunkOf, Hand, numberOf, type Level } from "./hand.js";
import { loopsOf, strideOf } from "./loops.js";
import { indexBitsOf, isFull } from "./memory.js";
import { blockSize, command, halt, word, type Ground, type Own } from "./shared.js";

/** States that are entered into a longer table at a time. */
const entersAtATime = 2 ** 14;

/** Above all numbers of states: a key times this, plus a number, sorts by key. */
const aboveNumbers = 2 ** 30;

/** What there is to go back to. */
interface Standing {
  readonly next: number;
  readonly end: number;
  readonly generated: number;
  readonly marks: readonly [Uint8Array, Uint8Array, Float64Array];
}

export class Mate {
  readonly hand: Hand;
  readonly #ground: Ground;
  readonly #own: Own;
  readonly #index: number;
  readonly #orders: readonly [Int32Array, Int32Array];
  readonly #tally: Int32Array;
  /** The numbers that were given to new states: from, to, from, to ... */
  #ranges: number[] = [];
  #rangeStart: number;
  /** Where the hand's numbers were when the level began. */
  #before: Standing;
  #sorted = new Float64Array(2 ** 10);
  #keys = new Int32Array(2 ** 10);

  constructor(ground: Ground, own: Own, index: number, steps: Steps) {
    const { shape, counts } = ground;
    const arena = new Int32Array(ground.arena);
    const table = new Int32Array(ground.table, 0, 1);
    const seen = { arena, table, indexBits: 1, next: 0, end: 0, bodies: arena, base: 0 };
    const loops = loopsOf(shape, ground.sharing);
    this.hand = new Hand(shape, steps, loops, seen, new Firsts(counts, own.firsts));
    this.#ground = ground;
    this.#own = own;
    this.#index = index;
    this.#orders = [new Int32Array(ground.orders[0]), new Int32Array(ground.orders[1])];
    this.#tally = new Int32Array(ground.tally);
    this.#rangeStart = 0;
    this.#before = this.#standing();
  }

  /** Carries out the command that is given. */
  obey(): void {
    this.#lookAtTable();
    this.#clearStage();
    switch (this.#ground.control[word.command]) {
      case command.expand:
        while (this.expandChunk());
        break;
      case command.count:
        this.#count();
        break;
      case command.scatter:
        this.#scatter();
        break;
      case command.order:
        this.#order();
        break;
      case command.enter:
        this.#enter();
        break;
      case command.undo:
        this.#undo();
        break;
      default:
        break;
    }
    const { next, end } = this.hand.seen;
    this.#own.totals.set([this.hand.generated, this.#own.totals[1] ?? 0, next, end]);
  }

  /** Expands a chunk that nobody has taken; false if there is none, or hands halt. */
  expandChunk(): boolean {
    const { control, shape } = this.#ground;
    if (Atomics.load(control, word.halt) !== halt.none) return false;
    if (isFull(Atomics.load(control, word.allotted), this.hand.seen.table.length)) {
      Atomics.store(control, word.halt, halt.tableIsShort);
      return false;
    }
    const chunk = chunkOf(shape);
    const start = control[word.start] ?? 0;
    const end = start + (control[word.count] ?? 0);
    const from = start + Atomics.add(control, word.claim, 1) * chunk;
    if (from >= end) return false;
    const to = Math.min(end, from + chunk);
    return this.hand.expand(this.#level(), start, from, to, this.#supply);
  }

  readonly #supply = {
    prepare: (): void => undefined,
    refill: (): boolean => {
      const { control } = this.#ground;
      const { seen } = this.hand;
      this.#closeRange();
      const next = Atomics.add(control, word.allotted, blockSize);
      if (next + blockSize > (control[word.allottedEnd] ?? 0)) {
        Atomics.store(control, word.halt, halt.numbersAreOut);
        return false;
      }
      seen.next = next;
      seen.end = next + blockSize;
      this.#rangeStart = next;
      return true;
    },
  };

  /** Remembers where the hand's numbers are, before a level is expanded. */
  begin(): void {
    this.#lookAtTable();
    this.#before = this.#standing();
    this.#ranges = [];
    this.#rangeStart = this.hand.seen.next;
  }

  #standing(): Standing {
    const { applied, taken, excused } = this.#own;
    const { next, end } = this.hand.seen;
    const marks = [applied.slice(), taken.slice(), excused.slice()] as const;
    return { next, end, generated: this.hand.generated, marks };
  }

  #level(): Level {
    const { control } = this.#ground;
    const first = control[word.first] ?? 0;
    const order = first < 0 ? this.#orders[control[word.parity] === 1 ? 1 : 0] : undefined;
    const { bodies } = this.hand.seen;
    return { count: control[word.count] ?? 0, order, first, bodies, base: 0 };
  }

  get #nextOrder(): Int32Array {
    return this.#orders[this.#ground.control[word.parity] === 1 ? 0 : 1];
  }

  #closeRange(): void {
    const { next } = this.hand.seen;
    if (next > this.#rangeStart) this.#ranges.push(this.#rangeStart, next);
    this.#rangeStart = next;
  }

  /** What was staged for a state that another hand then added first is no state. */
  #clearStage(): void {
    const { seen } = this.hand;
    if (seen.next < seen.end) seen.arena[(seen.next + 1) * strideOf(this.#ground.shape) - 1] = 0;
  }

  #lookAtTable(): void {
    const { control, table } = this.#ground;
    const { seen } = this.hand;
    const length = control[word.tableLength] ?? 1;
    if (seen.table.length === length) return;
    seen.table = new Int32Array(table, 0, length);
    seen.indexBits = indexBitsOf(length);
  }

  /** Calls back with each new state of this hand, and its key. */
  #eachNew(visit: (number: number, key: number) => void): void {
    const { arena } = this.hand.seen;
    const stride = strideOf(this.#ground.shape);
    for (let at = 0; at < this.#ranges.length; at += 2) {
      const to = this.#ranges[at + 1] ?? 0;
      for (let number = this.#ranges[at] ?? 0; number < to; number++) {
        visit(number, ~(arena[(number + 1) * stride - 1] ?? 0));
      }
    }
  }

  /** The keys of one chunk's successors. */
  get #keysPerChunk(): number {
    return chunkOf(this.#ground.shape) * this.#ground.shape.instances;
  }

  #count(): void {
    this.#closeRange();
    const tally = this.#tally;
    const { hands } = this.#ground;
    const keys = this.#keysPerChunk;
    const index = this.#index;
    let count = 0;
    this.#eachNew((_, key) => {
      const at = Math.floor(key / keys) * hands + index;
      tally[at] = (tally[at] ?? 0) + 1;
      count++;
    });
    this.#own.totals[1] = count;
  }

  #scatter(): void {
    const tally = this.#tally;
    const { hands } = this.#ground;
    const keys = this.#keysPerChunk;
    const index = this.#index;
    const order = this.#nextOrder;
    this.#eachNew((number, key) => {
      const at = Math.floor(key / keys) * hands + index;
      const place = tally[at] ?? 0;
      order[place] = number;
      tally[at] = place + 1;
    });
  }

  /** Sorts the new states of chunks, looks at them, and gives them their links. */
  #order(): void {
    const tally = this.#tally;
    const { control, hands, shape, active } = this.#ground;
    const chunks = Math.ceil((control[word.count] ?? 0) / chunkOf(shape));
    const looksFor = active.slice();
    const level = this.#level();
    for (;;) {
      const chunk = Atomics.add(control, word.claim, 1);
      if (chunk >= chunks) break;
      const last = hands - 1;
      const from = chunk === 0 ? control[word.filled] : tally[(chunk - 1) * hands + last];
      const to = tally[chunk * hands + last];
      this.#orderChunk(level, chunk * this.#keysPerChunk, from ?? 0, to ?? 0, looksFor);
    }
    this.begin();
  }

  #orderChunk(level: Level, base: number, from: number, to: number, looksFor: Int32Array): void {
    const { control, shape } = this.#ground;
    const { arena } = this.hand.seen;
    const stride = strideOf(shape);
    const start = control[word.start] ?? 0;
    const order = this.#nextOrder;
    const length = to - from;
    if (this.#keys.length < length) {
      this.#sorted = new Float64Array(length * 2);
      this.#keys = new Int32Array(length * 2);
    }
    const sorted = this.#sorted.subarray(0, length);
    for (let at = 0; at < length; at++) {
      const number = order[from + at] ?? 0;
      sorted[at] = (~(arena[(number + 1) * stride - 1] ?? 0) - base) * aboveNumbers + number;
    }
    sorted.sort();
    const keys = this.#keys.subarray(0, length);
    for (let at = 0; at < length; at++) {
      const each = sorted[at] ?? 0;
      const above = Math.floor(each / aboveNumbers);
      order[from + at] = each - above * aboveNumbers;
      keys[at] = base + above;
    }
    if (looksFor.some((bits) => bits !== 0)) {
      this.hand.inspect(level, order.subarray(from, to), keys, start, looksFor);
    }
    for (let at = 0; at < length; at++) {
      const rank = start + Math.floor((keys[at] ?? 0) / shape.instances);
      arena[((order[from + at] ?? 0) + 1) * stride - 1] = numberOf(level, rank) + 1;
    }
  }

  #enter(): void {
    const { control } = this.#ground;
    const all = control[word.allotted] ?? 0;
    for (;;) {
      const from = Atomics.add(control, word.claim, 1) * entersAtATime;
      if (from >= all) break;
      this.hand.loops.enter(this.hand.seen, from, Math.min(all, from + entersAtATime));
    }
  }

  /** Takes all back that was added since the level began. */
  #undo(): void {
    this.#closeRange();
    const { seen } = this.hand;
    const stride = strideOf(this.#ground.shape);
    this.#eachNew((number) => {
      seen.arena[(number + 1) * stride - 1] = 0;
    });
    const { next, end, generated, marks } = this.#before;
    const [applied, taken, excused] = marks;
    seen.next = next;
    seen.end = end;
    this.hand.generated = generated;
    this.#own.applied.set(applied);
    this.#own.taken.set(taken);
    this.#own.excused.set(excused);
    this.hand.firsts.take();
    this.begin();
  }
}
