// Generated from specs/arch/zeroed.lw. Do not edit: run `lockwright generate`.

import type { Action, Invariant, Model, Total } from "lockwright/runtime";
import { fill, has, layout, merge, tabulate } from "lockwright/runtime";

/** (zeroed.lw:12) */
export const Table = ["table1"] as const;
export type Table = (typeof Table)[number];

/**
 * Linux 6.12. Where no constant says what `pte_none` does not look at, it is given: GLOBAL of
 * mips, loongarch, csky and nios2, NEWPAGE of um, the slots of a powerpc hash, A and D of
 * powerpc radix. (entries.lw:6)
 */
export const ItsArch = [
  "x86_64",
  "x86_pae",
  "x86_two_levels",
  "arm64",
  "riscv",
  "s390",
  "sparc64",
  "sparc32",
  "powerpc_hash",
  "powerpc_radix",
  "powerpc_32",
  "mips",
  "loongarch",
  "csky",
  "nios2",
  "xtensa",
  "um",
  "hexagon",
  "plain",
] as const;
export type ItsArch = (typeof ItsArch)[number];

/** An entry. (entries.lw:25) */
export const ItsWord = layout(64, {});
export type ItsWord = bigint;

/** (entries.lw:82) */
export const ItsDeposit = ["page_list", "table_list", "second_half"] as const;
export type ItsDeposit = (typeof ItsDeposit)[number];

/**
 * A list through the table itself overwrites its first two entries; withdrawing puts them
 * right. (entries.lw:95)
 */
export const ItsOverwrittenEntries = [0, 1, 2] as const;
export type ItsOverwrittenEntries = (typeof ItsOverwrittenEntries)[number];

/** (zeroed.lw:9) */
export const Slot = [0, 1, 2] as const;
export type Slot = (typeof Slot)[number];

/** (zeroed.lw:10) */
export const Seen = ["nothing", "none", "mapped"] as const;
export type Seen = (typeof Seen)[number];

/** A huge page keeps a table for the day it is split. (zeroed.lw:17) */
export const Collapse = ["Collapse"] as const;
export type Collapse = (typeof Collapse)[number];

/** The life of an object. (zeroed.lw:1) */
export const Life = ["free", "new", "linked", "detached", "dying"] as const;
export type Life = (typeof Life)[number];

/** What a Table has. (zeroed.lw:12) */
export interface TableState {
  readonly life: Life;
  readonly entry: Total<Slot, ItsWord>;
}

/** The steps of Collapse. (zeroed.lw:17) */
export const CollapseStep = [
  "pte_alloc_one",
  "pgtable_trans_huge_deposit",
  "pgtable_trans_huge_withdraw",
  "pmd_populate",
  "pte_none",
  "ended",
] as const;
export type CollapseStep = (typeof CollapseStep)[number];

/** Where a Collapse is, and its locals. (zeroed.lw:17) */
export interface CollapseState {
  readonly at: CollapseStep;
  readonly table: Table;
}

export interface State {
  /** (zeroed.lw:15) */
  readonly seen: Seen;
  /** (zeroed.lw:12) */
  readonly table: Total<Table, TableState>;
  /** A huge page keeps a table for the day it is split. (zeroed.lw:17) */
  readonly collapse: Total<Collapse, CollapseState>;
}

/** (zeroed.lw:1) */
export const init: State = {
  seen: "nothing",
  table: fill(Table, { life: "free", entry: fill(Slot, 0n) }),
  collapse: fill(Collapse, { at: "pte_alloc_one", table: "table1" }),
};

/** What a table is filled with when it is new, and what pte_clear leaves. (entries.lw:32) */
export function its_empty_pte(): ItsWord {
  return its_ignored_when_empty();
}

/** GLOBAL of a kernel entry stays in an entry that is cleared. (entries.lw:39) */
export function its_ignored_when_empty(): ItsWord {
  return its_keeps_global() ? 0n : 0n;
}

/** (entries.lw:40) */
export function its_keeps_global(): boolean {
  return has(["csky", "loongarch", "mips", "um"], "x86_64");
}

/** (entries.lw:42) */
export function its_pte_none(v: ItsWord): boolean {
  return (v & ~0x60n) === 0n;
}

/** (entries.lw:83) */
export function its_deposit_is(): ItsDeposit {
  return "page_list";
}

/**
 * A list through the table itself overwrites its first two entries; withdrawing puts them
 * right. (entries.lw:95)
 */
export function its_overwritten_entries(): ItsOverwrittenEntries {
  return its_deposit_is() === "table_list" ? 2 : 0;
}

