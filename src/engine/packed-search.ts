// The search of a packed kernel: breadth-first by levels, exhaustive and exact, a batch of states
// at a time. States are found in the same order as by the search of the readable model, so that the
// result is the same, to the step of each trace; the readable model says what a finding means and
// replays traces.

import type { Batch, Kernel, Notice, Store } from "../runtime/kernel.js";
import { batchSize, sightsPerChunk } from "../runtime/kernel.js";
import type { Model } from "../runtime/model.js";
import { same } from "../runtime/value.js";
import { Waits } from "./deadlock.js";
import type { Exploration, Progress, Step, Trace } from "./exploration.js";
import { Findings, type Place } from "./findings.js";
import type { Instance } from "./instance.js";
import { ask, instancesOf, isEnabled, take } from "./instance.js";
import { LockOrder } from "./lock-order.js";
import { explorationOf, judgeWaits, type Searching } from "./outcome.js";

/** Tables grow fourfold up to this size, and double beyond. */
const largeTable = 2 ** 22;

export class PackedSearch<S> implements Searching<S> {
  readonly #model: Model<S>;
  readonly #kernel: Kernel;
  readonly #maxStates: number;
  readonly #instances: readonly Instance<S>[];
  readonly #findings: Findings<S>;
  readonly #waits: Waits<S>;
  readonly #order = new LockOrder();
  readonly #store: Store;
  readonly #batch: Batch;
  /** What is still looked for in new states, a bit for each of the kernel's sights. */
  readonly #active: Int32Array;

  #position = 0;
  #levelEnd = 0;
  #depth = 0;
  #generated = 0;
  #full = false;
  #ended = false;

