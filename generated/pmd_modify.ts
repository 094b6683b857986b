// Generated from specs/x86/pmd_modify.lw. Do not edit: run `lockwright generate`.

import type { Action, Invariant, Model, Reachable, Total } from "lockwright/runtime";
import { fill, holdersOf, layout, merge, withBits } from "lockwright/runtime";

/** 64 bits as they are. (machine.lw:20) */
export const Word = layout(64, {});
export type Word = bigint;

/** the number of a bit (machine.lw:21) */
export const Place = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
  27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50,
  51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
] as const;
export type Place = (typeof Place)[number];

/** What a page may be used for, and how it is cached. (pgprot.lw:6) */
export const Pgprot = layout(64, {
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
  pat_large: 12,
  saved_dirty: 58,
  pkey: { at: [59, 62] },
  nx: 63,
});
export type Pgprot = bigint;

/** An entry that is present; swap entries are in `x86.linux.swap`. (pte.lw:7) */
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
  pfn: { at: [12, 51] },
  ignored: { at: [52, 56] },
  devmap: 57,
  saved_dirty: 58,
  pkey: { at: [59, 62] },
  nx: 63,
});
export type Pte = bigint;

/** A huge page, where `leaf` is set; else the address of a table begins at bit 12. (pmd.lw:7) */
export const Pmd = layout(64, {
  present: 0,
  writable: 1,
  user: 2,
  pwt: 3,
  pcd: 4,
  accessed: 5,
  dirty: 6,
  leaf: 7,
  global: 8,
  special: 9,
  uffd_wp: 10,
  soft_dirty: 11,
  pat_large: 12,
  reserved: { at: [13, 20] },
  pfn: { at: [21, 51] },
  ignored: { at: [52, 56] },
  devmap: 57,
  saved_dirty: 58,
  pkey: { at: [59, 62] },
  nx: 63,
});
export type Pmd = bigint;

/** (pmd.lw:126) */
export interface PmdExchanged {
  readonly left: Pmd;
  readonly old: Pmd;
}

/** (pmd_modify.lw:8) */
export const Content = ["before", "after", "zeroes"] as const;
export type Content = (typeof Content)[number];

/**
 * madvise(MADV_FREE) of the whole page, then a store to it, then mprotect().
 * (pmd_modify.lw:22)
 */
export const Free = ["Free"] as const;
export type Free = (typeof Free)[number];

/** Memory is short: a page that MADV_FREE was told of goes, if it is clean. (pmd_modify.lw:49) */
export const Reclaim = ["Reclaim"] as const;
export type Reclaim = (typeof Reclaim)[number];

/** Every instance of every process. (pmd_modify.lw:1) */
export const Thread = ["Free", "Reclaim"] as const;
export type Thread = (typeof Thread)[number];

/** The steps of Free. (pmd_modify.lw:22) */
export const FreeStep = [
  "pmd_trans_huge_lock",
  "folio_clear_dirty",
  "pmd_mkclean",
  "folio_mark_lazyfree",
  "store",
  "fault",
  "set_pmd_at",
  "fault_done",
  "change_huge_pmd",
  "pmd_modify",
  "spin_unlock",
  "ended",
] as const;
export type FreeStep = (typeof FreeStep)[number];

/** Where a Free is, and its locals. (pmd_modify.lw:22) */
export interface FreeState {
  readonly at: FreeStep;
}

/** The steps of Reclaim. (pmd_modify.lw:49) */
export const ReclaimStep = [
  "pmd_trans_huge_lock",
  "pmdp_huge_clear_flush",
  "discard",
  "spin_unlock",
  "ended",
] as const;
export type ReclaimStep = (typeof ReclaimStep)[number];

/** Where a Reclaim is, and its locals. (pmd_modify.lw:49) */
export interface ReclaimState {
  readonly at: ReclaimStep;
  readonly orig: Pmd;
}

