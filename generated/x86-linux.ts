// Generated from specs/x86/linux.lw. Do not edit: run `lockwright generate`.

import { bitsOf, layout, range, withBits, within } from "lockwright/runtime";

/** v7 is derived from sources, never run (machine.lw:4) */
export const Kernel = ["v6_1", "v6_12_107", "v6_12", "v7"] as const;
export type Kernel = (typeof Kernel)[number];

/** the last two are 32-bit (machine.lw:5) */
export const Paging = ["four_levels", "five_levels", "pae", "two_levels"] as const;
export type Paging = (typeof Paging)[number];

/** 64 bits as they are. (machine.lw:20) */
export const Word = layout(64, {});
export type Word = bigint;

/** the table of memory types (machine.lw:10) */
export const Pat = ["full", "four_slots", "before_setup"] as const;
export type Pat = (typeof Pat)[number];

/** the number of a bit (machine.lw:21) */
export const Place = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
  27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50,
  51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
] as const;
export type Place = (typeof Place)[number];

/** (machine.lw:22) */
export const Count = range(0, 1024);
export type Count = number;

/** of a swap entry, or a memory type (machine.lw:23) */
export const Kind = range(0, 255);
export type Kind = number;

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

/** What is left in memory, and what the helper returns. (pte.lw:151) */
export interface Exchanged {
  readonly left: Pte;
  readonly old: Pte;
}

/** (pte.lw:152) */
export interface Tested {
  readonly left: Pte;
  readonly result: boolean;
}

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

/** (pmd.lw:127) */
export interface PmdTested {
  readonly left: Pmd;
  readonly result: boolean;
}

/**
 * A page of 1 GiB, where `leaf` is set; else the address of a table begins at bit 12.
 * (pud.lw:8)
 */
export const Pud = layout(64, {
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
  reserved: { at: [13, 29] },
  pfn: { at: [30, 51] },
  ignored: { at: [52, 56] },
  devmap: 57,
  saved_dirty: 58,
  pkey: { at: [59, 62] },
  nx: 63,
});
export type Pud = bigint;

/** (pud.lw:107) */
export interface PudExchanged {
  readonly left: Pud;
  readonly old: Pud;
}

/** (pud.lw:108) */
export interface PudTested {
  readonly left: Pud;
  readonly result: boolean;
}

/** A table; never a page. (p4d.lw:7) */
export const P4d = layout(64, {
  present: 0,
  writable: 1,
  user: 2,
  pwt: 3,
  pcd: 4,
  accessed: 5,
  dirty: 6,
  reserved: 7,
  ignored: { at: [8, 11] },
  pfn: { at: [12, 51] },
  more: { at: [52, 57] },
  noptishadow: 58,
  rest: { at: [59, 62] },
  nx: 63,
});
export type P4d = bigint;

/** A table; never a page. (pgd.lw:8) */
export const Pgd = layout(64, {
  present: 0,
  writable: 1,
  user: 2,
  pwt: 3,
  pcd: 4,
  accessed: 5,
  dirty: 6,
  reserved: 7,
  ignored: { at: [8, 11] },
  pfn: { at: [12, 51] },
  more: { at: [52, 57] },
  noptishadow: 58,
  rest: { at: [59, 62] },
  nx: 63,
});
export type Pgd = bigint;

/**
 * What page-table isolation writes: the entry for the kernel, and the one of the user's
 * table. (pgd.lw:44)
 */
export interface Shadowed {
  readonly kernel: Pgd;
  readonly user: Pgd | null;
}

/**
 * Not present and not empty. Bits 5 and 6 are the CPU's, 7 and 8 would say present.
 * (swap.lw:8)
 */
export const SwapPte = layout(64, {
  present: 0,
  soft_dirty: 1,
  uffd_wp: 2,
  exclusive: 3,
  unused: 4,
  accessed: 5,
  dirty: 6,
  leaf: 7,
  protnone: 8,
  offset: { at: [9, 58] },
  kind: { at: [59, 63] },
});
export type SwapPte = bigint;

/** The same with two levels of tables. (swap.lw:21) */
export const NarrowSwapPte = layout(32, {
  present: 0,
  kind: { at: [1, 5] },
  ignored: 6,
  exclusive: 7,
  protnone: 8,
  offset: { at: [9, 31] },
});
export type NarrowSwapPte = bigint;

/** swp_entry_t: type and offset, whatever the architecture. (swap.lw:28) */
export const Swp = layout(64, {});
export type Swp = bigint;

/** A number in the lowest bits. (swap.lw:84) */
export const Lowest = layout(64, {
  value: { at: [0, 7] },
});
export type Lowest = bigint;

/**
 * The names of later kernels, for which what is present or none is the empty leaf.
 * (swap.lw:219)
 */
export const Softleaf = [
  "none",
  "swap",
  "migration_read",
  "migration_read_exclusive",
  "migration_write",
  "device_private_read",
  "device_private_write",
  "device_exclusive",
  "hwpoison",
  "marker",
] as const;
export type Softleaf = (typeof Softleaf)[number];

export interface Setup {
  /** v7 is derived from sources, never run (machine.lw:4) */
  readonly kernel: Kernel;
  /** the last two are 32-bit (machine.lw:5) */
  readonly paging: Paging;
  /** the CPU can forbid execution (machine.lw:6) */
  readonly cpu_nx: boolean;
  /** RW = 0, D = 1 is a shadow stack (machine.lw:7) */
  readonly cpu_shadow_stacks: boolean;
  /** the address bit that means encrypted, if any (machine.lw:8) */
  readonly encryption: Word;
  /** kernel mappings are not global (machine.lw:9) */
  readonly page_table_isolation: boolean;
  /** the table of memory types (machine.lw:10) */
  readonly pat: Pat;
  /** swap offsets have room for A and D of a migrating page (machine.lw:11) */
  readonly migration_ad: boolean;
  /** (machine.lw:12) */
  readonly config_soft_dirty: boolean;
  /** (machine.lw:13) */
  readonly config_uffd_wp: boolean;
  /** (machine.lw:14) */
  readonly config_pkeys: boolean;
  /** (machine.lw:15) */
  readonly config_numa_balancing: boolean;
  /** (machine.lw:16) */
  readonly config_user_shadow_stack: boolean;
  /** (machine.lw:17) */
  readonly config_memory_failure: boolean;
  /** (machine.lw:18) */
  readonly config_device_private: boolean;
}

/** (linux.lw:1) */
export const setup: Setup = {
  kernel: "v6_12",
  paging: "four_levels",
  cpu_nx: true,
  cpu_shadow_stacks: false,
  encryption: 0n,
  page_table_isolation: false,
  pat: "full",
  migration_ad: true,
  config_soft_dirty: true,
  config_uffd_wp: true,
  config_pkeys: true,
  config_numa_balancing: true,
  config_user_shadow_stack: true,
  config_memory_failure: true,
  config_device_private: false,
};

/** Shadow stacks for users came with 6.6, and SAVED_DIRTY with them. (machine.lw:28) */
export function since_6_6(s: Setup = setup): boolean {
  return s.kernel !== "v6_1";
}

/** (machine.lw:29) */
export function is_64_bit(s: Setup = setup): boolean {
  return s.paging === "four_levels" || s.paging === "five_levels";
}

/** All bits of an entry. (machine.lw:32) */
export function entry_mask(s: Setup = setup): Word {
  return s.paging === "two_levels" ? 0xffffffffn : 0xffffffffffffffffn;
}

/**
 * All bits of an unsigned long: frames and generic swap entries are of this size.
 * (machine.lw:36)
 */
export function long_mask(s: Setup = setup): Word {
  return is_64_bit(s) ? entry_mask(s) : 0xffffffffn;
}

/** The address of a frame. (machine.lw:39) */
export function address_of(n: Word, s: Setup = setup): Word {
  return withBits(0n, 12, 63, n & long_mask(s));
}

/** The frame of an address. (machine.lw:42) */
export function frame_of(address: Word, s: Setup = setup): Word {
  return (address >> 12n) & long_mask(s);
}

/** One bit, by its number. (machine.lw:45) */
export function bit(place: Place): Word {
  return withBits(0n, place, place, true);
}

/** (machine.lw:47) */
export function _PAGE_PRESENT(): Word {
  return 1n;
}

/** (machine.lw:48) */
export function _PAGE_RW(): Word {
  return 2n;
}

