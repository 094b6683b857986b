// Generated from specs/classics/token_ring.lw. Do not edit: run `lockwright generate`.

import type { Action, Fairness, Model, Property, Total } from "lockwright/runtime";
import { always, eventually, maps, mod, put, range, within } from "lockwright/runtime";

/** (token_ring.lw:7) */
export const Node = [0, 1, 2, 3, 4, 5] as const;
export type Node = (typeof Node)[number];

/** (token_ring.lw:8) */
export const Count = [0, 1, 2, 3, 4, 5] as const;
export type Count = (typeof Count)[number];

export interface State {
  /** (token_ring.lw:10) */
  readonly counter: Total<Node, Count>;
}

/** (token_ring.lw:12) */
export function init(): readonly State[] {
  return maps(Node, Count).map((given) => ({ counter: given }));
}

/** (token_ring.lw:26) */
export function is_unique(s: State): boolean {
  return range(0, 6).some(
    (i) =>
      range(0, i - 1).every((j) => s.counter[within(Node, j)] === s.counter[0]) &&
      range(i, 5).every((j) => s.counter[within(Node, j)] === mod(s.counter[0] - 1, 6)),
  );
}

/** (token_ring.lw:16) */
export const create = {
  parameters: {},
  guard: (s) => s.counter[0] === s.counter[5],
  effect: (s) => ({ ...s, counter: put(s.counter, 0, within(Count, mod(s.counter[5] + 1, 6))) }),
} satisfies Action<State>;

/** (token_ring.lw:20) */
export const pass = {
  parameters: { i: Node },
  guard: (s, { i }) => i !== 0 && s.counter[i] !== s.counter[within(Node, i - 1)],
  effect: (s, { i }) => ({ ...s, counter: put(s.counter, i, s.counter[within(Node, i - 1)]) }),
} satisfies Action<State, { i: Node }>;

/** (token_ring.lw:31) */
export const stabilizes = {
  parameters: {},
  formula: () => eventually(always((s) => is_unique(s))),
} satisfies Property<State>;

/** (token_ring.lw:24) */
export const goes_on = {
  strength: "weak",
  parameters: {},
  instances: () => [
    [create, {}],
    [pass, {}],
  ],
} satisfies Fairness<State>;

/** A ring of counters comes to have one token, however it begins. (token_ring.lw:1) */
export const model = {
  name: "token_ring",
  variant: "default",
  get init() {
    return init();
  },
  actions: { create, pass },
  invariants: {},
  reachable: {},
  properties: { stabilizes },
  fairness: [goes_on],
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
