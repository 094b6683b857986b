// The fairness of a model, one condition for each choice of its parameters, as bits: which
// conditions the steps of an action instance are of, and of which a state permits steps.

import type { Arguments, Fairness, Model } from "../../runtime/model.js";
import { same } from "../../runtime/value.js";
import { argumentsOf, type Instance } from "../instance.js";
import type { Graph } from "./graph.js";

export interface Condition<S> {
  readonly fairness: Fairness<S>;
  readonly args: Arguments;
  readonly strong: boolean;
}

/** Conditions in one word of bits. */
const perWord = 32;

export class Conditions<S> {
  readonly all: readonly Condition<S>[];
  /** Words of bits for all conditions. */
  readonly words: number;
  /** The bits of the strong ones. */
  readonly strong: Int32Array;
  /** For each action instance, the bits of the conditions that it belongs to. */
  readonly of: Int32Array;
  /** For each state, the bits of the conditions that it permits steps of. */
  readonly possible: Int32Array;

  constructor(model: Model<S>, instances: readonly Instance<S>[], graph: Graph) {
    this.all = (model.fairness ?? []).flatMap((fairness) =>
      argumentsOf(fairness.parameters).map((args): Condition<S> => ({
        fairness,
        args,
        strong: fairness.strength === "strong",
      })),
    );
    this.words = Math.ceil(this.all.length / perWord);
    this.strong = new Int32Array(this.words);
    this.of = new Int32Array(instances.length * this.words);
    this.all.forEach(({ fairness, args, strong }, condition) => {
      const [word, bit] = [Math.floor(condition / perWord), 1 << (condition % perWord)];
      if (strong) this.strong[word] = (this.strong[word] ?? 0) | bit;
      const patterns = fairness.instances(args);
      instances.forEach((instance, choice) => {
        const belongs = patterns.some(
          ([action, given]) =>
            action === instance.action &&
            Object.entries(given).every(([name, value]) => same(instance.args[name], value)),
        );
        const at = choice * this.words + word;
        if (belongs) this.of[at] = (this.of[at] ?? 0) | bit;
      });
    });
    this.possible = new Int32Array(graph.size * this.words);
    for (let word = 0; word < this.words; word++) notePossible(this, graph, word);
  }

  /** True if a step of an action instance is one of the condition's. */
  isOf(choice: number, condition: number): boolean {
    return this.#bit(this.of, choice, condition);
  }

  isPossible(state: number, condition: number): boolean {
    return this.#bit(this.possible, state, condition);
  }

  #bit(bits: Int32Array, row: number, condition: number): boolean {
    const word = bits[row * this.words + Math.floor(condition / perWord)] ?? 0;
    return (word & (1 << (condition % perWord))) !== 0;
  }
}

function notePossible(
  { of, possible, words }: Conditions<unknown>,
  { size, offsets, choices }: Graph,
  word: number,
): void {
  for (let state = 0, step = 0; state < size; state++) {
    let bits = 0;
    for (const end = offsets[state + 1] ?? 0; step < end; step++) {
      bits |= of[(choices[step] ?? 0) * words + word] ?? 0;
    }
    possible[state * words + word] = bits;
  }
}