export interface State {
  /** huge, writable, dirty (pmd_modify.lw:13) */
  readonly pmd: Pmd;
  /** what the user reads there (pmd_modify.lw:14) */
  readonly content: Content;
  /** the user has written `after` (pmd_modify.lw:15) */
  readonly stored: boolean;
  /** PG_dirty (pmd_modify.lw:16) */
  readonly dirty: boolean;
  /** not PG_swapbacked: clean means free (pmd_modify.lw:17) */
  readonly lazy: boolean;
  /** (pmd_modify.lw:11) */
  readonly ptl: Thread | null;
  /**
   * madvise(MADV_FREE) of the whole page, then a store to it, then mprotect().
   * (pmd_modify.lw:22)
   */
  readonly free: Total<Free, FreeState>;
  /** Memory is short: a page that MADV_FREE was told of goes, if it is clean. (pmd_modify.lw:49) */
  readonly reclaim: Total<Reclaim, ReclaimState>;
}

/** (pmd_modify.lw:1) */
export const init: State = {
  pmd: 0x800000004a2008e7n,
  content: "before",
  stored: false,
  dirty: true,
  lazy: false,
  ptl: null,
  free: fill(Free, { at: "pmd_trans_huge_lock" }),
  reclaim: fill(Reclaim, { at: "pmd_trans_huge_lock", orig: 0n }),
};

/** Shadow stacks for users came with 6.6, and SAVED_DIRTY with them. (machine.lw:28) */
export function since_6_6(): boolean {
  return true;
}

/** (machine.lw:29) */
export function is_64_bit(): boolean {
  return true;
}

/** All bits of an entry. (machine.lw:32) */
export function entry_mask(): Word {
  return 0xffffffffffffffffn;
}

/**
 * All bits of an unsigned long: frames and generic swap entries are of this size.
 * (machine.lw:36)
 */
export function long_mask(): Word {
  return is_64_bit() ? entry_mask() : 0xffffffffn;
}

/** The address of a frame. (machine.lw:39) */
export function address_of(n: Word): Word {
  return withBits(0n, 12, 63, n & long_mask());
}

/** The frame of an address. (machine.lw:42) */
export function frame_of(address: Word): Word {
  return (address >> 12n) & long_mask();
}

/** One bit, by its number. (machine.lw:45) */
export function bit(place: Place): Word {
  return withBits(0n, place, place, true);
}

/** (machine.lw:47) */
export function _PAGE_PRESENT(): Word {
  return 1n;
}

/** (machine.lw:50) */
export function _PAGE_PWT(): Word {
  return 8n;
}

/** (machine.lw:51) */
export function _PAGE_PCD(): Word {
  return 0x10n;
}

/** (machine.lw:52) */
export function _PAGE_ACCESSED(): Word {
  return 0x20n;
}

/** (machine.lw:53) */
export function _PAGE_DIRTY(): Word {
  return 0x40n;
}

/** (machine.lw:54) */
export function _PAGE_PSE(): Word {
  return 0x80n;
}

/** (machine.lw:55) */
export function _PAGE_PAT(): Word {
  return 0x80n;
}

/** (machine.lw:57) */
export function _PAGE_PROTNONE(): Word {
  return 0x100n;
}

/** (machine.lw:58) */
export function _PAGE_SOFTW1(): Word {
  return 0x200n;
}

/** (machine.lw:59) */
export function _PAGE_SOFTW2(): Word {
  return 0x400n;
}

/** (machine.lw:60) */
export function _PAGE_SOFTW3(): Word {
  return 0x800n;
}

/** (machine.lw:61) */
export function _PAGE_SOFTW4(): Word {
  return since_6_6() ? bit(57) : bit(58);
}

/** (machine.lw:62) */
export function _PAGE_SOFTW5(): Word {
  return bit(58);
}

/** (machine.lw:63) */
export function _PAGE_SPECIAL(): Word {
  return _PAGE_SOFTW1();
}

/** (machine.lw:65) */
export function _PAGE_UFFD_WP(): Word {
  return has_uffd_wp() ? _PAGE_SOFTW2() : 0n;
}

/** (machine.lw:66) */
export function _PAGE_SOFT_DIRTY(): Word {
  return has_soft_dirty() ? _PAGE_SOFTW3() : 0n;
}

/** (machine.lw:67) */
export function _PAGE_PAT_LARGE(): Word {
  return 0x1000n;
}

/** (machine.lw:74) */
export function _PAGE_ENC(): Word {
  return 0n;
}

