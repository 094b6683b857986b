// The hands of a search when there are several: the search's own, and one in each thread. A level
// is theirs from `begin` to `end`; in between the search's own hand takes its chunks as it finds
// time.

import type { Kernel, Marks } from "../../runtime/kernel.js";
import { Firsts, type First } from "./firsts.js";
import { chunkOf, type Level } from "./hand.js";
import type { Shape, Sharing } from "./loops.js";
import { Mate } from "./mate.js";
import type { Memory } from "./memory.js";
import { awaitChange } from "./serve.js";
import { blockSize, command, groundOf, halt, ownOf, word } from "./shared.js";
import type { Ground, Job, Own } from "./shared.js";

/** Threads, which only the rim can start. */
export interface Threads {
  /** How many, beside the one of the search. */
  readonly count: number;
  readonly sharing: Sharing;
  /** They are worth their start from so many states on, and a level of so many is worth sharing. */
  readonly fromStates: number;
  readonly fromLevel: number;
  /** Wait for them; else the search goes on alone until they are ready. */
  readonly isAwaited: boolean;
  /** Starts a thread for each job; it runs the text of the kernel and serves. */
  start(jobs: readonly Job[]): void;
}

/** Numbers that hands may hold without using them. */
export function spareOf(threads: number): number {
  return (threads + 1) * 2 * blockSize;
}

export class Crew {
  readonly #kernel: Kernel;
  readonly #memory: Memory;
  readonly #ground: Ground;
  readonly #orders: readonly [Int32Array, Int32Array];
  readonly #tally: Int32Array;
  readonly #mate: Mate;
  readonly #owns: readonly Own[];
  readonly #helpers: number;
  /** The least number that was never given to a state when the level began. */
  #allottedBefore = 0;
  #isStopped = false;

  constructor(kernel: Kernel, shape: Shape, memory: Memory, threads: Threads) {
    this.#kernel = kernel;
    this.#memory = memory;
    this.#helpers = threads.count;
    const ground = groundOf(kernel, shape, memory, threads.count + 1, threads.sharing);
    this.#ground = ground;
    this.#orders = [new Int32Array(ground.orders[0]), new Int32Array(ground.orders[1])];
    this.#tally = new Int32Array(ground.tally);
    const { applied, taken, excused, beyond } = kernel;
    const first = { ...ownOf(kernel), applied, taken, excused, beyond };
    const others = Array.from({ length: threads.count }, () => ownOf(kernel));
    this.#owns = [first, ...others];
    this.#mate = new Mate(ground, first, 0, kernel);
    const { text } = kernel;
    threads.start(others.map((own, index) => ({ ground, own, index: index + 1, text })));
    while (threads.isAwaited && !this.isReady) {
      awaitChange(ground.control, word.ready, Atomics.load(ground.control, word.ready));
    }
  }

