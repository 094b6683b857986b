// What is true of the helpers of the library for all words, kernels and ways of paging.

import fc from "fast-check";
import { expect, test } from "vitest";
import { pgprot, pmd, pte, pud, Pte, setup, swap, type Setup } from "lockwright/x86";

const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
/** Entries as kernels make them, and any other word. */
const entry = fc.oneof(
  word,
  fc.constantFrom(0n, 0x20n, 0x60n, 0x100n, 0x8000000001234025n, 0x000ffffffedcb120n),
);
const machine: fc.Arbitrary<Setup> = fc
  .record({
    kernel: fc.constantFrom("v6_1", "v6_12_107", "v6_12", "v7"),
    paging: fc.constantFrom("four_levels", "five_levels"),
    cpu_shadow_stacks: fc.boolean(),
    config_soft_dirty: fc.boolean(),
    config_uffd_wp: fc.boolean(),
    config_device_private: fc.boolean(),
  } as const)
  .map((given) => ({ ...setup, ...given }));

test("layouts lose nothing", () => {
  fc.assert(
    fc.property(word, (e) => {
      expect(Pte.encode(Pte.decode(e))).toBe(e);
    }),
  );
});

test("an entry is the same as itself, and as no other", () => {
  fc.assert(
    fc.property(entry, entry, (a, b) => {
      expect(pte.pte_same(a, a)).toBe(true);
      expect(pte.pte_same(a, b)).toBe(a === b);
    }),
  );
});

test("an entry is none, present or a swap entry", () => {
  fc.assert(
    fc.property(entry, machine, (e, s) => {
      const ways = [pte.pte_none(e, s), pte.pte_present(e), swap.is_swap_pte(e, s)];
      expect(ways.filter(Boolean)).toHaveLength(1);
    }),
  );
});

test("what is set is seen, and cleared again", () => {
  const flags = [
    [pte.pte_mkyoung, pte.pte_young, pte.pte_mkold],
    [pte.pte_mkdirty, pte.pte_dirty, pte.pte_mkclean],
    [pte.pte_mkhuge, pte.pte_huge, pte.pte_clrhuge],
    [pte.pte_mkglobal, pte.pte_global, pte.pte_clrglobal],
  ] as const;
  fc.assert(
    fc.property(entry, machine, (e, s) => {
      for (const [make, ask, clear] of flags) {
        expect(ask(make(e, s), s)).toBe(true);
        expect(ask(clear(e, s), s)).toBe(false);
      }
    }),
  );
});

test("no helper makes an entry a shadow stack that was none", () => {
  const helpers = [pte.pte_wrprotect, pte.pte_mkdirty, pte.pte_mkuffd_wp] as const;
  fc.assert(
    fc.property(entry, machine, (e, given) => {
      const s: Setup = { ...given, kernel: "v6_12", cpu_shadow_stacks: true };
      fc.pre(!pte.pte_shstk(e, s));
      for (const helper of helpers) expect(pte.pte_shstk(helper(e, s), s)).toBe(false);
    }),
  );
});

test("a frame is read back, whatever the protection", () => {
  const frame = fc.bigInt({ min: 0n, max: 2n ** 40n - 1n });
  const flags = fc.bigInt({ min: 0n, max: 0xfffn });
  fc.assert(
    fc.property(frame, flags, machine, (n, p, s) => {
      fc.pre(p !== 0n);
      expect(pte.pte_pfn(pte.pfn_pte(n, p, s), s)).toBe(n);
      const none = pte.pte_modify(pte.pfn_pte(n, p, s), pgprot.PAGE_NONE(), s);
      expect(pte.pte_pfn(none, s)).toBe(n);
      expect(pte.pte_pfn(pte.pte_next_pfn(none, s), s)).toBe((n + 1n) % 2n ** 40n);
      const huge = pmd.pfn_pmd(n, p | 0x80n, s);
      expect(pmd.pmd_pfn(pmd.pmd_mkinvalid(huge, s), s)).toBe(pmd.pmd_pfn(huge, s));
      expect(pmd.pmd_mkinvalid(pmd.pmd_mkinvalid(huge, s), s)).toBe(pmd.pmd_mkinvalid(huge, s));
      const giant = pud.pfn_pud(n, p | 0x80n, s);
      expect(pud.pud_pfn(pud.pud_mkinvalid(giant, s), s)).toBe(pud.pud_pfn(giant, s));
    }),
  );
});

test("dirtiness survives every change of protection, but for the bug of pmd_modify", () => {
  const protections = fc.constantFrom(
    ...[pgprot.PAGE_NONE(), pgprot.PAGE_READONLY(), pgprot.PAGE_SHARED()],
  );
  fc.assert(
    fc.property(entry, protections, machine, (e, p, s) => {
      expect(pte.pte_dirty(pte.pte_modify(e, p, s), s)).toBe(pte.pte_dirty(e, s));
      expect(pud.pud_dirty(pud.pud_modify(e, p, s), s)).toBe(pud.pud_dirty(e, s));
      if (s.kernel === "v6_12_107") return;
      expect(pmd.pmd_dirty(pmd.pmd_modify(e, p, s), s)).toBe(pmd.pmd_dirty(e, s));
    }),
  );
});

test("a swap entry is read back with each of its attributes", () => {
  const offset = fc.bigInt({ min: 0n, max: 2n ** 50n - 1n });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 31 }), offset, machine, (kind, at, s) => {
      // Offsets are stored inverted: the last one of device 0 would be the empty entry, and no
      // device is that large.
      fc.pre(kind !== 0 || at !== 2n ** 50n - 1n);
      const plain = swap.swp_entry_to_pte(swap.swp_entry(BigInt(kind), at, s), s);
      const marked = swap.pte_swp_mkexclusive(swap.pte_swp_mksoft_dirty(plain, s), s);
      expect(swap.pte_swp_exclusive(marked, s)).toBe(true);
      for (const e of [plain, marked]) {
        expect(swap.is_swap_pte(e, s)).toBe(true);
        expect(swap.swp_type(swap.pte_to_swp_entry(e, s), s)).toBe(kind);
        expect(swap.swp_offset(swap.pte_to_swp_entry(e, s), s)).toBe(at);
      }
      expect(swap.pte_swp_clear_flags(marked, s)).toBe(plain);
    }),
  );
});