/** DAX pages were marked from 4.5 to 6.16. (machine.lw:77) */
export function _PAGE_DEVMAP(): Word {
  return _PAGE_SOFTW4();
}

/** Where D of an entry that is read-only is kept. (machine.lw:80) */
export function _PAGE_SAVED_DIRTY(): Word {
  return !since_6_6() ? 0n : is_64_bit() ? _PAGE_SOFTW5() : _PAGE_SOFTW2();
}

/** (machine.lw:82) */
export function _PAGE_DIRTY_BITS(): Word {
  return _PAGE_DIRTY() | _PAGE_SAVED_DIRTY();
}

/** Knights Landing may set A and D in an entry that is not present. (machine.lw:88) */
export function _PAGE_KNL_ERRATUM_MASK(): Word {
  return 0x60n;
}

/** (machine.lw:90) */
export function has_soft_dirty(): boolean {
  return is_64_bit();
}

/** (machine.lw:91) */
export function has_uffd_wp(): boolean {
  return is_64_bit();
}

/** Addresses: the encryption bit is none of them. (machine.lw:97) */
export function __PHYSICAL_MASK(): Word {
  return 0xfffffffffffffn & ~0n;
}

/** (machine.lw:99) */
export function PHYSICAL_PAGE_MASK(): Word {
  return __PHYSICAL_MASK() & ~0xfffn;
}

/** (machine.lw:100) */
export function PHYSICAL_PMD_PAGE_MASK(): Word {
  return __PHYSICAL_MASK() & ~0x1fffffn;
}

/** (machine.lw:103) */
export function PTE_PFN_MASK(): Word {
  return PHYSICAL_PAGE_MASK();
}

/** What an entry keeps when its protection changes. (machine.lw:107) */
export function _PAGE_CHG_MASK(): Word {
  return (
    0xffffffffff000n |
    _PAGE_CACHE_MASK() |
    _PAGE_SPECIAL() |
    _PAGE_ACCESSED() |
    _PAGE_DIRTY_BITS() |
    _PAGE_SOFT_DIRTY() |
    _PAGE_DEVMAP() |
    _PAGE_UFFD_WP() |
    _PAGE_ENC()
  );
}

/** (machine.lw:118) */
export function _HPAGE_CHG_MASK(): Word {
  return _PAGE_CHG_MASK() | _PAGE_PSE() | _PAGE_PAT_LARGE();
}

/** (machine.lw:119) */
export function _PAGE_CACHE_MASK(): Word {
  return _PAGE_PWT() | _PAGE_PCD() | _PAGE_PAT();
}

/**
 * Swap entries and PROT_NONE have their addresses inverted: speculation goes nowhere (L1TF).
 * (machine.lw:162)
 */
export function __pte_needs_invert(v: Word): boolean {
  return v !== 0n && !((v & 1n) !== 0n);
}

/**
 * The bits that are to be inverted to store, or to read, an address beside `v`.
 * (machine.lw:165)
 */
export function protnone_mask(v: Word): Word {
  return __pte_needs_invert(v) ? entry_mask() : 0n;
}

/** Bits of one word and not of the other. (machine.lw:168) */
export function differing(a: Word, b: Word): Word {
  return (a & ~b) | (b & ~a);
}

/** The address bits of `v`, inverted if it is not as inverted as `old` was. (machine.lw:171) */
export function flip_protnone_guard(old: Word, v: Word, mask: Word): Word {
  return __pte_needs_invert(old) === __pte_needs_invert(v) ? v : differing(v, mask);
}

/** Without the bits that this CPU has not, if it may be used at all. (pgprot.lw:28) */
export function massage_pgprot(p: Pgprot): Pgprot {
  return Pgprot.get(p, "present") ? p & __supported_pte_mask() : p;
}

/** (pgprot.lw:30) */
export function __supported_pte_mask(): Word {
  return entry_mask();
}

/** (pte.lw:57) */
export function pte_dirty(e: Pte): boolean {
  return Pte.get(e, "dirty") || pte_saveddirty(e);
}

/** (pte.lw:69) */
export function pte_saveddirty(e: Pte): boolean {
  return (e & _PAGE_SAVED_DIRTY()) !== 0n;
}

