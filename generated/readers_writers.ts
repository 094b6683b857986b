// Generated from specs/classics/readers_writers.lw. Do not edit: run `lockwright generate`.

import type { Action, Fairness, Invariant, Model, Property } from "lockwright/runtime";
import {
  always,
  and,
  atMost,
  eventually,
  forAll,
  has,
  head,
  nth,
  range,
  same,
  tail,
  union,
  without,
} from "lockwright/runtime";

/** (readers_writers.lw:4) */
export const Actor = ["actor1", "actor2", "actor3"] as const;
export type Actor = (typeof Actor)[number];

/** (readers_writers.lw:5) */
export const Kind = ["to_read", "to_write"] as const;
export type Kind = (typeof Kind)[number];

/** (readers_writers.lw:6) */
export interface Request {
  readonly kind: Kind;
  readonly actor: Actor;
}

export interface State {
  /** (readers_writers.lw:9) */
  readonly readers: readonly Actor[];
  /** (readers_writers.lw:10) */
  readonly writers: readonly Actor[];
  /** (readers_writers.lw:11) */
  readonly waiting: readonly Request[];
}

/** (readers_writers.lw:1) */
export const init: State = { readers: [], writers: [], waiting: [] };

/** (readers_writers.lw:13) */
export function is_waiting(s: State, a: Actor, kind: Kind): boolean {
  return range(0, s.waiting.length - 1).some((i) => same(nth(s.waiting, i), { kind, actor: a }));
}

/** (readers_writers.lw:16) */
export const try_read = {
  parameters: { a: Actor },
  guard: (s, { a }) => !is_waiting(s, a, "to_read"),
  effect: (s, { a }) => ({
    ...s,
    waiting: atMost(6, [...s.waiting, { kind: "to_read", actor: a }]),
  }),
} satisfies Action<State, { a: Actor }>;

/** (readers_writers.lw:20) */
export const try_write = {
  parameters: { a: Actor },
  guard: (s, { a }) => !is_waiting(s, a, "to_write"),
  effect: (s, { a }) => ({
    ...s,
    waiting: atMost(6, [...s.waiting, { kind: "to_write", actor: a }]),
  }),
} satisfies Action<State, { a: Actor }>;

/** (readers_writers.lw:24) */
export const read_or_write = {
  parameters: {},
  guard: (s) =>
    !same(s.waiting, []) &&
    same(s.writers, []) &&
    (head(s.waiting).kind === "to_read" || same(s.readers, [])),
  effect: (s) => {
    if (head(s.waiting).kind === "to_read") {
      return { ...s, waiting: tail(s.waiting), readers: union(s.readers, [head(s.waiting).actor]) };
    }
    return { ...s, waiting: tail(s.waiting), writers: union(s.writers, [head(s.waiting).actor]) };
  },
} satisfies Action<State>;

/** (readers_writers.lw:31) */
export const stop_activity = {
  parameters: { a: Actor },
  guard: (s, { a }) => has(union(s.readers, s.writers), a),
  effect: (s, { a }) => {
    if (has(s.readers, a)) {
      return { ...s, readers: without(s.readers, [a]) };
    }
    return { ...s, writers: without(s.writers, [a]) };
  },
} satisfies Action<State, { a: Actor }>;

/** Nobody reads while somebody writes, and only one writes. (readers_writers.lw:35) */
export const safety = {
  holds: (s) => (same(s.readers, []) || same(s.writers, [])) && s.writers.length <= 1,
} satisfies Invariant<State>;

/** Everybody reads and writes again and again. (readers_writers.lw:40) */
export const liveness = {
  parameters: {},
  formula: () =>
    forAll(Actor, (a) =>
      and(
        and(
          and(
            always(eventually((s) => has(s.readers, a))),
            always(eventually((s) => has(s.writers, a))),
          ),
          always(eventually((s) => !has(s.readers, a))),
        ),
        always(eventually((s) => !has(s.writers, a))),
      ),
    ),
} satisfies Property<State>;

/** (readers_writers.lw:16) */
export const fair_try_read = {
  strength: "weak",
  parameters: { a: Actor },
  instances: ({ a }) => [[try_read, { a }]],
} satisfies Fairness<State, { a: Actor }>;

/** (readers_writers.lw:20) */
export const fair_try_write = {
  strength: "weak",
  parameters: { a: Actor },
  instances: ({ a }) => [[try_write, { a }]],
} satisfies Fairness<State, { a: Actor }>;

/** (readers_writers.lw:24) */
export const fair_read_or_write = {
  strength: "weak",
  parameters: {},
  instances: () => [[read_or_write, {}]],
} satisfies Fairness<State>;

/** (readers_writers.lw:38) */
export const stops = {
  strength: "weak",
  parameters: {},
  instances: () => [[stop_activity, {}]],
} satisfies Fairness<State>;

/** Readers and writers are served in the order in which they ask. (readers_writers.lw:1) */
export const model = {
  name: "readers_writers",
  variant: "default",
  init: [init],
  actions: { try_read, try_write, read_or_write, stop_activity },
  invariants: { safety },
  reachable: {},
  properties: { liveness },
  fairness: [fair_try_read, fair_try_write, fair_read_or_write, stops],
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
