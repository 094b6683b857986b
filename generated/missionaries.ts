// Generated from specs/classics/missionaries.lw. Do not edit: run `lockwright generate`.

import type { Action, Invariant, Model, Total } from "lockwright/runtime";
import { has, same, setOf, subsets, tabulate, union, without } from "lockwright/runtime";

/** (missionaries.lw:8) */
export const Missionary = ["missionary1", "missionary2", "missionary3"] as const;
export type Missionary = (typeof Missionary)[number];

/** (missionaries.lw:9) */
export const Cannibal = ["cannibal1", "cannibal2", "cannibal3"] as const;
export type Cannibal = (typeof Cannibal)[number];

/** (missionaries.lw:10) */
export const Person = {
  missionary: (missionary: Missionary): Person => ({ kind: "missionary", missionary }),
  cannibal: (cannibal: Cannibal): Person => ({ kind: "cannibal", cannibal }),
} as const;
export type Person =
  | { readonly kind: "missionary"; readonly missionary: Missionary }
  | { readonly kind: "cannibal"; readonly cannibal: Cannibal };

/** (missionaries.lw:11) */
export const Bank = ["east", "west"] as const;
export type Bank = (typeof Bank)[number];

export const Person_values: readonly Person[] = [
  ...Missionary.map((missionary) => Person.missionary(missionary)),
  ...Cannibal.map((cannibal) => Person.cannibal(cannibal)),
];

export interface State {
  /** (missionaries.lw:14) */
  readonly boat: Bank;
  /** (missionaries.lw:15) */
  readonly who: Total<Bank, readonly Person[]>;
}

/** (missionaries.lw:1) */
export const init: State = {
  boat: "east",
  who: tabulate(Bank, (b) => (b === "east" ? setOf(Person_values) : [])),
};

/** (missionaries.lw:17) */
export function other(b: Bank): Bank {
  return b === "east" ? "west" : "east";
}

/** (missionaries.lw:19) */
export function is_safe(people: readonly Person[]): boolean {
  const missionaries = people.filter((p) => p.kind === "missionary").length;
  return missionaries === 0 || people.filter((p) => p.kind === "cannibal").length <= missionaries;
}

/** (missionaries.lw:24) */
export const move = {
  parameters: { crew: subsets(Person_values) },
  guard: (s, { crew }) =>
    has(subsets(s.who[s.boat]), crew) &&
    has([1, 2], crew.length) &&
    is_safe(without(s.who[s.boat], crew)) &&
    is_safe(union(s.who[other(s.boat)], crew)),
  effect: (s, { crew }) => ({
    ...s,
    who: tabulate(Bank, (b) => (b === s.boat ? without(s.who[b], crew) : union(s.who[b], crew))),
    boat: other(s.boat),
  }),
} satisfies Action<State, { crew: readonly Person[] }>;

/** Somebody is left on the east bank. (missionaries.lw:32) */
export const solution = {
  holds: (s) => !same(s.who.east, []),
} satisfies Invariant<State>;

/** Missionaries and cannibals cross a river, two at a time in one boat. (missionaries.lw:1) */
export const model = {
  name: "missionaries",
  variant: "default",
  init: [init],
  actions: { move },
  invariants: { solution },
  reachable: {},
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
