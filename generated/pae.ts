// Generated from specs/x86/pae.lw. Do not edit: run `lockwright generate`.

import type { Action, Model, Reachable, Total } from "lockwright/runtime";
import { fill, has, layout, merge, put, same, tabulate, without } from "lockwright/runtime";

/**
 * GUP_GET_PXX_LOW_HIGH. A store writes the high half first, so that P comes last; clearing
 * goes the other way round. ptep_get_lockless reads low, high, and low again, with interrupts
 * off: that the low half is the same proves nothing, since an entry may go and another with
 * that half may come. (pae.lw:6)
 */
export const Low = layout(32, {
  present: 0,
  frame: { at: [12, 31] },
});
export type Low = bigint;

/** (pae.lw:9) */
export const High = layout(32, {
  frame: { at: [0, 19] },
});
export type High = bigint;

/** Clears the entry and sets another, twice: one has the low half of the first. (pae.lw:24) */
export const Change = ["Change"] as const;
export type Change = (typeof Change)[number];

/** (pae.lw:40) */
export const NextLowLeft = [1, 2] as const;
export type NextLowLeft = (typeof NextLowLeft)[number];

/** (pae.lw:41) */
export const NextHighLeft = [1, 2] as const;
export type NextHighLeft = (typeof NextHighLeft)[number];

/** ptep_get_lockless (pae.lw:43) */
export const Reader = ["Reader"] as const;
export type Reader = (typeof Reader)[number];

/** (pae.lw:25) */
export const ChangeLeft = [1, 2] as const;
export type ChangeLeft = (typeof ChangeLeft)[number];

/** Every instance of every process. (pae.lw:1) */
export const Thread = ["Change", "Reader"] as const;
export type Thread = (typeof Thread)[number];

/** The steps of Change. (pae.lw:24) */
export const ChangeStep = [
  "pte_clear",
  "pte_clear_rest",
  "flush_tlb_page",
  "flush_tlb_page_done",
  "set_pte",
  "set_pte_rest",
  "ended",
] as const;
export type ChangeStep = (typeof ChangeStep)[number];

/** Where a Change is, and its locals. (pae.lw:24) */
export interface ChangeState {
  readonly at: ChangeStep;
  readonly left: ChangeLeft;
}

/** The steps of Reader. (pae.lw:43) */
export const ReaderStep = [
  "local_irq_save",
  "read_low",
  "read_high",
  "read_again",
  "got",
  "local_irq_restore",
  "ended",
] as const;
export type ReaderStep = (typeof ReaderStep)[number];

/** Where a Reader is, and its locals. (pae.lw:43) */
export interface ReaderState {
  readonly at: ReaderStep;
  readonly seen_low: Low;
  readonly seen_high: High;
}

export interface State {
  /** (pae.lw:18) */
  readonly low: Low;
  /** (pae.lw:19) */
  readonly high: High;
  /** Clears the entry and sets another, twice: one has the low half of the first. (pae.lw:24) */
  readonly change: Total<Change, ChangeState>;
  /** ptep_get_lockless (pae.lw:43) */
  readonly reader: Total<Reader, ReaderState>;
  /** Which threads have interrupts off. (pae.lw:1) */
  readonly irq_off: Total<Thread, boolean>;
  /** The threads that each synchronize_ipi still waits for. (pae.lw:1) */
  readonly ipi_wait: Total<Thread, readonly Thread[]>;
}

/** (pae.lw:1) */
export const init: State = {
  low: 0x1001n,
  high: 1n,
  change: fill(Change, { at: "pte_clear", left: 2 }),
  reader: fill(Reader, { at: "local_irq_save", seen_low: 0n, seen_high: 0n }),
  irq_off: fill(Thread, false),
  ipi_wait: fill(Thread, []),
};

/** (pae.lw:21) */
export function is_whole(l: Low, h: High): boolean {
  return (l === 0x1001n && has([1n, 2n], h)) || (l === 0x2001n && h === 3n);
}

/** (pae.lw:40) */
export function next_low(left: NextLowLeft): Low {
  return left === 2 ? 0x1001n : 0x2001n;
}