  constructor(model: Model<S>, kernel: Kernel, maxStates = Infinity) {
    this.#model = model;
    this.#kernel = kernel;
    this.#maxStates = maxStates;
    this.#instances = instancesOf(model);
    if (this.#instances.length !== kernel.instances) {
      throw new Error("the kernel and the readable model have different action instances");
    }
    this.#findings = new Findings(model);
    this.#waits = new Waits(model, this.#instances);
    const most = batchSize + kernel.instances;
    this.#batch = {
      records: new Int32Array(most * (kernel.words + 1)),
      hashes: new Int32Array(most),
      ends: new Int32Array(batchSize),
    };
    this.#store = {
      arena: new Int32Array(2 ** 14 * kernel.words),
      parents: new Int32Array(2 ** 14),
      table: new Int32Array(2 ** 14),
      size: 0,
    };
    this.#active = new Int32Array(Math.ceil(kernel.sights.length / sightsPerChunk));
    kernel.sights.forEach((_, index) => {
      const chunk = Math.floor(index / sightsPerChunk);
      this.#active[chunk] = (this.#active[chunk] ?? 0) | (1 << (index % sightsPerChunk));
    });
    this.#start();
  }

  advance(count: number): boolean {
    const end = this.#position + count;
    while (this.#position < end && !this.#ended) {
      if (!this.#full && this.#position === this.#levelEnd) {
        this.#levelEnd = this.#store.size;
        if (this.#position < this.#levelEnd) this.#depth++;
      }
      if (this.#full || this.#position === this.#levelEnd) this.#ended = true;
      else this.#expand();
    }
    return this.#ended;
  }

  progress(): Progress {
    return {
      distinct: this.#store.size,
      generated: this.#generated,
      depth: this.#depth,
      frontier: this.#store.size - this.#position,
    };
  }

  result(): Exploration<S> {
    const { actions, taken, properties, applied, applications } = this.#kernel;
    const { exceptions, excused } = this.#kernel;
    const isTaken = (action: string) => taken[actions.indexOf(action)] === 1;
    properties.forEach((property, index) => {
      if (applied[index] === 1) this.#findings.apply(property);
    });
    for (const { action, property } of applications) {
      if (isTaken(action)) this.#findings.apply(property);
    }
    exceptions.forEach(({ property, position }, index) => {
      this.#findings.excuse(property, position, excused[index] ?? 0);
    });
    return explorationOf(this.#model, {
      counts: {
        distinct: this.#store.size,
        generated: this.#generated,
        depth: this.#depth,
        complete: this.#ended && !this.#full,
      },
      findings: this.#findings,
      maxStates: this.#maxStates,
      isTaken,
      traceTo: (place) => this.#traceTo(place),
    });
  }

  #start(): void {
    for (const state of this.#model.init) {
      this.#generated++;
      this.#reserve(1);
      const { size } = this.#store;
      this.#kernel.add(this.#store, this.#kernel.encode(state));
      if (this.#store.size <= this.#maxStates) continue;
      this.#store.size = size;
      this.#full = true;
    }
    this.#inspect(0);
  }

  /**
   * One batch. Near the limit it is one state, so that the search ends where it would without
   * batches.
   */
  #expand(): void {
    const { ends } = this.#batch;
    const { words, instances } = this.#kernel;
    const isNear = this.#store.size + batchSize + instances > this.#maxStates;
    const to = Math.min(this.#levelEnd, this.#position + (isNear ? 1 : batchSize));
    const from = this.#position;
    const count = this.#kernel.expand(this.#store.arena, from, to, this.#batch);
    this.#position += count;
    const successors = (ends[count - 1] ?? 0) / (words + 1);
    this.#generated += successors;
    if (this.#kernel.notices.length > 0) this.#judge();
    this.#reserve(successors);
    const known = this.#store.size;
    const limit = Math.min(this.#maxStates, 2 ** 31);
    if (!this.#kernel.insert(this.#store, from, count, this.#batch, limit)) this.#full = true;
    this.#inspect(known);
  }

  /** Makes room for so many states more. */
  #reserve(count: number): void {
    const store = this.#store;
    const { words } = this.#kernel;
    const needed = store.size + count;
    if (needed > store.parents.length) {
      const capacity = Math.max(needed, store.parents.length * 4);
      store.arena = grown(store.arena, capacity * words);
      store.parents = grown(store.parents, capacity);
    }
    if (needed * 3 <= store.table.length * 2) return;
    const factor = store.table.length < largeTable ? 4 : 2;
    store.table = new Int32Array(store.table.length * factor);
    this.#kernel.rehash(store);
  }

  #inspect(from: number): void {
    const { arena, size } = this.#store;
    if (this.#active.every((chunk) => chunk === 0)) return;
    this.#kernel.inspect(arena, from, size, this.#active, (state, chunk, bits) => {
      this.#see(state, chunk, bits);
    });
    if (this.#kernel.notices.length > 0) this.#judge();
  }

  #see(state: number, chunk: number, bits: number): void {
    this.#active[chunk] = (this.#active[chunk] ?? 0) & ~bits;
    this.#kernel.sights.forEach(({ kind, property }, index) => {
      if (Math.floor(index / sightsPerChunk) !== chunk) return;
      if ((bits & (1 << (index % sightsPerChunk))) === 0) return;
      if (kind === "applies") this.#findings.apply(property);
      else if (kind === "reached") this.#findings.reach(property, { state });
      else this.#findings.violate(property, { state }, { kind: "state" });
    });
  }

  /** Judges what the kernel noticed, in the order in which the readable model would have. */
  #judge(): void {
    const { notices } = this.#kernel;
    const place = (notice: Notice) => (notice.choice < 0 ? Infinity : notice.choice);
    const ordered = [...notices].sort((a, b) => a.state - b.state || place(a) - place(b));
    notices.length = 0;
    for (const notice of ordered) this.#judgeOne(notice);
    const { properties, decided } = this.#kernel;
    properties.forEach((property, index) => {
      decided[index] = this.#findings.isSettled(property, this.#position) ? 1 : 0;
    });
  }

  #judgeOne({ kind, state: number, choice, what }: Notice): void {
    const state = this.#decode(number);
    if (kind === "wait") {
      const stuck = !this.#instances.some((instance) => isEnabled(state, instance));
      judgeWaits(this.#model, this.#waits, this.#findings, { number, state, stuck });
      return;
    }
    if (kind === "sight") {
      this.#outOfRange(number, () => this.#asks(what, state));
      return;
    }
    const instance = this.#instance(choice);
    if (kind === "edge") {
      this.#addEdge(number, instance, what);
      return;
    }
    if (kind === "guard") {
      this.#outOfRange(number, () => instance.action.guard(state, instance.args));
      return;
    }
    const taken = take(state, instance);
    const after = "state" in taken ? taken.state : state;
    const step = { action: instance.name, args: instance.args, state: after };
    if (kind === "range") {
      const detail = "outOfRange" in taken ? taken.outOfRange : "";
      if (!this.#model.checks.includes("out_of_range")) return;
      this.#findings.violate("out_of_range", { state: number, step }, { kind: "range", detail });
      return;
    }
    const required = this.#kernel.requirements[what];
    if (required === undefined) throw new Error("the kernel noticed no requirement");
    const { position, action } = required;
    const own = instance.action.requires?.[position]?.property;
    if (own === undefined) throw new Error("the kernel noticed no requirement");
    const property = kind === "judgement" ? "out_of_range" : own;
    const cause = { kind: "step", action, requirement: position } as const;
    this.#findings.violate(property, { state: number, step }, cause);
  }

  /** A question about a state that the kernel found to have no answer. */
  #outOfRange(state: number, question: () => boolean): void {
    const answer = ask(question);
    if (typeof answer === "boolean") throw new Error("the readable model has an answer");
    const cause = { kind: "range", detail: answer.outOfRange } as const;
    this.#findings.violate("out_of_range", { state }, cause);
  }

  /** What the readable model says of a sight. */
  #asks(sight: number, state: S): boolean {
    const { kind, property } = this.#kernel.sights[sight] ?? { kind: "broken", property: "" };
    if (kind === "reached") return this.#model.reachable[property]?.holds(state) === true;
    const invariant = this.#model.invariants[property];
    return kind === "applies"
      ? invariant?.applies?.(state) === true
      : invariant?.holds(state) === true;
  }

  #addEdge(state: number, { name, action, args }: Instance<S>, what: number): void {
    const { edges, known } = this.#kernel;
    const edge = edges[what];
    if (edge === undefined || known[what] === 1) return;
    known[what] = 1;
    const closed = this.#order.add({ ...edge, action: name, args });
    if (closed === undefined) return;
    const taken = take(this.#decode(state), { name, action, args, lane: "" });
    const after = "state" in taken ? taken.state : this.#decode(state);
    const step = { action: name, args, state: after };
    this.#findings.violate("lock_order", { state, step }, { kind: "order", edges: closed });
  }

  #instance(choice: number): Instance<S> {
    const instance = this.#instances[choice];
    if (instance === undefined) throw new Error(`no action instance ${choice}`);
    return instance;
  }

  #decode(state: number): S {
    return this.#kernel.decode(this.#store.arena, state * this.#kernel.words) as S;
  }

  /**
   * Replays the states that led to one: each is the first successor of its parent that is that
   * state.
   */
  #traceTo({ state: number, step }: Place<S>): Trace<S> {
    const numbers: number[] = [];
    for (let at = number; at >= 0; at = this.#store.parents[at] ?? -1) numbers.unshift(at);
    const [first, ...others] = numbers.map((each) => this.#decode(each));
    if (first === undefined) throw new Error(`no state ${number}`);
    const initial = this.#model.init.find((state) => same(state, first)) ?? first;
    const steps: Step<S>[] = [];
    let before: S = initial;
    for (const wanted of others) {
      const next = this.#stepTo(before, wanted);
      steps.push(next);
      before = next.state;
    }
    return { initial, steps: step === undefined ? steps : [...steps, step] };
  }

  #stepTo(before: S, wanted: S): Step<S> {
    for (const instance of this.#instances) {
      if (!isEnabled(before, instance)) continue;
      const taken = take(before, instance);
      if (!("state" in taken) || !same(taken.state, wanted)) continue;
      return { action: instance.name, args: instance.args, state: taken.state };
    }
    throw new Error("the readable model has no step that the kernel took");
  }
}

function grown(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const array = new Int32Array(length);
  array.set(old);
  return array;
}
