// The search: breadth-first by levels from the initial states, exhaustive and exact. It goes on
// past violations, so that each property gets a counterexample of its own, and since states are
// found in the order of their distance, the first one is a shortest. The same model gives the same
// result.

import type { Constraint, Invariant, Model, Reachable, StepProperty } from "../runtime/model.js";
import { same } from "../runtime/value.js";
import { Waits } from "./deadlock.js";
import type { Exploration, Progress, Step, Trace } from "./exploration.js";
import type { Place } from "./findings.js";
import { Findings } from "./findings.js";
import type { Instance } from "./instance.js";
import { ask, choicesOf, instancesOf, judge, take } from "./instance.js";
import { behavioursOf } from "./liveness/behaviours.js";
import { LockOrder, orderEdges } from "./lock-order.js";
import { explorationOf, judgeWaits, type Searching } from "./outcome.js";
import type { Link, Ranked } from "./seen.js";
import { Keys, Seen } from "./seen.js";

export interface Options {
  /** The search ends, incomplete, where a state more than this many would be found. */
  readonly maxStates?: number;
  onProgress?(progress: Progress): void;
}

/** Explores a model to the end, or to its limit. */
export function explore<S>(model: Model<S>, options: Options = {}): Exploration<S> {
  const search = new Search(model, options.maxStates);
  while (!search.advance(1000)) options.onProgress?.(search.progress());
  return search.result();
}

/** A state whose successors are still to be found. */
interface Open<S> {
  readonly number: number;
  readonly state: S;
  readonly ranked: Ranked;
}

/** The search of a readable model. */
export class Search<S> implements Searching<S> {
  readonly #model: Model<S>;
  readonly #maxStates: number;
  readonly #instances: readonly Instance<S>[];
  readonly #invariants: readonly (readonly [string, Invariant<S>])[];
  readonly #reachables: readonly (readonly [string, Reachable<S>])[];
  readonly #steps: readonly (readonly [string, StepProperty<S>])[];
  readonly #constraints: readonly Constraint<S>[];
  readonly #keys: Keys;
  readonly #seen = new Seen();
  readonly #findings: Findings<S>;
  readonly #waits: Waits<S>;
  readonly #order = new LockOrder();
  readonly #checks: ReadonlySet<string>;
  readonly #taken = new Set<string>();

  #level: Open<S>[] = [];
  #next: Open<S>[] = [];
  #position = 0;
  #depth = 0;
  #generated = 0;
  /** States that were found beyond a constraint. */
  #beyond = 0;
  #full = false;
  #ended = false;

  constructor(model: Model<S>, maxStates = Infinity) {
    this.#model = model;
    this.#maxStates = maxStates;
    this.#instances = instancesOf(model);
    this.#invariants = Object.entries(model.invariants);
    this.#reachables = Object.entries(model.reachable);
    this.#steps = Object.entries(model.steps ?? {});
    this.#constraints = Object.values(model.constraints ?? {});
    this.#keys = new Keys(model.init[0] ?? {});
    this.#findings = new Findings(model);
    this.#waits = new Waits(model, this.#instances);
    this.#checks = new Set(model.checks);
    model.init.forEach((state, choice) => this.#find(state, { parent: undefined, choice }));
  }

  /** Expands up to so many states; true once there are none left, or the limit is reached. */
  advance(count: number): boolean {
    for (let expanded = 0; expanded < count && !this.#ended; expanded++) {
      const open = this.#full ? undefined : this.#nextOpen();
      if (open === undefined) this.#ended = true;
      else this.#expand(open);
    }
    return this.#ended;
  }

  progress(): Progress {
    return {
      distinct: this.#distinct(),
      generated: this.#generated,
      depth: this.#depth,
      frontier: this.#level.length - this.#position + this.#next.length,
    };
  }

  result(): Exploration<S> {
    return explorationOf(this.#model, {
      counts: {
        distinct: this.#distinct(),
        generated: this.#generated,
        depth: this.#depth,
        complete: this.#ended && !this.#full,
      },
      findings: this.#findings,
      maxStates: this.#maxStates,
      isTaken: (action) => this.#taken.has(action),
      traceTo: (place) => this.#traceTo(place),
      behaviours: (most) => behavioursOf(this.#model, most),
    });
  }

  #distinct(): number {
    return this.#seen.size - this.#beyond;
  }

  #nextOpen(): Open<S> | undefined {
    if (this.#position === this.#level.length) {
      this.#level = this.#next;
      this.#next = [];
      this.#position = 0;
      if (this.#level.length > 0) this.#depth++;
    }
    return this.#level[this.#position++];
  }

