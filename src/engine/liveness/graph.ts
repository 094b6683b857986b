// The states and steps of a model as numbers in flat arrays: what liveness is judged on. No object
// stands for a state or a step, so that there can be millions.

/** A state outside of the graph: a limit or a constraint keeps it out. */
export const outside = -1;

/**
 * States are numbered from 0. The steps of state `s` that change it are those from `offsets[s]` to
 * `offsets[s + 1]`; steps that change nothing are not listed, for every state may stutter.
 */
export interface Graph {
  readonly size: number;
  readonly initial: readonly number[];
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** The action instance of each step. */
  readonly choices: Int32Array;
}

/** Bytes that the steps of a graph take, and where those of each state begin. */
export function bytesOfGraph({ size, targets }: Graph): number {
  return (size + 1 + targets.length * 2) * 4;
}

/** Integers from which on a list takes all the room that it may ever need. */
const many = 2 ** 20;

/** A growing list of integers. */
export class Integers {
  #items: Int32Array = new Int32Array(1024);
  size = 0;
  readonly #most: number;

  /**
   * A list that may have so many does not move any more once it is long: of what is reserved, only
   * what is written takes memory.
   */
  constructor(most = 0) {
    this.#most = most;
  }

  push(item: number): number {
    if (this.size === this.#items.length) this.reserve(this.size + 1);
    this.#items[this.size] = item;
    return this.size++;
  }

  /** Makes room for so many; the array that they are to be written to. */
  reserve(length: number): Int32Array {
    if (length > this.#items.length) {
      const larger = this.#larger(length);
      larger.set(this.#items.subarray(0, this.size));
      this.#items = larger;
    }
    return this.#items;
  }

  #larger(length: number): Int32Array {
    if (length > many && length <= this.#most) {
      try {
        return new Int32Array(new SharedArrayBuffer(this.#most * 4));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    }
    return new Int32Array(Math.max(length, this.#items.length * 2));
  }

  /** Bytes that the list has taken where it was longest. */
  get bytes(): number {
    return this.#items.byteLength;
  }

  at(index: number): number {
    return this.#items[index] ?? 0;
  }

  clear(): void {
    this.#items = new Int32Array(0);
    this.size = 0;
  }

  /** A view of what is in the list now. */
  get all(): Int32Array {
    return this.#items.subarray(0, this.size);
  }
}
