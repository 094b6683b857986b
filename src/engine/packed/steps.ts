// The steps of a packed search, kept while it goes on: where each state leads to, and by which
// action instance. Temporal properties are judged on them.

import { closedGraph } from "../liveness/behaviours.js";
import { Integers, type Graph } from "../liveness/graph.js";
import type { Successors } from "./loops.js";

/** Bytes of a step. */
const stepBytes = 8;

export class StepsKept {
  readonly #most: number;
  readonly #offsets: Integers;
  readonly #targets: Integers;
  readonly #choices: Integers;
  #isFull = false;

  /** At most so many bytes are for steps; where there would be more, none are kept. */
  constructor(maxBytes: number) {
    this.#most = Math.floor(Math.min(maxBytes / stepBytes, 2 ** 30));
    this.#offsets = new Integers(this.#most);
    this.#targets = new Integers(this.#most);
    this.#choices = new Integers(this.#most);
    this.#offsets.push(0);
  }

  /**
   * Takes the successors of the next so many states, of which the loops have found the numbers;
   * `words` are those of a state.
   */
  add({ records, numbers, ends }: Successors, states: number, words: number): void {
    if (this.#isFull) return;
    const stride = words + 1;
    const first = this.#offsets.size - 1;
    const offsets = this.#offsets.reserve(first + states + 1);
    const most = this.#targets.size + (ends[states - 1] ?? 0) / stride;
    if (most > this.#most) {
      this.#drop();
      return;
    }
    const targets = this.#targets.reserve(most);
    const choices = this.#choices.reserve(most);
    let size = this.#targets.size;
    for (let state = 0, at = 0, record = words; state < states; state++) {
      const end = ends[state] ?? 0;
      for (; record < end; record += stride, at++) {
        const target = numbers[at] ?? 0;
        // A step that changes nothing is stuttering.
        if (target === first + state) continue;
        targets[size] = target;
        choices[size++] = records[record] ?? 0;
      }
      offsets[first + state + 1] = size;
    }
    this.#targets.size = size;
    this.#choices.size = size;
    this.#offsets.size = first + states + 1;
  }

  /** The graph of the states whose successors were taken; undefined if there were too many. */
  graph(initial: number): Graph | undefined {
    if (this.#isFull) return undefined;
    const [offsets, targets, choices] = [this.#offsets, this.#targets, this.#choices];
    const numbers = Array.from({ length: initial }, (_, number) => number);
    return closedGraph(offsets.size - 1, { initial: numbers, offsets, targets, choices });
  }

  #drop(): void {
    this.#isFull = true;
    for (const each of [this.#offsets, this.#targets, this.#choices]) each.clear();
  }
}
