// Generated from specs/retracted-table.lw. Do not edit: run `npm run generate`.

import type { Action, Invariant, Model, Reachable, Scenario, Total } from "lockwright/runtime";
import {
  asCase,
  fill,
  has,
  holdersOf,
  layout,
  merge,
  put,
  tabulate,
  union,
  within,
  without,
} from "lockwright/runtime";

/** (hand-made.lw:3) */
export const Slot = [0, 1] as const;
export type Slot = (typeof Slot)[number];

/** A page-table entry. (hand-made.lw:4) */
export const Pte = layout(64, {
  present: 0,
  writable: 1,
  dirty: 6,
  pfn: { at: [12, 51], in: [0, 0x1234] },
});
export type Pte = bigint;

/** (hand-made.lw:5) */
export const Pmd = {
  none: { kind: "none" },
  table: (table: Table): Pmd => ({ kind: "table", table }),
} as const;
export type Pmd = { readonly kind: "none" } | { readonly kind: "table"; readonly table: Table };

/** A page of page-table entries. (hand-made.lw:6) */
export const Table = ["table1", "table2"] as const;
export type Table = (typeof Table)[number];

/** (hand-made.lw:6) */
export const Life = ["unused", "linked", "detached"] as const;
export type Life = (typeof Life)[number];

/** (hand-made.lw:6) */
export interface TableFields {
  readonly life: Life;
  readonly ptl: Thread | null;
  readonly entry: Total<Slot, Pte>;
}

/** A write fault on a shared mapping. (hand-made.lw:30) */
export const Fault = ["Fault1", "Fault2"] as const;
export type Fault = (typeof Fault)[number];

/** (hand-made.lw:30) */
export const FaultStep = ["lookup", "lock_table", "store", "ended"] as const;
export type FaultStep = (typeof FaultStep)[number];

/** (hand-made.lw:30) */
export interface FaultLocals {
  readonly at: FaultStep;
  readonly table: Table;
  readonly tries: Slot;
}

/** (hand-made.lw:50) */
export const Retract = ["Retract"] as const;
export type Retract = (typeof Retract)[number];

/** (hand-made.lw:50) */
export const RetractStep = ["lock_mapping", "detach", "ended"] as const;
export type RetractStep = (typeof RetractStep)[number];

/** (hand-made.lw:50) */
export interface RetractLocals {
  readonly at: RetractStep;
}

/** (hand-made.lw:60) */
export const Thread = ["Fault1", "Fault2", "Retract"] as const;
export type Thread = (typeof Thread)[number];

/** (hand-made.lw:60) */
export interface Shared {
  readonly writer: Thread | null;
  readonly readers: readonly Thread[];
}

export interface State {
  /** The entry that points to the table. (hand-made.lw:20) */
  readonly pmd: Pmd;
  /** (hand-made.lw:21) */
  readonly i_mmap: Shared;
  /** (hand-made.lw:22) */
  readonly table: Total<Table, TableFields>;
  /** (hand-made.lw:30) */
  readonly fault: Total<Fault, FaultLocals>;
  /** (hand-made.lw:50) */
  readonly retract: Total<Retract, RetractLocals>;
}

/** The first table is linked. (hand-made.lw:25) */
export const init: State = {
  pmd: Pmd.table("table1"),
  i_mmap: { writer: null, readers: [] },
  table: tabulate(Table, (t) => ({
    life: t === "table1" ? "linked" : "unused",
    ptl: null,
    entry: fill(Slot, 0n),
  })),
  fault: fill(Fault, { at: "lookup", table: "table1", tries: 0 }),
  retract: fill(Retract, { at: "lock_mapping" }),
};

/** No translation, whatever the hardware noted. (hand-made.lw:10) */
export function pte_none(e: Pte): boolean {
  return Pte.with(e, { dirty: false }) === 0n;
}

/** (hand-made.lw:11) */
export function is_linked(s: State, t: Table): boolean {
  return s.pmd.kind === "table" && s.pmd.table === t;
}

/** (hand-made.lw:12) */
export function largest(a: Slot, b: Slot): Slot {
  return a > b ? a : b;
}

/** (hand-made.lw:31) */
export const Fault_lookup = {
  process: "Fault",
  step: "lookup",
  parameters: { self: Fault },
  guard: (s, { self }) => s.fault[self].at === "lookup",
  effect: (s, { self }) => {
    if (s.pmd.kind === "table") {
      return { ...s, fault: merge(s.fault, self, { table: s.pmd.table, at: "lock_table" }) };
    }
    return { ...s, fault: merge(s.fault, self, { at: "ended" }) };
  },
} satisfies Action<State, { self: Fault }>;

/** pte_offset_map_lock (hand-made.lw:36) */
export const Fault_lock_table = {
  process: "Fault",
  step: "lock_table",
  parameters: { self: Fault },
  guard: (s, { self }) =>
    s.fault[self].at === "lock_table" && s.table[s.fault[self].table].ptl === null,
  wants: (s, { self }) => ({ lock: "ptl", object: s.fault[self].table, mode: "write" }),
  requires: [
    // hand-made.lw:37
    {
      property: "use_after_free",
      need: (s, { self }) => s.table[s.fault[self].table].life !== "unused",
    },
  ],
  effect: (s, { self }) => ({
    ...s,
    table: merge(s.table, s.fault[self].table, { ptl: self }),
    fault: merge(s.fault, self, { at: "store" }),
  }),
} satisfies Action<State, { self: Fault }>;