/** (pte.lw:71) */
export function pte_set_flags(e: Pte, flags: Word): Pte {
  return e | flags;
}

/** (pte.lw:72) */
export function pte_clear_flags(e: Pte, flags: Word): Pte {
  return e & ~flags;
}

/** A read-only entry does not carry D: that would be a shadow stack. (pte.lw:75) */
export function pte_mksaveddirty(e: Pte): Pte {
  return !since_6_6() || Pte.get(e, "writable") || !Pte.get(e, "dirty")
    ? e
    : pte_set_flags(Pte.with(e, { dirty: false }), _PAGE_SAVED_DIRTY());
}

/** A writable entry does not carry SAVED_DIRTY. (pte.lw:82) */
export function pte_clear_saveddirty(e: Pte): Pte {
  return !since_6_6() || !Pte.get(e, "writable") || !pte_saveddirty(e)
    ? e
    : Pte.with(pte_clear_flags(e, _PAGE_SAVED_DIRTY()), { dirty: true });
}

/** (pmd.lw:32) */
export function pmd_pfn_mask(e: Pmd): Word {
  return Pmd.get(e, "leaf") ? PHYSICAL_PMD_PAGE_MASK() : PTE_PFN_MASK();
}

/** (pmd.lw:33) */
export function pmd_flags_mask(e: Pmd): Word {
  return entry_mask() & ~pmd_pfn_mask(e);
}

/** (pmd.lw:34) */
export function pmd_flags(e: Pmd): Word {
  return e & pmd_flags_mask(e);
}

/** (pmd.lw:36) */
export function pmd_pfn(e: Pmd): Word {
  return frame_of(differing(e, protnone_mask(e)) & pmd_pfn_mask(e));
}

/**
 * A frame and a protection; the lowest bits of the frame are lost. Callers make it huge.
 * (pmd.lw:40)
 */
export function pfn_pmd(n: Word, p: Pgprot): Pmd {
  return (
    (differing(address_of(n), protnone_mask(p)) & PHYSICAL_PMD_PAGE_MASK()) | massage_pgprot(p)
  );
}

/** PAE looks at the low half only. (pmd.lw:64) */
export function pmd_none(e: Pmd): boolean {
  return (e & long_mask() & ~_PAGE_KNL_ERRATUM_MASK()) === 0n;
}

/** (pmd.lw:79) */
export function pmd_dirty(e: Pmd): boolean {
  return pte_dirty(e);
}

/** (pmd.lw:88) */
export function pmd_clear_flags(e: Pmd, flags: Word): Pmd {
  return e & ~flags;
}

/** (pmd.lw:89) */
export function pmd_mksaveddirty(e: Pmd): Pmd {
  return pte_mksaveddirty(e);
}

/** (pmd.lw:90) */
export function pmd_clear_saveddirty(e: Pmd): Pmd {
  return pte_clear_saveddirty(e);
}

/** (pmd.lw:97) */
export function pmd_mkclean(e: Pmd): Pmd {
  return pmd_clear_flags(e, _PAGE_DIRTY_BITS());
}

/** (pmd.lw:99) */
export function pmd_mkold(e: Pmd): Pmd {
  return Pmd.with(e, { accessed: false });
}

/** Out of the CPU's sight, with all that it says. (pmd.lw:109) */
export function pmd_mkinvalid(e: Pmd): Pmd {
  return pfn_pmd(pmd_pfn(e), pmd_flags(e) & ~_PAGE_PRESENT() & ~_PAGE_PROTNONE());
}

/** As pte_modify. From 6.6 until it was found in 2026, D of the CPU was lost. (pmd.lw:113) */
export function pmd_modify(e: Pmd, p: Pgprot): Pmd {
  const new_ = flip_protnone_guard(
    e,
    (e & _HPAGE_CHG_MASK()) | (massage_pgprot(p) & ~_HPAGE_CHG_MASK()),
    PHYSICAL_PMD_PAGE_MASK(),
  );
  return Pmd.get(e, "writable") ? pmd_mksaveddirty(new_) : pmd_clear_saveddirty(new_);
}

