// Generated from specs/retract.lw. Do not edit: run `lockwright generate`.

import type {
  Action,
  Fairness,
  Invariant,
  Model,
  Property,
  Reachable,
  Total,
} from "lockwright/runtime";
import {
  asCase,
  fill,
  forAll,
  has,
  holdersOf,
  layout,
  leadsTo,
  merge,
  put,
  range,
  same,
  setOf,
  sum,
  tabulate,
  union,
  within,
  without,
} from "lockwright/runtime";

/** A page of page-table entries and the memory of its lock. (retract.lw:57) */
export const Table = ["table1"] as const;
export type Table = (typeof Table)[number];

/**
 * A leaf entry. The software bits 9, 10, 11 and 58 mean what they say only in a present
 * entry. A swap entry uses them for its offset, and bit 8 of an entry without bit 0 is
 * PROT_NONE. (pte.lw:5)
 */
export const Pte = layout(64, {
  present: 0,
  writable: 1,
  user: 2,
  pwt: 3,
  pcd: 4,
  accessed: 5,
  dirty: 6,
  pat: 7,
  global: 8,
  special: 9,
  uffd_wp: 10,
  soft_dirty: 11,
  pfn: { at: [12, 51], in: [0, 0x1234, 0x5678] },
  saved_dirty: 58,
  nx: 63,
});
export type Pte = bigint;

/** (retract.lw:35) */
export const Slot = [0] as const;
export type Slot = (typeof Slot)[number];

/** ro forbids writing (retract.lw:36) */
export const Vma = ["rw", "ro"] as const;
export type Vma = (typeof Vma)[number];

/** (retract.lw:37) */
export const Page = ["file_page", "anon_page"] as const;
export type Page = (typeof Page)[number];

/** (retract.lw:38) */
export const Pmd = {
  none: { kind: "none" },
  huge: { kind: "huge" },
  table: (table: Table): Pmd => ({ kind: "table", table }),
} as const;
export type Pmd =
  | { readonly kind: "none" }
  | { readonly kind: "huge" }
  | { readonly kind: "table"; readonly table: Table };

/** (retract.lw:54) */
export const Mapcount = [0, 1, 2] as const;
export type Mapcount = (typeof Mapcount)[number];

/** (retract.lw:81) */
export const PfnOf = range(0, 65535);
export type PfnOf = number;

/**
 * handle_pte_fault to wp_page_reuse: a write to a shared page mapped for reading.
 * (retract.lw:87)
 */
export const Fault = ["Fault"] as const;
export type Fault = (typeof Fault)[number];

/** collapse_file: it empties the entries by rmap, then retract_page_tables. (retract.lw:141) */
export const Retract = ["Retract"] as const;
export type Retract = (typeof Retract)[number];

/**
 * collapse_pte_mapped_thp: the slots map a huge page already; the table goes.
 * (retract.lw:176)
 */
export const Collapse = ["Collapse"] as const;
export type Collapse = (typeof Collapse)[number];

/** A walker without locks: pte_offset_map, or gup_fast under 6.4. (retract.lw:226) */
export const Reader = ["Reader"] as const;
export type Reader = (typeof Reader)[number];

/** Every instance of every process. (retract.lw:1) */
export const Thread = ["Fault", "Retract", "Collapse", "Reader"] as const;
export type Thread = (typeof Thread)[number];

/** A lock with one writer or many readers. (retract.lw:1) */
export interface SharedLock {
  readonly writer: Thread | null;
  readonly readers: readonly Thread[];
}

/** The life of an object. (retract.lw:1) */
export const Life = ["free", "new", "linked", "detached", "dying"] as const;
export type Life = (typeof Life)[number];

/** What a Table has. (retract.lw:57) */
export interface TableState {
  readonly life: Life;
  readonly readers: readonly Thread[];
  readonly ptl: Thread | null;
  readonly entry: Total<Slot, Pte>;
  readonly ptl_alive: boolean;
}

/** The steps of Fault. (retract.lw:87) */
export const FaultStep = [
  "mmap_read_lock",
  "pte_offset_map_rw_nolock",
  "ptep_get_lockless",
  "spin_lock",
  "pte_same",
  "wp_page_reuse",
  "spin_unlock",
  "pte_unmap",
  "mmap_read_unlock",
  "ended",
] as const;
export type FaultStep = (typeof FaultStep)[number];

/** Where a Fault is, and its locals. (retract.lw:87) */
export interface FaultState {
  readonly at: FaultStep;
  readonly table: Table;
  readonly orig: Pte;
}

/** The steps of Retract. (retract.lw:141) */
export const RetractStep = [
  "folio_lock",
  "i_mmap_lock_read",
  "find_pmd",
  "try_to_unmap",
  "pmd_lock",
  "spin_lock",
  "anon_vma_again",
  "pmdp_collapse_flush",
  "spin_unlock",
  "pte_free_defer",
  "i_mmap_unlock",
  "ended",
] as const;
export type RetractStep = (typeof RetractStep)[number];

/** Where a Retract is, and its locals. (retract.lw:141) */
export interface RetractState {
  readonly at: RetractStep;
  readonly table: Table;
}

/** The steps of Collapse. (retract.lw:176) */
export const CollapseStep = [
  "mmap_read_lock",
  "folio_lock",
  "find_pmd",
  "pmd_lock",
  "spin_lock",
  "check_ptes",
  "ptep_clear",
  "pmdp_collapse_flush",
  "spin_unlock",
  "pte_free_defer",
  "unlock_all",
  "ended",
] as const;
export type CollapseStep = (typeof CollapseStep)[number];

/** Where a Collapse is, and its locals. (retract.lw:176) */
export interface CollapseState {
  readonly at: CollapseStep;
  readonly table: Table;
}

/** The steps of Reader. (retract.lw:226) */
export const ReaderStep = [
  "rcu_lock",
  "pmdp_get_lockless",
  "ptep_get_lockless",
  "pte_unmap",
  "ended",
] as const;
export type ReaderStep = (typeof ReaderStep)[number];

/** Where a Reader is, and its locals. (retract.lw:226) */
export interface ReaderState {
  readonly at: ReaderStep;
  readonly table: Table;
  readonly seen: Pte;
}

export interface State {
  /** (retract.lw:53) */
  readonly pmd: Total<Vma, Pmd>;
  /** (retract.lw:54) */
  readonly mapcount: Total<Page, Mapcount>;
  /** of rw: private pages may be in its table (retract.lw:55) */
  readonly anon_vma: boolean;
  /** the mm's, or the VMA's in its stead (retract.lw:47) */
  readonly mmap: SharedLock;
  /** of the huge page: no file fault in the range meanwhile (retract.lw:48) */
  readonly folio: Thread | null;
  /** (retract.lw:49) */
  readonly i_mmap: SharedLock;
  /** (retract.lw:50) */
  readonly pml: Thread | null;
  /** A page of page-table entries and the memory of its lock. (retract.lw:57) */
  readonly table: Total<Table, TableState>;
  /**
   * handle_pte_fault to wp_page_reuse: a write to a shared page mapped for reading.
   * (retract.lw:87)
   */
  readonly fault: Total<Fault, FaultState>;
  /** collapse_file: it empties the entries by rmap, then retract_page_tables. (retract.lw:141) */
  readonly retract: Total<Retract, RetractState>;
  /**
   * collapse_pte_mapped_thp: the slots map a huge page already; the table goes.
   * (retract.lw:176)
   */
  readonly collapse: Total<Collapse, CollapseState>;
  /** A walker without locks: pte_offset_map, or gup_fast under 6.4. (retract.lw:226) */
  readonly reader: Total<Reader, ReaderState>;
  /** Which threads are in an RCU read section. (retract.lw:1) */
  readonly rcu: Total<Thread, boolean>;
  /** Whoever locks a table looks at the pmd again before storing into it (S16). (retract.lw:280) */
  readonly recheck_after_lock: Total<Table, Total<Thread, boolean>>;
}