/** (hand-made.lw:40) */
export const Fault_store = {
  process: "Fault",
  step: "store",
  parameters: { self: Fault },
  guard: (s, { self }) => s.fault[self].at === "store",
  requires: [
    // hand-made.lw:41
    {
      property: "linked_on_write",
      on: (s, { self }) => is_linked(s, s.fault[self].table),
      need: (s, { self }) => s.pmd.kind === "table" && s.pmd.table === s.fault[self].table,
      unless: [
        { holds: (s) => s.i_mmap.writer === "Retract" },
        { holds: (s) => has(s.i_mmap.readers, "Retract") },
      ],
    },
  ],
  effect: (s, { self }) => {
    const { table, tries } = s.fault[self];
    if (pte_none(s.table[table].entry[0]) && Slot.some((i) => s.table[table].entry[i] === 0n)) {
      return {
        ...s,
        table: merge(s.table, table, {
          entry: put(
            s.table[table].entry,
            0,
            Pte.with(s.table[table].entry[0], { present: true, writable: true, pfn: 0x1234 }),
          ),
          ptl: null,
        }),
        fault: merge(s.fault, self, { at: "ended" }),
      };
    }
    if (tries === 1) {
      return {
        ...s,
        table: merge(s.table, table, { ptl: null }),
        fault: merge(s.fault, self, { at: "ended" }),
      };
    }
    return {
      ...s,
      table: merge(s.table, table, { ptl: null }),
      fault: merge(s.fault, self, { tries: within(Slot, tries + 1), at: "lookup" }),
    };
  },
} satisfies Action<State, { self: Fault }>;

/** (hand-made.lw:51) */
export const Retract_lock_mapping = {
  process: "Retract",
  step: "lock_mapping",
  parameters: { self: Retract },
  guard: (s, { self }) => s.retract[self].at === "lock_mapping" && s.i_mmap.writer === null,
  wants: () => ({ lock: "i_mmap", mode: "read" }),
  effect: (s, { self }) => ({
    ...s,
    i_mmap: { ...s.i_mmap, readers: union(s.i_mmap.readers, [self]) },
    retract: merge(s.retract, self, { at: "detach" }),
  }),
} satisfies Action<State, { self: Retract }>;

/** (hand-made.lw:55) */
export const Retract_detach = {
  process: "Retract",
  step: "detach",
  parameters: { self: Retract, zero: [false, true] },
  guard: (s, { self }) =>
    s.retract[self].at === "detach" && s.pmd.kind === "table" && s.table[s.pmd.table].ptl === null,
  effect: (s, { self, zero }) => {
    if (zero) {
      return {
        ...s,
        pmd: Pmd.none,
        table: merge(s.table, asCase(s.pmd, "table").table, {
          life: "detached",
          entry: fill(Slot, 0n),
        }),
        i_mmap: { ...s.i_mmap, readers: without(s.i_mmap.readers, [self]) },
        retract: merge(s.retract, self, { at: "ended" }),
      };
    }
    return {
      ...s,
      pmd: Pmd.none,
      table: merge(s.table, asCase(s.pmd, "table").table, { life: "detached" }),
      i_mmap: { writer: null, readers: [] },
      retract: merge(s.retract, self, { at: "ended" }),
    };
  },
} satisfies Action<State, { self: Retract; zero: boolean }>;

/** A detached table has no entries. (hand-made.lw:70) */
export const detached_zero = {
  holds: (s) =>
    Table.every(
      (t) => s.table[t].life !== "detached" || Slot.every((i) => pte_none(s.table[t].entry[i])),
    ),
} satisfies Invariant<State>;

/** The pmd points to a linked table. (hand-made.lw:72) */
export const linked_once = {
  holds: (s) => {
    const { pmd } = s;
    return (
      pmd.kind !== "table" || Table.every((t) => t !== pmd.table || s.table[t].life === "linked")
    );
  },
} satisfies Invariant<State>;

/** Both faults have looked a table up. (hand-made.lw:75) */
export const two_waiting = {
  holds: (s) => Fault.filter((f) => s.fault[f].at === "lock_table").length === 2,
} satisfies Reachable<State>;

/** A store into a table that is gone. (hand-made.lw:80) */
export const late_store = {
  moves: [
    ["Fault1", "lookup"],
    ["Retract", "..", "detach"],
    ["Fault1", "lock_table"],
  ],
  then: { holds: (s) => s.pmd.kind !== "table" },
} satisfies Scenario<State>;

/** Free a retracted page table. (hand-made.lw:1) */
export const model = {
  name: "retract",
  variant: "default",
  init: [init],
  actions: {
    "Fault.lookup": Fault_lookup,
    "Fault.lock_table": Fault_lock_table,
    "Fault.store": Fault_store,
    "Retract.lock_mapping": Retract_lock_mapping,
    "Retract.detach": Retract_detach,
  },
  invariants: { detached_zero, linked_once },
  reachable: { two_waiting },
  processes: {
    Fault: { instances: Fault, at: (s, self: Fault) => s.fault[self].at },
    Retract: { instances: Retract, at: (s, self: Retract) => s.retract[self].at },
  },
  locks: {
    ptl: {
      kind: "spinlock",
      objects: Table,
      holders: (s, table: Table) => holdersOf(s.table[table].ptl),
    },
    i_mmap: { kind: "rwsem", holders: (s) => holdersOf(s.i_mmap) },
  },
  scenarios: { late_store },
  checks: ["deadlock", "self_deadlock", "lock_order"],
} satisfies Model<State>;
