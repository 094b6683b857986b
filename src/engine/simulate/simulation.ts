// Walks through a model that is too large to be searched: each begins at an initial state and takes
// steps as its schedule says. What a walk breaks is violated, what none does is unknown. The same
// seed walks the same ways.

import { recordsOf, type Kernel } from "../../runtime/kernel.js";
import type { Model } from "../../runtime/model.js";
import type { Exploration, Progress, PropertyVerdict } from "../exploration.js";
import type { Instance } from "../instance.js";
import { instancesOf } from "../instance.js";
import { explorationOf, type Searching } from "../outcome.js";
import { minimised, type Choice } from "./minimise.js";
import { Random } from "./random.js";
import { Schedule, type Scheduling } from "./schedule.js";
import { traceAlong, Walker, type Successor } from "./walker.js";

export interface Plan extends Scheduling {
  readonly seed: number;
  readonly walks: number;
}

/** A walk up to where something was found. */
interface Kept {
  readonly path: readonly Int32Array[];
  readonly choices: readonly Choice[];
}

export class Simulation<S> implements Searching<S> {
  readonly #model: Model<S>;
  readonly #kernel: Kernel;
  readonly #plan: Plan;
  readonly #instances: readonly Instance<S>[];
  readonly #walker: Walker<S>;
  readonly #random: Random;
  readonly #schedule: Schedule;
  /** The records of the initial states. */
  readonly #initial: Int32Array;
  readonly #states = new Set<string>();
  readonly #kept: Kept[] = [];
  #path: Int32Array[] = [];
  #choices: Choice[] = [];
  #successors: readonly Successor[] = [];
  #walks = 0;
  #steps = 0;
  #longest = 0;

  constructor(model: Model<S>, kernel: Kernel, plan: Plan) {
    this.#model = model;
    this.#kernel = kernel;
    this.#plan = plan;
    this.#instances = instancesOf(model);
    this.#walker = new Walker(model, kernel, this.#instances);
    this.#random = new Random(plan.seed);
    const lanes = this.#instances.map(({ lane }) => lane);
    this.#schedule = new Schedule(this.#random, plan, lanes);
    this.#initial = recordsOf(kernel.initial(model), kernel.words + 1);
  }

  advance(count: number): boolean {
    for (let step = 0; step < count; step++) if (this.#isOver || !this.#go()) return true;
    return false;
  }

  progress(): Progress {
    const frontier = this.#plan.walks - this.#walks;
    return {
      distinct: this.#states.size,
      generated: this.#steps,
      depth: this.#longest + 1,
      frontier,
    };
  }

  result(): Exploration<S> {
    const { actions, taken, exceptions, excused } = this.#kernel;
    const { findings } = this.#walker.judge;
    exceptions.forEach(({ property, position }, index) => {
      findings.excuse(property, position, excused[index] ?? 0);
    });
    const isTaken = new Set(actions.filter((_, index) => taken[index] === 1));
    const exploration = explorationOf(this.#model, {
      counts: {
        distinct: this.#states.size,
        generated: this.#steps + this.#walks,
        depth: this.#longest + 1,
        complete: false,
      },
      findings,
      maxStates: Infinity,
      isTaken: (action) => isTaken.has(action),
      traceTo: (place) => {
        const path = this.#kept[place.state]?.path ?? [];
        return traceAlong(this.#kernel, this.#instances, path, place);
      },
      behaviours: () => undefined,
    });
    const { seed, schedule } = this.#plan;
    const simulated = { walks: this.#walks, steps: this.#steps, seed, schedule };
    return {
      ...exploration,
      verdicts: exploration.verdicts.map((v) => this.#shorter(v)),
      simulated,
    };
  }

  get #isOver(): boolean {
    return this.#path.length === 0 && this.#walks === this.#plan.walks;
  }

  /** Takes a step, or begins a walk; false if there is nothing to begin from. */
  #go(): boolean {
    const step = this.#path.length - 1;
    if (step < 0) return this.#begin();
    if (this.#successors.length === 0 || step === this.#plan.depth) {
      this.#path = [];
      return true;
    }
    const lanes = this.#successors.map(({ choice }) => this.#instances[choice]?.lane ?? "");
    const next = this.#successors[this.#schedule.pick(step, lanes)];
    if (next === undefined) throw new Error("a schedule picks one of the successors");
    this.#steps++;
    this.#choices.push(next);
    this.#visit(next.words);
    return true;
  }

  #begin(): boolean {
    const stride = this.#kernel.words + 1;
    const count = this.#initial.length / stride;
    if (count === 0) return false;
    this.#walks++;
    this.#schedule.begin();
    this.#choices = [];
    const at = this.#random.below(count) * stride;
    this.#visit(this.#initial.slice(at, at + stride - 1));
    return true;
  }

  #visit(words: Int32Array): void {
    this.#path.push(words);
    this.#longest = Math.max(this.#longest, this.#path.length - 1);
    this.#states.add(words.join());
    this.#successors = this.#walker.visit(words, this.#path.length === 1, () => {
      return this.#kept.push({ path: [...this.#path], choices: [...this.#choices] }) - 1;
    });
  }

  #shorter(verdict: PropertyVerdict<S>): PropertyVerdict<S> {
    const place = this.#walker.judge.findings.placeOf(verdict.property);
    const walk = place === undefined ? undefined : this.#kept[place.state];
    const [start] = walk?.path ?? [];
    if (walk === undefined || start === undefined || verdict.trace === undefined) return verdict;
    const { choices } = walk;
    const found = minimised(this.#model, this.#kernel, this.#instances, verdict, {
      start,
      choices,
    });
    const long = { ...found, isLong: true } as const;
    return verdict.exceptions === undefined ? long : { ...long, exceptions: verdict.exceptions };
  }
}