/** The page is mapped for reading and counted, or not mapped yet. (retract.lw:67) */
export function init(): readonly State[] {
  return Table.flatMap((t) =>
    [0n, 0x8000000001234025n].map((e) => ({
      pmd: tabulate(Vma, (vma) => (vma === "rw" ? Pmd.table(t) : Pmd.none)),
      mapcount: tabulate(Page, (page) =>
        page === "file_page" && e === 0x8000000001234025n ? 1 : 0,
      ),
      anon_vma: false,
      mmap: { writer: null, readers: [] },
      folio: null,
      i_mmap: { writer: null, readers: [] },
      pml: null,
      table: fill(Table, {
        life: "linked",
        readers: [],
        ptl: null,
        entry: fill(Slot, e),
        ptl_alive: true,
      }),
      fault: fill(Fault, { at: "mmap_read_lock", table: "table1", orig: 0n }),
      retract: fill(Retract, { at: "folio_lock", table: "table1" }),
      collapse: fill(Collapse, { at: "mmap_read_lock", table: "table1" }),
      reader: fill(Reader, { at: "rcu_lock", table: "table1", seen: 0n }),
      rcu: fill(Thread, false),
      recheck_after_lock: fill(Table, fill(Thread, false)),
    })),
  );
}

/**
 * Knights Landing may set A and D in an entry that is not present: they do not count.
 * (pte.lw:23)
 */
export function pte_none(e: Pte): boolean {
  return Pte.with(e, { accessed: false, dirty: false }) === 0n;
}

/** P, or PROT_NONE. (pte.lw:26) */
export function pte_present(e: Pte): boolean {
  return Pte.get(e, "present") || Pte.get(e, "global");
}

/** All 64 bits, A and D among them. (pte.lw:29) */
export function pte_same(a: Pte, b: Pte): boolean {
  return a === b;
}

/** Without shadow stacks, which say RW = 0, D = 1. (pte.lw:32) */
export function pte_write(e: Pte): boolean {
  return Pte.get(e, "writable");
}

/** Written to, whichever of the two bits remembers it. (pte.lw:35) */
export function pte_dirty(e: Pte): boolean {
  return Pte.get(e, "dirty") || Pte.get(e, "saved_dirty");
}

/** A read-only entry does not carry D: that would be a shadow stack. (pte.lw:38) */
export function pte_mksaveddirty(e: Pte): Pte {
  return Pte.get(e, "writable") ? e : Pte.with(e, { dirty: false, saved_dirty: pte_dirty(e) });
}

/** A writable entry does not carry SAVED_DIRTY. (pte.lw:42) */
export function pte_clear_saveddirty(e: Pte): Pte {
  return Pte.get(e, "writable") ? Pte.with(e, { dirty: pte_dirty(e), saved_dirty: false }) : e;
}

/** For a VMA that is no shadow stack: RW, and D where it had been saved. (pte.lw:46) */
export function pte_mkwrite(e: Pte): Pte {
  return pte_clear_saveddirty(Pte.with(e, { writable: true }));
}

/** D and SOFT_DIRTY; SAVED_DIRTY for D if the entry is read-only. (pte.lw:52) */
export function pte_mkdirty(e: Pte): Pte {
  return pte_mksaveddirty(Pte.with(e, { dirty: true, soft_dirty: true }));
}

/** A. (pte.lw:55) */
export function pte_mkyoung(e: Pte): Pte {
  return Pte.with(e, { accessed: true });
}

/** Empty is what the architecture says it is, not the integer 0. (retract.lw:75) */
export function is_none(e: Pte): boolean {
  return pte_none(e);
}

/** (retract.lw:77) */
export function all_none(s: State, t: Table): boolean {
  return Slot.every((slot) => is_none(s.table[t].entry[slot]));
}

/** (retract.lw:79) */
export function writable(v: Vma): boolean {
  return v === "rw";
}

/** (retract.lw:81) */
export function pfn_of(g: Page): PfnOf {
  return g === "file_page" ? 4660 : 22136;
}

/** (retract.lw:83) */
export function maps(e: Pte, g: Page): boolean {
  return pte_present(e) && Pte.get(e, "pfn") === pfn_of(g);
}

/** For a fault about to act on an entry, its table is in use. (retract.lw:256) */
export function in_use(s: State, t: Table): boolean {
  return s.table[t].life === "linked" || Fault.some((f) => s.fault[f].at === "wp_page_reuse");
}

/** (retract.lw:91) */
export const Fault_mmap_read_lock = {
  process: "Fault",
  step: "mmap_read_lock",
  parameters: { self: Fault },
  guard: (s, { self }) => s.fault[self].at === "mmap_read_lock" && s.mmap.writer === null,
  wants: () => ({ lock: "mmap", mode: "read" }),
  requires: [
    // retract.lw:91
    {
      property: "lock_order",
      need: (s, { self }) =>
        s.folio !== self &&
        !(s.i_mmap.writer === self || has(s.i_mmap.readers, self)) &&
        s.pml !== self &&
        !Table.some((each) => s.table[each].ptl === self),
    },
    // retract.lw:91
    {
      property: "sleep_in_atomic",
      need: (s, { self }) =>
        s.pml !== self && !Table.some((each) => s.table[each].ptl === self) && !s.rcu[self],
    },
    // retract.lw:91
    { property: "self_deadlock", need: (s, { self }) => !has(s.mmap.readers, self) },
  ],
  effect: (s, { self }) => ({
    ...s,
    mmap: { ...s.mmap, readers: union(s.mmap.readers, [self]) },
    fault: merge(s.fault, self, { at: "pte_offset_map_rw_nolock" }),
  }),
} satisfies Action<State, { self: Fault }>;

/** 6.4 needs no RCU here: mmap keeps the pmd as it is (retract.lw:92) */
export const Fault_pte_offset_map_rw_nolock = {
  process: "Fault",
  step: "pte_offset_map_rw_nolock",
  parameters: { self: Fault },
  guard: (s, { self }) => s.fault[self].at === "pte_offset_map_rw_nolock",
  requires: [
    // retract.lw:93
    { property: "rcu_unbalanced", need: (s, { self }) => !s.rcu[self] },
  ],
  effect: (s, { self }) => {
    if (s.pmd.rw.kind === "table") {
      return {
        ...s,
        rcu: put(s.rcu, self, true),
        fault: merge(s.fault, self, { table: s.pmd.rw.table, at: "ptep_get_lockless" }),
      };
    }
    return { ...s, rcu: put(s.rcu, self, true), fault: merge(s.fault, self, { at: "pte_unmap" }) };
  },
} satisfies Action<State, { self: Fault }>;

