// `lockwright pte`: what an entry of an x86 page table means to Linux, and what else it could.

import type * as Library from "lockwright/x86";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { nothing, readEntry, type Level, type Reading, type X86 } from "./readings.js";
import type { Terminal } from "./terminal.js";

type Kernel = "6.1" | "6.12.107" | "6.12" | "7";
type Paging = "4" | "5" | "pae" | "2";

export interface PteOptions {
  readonly kernel: Kernel;
  readonly level: Level;
  readonly paging: Paging;
  readonly devicePrivate?: boolean;
  readonly shadowStacks?: boolean;
  readonly encryption?: string;
  readonly json?: boolean;
}

/** By the names of the command line. */
const kernels: Readonly<Record<Kernel, Library.Setup["kernel"]>> = {
  "6.1": "v6_1",
  "6.12.107": "v6_12_107",
  "6.12": "v6_12",
  "7": "v7",
};
const pagings: Readonly<Record<Paging, Library.Paging>> = {
  "4": "four_levels",
  "5": "five_levels",
  pae: "pae",
  "2": "two_levels",
};
const levels: readonly Level[] = ["pte", "pmd", "pud", "p4d", "pgd"];

/** A reading, and the kernel or level that it is of. */
interface Other {
  readonly where: string;
  readonly reading: Reading;
}

export async function pte(
  text: string,
  options: PteOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const x86 = await import("lockwright/x86");
  const entry = wordOf(text, options.paging === "2" ? 32 : 64, "an entry");
  const setup: Library.Setup = {
    ...x86.setup,
    kernel: kernels[options.kernel],
    paging: pagings[options.paging],
    config_device_private: options.devicePrivate ?? false,
    cpu_shadow_stacks: options.shadowStacks ?? false,
    encryption: wordOf(options.encryption ?? "0", 52, "--encryption"),
  };
  const reading = readEntry(x86, options.level, entry, setup);
  const others = othersOf(x86, entry, setup, options.level, reading);
  const paging = setup.paging === "pae" ? "PAE" : setup.paging.replace("_", " ");
  const of = `${options.level} of Linux ${options.kernel}, ${paging}`;
  terminal.print(
    options.json === true
      ? `${JSON.stringify(asData(entry, options, reading, others), undefined, 2)}\n`
      : shown(`0x${entry.toString(16)}`, of, reading, others),
  );
  return exit.asExpected;
}

function wordOf(text: string, width: number, what: string): bigint {
  const digits = text.replaceAll("_", "");
  const word = /^(0x[0-9a-f]+|[0-9]+)$/i.test(digits) ? BigInt(digits) : undefined;
  if (word !== undefined && word >> BigInt(width) === 0n) return word;
  const wanted = `a number of at most ${width} bits, such as 0x8000000012345867`;
  throw new WrongInput(`${what} is ${wanted}: ${text}`);
}

/** What other kernels, configurations and levels take the entry for, where they differ. */
function othersOf(
  x86: X86,
  entry: bigint,
  setup: Library.Setup,
  level: Level,
  own: Reading,
): readonly Other[] {
  const contexts = [
    ...(["6.1", "6.12", "7"] as const).flatMap((kernel) =>
      [false, true].map((device) => ({
        where: `Linux ${kernel}${device ? " with device memory" : ""}`,
        level,
        setup: { ...setup, kernel: kernels[kernel], config_device_private: device },
      })),
    ),
    ...levelsOf(setup).map((other) => ({ where: `as a ${other}`, level: other, setup })),
  ];
  const readings = contexts.map((each) => ({
    where: each.where,
    reading: readEntry(x86, each.level, entry, each.setup),
  }));
  return readings.filter(
    ({ reading }) => reading.title !== own.title && reading.title !== nothing.title,
  );
}

/** The levels that there are with this paging; others are there in name only. */
function levelsOf({ paging }: Library.Setup): readonly Level[] {
  const count = { two_levels: 2, pae: 3, four_levels: 4, five_levels: 5 }[paging];
  return levels.slice(0, count);
}

function shown(entry: string, of: string, reading: Reading, others: readonly Other[]): string {
  const facts = reading.facts.map((row) => columns(row, 8));
  const widest = 1 + Math.max(7, ...others.map(({ where }) => where.length));
  const rows = others.map(({ where, reading: { title } }) => columns([where, title], widest));
  return [
    `${entry}   ${of}`,
    "",
    reading.title,
    ...facts,
    ...(rows.length === 0 ? [] : ["", "elsewhere", ...rows]),
    "",
  ].join("\n");
}

const width = 75;

/** A name and a value, which goes on below itself where the line is full. */
function columns([name, value]: readonly [string, string], most: number): string {
  const lines: string[] = [];
  for (const word of value.split(/ (?! )/)) {
    const last = lines.at(-1);
    if (last !== undefined && most + 4 + last.length + word.length < width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines
    .map((line, index) => `  ${(index === 0 ? name : "").padEnd(most)} ${line}`)
    .join("\n");
}

function asData(
  entry: bigint,
  { kernel, level, paging }: PteOptions,
  reading: Reading,
  others: readonly Other[],
): object {
  return {
    schema: "lockwright/pte@1",
    entry: `0x${entry.toString(16)}`,
    level,
    kernel,
    paging,
    meaning: reading.title,
    facts: Object.fromEntries(reading.facts),
    elsewhere: others.map(({ where, reading: { title } }) => ({ where, meaning: title })),
  };
}