/** (pmd.lw:132) */
export function pmdp_huge_get_and_clear(e: Pmd): PmdExchanged {
  return { left: 0n, old: e };
}

/** (pmd.lw:134) */
export function pmdp_establish(e: Pmd, new_: Pmd): PmdExchanged {
  return { left: new_, old: e };
}

/** (pmd.lw:135) */
export function pmdp_invalidate(e: Pmd): PmdExchanged {
  return pmdp_establish(e, pmd_mkinvalid(e));
}

/** (pmd.lw:136) */
export function pmdp_invalidate_ad(e: Pmd): PmdExchanged {
  return pmdp_invalidate(e);
}

/** (pmd_modify.lw:19) */
export function new_protection(): Pgprot {
  return 0x8000000000000025n;
}

/** (pmd_modify.lw:23) */
export const Free_pmd_trans_huge_lock = {
  process: "Free",
  step: "pmd_trans_huge_lock",
  parameters: { self: Free },
  guard: (s, { self }) => s.free[self].at === "pmd_trans_huge_lock" && s.ptl === null,
  wants: () => ({ lock: "ptl", mode: "write" }),
  requires: [
    // pmd_modify.lw:23
    { property: "self_deadlock", need: () => true },
  ],
  effect: (s, { self }) => ({
    ...s,
    ptl: self,
    free: merge(s.free, self, { at: "folio_clear_dirty" }),
  }),
} satisfies Action<State, { self: Free }>;

/** (pmd_modify.lw:24) */
export const Free_folio_clear_dirty = {
  process: "Free",
  step: "folio_clear_dirty",
  parameters: { self: Free },
  guard: (s, { self }) => s.free[self].at === "folio_clear_dirty",
  effect: (s, { self }) => ({
    ...s,
    dirty: false,
    free: merge(s.free, self, { at: "pmd_mkclean" }),
  }),
} satisfies Action<State, { self: Free }>;

/** (pmd_modify.lw:25) */
export const Free_pmd_mkclean = {
  process: "Free",
  step: "pmd_mkclean",
  parameters: { self: Free },
  guard: (s, { self }) => s.free[self].at === "pmd_mkclean",
  effect: (s, { self }) => ({
    ...s,
    pmd: pmd_mkold(pmd_mkclean(s.pmd)),
    free: merge(s.free, self, { at: "folio_mark_lazyfree" }),
  }),
} satisfies Action<State, { self: Free }>;

/** (pmd_modify.lw:26) */
export const Free_folio_mark_lazyfree = {
  process: "Free",
  step: "folio_mark_lazyfree",
  parameters: { self: Free },
  guard: (s, { self }) => s.free[self].at === "folio_mark_lazyfree",
  requires: [
    // pmd_modify.lw:28
    { property: "unlock_not_owner", need: (s, { self }) => s.ptl === self },
  ],
  effect: (s, { self }) => ({
    ...s,
    lazy: true,
    ptl: null,
    free: merge(s.free, self, { at: "store" }),
  }),
} satisfies Action<State, { self: Free }>;

/** by the CPU, which says so in D (pmd_modify.lw:29) */
export const Free_store = {
  process: "Free",
  step: "store",
  parameters: { self: Free },
  guard: (s, { self }) => s.free[self].at === "store",
  effect: (s, { self }) => {
    if (pmd_none(s.pmd)) {
      return { ...s, free: merge(s.free, self, { at: "fault" }) };
    }
    return {
      ...s,
      pmd: Pmd.with(s.pmd, { accessed: true, dirty: true }),
      content: "after",
      stored: true,
      free: merge(s.free, self, { at: "change_huge_pmd" }),
    };
  },
} satisfies Action<State, { self: Free }>;

/** (pmd_modify.lw:35) */
export const Free_fault = {
  process: "Free",
  step: "fault",
  parameters: { self: Free },
  guard: (s, { self }) => s.free[self].at === "fault" && s.ptl === null,
  wants: () => ({ lock: "ptl", mode: "write" }),
  requires: [
    // pmd_modify.lw:35
    { property: "self_deadlock", need: () => true },
  ],
  effect: (s, { self }) => ({ ...s, ptl: self, free: merge(s.free, self, { at: "set_pmd_at" }) }),
} satisfies Action<State, { self: Free }>;

