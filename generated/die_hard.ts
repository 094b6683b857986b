// Generated from specs/classics/die_hard.lw. Do not edit: run `lockwright generate`.

import type { Action, Invariant, Model } from "lockwright/runtime";
import { within } from "lockwright/runtime";

/** (die_hard.lw:5) */
export const Big = [0, 1, 2, 3, 4, 5] as const;
export type Big = (typeof Big)[number];

/** (die_hard.lw:6) */
export const Small = [0, 1, 2, 3] as const;
export type Small = (typeof Small)[number];

/** (die_hard.lw:12) */
export const LeastA = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
export type LeastA = (typeof LeastA)[number];

/** (die_hard.lw:12) */
export const LeastB = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
export type LeastB = (typeof LeastB)[number];

/** (die_hard.lw:12) */
export const Least = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
export type Least = (typeof Least)[number];

export interface State {
  /** (die_hard.lw:9) */
  readonly big: Big;
  /** (die_hard.lw:10) */
  readonly small: Small;
}

/** (die_hard.lw:1) */
export const init: State = { big: 0, small: 0 };

/** (die_hard.lw:12) */
export function least(a: LeastA, b: LeastB): Least {
  return a < b ? a : b;
}

/** (die_hard.lw:14) */
export const fill_small = {
  parameters: {},
  guard: () => true,
  effect: (s) => ({ ...s, small: 3 }),
} satisfies Action<State>;

/** (die_hard.lw:15) */
export const fill_big = {
  parameters: {},
  guard: () => true,
  effect: (s) => ({ ...s, big: 5 }),
} satisfies Action<State>;

/** (die_hard.lw:16) */
export const empty_small = {
  parameters: {},
  guard: () => true,
  effect: (s) => ({ ...s, small: 0 }),
} satisfies Action<State>;

/** (die_hard.lw:17) */
export const empty_big = {
  parameters: {},
  guard: () => true,
  effect: (s) => ({ ...s, big: 0 }),
} satisfies Action<State>;

/** (die_hard.lw:19) */
export const small_to_big = {
  parameters: {},
  guard: () => true,
  effect: (s) => ({
    ...s,
    big: within(Big, least(within(LeastA, s.big + s.small), 5)),
    small: within(Small, s.big + s.small - least(within(LeastA, s.big + s.small), 5)),
  }),
} satisfies Action<State>;

/** (die_hard.lw:25) */
export const big_to_small = {
  parameters: {},
  guard: () => true,
  effect: (s) => ({
    ...s,
    small: within(Small, least(within(LeastA, s.big + s.small), 3)),
    big: within(Big, s.big + s.small - least(within(LeastA, s.big + s.small), 3)),
  }),
} satisfies Action<State>;

/** There never are four gallons in the big jug. (die_hard.lw:31) */
export const not_solved = {
  holds: (s) => s.big !== 4,
} satisfies Invariant<State>;

/** Four gallons are measured with a jug of five, a jug of three, and a faucet. (die_hard.lw:1) */
export const model = {
  name: "die_hard",
  variant: "default",
  init: [init],
  actions: { fill_small, fill_big, empty_small, empty_big, small_to_big, big_to_small },
  invariants: { not_solved },
  reachable: {},
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
