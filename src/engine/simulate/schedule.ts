// Who goes next in a walk. At random: each successor is as likely as the others. By priorities, as
// in "A randomized scheduler with probabilistic guarantees of finding bugs" (Burckhardt and others,
// 2010): lanes have priorities, the highest that can go goes, and at a few steps chosen beforehand
// the one that would go falls behind all others. Bugs that need few such changes are found with a
// chance that is known.

import type { Random } from "./random.js";

/** How a walk is scheduled. */
export interface Scheduling {
  readonly schedule: "random" | "pct";
  /** Steps of a walk, at most. */
  readonly depth: number;
  /** How many priorities change in a walk. */
  readonly changes: number;
}

export class Schedule {
  readonly #random: Random;
  readonly #scheduling: Scheduling;
  readonly #lanes: readonly string[];
  readonly #priorities = new Map<string, number>();
  readonly #changes = new Set<number>();
  #lowest = 0;

  constructor(random: Random, scheduling: Scheduling, lanes: readonly string[]) {
    this.#random = random;
    this.#scheduling = scheduling;
    this.#lanes = [...new Set(lanes)];
  }

  begin(): void {
    const { schedule, changes, depth } = this.#scheduling;
    if (schedule === "random") return;
    this.#random.shuffled(this.#lanes).forEach((lane, at) => this.#priorities.set(lane, at));
    this.#lowest = 0;
    this.#changes.clear();
    for (let change = 0; change < changes; change++) this.#changes.add(this.#random.below(depth));
  }

  /** Which of the successors, of which these are the lanes, a step of the walk leads to. */
  pick(step: number, lanes: readonly string[]): number {
    if (this.#scheduling.schedule === "random") return this.#random.below(lanes.length);
    if (this.#changes.has(step)) this.#priorities.set(this.#first(lanes), --this.#lowest);
    const first = this.#first(lanes);
    const own = lanes.flatMap((lane, at) => (lane === first ? [at] : []));
    return own[this.#random.below(own.length)] ?? 0;
  }

  #first(lanes: readonly string[]): string {
    const of = (lane: string): number => this.#priorities.get(lane) ?? 0;
    return lanes.reduce((best, lane) => (of(lane) > of(best) ? lane : best));
  }
}