  get isReady(): boolean {
    return Atomics.load(this.#ground.control, word.ready) === this.#helpers;
  }

  /** Successors that the hands have found. */
  get generated(): number {
    const others = this.#owns.slice(1).reduce((sum, { totals }) => sum + (totals[0] ?? 0), 0);
    return this.#mate.hand.generated + others;
  }

  /** States that the helpers have found beyond a constraint. */
  get beyond(): number {
    return this.#owns.slice(1).reduce((sum, { beyond }) => sum + (beyond[0] ?? 0), 0);
  }

  /** The least number that was never given to a state. */
  get allotted(): number {
    return Atomics.load(this.#ground.control, word.allotted);
  }

  set allotted(number: number) {
    this.#ground.control[word.allotted] = number;
  }

  /** The marks that the helpers have set. */
  get marks(): readonly Pick<Marks, "applied" | "taken" | "excused">[] {
    return this.#owns.slice(1);
  }

  /** Numbers that hands hold and have not used. */
  get unused(): readonly (readonly [from: number, to: number])[] {
    return this.#owns
      .map(({ totals }) => [totals[2] ?? 0, totals[3] ?? 0] as const)
      .filter(([from, to]) => from < to);
  }

  /** A level that was in order before there was a crew, as one that the hands can share. */
  adopt(level: Level): Level {
    if (level.order === undefined) return level;
    const order = this.#orders[0];
    order.set(level.order);
    return { ...level, order };
  }

  /** The most ranks that can be expanded at once: their keys have to fit. */
  get most(): number {
    const { shape } = this.#ground;
    const chunk = chunkOf(shape);
    return Math.max(1, Math.floor((2 ** 31 - 1) / shape.instances / chunk)) * chunk;
  }

  /** Starts to expand some ranks of a level; new states are written down from place `filled` on. */
  begin(level: Level, start: number, count: number, filled: number, active: Int32Array): void {
    const { control, decided, known } = this.#ground;
    decided.set(this.#kernel.decided);
    known.set(this.#kernel.known);
    this.#ground.active.set(active);
    control[word.start] = start;
    control[word.count] = count;
    control[word.first] = level.order === undefined ? level.first : -1;
    control[word.parity] = level.order === this.#orders[1] ? 1 : 0;
    control[word.filled] = filled;
    control[word.allottedEnd] = this.#memory.room;
    control[word.tableLength] = this.#memory.table.length;
    control[word.halt] = halt.none;
    control[word.claim] = 0;
    this.#allottedBefore = this.allotted;
    this.#mate.begin();
    this.#tell(command.expand);
  }

  /** Expands a chunk with the search's own hand; false if there is none left for it. */
  expandChunk(): boolean {
    return this.#mate.expandChunk();
  }

  /** Lets the hands take no further chunks. */
  stop(): void {
    this.#isStopped = true;
    Atomics.store(this.#ground.control, word.halt, halt.stopped);
  }

  /**
   * Ends what was begun, once the own hand finds no chunk any more: `again` if the table had to
   * grow and there is more to expand; `undone` if there were to be more than `room` new states, and
   * all was taken back; else how many there are.
   */
  end(room: number): "again" | "undone" | number {
    const { control, hands } = this.#ground;
    const tally = this.#tally;
    this.#wait();
    if (control[word.halt] === halt.tableIsShort && !this.#isStopped) {
      this.#growTable();
      control[word.halt] = halt.none;
      this.#tell(command.expand);
      return "again";
    }
    if (control[word.halt] === halt.numbersAreOut) return this.#undo();
    const chunks = Math.ceil((control[word.count] ?? 0) / chunkOf(this.#ground.shape));
    tally.fill(0, 0, chunks * hands);
    this.#all(command.count);
    const count = this.#owns.reduce((sum, { totals }) => sum + (totals[1] ?? 0), 0);
    if (count > room) return this.#undo();
    let place = control[word.filled] ?? 0;
    for (let at = 0; at < chunks * hands; at++) {
      const here = tally[at] ?? 0;
      tally[at] = place;
      place += here;
    }
    this.#all(command.scatter);
    control[word.claim] = 0;
    this.#all(command.order);
    return count;
  }

  /** What the hands noticed first. */
  takeFirsts(): readonly First[] {
    return this.#owns.flatMap(({ firsts }) => new Firsts(this.#ground.counts, firsts).take());
  }

  /** The order that the states of the next level are written down in. */
  nextOrder(level: Level): Int32Array {
    return level.order === this.#orders[1] ? this.#orders[0] : this.#orders[1];
  }

  /** The same, where the search has found so many states already, numbered in a row. */
  startOrder(level: Level, first: number, count: number): Int32Array {
    const order = this.nextOrder(level);
    for (let at = 0; at < count; at++) order[at] = first + at;
    return order;
  }

  quit(): void {
    this.#tell(command.quit);
  }

  #growTable(): void {
    const { control } = this.#ground;
    const claimed = control[word.claim] ?? 0;
    this.#memory.growTable(this.allotted);
    control[word.tableLength] = this.#memory.table.length;
    control[word.claim] = 0;
    this.#all(command.enter);
    control[word.claim] = claimed;
  }

  #undo(): "undone" {
    this.#all(command.undo);
    this.allotted = this.#allottedBefore;
    this.#growTable();
    return "undone";
  }

  #all(what: number): void {
    this.#tell(what);
    this.#mate.obey();
    this.#wait();
  }

  #tell(what: number): void {
    const { control } = this.#ground;
    control[word.command] = what;
    control[word.done] = 0;
    Atomics.add(control, word.turn, 1);
    Atomics.notify(control, word.turn);
  }

  #wait(): void {
    const { control } = this.#ground;
    for (let done = Atomics.load(control, word.done); done < this.#helpers;) {
      done = awaitChange(control, word.done, done);
    }
    if (Atomics.load(control, word.failed) !== 0) throw new Error("a thread of the search failed");
  }
}
