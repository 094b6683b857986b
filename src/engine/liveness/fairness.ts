// The fairness of a model, one condition for each choice of its parameters, as bits: which
// conditions a step is of, and of which a state permits steps.

import type { Arguments, Instances, Model } from "../../runtime/model.js";
import { same } from "../../runtime/value.js";
import { argumentsOf, type Instance } from "../instance.js";
import type { Behaviours } from "./behaviours.js";
import type { Graph } from "./graph.js";

export interface Condition {
  /** Its place in the fairness of the model. */
  readonly fairness: number;
  readonly args: Arguments;
  readonly strong: boolean;
}

/** Conditions in one word of bits. */
const perWord = 32;

export class Conditions<S> {
  readonly all: readonly Condition[];
  /** Words of bits for all conditions. */
  readonly words: number;
  /** The bits of the strong ones. */
  readonly strong: Int32Array;
  /** For each state, the bits of the conditions that it permits steps of. */
  readonly possible: Int32Array;
  readonly #choices: Int32Array;
  /** For each action instance, the bits of the conditions that all of its steps are of. */
  readonly #of: Int32Array;
  /** For each step, the same; absent where that is all that there is to say. */
  readonly #ofSteps: Int32Array | undefined;

  constructor(model: Model<S>, behaviours: Behaviours<S>) {
    const { graph, instances } = behaviours;
    const declared = model.fairness ?? [];
    this.all = declared.flatMap(({ parameters, strength }, fairness) =>
      argumentsOf(parameters).map((args) => ({ fairness, args, strong: strength === "strong" })),
    );
    this.words = Math.ceil(this.all.length / perWord);
    this.strong = new Int32Array(this.words);
    this.#choices = graph.choices;
    this.#of = new Int32Array(instances.length * this.words);
    const some: Some<S>[] = [];
    this.all.forEach(({ fairness, args, strong }, condition) => {
      const [word, bit] = placeOf(condition);
      if (strong) this.strong[word] = (this.strong[word] ?? 0) | bit;
      for (const pattern of declared[fairness]?.instances(args) ?? []) {
        if (pattern[2] !== undefined) some.push({ condition, pattern, from: pattern[2] });
        else
          instances.forEach((instance, choice) => {
            const at = choice * this.words + word;
            if (isOneOf(instance, pattern)) this.#of[at] = (this.#of[at] ?? 0) | bit;
          });
      }
    });
    if (some.length > 0) this.#ofSteps = bitsOfSteps(this.#of, this.words, some, behaviours);
    this.possible = new Int32Array(graph.size * this.words);
    for (let word = 0; word < this.words; word++) this.#notePossible(graph, word);
  }

  /** Bytes that are kept beside the graph. */
  get bytes(): number {
    return this.possible.byteLength + (this.#ofSteps?.byteLength ?? 0);
  }

  /** The bits of the conditions that a step is of. */
  ofStep(step: number, word: number): number {
    if (this.#ofSteps !== undefined) return this.#ofSteps[step * this.words + word] ?? 0;
    return this.#of[(this.#choices[step] ?? 0) * this.words + word] ?? 0;
  }

  /** True if a step is one of the condition's. */
  isOf(step: number, condition: number): boolean {
    const [word, bit] = placeOf(condition);
    return (this.ofStep(step, word) & bit) !== 0;
  }

  isPossible(state: number, condition: number): boolean {
    const [word, bit] = placeOf(condition);
    return ((this.possible[state * this.words + word] ?? 0) & bit) !== 0;
  }

  #notePossible({ size, offsets }: Graph, word: number): void {
    for (let state = 0, step = 0; state < size; state++) {
      let bits = 0;
      for (const end = offsets[state + 1] ?? 0; step < end; step++) bits |= this.ofStep(step, word);
      this.possible[state * this.words + word] = bits;
    }
  }
}

/** Instances whose steps are a condition's only from some states. */
interface Some<S> {
  readonly condition: number;
  readonly pattern: Instances<S>;
  readonly from: NonNullable<Instances<S>[2]>;
}

function placeOf(condition: number): readonly [word: number, bit: number] {
  return [Math.floor(condition / perWord), 1 << (condition % perWord)];
}

function isOneOf<S>(
  instance: Instance<S>,
  [action, given]: Instances<S>,
  more: Arguments = {},
): boolean {
  return (
    action === instance.action &&
    Object.entries({ ...given, ...more }).every(([name, value]) => same(instance.args[name], value))
  );
}

/** The bits of each step: those of its instance, and those that it has only from some states. */
function bitsOfSteps<S>(
  ofInstances: Int32Array,
  words: number,
  some: readonly Some<S>[],
  behaviours: Behaviours<S>,
): Int32Array {
  const { graph, instances } = behaviours;
  const { size, offsets, choices, targets } = graph;
  const bits = new Int32Array(targets.length * words);
  for (let step = 0; step < targets.length; step++) {
    const own = (choices[step] ?? 0) * words;
    bits.set(ofInstances.subarray(own, own + words), step * words);
  }
  for (let state = 0; state < size; state++) {
    const end = offsets[state + 1] ?? 0;
    for (const { condition, pattern, from } of some) {
      const given = from(behaviours.stateAt(state));
      if (given === undefined) continue;
      const [word, bit] = placeOf(condition);
      for (let step = offsets[state] ?? 0; step < end; step++) {
        const instance = instances[choices[step] ?? 0];
        const at = step * words + word;
        if (instance !== undefined && isOneOf(instance, pattern, given))
          bits[at] = (bits[at] ?? 0) | bit;
      }
    }
  }
  return bits;
}