/** (machine.lw:49) */
export function _PAGE_USER(): Word {
  return 4n;
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

/** (machine.lw:56) */
export function _PAGE_GLOBAL(): Word {
  return 0x100n;
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
export function _PAGE_SOFTW4(s: Setup = setup): Word {
  return since_6_6(s) ? bit(57) : bit(58);
}

/** (machine.lw:62) */
export function _PAGE_SOFTW5(): Word {
  return bit(58);
}

/** (machine.lw:63) */
export function _PAGE_SPECIAL(): Word {
  return _PAGE_SOFTW1();
}

/** (machine.lw:64) */
export function _PAGE_CPA_TEST(): Word {
  return _PAGE_SOFTW1();
}

/** (machine.lw:65) */
export function _PAGE_UFFD_WP(s: Setup = setup): Word {
  return has_uffd_wp(s) ? _PAGE_SOFTW2() : 0n;
}

/** (machine.lw:66) */
export function _PAGE_SOFT_DIRTY(s: Setup = setup): Word {
  return has_soft_dirty(s) ? _PAGE_SOFTW3() : 0n;
}

/** (machine.lw:67) */
export function _PAGE_PAT_LARGE(): Word {
  return 0x1000n;
}

/** (machine.lw:68) */
export function _PAGE_NX(s: Setup = setup): Word {
  return s.paging === "two_levels" ? 0n : bit(63);
}

/** (machine.lw:69) */
export function _PAGE_PKEY_MASK(s: Setup = setup): Word {
  return has_pkeys(s) ? 0x7800000000000000n : 0n;
}

/** (machine.lw:70) */
export function _PAGE_PKEY_BIT0(s: Setup = setup): Word {
  return bit(59) & _PAGE_PKEY_MASK(s);
}

/** (machine.lw:71) */
export function _PAGE_PKEY_BIT1(s: Setup = setup): Word {
  return bit(60) & _PAGE_PKEY_MASK(s);
}

/** (machine.lw:72) */
export function _PAGE_PKEY_BIT2(s: Setup = setup): Word {
  return bit(61) & _PAGE_PKEY_MASK(s);
}

/** (machine.lw:73) */
export function _PAGE_PKEY_BIT3(s: Setup = setup): Word {
  return bit(62) & _PAGE_PKEY_MASK(s);
}

/** (machine.lw:74) */
export function _PAGE_ENC(s: Setup = setup): Word {
  return s.encryption;
}

/** DAX pages were marked from 4.5 to 6.16. (machine.lw:77) */
export function _PAGE_DEVMAP(s: Setup = setup): Word {
  return s.paging === "two_levels" || s.kernel === "v7" ? 0n : _PAGE_SOFTW4(s);
}

/** Where D of an entry that is read-only is kept. (machine.lw:80) */
export function _PAGE_SAVED_DIRTY(s: Setup = setup): Word {
  return !since_6_6(s) ? 0n : is_64_bit(s) ? _PAGE_SOFTW5() : _PAGE_SOFTW2();
}

/** (machine.lw:82) */
export function _PAGE_DIRTY_BITS(s: Setup = setup): Word {
  return _PAGE_DIRTY() | _PAGE_SAVED_DIRTY(s);
}

/** Of an entry of the root: not for the table that runs in user mode. (machine.lw:85) */
export function _PAGE_NOPTISHADOW(s: Setup = setup): Word {
  return since_6_6(s) && is_64_bit(s) ? bit(58) : 0n;
}

/** Knights Landing may set A and D in an entry that is not present. (machine.lw:88) */
export function _PAGE_KNL_ERRATUM_MASK(s: Setup = setup): Word {
  return s.paging === "two_levels" ? 0n : 0x60n;
}

/** (machine.lw:90) */
export function has_soft_dirty(s: Setup = setup): boolean {
  return s.config_soft_dirty && is_64_bit(s);
}

/** (machine.lw:91) */
export function has_uffd_wp(s: Setup = setup): boolean {
  return s.config_uffd_wp && is_64_bit(s);
}

/** (machine.lw:92) */
export function has_pkeys(s: Setup = setup): boolean {
  return s.config_pkeys && is_64_bit(s);
}

/** (machine.lw:93) */
export function has_numa_balancing(s: Setup = setup): boolean {
  return s.config_numa_balancing && is_64_bit(s);
}

/** (machine.lw:94) */
export function has_shadow_stacks(s: Setup = setup): boolean {
  return s.cpu_shadow_stacks && since_6_6(s) && is_64_bit(s);
}

/** Addresses: the encryption bit is none of them. (machine.lw:97) */
export function __PHYSICAL_MASK(s: Setup = setup): Word {
  return (s.paging === "two_levels" ? 0xffffffffn : 0xfffffffffffffn) & ~s.encryption;
}

/** (machine.lw:99) */
export function PHYSICAL_PAGE_MASK(s: Setup = setup): Word {
  return __PHYSICAL_MASK(s) & ~0xfffn;
}

/** (machine.lw:100) */
export function PHYSICAL_PMD_PAGE_MASK(s: Setup = setup): Word {
  return __PHYSICAL_MASK(s) & ~(s.paging === "two_levels" ? 0x3fffffn : 0x1fffffn);
}

/** (machine.lw:102) */
export function PHYSICAL_PUD_PAGE_MASK(s: Setup = setup): Word {
  return __PHYSICAL_MASK(s) & ~0x3fffffffn;
}

/** (machine.lw:103) */
export function PTE_PFN_MASK(s: Setup = setup): Word {
  return PHYSICAL_PAGE_MASK(s);
}

/** (machine.lw:104) */
export function PTE_FLAGS_MASK(s: Setup = setup): Word {
  return entry_mask(s) & ~PTE_PFN_MASK(s);
}

/** What an entry keeps when its protection changes. (machine.lw:107) */
export function _PAGE_CHG_MASK(s: Setup = setup): Word {
  return (
    (s.paging === "two_levels" ? 0xfffff000n : 0xffffffffff000n) |
    _PAGE_CACHE_MASK() |
    _PAGE_SPECIAL() |
    _PAGE_ACCESSED() |
    _PAGE_DIRTY_BITS(s) |
    _PAGE_SOFT_DIRTY(s) |
    _PAGE_DEVMAP(s) |
    _PAGE_UFFD_WP(s) |
    _PAGE_ENC(s)
  );
}

/** (machine.lw:118) */
export function _HPAGE_CHG_MASK(s: Setup = setup): Word {
  return _PAGE_CHG_MASK(s) | _PAGE_PSE() | _PAGE_PAT_LARGE();
}

/** (machine.lw:119) */
export function _PAGE_CACHE_MASK(): Word {
  return _PAGE_PWT() | _PAGE_PCD() | _PAGE_PAT();
}

/** (machine.lw:120) */
export function _PAGE_LARGE_CACHE_MASK(): Word {
  return _PAGE_PWT() | _PAGE_PCD() | _PAGE_PAT_LARGE();
}

/** (machine.lw:122) */
export function _KERNPG_TABLE_NOENC(): Word {
  return 0x63n;
}

/** (machine.lw:123) */
export function _PAGE_TABLE_NOENC(): Word {
  return 0x67n;
}

/** (machine.lw:124) */
export function _KERNPG_TABLE(s: Setup = setup): Word {
  return _KERNPG_TABLE_NOENC() | _PAGE_ENC(s);
}

/** (machine.lw:125) */
export function _PAGE_TABLE(s: Setup = setup): Word {
  return _PAGE_TABLE_NOENC() | _PAGE_ENC(s);
}

/** (machine.lw:127) */
export function PAGE_SHIFT(): Count {
  return 12;
}

/** (machine.lw:128) */
export function PMD_SHIFT(s: Setup = setup): Count {
  return s.paging === "two_levels" ? 22 : 21;
}

/** (machine.lw:129) */
export function PUD_SHIFT(s: Setup = setup): Count {
  return is_64_bit(s) ? 30 : PGDIR_SHIFT(s);
}

/** (machine.lw:130) */
export function P4D_SHIFT(s: Setup = setup): Count {
  return is_64_bit(s) ? 39 : PGDIR_SHIFT(s);
}

/** (machine.lw:131) */
export function PGDIR_SHIFT(s: Setup = setup): Count {
  return s.paging === "four_levels"
    ? 39
    : s.paging === "five_levels"
      ? 48
      : s.paging === "pae"
        ? 30
        : 22;
}

/** (machine.lw:137) */
export function PTRS_PER_PTE(s: Setup = setup): Count {
  return s.paging === "two_levels" ? 1024 : 512;
}

/** (machine.lw:138) */
export function PTRS_PER_PMD(s: Setup = setup): Count {
  return s.paging === "two_levels" ? 1 : 512;
}

/** (machine.lw:139) */
export function PTRS_PER_PUD(s: Setup = setup): Count {
  return is_64_bit(s) ? 512 : 1;
}

/** (machine.lw:140) */
export function PTRS_PER_P4D(s: Setup = setup): Count {
  return s.paging === "five_levels" ? 512 : 1;
}

/** (machine.lw:141) */
export function PTRS_PER_PGD(s: Setup = setup): Count {
  return s.paging === "pae" ? 4 : s.paging === "two_levels" ? 1024 : 512;
}

/** (machine.lw:142) */
export function MAX_PHYSMEM_BITS(s: Setup = setup): Count {
  return s.paging === "four_levels"
    ? 46
    : s.paging === "five_levels"
      ? 52
      : s.paging === "pae"
        ? 36
        : 32;
}

/** Flags of a VMA. (machine.lw:150) */
export function VM_READ(): Word {
  return bit(0);
}

/** (machine.lw:151) */
export function VM_WRITE(): Word {
  return bit(1);
}

/** (machine.lw:152) */
export function VM_EXEC(): Word {
  return bit(2);
}

/** (machine.lw:153) */
export function VM_SHARED(): Word {
  return bit(3);
}

/** (machine.lw:154) */
export function VM_PKEY_BIT0(): Word {
  return bit(32);
}

/** (machine.lw:155) */
export function VM_PKEY_BIT1(): Word {
  return bit(33);
}

/** (machine.lw:156) */
export function VM_PKEY_BIT2(): Word {
  return bit(34);
}

/** (machine.lw:157) */
export function VM_PKEY_BIT3(): Word {
  return bit(35);
}

/** (machine.lw:158) */
export function VM_SHADOW_STACK(s: Setup = setup): Word {
  return since_6_6(s) && s.config_user_shadow_stack && is_64_bit(s) ? bit(37) : 0n;
}

/**
 * Swap entries and PROT_NONE have their addresses inverted: speculation goes nowhere (L1TF).
 * (machine.lw:162)
 */
export function __pte_needs_invert(v: Word, s: Setup = setup): boolean {
  return s.paging !== "two_levels" && v !== 0n && !((v & 1n) !== 0n);
}

/**
 * The bits that are to be inverted to store, or to read, an address beside `v`.
 * (machine.lw:165)
 */
export function protnone_mask(v: Word, s: Setup = setup): Word {
  return __pte_needs_invert(v, s) ? entry_mask(s) : 0n;
}

/** Bits of one word and not of the other. (machine.lw:168) */
export function differing(a: Word, b: Word): Word {
  return (a & ~b) | (b & ~a);
}

/** The address bits of `v`, inverted if it is not as inverted as `old` was. (machine.lw:171) */
export function flip_protnone_guard(old: Word, v: Word, mask: Word, s: Setup = setup): Word {
  return __pte_needs_invert(old, s) === __pte_needs_invert(v, s) ? v : differing(v, mask);
}

/** Whether an address lies where L1TF can reach a cache. (machine.lw:175) */
export function l1tf_pfn_limit(cache_bits: Count): Word {
  return bit(within(Place, cache_bits - 13));
}

/** (pgprot.lw:24) */
export function __pgprot(v: Word): Pgprot {
  return v;
}

/** (pgprot.lw:25) */
export function pgprot_val(p: Pgprot): Word {
  return p;
}

/** Without the bits that this CPU has not, if it may be used at all. (pgprot.lw:28) */
export function massage_pgprot(p: Pgprot, s: Setup = setup): Pgprot {
  return Pgprot.get(p, "present") ? p & __supported_pte_mask(s) : p;
}

/** (pgprot.lw:30) */
export function __supported_pte_mask(s: Setup = setup): Word {
  return s.cpu_nx ? entry_mask(s) : entry_mask(s) & ~bit(63);
}

/** As `new`, with the address, the cache mode and the history of `old`. (pgprot.lw:33) */
export function pgprot_modify(old: Pgprot, new_: Pgprot, s: Setup = setup): Pgprot {
  return (old & _PAGE_CHG_MASK(s)) | (new_ & ~_PAGE_CHG_MASK(s));
}

/** No execution. (pgprot.lw:37) */
export function pgprot_nx(p: Pgprot, s: Setup = setup): Pgprot {
  return p | _PAGE_NX(s);
}

/** With the memory type joined in. (pgprot.lw:40) */
export function pgprot_noncached(p: Pgprot, s: Setup = setup): Pgprot {
  return p | cachemode2protval(2, s);
}

/** (pgprot.lw:41) */
export function pgprot_writecombine(p: Pgprot, s: Setup = setup): Pgprot {
  return p | cachemode2protval(1, s);
}

/** (pgprot.lw:42) */
export function pgprot_writethrough(p: Pgprot, s: Setup = setup): Pgprot {
  return p | cachemode2protval(4, s);
}

/** (pgprot.lw:44) */
export function pgprot_encrypted(p: Pgprot, s: Setup = setup): Pgprot {
  return p | s.encryption;
}

/** (pgprot.lw:45) */
export function pgprot_decrypted(p: Pgprot, s: Setup = setup): Pgprot {
  return p & ~s.encryption;
}

/** The PAT bit is bit 7 of an entry for 4 KiB, and bit 12 of one for more. (pgprot.lw:48) */
export function protval_4k_2_large(v: Word): Word {
  return withBits(v & ~0x80n, 12, 12, (v & 0x80n) !== 0n);
}

/** (pgprot.lw:49) */
export function protval_large_2_4k(v: Word): Word {
  return withBits(v & ~0x1000n, 7, 7, (v & 0x1000n) !== 0n);
}

/** (pgprot.lw:50) */
export function pgprot_4k_2_large(p: Pgprot): Pgprot {
  return protval_4k_2_large(p);
}

/** (pgprot.lw:51) */
export function pgprot_large_2_4k(p: Pgprot): Pgprot {
  return protval_large_2_4k(p);
}

/**
 * Memory types: WB 0, WC 1, UC- 2, UC 3, WT 4, WP 5, as PWT, PCD and PAT of a 4 KiB entry.
 * (pgprot.lw:54)
 */
export function cachemode2protval(mode: Kind, s: Setup = setup): Word {
  return mode === 1
    ? s.pat === "before_setup"
      ? 0x10n
      : 8n
    : mode === 2
      ? 0x10n
      : mode === 3
        ? 0x18n
        : mode === 4
          ? s.pat === "full"
            ? 0x98n
            : 0x10n
          : mode === 5
            ? s.pat === "full"
              ? 0x88n
              : 0x10n
            : 0n;
}

/** The type that the table has in the slot that PAT, PCD and PWT choose. (pgprot.lw:66) */
export function pgprot2cachemode(p: Pgprot, s: Setup = setup): Kind {
  return Pgprot.get(p, "pcd")
    ? Pgprot.get(p, "pwt")
      ? s.pat === "full" && Pgprot.get(p, "pat")
        ? 4
        : 3
      : 2
    : !Pgprot.get(p, "pwt")
      ? 0
      : s.pat === "before_setup"
        ? 2
        : s.pat === "full" && Pgprot.get(p, "pat")
          ? 5
          : 1;
}

/** (pgprot.lw:73) */
export function pte_flags_of_user(writable: boolean, nx: boolean, s: Setup = setup): Word {
  return 0x25n | (writable ? _PAGE_RW() : 0n) | (nx ? _PAGE_NX(s) : 0n);
}

/** (pgprot.lw:78) */
export function PAGE_NONE(): Pgprot {
  return 0x120n;
}

/** (pgprot.lw:79) */
export function PAGE_SHARED(s: Setup = setup): Pgprot {
  return pte_flags_of_user(true, true, s);
}

/** (pgprot.lw:80) */
export function PAGE_SHARED_EXEC(s: Setup = setup): Pgprot {
  return pte_flags_of_user(true, false, s);
}

/** (pgprot.lw:81) */
export function PAGE_COPY(s: Setup = setup): Pgprot {
  return PAGE_READONLY(s);
}

/** (pgprot.lw:82) */
export function PAGE_COPY_NOEXEC(s: Setup = setup): Pgprot {
  return PAGE_READONLY(s);
}

/** (pgprot.lw:83) */
export function PAGE_COPY_EXEC(s: Setup = setup): Pgprot {
  return PAGE_READONLY_EXEC(s);
}

/** (pgprot.lw:84) */
export function PAGE_READONLY(s: Setup = setup): Pgprot {
  return pte_flags_of_user(false, true, s);
}

/** (pgprot.lw:85) */
export function PAGE_READONLY_EXEC(s: Setup = setup): Pgprot {
  return pte_flags_of_user(false, false, s);
}

/** Of the kernel: present, global, accessed, and what else is given. (pgprot.lw:88) */
export function kernel_prot(more: Word): Word {
  return 0x121n | more;
}

/** (pgprot.lw:89) */
export function __PAGE_KERNEL(s: Setup = setup): Word {
  return kernel_prot(0x42n | _PAGE_NX(s));
}

/** (pgprot.lw:90) */
export function __PAGE_KERNEL_EXEC(): Word {
  return kernel_prot(0x42n);
}

/** (pgprot.lw:91) */
export function __PAGE_KERNEL_NOCACHE(s: Setup = setup): Word {
  return __PAGE_KERNEL(s) | 0x18n;
}

/** (pgprot.lw:92) */
export function __PAGE_KERNEL_RO(s: Setup = setup): Word {
  return __PAGE_KERNEL_ROX(s) | _PAGE_NX(s);
}

/** (pgprot.lw:93) */
export function __PAGE_KERNEL_VVAR(s: Setup = setup): Word {
  return __PAGE_KERNEL_RO(s) | _PAGE_USER();
}

/** (pgprot.lw:94) */
export function __PAGE_KERNEL_LARGE(s: Setup = setup): Word {
  return __PAGE_KERNEL(s) | _PAGE_PSE();
}

/** (pgprot.lw:95) */
export function __PAGE_KERNEL_LARGE_EXEC(): Word {
  return __PAGE_KERNEL_EXEC() | _PAGE_PSE();
}

/** (pgprot.lw:96) */
export function __PAGE_KERNEL_IO(s: Setup = setup): Word {
  return __PAGE_KERNEL(s);
}

/** (pgprot.lw:97) */
export function __PAGE_KERNEL_IO_NOCACHE(s: Setup = setup): Word {
  return __PAGE_KERNEL_NOCACHE(s);
}

/** (pgprot.lw:98) */
export function __PAGE_KERNEL_WP(s: Setup = setup): Word {
  return __PAGE_KERNEL(s) | 0x88n;
}

/** Dirty until 6.6, when a read-only dirty entry became a shadow stack. (pgprot.lw:101) */
export function __PAGE_KERNEL_ROX(s: Setup = setup): Word {
  return kernel_prot(since_6_6(s) ? 0n : _PAGE_DIRTY());
}

/** Page-table isolation makes kernel mappings local. (pgprot.lw:104) */
export function __default_kernel_pte_mask(s: Setup = setup): Word {
  return s.page_table_isolation ? entry_mask(s) & ~_PAGE_GLOBAL() : entry_mask(s);
}

/** (pgprot.lw:106) */
export function plain(v: Word, s: Setup = setup): Pgprot {
  return v & __default_kernel_pte_mask(s);
}

/** (pgprot.lw:107) */
export function encrypted(v: Word, s: Setup = setup): Pgprot {
  return plain(v | s.encryption, s);
}

/** (pgprot.lw:108) */
export function PAGE_KERNEL(s: Setup = setup): Pgprot {
  return encrypted(__PAGE_KERNEL(s), s);
}

/** (pgprot.lw:109) */
export function PAGE_KERNEL_NOENC(s: Setup = setup): Pgprot {
  return plain(__PAGE_KERNEL(s), s);
}

/** (pgprot.lw:110) */
export function PAGE_KERNEL_RO(s: Setup = setup): Pgprot {
  return encrypted(__PAGE_KERNEL_RO(s), s);
}

/** (pgprot.lw:111) */
export function PAGE_KERNEL_EXEC(s: Setup = setup): Pgprot {
  return encrypted(__PAGE_KERNEL_EXEC(), s);
}

/** (pgprot.lw:112) */
export function PAGE_KERNEL_EXEC_NOENC(s: Setup = setup): Pgprot {
  return plain(__PAGE_KERNEL_EXEC(), s);
}

/** (pgprot.lw:113) */
export function PAGE_KERNEL_ROX(s: Setup = setup): Pgprot {
  return encrypted(__PAGE_KERNEL_ROX(s), s);
}

/** (pgprot.lw:114) */
export function PAGE_KERNEL_NOCACHE(s: Setup = setup): Pgprot {
  return encrypted(__PAGE_KERNEL_NOCACHE(s), s);
}

/** (pgprot.lw:115) */
export function PAGE_KERNEL_LARGE(s: Setup = setup): Pgprot {
  return encrypted(__PAGE_KERNEL_LARGE(s), s);
}

/** (pgprot.lw:116) */
export function PAGE_KERNEL_LARGE_EXEC(s: Setup = setup): Pgprot {
  return encrypted(__PAGE_KERNEL_LARGE_EXEC(), s);
}

/** (pgprot.lw:117) */
export function PAGE_KERNEL_VVAR(s: Setup = setup): Pgprot {
  return encrypted(__PAGE_KERNEL_VVAR(s), s);
}

/** (pgprot.lw:118) */
export function PAGE_KERNEL_IO(s: Setup = setup): Pgprot {
  return plain(__PAGE_KERNEL_IO(s), s);
}

/** (pgprot.lw:119) */
export function PAGE_KERNEL_IO_NOCACHE(s: Setup = setup): Pgprot {
  return plain(__PAGE_KERNEL_IO_NOCACHE(s), s);
}

/** (pgprot.lw:120) */
export function PAGE_KERNEL_NOGLOBAL(s: Setup = setup): Pgprot {
  return (__PAGE_KERNEL(s) | s.encryption) & ~_PAGE_GLOBAL();
}

/**
 * What a new mapping begins with; private ones are written only after a fault.
 * (pgprot.lw:123)
 */
export function protection_map(vm_flags: Word, s: Setup = setup): Pgprot {
  return !((vm_flags & 1n) !== 0n) && !((vm_flags & 2n) !== 0n) && !((vm_flags & 4n) !== 0n)
    ? PAGE_NONE()
    : pte_flags_of_user(
        (vm_flags & 2n) !== 0n && (vm_flags & 8n) !== 0n,
        !((vm_flags & 4n) !== 0n),
        s,
      );
}

/** The same with the protection key, encrypted, in bits that the CPU has. (pgprot.lw:130) */
export function vm_get_page_prot(vm_flags: Word, s: Setup = setup): Pgprot {
  return massage_pgprot(
    protection_map(vm_flags, s) |
      (withBits(0n, 59, 62, (vm_flags >> 32n) & 0xfn) & _PAGE_PKEY_MASK(s)) |
      s.encryption,
    s,
  );
}

/**
 * Whether L1TF lets a user map such a frame, which is memory or not, in that way.
 * (pgprot.lw:139)
 */
export function pfn_modify_allowed(
  n: Word,
  p: Pgprot,
  is_memory: boolean,
  cache_bits: Count,
  s: Setup = setup,
): boolean {
  return !__pte_needs_invert(p, s) || is_memory || n < l1tf_pfn_limit(cache_bits);
}

/** (pte.lw:27) */
export function __pte(v: Word): Pte {
  return v;
}

/** (pte.lw:28) */
export function pte_val(e: Pte): Word {
  return e;
}

/**
 * A frame and a protection; the address is inverted where the CPU must not follow it.
 * (pte.lw:31)
 */
export function pfn_pte(n: Word, p: Pgprot, s: Setup = setup): Pte {
  return (
    (differing(address_of(n, s), protnone_mask(p, s)) & PTE_PFN_MASK(s)) | massage_pgprot(p, s)
  );
}

/** (pte.lw:38) */
export function mk_pte(page: Word, p: Pgprot, s: Setup = setup): Pte {
  return pfn_pte(page, p, s);
}

/** The frame, inverted back. (pte.lw:41) */
export function pte_pfn(e: Pte, s: Setup = setup): Word {
  return frame_of(differing(e, protnone_mask(e, s)) & PTE_PFN_MASK(s), s);
}

/** (pte.lw:43) */
export function pte_flags(e: Pte, s: Setup = setup): Word {
  return e & PTE_FLAGS_MASK(s);
}

/** (pte.lw:44) */
export function pte_pgprot(e: Pte, s: Setup = setup): Pgprot {
  return pte_flags(e, s);
}

/** (pte.lw:45) */
export function pte_flags_pkey(flags: Word, s: Setup = setup): Word {
  return ((flags & _PAGE_PKEY_MASK(s)) >> 59n) & 0xfn;
}

/** Nothing, but for what Knights Landing may leave. (pte.lw:48) */
export function pte_none(e: Pte, s: Setup = setup): boolean {
  return (e & ~_PAGE_KNL_ERRATUM_MASK(s)) === 0n;
}

/** (pte.lw:49) */
export function pte_present(e: Pte): boolean {
  return Pte.get(e, "present") || Pte.get(e, "global");
}

/** Whether a CPU may use it, or still has it in a TLB. (pte.lw:52) */
export function pte_accessible(e: Pte, tlb_flush_pending: boolean): boolean {
  return Pte.get(e, "present") || (Pte.get(e, "global") && tlb_flush_pending);
}

/** (pte.lw:54) */
export function pte_protnone(e: Pte, s: Setup = setup): boolean {
  return has_numa_balancing(s) && Pte.get(e, "global") && !Pte.get(e, "present");
}

/** (pte.lw:55) */
export function pte_same(a: Pte, b: Pte): boolean {
  return a === b;
}

/** (pte.lw:57) */
export function pte_dirty(e: Pte, s: Setup = setup): boolean {
  return Pte.get(e, "dirty") || pte_saveddirty(e, s);
}

/** (pte.lw:58) */
export function pte_young(e: Pte): boolean {
  return Pte.get(e, "accessed");
}

/** (pte.lw:59) */
export function pte_write(e: Pte, s: Setup = setup): boolean {
  return Pte.get(e, "writable") || pte_shstk(e, s);
}

/** (pte.lw:60) */
export function pte_shstk(e: Pte, s: Setup = setup): boolean {
  return has_shadow_stacks(s) && !Pte.get(e, "writable") && Pte.get(e, "dirty");
}

/** (pte.lw:61) */
export function pte_exec(e: Pte): boolean {
  return !Pte.get(e, "nx");
}

/** (pte.lw:62) */
export function pte_global(e: Pte): boolean {
  return Pte.get(e, "global");
}

/** (pte.lw:63) */
export function pte_huge(e: Pte): boolean {
  return Pte.get(e, "pat");
}

/** (pte.lw:64) */
export function pte_special(e: Pte): boolean {
  return Pte.get(e, "special");
}

/** (pte.lw:65) */
export function pte_soft_dirty(e: Pte, s: Setup = setup): boolean {
  return has_soft_dirty(s) && Pte.get(e, "soft_dirty");
}

/** (pte.lw:66) */
export function pte_uffd_wp(e: Pte, s: Setup = setup): boolean {
  return has_uffd_wp(s) && Pte.get(e, "uffd_wp");
}

/** (pte.lw:67) */
export function pte_devmap(e: Pte, s: Setup = setup): boolean {
  return is_64_bit(s) && (e & _PAGE_DEVMAP(s)) !== 0n;
}

/** (pte.lw:68) */
export function pte_decrypted(e: Pte, s: Setup = setup): boolean {
  return (e & s.encryption) === 0n;
}

/** (pte.lw:69) */
export function pte_saveddirty(e: Pte, s: Setup = setup): boolean {
  return (e & _PAGE_SAVED_DIRTY(s)) !== 0n;
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
export function pte_mksaveddirty(e: Pte, s: Setup = setup): Pte {
  return !since_6_6(s) || Pte.get(e, "writable") || !Pte.get(e, "dirty")
    ? e
    : pte_set_flags(Pte.with(e, { dirty: false }), _PAGE_SAVED_DIRTY(s));
}

/** A writable entry does not carry SAVED_DIRTY. (pte.lw:82) */
export function pte_clear_saveddirty(e: Pte, s: Setup = setup): Pte {
  return !since_6_6(s) || !Pte.get(e, "writable") || !pte_saveddirty(e, s)
    ? e
    : Pte.with(pte_clear_flags(e, _PAGE_SAVED_DIRTY(s)), { dirty: true });
}

/** (pte.lw:88) */
export function pte_mkwrite_novma(e: Pte): Pte {
  return Pte.with(e, { writable: true });
}

/** (pte.lw:89) */
export function pte_mkwrite_shstk(e: Pte): Pte {
  return Pte.with(e, { writable: false, dirty: true });
}

/**
 * Writable as the VMA is: by a shadow stack, or by anyone; the flags count since 6.6.
 * (pte.lw:92)
 */
export function pte_mkwrite(e: Pte, vm_flags: Word, s: Setup = setup): Pte {
  return (vm_flags & VM_SHADOW_STACK(s)) !== 0n
    ? pte_mkwrite_shstk(e)
    : pte_clear_saveddirty(pte_mkwrite_novma(e), s);
}

/** (pte.lw:97) */
export function maybe_mkwrite(e: Pte, vm_flags: Word, s: Setup = setup): Pte {
  return (vm_flags & 2n) !== 0n ? pte_mkwrite(e, vm_flags, s) : e;
}

/** (pte.lw:98) */
export function pte_wrprotect(e: Pte, s: Setup = setup): Pte {
  return pte_mksaveddirty(Pte.with(e, { writable: false }), s);
}

/** (pte.lw:99) */
export function pte_mkdirty(e: Pte, s: Setup = setup): Pte {
  return pte_mksaveddirty(pte_set_flags(e, _PAGE_DIRTY() | _PAGE_SOFT_DIRTY(s)), s);
}

/** (pte.lw:101) */
export function pte_mkclean(e: Pte, s: Setup = setup): Pte {
  return pte_clear_flags(e, _PAGE_DIRTY_BITS(s));
}

/** (pte.lw:102) */
export function pte_mkyoung(e: Pte): Pte {
  return Pte.with(e, { accessed: true });
}

/** (pte.lw:103) */
export function pte_mkold(e: Pte): Pte {
  return Pte.with(e, { accessed: false });
}

/** (pte.lw:104) */
export function pte_mkexec(e: Pte, s: Setup = setup): Pte {
  return pte_clear_flags(e, _PAGE_NX(s));
}

/** (pte.lw:105) */
export function pte_mkhuge(e: Pte): Pte {
  return Pte.with(e, { pat: true });
}

/** (pte.lw:106) */
export function pte_clrhuge(e: Pte): Pte {
  return Pte.with(e, { pat: false });
}

/** (pte.lw:107) */
export function pte_mkglobal(e: Pte): Pte {
  return Pte.with(e, { global: true });
}

/** (pte.lw:108) */
export function pte_clrglobal(e: Pte): Pte {
  return Pte.with(e, { global: false });
}

/** (pte.lw:109) */
export function pte_mkspecial(e: Pte): Pte {
  return Pte.with(e, { special: true });
}

/** (pte.lw:110) */
export function pte_mkdevmap(e: Pte, s: Setup = setup): Pte {
  return pte_set_flags(e, _PAGE_SPECIAL() | _PAGE_DEVMAP(s));
}

/** (pte.lw:111) */
export function arch_make_huge_pte(e: Pte): Pte {
  return pte_mkhuge(e);
}

/** Before 6.6, the caller takes the write permission away. (pte.lw:114) */
export function pte_mkuffd_wp(e: Pte, s: Setup = setup): Pte {
  const marked = pte_set_flags(e, _PAGE_UFFD_WP(s));
  return since_6_6(s) && has_uffd_wp(s) ? pte_wrprotect(marked, s) : marked;
}

/** (pte.lw:117) */
export function pte_clear_uffd_wp(e: Pte, s: Setup = setup): Pte {
  return pte_clear_flags(e, _PAGE_UFFD_WP(s));
}

/** (pte.lw:118) */
export function pte_mksoft_dirty(e: Pte, s: Setup = setup): Pte {
  return pte_set_flags(e, _PAGE_SOFT_DIRTY(s));
}

/** (pte.lw:119) */
export function pte_clear_soft_dirty(e: Pte, s: Setup = setup): Pte {
  return pte_clear_flags(e, _PAGE_SOFT_DIRTY(s));
}

/**
 * Another protection, with the address, the cache mode and the history of the entry. What was
 * writable keeps its D as SAVED_DIRTY; a shadow stack, which was not, keeps D. (pte.lw:123)
 */
export function pte_modify(e: Pte, p: Pgprot, s: Setup = setup): Pte {
  const new_ = flip_protnone_guard(
    e,
    (e & _PAGE_CHG_MASK(s)) | (massage_pgprot(p, s) & ~_PAGE_CHG_MASK(s)),
    PTE_PFN_MASK(s),
    s,
  );
  return Pte.get(e, "writable") ? pte_mksaveddirty(new_, s) : pte_clear_saveddirty(new_, s);
}

/** The next frames; an inverted one is counted down. Not for swap entries. (pte.lw:129) */
export function pte_advance_pfn(e: Pte, n: Word, s: Setup = setup): Pte {
  const distance = address_of(n, s);
  return __pte_needs_invert(e, s)
    ? BigInt.asUintN(64, e - distance)
    : BigInt.asUintN(64, e + distance);
}

/** (pte.lw:132) */
export function pte_next_pfn(e: Pte, s: Setup = setup): Pte {
  return pte_advance_pfn(e, 1n, s);
}

/** Alike but for A, RW and, if they are to be ignored, D and SOFT_DIRTY. (pte.lw:135) */
export function pte_batch_same(
  a: Pte,
  b: Pte,
  ignore_dirty: boolean,
  ignore_soft_dirty: boolean,
  s: Setup = setup,
): boolean {
  return (
    pte_batch_clear_ignored(a, ignore_dirty, ignore_soft_dirty, s) ===
    pte_batch_clear_ignored(b, ignore_dirty, ignore_soft_dirty, s)
  );
}

/** (pte.lw:138) */
export function pte_batch_clear_ignored(
  e: Pte,
  ignore_dirty: boolean,
  ignore_soft_dirty: boolean,
  s: Setup = setup,
): Pte {
  const clean = ignore_dirty ? pte_mkclean(e, s) : e;
  return pte_wrprotect(pte_mkold(ignore_soft_dirty ? pte_clear_soft_dirty(clean, s) : clean), s);
}

/** For a fast GUP of a user page, with all protection keys open. (pte.lw:143) */
export function pte_access_permitted(e: Pte, write: boolean): boolean {
  return Pte.get(e, "present") && Pte.get(e, "user") && (!write || Pte.get(e, "writable"));
}

/** Whether zapping it should warn: a shadow stack in a VMA of another kind. (pte.lw:147) */
export function arch_check_zapped_pte(vm_flags: Word, e: Pte, s: Setup = setup): boolean {
  return pte_shstk(e, s) && (vm_flags & VM_SHADOW_STACK(s)) === 0n;
}

/** (pte.lw:153) */
export function pte_clear(): Pte {
  return 0n;
}

/** (pte.lw:154) */
export function set_pte(e: Pte): Pte {
  return e;
}

/** (pte.lw:155) */
export function ptep_get(e: Pte): Pte {
  return e;
}

/** What the i-th of several entries becomes. (pte.lw:158) */
export function set_ptes(e: Pte, i: Word, s: Setup = setup): Pte {
  return pte_advance_pfn(e, i, s);
}

/** (pte.lw:159) */
export function ptep_get_and_clear(e: Pte): Exchanged {
  return { left: 0n, old: e };
}

/** (pte.lw:160) */
export function ptep_get_and_clear_full(e: Pte): Exchanged {
  return ptep_get_and_clear(e);
}

/** (pte.lw:161) */
export function ptep_clear_flush(e: Pte): Exchanged {
  return ptep_get_and_clear(e);
}

/** (pte.lw:162) */
export function ptep_set_wrprotect(e: Pte, s: Setup = setup): Pte {
  return pte_wrprotect(e, s);
}

/** (pte.lw:163) */
export function ptep_test_and_clear_young(e: Pte): Tested {
  return { left: pte_mkold(e), result: pte_young(e) };
}

/** (pte.lw:164) */
export function ptep_clear_flush_young(e: Pte): Tested {
  return ptep_test_and_clear_young(e);
}

/** (pte.lw:165) */
export function ptep_set_access_flags(e: Pte, wanted: Pte, dirty: boolean): Tested {
  return { left: e !== wanted && dirty ? wanted : e, result: e !== wanted };
}

/** (pte.lw:169) */
export function ptep_modify_prot_start(e: Pte): Exchanged {
  return ptep_get_and_clear(e);
}

/** (pte.lw:170) */
export function ptep_modify_prot_commit(e: Pte): Pte {
  return e;
}

/** PAE writes and reads an entry in two halves. (pte.lw:173) */
export function pte_low(e: Pte): Word {
  return e & 0xffffffffn;
}

/** (pte.lw:174) */
export function pte_high(e: Pte): Word {
  return e >> 32n;
}

/** (pte.lw:175) */
export function pte_of_halves(low: Word, high: Word): Pte {
  return withBits(low, 32, 63, high);
}

/** The low half, the high one, and the low one again; none if it must look again. (pte.lw:178) */
export function ptep_get_lockless(low: Word, high: Word, again: Word): Pte | null {
  return low === again ? pte_of_halves(low, high) : null;
}

/** (pmd.lw:29) */
export function __pmd(v: Word): Pmd {
  return v;
}

/** (pmd.lw:30) */
export function pmd_val(e: Pmd): Word {
  return e;
}

/** (pmd.lw:32) */
export function pmd_pfn_mask(e: Pmd, s: Setup = setup): Word {
  return Pmd.get(e, "leaf") ? PHYSICAL_PMD_PAGE_MASK(s) : PTE_PFN_MASK(s);
}

/** (pmd.lw:33) */
export function pmd_flags_mask(e: Pmd, s: Setup = setup): Word {
  return entry_mask(s) & ~pmd_pfn_mask(e, s);
}

/** (pmd.lw:34) */
export function pmd_flags(e: Pmd, s: Setup = setup): Word {
  return e & pmd_flags_mask(e, s);
}

/** (pmd.lw:35) */
export function pmd_pgprot(e: Pmd, s: Setup = setup): Pgprot {
  return pmd_flags(e, s);
}

/** (pmd.lw:36) */
export function pmd_pfn(e: Pmd, s: Setup = setup): Word {
  return frame_of(differing(e, protnone_mask(e, s)) & pmd_pfn_mask(e, s), s);
}

/**
 * A frame and a protection; the lowest bits of the frame are lost. Callers make it huge.
 * (pmd.lw:40)
 */
export function pfn_pmd(n: Word, p: Pgprot, s: Setup = setup): Pmd {
  return (
    (differing(address_of(n, s), protnone_mask(p, s)) & PHYSICAL_PMD_PAGE_MASK(s)) |
    massage_pgprot(p, s)
  );
}

/** (pmd.lw:47) */
export function mk_pmd(page: Word, p: Pgprot, s: Setup = setup): Pmd {
  return pfn_pmd(page, p, s);
}

/** (pmd.lw:48) */
export function mk_huge_pmd(page: Word, p: Pgprot, s: Setup = setup): Pmd {
  return pmd_mkhuge(mk_pmd(page, p, s));
}

/** The table of a frame. (pmd.lw:51) */
export function table_of(n: Word, s: Setup = setup): Word {
  return (address_of(n, s) & entry_mask(s)) | _PAGE_TABLE(s);
}

/** (pmd.lw:52) */
export function pmd_populate(table: Word, s: Setup = setup): Pmd {
  return table_of(table, s);
}

/** (pmd.lw:53) */
export function pmd_populate_kernel(table: Word, s: Setup = setup): Pmd {
  return table_of(table, s);
}

/** The address of the table in the kernel's map of all memory, without KASLR. (pmd.lw:56) */
export function page_offset(s: Setup = setup): Word {
  return s.paging === "five_levels"
    ? 0xff11000000000000n
    : s.paging === "four_levels"
      ? 0xffff888000000000n
      : 0xc0000000n;
}

/** (pmd.lw:60) */
export function pmd_page_vaddr(e: Pmd, s: Setup = setup): Word {
  return BigInt.asUintN(64, (e & pmd_pfn_mask(e, s)) + page_offset(s)) & long_mask(s);
}

/** PAE looks at the low half only. (pmd.lw:64) */
export function pmd_none(e: Pmd, s: Setup = setup): boolean {
  return (e & long_mask(s) & ~_PAGE_KNL_ERRATUM_MASK(s)) === 0n;
}

/** Huge entries stay present while they are split. (pmd.lw:67) */
export function pmd_present(e: Pmd): boolean {
  return Pmd.get(e, "present") || Pmd.get(e, "global") || Pmd.get(e, "leaf");
}

/** (pmd.lw:68) */
export function pmd_leaf(e: Pmd): boolean {
  return Pmd.get(e, "leaf");
}

/** (pmd.lw:69) */
export function pmd_large(e: Pmd): boolean {
  return Pmd.get(e, "leaf");
}

/** (pmd.lw:70) */
export function pmd_trans_huge(e: Pmd, s: Setup = setup): boolean {
  return Pmd.get(e, "leaf") && (e & _PAGE_DEVMAP(s)) === 0n;
}

/** (pmd.lw:71) */
export function pmd_devmap(e: Pmd, s: Setup = setup): boolean {
  return pte_devmap(e, s);
}

/** No table: also true of nothing, of huge pages and of migration. (pmd.lw:74) */
export function pmd_bad(e: Pmd, s: Setup = setup): boolean {
  return (
    (pmd_flags(e, s) & ~_PAGE_USER() & ~_PAGE_ACCESSED()) !== (_KERNPG_TABLE(s) & ~_PAGE_ACCESSED())
  );
}

/** (pmd.lw:76) */
export function pmd_same(a: Pmd, b: Pmd): boolean {
  return a === b;
}

/** (pmd.lw:77) */
export function pmd_protnone(e: Pmd, s: Setup = setup): boolean {
  return pte_protnone(e, s);
}

/** (pmd.lw:79) */
export function pmd_dirty(e: Pmd, s: Setup = setup): boolean {
  return pte_dirty(e, s);
}

/** (pmd.lw:80) */
export function pmd_young(e: Pmd): boolean {
  return Pmd.get(e, "accessed");
}

/** (pmd.lw:81) */
export function pmd_write(e: Pmd, s: Setup = setup): boolean {
  return Pmd.get(e, "writable") || pmd_shstk(e, s);
}

/** (pmd.lw:82) */
export function pmd_shstk(e: Pmd, s: Setup = setup): boolean {
  return (
    has_shadow_stacks(s) && !Pmd.get(e, "writable") && Pmd.get(e, "dirty") && Pmd.get(e, "leaf")
  );
}

/** (pmd.lw:83) */
export function pmd_special(e: Pmd): boolean {
  return Pmd.get(e, "special");
}

/** (pmd.lw:84) */
export function pmd_soft_dirty(e: Pmd, s: Setup = setup): boolean {
  return has_soft_dirty(s) && Pmd.get(e, "soft_dirty");
}

/** (pmd.lw:85) */
export function pmd_uffd_wp(e: Pmd, s: Setup = setup): boolean {
  return has_uffd_wp(s) && Pmd.get(e, "uffd_wp");
}

/** (pmd.lw:87) */
export function pmd_set_flags(e: Pmd, flags: Word): Pmd {
  return e | flags;
}

/** (pmd.lw:88) */
export function pmd_clear_flags(e: Pmd, flags: Word): Pmd {
  return e & ~flags;
}

/** (pmd.lw:89) */
export function pmd_mksaveddirty(e: Pmd, s: Setup = setup): Pmd {
  return pte_mksaveddirty(e, s);
}

/** (pmd.lw:90) */
export function pmd_clear_saveddirty(e: Pmd, s: Setup = setup): Pmd {
  return pte_clear_saveddirty(e, s);
}

/** (pmd.lw:91) */
export function pmd_mkwrite_novma(e: Pmd): Pmd {
  return Pmd.with(e, { writable: true });
}

/** (pmd.lw:92) */
export function pmd_mkwrite_shstk(e: Pmd): Pmd {
  return Pmd.with(e, { writable: false, dirty: true });
}

/** (pmd.lw:93) */
export function pmd_mkwrite(e: Pmd, vm_flags: Word, s: Setup = setup): Pmd {
  return pte_mkwrite(e, vm_flags, s);
}

/** (pmd.lw:94) */
export function maybe_pmd_mkwrite(e: Pmd, vm_flags: Word, s: Setup = setup): Pmd {
  return maybe_mkwrite(e, vm_flags, s);
}

/** (pmd.lw:95) */
export function pmd_wrprotect(e: Pmd, s: Setup = setup): Pmd {
  return pte_wrprotect(e, s);
}

/** (pmd.lw:96) */
export function pmd_mkdirty(e: Pmd, s: Setup = setup): Pmd {
  return pte_mkdirty(e, s);
}

/** (pmd.lw:97) */
export function pmd_mkclean(e: Pmd, s: Setup = setup): Pmd {
  return pmd_clear_flags(e, _PAGE_DIRTY_BITS(s));
}

/** (pmd.lw:98) */
export function pmd_mkyoung(e: Pmd): Pmd {
  return Pmd.with(e, { accessed: true });
}

/** (pmd.lw:99) */
export function pmd_mkold(e: Pmd): Pmd {
  return Pmd.with(e, { accessed: false });
}

/** (pmd.lw:100) */
export function pmd_mkhuge(e: Pmd): Pmd {
  return Pmd.with(e, { leaf: true });
}

/** (pmd.lw:101) */
export function pmd_mkspecial(e: Pmd): Pmd {
  return Pmd.with(e, { special: true });
}

/** (pmd.lw:102) */
export function pmd_mkdevmap(e: Pmd, s: Setup = setup): Pmd {
  return pmd_set_flags(e, _PAGE_DEVMAP(s));
}

/** (pmd.lw:103) */
export function pmd_mkuffd_wp(e: Pmd, s: Setup = setup): Pmd {
  return pte_mkuffd_wp(e, s);
}

/** (pmd.lw:104) */
export function pmd_clear_uffd_wp(e: Pmd, s: Setup = setup): Pmd {
  return pmd_clear_flags(e, _PAGE_UFFD_WP(s));
}

/** (pmd.lw:105) */
export function pmd_mksoft_dirty(e: Pmd, s: Setup = setup): Pmd {
  return pmd_set_flags(e, _PAGE_SOFT_DIRTY(s));
}

/** (pmd.lw:106) */
export function pmd_clear_soft_dirty(e: Pmd, s: Setup = setup): Pmd {
  return pmd_clear_flags(e, _PAGE_SOFT_DIRTY(s));
}

/** Out of the CPU's sight, with all that it says. (pmd.lw:109) */
export function pmd_mkinvalid(e: Pmd, s: Setup = setup): Pmd {
  return pfn_pmd(pmd_pfn(e, s), pmd_flags(e, s) & ~_PAGE_PRESENT() & ~_PAGE_PROTNONE(), s);
}

/** As pte_modify. From 6.6 until it was found in 2026, D of the CPU was lost. (pmd.lw:113) */
export function pmd_modify(e: Pmd, p: Pgprot, s: Setup = setup): Pmd {
  const new_ = flip_protnone_guard(
    e,
    (e & (s.kernel === "v6_12_107" ? _HPAGE_CHG_MASK(s) & ~_PAGE_DIRTY() : _HPAGE_CHG_MASK(s))) |
      (massage_pgprot(p, s) & ~_HPAGE_CHG_MASK(s)),
    PHYSICAL_PMD_PAGE_MASK(s),
    s,
  );
  return Pmd.get(e, "writable") ? pmd_mksaveddirty(new_, s) : pmd_clear_saveddirty(new_, s);
}

/** (pmd.lw:122) */
export function pmd_access_permitted(e: Pmd, write: boolean): boolean {
  return pte_access_permitted(e, write);
}

/** (pmd.lw:123) */
export function arch_check_zapped_pmd(vm_flags: Word, e: Pmd, s: Setup = setup): boolean {
  return pmd_shstk(e, s) && (vm_flags & VM_SHADOW_STACK(s)) === 0n;
}

/** (pmd.lw:128) */
export function pmd_clear(): Pmd {
  return 0n;
}

/** (pmd.lw:129) */
export function set_pmd(e: Pmd): Pmd {
  return e;
}

/** (pmd.lw:130) */
export function set_pmd_at(e: Pmd): Pmd {
  return e;
}

/** (pmd.lw:131) */
export function pmdp_get(e: Pmd): Pmd {
  return e;
}

/** (pmd.lw:132) */
export function pmdp_huge_get_and_clear(e: Pmd): PmdExchanged {
  return { left: 0n, old: e };
}

/** (pmd.lw:133) */
export function pmdp_collapse_flush(e: Pmd): PmdExchanged {
  return pmdp_huge_get_and_clear(e);
}

/** (pmd.lw:134) */
export function pmdp_establish(e: Pmd, new_: Pmd): PmdExchanged {
  return { left: new_, old: e };
}

/** (pmd.lw:135) */
export function pmdp_invalidate(e: Pmd, s: Setup = setup): PmdExchanged {
  return pmdp_establish(e, pmd_mkinvalid(e, s));
}

/** (pmd.lw:136) */
export function pmdp_invalidate_ad(e: Pmd, s: Setup = setup): PmdExchanged {
  return pmdp_invalidate(e, s);
}

/** (pmd.lw:137) */
export function pmdp_set_wrprotect(e: Pmd, s: Setup = setup): Pmd {
  return pmd_wrprotect(e, s);
}

/** (pmd.lw:138) */
export function pmdp_test_and_clear_young(e: Pmd): PmdTested {
  return { left: pmd_mkold(e), result: pmd_young(e) };
}

/** (pmd.lw:139) */
export function pmdp_clear_flush_young(e: Pmd): PmdTested {
  return pmdp_test_and_clear_young(e);
}

/** (pmd.lw:140) */
export function pmdp_set_access_flags(e: Pmd, wanted: Pmd, dirty: boolean): PmdTested {
  return { left: e !== wanted && dirty ? wanted : e, result: e !== wanted };
}

/** Of halves, as ptep_get_lockless. (pmd.lw:146) */
export function pmdp_get_lockless(low: Word, high: Word, again: Word): Pmd | null {
  return low === again ? pte_of_halves(low, high) : null;
}

/**
 * On 32-bit x86 of two levels this is the entry of the level above, in all but name.
 * (pud.lw:31)
 */
export function is_pud_folded(s: Setup = setup): boolean {
  return s.paging === "two_levels";
}

/** (pud.lw:33) */
export function __pud(v: Word): Pud {
  return v;
}

/** (pud.lw:34) */
export function pud_val(e: Pud): Word {
  return e;
}

/** (pud.lw:36) */
export function pud_pfn_mask(e: Pud, s: Setup = setup): Word {
  return Pud.get(e, "leaf") ? PHYSICAL_PUD_PAGE_MASK(s) : PTE_PFN_MASK(s);
}

/** (pud.lw:37) */
export function pud_flags_mask(e: Pud, s: Setup = setup): Word {
  return entry_mask(s) & ~pud_pfn_mask(e, s);
}

/** (pud.lw:38) */
export function pud_flags(e: Pud, s: Setup = setup): Word {
  return e & pud_flags_mask(e, s);
}

/** (pud.lw:39) */
export function pud_pgprot(e: Pud, s: Setup = setup): Pgprot {
  return pud_flags(e, s);
}

/** (pud.lw:40) */
export function pud_pfn(e: Pud, s: Setup = setup): Word {
  return frame_of(differing(e, protnone_mask(e, s)) & pud_pfn_mask(e, s), s);
}

/** (pud.lw:42) */
export function pfn_pud(n: Word, p: Pgprot, s: Setup = setup): Pud {
  return (
    (differing(address_of(n, s), protnone_mask(p, s)) & PHYSICAL_PUD_PAGE_MASK(s)) |
    massage_pgprot(p, s)
  );
}

/** PAE has four of these, without flags but P. (pud.lw:51) */
export function pud_populate(table: Word, s: Setup = setup): Pud {
  return s.paging === "pae" ? address_of(table, s) | 1n : table_of(table, s);
}

/** (pud.lw:53) */
export function pud_pgtable(e: Pud, s: Setup = setup): Word {
  return BigInt.asUintN(64, (e & pud_pfn_mask(e, s)) + page_offset(s)) & long_mask(s);
}

/** (pud.lw:56) */
export function pud_none(e: Pud, s: Setup = setup): boolean {
  return !is_pud_folded(s) && (e & ~_PAGE_KNL_ERRATUM_MASK(s)) === 0n;
}

/** Unlike a PMD, a huge one is not present while it is made invalid. (pud.lw:60) */
export function pud_present(e: Pud, s: Setup = setup): boolean {
  return is_pud_folded(s) || Pud.get(e, "present");
}

/** (pud.lw:61) */
export function pud_leaf(e: Pud, s: Setup = setup): boolean {
  return !is_pud_folded(s) && Pud.get(e, "leaf") && (since_6_6(s) || Pud.get(e, "present"));
}

/** (pud.lw:62) */
export function pud_large(e: Pud, s: Setup = setup): boolean {
  return pud_leaf(e, s);
}

/** (pud.lw:63) */
export function pud_trans_huge(e: Pud, s: Setup = setup): boolean {
  return is_64_bit(s) && Pud.get(e, "leaf") && (e & _PAGE_DEVMAP(s)) === 0n;
}

/** (pud.lw:65) */
export function pud_devmap(e: Pud, s: Setup = setup): boolean {
  return pte_devmap(e, s);
}

/** (pud.lw:66) */
export function pud_bad(e: Pud, s: Setup = setup): boolean {
  return !is_pud_folded(s) && !((pud_flags(e, s) & ~(_KERNPG_TABLE(s) | _PAGE_USER())) === 0n);
}

/** (pud.lw:68) */
export function pud_same(a: Pud, b: Pud): boolean {
  return a === b;
}

/** (pud.lw:70) */
export function pud_dirty(e: Pud, s: Setup = setup): boolean {
  return pte_dirty(e, s);
}

/** (pud.lw:71) */
export function pud_young(e: Pud): boolean {
  return Pud.get(e, "accessed");
}

/** (pud.lw:72) */
export function pud_write(e: Pud): boolean {
  return Pud.get(e, "writable");
}

/** (pud.lw:73) */
export function pud_shstk(e: Pud, s: Setup = setup): boolean {
  return pmd_shstk(e, s);
}

/** (pud.lw:74) */
export function pud_special(e: Pud): boolean {
  return Pud.get(e, "special");
}

/** (pud.lw:75) */
export function pud_soft_dirty(e: Pud, s: Setup = setup): boolean {
  return has_soft_dirty(s) && Pud.get(e, "soft_dirty");
}

/** (pud.lw:77) */
export function pud_set_flags(e: Pud, flags: Word): Pud {
  return e | flags;
}

/** (pud.lw:78) */
export function pud_clear_flags(e: Pud, flags: Word): Pud {
  return e & ~flags;
}

/** (pud.lw:79) */
export function pud_mksaveddirty(e: Pud, s: Setup = setup): Pud {
  return pte_mksaveddirty(e, s);
}

/** (pud.lw:80) */
export function pud_clear_saveddirty(e: Pud, s: Setup = setup): Pud {
  return pte_clear_saveddirty(e, s);
}

/** (pud.lw:81) */
export function pud_mkwrite(e: Pud, s: Setup = setup): Pud {
  return pud_clear_saveddirty(Pud.with(e, { writable: true }), s);
}

/** (pud.lw:82) */
export function pud_wrprotect(e: Pud, s: Setup = setup): Pud {
  return pte_wrprotect(e, s);
}

/** (pud.lw:83) */
export function pud_mkdirty(e: Pud, s: Setup = setup): Pud {
  return pte_mkdirty(e, s);
}

/** (pud.lw:84) */
export function pud_mkclean(e: Pud, s: Setup = setup): Pud {
  return pud_clear_flags(e, _PAGE_DIRTY_BITS(s));
}

/** (pud.lw:85) */
export function pud_mkyoung(e: Pud): Pud {
  return Pud.with(e, { accessed: true });
}

/** (pud.lw:86) */
export function pud_mkold(e: Pud): Pud {
  return Pud.with(e, { accessed: false });
}

/** (pud.lw:87) */
export function pud_mkhuge(e: Pud): Pud {
  return Pud.with(e, { leaf: true });
}

/** (pud.lw:88) */
export function pud_mkspecial(e: Pud): Pud {
  return Pud.with(e, { special: true });
}

/** (pud.lw:89) */
export function pud_mkdevmap(e: Pud, s: Setup = setup): Pud {
  return pud_set_flags(e, _PAGE_DEVMAP(s));
}

/** (pud.lw:90) */
export function pud_mksoft_dirty(e: Pud, s: Setup = setup): Pud {
  return pud_set_flags(e, _PAGE_SOFT_DIRTY(s));
}

/** (pud.lw:91) */
export function pud_clear_soft_dirty(e: Pud, s: Setup = setup): Pud {
  return pud_clear_flags(e, _PAGE_SOFT_DIRTY(s));
}

/** (pud.lw:92) */
export function pud_mkinvalid(e: Pud, s: Setup = setup): Pud {
  return pfn_pud(pud_pfn(e, s), pud_flags(e, s) & ~_PAGE_PRESENT() & ~_PAGE_PROTNONE(), s);
}

/** As pte_modify; since 6.6. (pud.lw:96) */
export function pud_modify(e: Pud, p: Pgprot, s: Setup = setup): Pud {
  const new_ = flip_protnone_guard(
    e,
    (e & _HPAGE_CHG_MASK(s)) | (massage_pgprot(p, s) & ~_HPAGE_CHG_MASK(s)),
    PHYSICAL_PUD_PAGE_MASK(s),
    s,
  );
  return Pud.get(e, "writable") ? pud_mksaveddirty(new_, s) : pud_clear_saveddirty(new_, s);
}

/** (pud.lw:103) */
export function pud_access_permitted(e: Pud, write: boolean): boolean {
  return pte_access_permitted(e, write);
}

/** (pud.lw:104) */
export function arch_check_zapped_pud(vm_flags: Word, e: Pud, s: Setup = setup): boolean {
  return pud_shstk(e, s) && (vm_flags & VM_SHADOW_STACK(s)) === 0n;
}

/** (pud.lw:109) */
export function pud_clear(): Pud {
  return 0n;
}

/** (pud.lw:110) */
export function set_pud(e: Pud): Pud {
  return e;
}

/** (pud.lw:111) */
export function set_pud_at(e: Pud): Pud {
  return e;
}

/** (pud.lw:112) */
export function pudp_get(e: Pud): Pud {
  return e;
}

/** (pud.lw:113) */
export function pudp_huge_get_and_clear(e: Pud): PudExchanged {
  return { left: 0n, old: e };
}

/** (pud.lw:114) */
export function pudp_establish(e: Pud, new_: Pud): PudExchanged {
  return { left: new_, old: e };
}

/** (pud.lw:115) */
export function pudp_invalidate(e: Pud, s: Setup = setup): PudExchanged {
  return pudp_establish(e, pud_mkinvalid(e, s));
}

/** (pud.lw:116) */
export function pudp_test_and_clear_young(e: Pud): PudTested {
  return { left: pud_mkold(e), result: pud_young(e) };
}

/** (pud.lw:117) */
export function pudp_set_access_flags(e: Pud, wanted: Pud, dirty: boolean): PudTested {
  return { left: e !== wanted && dirty ? wanted : e, result: e !== wanted };
}

/** (p4d.lw:23) */
export function is_p4d_folded(s: Setup = setup): boolean {
  return !is_64_bit(s);
}

/** (p4d.lw:25) */
export function __p4d(v: Word): P4d {
  return v;
}

/** (p4d.lw:26) */
export function p4d_val(e: P4d): Word {
  return e;
}

/** (p4d.lw:27) */
export function p4d_pfn_mask(s: Setup = setup): Word {
  return PTE_PFN_MASK(s);
}

/** (p4d.lw:28) */
export function p4d_flags(e: P4d, s: Setup = setup): Word {
  return e & PTE_FLAGS_MASK(s);
}

/** (p4d.lw:29) */
export function p4d_pgprot(e: P4d, s: Setup = setup): Pgprot {
  return p4d_flags(e, s);
}

/** (p4d.lw:30) */
export function p4d_pfn(e: P4d, s: Setup = setup): Word {
  return frame_of(e & PTE_PFN_MASK(s), s);
}

/** (p4d.lw:31) */
export function p4d_populate(table: Word, s: Setup = setup): P4d {
  return table_of(table, s);
}

/** (p4d.lw:32) */
export function p4d_pgtable(e: P4d, s: Setup = setup): Word {
  return BigInt.asUintN(64, (e & PTE_PFN_MASK(s)) + page_offset(s)) & long_mask(s);
}

/** (p4d.lw:34) */
export function p4d_none(e: P4d, s: Setup = setup): boolean {
  return !is_p4d_folded(s) && (e & ~_PAGE_KNL_ERRATUM_MASK(s)) === 0n;
}

/** (p4d.lw:36) */
export function p4d_present(e: P4d, s: Setup = setup): boolean {
  return is_p4d_folded(s) || P4d.get(e, "present");
}

/** (p4d.lw:37) */
export function p4d_leaf(_e: P4d): boolean {
  return false;
}

/** (p4d.lw:38) */
export function p4d_large(e: P4d): boolean {
  return p4d_leaf(e);
}

/** Page-table isolation sets NX in entries for users. (p4d.lw:41) */
export function p4d_bad(e: P4d, s: Setup = setup): boolean {
  return (
    !is_p4d_folded(s) &&
    !((p4d_flags(e, s) & ~(_KERNPG_TABLE(s) | _PAGE_USER() | _PAGE_NX(s))) === 0n)
  );
}

/** (p4d.lw:44) */
export function p4d_same(a: P4d, b: P4d): boolean {
  return a === b;
}

/** (p4d.lw:45) */
export function p4d_clear(): P4d {
  return 0n;
}

/** (p4d.lw:46) */
export function set_p4d(e: P4d): P4d {
  return e;
}

/** (pgd.lw:24) */
export function is_pgd_folded(s: Setup = setup): boolean {
  return s.paging !== "five_levels";
}

/** (pgd.lw:26) */
export function __pgd(v: Word): Pgd {
  return v;
}

/** (pgd.lw:27) */
export function pgd_val(e: Pgd): Word {
  return e;
}

/** (pgd.lw:28) */
export function pgd_flags(e: Pgd, s: Setup = setup): Word {
  return e & PTE_FLAGS_MASK(s);
}

/** (pgd.lw:29) */
export function pgd_pgprot(e: Pgd, s: Setup = setup): Pgprot {
  return pgd_flags(e, s);
}

/** (pgd.lw:30) */
export function pgd_pfn(e: Pgd, s: Setup = setup): Word {
  return frame_of(e & PTE_PFN_MASK(s), s);
}

/** (pgd.lw:31) */
export function pgd_populate(table: Word, s: Setup = setup): Pgd {
  return table_of(table, s);
}

/** What Knights Landing may leave is not looked for here. (pgd.lw:34) */
export function pgd_none(e: Pgd, s: Setup = setup): boolean {
  return !is_pgd_folded(s) && e === 0n;
}

/** (pgd.lw:35) */
export function pgd_present(e: Pgd, s: Setup = setup): boolean {
  return is_pgd_folded(s) || Pgd.get(e, "present");
}

/** (pgd.lw:36) */
export function pgd_leaf(_e: Pgd): boolean {
  return false;
}

/** (pgd.lw:37) */
export function pgd_large(e: Pgd): boolean {
  return pgd_leaf(e);
}

/** (pgd.lw:38) */
export function pgd_bad(e: Pgd, s: Setup = setup): boolean {
  return !is_pgd_folded(s) && (pgd_flags(e, s) & ~_PAGE_USER() & ~_PAGE_NX(s)) !== _KERNPG_TABLE(s);
}

/** (pgd.lw:40) */
export function pgd_clear(): Pgd {
  return 0n;
}

/** (pgd.lw:41) */
export function set_pgd(e: Pgd): Pgd {
  return e;
}

/** (pgd.lw:45) */
export function pti_set_user_pgtbl(e: Pgd, is_user_half: boolean, s: Setup = setup): Shadowed {
  return !is_user_half || (e & _PAGE_NOPTISHADOW(s)) !== 0n
    ? { kernel: e, user: null }
    : {
        kernel:
          Pgd.get(e, "present") && Pgd.get(e, "user") && s.cpu_nx ? Pgd.with(e, { nx: true }) : e,
        user: e,
      };
}

/** (swap.lw:30) */
export function _PAGE_SWP_SOFT_DIRTY(s: Setup = setup): Word {
  return has_soft_dirty(s) ? _PAGE_RW() : 0n;
}

/** (swap.lw:31) */
export function _PAGE_SWP_UFFD_WP(s: Setup = setup): Word {
  return has_uffd_wp(s) ? _PAGE_USER() : 0n;
}

/** (swap.lw:32) */
export function _PAGE_SWP_EXCLUSIVE(s: Setup = setup): Word {
  return is_64_bit(s) ? _PAGE_PWT() : since_6_6(s) ? _PAGE_PSE() : 0n;
}

/** (swap.lw:35) */
export function MAX_SWAPFILES_SHIFT(): Count {
  return 5;
}

/** (swap.lw:36) */
export function SWP_TYPE_BITS(): Count {
  return 5;
}

/** (swap.lw:37) */
export function SWP_OFFSET_FIRST_BIT(): Count {
  return 9;
}

/** (swap.lw:38) */
export function SWP_OFFSET_SHIFT(s: Setup = setup): Count {
  return s.paging === "two_levels" ? 9 : 14;
}

/** (swap.lw:39) */
export function SWP_TYPE_SHIFT(s: Setup = setup): Place {
  return is_64_bit(s) ? 58 : 26;
}

/** (swap.lw:40) */
export function SWP_OFFSET_MASK(s: Setup = setup): Word {
  return withBits(
    0n,
    0,
    within(
      [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
        25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
      ],
      SWP_TYPE_SHIFT(s) - 1,
    ),
    true_bits(),
  );
}

/** (swap.lw:41) */
export function true_bits(): Word {
  return 0xffffffffffffffffn;
}

/**
 * Types are numbered downwards from 32: what there is of each decides what the others are.
 * (swap.lw:44)
 */
export function markers(s: Setup = setup): Kind {
  return s.kernel !== "v6_1" || has_uffd_wp(s) ? 1 : 0;
}

/** (swap.lw:45) */
export function swapin_errors(s: Setup = setup): Kind {
  return s.kernel === "v6_1" ? 1 : 0;
}

/** (swap.lw:46) */
export function poisons(s: Setup = setup): Kind {
  return s.config_memory_failure ? 1 : 0;
}

/** (swap.lw:47) */
export function devices(s: Setup = setup): Kind {
  return !s.config_device_private ? 0 : s.kernel === "v7" ? 3 : 4;
}

/** (swap.lw:48) */
export function MAX_SWAPFILES(s: Setup = setup): Kind {
  return within(Kind, 32 - markers(s) - swapin_errors(s) - poisons(s) - 3 - devices(s));
}

/** (swap.lw:49) */
export function SWP_HWPOISON(s: Setup = setup): Kind {
  return MAX_SWAPFILES(s);
}

/** (swap.lw:50) */
export function SWP_MIGRATION_READ(s: Setup = setup): Kind {
  return within(Kind, MAX_SWAPFILES(s) + poisons(s));
}

/** (swap.lw:51) */
export function SWP_MIGRATION_READ_EXCLUSIVE(s: Setup = setup): Kind {
  return within(Kind, SWP_MIGRATION_READ(s) + 1);
}

/** (swap.lw:52) */
export function SWP_MIGRATION_WRITE(s: Setup = setup): Kind {
  return within(Kind, SWP_MIGRATION_READ(s) + 2);
}

/** (swap.lw:53) */
export function SWP_DEVICE_WRITE(s: Setup = setup): Kind {
  return within(Kind, SWP_MIGRATION_READ(s) + 3);
}

/** (swap.lw:54) */
export function SWP_DEVICE_READ(s: Setup = setup): Kind {
  return within(Kind, SWP_MIGRATION_READ(s) + 4);
}

/** (swap.lw:55) */
export function SWP_DEVICE_EXCLUSIVE_WRITE(s: Setup = setup): Kind {
  return within(Kind, SWP_MIGRATION_READ(s) + 5);
}

/** (swap.lw:56) */
export function SWP_DEVICE_EXCLUSIVE_READ(s: Setup = setup): Kind {
  return within(Kind, SWP_MIGRATION_READ(s) + 6);
}

/** (swap.lw:57) */
export function SWP_PTE_MARKER(s: Setup = setup): Kind {
  return within(Kind, SWP_MIGRATION_READ(s) + 3 + devices(s));
}

/** (swap.lw:58) */
export function SWP_SWAPIN_ERROR(s: Setup = setup): Kind {
  return within(Kind, SWP_PTE_MARKER(s) + markers(s));
}

/** (swap.lw:60) */
export function PTE_MARKER_UFFD_WP(): Word {
  return 1n;
}

/** (swap.lw:61) */
export function PTE_MARKER_POISONED(): Word {
  return 2n;
}

/** (swap.lw:62) */
export function PTE_MARKER_GUARD(): Word {
  return 4n;
}

/** (swap.lw:63) */
export function PTE_MARKER_MASK(s: Setup = setup): Word {
  return s.kernel === "v6_1" ? 1n : s.kernel === "v7" ? 7n : 3n;
}

/**
 * How many bits of an offset are the frame of a page; A and D of a migrating one lie above.
 * (swap.lw:70)
 */
export function SWP_PFN_BITS(s: Setup = setup): Place {
  return is_64_bit(s) ? within(Place, MAX_PHYSMEM_BITS(s) - 12) : s.paging === "pae" ? 26 : 20;
}

/** (swap.lw:72) */
export function SWP_MIG_YOUNG_BIT(s: Setup = setup): Place {
  return SWP_PFN_BITS(s);
}

/** (swap.lw:73) */
export function SWP_MIG_DIRTY_BIT(s: Setup = setup): Place {
  return within(Place, SWP_PFN_BITS(s) + 1);
}

/** (swap.lw:74) */
export function SWP_MIG_TOTAL_BITS(s: Setup = setup): Count {
  return SWP_PFN_BITS(s) + 2;
}

/** A type and an offset. (swap.lw:77) */
export function swp_entry(kind: Word, offset: Word, s: Setup = setup): Swp {
  return is_64_bit(s)
    ? withBits(offset, 58, 63, kind)
    : withBits(withBits(0n, 0, 25, offset), 26, 31, kind);
}

/** (swap.lw:82) */
export function of_kind(kind: Kind, offset: Word, s: Setup = setup): Swp {
  return swp_entry(BigInt(kind), offset, s);
}

/** (swap.lw:83) */
export function swp_type(swp: Swp, s: Setup = setup): Kind {
  return Lowest.get(is_64_bit(s) ? swp >> 58n : (swp >> 26n) & 0x3fn, "value");
}

/** (swap.lw:86) */
export function swp_offset(swp: Swp, s: Setup = setup): Word {
  return swp & SWP_OFFSET_MASK(s);
}

/**
 * Offsets are inverted, so that small ones are no addresses that there is memory at.
 * (swap.lw:89)
 */
export function arch_entry(kind: Word, offset: Word, s: Setup = setup): Word {
  return s.paging === "two_levels"
    ? withBits(withBits(0n, 1, 6, kind), 9, 31, offset)
    : withBits(withBits(0n, 59, 63, kind), 9, 58, true_bits() & ~stored_offset(kind, offset, s));
}

/**
 * On PAE they meet in 32 bits before, where a type of more than five bits runs into the
 * offset. (swap.lw:96)
 */
export function stored_offset(kind: Word, offset: Word, s: Setup = setup): Word {
  return s.paging === "pae" ? (offset | ((kind >> 5n) & 1n)) & 0x7ffffffn : offset;
}

/** (swap.lw:99) */
export function swp_entry_to_pte(swp: Swp, s: Setup = setup): Pte {
  return arch_entry(BigInt(swp_type(swp, s)), swp_offset(swp, s), s);
}

/** (swap.lw:100) */
export function swp_entry_to_pmd(swp: Swp, s: Setup = setup): Pmd {
  return is_64_bit(s) ? swp_entry_to_pte(swp, s) : 0n;
}

/** Of an empty entry it makes type 0 and the last offset: ask for none before. (swap.lw:103) */
export function swp_of_word(v: Word, s: Setup = setup): Swp {
  return s.paging === "two_levels"
    ? swp_entry((v >> 1n) & 0x1fn, (v >> 9n) & 0x7fffffn, s)
    : swp_entry(v >> 59n, ((true_bits() & ~v) >> 9n) & 0x3ffffffffffffn, s);
}

/** (swap.lw:108) */
export function pte_to_swp_entry(e: Pte, s: Setup = setup): Swp {
  return swp_of_word(pte_swp_clear_flags(e, s), s);
}

/** (swap.lw:109) */
export function pmd_to_swp_entry(e: Pmd, s: Setup = setup): Swp {
  return is_64_bit(s) ? swp_of_word(e, s) : 0n;
}

/** (swap.lw:111) */
export function is_swap_pte(e: Pte, s: Setup = setup): boolean {
  return !pte_none(e, s) && !pte_present(e);
}

/** (swap.lw:112) */
export function is_swap_pmd(e: Pmd, s: Setup = setup): boolean {
  return !pmd_none(e, s) && !pmd_present(e);
}

/** (swap.lw:113) */
export function non_swap_entry(swp: Swp, s: Setup = setup): boolean {
  return swp_type(swp, s) >= MAX_SWAPFILES(s);
}

/** (swap.lw:114) */
export function swp_to_radix_entry(swp: Swp, s: Setup = setup): Word {
  return (BigInt.asUintN(64, swp + swp) | 1n) & long_mask(s);
}

/** (swap.lw:116) */
export function radix_to_swp_entry(v: Word): Swp {
  return v >> 1n;
}

/** Attributes of the entry, not of what it stands for. (swap.lw:119) */
export function pte_swp_exclusive(e: Pte, s: Setup = setup): boolean {
  return (e & _PAGE_SWP_EXCLUSIVE(s)) !== 0n;
}

/** (swap.lw:120) */
export function pte_swp_mkexclusive(e: Pte, s: Setup = setup): Pte {
  return pte_set_flags(e, _PAGE_SWP_EXCLUSIVE(s));
}

/** (swap.lw:121) */
export function pte_swp_clear_exclusive(e: Pte, s: Setup = setup): Pte {
  return pte_clear_flags(e, _PAGE_SWP_EXCLUSIVE(s));
}

/** (swap.lw:122) */
export function pte_swp_soft_dirty(e: Pte, s: Setup = setup): boolean {
  return (e & _PAGE_SWP_SOFT_DIRTY(s)) !== 0n;
}

/** (swap.lw:123) */
export function pte_swp_mksoft_dirty(e: Pte, s: Setup = setup): Pte {
  return pte_set_flags(e, _PAGE_SWP_SOFT_DIRTY(s));
}

/** (swap.lw:124) */
export function pte_swp_clear_soft_dirty(e: Pte, s: Setup = setup): Pte {
  return pte_clear_flags(e, _PAGE_SWP_SOFT_DIRTY(s));
}

/** (swap.lw:125) */
export function pte_swp_uffd_wp(e: Pte, s: Setup = setup): boolean {
  return (e & _PAGE_SWP_UFFD_WP(s)) !== 0n;
}

/** (swap.lw:126) */
export function pte_swp_mkuffd_wp(e: Pte, s: Setup = setup): Pte {
  return pte_set_flags(e, _PAGE_SWP_UFFD_WP(s));
}

/** (swap.lw:127) */
export function pte_swp_clear_uffd_wp(e: Pte, s: Setup = setup): Pte {
  return pte_clear_flags(e, _PAGE_SWP_UFFD_WP(s));
}

/** (swap.lw:128) */
export function pte_swp_clear_flags(e: Pte, s: Setup = setup): Pte {
  return pte_swp_clear_exclusive(pte_swp_clear_soft_dirty(pte_swp_clear_uffd_wp(e, s), s), s);
}

/** (swap.lw:130) */
export function pmd_swp_soft_dirty(e: Pmd, s: Setup = setup): boolean {
  return pte_swp_soft_dirty(e, s);
}

/** (swap.lw:131) */
export function pmd_swp_mksoft_dirty(e: Pmd, s: Setup = setup): Pmd {
  return pte_swp_mksoft_dirty(e, s);
}

/** (swap.lw:132) */
export function pmd_swp_clear_soft_dirty(e: Pmd, s: Setup = setup): Pmd {
  return pte_swp_clear_soft_dirty(e, s);
}

/** (swap.lw:133) */
export function pmd_swp_uffd_wp(e: Pmd, s: Setup = setup): boolean {
  return pte_swp_uffd_wp(e, s);
}

/** (swap.lw:134) */
export function pmd_swp_mkuffd_wp(e: Pmd, s: Setup = setup): Pmd {
  return pte_swp_mkuffd_wp(e, s);
}

/** (swap.lw:135) */
export function pmd_swp_clear_uffd_wp(e: Pmd, s: Setup = setup): Pmd {
  return pte_swp_clear_uffd_wp(e, s);
}

/** Pages on their way to another frame; exclusivity is in the type. (swap.lw:138) */
export function make_readable_migration_entry(n: Word, s: Setup = setup): Swp {
  return of_kind(SWP_MIGRATION_READ(s), n, s);
}

/** (swap.lw:139) */
export function make_readable_exclusive_migration_entry(n: Word, s: Setup = setup): Swp {
  return of_kind(SWP_MIGRATION_READ_EXCLUSIVE(s), n, s);
}

/** (swap.lw:141) */
export function make_writable_migration_entry(n: Word, s: Setup = setup): Swp {
  return of_kind(SWP_MIGRATION_WRITE(s), n, s);
}

/** (swap.lw:142) */
export function is_migration_entry(swp: Swp, s: Setup = setup): boolean {
  return SWP_MIGRATION_READ(s) <= swp_type(swp, s) && swp_type(swp, s) <= SWP_MIGRATION_WRITE(s);
}

/** (swap.lw:143) */
export function is_readable_migration_entry(swp: Swp, s: Setup = setup): boolean {
  return swp_type(swp, s) === SWP_MIGRATION_READ(s);
}

/** (swap.lw:144) */
export function is_readable_exclusive_migration_entry(swp: Swp, s: Setup = setup): boolean {
  return swp_type(swp, s) === SWP_MIGRATION_READ_EXCLUSIVE(s);
}

/** (swap.lw:146) */
export function is_writable_migration_entry(swp: Swp, s: Setup = setup): boolean {
  return swp_type(swp, s) === SWP_MIGRATION_WRITE(s);
}

/** (swap.lw:147) */
export function is_pmd_migration_entry(e: Pmd, s: Setup = setup): boolean {
  return is_64_bit(s) && is_swap_pmd(e, s) && is_migration_entry(pmd_to_swp_entry(e, s), s);
}

/** (swap.lw:149) */
export function migration_entry_supports_ad(s: Setup = setup): boolean {
  return s.migration_ad;
}

/** (swap.lw:150) */
export function make_migration_entry_young(swp: Swp, s: Setup = setup): Swp {
  return s.migration_ad ? withBits(swp, SWP_MIG_YOUNG_BIT(s), SWP_MIG_YOUNG_BIT(s), true) : swp;
}

/** (swap.lw:152) */
export function make_migration_entry_dirty(swp: Swp, s: Setup = setup): Swp {
  return s.migration_ad ? withBits(swp, SWP_MIG_DIRTY_BIT(s), SWP_MIG_DIRTY_BIT(s), true) : swp;
}

/** (swap.lw:154) */
export function is_migration_entry_young(swp: Swp, s: Setup = setup): boolean {
  return s.migration_ad && bitsOf(swp, SWP_MIG_YOUNG_BIT(s), SWP_MIG_YOUNG_BIT(s)) !== 0n;
}

/** (swap.lw:155) */
export function is_migration_entry_dirty(swp: Swp, s: Setup = setup): boolean {
  return s.migration_ad && bitsOf(swp, SWP_MIG_DIRTY_BIT(s), SWP_MIG_DIRTY_BIT(s)) !== 0n;
}

/** Memory that is broken. (swap.lw:158) */
export function make_hwpoison_entry(n: Word, s: Setup = setup): Swp {
  return s.config_memory_failure ? of_kind(SWP_HWPOISON(s), n, s) : 0n;
}

/** (swap.lw:160) */
export function is_hwpoison_entry(swp: Swp, s: Setup = setup): boolean {
  return s.config_memory_failure && swp_type(swp, s) === SWP_HWPOISON(s);
}

/** Memory that only a device reaches, and memory that a device has for itself. (swap.lw:163) */
export function of_device(kind: Kind, n: Word, s: Setup = setup): Swp {
  return s.config_device_private ? of_kind(kind, n, s) : 0n;
}

/** (swap.lw:164) */
export function is_of_device(swp: Swp, kind: Kind, s: Setup = setup): boolean {
  return s.config_device_private && swp_type(swp, s) === kind;
}

/** (swap.lw:165) */
export function make_readable_device_private_entry(n: Word, s: Setup = setup): Swp {
  return of_device(SWP_DEVICE_READ(s), n, s);
}

/** (swap.lw:166) */
export function make_writable_device_private_entry(n: Word, s: Setup = setup): Swp {
  return of_device(SWP_DEVICE_WRITE(s), n, s);
}

/** (swap.lw:167) */
export function make_readable_device_exclusive_entry(n: Word, s: Setup = setup): Swp {
  return of_device(SWP_DEVICE_EXCLUSIVE_READ(s), n, s);
}

/** (swap.lw:168) */
export function make_writable_device_exclusive_entry(n: Word, s: Setup = setup): Swp {
  return of_device(SWP_DEVICE_EXCLUSIVE_WRITE(s), n, s);
}

/** (swap.lw:169) */
export function make_device_exclusive_entry(n: Word, s: Setup = setup): Swp {
  return of_device(SWP_DEVICE_EXCLUSIVE_WRITE(s), n, s);
}

/** (swap.lw:170) */
export function is_writable_device_private_entry(swp: Swp, s: Setup = setup): boolean {
  return is_of_device(swp, SWP_DEVICE_WRITE(s), s);
}

/** (swap.lw:171) */
export function is_device_private_entry(swp: Swp, s: Setup = setup): boolean {
  return is_of_device(swp, SWP_DEVICE_READ(s), s) || is_of_device(swp, SWP_DEVICE_WRITE(s), s);
}

/** (swap.lw:173) */
export function is_writable_device_exclusive_entry(swp: Swp, s: Setup = setup): boolean {
  return is_of_device(swp, SWP_DEVICE_EXCLUSIVE_WRITE(s), s);
}

/** (swap.lw:174) */
export function is_device_exclusive_entry(swp: Swp, s: Setup = setup): boolean {
  return (
    is_of_device(swp, SWP_DEVICE_EXCLUSIVE_WRITE(s), s) ||
    (s.kernel !== "v7" && is_of_device(swp, SWP_DEVICE_EXCLUSIVE_READ(s), s))
  );
}

/** (swap.lw:178) */
export function is_pfn_swap_entry(swp: Swp, s: Setup = setup): boolean {
  return (
    is_migration_entry(swp, s) ||
    is_device_private_entry(swp, s) ||
    is_device_exclusive_entry(swp, s) ||
    is_hwpoison_entry(swp, s)
  );
}

/** (swap.lw:183) */
export function swp_offset_pfn(swp: Swp, s: Setup = setup): Word {
  return bits_up_to(swp_offset(swp, s), SWP_PFN_BITS(s));
}

/** (swap.lw:184) */
export function bits_up_to(v: Word, width: Place): Word {
  return bitsOf(
    v,
    0,
    within(
      [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
        25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
      ],
      width - 1,
    ),
  );
}

/** Nothing is mapped, but something is to be remembered. (swap.lw:187) */
export function make_pte_marker_entry(marker: Word, s: Setup = setup): Swp {
  return markers(s) === 0 ? 0n : of_kind(SWP_PTE_MARKER(s), marker, s);
}

/** (swap.lw:189) */
export function is_pte_marker_entry(swp: Swp, s: Setup = setup): boolean {
  return markers(s) === 1 && swp_type(swp, s) === SWP_PTE_MARKER(s);
}

/** (swap.lw:190) */
export function pte_marker_get(swp: Swp, s: Setup = setup): Word {
  return swp_offset(swp, s) & PTE_MARKER_MASK(s);
}

/** (swap.lw:191) */
export function is_pte_marker(e: Pte, s: Setup = setup): boolean {
  return is_swap_pte(e, s) && is_pte_marker_entry(pte_to_swp_entry(e, s), s);
}

/** (swap.lw:192) */
export function make_pte_marker(marker: Word, s: Setup = setup): Pte {
  return markers(s) === 0 ? 0n : swp_entry_to_pte(make_pte_marker_entry(marker, s), s);
}

/** (swap.lw:194) */
export function pte_none_mostly(e: Pte, s: Setup = setup): boolean {
  return pte_none(e, s) || is_pte_marker(e, s);
}

/** (swap.lw:195) */
export function has_marker(swp: Swp, marker: Word, s: Setup = setup): boolean {
  return is_pte_marker_entry(swp, s) && (marker & ~pte_marker_get(swp, s)) === 0n;
}

/** (swap.lw:197) */
export function pte_marker_entry_uffd_wp(swp: Swp, s: Setup = setup): boolean {
  return has_marker(swp, PTE_MARKER_UFFD_WP(), s);
}

/** (swap.lw:198) */
export function pte_marker_uffd_wp(e: Pte, s: Setup = setup): boolean {
  return is_pte_marker(e, s) && pte_marker_entry_uffd_wp(pte_to_swp_entry(e, s), s);
}

/** (swap.lw:200) */
export function make_poisoned_swp_entry(s: Setup = setup): Swp {
  return make_pte_marker_entry(PTE_MARKER_POISONED(), s);
}

/** (swap.lw:201) */
export function is_poisoned_swp_entry(swp: Swp, s: Setup = setup): boolean {
  return has_marker(swp, PTE_MARKER_POISONED(), s);
}

/** (swap.lw:202) */
export function make_guard_swp_entry(s: Setup = setup): Swp {
  return make_pte_marker_entry(PTE_MARKER_GUARD(), s);
}

/** (swap.lw:203) */
export function is_guard_swp_entry(swp: Swp, s: Setup = setup): boolean {
  return has_marker(swp, PTE_MARKER_GUARD(), s);
}

/** A page that could not be read back; a marker since 6.2. (swap.lw:206) */
export function make_swapin_error_entry(n: Word, s: Setup = setup): Swp {
  return s.kernel === "v6_1" ? of_kind(SWP_SWAPIN_ERROR(s), n, s) : make_poisoned_swp_entry(s);
}

/** (swap.lw:208) */
export function is_swapin_error_entry(swp: Swp, s: Setup = setup): boolean {
  return s.kernel === "v6_1"
    ? swp_type(swp, s) === SWP_SWAPIN_ERROR(s)
    : is_poisoned_swp_entry(swp, s);
}

/**
 * How many pages a swap area may have; fewer where L1TF reaches, 8 times the frames.
 * (swap.lw:212)
 */
export function arch_max_swapfile_size(cache_bits: Count, l1tf: boolean, s: Setup = setup): Word {
  const most = bit(is_64_bit(s) ? 50 : s.paging === "pae" ? 26 : 23);
  const limit = l1tf_pfn_limit(cache_bits);
  const reach = s.paging === "two_levels" ? limit : withBits(0n, 3, 63, limit);
  return l1tf && reach < most ? reach : most;
}

/** (swap.lw:229) */
export function softleaf_mk_none(): Swp {
  return 0n;
}

/** (swap.lw:230) */
export function softleaf_from_pte(e: Pte, s: Setup = setup): Swp {
  return is_swap_pte(e, s) ? pte_to_swp_entry(e, s) : softleaf_mk_none();
}

/** (swap.lw:232) */
export function softleaf_from_pmd(e: Pmd, s: Setup = setup): Swp {
  return is_swap_pmd(e, s) ? pmd_to_swp_entry(e, s) : softleaf_mk_none();
}

/** (swap.lw:234) */
export function softleaf_to_pte(swp: Swp, s: Setup = setup): Pte {
  return swp_entry_to_pte(swp, s);
}

/** (swap.lw:235) */
export function softleaf_to_pmd(swp: Swp, s: Setup = setup): Pmd {
  return swp_entry_to_pmd(swp, s);
}

/** (swap.lw:236) */
export function softleaf_type(swp: Swp, s: Setup = setup): Softleaf {
  return swp === 0n
    ? "none"
    : !non_swap_entry(swp, s)
      ? "swap"
      : is_readable_migration_entry(swp, s)
        ? "migration_read"
        : is_readable_exclusive_migration_entry(swp, s)
          ? "migration_read_exclusive"
          : is_writable_migration_entry(swp, s)
            ? "migration_write"
            : is_hwpoison_entry(swp, s)
              ? "hwpoison"
              : is_writable_device_private_entry(swp, s)
                ? "device_private_write"
                : is_device_private_entry(swp, s)
                  ? "device_private_read"
                  : is_device_exclusive_entry(swp, s)
                    ? "device_exclusive"
                    : "marker";
}

/** (swap.lw:254) */
export function softleaf_is_none(swp: Swp, s: Setup = setup): boolean {
  return softleaf_type(swp, s) === "none";
}

/** (swap.lw:255) */
export function softleaf_is_swap(swp: Swp, s: Setup = setup): boolean {
  return softleaf_type(swp, s) === "swap";
}

/** (swap.lw:256) */
export function softleaf_is_migration(swp: Swp, s: Setup = setup): boolean {
  return is_migration_entry(swp, s);
}

/** (swap.lw:257) */
export function softleaf_is_migration_read(swp: Swp, s: Setup = setup): boolean {
  return is_readable_migration_entry(swp, s);
}

/** (swap.lw:258) */
export function softleaf_is_migration_read_exclusive(swp: Swp, s: Setup = setup): boolean {
  return is_readable_exclusive_migration_entry(swp, s);
}

/** (swap.lw:259) */
export function softleaf_is_migration_write(swp: Swp, s: Setup = setup): boolean {
  return is_writable_migration_entry(swp, s);
}

/** (swap.lw:260) */
export function softleaf_is_device_private(swp: Swp, s: Setup = setup): boolean {
  return is_device_private_entry(swp, s);
}

/** (swap.lw:261) */
export function softleaf_is_device_exclusive(swp: Swp, s: Setup = setup): boolean {
  return is_device_exclusive_entry(swp, s);
}

/** (swap.lw:262) */
export function softleaf_is_hwpoison(swp: Swp, s: Setup = setup): boolean {
  return is_hwpoison_entry(swp, s);
}

/** (swap.lw:263) */
export function softleaf_is_marker(swp: Swp, s: Setup = setup): boolean {
  return is_pte_marker_entry(swp, s);
}

/** (swap.lw:264) */
export function softleaf_to_pfn(swp: Swp, s: Setup = setup): Word {
  return swp_offset_pfn(swp, s);
}

/** What machine.lw declares. */
export const machine = {
  since_6_6,
  is_64_bit,
  entry_mask,
  long_mask,
  address_of,
  frame_of,
  bit,
  _PAGE_PRESENT,
  _PAGE_RW,
  _PAGE_USER,
  _PAGE_PWT,
  _PAGE_PCD,
  _PAGE_ACCESSED,
  _PAGE_DIRTY,
  _PAGE_PSE,
  _PAGE_PAT,
  _PAGE_GLOBAL,
  _PAGE_PROTNONE,
  _PAGE_SOFTW1,
  _PAGE_SOFTW2,
  _PAGE_SOFTW3,
  _PAGE_SOFTW4,
  _PAGE_SOFTW5,
  _PAGE_SPECIAL,
  _PAGE_CPA_TEST,
  _PAGE_UFFD_WP,
  _PAGE_SOFT_DIRTY,
  _PAGE_PAT_LARGE,
  _PAGE_NX,
  _PAGE_PKEY_MASK,
  _PAGE_PKEY_BIT0,
  _PAGE_PKEY_BIT1,
  _PAGE_PKEY_BIT2,
  _PAGE_PKEY_BIT3,
  _PAGE_ENC,
  _PAGE_DEVMAP,
  _PAGE_SAVED_DIRTY,
  _PAGE_DIRTY_BITS,
  _PAGE_NOPTISHADOW,
  _PAGE_KNL_ERRATUM_MASK,
  has_soft_dirty,
  has_uffd_wp,
  has_pkeys,
  has_numa_balancing,
  has_shadow_stacks,
  __PHYSICAL_MASK,
  PHYSICAL_PAGE_MASK,
  PHYSICAL_PMD_PAGE_MASK,
  PHYSICAL_PUD_PAGE_MASK,
  PTE_PFN_MASK,
  PTE_FLAGS_MASK,
  _PAGE_CHG_MASK,
  _HPAGE_CHG_MASK,
  _PAGE_CACHE_MASK,
  _PAGE_LARGE_CACHE_MASK,
  _KERNPG_TABLE_NOENC,
  _PAGE_TABLE_NOENC,
  _KERNPG_TABLE,
  _PAGE_TABLE,
  PAGE_SHIFT,
  PMD_SHIFT,
  PUD_SHIFT,
  P4D_SHIFT,
  PGDIR_SHIFT,
  PTRS_PER_PTE,
  PTRS_PER_PMD,
  PTRS_PER_PUD,
  PTRS_PER_P4D,
  PTRS_PER_PGD,
  MAX_PHYSMEM_BITS,
  VM_READ,
  VM_WRITE,
  VM_EXEC,
  VM_SHARED,
  VM_PKEY_BIT0,
  VM_PKEY_BIT1,
  VM_PKEY_BIT2,
  VM_PKEY_BIT3,
  VM_SHADOW_STACK,
  __pte_needs_invert,
  protnone_mask,
  differing,
  flip_protnone_guard,
  l1tf_pfn_limit,
} as const;

/** What pgprot.lw declares. */
export const pgprot = {
  __pgprot,
  pgprot_val,
  massage_pgprot,
  __supported_pte_mask,
  pgprot_modify,
  pgprot_nx,
  pgprot_noncached,
  pgprot_writecombine,
  pgprot_writethrough,
  pgprot_encrypted,
  pgprot_decrypted,
  protval_4k_2_large,
  protval_large_2_4k,
  pgprot_4k_2_large,
  pgprot_large_2_4k,
  cachemode2protval,
  pgprot2cachemode,
  pte_flags_of_user,
  PAGE_NONE,
  PAGE_SHARED,
  PAGE_SHARED_EXEC,
  PAGE_COPY,
  PAGE_COPY_NOEXEC,
  PAGE_COPY_EXEC,
  PAGE_READONLY,
  PAGE_READONLY_EXEC,
  kernel_prot,
  __PAGE_KERNEL,
  __PAGE_KERNEL_EXEC,
  __PAGE_KERNEL_NOCACHE,
  __PAGE_KERNEL_RO,
  __PAGE_KERNEL_VVAR,
  __PAGE_KERNEL_LARGE,
  __PAGE_KERNEL_LARGE_EXEC,
  __PAGE_KERNEL_IO,
  __PAGE_KERNEL_IO_NOCACHE,
  __PAGE_KERNEL_WP,
  __PAGE_KERNEL_ROX,
  __default_kernel_pte_mask,
  plain,
  encrypted,
  PAGE_KERNEL,
  PAGE_KERNEL_NOENC,
  PAGE_KERNEL_RO,
  PAGE_KERNEL_EXEC,
  PAGE_KERNEL_EXEC_NOENC,
  PAGE_KERNEL_ROX,
  PAGE_KERNEL_NOCACHE,
  PAGE_KERNEL_LARGE,
  PAGE_KERNEL_LARGE_EXEC,
  PAGE_KERNEL_VVAR,
  PAGE_KERNEL_IO,
  PAGE_KERNEL_IO_NOCACHE,
  PAGE_KERNEL_NOGLOBAL,
  protection_map,
  vm_get_page_prot,
  pfn_modify_allowed,
} as const;

/** What pte.lw declares. */
export const pte = {
  __pte,
  pte_val,
  pfn_pte,
  mk_pte,
  pte_pfn,
  pte_flags,
  pte_pgprot,
  pte_flags_pkey,
  pte_none,
  pte_present,
  pte_accessible,
  pte_protnone,
  pte_same,
  pte_dirty,
  pte_young,
  pte_write,
  pte_shstk,
  pte_exec,
  pte_global,
  pte_huge,
  pte_special,
  pte_soft_dirty,
  pte_uffd_wp,
  pte_devmap,
  pte_decrypted,
  pte_saveddirty,
  pte_set_flags,
  pte_clear_flags,
  pte_mksaveddirty,
  pte_clear_saveddirty,
  pte_mkwrite_novma,
  pte_mkwrite_shstk,
  pte_mkwrite,
  maybe_mkwrite,
  pte_wrprotect,
  pte_mkdirty,
  pte_mkclean,
  pte_mkyoung,
  pte_mkold,
  pte_mkexec,
  pte_mkhuge,
  pte_clrhuge,
  pte_mkglobal,
  pte_clrglobal,
  pte_mkspecial,
  pte_mkdevmap,
  arch_make_huge_pte,
  pte_mkuffd_wp,
  pte_clear_uffd_wp,
  pte_mksoft_dirty,
  pte_clear_soft_dirty,
  pte_modify,
  pte_advance_pfn,
  pte_next_pfn,
  pte_batch_same,
  pte_batch_clear_ignored,
  pte_access_permitted,
  arch_check_zapped_pte,
  pte_clear,
  set_pte,
  ptep_get,
  set_ptes,
  ptep_get_and_clear,
  ptep_get_and_clear_full,
  ptep_clear_flush,
  ptep_set_wrprotect,
  ptep_test_and_clear_young,
  ptep_clear_flush_young,
  ptep_set_access_flags,
  ptep_modify_prot_start,
  ptep_modify_prot_commit,
  pte_low,
  pte_high,
  pte_of_halves,
  ptep_get_lockless,
} as const;

/** What pmd.lw declares. */
export const pmd = {
  __pmd,
  pmd_val,
  pmd_pfn_mask,
  pmd_flags_mask,
  pmd_flags,
  pmd_pgprot,
  pmd_pfn,
  pfn_pmd,
  mk_pmd,
  mk_huge_pmd,
  table_of,
  pmd_populate,
  pmd_populate_kernel,
  page_offset,
  pmd_page_vaddr,
  pmd_none,
  pmd_present,
  pmd_leaf,
  pmd_large,
  pmd_trans_huge,
  pmd_devmap,
  pmd_bad,
  pmd_same,
  pmd_protnone,
  pmd_dirty,
  pmd_young,
  pmd_write,
  pmd_shstk,
  pmd_special,
  pmd_soft_dirty,
  pmd_uffd_wp,
  pmd_set_flags,
  pmd_clear_flags,
  pmd_mksaveddirty,
  pmd_clear_saveddirty,
  pmd_mkwrite_novma,
  pmd_mkwrite_shstk,
  pmd_mkwrite,
  maybe_pmd_mkwrite,
  pmd_wrprotect,
  pmd_mkdirty,
  pmd_mkclean,
  pmd_mkyoung,
  pmd_mkold,
  pmd_mkhuge,
  pmd_mkspecial,
  pmd_mkdevmap,
  pmd_mkuffd_wp,
  pmd_clear_uffd_wp,
  pmd_mksoft_dirty,
  pmd_clear_soft_dirty,
  pmd_mkinvalid,
  pmd_modify,
  pmd_access_permitted,
  arch_check_zapped_pmd,
  pmd_clear,
  set_pmd,
  set_pmd_at,
  pmdp_get,
  pmdp_huge_get_and_clear,
  pmdp_collapse_flush,
  pmdp_establish,
  pmdp_invalidate,
  pmdp_invalidate_ad,
  pmdp_set_wrprotect,
  pmdp_test_and_clear_young,
  pmdp_clear_flush_young,
  pmdp_set_access_flags,
  pmdp_get_lockless,
} as const;

/** What pud.lw declares. */
export const pud = {
  is_pud_folded,
  __pud,
  pud_val,
  pud_pfn_mask,
  pud_flags_mask,
  pud_flags,
  pud_pgprot,
  pud_pfn,
  pfn_pud,
  pud_populate,
  pud_pgtable,
  pud_none,
  pud_present,
  pud_leaf,
  pud_large,
  pud_trans_huge,
  pud_devmap,
  pud_bad,
  pud_same,
  pud_dirty,
  pud_young,
  pud_write,
  pud_shstk,
  pud_special,
  pud_soft_dirty,
  pud_set_flags,
  pud_clear_flags,
  pud_mksaveddirty,
  pud_clear_saveddirty,
  pud_mkwrite,
  pud_wrprotect,
  pud_mkdirty,
  pud_mkclean,
  pud_mkyoung,
  pud_mkold,
  pud_mkhuge,
  pud_mkspecial,
  pud_mkdevmap,
  pud_mksoft_dirty,
  pud_clear_soft_dirty,
  pud_mkinvalid,
  pud_modify,
  pud_access_permitted,
  arch_check_zapped_pud,
  pud_clear,
  set_pud,
  set_pud_at,
  pudp_get,
  pudp_huge_get_and_clear,
  pudp_establish,
  pudp_invalidate,
  pudp_test_and_clear_young,
  pudp_set_access_flags,
} as const;

/** What p4d.lw declares. */
export const p4d = {
  is_p4d_folded,
  __p4d,
  p4d_val,
  p4d_pfn_mask,
  p4d_flags,
  p4d_pgprot,
  p4d_pfn,
  p4d_populate,
  p4d_pgtable,
  p4d_none,
  p4d_present,
  p4d_leaf,
  p4d_large,
  p4d_bad,
  p4d_same,
  p4d_clear,
  set_p4d,
} as const;

/** What pgd.lw declares. */
export const pgd = {
  is_pgd_folded,
  __pgd,
  pgd_val,
  pgd_flags,
  pgd_pgprot,
  pgd_pfn,
  pgd_populate,
  pgd_none,
  pgd_present,
  pgd_leaf,
  pgd_large,
  pgd_bad,
  pgd_clear,
  set_pgd,
  pti_set_user_pgtbl,
} as const;

/** What swap.lw declares. */
export const swap = {
  _PAGE_SWP_SOFT_DIRTY,
  _PAGE_SWP_UFFD_WP,
  _PAGE_SWP_EXCLUSIVE,
  MAX_SWAPFILES_SHIFT,
  SWP_TYPE_BITS,
  SWP_OFFSET_FIRST_BIT,
  SWP_OFFSET_SHIFT,
  SWP_TYPE_SHIFT,
  SWP_OFFSET_MASK,
  true_bits,
  markers,
  swapin_errors,
  poisons,
  devices,
  MAX_SWAPFILES,
  SWP_HWPOISON,
  SWP_MIGRATION_READ,
  SWP_MIGRATION_READ_EXCLUSIVE,
  SWP_MIGRATION_WRITE,
  SWP_DEVICE_WRITE,
  SWP_DEVICE_READ,
  SWP_DEVICE_EXCLUSIVE_WRITE,
  SWP_DEVICE_EXCLUSIVE_READ,
  SWP_PTE_MARKER,
  SWP_SWAPIN_ERROR,
  PTE_MARKER_UFFD_WP,
  PTE_MARKER_POISONED,
  PTE_MARKER_GUARD,
  PTE_MARKER_MASK,
  SWP_PFN_BITS,
  SWP_MIG_YOUNG_BIT,
  SWP_MIG_DIRTY_BIT,
  SWP_MIG_TOTAL_BITS,
  swp_entry,
  of_kind,
  swp_type,
  swp_offset,
  arch_entry,
  stored_offset,
  swp_entry_to_pte,
  swp_entry_to_pmd,
  swp_of_word,
  pte_to_swp_entry,
  pmd_to_swp_entry,
  is_swap_pte,
  is_swap_pmd,
  non_swap_entry,
  swp_to_radix_entry,
  radix_to_swp_entry,
  pte_swp_exclusive,
  pte_swp_mkexclusive,
  pte_swp_clear_exclusive,
  pte_swp_soft_dirty,
  pte_swp_mksoft_dirty,
  pte_swp_clear_soft_dirty,
  pte_swp_uffd_wp,
  pte_swp_mkuffd_wp,
  pte_swp_clear_uffd_wp,
  pte_swp_clear_flags,
  pmd_swp_soft_dirty,
  pmd_swp_mksoft_dirty,
  pmd_swp_clear_soft_dirty,
  pmd_swp_uffd_wp,
  pmd_swp_mkuffd_wp,
  pmd_swp_clear_uffd_wp,
  make_readable_migration_entry,
  make_readable_exclusive_migration_entry,
  make_writable_migration_entry,
  is_migration_entry,
  is_readable_migration_entry,
  is_readable_exclusive_migration_entry,
  is_writable_migration_entry,
  is_pmd_migration_entry,
  migration_entry_supports_ad,
  make_migration_entry_young,
  make_migration_entry_dirty,
  is_migration_entry_young,
  is_migration_entry_dirty,
  make_hwpoison_entry,
  is_hwpoison_entry,
  of_device,
  is_of_device,
  make_readable_device_private_entry,
  make_writable_device_private_entry,
  make_readable_device_exclusive_entry,
  make_writable_device_exclusive_entry,
  make_device_exclusive_entry,
  is_writable_device_private_entry,
  is_device_private_entry,
  is_writable_device_exclusive_entry,
  is_device_exclusive_entry,
  is_pfn_swap_entry,
  swp_offset_pfn,
  bits_up_to,
  make_pte_marker_entry,
  is_pte_marker_entry,
  pte_marker_get,
  is_pte_marker,
  make_pte_marker,
  pte_none_mostly,
  has_marker,
  pte_marker_entry_uffd_wp,
  pte_marker_uffd_wp,
  make_poisoned_swp_entry,
  is_poisoned_swp_entry,
  make_guard_swp_entry,
  is_guard_swp_entry,
  make_swapin_error_entry,
  is_swapin_error_entry,
  arch_max_swapfile_size,
  softleaf_mk_none,
  softleaf_from_pte,
  softleaf_from_pmd,
  softleaf_to_pte,
  softleaf_to_pmd,
  softleaf_type,
  softleaf_is_none,
  softleaf_is_swap,
  softleaf_is_migration,
  softleaf_is_migration_read,
  softleaf_is_migration_read_exclusive,
  softleaf_is_migration_write,
  softleaf_is_device_private,
  softleaf_is_device_exclusive,
  softleaf_is_hwpoison,
  softleaf_is_marker,
  softleaf_to_pfn,
} as const;
