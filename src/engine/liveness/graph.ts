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

/** A growing list of integers. */
export class Integers {
  #items = new Int32Array(1024);
  size = 0;

  push(item: number): number {
    if (this.size === this.#items.length) this.reserve(this.size + 1);
    this.#items[this.size] = item;
    return this.size++;
  }

  /** Makes room for so many; the array that they are to be written to. */
  reserve(length: number): Int32Array {
    if (length > this.#items.length) {
      const larger = new Int32Array(Math.max(length, this.#items.length * 2));
      larger.set(this.#items.subarray(0, this.size));
      this.#items = larger;
    }
    return this.#items;
  }

  /** Bytes that it takes. */
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