/** (pae.lw:41) */
export function next_high(left: NextHighLeft): High {
  return left === 2 ? 2n : 3n;
}

/** (pae.lw:26) */
export const Change_pte_clear = {
  process: "Change",
  step: "pte_clear",
  parameters: { self: Change },
  guard: (s, { self }) => s.change[self].at === "pte_clear",
  effect: (s, { self }) => ({
    ...s,
    low: 0n,
    change: merge(s.change, self, { at: "pte_clear_rest" }),
  }),
} satisfies Action<State, { self: Change }>;

/** (pae.lw:28) */
export const Change_pte_clear_rest = {
  process: "Change",
  step: "pte_clear_rest",
  parameters: { self: Change },
  guard: (s, { self }) => s.change[self].at === "pte_clear_rest",
  effect: (s, { self }) => ({
    ...s,
    high: 0n,
    change: merge(s.change, self, { at: "flush_tlb_page" }),
  }),
} satisfies Action<State, { self: Change }>;

/** (pae.lw:30) */
export const Change_flush_tlb_page = {
  process: "Change",
  step: "flush_tlb_page",
  parameters: { self: Change },
  guard: (s, { self }) => s.change[self].at === "flush_tlb_page",
  requires: [
    // pae.lw:30
    { property: "sleep_in_atomic", need: (s, { self }) => !s.irq_off[self] },
  ],
  effect: (s, { self }) => ({
    ...s,
    ipi_wait: put(
      s.ipi_wait,
      self,
      Thread.filter((each) => each !== self && s.irq_off[each]),
    ),
    change: merge(s.change, self, { at: "flush_tlb_page_done" }),
  }),
} satisfies Action<State, { self: Change }>;

/** (pae.lw:30) */
export const Change_flush_tlb_page_done = {
  process: "Change",
  step: "flush_tlb_page_done",
  parameters: { self: Change },
  guard: (s, { self }) => s.change[self].at === "flush_tlb_page_done" && same(s.ipi_wait[self], []),
  effect: (s, { self }) => ({ ...s, change: merge(s.change, self, { at: "set_pte" }) }),
} satisfies Action<State, { self: Change }>;

/** (pae.lw:31) */
export const Change_set_pte = {
  process: "Change",
  step: "set_pte",
  parameters: { self: Change },
  guard: (s, { self }) => s.change[self].at === "set_pte",
  effect: (s, { self }) => ({
    ...s,
    high: next_high(s.change[self].left),
    change: merge(s.change, self, { at: "set_pte_rest" }),
  }),
} satisfies Action<State, { self: Change }>;

/** (pae.lw:33) */
export const Change_set_pte_rest = {
  process: "Change",
  step: "set_pte_rest",
  parameters: { self: Change },
  guard: (s, { self }) => s.change[self].at === "set_pte_rest",
  requires: [
    // pae.lw:33
    {
      property: "held_at_end",
      on: (s, { self }) => s.change[self].left !== 2,
      need: (s, { self }) => !s.irq_off[self],
    },
  ],
  effect: (s, { self }) => {
    const { left } = s.change[self];
    if (left === 2) {
      return {
        ...s,
        low: next_low(left),
        change: merge(s.change, self, { left: 1, at: "pte_clear" }),
      };
    }
    return { ...s, low: next_low(left), change: merge(s.change, self, { at: "ended" }) };
  },
} satisfies Action<State, { self: Change }>;

/** (pae.lw:46) */
export const Reader_local_irq_save = {
  process: "Reader",
  step: "local_irq_save",
  parameters: { self: Reader },
  guard: (s, { self }) => s.reader[self].at === "local_irq_save",
  requires: [
    // pae.lw:46
    { property: "rcu_unbalanced", need: (s, { self }) => !s.irq_off[self] },
  ],
  effect: (s, { self }) => ({
    ...s,
    irq_off: put(s.irq_off, self, true),
    reader: merge(s.reader, self, { at: "read_low" }),
  }),
} satisfies Action<State, { self: Reader }>;