/** (pmd_modify.lw:36) */
export const Free_set_pmd_at = {
  process: "Free",
  step: "set_pmd_at",
  parameters: { self: Free },
  guard: (s, { self }) => s.free[self].at === "set_pmd_at",
  effect: (s, { self }) => {
    if (pmd_none(s.pmd)) {
      return {
        ...s,
        pmd: 0x800000005b4008e7n,
        lazy: false,
        free: merge(s.free, self, { at: "fault_done" }),
      };
    }
    return { ...s, free: merge(s.free, self, { at: "fault_done" }) };
  },
} satisfies Action<State, { self: Free }>;

/** (pmd_modify.lw:41) */
export const Free_fault_done = {
  process: "Free",
  step: "fault_done",
  parameters: { self: Free },
  guard: (s, { self }) => s.free[self].at === "fault_done",
  requires: [
    // pmd_modify.lw:42
    { property: "unlock_not_owner", need: (s, { self }) => s.ptl === self },
  ],
  effect: (s, { self }) => ({ ...s, ptl: null, free: merge(s.free, self, { at: "store" }) }),
} satisfies Action<State, { self: Free }>;

/** (pmd_modify.lw:44) */
export const Free_change_huge_pmd = {
  process: "Free",
  step: "change_huge_pmd",
  parameters: { self: Free },
  guard: (s, { self }) => s.free[self].at === "change_huge_pmd" && s.ptl === null,
  wants: () => ({ lock: "ptl", mode: "write" }),
  requires: [
    // pmd_modify.lw:44
    { property: "self_deadlock", need: () => true },
  ],
  effect: (s, { self }) => ({ ...s, ptl: self, free: merge(s.free, self, { at: "pmd_modify" }) }),
} satisfies Action<State, { self: Free }>;

/** (pmd_modify.lw:45) */
export const Free_pmd_modify = {
  process: "Free",
  step: "pmd_modify",
  parameters: { self: Free },
  guard: (s, { self }) => s.free[self].at === "pmd_modify",
  effect: (s, { self }) => {
    if (!pmd_none(s.pmd)) {
      return {
        ...s,
        pmd: pmd_modify(pmdp_invalidate_ad(s.pmd).old, new_protection()),
        free: merge(s.free, self, { at: "spin_unlock" }),
      };
    }
    return { ...s, free: merge(s.free, self, { at: "spin_unlock" }) };
  },
} satisfies Action<State, { self: Free }>;

/** (pmd_modify.lw:47) */
export const Free_spin_unlock = {
  process: "Free",
  step: "spin_unlock",
  parameters: { self: Free },
  guard: (s, { self }) => s.free[self].at === "spin_unlock",
  requires: [
    // pmd_modify.lw:47
    { property: "unlock_not_owner", need: (s, { self }) => s.ptl === self },
    // pmd_modify.lw:47
    { property: "held_at_end", need: () => true },
  ],
  effect: (s, { self }) => ({ ...s, ptl: null, free: merge(s.free, self, { at: "ended" }) }),
} satisfies Action<State, { self: Free }>;

/** (pmd_modify.lw:51) */
export const Reclaim_pmd_trans_huge_lock = {
  process: "Reclaim",
  step: "pmd_trans_huge_lock",
  parameters: { self: Reclaim },
  guard: (s, { self }) => s.reclaim[self].at === "pmd_trans_huge_lock" && s.ptl === null,
  wants: () => ({ lock: "ptl", mode: "write" }),
  requires: [
    // pmd_modify.lw:52
    { property: "self_deadlock", need: () => true },
  ],
  effect: (s, { self }) => {
    if (pmd_none(s.pmd) || !s.lazy) {
      return { ...s, ptl: self, reclaim: merge(s.reclaim, self, { at: "spin_unlock" }) };
    }
    return { ...s, ptl: self, reclaim: merge(s.reclaim, self, { at: "pmdp_huge_clear_flush" }) };
  },
} satisfies Action<State, { self: Reclaim }>;

