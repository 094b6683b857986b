// A file of vectors, and the calls in it as calls of the library: by their names, with the kernel,
// the configuration and the environment of each as what the functions take last.

import * as x86 from "lockwright/x86";

/** Where the data is from says what is in it: `about` and `calls` of the file. */
export interface Vector {
  readonly id: number;
  readonly kernel: string;
  readonly config: string;
  readonly env: string;
  readonly call: string;
  readonly args?: readonly string[];
  readonly steps?: readonly (readonly [call: string, ...args: string[]])[];
  readonly kind: "u64" | "bool";
  readonly value: string;
  readonly warn?: unknown;
}

export interface Vectors {
  readonly envs: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  readonly vectors: readonly Vector[];
}

const known: readonly string[] = [
  ...["id", "kernel", "config", "env", "call", "args", "steps", "kind", "value", "warn"],
];

const kernels: Readonly<Record<string, Partial<x86.Setup>>> = {
  "6.1.192": { kernel: "v6_1" },
  "6.1.176": { kernel: "v6_1" },
  "6.12.107": { kernel: "v6_12_107" },
  "6.12.117": { kernel: "v6_12" },
};

const configs: Readonly<Record<string, Partial<x86.Setup>>> = {
  amd64: {},
  "amd64-devpriv": { config_device_private: true },
  "amd64-min": {
    config_soft_dirty: false,
    config_uffd_wp: false,
    config_pkeys: false,
    config_numa_balancing: false,
    config_user_shadow_stack: false,
    config_memory_failure: false,
  },
  "i386-nonpae": { paging: "two_levels" },
  "i386-pae": { paging: "pae", migration_ad: false },
};

const pats: Readonly<Record<string, x86.Setup["pat"]>> = {
  full: "full",
  low4: "four_slots",
  preinit: "before_setup",
};

const settings: Readonly<Record<string, (value: string | number) => Partial<x86.Setup>>> = {
  shstk: (value) => ({ cpu_shadow_stacks: value === 1 }),
  la57: (value) => (value === 1 ? { paging: "five_levels" } : {}),
  nx: (value) => ({ cpu_nx: value === 1 }),
  sme: (value) => ({ encryption: BigInt(value) }),
  pti: (value) => ({ page_table_isolation: value === 1 }),
  pat: (value) => ({ pat: of(pats, String(value), "PAT setup") }),
  migad: (value) => ({ migration_ad: value === 1 }),
};

function of<T>(table: Readonly<Record<string, T>>, name: string, what: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) throw new Error(`no ${what} ${name}`);
  return found;
}

function setupOf(vector: Vector, envs: Vectors["envs"]): x86.Setup {
  const given = Object.entries(of(envs, vector.env, "environment")).map(([name, value]) =>
    of(settings, name, "setting")(value),
  );
  const { kernel, config } = vector;
  const parts = [of(kernels, kernel, "kernel"), of(configs, config, "configuration"), ...given];
  return Object.assign({}, x86.setup, ...parts) as x86.Setup;
}

/** A call as the library has it: some names of the data are of two calls in a row. */
type Call = (args: readonly bigint[], setup: x86.Setup) => unknown;

const wholes: Readonly<Record<string, readonly string[]>> = {
  swp_entry_to_pte: ["swp_entry", "swp_entry_to_pte"],
  swp_entry_to_pmd: ["swp_entry", "swp_entry_to_pmd"],
  swp_val_to_pte: ["swp_entry_to_pte"],
  swp_val_to_pmd: ["swp_entry_to_pmd"],
  pte_to_swp_type: ["pte_to_swp_entry", "swp_type"],
  pte_to_swp_offset: ["pte_to_swp_entry", "swp_offset"],
  pmd_to_swp_type: ["pmd_to_swp_entry", "swp_type"],
  pmd_to_swp_offset: ["pmd_to_swp_entry", "swp_offset"],
  swp_offset_pfn_of_pte: ["pte_to_swp_entry", "swp_offset_pfn"],
};

/** `ptesw_is_x` decodes an entry and asks `is_x`, `ptep_x_new` is what `ptep_x` leaves. */
function callOf(name: string): Call {
  const whole = wholes[name];
  if (whole !== undefined) return inRow(whole.map(plainCall));
  const asked = /^(pte|pmd)sw_(.+?)(?:_of_pte)?$/.exec(name);
  if (asked !== null) return inRow([`${asked[1]}_to_swp_entry`, asked[2] ?? ""].map(plainCall));
  const part = /^(p\w\wp_.+)_(new|ret)$/.exec(name);
  if (part === null) return plainCall(name.replace(/^const:/, ""));
  const exchange = plainCall(part[1] ?? "");
  return (args, setup) => partOf(exchange(args, setup), part[2] === "new");
}

function partOf(found: unknown, isLeft: boolean): unknown {
  if (typeof found !== "object" || found === null) return found;
  if (isLeft && "left" in found) return found.left;
  return "result" in found ? found.result : "old" in found ? found.old : undefined;
}

function inRow([first, ...others]: readonly Call[]): Call {
  if (first === undefined) throw new Error("a row of no calls");
  return (args, setup) =>
    others.reduce<unknown>((value, next) => next([asWord(value)], setup), first(args, setup));
}

const functions: Readonly<Record<string, unknown>> = x86;

function plainCall(name: string): Call {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (typeof found !== "function") throw new Error(`the library has no function ${name}`);
  const { taken, takesSetup } = parametersOf(found.toString());
  return (args, setup) => {
    const given = taken.map((parameter, index) => argument(parameter, args[index] ?? 0n));
    return Reflect.apply(found, undefined, takesSetup ? [...given, setup] : given) as unknown;
  };
}

/** The names of a function's parameters; what it depends on comes last. */
function parametersOf(text: string): {
  readonly taken: readonly string[];
  readonly takesSetup: boolean;
} {
  const list = /\(([^)]*)\)/.exec(text)?.[1] ?? "";
  const names = list.split(",").flatMap((each) => /^\s*(\w+)/.exec(each)?.[1] ?? []);
  return { taken: names.filter((name) => name !== "s"), takesSetup: names.includes("s") };
}

/** Numbers and truths of the library that are words in the data. */
const numbers: ReadonlySet<string> = new Set(["mode", "cache_bits", "place"]);
const truths: ReadonlySet<string> = new Set([
  ...["write", "dirty", "tlb_flush_pending", "l1tf", "is_memory"],
  ...["ignore_dirty", "ignore_soft_dirty", "is_user_half"],
]);

function argument(parameter: string, value: bigint): unknown {
  if (numbers.has(parameter)) return Number(value);
  return truths.has(parameter) ? value !== 0n : value;
}

function asWord(value: unknown): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean" || typeof value === "number") return BigInt(value);
  throw new Error(`${String(value)} is no word`);
}

/** What the library says where the data has a value. */
export function answer(vector: Vector, { envs }: Vectors): string {
  const odd = Object.keys(vector).filter((key) => !known.includes(key));
  if (odd.length > 0) throw new Error(`no field ${odd.join(", ")} is known`);
  const setup = setupOf(vector, envs);
  const { call, steps, args = [] } = vector;
  const row = call === "chain" ? (steps ?? []) : [[call, ...args] as const];
  let value: bigint | undefined;
  for (const [name, ...more] of row) {
    const given = [...(value === undefined ? [] : [value]), ...more.map(BigInt)];
    value = asWord(callOf(name)(given, setup));
  }
  return `0x${(value ?? 0n).toString(16)}`;
}
