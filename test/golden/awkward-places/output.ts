// Generated from specs/awkward-places.lw. Do not edit: run `npm run generate`.

import type { Action, Invariant, Model, Pairs, Total } from "lockwright/runtime";
import {
  at,
  change,
  changeNth,
  choose,
  fill,
  given,
  has,
  largest,
  layout,
  merge,
  mod,
  pairs,
  put,
  setOf,
  sum,
  tabulate,
  tail,
  within,
  without,
} from "lockwright/runtime";

/** (hand-made.lw:1) */
export const Slot = [0, 1, 2] as const;
export type Slot = (typeof Slot)[number];

/** (hand-made.lw:2) */
export const Cpu = ["cpu1", "cpu2"] as const;
export type Cpu = (typeof Cpu)[number];

/** (hand-made.lw:3) */
export const Mode = ["zeta", "alpha"] as const;
export type Mode = (typeof Mode)[number];

/** (hand-made.lw:4) */
export const Flags = layout(8, {
  on: 0,
  level: { at: [1, 3] },
});
export type Flags = bigint;

/** (hand-made.lw:5) */
export interface Cell {
  readonly count: Slot;
  readonly flags: Flags;
  readonly row: Total<Slot, Slot>;
  readonly owner: Cpu | null;
}

export interface State {
  /** (hand-made.lw:10) */
  readonly grid: Total<Cpu, Cell>;
  /** (hand-made.lw:11) */
  readonly by_bool: Pairs<boolean, Slot>;
  /** (hand-made.lw:12) */
  readonly waiting: readonly Slot[];
  /** (hand-made.lw:13) */
  readonly modes: readonly Mode[];
  /** (hand-made.lw:14) */
  readonly word: Flags;
  /** (hand-made.lw:15) */
  readonly chosen: Slot | null;
}

/** (hand-made.lw:20) */
export function init(): readonly State[] {
  return Slot.filter((start) => start < 2).map((start) => ({
    grid: fill(Cpu, { count: start, flags: 0n, row: tabulate(Slot, (n) => n), owner: null }),
    by_bool: pairs([false, true], () => 0),
    waiting: [1, 2],
    modes: ["alpha", "zeta"],
    word: 3n,
    chosen: null,
  }));
}

/** (hand-made.lw:30) */
export const two_elements = {
  parameters: { c: Cpu, d: Cpu, i: Slot },
  guard: () => true,
  effect: (s, { c, d, i }) => {
    const { count } = s.grid[d];
    return {
      ...s,
      grid: merge(
        change(merge(s.grid, c, { row: put(s.grid[c].row, i, 0) }), d, (old) => ({
          ...old,
          row: put(old.row, 1, s.grid[c].count),
        })),
        c,
        { count: count < 2 ? within(Slot, count + 1) : 0 },
      ),
    };
  },
} satisfies Action<State, { c: Cpu; d: Cpu; i: Slot }>;

/** (hand-made.lw:31) */
export const whole_then_part = {
  parameters: { c: Cpu, d: Cpu, i: Slot },
  guard: () => true,
  effect: (s, { c, d, i }) => ({
    ...s,
    grid: merge(put(s.grid, c, { ...s.grid[d], count: i }), "cpu1", { owner: d }),
  }),
} satisfies Action<State, { c: Cpu; d: Cpu; i: Slot }>;

/** (hand-made.lw:32) */
export const every_then_one = {
  parameters: { c: Cpu, d: Cpu, i: Slot },
  guard: () => true,
  effect: (s, { d, i }) => ({
    ...s,
    grid: change(
      tabulate(Cpu, (x) => ({ ...s.grid[x], row: put(s.grid[x].row, i, 2), count: 1 })),
      d,
      (old) => ({ ...old, row: put(old.row, i, 0) }),
    ),
  }),
} satisfies Action<State, { c: Cpu; d: Cpu; i: Slot }>;

