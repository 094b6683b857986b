// What a search makes of what its hands noticed: findings. The readable model says what each means.
// A judgement that changes anything is kept, so that a search that goes on from a checkpoint can
// make it again.

import type { Kernel } from "../../runtime/kernel.js";
import { sightsPerChunk } from "../../runtime/kernel.js";
import type { Model } from "../../runtime/model.js";
import { Waits } from "../deadlock.js";
import { Findings } from "../findings.js";
import type { Instance } from "../instance.js";
import { ask, isEnabled, judge, take } from "../instance.js";
import { LockOrder, orderEdges } from "../lock-order.js";
import { judgeWaits } from "../outcome.js";
import type { First } from "./firsts.js";
import { allSights } from "./hand.js";

/** Something judged, with the words of its state. */
export interface Judged {
  readonly first: First;
  readonly words: readonly number[];
}

/** What findings are written down in. */
interface Book<S> {
  readonly findings: Findings<S>;
  readonly order: LockOrder;
}

export class Judge<S> {
  /** What is still looked for in new states, a bit for each of the kernel's sights. */
  readonly active: Int32Array;
  /** What was judged so far and meant something. */
  readonly record: Judged[] = [];
  readonly #model: Model<S>;
  readonly #kernel: Kernel;
  readonly #instances: readonly Instance<S>[];
  readonly #waits: Waits<S>;
  readonly #book: Book<S>;

  constructor(model: Model<S>, kernel: Kernel, instances: readonly Instance<S>[]) {
    this.#model = model;
    this.#kernel = kernel;
    this.#instances = instances;
    this.#book = this.#newBook();
    this.#waits = new Waits(model, instances);
    this.active = allSights(kernel.sights);
  }

  get findings(): Findings<S> {
    return this.#book.findings;
  }