/** (pae.lw:47) */
export const Reader_read_low = {
  process: "Reader",
  step: "read_low",
  parameters: { self: Reader },
  guard: (s, { self }) => s.reader[self].at === "read_low",
  effect: (s, { self }) => ({
    ...s,
    reader: merge(s.reader, self, { seen_low: s.low, at: "read_high" }),
  }),
} satisfies Action<State, { self: Reader }>;

/** (pae.lw:48) */
export const Reader_read_high = {
  process: "Reader",
  step: "read_high",
  parameters: { self: Reader },
  guard: (s, { self }) => s.reader[self].at === "read_high",
  effect: (s, { self }) => ({
    ...s,
    reader: merge(s.reader, self, { seen_high: s.high, at: "read_again" }),
  }),
} satisfies Action<State, { self: Reader }>;

/** (pae.lw:49) */
export const Reader_read_again = {
  process: "Reader",
  step: "read_again",
  parameters: { self: Reader },
  guard: (s, { self }) => s.reader[self].at === "read_again",
  effect: (s, { self }) => {
    if (s.low !== s.reader[self].seen_low) {
      return { ...s, reader: merge(s.reader, self, { at: "read_low" }) };
    }
    return { ...s, reader: merge(s.reader, self, { at: "got" }) };
  },
} satisfies Action<State, { self: Reader }>;

/** what it has is used here (pae.lw:51) */
export const Reader_got = {
  process: "Reader",
  step: "got",
  parameters: { self: Reader },
  guard: (s, { self }) => s.reader[self].at === "got",
  requires: [
    // pae.lw:51
    {
      property: "whole_if_present",
      need: (s, { self }) =>
        !Low.get(s.reader[self].seen_low, "present") ||
        is_whole(s.reader[self].seen_low, s.reader[self].seen_high),
    },
  ],
  effect: (s, { self }) => ({ ...s, reader: merge(s.reader, self, { at: "local_irq_restore" }) }),
} satisfies Action<State, { self: Reader }>;

/** (pae.lw:52) */
export const Reader_local_irq_restore = {
  process: "Reader",
  step: "local_irq_restore",
  parameters: { self: Reader },
  guard: (s, { self }) => s.reader[self].at === "local_irq_restore",
  requires: [
    // pae.lw:52
    { property: "rcu_unbalanced", need: (s, { self }) => s.irq_off[self] },
    // pae.lw:52
    { property: "held_at_end", need: () => true },
  ],
  effect: (s, { self }) => ({
    ...s,
    irq_off: put(s.irq_off, self, false),
    ipi_wait: tabulate(Thread, (each) => without(s.ipi_wait[each], [self])),
    reader: merge(s.reader, self, { at: "ended" }),
  }),
} satisfies Action<State, { self: Reader }>;

/** Of one that is not present, the halves may be of two. (pae.lw:60) */
export const torn = {
  holds: (s) =>
    Reader.some(
      (r) =>
        s.reader[r].at === "got" && s.reader[r].seen_low === 0n && s.reader[r].seen_high !== 0n,
    ),
} satisfies Reachable<State>;

/**
 * An entry of two halves: who looks without a lock sees a whole one, or looks again.
 * (pae.lw:1)
 */
export const model = {
  name: "pae",
  variant: "default",
  init: [init],
  actions: {
    "Change.pte_clear": Change_pte_clear,
    "Change.pte_clear_rest": Change_pte_clear_rest,
    "Change.flush_tlb_page": Change_flush_tlb_page,
    "Change.flush_tlb_page_done": Change_flush_tlb_page_done,
    "Change.set_pte": Change_set_pte,
    "Change.set_pte_rest": Change_set_pte_rest,
    "Reader.local_irq_save": Reader_local_irq_save,
    "Reader.read_low": Reader_read_low,
    "Reader.read_high": Reader_read_high,
    "Reader.read_again": Reader_read_again,
    "Reader.got": Reader_got,
    "Reader.local_irq_restore": Reader_local_irq_restore,
  },
  invariants: {},
  reachable: { torn },
  processes: {
    Change: { instances: Change, at: (s, self: Change) => s.change[self].at },
    Reader: { instances: Reader, at: (s, self: Reader) => s.reader[self].at },
  },
  locks: {},
  scenarios: {},
  checks: ["deadlock", "held_at_end", "rcu_unbalanced", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
