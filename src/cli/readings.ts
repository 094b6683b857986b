// What a word means as an entry of a page table: on one level, to one kernel. The helpers of the
// library decide; here is only which of them to ask, and how to say it.

import type * as Library from "lockwright/x86";

export type X86 = typeof Library;

export type Level = "pte" | "pmd" | "pud" | "p4d" | "pgd";

/** What an entry is, in a phrase, and what there is to know of it. */
export interface Reading {
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** What no kernel leaves in a table of that level. */
export const nothing: Reading = { title: "nothing that Linux writes", facts: [] };

/** How large a page of a level is; there is none on the others. */
const sizes: Partial<Record<Level, readonly [size: string, of32bit: string]>> = {
  pte: ["4 KiB", "4 KiB"],
  pmd: ["2 MiB", "4 MiB"],
  pud: ["1 GiB", "1 GiB"],
};

/** The entry of a level as a kernel reads it. */
export function readEntry(x86: X86, level: Level, entry: bigint, setup: Library.Setup): Reading {
  switch (level) {
    case "pte":
      if (x86.pte_none(entry, setup)) return empty(x86, entry, setup);
      return x86.pte_present(entry)
        ? page(x86, level, entry, setup)
        : swapped(x86, level, entry, setup);
    case "pmd":
      if (x86.pmd_none(entry, setup)) return empty(x86, entry, setup);
      if (!x86.pmd_present(entry))
        return x86.is_64_bit(setup) ? swapped(x86, level, entry, setup) : nothing;
      if (x86.pmd_leaf(entry)) return page(x86, level, entry, setup);
      return table(x86.pmd_pfn(entry, setup), x86.pmd_bad(entry, setup), level, x86, entry);
    case "pud":
      if (x86.pud_none(entry, setup)) return empty(x86, entry, setup);
      if (x86.pud_trans_huge(entry, setup) || x86.pud_leaf(entry, setup))
        return page(x86, level, entry, setup);
      if (!x86.pud_present(entry, setup)) return nothing;
      return table(x86.pud_pfn(entry, setup), x86.pud_bad(entry, setup), level, x86, entry);
    case "p4d":
      if (x86.p4d_none(entry, setup)) return empty(x86, entry, setup);
      if (!x86.p4d_present(entry, setup)) return nothing;
      return table(x86.p4d_pfn(entry, setup), x86.p4d_bad(entry, setup), level, x86, entry);
    case "pgd":
      if (setup.paging !== "five_levels")
        return { title: "no level of its own: pgd_present and not bad, whatever it is", facts: [] };
      if (x86.pgd_none(entry, setup)) return empty(x86, entry, setup);
      if (!x86.pgd_present(entry, setup)) return nothing;
      return table(x86.pgd_pfn(entry, setup), x86.pgd_bad(entry, setup), level, x86, entry);
  }
}

function hexadecimal(word: bigint): string {
  return `0x${word.toString(16)}`;
}

function empty(x86: X86, entry: bigint, setup: Library.Setup): Reading {
  if (entry === 0n) return { title: "empty", facts: [] };
  const stray = entry & x86._PAGE_KNL_ERRATUM_MASK(setup);
  const note =
    stray === entry
      ? "accessed and dirty do not count: Knights Landing may set them"
      : "only the low half counts";
  return { title: "empty, though not 0", facts: [["stray", note]] };
}

function table(frame: bigint, isBad: boolean, level: Level, x86: X86, entry: bigint): Reading {
  const title = `table at frame ${hexadecimal(frame)}${isBad ? `, but ${level}_bad` : ""}`;
  return {
    title,
    facts: [
      ["address", hexadecimal(frame << 12n)],
      ["flags", namesOf(x86.P4d.describe(entry), {})],
    ],
  };
}

/** A page that is mapped, that is hidden from the CPU, or that is being split. */
function page(x86: X86, level: Level, entry: bigint, setup: Library.Setup): Reading {
  const size = sizes[level]?.[setup.paging === "two_levels" ? 1 : 0] ?? "";
  const isHidden = (entry & 1n) === 0n;
  const isNone = isHidden && (entry & x86._PAGE_PROTNONE()) !== 0n;
  const why = isNone ? ", PROT_NONE" : isHidden ? ", made invalid for a change" : "";
  const frame = frameOf(x86, level, entry, setup);
  return {
    title: `${size} page, frame ${hexadecimal(frame)}${why}`,
    facts: [
      ["address", `${hexadecimal(frame << 12n)}${isHidden ? "   stored inverted" : ""}`],
      ["flags", flagsOf(x86, level, entry, setup)],
      ["access", accessOf(x86, level, entry, setup)],
      ["memory", memoryOf(x86, level, entry, setup)],
    ],
  };
}

function frameOf(x86: X86, level: Level, entry: bigint, setup: Library.Setup): bigint {
  if (level === "pmd") return x86.pmd_pfn(entry, setup);
  return level === "pud" ? x86.pud_pfn(entry, setup) : x86.pte_pfn(entry, setup);
}

/** The fields that are not 0, as this kernel calls them. */
function flagsOf(x86: X86, level: Level, entry: bigint, { kernel }: Library.Setup): string {
  const layout = { pte: x86.Pte, pmd: x86.Pmd, pud: x86.Pud, p4d: x86.P4d, pgd: x86.Pgd }[level];
  const older = { saved_dirty: "devmap", devmap: "bit 57" };
  const names = kernel === "v6_1" ? older : kernel === "v7" ? { devmap: "bit 57" } : {};
  return namesOf(
    layout.describe(entry),
    (entry & 1n) === 0n ? { ...names, global: "protnone" } : names,
  );
}

function namesOf(described: string, names: Readonly<Record<string, string>>): string {
  const fields = described.split(" ").filter((each) => !each.startsWith("pfn="));
  return fields.map((each) => names[each] ?? each).join(" ");
}

function accessOf(x86: X86, level: Level, entry: bigint, setup: Library.Setup): string {
  const isShadow =
    level === "pte"
      ? x86.pte_shstk(entry, setup)
      : level === "pmd"
        ? x86.pmd_shstk(entry, setup)
        : x86.pud_shstk(entry, setup);
  const mayWrite = x86.Pte.get(entry, "writable") ? "write" : isShadow ? "shadow stack" : "";
  const words = [
    x86.Pte.get(entry, "user") ? "user" : "kernel",
    "read",
    ...(mayWrite === "" ? [] : [mayWrite]),
    ...(x86.pte_exec(entry) ? ["execute"] : []),
  ];
  const history = [
    x86.pte_dirty(entry, setup) ? "dirty" : "clean",
    x86.pte_young(entry) ? "young" : "old",
  ];
  return `${words.join(" ")}; ${history.join(", ")}`;
}

const memoryTypes = ["WB", "WC", "UC-", "UC", "WT", "WP"];

function memoryOf(x86: X86, level: Level, entry: bigint, setup: Library.Setup): string {
  const small = level === "pte" ? entry : x86.protval_large_2_4k(entry);
  return memoryTypes[x86.pgprot2cachemode(small, setup)] ?? "WB";
}

/** Not present, and not empty. */
function swapped(x86: X86, level: Level, entry: bigint, setup: Library.Setup): Reading {
  const isPmd = level === "pmd";
  const swap = isPmd ? x86.pmd_to_swp_entry(entry, setup) : x86.pte_to_swp_entry(entry, setup);
  const kind = x86.swp_type(swap, setup);
  const offset = x86.swp_offset(swap, setup);
  const areas = x86.MAX_SWAPFILES(setup);
  const hasFrame = x86.is_pfn_swap_entry(swap, setup);
  const frame = hexadecimal(x86.swp_offset_pfn(swap, setup));
  const attributes = [
    ...(!isPmd && x86.pte_swp_exclusive(entry, setup) ? ["exclusive"] : []),
    ...(x86.pte_swp_soft_dirty(entry, setup) ? ["soft_dirty"] : []),
    ...(x86.pte_swp_uffd_wp(entry, setup) ? ["uffd_wp"] : []),
  ];
  const inverted = setup.paging === "two_levels" ? "" : "   stored inverted";
  const isMigration = x86.is_migration_entry(swap, setup);
  const young = x86.is_migration_entry_young(swap, setup) ? "young" : "old";
  const dirty = x86.is_migration_entry_dirty(swap, setup) ? "dirty" : "clean";
  return {
    title: hasFrame
      ? `${meaningOf(x86, swap, setup)}, frame ${frame}`
      : meaningOf(x86, swap, setup),
    facts: [
      ["type", `${kind}   ${kind < areas ? "a swap area" : `special: ${areas} are swap areas`}`],
      ["offset", `${hexadecimal(offset)}${inverted}`],
      ...(isMigration ? ([["page", `${young}, ${dirty}`]] as const) : []),
      ...(attributes.length > 0 ? ([["marked", attributes.join(" ")]] as const) : []),
    ],
  };
}

const meanings: Readonly<Record<Library.Softleaf, string>> = {
  none: "swap slot 0 of area 0, which is never used",
  swap: "swap",
  migration_read: "migration, read-only",
  migration_read_exclusive: "migration, read-only and exclusive",
  migration_write: "migration, writable",
  device_private_read: "device-private memory, read-only",
  device_private_write: "device-private memory, writable",
  device_exclusive: "exclusive to a device",
  hwpoison: "hwpoison",
  marker: "marker",
};

function meaningOf(x86: X86, swap: bigint, setup: Library.Setup): string {
  const kind = x86.softleaf_type(swap, setup);
  if (kind === "swap") {
    const offset = hexadecimal(x86.swp_offset(swap, setup));
    return `swap, area ${x86.swp_type(swap, setup)}, slot ${offset}`;
  }
  if (kind !== "marker") return meanings[kind];
  if (x86.is_pte_marker_entry(swap, setup)) {
    const set = [
      ...(x86.pte_marker_entry_uffd_wp(swap, setup) ? ["uffd_wp"] : []),
      ...(x86.is_poisoned_swp_entry(swap, setup) ? ["poisoned"] : []),
      ...(x86.is_guard_swp_entry(swap, setup) ? ["guard"] : []),
    ];
    return `marker, ${set.join(" ") || "of nothing"}`;
  }
  return x86.is_swapin_error_entry(swap, setup) ? "swap-in error" : "no known type";
}
