// Generated from specs/classics/dining_philosophers.lw. Do not edit: run `lockwright generate`.

import type { Action, Fairness, Invariant, Model, Property, Total } from "lockwright/runtime";
import {
  always,
  eventually,
  fill,
  forAll,
  intersect,
  merge,
  put,
  same,
  setOf,
  tabulate,
  within,
} from "lockwright/runtime";

/** (dining_philosophers.lw:5) */
export const Philosopher = [1, 2, 3, 4, 5] as const;
export type Philosopher = (typeof Philosopher)[number];

/** Fork p lies to the left of philosopher p. (dining_philosophers.lw:8) */
export interface Forks {
  readonly holder: Philosopher;
  readonly clean: boolean;
}

/** (dining_philosophers.lw:13) */
export const Pc = ["think", "eat", "loop"] as const;
export type Pc = (typeof Pc)[number];

export interface State {
  /** Fork p lies to the left of philosopher p. (dining_philosophers.lw:8) */
  readonly forks: Total<Philosopher, Forks>;
  /** (dining_philosophers.lw:12) */
  readonly hungry: Total<Philosopher, boolean>;
  /** (dining_philosophers.lw:13) */
  readonly pc: Total<Philosopher, Pc>;
}

/** (dining_philosophers.lw:1) */
export const init: State = {
  forks: tabulate(Philosopher, (f) => ({ holder: f === 2 ? 1 : f, clean: false })),
  hungry: fill(Philosopher, true),
  pc: fill(Philosopher, "loop"),
};

/** (dining_philosophers.lw:15) */
export function right(p: Philosopher): Philosopher {
  return p === 5 ? 1 : within(Philosopher, p + 1);
}

/** (dining_philosophers.lw:16) */
export function left_neighbour(p: Philosopher): Philosopher {
  return p === 1 ? 5 : within(Philosopher, p - 1);
}

/** (dining_philosophers.lw:18) */
export function can_eat(s: State, p: Philosopher): boolean {
  return setOf([p, right(p)]).every((f) => s.forks[f].holder === p && s.forks[f].clean);
}

/** (dining_philosophers.lw:39) */
export function share(p: Philosopher, q: Philosopher): boolean {
  return !same(intersect(setOf([p, right(p)]), setOf([q, right(q)])), []);
}

/** (dining_philosophers.lw:20) */
export const loop_ = {
  parameters: { p: Philosopher },
  guard: (s, { p }) => s.pc[p] === "loop",
  effect: (s, { p }) => {
    if (s.forks[p].holder === p && !s.forks[p].clean) {
      return {
        ...s,
        forks: put(s.forks, p, { holder: left_neighbour(p), clean: true }),
        pc: put(s.pc, p, !s.hungry[p] ? "think" : can_eat(s, p) ? "eat" : "loop"),
      };
    }
    if (s.forks[right(p)].holder === p && !s.forks[right(p)].clean) {
      return {
        ...s,
        forks: put(s.forks, right(p), { holder: right(p), clean: true }),
        pc: put(s.pc, p, !s.hungry[p] ? "think" : can_eat(s, p) ? "eat" : "loop"),
      };
    }
    return { ...s, pc: put(s.pc, p, !s.hungry[p] ? "think" : can_eat(s, p) ? "eat" : "loop") };
  },
} satisfies Action<State, { p: Philosopher }>;

/** (dining_philosophers.lw:28) */
export const think_ = {
  parameters: { p: Philosopher },
  guard: (s, { p }) => s.pc[p] === "think",
  effect: (s, { p }) => ({ ...s, hungry: put(s.hungry, p, true), pc: put(s.pc, p, "loop") }),
} satisfies Action<State, { p: Philosopher }>;

/** (dining_philosophers.lw:32) */
export const eat_ = {
  parameters: { p: Philosopher },
  guard: (s, { p }) => s.pc[p] === "eat",
  requires: [
    // dining_philosophers.lw:36
    { property: "assigned_twice", need: (_s, { p }) => right(p) !== p },
  ],
  effect: (s, { p }) => ({
    ...s,
    hungry: put(s.hungry, p, false),
    forks: merge(merge(s.forks, p, { clean: false }), right(p), { clean: false }),
    pc: put(s.pc, p, "loop"),
  }),
} satisfies Action<State, { p: Philosopher }>;

/** Two who share a fork do not eat at the same time. (dining_philosophers.lw:41) */
export const exclusive_access = {
  applies: () => Philosopher.some((p) => Philosopher.some((q) => p !== q && share(p, q))),
  holds: (s) =>
    Philosopher.every((p) =>
      Philosopher.every(
        (q) => !(p !== q && share(p, q)) || !(s.pc[p] === "eat" && s.pc[q] === "eat"),
      ),
    ),
} satisfies Invariant<State>;

/** Every philosopher gets to eat again. (dining_philosophers.lw:47) */
export const nobody_starves = {
  parameters: {},
  formula: () => forAll(Philosopher, (p) => always(eventually((s) => !s.hungry[p]))),
} satisfies Property<State>;

/** (dining_philosophers.lw:45) */
export const goes_on = {
  strength: "weak",
  parameters: { p: Philosopher },
  instances: ({ p }) => [
    [loop_, { p }],
    [think_, { p }],
    [eat_, { p }],
  ],
} satisfies Fairness<State, { p: Philosopher }>;

/**
 * Chandy and Misra's philosophers clean their forks before they hand them on.
 * (dining_philosophers.lw:1)
 */
export const model = {
  name: "dining_philosophers",
  variant: "default",
  init: [init],
  actions: { loop_, think_, eat_ },
  invariants: { exclusive_access },
  reachable: {},
  properties: { nobody_starves },
  fairness: [goes_on],
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
