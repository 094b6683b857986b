// The memory of a search: an arena of records, a table of their numbers, and how both grow. Small
// searches have small arrays that are copied to larger ones. From so many states on, as much
// address space is reserved as the limit allows; its pages are taken only when they are written, so
// that nothing is copied any more, and threads can share it.

/** The share of the table that may be in use. */
const load = 3 / 4;

const smallLength = 2 ** 14;

/** Tables grow fourfold up to this length, and by half beyond. */
const largeLength = 2 ** 22;

/** What no array can be longer than, and no number of a state higher. */
const longestArray = 2 ** 32;
const mostStates = 2 ** 30;

/** The length of a table for so many states. */
function tableLength(states: number): number {
  let length = smallLength;
  while (states > length * load) length = longer(length);
  return length;
}

function longer(length: number): number {
  return length < largeLength ? length * 4 : Math.floor(length / 2) * 3;
}

/** True if so many states are more than a table of this length is for. */
export function isFull(states: number, length: number): boolean {
  return states > length * load;
}

/** Bytes of so many records and of the table that holds them. */
export function bytesOf(states: number, stride: number): number {
  return (states * stride + tableLength(states)) * 4;
}

/** Bits that hold a state's number plus one, for any state of a table of this length. */
export function indexBitsOf(length: number): number {
  return 32 - Math.clz32(length);
}

/** The most states whose records and table fit into so many bytes; a tenth is left for the rest. */
export function capacityOf(stride: number, bytes: number): number {
  const room = bytes * 0.9;
  const most = Math.min(mostStates, Math.floor(longestArray / stride));
  let best = 0;
  for (let length = smallLength; best < most; length = longer(length)) {
    const left = Math.floor((room / 4 - length) / stride);
    if (left < best) break;
    best = Math.max(best, Math.min(left, Math.floor(length * load)));
  }
  return Math.max(1, Math.min(best, most));
}

/** Arrays that hold a seen set. */
export class Memory {
  readonly #stride: number;
  /** The most states that there may ever be room for, helpers' spare numbers included. */
  readonly #most: number;
  readonly #largeFrom: number;
  arena: Int32Array;
  table: Int32Array;
  #reserved: SharedArrayBuffer | undefined;

  constructor(stride: number, most: number, largeFrom: number) {
    this.#stride = stride;
    this.#most = most;
    this.#largeFrom = largeFrom;
    this.arena = new Int32Array(Math.min(most, largeFrom, 2 ** 12) * stride);
    this.table = new Int32Array(smallLength);
  }

  /** Records that there is room for. */
  get room(): number {
    return Math.floor(this.arena.length / this.#stride);
  }

  /** True once all the memory there will be is reserved. */
  get isLarge(): boolean {
    return this.#reserved !== undefined;
  }

  /** The buffers that threads share, once they are reserved. */
  get buffers(): { readonly arena: SharedArrayBuffer; readonly table: SharedArrayBuffer } {
    const { buffer } = this.arena;
    if (!(buffer instanceof SharedArrayBuffer) || this.#reserved === undefined) {
      throw new Error("the memory is not shared yet");
    }
    return { arena: buffer, table: this.#reserved };
  }

  /** Makes room for so many records, of which so many are in use. */
  growArena(needed: number, used: number): void {
    if (needed <= this.room) return;
    if (needed > this.#largeFrom) this.#reserve(used);
    else this.#copyArena(new Int32Array(Math.min(this.#most, needed * 4) * this.#stride), used);
  }

  /** An empty table that is long enough for so many states. */
  growTable(states: number): void {
    const length = tableLength(states);
    if (this.#reserved === undefined) this.table = new Int32Array(length);
    else this.table = new Int32Array(this.#reserved, 0, length).fill(0);
  }

  /** Reserves all there will be; as much as there is, if that is less. */
  #reserve(used: number): void {
    if (this.isLarge) throw new Error("the memory that was reserved is used up");
    for (let most = this.#most; ; most = Math.floor(most / 2)) {
      try {
        const arena = new SharedArrayBuffer(most * this.#stride * 4);
        this.#reserved = new SharedArrayBuffer(tableLength(most) * 4);
        this.#copyArena(new Int32Array(arena), used);
        const table = new Int32Array(this.#reserved, 0, this.table.length);
        table.set(this.table);
        this.table = table;
        return;
      } catch (error) {
        if (!(error instanceof RangeError) || most < used * 2) throw error;
      }
    }
  }

  #copyArena(arena: Int32Array, used: number): void {
    arena.set(this.arena.subarray(0, used * this.#stride));
    this.arena = arena;
  }
}