/** (pmd_modify.lw:54) */
export const Reclaim_pmdp_huge_clear_flush = {
  process: "Reclaim",
  step: "pmdp_huge_clear_flush",
  parameters: { self: Reclaim },
  guard: (s, { self }) => s.reclaim[self].at === "pmdp_huge_clear_flush",
  effect: (s, { self }) => ({
    ...s,
    reclaim: merge(s.reclaim, self, { orig: pmdp_huge_get_and_clear(s.pmd).old, at: "discard" }),
    pmd: pmdp_huge_get_and_clear(s.pmd).left,
  }),
} satisfies Action<State, { self: Reclaim }>;

/** (pmd_modify.lw:57) */
export const Reclaim_discard = {
  process: "Reclaim",
  step: "discard",
  parameters: { self: Reclaim },
  guard: (s, { self }) => s.reclaim[self].at === "discard",
  effect: (s, { self }) => {
    const { orig } = s.reclaim[self];
    if (s.dirty || pmd_dirty(orig)) {
      return {
        ...s,
        pmd: orig,
        lazy: false,
        reclaim: merge(s.reclaim, self, { at: "spin_unlock" }),
      };
    }
    return { ...s, content: "zeroes", reclaim: merge(s.reclaim, self, { at: "spin_unlock" }) };
  },
} satisfies Action<State, { self: Reclaim }>;

/** (pmd_modify.lw:59) */
export const Reclaim_spin_unlock = {
  process: "Reclaim",
  step: "spin_unlock",
  parameters: { self: Reclaim },
  guard: (s, { self }) => s.reclaim[self].at === "spin_unlock",
  requires: [
    // pmd_modify.lw:59
    { property: "unlock_not_owner", need: (s, { self }) => s.ptl === self },
    // pmd_modify.lw:59
    { property: "held_at_end", need: () => true },
  ],
  effect: (s, { self }) => ({ ...s, ptl: null, reclaim: merge(s.reclaim, self, { at: "ended" }) }),
} satisfies Action<State, { self: Reclaim }>;

/** What was stored is there. (pmd_modify.lw:61) */
export const nothing_lost = {
  applies: (s) => s.stored,
  holds: (s) => !s.stored || s.content === "after",
} satisfies Invariant<State>;

/** Reclaim does take what nobody wrote to. (pmd_modify.lw:64) */
export const freed = {
  holds: (s) => s.content === "zeroes",
} satisfies Reachable<State>;

/** A huge page is thrown away, and with it what was written last. (pmd_modify.lw:1) */
export const model = {
  name: "pmd_modify",
  variant: "default",
  init: [init],
  actions: {
    "Free.pmd_trans_huge_lock": Free_pmd_trans_huge_lock,
    "Free.folio_clear_dirty": Free_folio_clear_dirty,
    "Free.pmd_mkclean": Free_pmd_mkclean,
    "Free.folio_mark_lazyfree": Free_folio_mark_lazyfree,
    "Free.store": Free_store,
    "Free.fault": Free_fault,
    "Free.set_pmd_at": Free_set_pmd_at,
    "Free.fault_done": Free_fault_done,
    "Free.change_huge_pmd": Free_change_huge_pmd,
    "Free.pmd_modify": Free_pmd_modify,
    "Free.spin_unlock": Free_spin_unlock,
    "Reclaim.pmd_trans_huge_lock": Reclaim_pmd_trans_huge_lock,
    "Reclaim.pmdp_huge_clear_flush": Reclaim_pmdp_huge_clear_flush,
    "Reclaim.discard": Reclaim_discard,
    "Reclaim.spin_unlock": Reclaim_spin_unlock,
  },
  invariants: { nothing_lost },
  reachable: { freed },
  processes: {
    Free: { instances: Free, at: (s, self: Free) => s.free[self].at },
    Reclaim: { instances: Reclaim, at: (s, self: Reclaim) => s.reclaim[self].at },
  },
  locks: { ptl: { kind: "spinlock", holders: (s) => holdersOf(s.ptl) } },
  scenarios: {},
  checks: [
    "deadlock",
    "self_deadlock",
    "unlock_not_owner",
    "held_at_end",
    "lock_order",
    "sleep_in_atomic",
    "assigned_twice",
    "out_of_range",
  ],
} satisfies Model<State>;
