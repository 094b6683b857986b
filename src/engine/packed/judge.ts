// What a search makes of what its hands noticed: findings. The readable model says what each means.
// A judgement that changes anything is kept, so that a search that goes on from a checkpoint can
// make it again.

import type { Kernel } from "../../runtime/kernel.js";
import { sightsPerChunk } from "../../runtime/kernel.js";
import type { Model } from "../../runtime/model.js";
import { Waits } from "../deadlock.js";
import { Findings } from "../findings.js";
import type { Instance } from "../instance.js";
import { ask, isEnabled, take } from "../instance.js";
import { LockOrder } from "../lock-order.js";
import { judgeWaits } from "../outcome.js";
import type { First } from "./firsts.js";
import { allSights } from "./hand.js";

/** Something judged, with the words of its state. */
export interface Judged {
  readonly first: First;
  readonly words: readonly number[];
}

export class Judge<S> {
  readonly findings: Findings<S>;
  /** What is still looked for in new states, a bit for each of the kernel's sights. */
  readonly active: Int32Array;
  /** What was judged so far and meant something. */
  readonly record: Judged[] = [];
  readonly #model: Model<S>;
  readonly #kernel: Kernel;
  readonly #instances: readonly Instance<S>[];
  readonly #waits: Waits<S>;
  readonly #order = new LockOrder();

  constructor(model: Model<S>, kernel: Kernel, instances: readonly Instance<S>[]) {
    this.#model = model;
    this.#kernel = kernel;
    this.#instances = instances;
    this.findings = new Findings(model);
    this.#waits = new Waits(model, instances);
    this.active = allSights(kernel.sights);
  }

  /** Judges what was noticed first; `wordsOf` has the words of a state. */
  judge(first: First, words: readonly number[]): void {
    if (this.#isKnown(first)) return;
    this.record.push({ first, words });
    this.#find(first, words);
    const { properties, decided } = this.#kernel;
    properties.forEach((property, index) => {
      decided[index] = this.findings.isViolated(property) ? 1 : 0;
    });
  }

  /** All initial states were looked at. */
  begun(): void {
    this.#kernel.sights.forEach(({ kind }, what) => {
      if (kind === "beginning") this.#lookNoMore(what);
    });
  }

  #isKnown({ kind, what }: First): boolean {
    switch (kind) {
      case "step":
        return this.findings.isViolated(this.#kernel.steps[what] ?? "");
      case "requirement":
        return this.findings.isViolated(this.#requirement(what).property);
      case "edge":
        return this.#kernel.known[what] === 1;
      case "comparison":
        return (
          !this.#checks("out_of_range") || this.findings.isViolated(this.#kernel.steps[what] ?? "")
        );
      case "judgement":
      case "guard":
      case "range":
      case "blank":
        return !this.#checks("out_of_range");
      case "wait":
        return !this.#checks(what === 0 ? "self_deadlock" : "deadlock");
      case "sight": {
        const chunk = this.active[Math.floor(what / sightsPerChunk)] ?? 0;
        return (chunk & (1 << (what % sightsPerChunk))) === 0;
      }
    }
  }

  #checks(property: string): boolean {
    return this.#model.checks.includes(property) && !this.findings.isViolated(property);
  }

  #find(first: First, words: readonly number[]): void {
    const { kind, what, state: number, choice } = first;
    if (kind === "sight") {
      this.#see(what, number);
      return;
    }
    const state = this.#decode(words);
    if (kind === "wait") {
      const stuck = !this.#instances.some((instance) => isEnabled(state, instance));
      judgeWaits(this.#model, this.#waits, this.findings, { number, state, stuck });
      return;
    }
    if (kind === "blank") {
      this.#outOfRange(number, () => this.#asks(what, state));
      return;
    }
    const instance = this.#instances[choice];
    if (instance === undefined) throw new Error(`no action instance ${choice}`);
    if (kind === "guard") {
      this.#outOfRange(number, () => instance.action.guard(state, instance.args));
      return;
    }
    const taken = take(state, instance);
    const after = "state" in taken ? taken.state : state;
    const step = { action: instance.name, args: instance.args, state: after };
    const place = { state: number, step };
    if (kind === "comparison") {
      const property = this.#model.steps?.[this.#kernel.steps[what] ?? ""];
      this.#outOfRange(number, () => property?.holds(state, after) === true);
    } else if (kind === "step") {
      const property = this.#kernel.steps[what] ?? "";
      this.findings.violate(property, place, { kind: "transition" });
    } else if (kind === "range") {
      const detail = "outOfRange" in taken ? taken.outOfRange : "";
      this.findings.violate("out_of_range", place, { kind: "range", detail });
    } else if (kind === "edge") {
      const edges = this.#addEdge(what, instance);
      if (edges !== undefined) this.findings.violate("lock_order", place, { kind: "order", edges });
    } else {
      const { property, action, position } = this.#requirement(what);
      const broken = kind === "judgement" ? "out_of_range" : property;
      this.findings.violate(broken, place, { kind: "step", action, requirement: position });
    }
  }

  /** A question about a state that the kernel found to have no answer. */
  #outOfRange(state: number, question: () => boolean): void {
    const answer = ask(question);
    if (typeof answer === "boolean") throw new Error("the readable model has an answer");
    const cause = { kind: "range", detail: answer.outOfRange } as const;
    this.findings.violate("out_of_range", { state }, cause);
  }

  /** What the readable model says of a sight. */
  #asks(sight: number, state: S): boolean {
    const { kind, property } = this.#kernel.sights[sight] ?? { kind: "broken", property: "" };
    if (kind === "reached") return this.#model.reachable[property]?.holds(state) === true;
    if (kind === "beyond") return this.#model.constraints?.[property]?.holds(state) === true;
    if (kind === "beginning") return this.#model.steps?.[property]?.initially?.(state) === true;
    const invariant = this.#model.invariants[property];
    return kind === "applies"
      ? invariant?.applies?.(state) === true
      : invariant?.holds(state) === true;
  }

  #addEdge(what: number, { name: action, args }: Instance<S>): ReturnType<LockOrder["add"]> {
    const { edges, known } = this.#kernel;
    const edge = edges[what];
    if (edge === undefined) throw new Error("the kernel noticed no edge");
    known[what] = 1;
    return this.#order.add({ ...edge, action, args });
  }

  #lookNoMore(what: number): void {
    const chunk = Math.floor(what / sightsPerChunk);
    this.active[chunk] = (this.active[chunk] ?? 0) & ~(1 << (what % sightsPerChunk));
  }

  #see(what: number, state: number): void {
    this.#lookNoMore(what);
    const sight = this.#kernel.sights[what];
    if (sight === undefined) throw new Error("the kernel saw no sight");
    const { kind, property } = sight;
    if (kind === "applies") this.findings.apply(property);
    else if (kind === "reached") this.findings.reach(property, { state });
    else {
      const cause = { kind: kind === "beginning" ? "transition" : "state" } as const;
      this.findings.violate(property, { state }, cause);
    }
  }

  #requirement(what: number): {
    readonly property: string;
    readonly action: string;
    readonly position: number;
  } {
    const required = this.#kernel.requirements[what];
    if (required === undefined) throw new Error("the kernel noticed no requirement");
    const { action, position } = required;
    const property = this.#model.actions[action]?.requires?.[position]?.property;
    if (property === undefined) throw new Error("the kernel noticed no requirement");
    return { property, action, position };
  }

  #decode(words: readonly number[]): S {
    return this.#kernel.decode(Int32Array.from(words), 0) as S;
  }
}
