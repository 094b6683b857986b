// The room that a search has for states: the seen set as its own hand sees it, and how that grows,
// up to the limit.

import { spareOf } from "./crew.js";
import { capacityFor, type Limits } from "./limits.js";
import { noBodies, strideOf, type Loops, type Seen, type Shape } from "./loops.js";
import { indexBitsOf, isFull, Memory } from "./memory.js";

/** States from which on memory is reserved once and for all. */
const largeCount = 200_000;

export class Room {
  readonly seen: Seen;
  readonly memory: Memory;
  /** The search ends where a state more than this many would be found. */
  maxStates: number;
  readonly #shape: Shape;
  readonly #loops: Loops;
  /** Numbers that helpers may hold without using them. */
  readonly #spare: number;

  constructor(shape: Shape, loops: Loops, limits: Limits) {
    const capacity = capacityFor(shape, limits);
    this.#shape = shape;
    this.#loops = loops;
    this.#spare = spareOf(limits.threads?.count ?? 0);
    this.maxStates = Math.min(limits.maxStates ?? Infinity, capacity);
    this.memory = new Memory(
      strideOf(shape),
      capacity + this.#spare,
      limits.threads?.fromStates ?? largeCount,
    );
    const { arena, table } = this.memory;
    const indexBits = indexBitsOf(table.length);
    this.seen = { arena, table, indexBits, next: 0, end: 0, bodies: noBodies, base: 0 };
  }

  /** Makes room for so many more states and gives them numbers, as far as `left` lets them be. */
  prepare(count: number, left: number): void {
    const { seen } = this;
    this.reserve(seen.next + count);
    if (this.#shape.compact) this.#reserveBodies(seen.next - seen.base + count);
    seen.end = seen.next + Math.min(count, left);
  }

  /** Makes room for states of numbers below this one, as far as the limit lets them be. */
  reserve(end: number): void {
    const { seen, memory } = this;
    const needed = Math.min(end, this.maxStates + this.#spare);
    if (needed > memory.room) {
      memory.growArena(needed, seen.next);
      seen.arena = memory.arena;
      this.useTable();
      if (memory.isLarge) this.maxStates = Math.min(this.maxStates, memory.room - this.#spare);
    }
    if (!isFull(needed, memory.table.length)) return;
    memory.growTable(needed);
    this.useTable();
    this.#loops.enter(seen, 0, seen.next);
  }

  /** Sees the table as it is now. */
  useTable(): void {
    const { table } = this.memory;
    this.seen.table = table;
    this.seen.indexBits = indexBitsOf(table.length);
  }

  /** Makes room for the words of so many states of the next level. */
  #reserveBodies(count: number): void {
    const { seen } = this;
    const needed = count * this.#shape.words;
    if (needed <= seen.bodies.length) return;
    const bodies = new Int32Array(needed * 2);
    bodies.set(seen.bodies);
    seen.bodies = bodies;
  }
}