  #newBook(): Book<S> {
    return { findings: new Findings(this.#model), order: new LockOrder() };
  }

  /**
   * The findings told of other states: for the number of each that something was noticed of,
   * `stateOf` has one that is the same but for names.
   */
  named(stateOf: (number: number) => S): Findings<S> {
    const book = this.#newBook();
    for (const { first } of this.record) {
      // An edge of the lock order is of interest in a cycle only.
      if (first.kind === "edge" && !this.findings.isViolated("lock_order")) continue;
      if (first.kind === "sight") this.#noteSight(first, book);
      else {
        const state = stateOf(first.state);
        this.#find(first, state, this.#alike(first, state), book);
      }
    }
    return book.findings;
  }

  /** Judges what was noticed first; `wordsOf` has the words of a state. */
  judge(first: First, words: readonly number[]): void {
    if (this.#isKnown(first)) return;
    this.record.push({ first, words });
    const { kind, what, choice } = first;
    if (kind === "edge") this.#kernel.known[what] = 1;
    if (kind === "sight") {
      this.#close(what);
      this.#noteSight(first, this.#book);
    } else this.#find(first, this.#decode(words), this.#instances[choice], this.#book);
    const { properties, decided } = this.#kernel;
    properties.forEach((property, index) => {
      decided[index] = this.findings.isViolated(property) ? 1 : 0;
    });
  }

  /** All initial states were looked at. */
  begun(): void {
    this.#kernel.sights.forEach(({ kind }, what) => {
      if (kind === "beginning") this.#close(what);
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

  #find(first: First, state: S, instance: Instance<S> | undefined, book: Book<S>): void {
    const { kind, what, state: number } = first;
    const { findings } = book;
    if (kind === "wait") {
      const stuck = !this.#instances.some((each) => isEnabled(state, each));
      judgeWaits(this.#model, this.#waits, findings, { number, state, stuck });
      return;
    }
    if (kind === "blank") {
      outOfRange(number, () => this.#asks(what, state), findings);
      return;
    }
    if (instance === undefined) throw new Error(`no action instance ${first.choice}`);
    if (kind === "guard") {
      outOfRange(number, () => instance.action.guard(state, instance.args), findings);
      return;
    }
    const taken = take(state, instance);
    const after = "state" in taken ? taken.state : state;
    const step = { action: instance.name, args: instance.args, state: after };
    const place = { state: number, step };
    if (kind === "comparison") {
      const property = this.#model.steps?.[this.#kernel.steps[what] ?? ""];
      outOfRange(number, () => property?.holds(state, after) === true, findings);
    } else if (kind === "step") {
      const property = this.#kernel.steps[what] ?? "";
      findings.violate(property, place, { kind: "transition" });
    } else if (kind === "range") {
      const detail = "outOfRange" in taken ? taken.outOfRange : "";
      findings.violate("out_of_range", place, { kind: "range", detail });
    } else if (kind === "edge") {
      const edges = book.order.add({ ...this.#edge(what), action: step.action, args: step.args });
      if (edges !== undefined) findings.violate("lock_order", place, { kind: "order", edges });
    } else {
      const { property, action, position } = this.#requirement(what);
      const broken = kind === "judgement" ? "out_of_range" : property;
      findings.violate(broken, place, { kind: "step", action, requirement: position });
    }
  }

  /** An instance of which the same is to be noticed in a state that is the same but for names. */
  #alike({ kind, what, choice }: First, state: S): Instance<S> | undefined {
    const given = this.#instances[choice];
    if (given === undefined) return undefined;
    const isIt = (each: Instance<S>): boolean => {
      if (kind === "guard")
        return typeof ask(() => each.action.guard(state, each.args)) !== "boolean";
      if (!isEnabled(state, each)) return false;
      if (kind === "range") return "outOfRange" in take(state, each);
      if (kind === "edge") {
        const { held, taken } = this.#edge(what);
        const edges = orderEdges(this.#model, state, each);
        return edges.some((edge) => edge.held === held && edge.taken === taken);
      }
      const { property, position } = this.#requirement(what);
      const broken = kind === "judgement" ? "out_of_range" : property;
      return judge(state, each).some(
        (found) => found.broken && found.property === broken && found.requirement === position,
      );
    };
    return this.#instances.find((each) => each.action === given.action && isIt(each));
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

  #edge(what: number): Kernel["edges"][number] {
    const edge = this.#kernel.edges[what];
    if (edge === undefined) throw new Error("the kernel noticed no edge");
    return edge;
  }

  /** Looks for something no more. */
  #close(sight: number): void {
    const chunk = Math.floor(sight / sightsPerChunk);
    this.active[chunk] = (this.active[chunk] ?? 0) & ~(1 << (sight % sightsPerChunk));
  }

  #noteSight({ what, state }: First, { findings }: Book<S>): void {
    const sight = this.#kernel.sights[what];
    if (sight === undefined) throw new Error("the kernel saw no sight");
    const { kind, property } = sight;
    if (kind === "applies") findings.apply(property);
    else if (kind === "reached") findings.reach(property, { state });
    else {
      const cause = { kind: kind === "beginning" ? "transition" : "state" } as const;
      findings.violate(property, { state }, cause);
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

/** A question about a state that the kernel found to have no answer. */
function outOfRange<S>(state: number, question: () => boolean, findings: Findings<S>): void {
  const answer = ask(question);
  if (typeof answer === "boolean") throw new Error("the readable model has an answer");
  const cause = { kind: "range", detail: answer.outOfRange } as const;
  findings.violate("out_of_range", { state }, cause);
}

/** Tells findings what a kernel has marked; says of an action whether it was taken. */
export function tellMarks<S>(kernel: Kernel, findings: Findings<S>): (action: string) => boolean {
  const { actions, taken, properties, applied, applications, exceptions, excused } = kernel;
  const isTaken = (action: string) => taken[actions.indexOf(action)] === 1;
  properties.forEach((property, index) => {
    if (applied[index] === 1) findings.apply(property);
  });
  for (const { action, property } of applications) {
    if (isTaken(action)) findings.apply(property);
  }
  exceptions.forEach(({ property, position }, index) => {
    findings.excuse(property, position, excused[index] ?? 0);
  });
  return isTaken;
}