/** (zeroed.lw:19) */
export const Collapse_pte_alloc_one = {
  process: "Collapse",
  step: "pte_alloc_one",
  parameters: { self: Collapse, t: Table },
  guard: (s, { self, t }) => s.collapse[self].at === "pte_alloc_one" && s.table[t].life === "free",
  requires: [
    // zeroed.lw:22
    { property: "use_after_free", need: () => true },
  ],
  effect: (s, { self, t }) => ({
    ...s,
    table: merge(s.table, t, { life: "new", entry: fill(Slot, its_empty_pte()) }),
    collapse: merge(s.collapse, self, { table: t, at: "pgtable_trans_huge_deposit" }),
  }),
} satisfies Action<State, { self: Collapse; t: Table }>;

/** a list of tables may go through the first two entries (zeroed.lw:23) */
export const Collapse_pgtable_trans_huge_deposit = {
  process: "Collapse",
  step: "pgtable_trans_huge_deposit",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "pgtable_trans_huge_deposit",
  requires: [
    // zeroed.lw:24
    {
      property: "use_after_free",
      on: () => Slot.some((slot) => slot < its_overwritten_entries()),
      need: (s, { self }) =>
        Slot.every(
          (slot) =>
            slot >= its_overwritten_entries() || s.table[s.collapse[self].table].life !== "free",
        ),
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.collapse[self];
    return {
      ...s,
      table: merge(s.table, table, {
        entry: tabulate(Slot, (slot) =>
          slot < its_overwritten_entries() ? 0xffff8880n : s.table[table].entry[slot],
        ),
      }),
      collapse: merge(s.collapse, self, { at: "pgtable_trans_huge_withdraw" }),
    };
  },
} satisfies Action<State, { self: Collapse }>;

/** (zeroed.lw:25) */
export const Collapse_pgtable_trans_huge_withdraw = {
  process: "Collapse",
  step: "pgtable_trans_huge_withdraw",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "pgtable_trans_huge_withdraw",
  requires: [
    // zeroed.lw:27
    {
      property: "use_after_free",
      on: () => Slot.some((slot) => slot < its_overwritten_entries()),
      need: (s, { self }) =>
        Slot.every(
          (slot) =>
            slot >= its_overwritten_entries() || s.table[s.collapse[self].table].life !== "free",
        ),
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.collapse[self];
    return {
      ...s,
      table: merge(s.table, table, {
        entry: tabulate(Slot, (slot) =>
          slot < its_overwritten_entries() ? its_empty_pte() : s.table[table].entry[slot],
        ),
      }),
      collapse: merge(s.collapse, self, { at: "pmd_populate" }),
    };
  },
} satisfies Action<State, { self: Collapse }>;

/** (zeroed.lw:28) */
export const Collapse_pmd_populate = {
  process: "Collapse",
  step: "pmd_populate",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "pmd_populate",
  requires: [
    // zeroed.lw:28
    {
      property: "lifetime",
      need: (s, { self }) =>
        s.table[s.collapse[self].table].life === "new" ||
        s.table[s.collapse[self].table].life === "detached",
    },
  ],
  effect: (s, { self }) => ({
    ...s,
    table: merge(s.table, s.collapse[self].table, { life: "linked" }),
    collapse: merge(s.collapse, self, { at: "pte_none" }),
  }),
} satisfies Action<State, { self: Collapse }>;

/** (zeroed.lw:29) */
export const Collapse_pte_none = {
  process: "Collapse",
  step: "pte_none",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "pte_none",
  requires: [
    // zeroed.lw:30
    {
      property: "use_after_free",
      need: (s, { self }) => Slot.every(() => s.table[s.collapse[self].table].life !== "free"),
    },
  ],
  effect: (s, { self }) => ({
    ...s,
    seen: Slot.some((slot) => !its_pte_none(s.table[s.collapse[self].table].entry[slot]))
      ? "mapped"
      : "none",
    collapse: merge(s.collapse, self, { at: "ended" }),
  }),
} satisfies Action<State, { self: Collapse }>;

/** A table in which nothing was ever mapped has no entries. (zeroed.lw:32) */
export const nothing_is_mapped = {
  holds: (s) => s.seen !== "mapped",
} satisfies Invariant<State>;

/** Is a page of zeroes an empty table, and is a table that was deposited? (zeroed.lw:1) */
export const model = {
  name: "zeroed",
  variant: "default",
  init: [init],
  actions: {
    "Collapse.pte_alloc_one": Collapse_pte_alloc_one,
    "Collapse.pgtable_trans_huge_deposit": Collapse_pgtable_trans_huge_deposit,
    "Collapse.pgtable_trans_huge_withdraw": Collapse_pgtable_trans_huge_withdraw,
    "Collapse.pmd_populate": Collapse_pmd_populate,
    "Collapse.pte_none": Collapse_pte_none,
  },
  invariants: { nothing_is_mapped },
  reachable: {},
  processes: { Collapse: { instances: Collapse, at: (s, self: Collapse) => s.collapse[self].at } },
  locks: {},
  scenarios: {},
  checks: ["deadlock", "use_after_free", "lifetime", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
