// Generated from specs/classics/coffee_can.lw. Do not edit: run `lockwright generate`.

import type { Action, Fairness, Model, Property, StepProperty } from "lockwright/runtime";
import { always, eventually, implies, mod, range, setOf, within } from "lockwright/runtime";

/** (coffee_can.lw:8) */
export const CanBlack = range(0, 100);
export type CanBlack = number;

/** (coffee_can.lw:8) */
export const CanWhite = range(0, 100);
export type CanWhite = number;

/** (coffee_can.lw:8) */
export interface Can {
  readonly black: CanBlack;
  readonly white: CanWhite;
}

/** (coffee_can.lw:16) */
export const Beans = range(0, 100);
export type Beans = number;

export const Can_values: readonly Can[] = CanBlack.flatMap((black_) =>
  CanWhite.map((white_) => ({ black: black_, white: white_ })),
);

export interface State {
  /** (coffee_can.lw:10) */
  readonly can: Can;
}

/** One bean at least. (coffee_can.lw:12) */
export function init(): readonly State[] {
  return setOf(Can_values.filter((c) => 1 <= c.black + c.white && c.black + c.white <= 100)).map(
    (c) => ({ can: c }),
  );
}

/** (coffee_can.lw:16) */
export function beans(s: State): Beans {
  return within(Beans, s.can.black + s.can.white);
}

/** (coffee_can.lw:18) */
export const take_black = {
  parameters: {},
  guard: (s) => beans(s) > 1 && s.can.black >= 2,
  effect: (s) => ({ ...s, can: { ...s.can, black: within(CanBlack, s.can.black - 1) } }),
} satisfies Action<State>;

/** (coffee_can.lw:22) */
export const take_white = {
  parameters: {},
  guard: (s) => beans(s) > 1 && s.can.white >= 2,
  effect: (s) => ({
    ...s,
    can: { black: within(CanBlack, s.can.black + 1), white: within(CanWhite, s.can.white - 2) },
  }),
} satisfies Action<State>;

/** (coffee_can.lw:26) */
export const take_both = {
  parameters: {},
  guard: (s) => beans(s) > 1 && s.can.black >= 1 && s.can.white >= 1,
  effect: (s) => ({ ...s, can: { ...s.can, black: within(CanBlack, s.can.black - 1) } }),
} satisfies Action<State>;

/** There are fewer and fewer beans. (coffee_can.lw:32) */
export const fewer = {
  holds: (s, next) => beans(s) <= 1 || beans(next) < beans(s),
} satisfies StepProperty<State>;

/** The white beans stay even, or odd. (coffee_can.lw:35) */
export const parity = {
  holds: (s, next) => (mod(s.can.white, 2) === 0) === (mod(next.can.white, 2) === 0),
} satisfies StepProperty<State>;

/** One bean is left in the end. (coffee_can.lw:38) */
export const ends = {
  parameters: {},
  formula: () => eventually(always((s) => beans(s) === 1)),
} satisfies Property<State>;

/** It is black if the white ones were even. (coffee_can.lw:41) */
export const black = {
  parameters: {},
  formula: () =>
    implies(
      (s) => mod(s.can.white, 2) === 0,
      eventually((s) => s.can.black === 1 && s.can.white === 0),
    ),
} satisfies Property<State>;

/** It is white if they were odd. (coffee_can.lw:44) */
export const white = {
  parameters: {},
  formula: () =>
    implies(
      (s) => mod(s.can.white, 2) === 1,
      eventually((s) => s.can.black === 0 && s.can.white === 1),
    ),
} satisfies Property<State>;

/** (coffee_can.lw:30) */
export const goes_on = {
  strength: "weak",
  parameters: {},
  instances: () => [
    [take_black, {}],
    [take_white, {}],
    [take_both, {}],
  ],
} satisfies Fairness<State>;

/**
 * Beans are taken out of a can by two, and one is put in, until one is left.
 * (coffee_can.lw:1)
 */
export const model = {
  name: "coffee_can",
  variant: "default",
  get init() {
    return init();
  },
  actions: { take_black, take_white, take_both },
  invariants: {},
  reachable: {},
  steps: { fewer, parity },
  properties: { ends, black, white },
  fairness: [goes_on],
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["assigned_twice", "out_of_range"],
} satisfies Model<State>;
