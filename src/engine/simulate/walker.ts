// One way through a packed kernel: at each state what is to be seen there and what its steps break
// is judged, as a search does, and one successor is gone on with.

import type { Kernel } from "../../runtime/kernel.js";
import { batchSize, sightsPerChunk } from "../../runtime/kernel.js";
import type { Model } from "../../runtime/model.js";
import type { Trace } from "../exploration.js";
import type { Place } from "../findings.js";
import type { Instance } from "../instance.js";
import { inOrder, type First } from "../packed/firsts.js";
import { Judge } from "../packed/judge.js";
import { rootLink } from "../packed/loops.js";
import { traceTo } from "../packed/trace.js";

/** Successors of a state: of each, the action instance, which of its own it is, and its words. */
export interface Successor {
  readonly choice: number;
  readonly which: number;
  readonly words: Int32Array;
}

export class Walker<S> {
  readonly judge: Judge<S>;
  readonly #kernel: Kernel;
  readonly #records: Int32Array;
  readonly #ends = new Int32Array(batchSize);
  /** What is only looked for in initial states. */
  readonly #beginning: Int32Array;

  constructor(model: Model<S>, kernel: Kernel, instances: readonly Instance<S>[]) {
    this.judge = new Judge(model, kernel, instances);
    this.#kernel = kernel;
    this.#records = new Int32Array((batchSize + kernel.instances) * (kernel.words + 1));
    this.#beginning = new Int32Array(this.judge.active.length);
    kernel.sights.forEach(({ kind }, what) => {
      const chunk = Math.floor(what / sightsPerChunk);
      const bit = kind === "beginning" ? 1 << (what % sightsPerChunk) : 0;
      this.#beginning[chunk] = (this.#beginning[chunk] ?? 0) | bit;
    });
  }

  /** Judges a state and its steps under a number that `mark` gives it; its successors. */
  visit(words: Int32Array, isInitial: boolean, mark: () => number): readonly Successor[] {
    const kernel = this.#kernel;
    this.#judge(words, this.#seen(words, isInitial), mark);
    const batch = { records: this.#records, ends: this.#ends };
    kernel.expand(words, 0, 1, batch);
    const noticed = kernel.notices.map(({ kind, choice, what }): First => {
      return { kind, what, rank: 0, choice, state: 0 };
    });
    kernel.notices.length = 0;
    this.#judge(words, noticed, mark);
    return this.#successors();
  }

  #seen(words: Int32Array, isInitial: boolean): readonly First[] {
    const active = this.judge.active.map((bits, chunk) =>
      isInitial ? bits : bits & ~(this.#beginning[chunk] ?? 0),
    );
    const seen: First[] = [];
    const see = (kind: First["kind"], what: number) => {
      seen.push({ kind, what, rank: 0, choice: 0, state: 0 });
    };
    this.#kernel.inspect(words, 0, 1, active, (_, chunk, bits) => {
      for (let bit = 0; bit < sightsPerChunk; bit++) {
        if ((bits & (1 << bit)) !== 0) see("sight", chunk * sightsPerChunk + bit);
      }
    });
    for (const { what } of this.#kernel.notices) see("blank", what);
    this.#kernel.notices.length = 0;
    return seen;
  }

  #judge(words: Int32Array, firsts: readonly First[], mark: () => number): void {
    if (firsts.length === 0) return;
    const state = mark();
    for (const first of inOrder(firsts)) this.judge.judge({ ...first, state }, [...words]);
  }

  #successors(): readonly Successor[] {
    const { words } = this.#kernel;
    const found: Successor[] = [];
    for (let at = 0; at < (this.#ends[0] ?? 0); at += words + 1) {
      const choice = this.#records[at + words] ?? 0;
      const before = found.at(-1);
      const which = before?.choice === choice ? before.which + 1 : 0;
      found.push({ choice, which, words: this.#records.slice(at, at + words) });
    }
    return found;
  }
}

/** The trace along the states of a path to a place on it. */
export function traceAlong<S>(
  kernel: Kernel,
  instances: readonly Instance<S>[],
  path: readonly Int32Array[],
  { step }: Place<S>,
): Trace<S> {
  const links = {
    link: (number: number) => (number === 0 ? rootLink : number),
    initial: (number: number) => kernel.decode(Int32Array.from(path[number] ?? []), 0) as S,
    isState: (state: S, number: number) =>
      kernel.encode(state).every((word, at) => word === path[number]?.[at]),
  };
  const trace = traceTo(instances, links, path.length - 1);
  return step === undefined ? trace : { ...trace, steps: [...trace.steps, step] };
}