  /** Takes note of an initial state or a successor. */
  #find(state: S, link: Link, from?: Ranked): void {
    this.#generated++;
    const ranked = this.#keys.rank(state, from);
    const found = this.#seen.add(ranked, link, this.#seen.size < this.#maxStates);
    if (found === "full") this.#full = true;
    if (found !== "new") return;
    const number = this.#seen.size - 1;
    const holds = (each: Constraint<S>) => this.#asks(number, () => each.holds(state));
    if (this.#constraints.every(holds)) this.#next.push({ number, state, ranked });
    else this.#beyond++;
    this.#judgeState(number, state);
    if (from === undefined) this.#judgeBeginning(number, state);
  }

  #judgeState(number: number, state: S): void {
    for (const [name, invariant] of this.#invariants) {
      const applies = (): boolean => invariant.applies?.(state) === true;
      if (!this.#findings.hasApplied(name) && this.#asks(number, applies)) {
        this.#findings.apply(name);
      }
      if (!this.#findings.isViolated(name) && this.#asks(number, () => !invariant.holds(state))) {
        this.#findings.violate(name, { state: number }, { kind: "state" });
      }
    }
    for (const [name, reachable] of this.#reachables) {
      if (!this.#findings.isReached(name) && this.#asks(number, () => reachable.holds(state))) {
        this.#findings.reach(name, { state: number });
      }
    }
  }

  #judgeBeginning(number: number, state: S): void {
    for (const [name, property] of this.#steps) {
      if (this.#findings.isViolated(name)) continue;
      if (this.#asks(number, () => property.initially?.(state) === false))
        this.#findings.violate(name, { state: number }, { kind: "transition" });
    }
  }

  /** Judges the properties of steps; a step that changes nothing satisfies all. */
  #judgeStep(place: Place<S>, before: S, after: S): void {
    for (const [name, property] of this.#steps) {
      if (this.#findings.isViolated(name)) continue;
      if (!this.#asks(place.state, () => !property.holds(before, after))) continue;
      if (!same(before, after)) this.#findings.violate(name, place, { kind: "transition" });
    }
  }

  /** The answer about a state; one that has none is `out_of_range` there, and taken for a no. */
  #asks(number: number, question: () => boolean): boolean {
    const answer = ask(question);
    if (typeof answer === "boolean") return answer;
    if (this.#checks.has("out_of_range")) {
      const cause = { kind: "range", detail: answer.outOfRange } as const;
      this.#findings.violate("out_of_range", { state: number }, cause);
    }
    return false;
  }

  #expand(open: Open<S>): void {
    let moves = false;
    this.#instances.forEach((given, index) => {
      this.#choices(open, given).forEach((instance, chosen) => {
        const { action, args } = instance;
        if (!this.#asks(open.number, () => action.guard(open.state, args))) return;
        moves = true;
        this.#take(open, instance, chosen * this.#instances.length + index);
      });
    });
    judgeWaits(this.#model, this.#waits, this.#findings, { ...open, stuck: !moves });
  }

  #choices({ number, state }: Open<S>, instance: Instance<S>): readonly Instance<S>[] {
    let found: readonly Instance<S>[] = [];
    this.#asks(number, () => {
      found = choicesOf(state, instance);
      return true;
    });
    return found;
  }

  #take({ number, state, ranked }: Open<S>, instance: Instance<S>, choice: number): void {
    const { name, args } = instance;
    this.#taken.add(name);
    const taken = take(state, instance);
    const after = "state" in taken ? taken.state : state;
    const place: Place<S> = { state: number, step: { action: name, args, state: after } };
    for (const judgement of judge(state, instance)) {
      const { property, requirement, broken } = judgement;
      this.#findings.judged(judgement);
      if (broken) {
        this.#findings.violate(property, place, { kind: "step", action: name, requirement });
      }
    }
    if (this.#checks.has("lock_order")) {
      for (const edge of orderEdges(this.#model, state, instance)) {
        const edges = this.#order.add(edge);
        if (edges) this.#findings.violate("lock_order", place, { kind: "order", edges });
      }
    }
    if ("state" in taken) this.#judgeStep(place, state, after);
    if ("state" in taken) this.#find(after, { parent: number, choice }, ranked);
    else if (this.#checks.has("out_of_range")) {
      this.#findings.violate("out_of_range", place, { kind: "range", detail: taken.outOfRange });
    }
  }

  /** Replays the choices that led to a state. */
  #traceTo({ state: number, step }: Place<S>): Trace<S> {
    const choices: number[] = [];
    let link = this.#seen.link(number);
    while (link.parent !== undefined) {
      choices.push(link.choice);
      link = this.#seen.link(link.parent);
    }
    const initial = this.#model.init[link.choice] as S;
    const steps: Step<S>[] = [];
    let state = initial;
    for (const choice of choices.reverse()) {
      const given = this.#instances[choice % this.#instances.length] as Instance<S>;
      const chosen = Math.floor(choice / this.#instances.length);
      const { name, action, args } = choicesOf(state, given)[chosen] as Instance<S>;
      state = action.effect(state, args);
      steps.push({ action: name, args, state });
    }
    return { initial, steps: step === undefined ? steps : [...steps, step] };
  }
}
