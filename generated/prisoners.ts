// Generated from specs/classics/prisoners.lw. Do not edit: run `lockwright generate`.

import type { Action, Fairness, Invariant, Model, Property, Total } from "lockwright/runtime";
import { eventually, fill, put, same, union, within } from "lockwright/runtime";

/** (prisoners.lw:8) */
export const Prisoner = [1, 2, 3] as const;
export type Prisoner = (typeof Prisoner)[number];

/** (prisoners.lw:14) */
export const Counted = [1, 2, 3, 4, 5, 6] as const;
export type Counted = (typeof Counted)[number];

/** (prisoners.lw:16) */
export const Signalled = [0, 1, 2] as const;
export type Signalled = (typeof Signalled)[number];

export interface State {
  /** (prisoners.lw:14) */
  readonly counted: Counted;
  /** (prisoners.lw:15) */
  readonly announced: boolean;
  /** (prisoners.lw:16) */
  readonly signalled: Total<Prisoner, Signalled>;
  /** (prisoners.lw:17) */
  readonly is_on: boolean;
  /** (prisoners.lw:18) */
  readonly visited: readonly Prisoner[];
}

/** (prisoners.lw:20) */
export function init(): readonly State[] {
  return [false].map((lit) => ({
    counted: 1,
    announced: false,
    signalled: fill(Prisoner, 0),
    is_on: lit,
    visited: [],
  }));
}

/** (prisoners.lw:24) */
export const look = {
  parameters: { p: Prisoner },
  guard: (_s, { p }) => p === 1,
  effect: (s, { p }) => ({
    ...s,
    counted: s.is_on ? within(Counted, s.counted + 1) : s.counted,
    is_on: false,
    announced: (s.is_on ? s.counted + 1 : s.counted) >= 3,
    visited: union(s.visited, [p]),
  }),
} satisfies Action<State, { p: Prisoner }>;

/** (prisoners.lw:32) */
export const signal = {
  parameters: { p: Prisoner },
  guard: (_s, { p }) => p !== 1,
  effect: (s, { p }) => {
    if (!s.is_on && s.signalled[p] < 1) {
      return {
        ...s,
        is_on: true,
        signalled: put(s.signalled, p, within(Signalled, s.signalled[p] + 1)),
        visited: union(s.visited, [p]),
      };
    }
    return { ...s, visited: union(s.visited, [p]) };
  },
} satisfies Action<State, { p: Prisoner }>;

/** What is announced is so. (prisoners.lw:42) */
export const right = {
  applies: (s) => s.announced,
  holds: (s) => !s.announced || same(s.visited, Prisoner),
} satisfies Invariant<State>;

/** (prisoners.lw:45) */
export const is_announced = {
  parameters: {},
  formula: () => eventually((s) => s.announced),
} satisfies Property<State>;

/** (prisoners.lw:40) */
export const all_come = {
  strength: "weak",
  parameters: { p: Prisoner },
  instances: ({ p }) => [
    [look, { p }],
    [signal, { p }],
  ],
} satisfies Fairness<State, { p: Prisoner }>;

/**
 * One of them counts how often the light is on, and so knows when all have been there.
 * (prisoners.lw:1)
 */
export const model = {
  name: "prisoners",
  variant: "default",
  get init() {
    return init();
  },
  actions: { look, signal },
  invariants: { right },
  reachable: {},
  properties: { is_announced },
  fairness: [all_come],
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