/** (hand-made.lw:33) */
export const some_only = {
  parameters: { c: Cpu, d: Cpu, i: Slot },
  guard: () => true,
  effect: (s, { d, i }) => ({
    ...s,
    grid: change(
      tabulate(Cpu, (x) =>
        has(
          Cpu.filter((y) => s.grid[y].count === i),
          x,
        )
          ? { ...s.grid[x], flags: Flags.with(s.grid[x].flags, { on: true }) }
          : s.grid[x],
      ),
      d,
      (old) => ({
        ...old,
        row: Slot.reduce((old_, n) => put(old_, within(Slot, mod(n, 2)), n), old.row),
      }),
    ),
  }),
} satisfies Action<State, { c: Cpu; d: Cpu; i: Slot }>;

/** (hand-made.lw:34) */
export const keys_and_words = {
  parameters: { c: Cpu, d: Cpu, i: Slot },
  guard: () => true,
  effect: (s, { c, d, i }) => ({
    ...s,
    by_bool: pairs([false, true], (k) =>
      at(s.by_bool, k) < 2 ? within(Slot, at(s.by_bool, k) + 1) : 0,
    ),
    word: Flags.with(s.word, { level: i + 1, on: c === d }),
    modes: without(setOf(Mode), ["zeta"]),
  }),
} satisfies Action<State, { c: Cpu; d: Cpu; i: Slot }>;

/** (hand-made.lw:35) */
export const enqueue = {
  parameters: { c: Cpu, d: Cpu, i: Slot },
  guard: (s) => s.waiting.length < 3,
  effect: (s, { i }) => ({ ...s, waiting: [...s.waiting, i], chosen: i }),
} satisfies Action<State, { c: Cpu; d: Cpu; i: Slot }>;

/** (hand-made.lw:36) */
export const dequeue = {
  parameters: { c: Cpu, d: Cpu, i: Slot },
  guard: (s) => s.waiting.length > 0,
  effect: (s, { c, i }) => {
    if (s.chosen !== null && s.chosen === i) {
      return {
        ...s,
        waiting: tail(s.waiting),
        grid: merge(s.grid, c, { count: s.chosen }),
        chosen: null,
      };
    }
    return { ...s, waiting: changeNth(s.waiting, 0, () => i) };
  },
} satisfies Action<State, { c: Cpu; d: Cpu; i: Slot }>;

/** A value is named inside an expression and at its top. (hand-made.lw:50) */
export const lets = {
  holds: (s) => {
    const total = sum(Cpu, (x) => s.grid[x].count);
    return (
      total <= 4 &&
      total >= 0 &&
      given(largest(Cpu.map((x) => s.grid[x].count)), (most) => most <= total && most !== 3)
    );
  },
} satisfies Invariant<State>;

/** TypeScript forgets a test of an access in a function inside. (hand-made.lw:51) */
export const narrowing_in_closures = {
  holds: (s) => {
    const { chosen } = s;
    return chosen === null || Slot.some((x) => x === chosen);
  },
} satisfies Invariant<State>;

/** Quantifiers over part of a domain. (hand-made.lw:52) */
export const choices = {
  holds: (s) =>
    Cpu.every(
      (x) =>
        choose(Cpu, (y) => s.grid[y].count === s.grid[x].count) === x ||
        Cpu.filter((y) => s.grid[y].count === s.grid[x].count).length === 2,
    ),
} satisfies Invariant<State>;

/** (hand-made.lw:1) */
export const model = {
  name: "awkward_places",
  variant: "default",
  get init() {
    return init();
  },
  actions: {
    two_elements,
    whole_then_part,
    every_then_one,
    some_only,
    keys_and_words,
    enqueue,
    dequeue,
  },
  invariants: { lets, narrowing_in_closures, choices },
  reachable: {},
  processes: {},
  locks: {},
  scenarios: {},
  checks: [],
} satisfies Model<State>;