/** (retract.lw:95) */
export const Fault_ptep_get_lockless = {
  process: "Fault",
  step: "ptep_get_lockless",
  parameters: { self: Fault },
  guard: (s, { self }) => s.fault[self].at === "ptep_get_lockless",
  requires: [
    // retract.lw:96
    {
      property: "guard_entry",
      need: (s, { self }) => s.table[s.fault[self].table].ptl === self || s.rcu[self],
    },
    // retract.lw:96
    {
      property: "no_freed_walk",
      need: (s, { self }) => s.table[s.fault[self].table].life !== "free",
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.fault[self];
    if (!pte_present(s.table[table].entry[0]) || pte_write(s.table[table].entry[0])) {
      return {
        ...s,
        fault: merge(s.fault, self, { orig: s.table[table].entry[0], at: "pte_unmap" }),
      };
    }
    return {
      ...s,
      fault: merge(s.fault, self, { orig: s.table[table].entry[0], at: "spin_lock" }),
    };
  },
} satisfies Action<State, { self: Fault }>;

/** from here on the table may be a detached one (S1) (retract.lw:99) */
export const Fault_spin_lock = {
  process: "Fault",
  step: "spin_lock",
  parameters: { self: Fault },
  guard: (s, { self }) =>
    s.fault[self].at === "spin_lock" && s.table[s.fault[self].table].ptl === null,
  wants: (s, { self }) => ({ lock: "ptl", object: s.fault[self].table, mode: "write" }),
  requires: [
    // retract.lw:100
    { property: "self_deadlock", need: () => true },
    // retract.lw:100
    {
      property: "ptl_live",
      need: (s, { self }) =>
        s.table[s.fault[self].table].ptl_alive && s.table[s.fault[self].table].life !== "free",
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.fault[self];
    return {
      ...s,
      recheck_after_lock: put(
        s.recheck_after_lock,
        table,
        put(s.recheck_after_lock[table], self, true),
      ),
      table: merge(s.table, table, { ptl: self }),
      fault: merge(s.fault, self, { at: "pte_same" }),
    };
  },
} satisfies Action<State, { self: Fault }>;

/** (retract.lw:103) */
export const Fault_pte_same = {
  process: "Fault",
  step: "pte_same",
  parameters: { self: Fault },
  guard: (s, { self }) => s.fault[self].at === "pte_same",
  requires: [
    // retract.lw:104
    {
      property: "guard_entry",
      need: (s, { self }) => s.table[s.fault[self].table].ptl === self || s.rcu[self],
    },
    // retract.lw:104
    {
      property: "no_freed_walk",
      need: (s, { self }) => s.table[s.fault[self].table].life !== "free",
    },
  ],
  effect: (s, { self }) => {
    if (!pte_same(s.table[s.fault[self].table].entry[0], s.fault[self].orig)) {
      return { ...s, fault: merge(s.fault, self, { at: "spin_unlock" }) };
    }
    return { ...s, fault: merge(s.fault, self, { at: "wp_page_reuse" }) };
  },
} satisfies Action<State, { self: Fault }>;

/** (retract.lw:105) */
export const Fault_wp_page_reuse = {
  process: "Fault",
  step: "wp_page_reuse",
  parameters: { self: Fault },
  guard: (s, { self }) => s.fault[self].at === "wp_page_reuse",
  requires: [
    // retract.lw:105
    {
      property: "same_value_same_entry",
      need: (s, { self }) => same(s.pmd.rw, Pmd.table(s.fault[self].table)),
      unless: [
        {
          holds: (s, { self }) =>
            !pte_same(s.table[s.fault[self].table].entry[0], s.fault[self].orig),
        },
      ],
    },
    // retract.lw:106
    { property: "guard_entry", need: (s, { self }) => s.table[s.fault[self].table].ptl === self },
    // retract.lw:106
    {
      property: "linked_on_write",
      need: (s, { self }) => same(s.pmd.rw, Pmd.table(s.fault[self].table)),
      unless: [{ holds: () => false }],
    },
    // retract.lw:106
    {
      property: "recheck_after_lock",
      need: (s, { self }) => !s.recheck_after_lock[s.fault[self].table][self],
      unless: [
        { holds: () => false },
        { holds: (s, { self }) => s.folio === self },
        { holds: () => true },
      ],
    },
    // retract.lw:106
    {
      property: "spurious_none",
      need: (s, { self }) => s.table[s.fault[self].table].life === "linked",
      unless: [{ holds: (s, { self }) => !all_none(s, s.fault[self].table) }],
    },
  ],
  effect: (s, { self }) => {
    const { table, orig } = s.fault[self];
    return {
      ...s,
      table: merge(s.table, table, {
        entry: put(s.table[table].entry, 0, pte_mkwrite(pte_mkdirty(pte_mkyoung(orig)))),
      }),
      fault: merge(s.fault, self, { at: "spin_unlock" }),
    };
  },
} satisfies Action<State, { self: Fault }>;

/** (retract.lw:107) */
export const Fault_spin_unlock = {
  process: "Fault",
  step: "spin_unlock",
  parameters: { self: Fault },
  guard: (s, { self }) => s.fault[self].at === "spin_unlock",
  requires: [
    // retract.lw:107
    {
      property: "unlock_not_owner",
      need: (s, { self }) => s.table[s.fault[self].table].ptl === self,
    },
    // retract.lw:107
    {
      property: "ptl_live",
      need: (s, { self }) =>
        s.table[s.fault[self].table].ptl_alive && s.table[s.fault[self].table].life !== "free",
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.fault[self];
    return {
      ...s,
      recheck_after_lock: put(
        s.recheck_after_lock,
        table,
        put(s.recheck_after_lock[table], self, false),
      ),
      table: merge(s.table, table, { ptl: null }),
      fault: merge(s.fault, self, { at: "pte_unmap" }),
    };
  },
} satisfies Action<State, { self: Fault }>;

/** (retract.lw:108) */
export const Fault_pte_unmap = {
  process: "Fault",
  step: "pte_unmap",
  parameters: { self: Fault },
  guard: (s, { self }) => s.fault[self].at === "pte_unmap",
  requires: [
    // retract.lw:108
    { property: "rcu_unbalanced", need: (s, { self }) => s.rcu[self] },
  ],
  effect: (s, { self }) => ({
    ...s,
    rcu: put(s.rcu, self, false),
    table: tabulate(Table, (each) => ({
      ...s.table[each],
      readers: without(s.table[each].readers, [self]),
    })),
    fault: merge(s.fault, self, { at: "mmap_read_unlock" }),
  }),
} satisfies Action<State, { self: Fault }>;

/** (retract.lw:109) */
export const Fault_mmap_read_unlock = {
  process: "Fault",
  step: "mmap_read_unlock",
  parameters: { self: Fault },
  guard: (s, { self }) => s.fault[self].at === "mmap_read_unlock",
  requires: [
    // retract.lw:109
    {
      property: "unlock_not_owner",
      need: (s, { self }) => s.mmap.writer === self || has(s.mmap.readers, self),
    },
    // retract.lw:109
    {
      property: "held_at_end",
      need: (s, { self }) =>
        s.folio !== self &&
        !(s.i_mmap.writer === self || has(s.i_mmap.readers, self)) &&
        s.pml !== self &&
        !Table.some((each) => s.table[each].ptl === self) &&
        !s.rcu[self],
    },
  ],
  effect: (s, { self }) => ({
    ...s,
    mmap: {
      writer: s.mmap.writer === self ? null : s.mmap.writer,
      readers: without(s.mmap.readers, [self]),
    },
    fault: merge(s.fault, self, { at: "ended" }),
  }),
} satisfies Action<State, { self: Fault }>;

/** (retract.lw:144) */
export const Retract_folio_lock = {
  process: "Retract",
  step: "folio_lock",
  parameters: { self: Retract },
  guard: (s, { self }) => s.retract[self].at === "folio_lock" && s.folio === null,
  wants: () => ({ lock: "folio", mode: "write" }),
  requires: [
    // retract.lw:144
    {
      property: "lock_order",
      need: (s, { self }) =>
        !(s.i_mmap.writer === self || has(s.i_mmap.readers, self)) &&
        s.pml !== self &&
        !Table.some((each) => s.table[each].ptl === self),
    },
    // retract.lw:144
    {
      property: "sleep_in_atomic",
      need: (s, { self }) =>
        s.pml !== self && !Table.some((each) => s.table[each].ptl === self) && !s.rcu[self],
    },
    // retract.lw:144
    { property: "self_deadlock", need: () => true },
  ],
  effect: (s, { self }) => ({
    ...s,
    folio: self,
    retract: merge(s.retract, self, { at: "i_mmap_lock_read" }),
  }),
} satisfies Action<State, { self: Retract }>;

/** (retract.lw:145) */
export const Retract_i_mmap_lock_read = {
  process: "Retract",
  step: "i_mmap_lock_read",
  parameters: { self: Retract },
  guard: (s, { self }) => s.retract[self].at === "i_mmap_lock_read" && s.i_mmap.writer === null,
  wants: () => ({ lock: "i_mmap", mode: "read" }),
  requires: [
    // retract.lw:145
    {
      property: "lock_order",
      need: (s, { self }) => s.pml !== self && !Table.some((each) => s.table[each].ptl === self),
    },
    // retract.lw:145
    {
      property: "sleep_in_atomic",
      need: (s, { self }) =>
        s.pml !== self && !Table.some((each) => s.table[each].ptl === self) && !s.rcu[self],
    },
    // retract.lw:145
    { property: "self_deadlock", need: (s, { self }) => !has(s.i_mmap.readers, self) },
  ],
  effect: (s, { self }) => ({
    ...s,
    i_mmap: { ...s.i_mmap, readers: union(s.i_mmap.readers, [self]) },
    retract: merge(s.retract, self, { at: "find_pmd" }),
  }),
} satisfies Action<State, { self: Retract }>;

/** (retract.lw:147) */
export const Retract_find_pmd = {
  process: "Retract",
  step: "find_pmd",
  parameters: { self: Retract },
  guard: (s, { self }) => s.retract[self].at === "find_pmd",
  effect: (s, { self }) => {
    if (s.pmd.rw.kind === "table") {
      return {
        ...s,
        retract: merge(s.retract, self, { table: s.pmd.rw.table, at: "try_to_unmap" }),
      };
    }
    return { ...s, retract: merge(s.retract, self, { at: "i_mmap_unlock" }) };
  },
} satisfies Action<State, { self: Retract }>;

/** (retract.lw:149) */
export const Retract_try_to_unmap = {
  process: "Retract",
  step: "try_to_unmap",
  parameters: { self: Retract },
  guard: (s, { self }) =>
    s.retract[self].at === "try_to_unmap" && s.table[s.retract[self].table].ptl === null,
  wants: (s, { self }) => ({ lock: "ptl", object: s.retract[self].table, mode: "write" }),
  requires: [
    // retract.lw:150
    { property: "self_deadlock", need: () => true },
    // retract.lw:150
    {
      property: "ptl_live",
      need: (s, { self }) =>
        s.table[s.retract[self].table].ptl_alive && s.table[s.retract[self].table].life !== "free",
    },
    // retract.lw:151
    { property: "guard_entry", need: () => true },
    // retract.lw:151
    {
      property: "no_freed_walk",
      need: (s, { self }) => s.table[s.retract[self].table].life !== "free",
    },
    // retract.lw:152
    {
      property: "guard_entry",
      on: (s, { self }) => maps(s.table[s.retract[self].table].entry[0], "file_page"),
      need: () => true,
    },
    // retract.lw:152
    {
      property: "linked_on_write",
      on: (s, { self }) => maps(s.table[s.retract[self].table].entry[0], "file_page"),
      need: (s, { self }) => same(s.pmd.rw, Pmd.table(s.retract[self].table)),
      unless: [{ holds: () => false }],
    },
    // retract.lw:152
    {
      property: "recheck_after_lock",
      on: (s, { self }) => maps(s.table[s.retract[self].table].entry[0], "file_page"),
      need: () => false,
      unless: [
        { holds: () => false },
        { holds: (s, { self }) => s.folio === self },
        { holds: () => false },
      ],
    },
    // retract.lw:152
    {
      property: "spurious_none",
      on: (s, { self }) => maps(s.table[s.retract[self].table].entry[0], "file_page"),
      need: (s, { self }) => s.table[s.retract[self].table].life === "linked",
      unless: [{ holds: (s, { self }) => !all_none(s, s.retract[self].table) }],
    },
    // retract.lw:155
    {
      property: "unlock_not_owner",
      on: (s, { self }) => maps(s.table[s.retract[self].table].entry[0], "file_page"),
      need: () => true,
    },
    // retract.lw:155
    {
      property: "unlock_not_owner",
      on: (s, { self }) => !maps(s.table[s.retract[self].table].entry[0], "file_page"),
      need: () => true,
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.retract[self];
    if (maps(s.table[table].entry[0], "file_page")) {
      return {
        ...s,
        recheck_after_lock: put(
          s.recheck_after_lock,
          table,
          put(s.recheck_after_lock[table], self, false),
        ),
        table: merge(s.table, table, { ptl: null, entry: put(s.table[table].entry, 0, 0n) }),
        mapcount: put(s.mapcount, "file_page", within(Mapcount, s.mapcount.file_page - 1)),
        retract: merge(s.retract, self, { at: "pmd_lock" }),
      };
    }
    return {
      ...s,
      recheck_after_lock: put(
        s.recheck_after_lock,
        table,
        put(s.recheck_after_lock[table], self, false),
      ),
      table: merge(s.table, table, { ptl: null }),
      retract: merge(s.retract, self, { at: "pmd_lock" }),
    };
  },
} satisfies Action<State, { self: Retract }>;

/** (retract.lw:157) */
export const Retract_pmd_lock = {
  process: "Retract",
  step: "pmd_lock",
  parameters: { self: Retract },
  guard: (s, { self }) => s.retract[self].at === "pmd_lock" && s.pml === null,
  wants: () => ({ lock: "pml", mode: "write" }),
  requires: [
    // retract.lw:157
    {
      property: "lock_order",
      need: (s, { self }) => !Table.some((each) => s.table[each].ptl === self),
    },
    // retract.lw:157
    { property: "self_deadlock", need: () => true },
  ],
  effect: (s, { self }) => ({
    ...s,
    pml: self,
    retract: merge(s.retract, self, { at: "spin_lock" }),
  }),
} satisfies Action<State, { self: Retract }>;

/** (retract.lw:158) */
export const Retract_spin_lock = {
  process: "Retract",
  step: "spin_lock",
  parameters: { self: Retract },
  guard: (s, { self }) =>
    s.retract[self].at === "spin_lock" && s.table[s.retract[self].table].ptl === null,
  wants: (s, { self }) => ({ lock: "ptl", object: s.retract[self].table, mode: "write" }),
  requires: [
    // retract.lw:158
    { property: "self_deadlock", need: () => true },
    // retract.lw:158
    {
      property: "ptl_live",
      need: (s, { self }) =>
        s.table[s.retract[self].table].ptl_alive && s.table[s.retract[self].table].life !== "free",
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.retract[self];
    return {
      ...s,
      recheck_after_lock: put(
        s.recheck_after_lock,
        table,
        put(s.recheck_after_lock[table], self, true),
      ),
      table: merge(s.table, table, { ptl: self }),
      retract: merge(s.retract, self, { at: "anon_vma_again" }),
    };
  },
} satisfies Action<State, { self: Retract }>;

/** Set before any private entry can appear: the ptl orders that. (retract.lw:159) */
export const Retract_anon_vma_again = {
  process: "Retract",
  step: "anon_vma_again",
  parameters: { self: Retract },
  guard: (s, { self }) => s.retract[self].at === "anon_vma_again",
  requires: [
    // retract.lw:161
    {
      property: "ptl_live",
      on: (s, { self }) => s.anon_vma && s.table[s.retract[self].table].ptl === self,
      need: (s, { self }) =>
        s.table[s.retract[self].table].ptl_alive && s.table[s.retract[self].table].life !== "free",
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.retract[self];
    if (s.anon_vma) {
      if (s.table[table].ptl === self) {
        if (s.pml === self) {
          return {
            ...s,
            recheck_after_lock: put(
              s.recheck_after_lock,
              table,
              put(s.recheck_after_lock[table], self, false),
            ),
            table: merge(s.table, table, { ptl: null }),
            pml: null,
            retract: merge(s.retract, self, { at: "i_mmap_unlock" }),
          };
        }
        return {
          ...s,
          recheck_after_lock: put(
            s.recheck_after_lock,
            table,
            put(s.recheck_after_lock[table], self, false),
          ),
          table: merge(s.table, table, { ptl: null }),
          retract: merge(s.retract, self, { at: "i_mmap_unlock" }),
        };
      }
      if (s.pml === self) {
        return { ...s, pml: null, retract: merge(s.retract, self, { at: "i_mmap_unlock" }) };
      }
      return { ...s, retract: merge(s.retract, self, { at: "i_mmap_unlock" }) };
    }
    return { ...s, retract: merge(s.retract, self, { at: "pmdp_collapse_flush" }) };
  },
} satisfies Action<State, { self: Retract }>;

/** (retract.lw:165) */
export const Retract_pmdp_collapse_flush = {
  process: "Retract",
  step: "pmdp_collapse_flush",
  parameters: { self: Retract },
  guard: (s, { self }) => s.retract[self].at === "pmdp_collapse_flush",
  requires: [
    // retract.lw:166
    {
      property: "lifetime",
      need: (s, { self }) => s.table[s.retract[self].table].life === "linked",
    },
    // retract.lw:167
    { property: "guard_pmd", need: (s, { self }) => s.pml === self || s.mmap.writer === self },
  ],
  effect: (s, { self }) => ({
    ...s,
    table: merge(s.table, s.retract[self].table, { life: "detached" }),
    pmd: put(s.pmd, "rw", Pmd.none),
    retract: merge(s.retract, self, { at: "spin_unlock" }),
  }),
} satisfies Action<State, { self: Retract }>;

/** (retract.lw:168) */
export const Retract_spin_unlock = {
  process: "Retract",
  step: "spin_unlock",
  parameters: { self: Retract },
  guard: (s, { self }) => s.retract[self].at === "spin_unlock",
  requires: [
    // retract.lw:168
    {
      property: "unlock_not_owner",
      need: (s, { self }) => s.table[s.retract[self].table].ptl === self,
    },
    // retract.lw:168
    {
      property: "ptl_live",
      need: (s, { self }) =>
        s.table[s.retract[self].table].ptl_alive && s.table[s.retract[self].table].life !== "free",
    },
    // retract.lw:168
    { property: "unlock_not_owner", need: (s, { self }) => s.pml === self },
  ],
  effect: (s, { self }) => {
    const { table } = s.retract[self];
    return {
      ...s,
      recheck_after_lock: put(
        s.recheck_after_lock,
        table,
        put(s.recheck_after_lock[table], self, false),
      ),
      table: merge(s.table, table, { ptl: null }),
      pml: null,
      retract: merge(s.retract, self, { at: "pte_free_defer" }),
    };
  },
} satisfies Action<State, { self: Retract }>;

/** (retract.lw:171) */
export const Retract_pte_free_defer = {
  process: "Retract",
  step: "pte_free_defer",
  parameters: { self: Retract },
  guard: (s, { self }) => s.retract[self].at === "pte_free_defer",
  requires: [
    // retract.lw:171
    {
      property: "lifetime",
      need: (s, { self }) =>
        s.table[s.retract[self].table].life === "new" ||
        s.table[s.retract[self].table].life === "detached",
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.retract[self];
    return {
      ...s,
      table: merge(s.table, table, {
        life: "dying",
        readers: setOf(Thread.filter((each) => s.rcu[each])),
      }),
      retract: merge(s.retract, self, { at: "i_mmap_unlock" }),
    };
  },
} satisfies Action<State, { self: Retract }>;

/** (retract.lw:174) */
export const Retract_i_mmap_unlock = {
  process: "Retract",
  step: "i_mmap_unlock",
  parameters: { self: Retract },
  guard: (s, { self }) => s.retract[self].at === "i_mmap_unlock",
  requires: [
    // retract.lw:174
    {
      property: "unlock_not_owner",
      need: (s, { self }) => s.i_mmap.writer === self || has(s.i_mmap.readers, self),
    },
    // retract.lw:174
    { property: "unlock_not_owner", need: (s, { self }) => s.folio === self },
    // retract.lw:174
    {
      property: "held_at_end",
      need: (s, { self }) =>
        !(s.mmap.writer === self || has(s.mmap.readers, self)) &&
        s.pml !== self &&
        !Table.some((each) => s.table[each].ptl === self) &&
        !s.rcu[self],
    },
  ],
  effect: (s, { self }) => ({
    ...s,
    i_mmap: {
      writer: s.i_mmap.writer === self ? null : s.i_mmap.writer,
      readers: without(s.i_mmap.readers, [self]),
    },
    folio: null,
    retract: merge(s.retract, self, { at: "ended" }),
  }),
} satisfies Action<State, { self: Retract }>;

/** (retract.lw:179) */
export const Collapse_mmap_read_lock = {
  process: "Collapse",
  step: "mmap_read_lock",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "mmap_read_lock" && s.mmap.writer === null,
  wants: () => ({ lock: "mmap", mode: "read" }),
  requires: [
    // retract.lw:179
    {
      property: "lock_order",
      need: (s, { self }) =>
        s.folio !== self &&
        !(s.i_mmap.writer === self || has(s.i_mmap.readers, self)) &&
        s.pml !== self &&
        !Table.some((each) => s.table[each].ptl === self),
    },
    // retract.lw:179
    {
      property: "sleep_in_atomic",
      need: (s, { self }) =>
        s.pml !== self && !Table.some((each) => s.table[each].ptl === self) && !s.rcu[self],
    },
    // retract.lw:179
    { property: "self_deadlock", need: (s, { self }) => !has(s.mmap.readers, self) },
  ],
  effect: (s, { self }) => ({
    ...s,
    mmap: { ...s.mmap, readers: union(s.mmap.readers, [self]) },
    collapse: merge(s.collapse, self, { at: "folio_lock" }),
  }),
} satisfies Action<State, { self: Collapse }>;

/** (retract.lw:181) */
export const Collapse_folio_lock = {
  process: "Collapse",
  step: "folio_lock",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "folio_lock" && s.folio === null,
  wants: () => ({ lock: "folio", mode: "write" }),
  requires: [
    // retract.lw:181
    {
      property: "lock_order",
      need: (s, { self }) =>
        !(s.i_mmap.writer === self || has(s.i_mmap.readers, self)) &&
        s.pml !== self &&
        !Table.some((each) => s.table[each].ptl === self),
    },
    // retract.lw:181
    {
      property: "sleep_in_atomic",
      need: (s, { self }) =>
        s.pml !== self && !Table.some((each) => s.table[each].ptl === self) && !s.rcu[self],
    },
    // retract.lw:181
    { property: "self_deadlock", need: () => true },
  ],
  effect: (s, { self }) => ({
    ...s,
    folio: self,
    collapse: merge(s.collapse, self, { at: "find_pmd" }),
  }),
} satisfies Action<State, { self: Collapse }>;

/** (retract.lw:183) */
export const Collapse_find_pmd = {
  process: "Collapse",
  step: "find_pmd",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "find_pmd",
  effect: (s, { self }) => {
    if (s.pmd.rw.kind === "table") {
      return { ...s, collapse: merge(s.collapse, self, { table: s.pmd.rw.table, at: "pmd_lock" }) };
    }
    return { ...s, collapse: merge(s.collapse, self, { at: "unlock_all" }) };
  },
} satisfies Action<State, { self: Collapse }>;

/** (retract.lw:185) */
export const Collapse_pmd_lock = {
  process: "Collapse",
  step: "pmd_lock",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "pmd_lock" && s.pml === null,
  wants: () => ({ lock: "pml", mode: "write" }),
  requires: [
    // retract.lw:185
    {
      property: "lock_order",
      need: (s, { self }) => !Table.some((each) => s.table[each].ptl === self),
    },
    // retract.lw:185
    { property: "self_deadlock", need: () => true },
  ],
  effect: (s, { self }) => ({
    ...s,
    pml: self,
    collapse: merge(s.collapse, self, { at: "spin_lock" }),
  }),
} satisfies Action<State, { self: Collapse }>;

/** (retract.lw:186) */
export const Collapse_spin_lock = {
  process: "Collapse",
  step: "spin_lock",
  parameters: { self: Collapse },
  guard: (s, { self }) =>
    s.collapse[self].at === "spin_lock" && s.table[s.collapse[self].table].ptl === null,
  wants: (s, { self }) => ({ lock: "ptl", object: s.collapse[self].table, mode: "write" }),
  requires: [
    // retract.lw:186
    { property: "self_deadlock", need: () => true },
    // retract.lw:186
    {
      property: "ptl_live",
      need: (s, { self }) =>
        s.table[s.collapse[self].table].ptl_alive &&
        s.table[s.collapse[self].table].life !== "free",
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.collapse[self];
    return {
      ...s,
      recheck_after_lock: put(
        s.recheck_after_lock,
        table,
        put(s.recheck_after_lock[table], self, true),
      ),
      table: merge(s.table, table, { ptl: self }),
      collapse: merge(s.collapse, self, { at: "check_ptes" }),
    };
  },
} satisfies Action<State, { self: Collapse }>;

/** (retract.lw:187) */
export const Collapse_check_ptes = {
  process: "Collapse",
  step: "check_ptes",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "check_ptes",
  requires: [
    // retract.lw:188
    {
      property: "guard_entry",
      need: (s, { self }) => s.table[s.collapse[self].table].ptl === self || s.rcu[self],
    },
    // retract.lw:188
    {
      property: "no_freed_walk",
      need: (s, { self }) => s.table[s.collapse[self].table].life !== "free",
    },
    // retract.lw:190
    {
      property: "unlock_not_owner",
      on: (s, { self }) =>
        !is_none(s.table[s.collapse[self].table].entry[0]) &&
        !maps(s.table[s.collapse[self].table].entry[0], "file_page"),
      need: (s, { self }) => s.table[s.collapse[self].table].ptl === self,
    },
    // retract.lw:190
    {
      property: "ptl_live",
      on: (s, { self }) =>
        !is_none(s.table[s.collapse[self].table].entry[0]) &&
        !maps(s.table[s.collapse[self].table].entry[0], "file_page"),
      need: (s, { self }) =>
        s.table[s.collapse[self].table].ptl_alive &&
        s.table[s.collapse[self].table].life !== "free",
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.collapse[self];
    if (!is_none(s.table[table].entry[0]) && !maps(s.table[table].entry[0], "file_page")) {
      if (s.pml === self) {
        return {
          ...s,
          recheck_after_lock: put(
            s.recheck_after_lock,
            table,
            put(s.recheck_after_lock[table], self, false),
          ),
          table: merge(s.table, table, { ptl: null }),
          pml: null,
          collapse: merge(s.collapse, self, { at: "unlock_all" }),
        };
      }
      return {
        ...s,
        recheck_after_lock: put(
          s.recheck_after_lock,
          table,
          put(s.recheck_after_lock[table], self, false),
        ),
        table: merge(s.table, table, { ptl: null }),
        collapse: merge(s.collapse, self, { at: "unlock_all" }),
      };
    }
    return { ...s, collapse: merge(s.collapse, self, { at: "ptep_clear" }) };
  },
} satisfies Action<State, { self: Collapse }>;

/** (retract.lw:194) */
export const Collapse_ptep_clear = {
  process: "Collapse",
  step: "ptep_clear",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "ptep_clear",
  requires: [
    // retract.lw:195
    {
      property: "guard_entry",
      need: (s, { self }) => s.table[s.collapse[self].table].ptl === self || s.rcu[self],
    },
    // retract.lw:195
    {
      property: "no_freed_walk",
      need: (s, { self }) => s.table[s.collapse[self].table].life !== "free",
    },
    // retract.lw:196
    {
      property: "guard_entry",
      on: (s, { self }) => maps(s.table[s.collapse[self].table].entry[0], "file_page"),
      need: (s, { self }) => s.table[s.collapse[self].table].ptl === self,
    },
    // retract.lw:196
    {
      property: "linked_on_write",
      on: (s, { self }) => maps(s.table[s.collapse[self].table].entry[0], "file_page"),
      need: (s, { self }) => same(s.pmd.rw, Pmd.table(s.collapse[self].table)),
      unless: [{ holds: (s, { self }) => same(s.pmd.ro, Pmd.table(s.collapse[self].table)) }],
    },
    // retract.lw:196
    {
      property: "recheck_after_lock",
      on: (s, { self }) => maps(s.table[s.collapse[self].table].entry[0], "file_page"),
      need: (s, { self }) => !s.recheck_after_lock[s.collapse[self].table][self],
      unless: [
        { holds: () => false },
        { holds: (s, { self }) => s.folio === self },
        { holds: () => false },
      ],
    },
    // retract.lw:196
    {
      property: "spurious_none",
      on: (s, { self }) => maps(s.table[s.collapse[self].table].entry[0], "file_page"),
      need: (s, { self }) => s.table[s.collapse[self].table].life === "linked",
      unless: [{ holds: (s, { self }) => !all_none(s, s.collapse[self].table) }],
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.collapse[self];
    if (maps(s.table[table].entry[0], "file_page")) {
      return {
        ...s,
        table: merge(s.table, table, { entry: put(s.table[table].entry, 0, 0n) }),
        mapcount: put(s.mapcount, "file_page", within(Mapcount, s.mapcount.file_page - 1)),
        collapse: merge(s.collapse, self, { at: "pmdp_collapse_flush" }),
      };
    }
    return { ...s, collapse: merge(s.collapse, self, { at: "pmdp_collapse_flush" }) };
  },
} satisfies Action<State, { self: Collapse }>;

/** stale: its entries stay, no longer counted (retract.lw:202) */
export const Collapse_pmdp_collapse_flush = {
  process: "Collapse",
  step: "pmdp_collapse_flush",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "pmdp_collapse_flush",
  requires: [
    // retract.lw:203
    {
      property: "lifetime",
      need: (s, { self }) => s.table[s.collapse[self].table].life === "linked",
    },
    // retract.lw:204
    { property: "guard_pmd", need: (s, { self }) => s.pml === self || s.mmap.writer === self },
  ],
  effect: (s, { self }) => ({
    ...s,
    table: merge(s.table, s.collapse[self].table, { life: "detached" }),
    pmd: put(s.pmd, "rw", Pmd.none),
    collapse: merge(s.collapse, self, { at: "spin_unlock" }),
  }),
} satisfies Action<State, { self: Collapse }>;

/** (retract.lw:207) */
export const Collapse_spin_unlock = {
  process: "Collapse",
  step: "spin_unlock",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "spin_unlock",
  requires: [
    // retract.lw:207
    {
      property: "unlock_not_owner",
      need: (s, { self }) => s.table[s.collapse[self].table].ptl === self,
    },
    // retract.lw:207
    {
      property: "ptl_live",
      need: (s, { self }) =>
        s.table[s.collapse[self].table].ptl_alive &&
        s.table[s.collapse[self].table].life !== "free",
    },
    // retract.lw:207
    { property: "unlock_not_owner", need: (s, { self }) => s.pml === self },
  ],
  effect: (s, { self }) => {
    const { table } = s.collapse[self];
    return {
      ...s,
      recheck_after_lock: put(
        s.recheck_after_lock,
        table,
        put(s.recheck_after_lock[table], self, false),
      ),
      table: merge(s.table, table, { ptl: null }),
      pml: null,
      collapse: merge(s.collapse, self, { at: "pte_free_defer" }),
    };
  },
} satisfies Action<State, { self: Collapse }>;

/** (retract.lw:210) */
export const Collapse_pte_free_defer = {
  process: "Collapse",
  step: "pte_free_defer",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "pte_free_defer",
  requires: [
    // retract.lw:210
    {
      property: "lifetime",
      need: (s, { self }) =>
        s.table[s.collapse[self].table].life === "new" ||
        s.table[s.collapse[self].table].life === "detached",
    },
  ],
  effect: (s, { self }) => {
    const { table } = s.collapse[self];
    return {
      ...s,
      table: merge(s.table, table, {
        life: "dying",
        readers: setOf(Thread.filter((each) => s.rcu[each])),
      }),
      collapse: merge(s.collapse, self, { at: "unlock_all" }),
    };
  },
} satisfies Action<State, { self: Collapse }>;

/** (retract.lw:222) */
export const Collapse_unlock_all = {
  process: "Collapse",
  step: "unlock_all",
  parameters: { self: Collapse },
  guard: (s, { self }) => s.collapse[self].at === "unlock_all",
  requires: [
    // retract.lw:224
    {
      property: "unlock_not_owner",
      on: (s, { self }) => s.i_mmap.writer === self || has(s.i_mmap.readers, self),
      need: (s, { self }) => s.folio === self,
    },
    // retract.lw:224
    {
      property: "unlock_not_owner",
      on: (s, { self }) => s.i_mmap.writer === self || has(s.i_mmap.readers, self),
      need: (s, { self }) => s.mmap.writer === self || has(s.mmap.readers, self),
    },
    // retract.lw:222
    {
      property: "held_at_end",
      on: (s, { self }) => s.i_mmap.writer === self || has(s.i_mmap.readers, self),
      need: (s, { self }) =>
        s.pml !== self && !Table.some((each) => s.table[each].ptl === self) && !s.rcu[self],
    },
    // retract.lw:224
    {
      property: "unlock_not_owner",
      on: (s, { self }) => !(s.i_mmap.writer === self || has(s.i_mmap.readers, self)),
      need: (s, { self }) => s.folio === self,
    },
    // retract.lw:224
    {
      property: "unlock_not_owner",
      on: (s, { self }) => !(s.i_mmap.writer === self || has(s.i_mmap.readers, self)),
      need: (s, { self }) => s.mmap.writer === self || has(s.mmap.readers, self),
    },
    // retract.lw:222
    {
      property: "held_at_end",
      on: (s, { self }) => !(s.i_mmap.writer === self || has(s.i_mmap.readers, self)),
      need: (s, { self }) =>
        s.pml !== self && !Table.some((each) => s.table[each].ptl === self) && !s.rcu[self],
    },
  ],
  effect: (s, { self }) => {
    if (s.i_mmap.writer === self || has(s.i_mmap.readers, self)) {
      return {
        ...s,
        i_mmap: {
          writer: s.i_mmap.writer === self ? null : s.i_mmap.writer,
          readers: without(s.i_mmap.readers, [self]),
        },
        folio: null,
        mmap: {
          writer: s.mmap.writer === self ? null : s.mmap.writer,
          readers: without(s.mmap.readers, [self]),
        },
        collapse: merge(s.collapse, self, { at: "ended" }),
      };
    }
    return {
      ...s,
      folio: null,
      mmap: {
        writer: s.mmap.writer === self ? null : s.mmap.writer,
        readers: without(s.mmap.readers, [self]),
      },
      collapse: merge(s.collapse, self, { at: "ended" }),
    };
  },
} satisfies Action<State, { self: Collapse }>;

/** (retract.lw:231) */
export const Reader_rcu_lock = {
  process: "Reader",
  step: "rcu_lock",
  parameters: { self: Reader },
  guard: (s, { self }) => s.reader[self].at === "rcu_lock",
  requires: [
    // retract.lw:231
    { property: "rcu_unbalanced", need: (s, { self }) => !s.rcu[self] },
  ],
  effect: (s, { self }) => ({
    ...s,
    rcu: put(s.rcu, self, true),
    reader: merge(s.reader, self, { at: "pmdp_get_lockless" }),
  }),
} satisfies Action<State, { self: Reader }>;

/** (retract.lw:232) */
export const Reader_pmdp_get_lockless = {
  process: "Reader",
  step: "pmdp_get_lockless",
  parameters: { self: Reader },
  guard: (s, { self }) => s.reader[self].at === "pmdp_get_lockless",
  effect: (s, { self }) => {
    if (s.pmd.rw.kind === "table") {
      return {
        ...s,
        reader: merge(s.reader, self, { table: s.pmd.rw.table, at: "ptep_get_lockless" }),
      };
    }
    return { ...s, reader: merge(s.reader, self, { at: "pte_unmap" }) };
  },
} satisfies Action<State, { self: Reader }>;

/** (retract.lw:234) */
export const Reader_ptep_get_lockless = {
  process: "Reader",
  step: "ptep_get_lockless",
  parameters: { self: Reader },
  guard: (s, { self }) => s.reader[self].at === "ptep_get_lockless",
  requires: [
    // retract.lw:234
    {
      property: "guard_entry",
      need: (s, { self }) => s.table[s.reader[self].table].ptl === self || s.rcu[self],
    },
    // retract.lw:234
    {
      property: "no_freed_walk",
      need: (s, { self }) => s.table[s.reader[self].table].life !== "free",
    },
  ],
  effect: (s, { self }) => ({
    ...s,
    reader: merge(s.reader, self, {
      seen: s.table[s.reader[self].table].entry[0],
      at: "pte_unmap",
    }),
  }),
} satisfies Action<State, { self: Reader }>;

/** (retract.lw:236) */
export const Reader_pte_unmap = {
  process: "Reader",
  step: "pte_unmap",
  parameters: { self: Reader },
  guard: (s, { self }) => s.reader[self].at === "pte_unmap",
  requires: [
    // retract.lw:236
    { property: "rcu_unbalanced", need: (s, { self }) => s.rcu[self] },
    // retract.lw:236
    {
      property: "held_at_end",
      need: (s, { self }) =>
        !(s.mmap.writer === self || has(s.mmap.readers, self)) &&
        s.folio !== self &&
        !(s.i_mmap.writer === self || has(s.i_mmap.readers, self)) &&
        s.pml !== self &&
        !Table.some((each) => s.table[each].ptl === self),
    },
  ],
  effect: (s, { self }) => ({
    ...s,
    rcu: put(s.rcu, self, false),
    table: tabulate(Table, (each) => ({
      ...s.table[each],
      readers: without(s.table[each].readers, [self]),
    })),
    reader: merge(s.reader, self, { at: "ended" }),
  }),
} satisfies Action<State, { self: Reader }>;

/** The grace period has ended: the RCU callback frees the table. (retract.lw:57) */
export const free_table = {
  parameters: { table: Table },
  guard: (s, { table }) => s.table[table].life === "dying" && same(s.table[table].readers, []),
  effect: (s, { table }) => ({ ...s, table: merge(s.table, table, { life: "free" }) }),
} satisfies Action<State, { table: Table }>;

/** A detached table has only its architecture's empty entries (S2, S4). (retract.lw:252) */
export const detached_zero = {
  applies: (s) => Table.some((t) => s.table[t].life === "detached" || s.table[t].life === "dying"),
  holds: (s) =>
    Table.every(
      (t) => !(s.table[t].life === "detached" || s.table[t].life === "dying") || all_none(s, t),
    ),
} satisfies Invariant<State>;

/** A page is counted once for each entry in use that maps it (S14). (retract.lw:258) */
export const ref_map_balance = {
  holds: (s) =>
    Page.every(
      (g) =>
        s.mapcount[g] ===
        sum(Table, (t) =>
          in_use(s, t) ? Slot.filter((slot) => maps(s.table[t].entry[slot], g)).length : 0,
        ),
    ),
} satisfies Invariant<State>;

/** No entry becomes writable in a VMA that forbids writing (S13). (retract.lw:262) */
export const no_permission_upgrade = {
  applies: (s) => Vma.some((v) => s.pmd[v].kind === "table" && !writable(v)),
  holds: (s) =>
    Vma.every(
      (v) =>
        !(s.pmd[v].kind === "table" && !writable(v)) ||
        Slot.every((slot) => !pte_write(s.table[asCase(s.pmd[v], "table").table].entry[slot])),
    ),
} satisfies Invariant<State>;

/** A fault that saw an entry does not go on in a detached table (S11). (retract.lw:266) */
export const fault_bails_out = {
  applies: (s) => Fault.some((f) => s.fault[f].at === "wp_page_reuse"),
  holds: (s) =>
    Fault.every(
      (f) =>
        s.fault[f].at !== "wp_page_reuse" ||
        !(
          s.table[s.fault[f].table].life === "detached" ||
          s.table[s.fault[f].table].life === "dying"
        ),
    ),
} satisfies Invariant<State>;

/** A reader without the lock sees an entry that was there, or none (S6). (retract.lw:269) */
export const regular_values = {
  holds: (s) =>
    Reader.every(
      (r) =>
        is_none(s.reader[r].seen) ||
        maps(s.reader[r].seen, "file_page") ||
        maps(s.reader[r].seen, "anon_page"),
    ),
} satisfies Invariant<State>;

/** When all processes have ended, no object is left new or detached. (retract.lw:1) */
export const leak = {
  holds: (s) =>
    !(
      Fault.every((each) => s.fault[each].at === "ended") &&
      Retract.every((each) => s.retract[each].at === "ended") &&
      Collapse.every((each) => s.collapse[each].at === "ended") &&
      Reader.every((each) => s.reader[each].at === "ended")
    ) ||
    Table.every((each) => !(s.table[each].life === "new" || s.table[each].life === "detached")),
} satisfies Invariant<State>;

/** A fault may hold the lock of a detached table (S1, S12). (retract.lw:272) */
export const locked_detached = {
  holds: (s) =>
    Fault.some((f) =>
      Table.some(
        (t) =>
          s.table[t].ptl === f && (s.table[t].life === "detached" || s.table[t].life === "dying"),
      ),
    ),
} satisfies Reachable<State>;

/** Who takes a table away has it freed, or used again (S9). (retract.lw:312) */
export const tables_are_freed = {
  parameters: {},
  formula: () =>
    forAll(Table, (t) =>
      leadsTo(
        (s) => s.table[t].life === "detached" || s.table[t].life === "dying",
        (s) => !(s.table[t].life === "detached" || s.table[t].life === "dying"),
      ),
    ),
} satisfies Property<State>;

/** (retract.lw:87) */
export const fair_Fault = {
  strength: "weak",
  parameters: { self: Fault },
  instances: ({ self }) => [
    [Fault_mmap_read_lock, { self }],
    [Fault_pte_offset_map_rw_nolock, { self }],
    [Fault_ptep_get_lockless, { self }],
    [Fault_spin_lock, { self }],
    [Fault_pte_same, { self }],
    [Fault_wp_page_reuse, { self }],
    [Fault_spin_unlock, { self }],
    [Fault_pte_unmap, { self }],
    [Fault_mmap_read_unlock, { self }],
  ],
} satisfies Fairness<State, { self: Fault }>;

/** (retract.lw:141) */
export const fair_Retract = {
  strength: "weak",
  parameters: { self: Retract },
  instances: ({ self }) => [
    [Retract_folio_lock, { self }],
    [Retract_i_mmap_lock_read, { self }],
    [Retract_find_pmd, { self }],
    [Retract_try_to_unmap, { self }],
    [Retract_pmd_lock, { self }],
    [Retract_spin_lock, { self }],
    [Retract_anon_vma_again, { self }],
    [Retract_pmdp_collapse_flush, { self }],
    [Retract_spin_unlock, { self }],
    [Retract_pte_free_defer, { self }],
    [Retract_i_mmap_unlock, { self }],
  ],
} satisfies Fairness<State, { self: Retract }>;

/** (retract.lw:176) */
export const fair_Collapse = {
  strength: "weak",
  parameters: { self: Collapse },
  instances: ({ self }) => [
    [Collapse_mmap_read_lock, { self }],
    [Collapse_folio_lock, { self }],
    [Collapse_find_pmd, { self }],
    [Collapse_pmd_lock, { self }],
    [Collapse_spin_lock, { self }],
    [Collapse_check_ptes, { self }],
    [Collapse_ptep_clear, { self }],
    [Collapse_pmdp_collapse_flush, { self }],
    [Collapse_spin_unlock, { self }],
    [Collapse_pte_free_defer, { self }],
    [Collapse_unlock_all, { self }],
  ],
} satisfies Fairness<State, { self: Collapse }>;

/** (retract.lw:226) */
export const fair_Reader = {
  strength: "weak",
  parameters: { self: Reader },
  instances: ({ self }) => [
    [Reader_rcu_lock, { self }],
    [Reader_pmdp_get_lockless, { self }],
    [Reader_ptep_get_lockless, { self }],
    [Reader_pte_unmap, { self }],
  ],
} satisfies Fairness<State, { self: Reader }>;

/** callbacks come, once nobody reads any more (retract.lw:244) */
export const grace_period = {
  strength: "weak",
  parameters: {},
  instances: () => [[free_table, {}]],
} satisfies Fairness<State>;

/**
 * File page tables are taken away under a fault that has already looked at them.
 * (retract.lw:1)
 */
export const model = {
  name: "retract",
  variant: "default",
  get init() {
    return init();
  },
  actions: {
    "Fault.mmap_read_lock": Fault_mmap_read_lock,
    "Fault.pte_offset_map_rw_nolock": Fault_pte_offset_map_rw_nolock,
    "Fault.ptep_get_lockless": Fault_ptep_get_lockless,
    "Fault.spin_lock": Fault_spin_lock,
    "Fault.pte_same": Fault_pte_same,
    "Fault.wp_page_reuse": Fault_wp_page_reuse,
    "Fault.spin_unlock": Fault_spin_unlock,
    "Fault.pte_unmap": Fault_pte_unmap,
    "Fault.mmap_read_unlock": Fault_mmap_read_unlock,
    "Retract.folio_lock": Retract_folio_lock,
    "Retract.i_mmap_lock_read": Retract_i_mmap_lock_read,
    "Retract.find_pmd": Retract_find_pmd,
    "Retract.try_to_unmap": Retract_try_to_unmap,
    "Retract.pmd_lock": Retract_pmd_lock,
    "Retract.spin_lock": Retract_spin_lock,
    "Retract.anon_vma_again": Retract_anon_vma_again,
    "Retract.pmdp_collapse_flush": Retract_pmdp_collapse_flush,
    "Retract.spin_unlock": Retract_spin_unlock,
    "Retract.pte_free_defer": Retract_pte_free_defer,
    "Retract.i_mmap_unlock": Retract_i_mmap_unlock,
    "Collapse.mmap_read_lock": Collapse_mmap_read_lock,
    "Collapse.folio_lock": Collapse_folio_lock,
    "Collapse.find_pmd": Collapse_find_pmd,
    "Collapse.pmd_lock": Collapse_pmd_lock,
    "Collapse.spin_lock": Collapse_spin_lock,
    "Collapse.check_ptes": Collapse_check_ptes,
    "Collapse.ptep_clear": Collapse_ptep_clear,
    "Collapse.pmdp_collapse_flush": Collapse_pmdp_collapse_flush,
    "Collapse.spin_unlock": Collapse_spin_unlock,
    "Collapse.pte_free_defer": Collapse_pte_free_defer,
    "Collapse.unlock_all": Collapse_unlock_all,
    "Reader.rcu_lock": Reader_rcu_lock,
    "Reader.pmdp_get_lockless": Reader_pmdp_get_lockless,
    "Reader.ptep_get_lockless": Reader_ptep_get_lockless,
    "Reader.pte_unmap": Reader_pte_unmap,
    free_table,
  },
  invariants: {
    detached_zero,
    ref_map_balance,
    no_permission_upgrade,
    fault_bails_out,
    regular_values,
    leak,
  },
  reachable: { locked_detached },
  properties: { tables_are_freed },
  fairness: [fair_Fault, fair_Retract, fair_Collapse, fair_Reader, grace_period],
  processes: {
    Fault: { instances: Fault, at: (s, self: Fault) => s.fault[self].at },
    Retract: { instances: Retract, at: (s, self: Retract) => s.retract[self].at },
    Collapse: { instances: Collapse, at: (s, self: Collapse) => s.collapse[self].at },
    Reader: { instances: Reader, at: (s, self: Reader) => s.reader[self].at },
  },
  locks: {
    mmap: { kind: "rwsem", holders: (s) => holdersOf(s.mmap) },
    folio: { kind: "mutex", holders: (s) => holdersOf(s.folio) },
    i_mmap: { kind: "rwsem", holders: (s) => holdersOf(s.i_mmap) },
    pml: { kind: "spinlock", holders: (s) => holdersOf(s.pml) },
    ptl: {
      kind: "spinlock",
      objects: Table,
      holders: (s, table: Table) => holdersOf(s.table[table].ptl),
    },
  },
  scenarios: {},
  checks: [
    "deadlock",
    "self_deadlock",
    "unlock_not_owner",
    "held_at_end",
    "lock_order",
    "sleep_in_atomic",
    "rcu_unbalanced",
    "lifetime",
    "leak",
    "assigned_twice",
    "out_of_range",
  ],
} satisfies Model<State>;
