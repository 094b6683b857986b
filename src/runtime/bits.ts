// Bit layouts: words of 8 to 64 bits with named fields, exact to the bit. A word is a bigint.
// Reading and changing fields never touches a bit of another field.

import { OutOfRange } from "./model.js";
import { sum } from "./set.js";

/**
 * Where a field is, and which values it may have if not all: one bit is a boolean, more are a
 * number, or a bigint where a number would not be exact.
 */
export type BitField =
  | number
  | { readonly at: number; readonly in: readonly boolean[] }
  | { readonly at: readonly [low: number, high: number]; readonly in?: readonly number[] }
  | { readonly at: readonly [low: number, high: number]; readonly in: readonly bigint[] }
  | { readonly at: readonly [low: number, high: number]; readonly wide: true };

type BitFields = Readonly<Record<string, BitField>>;

/** The type of a field's values. */
export type BitValue<F> = F extends number | { readonly at: number }
  ? boolean
  : F extends { readonly wide: true } | { readonly in: readonly bigint[] }
    ? bigint
    : number;

/** A value for each field. */
export type Decoded<F> = { readonly [N in keyof F]: BitValue<F[N]> };

export interface Layout<F> {
  readonly width: number;
  get<N extends keyof F>(word: bigint, name: N): BitValue<F[N]>;
  /**
   * The word with some fields changed. Throws `OutOfRange` for a value that a field may not have.
   */
  with<N extends keyof F>(word: bigint, changes: Pick<Decoded<F>, N>): bigint;
  decode(word: bigint): Decoded<F>;
  encode(fields: Decoded<F>): bigint;
  /** All words whose fields have allowed values and whose other bits are 0. */
  values(): readonly bigint[];
  /** The fields that are not 0: `present writable pfn=0x1234`. */
  describe(word: bigint): string;
}

type Plain = boolean | number | bigint;

interface Field {
  readonly name: string;
  readonly low: bigint;
  /** Ones in the lowest bits, as many as the field has. */
  readonly ones: bigint;
  readonly allowed: readonly bigint[] | undefined;
  toPlain(bits: bigint): Plain;
}

function fieldOf(name: string, field: BitField): Field {
  const place = typeof field === "number" ? field : field.at;
  const [low, high] = typeof place === "number" ? [place, place] : place;
  const allowed = typeof field === "object" && "in" in field ? field.in : undefined;
  const isBigint =
    typeof field === "object" &&
    ("wide" in field || allowed?.some((value) => typeof value === "bigint") === true);
  return {
    name,
    low: BigInt(low),
    ones: (1n << BigInt(high - low + 1)) - 1n,
    allowed: allowed?.map(BigInt),
    toPlain: typeof place === "number" ? (bits) => bits === 1n : isBigint ? (bits) => bits : Number,
  };
}

function read(field: Field, word: bigint): bigint {
  return (word >> field.low) & field.ones;
}

function write(field: Field, word: bigint, value: Plain): bigint {
  const bits = BigInt(value);
  if (bits < 0n || bits > field.ones || field.allowed?.includes(bits) === false) {
    throw new OutOfRange(`${field.name} cannot be ${hexadecimal(bits)}`);
  }
  return (word & ~(field.ones << field.low)) | (bits << field.low);
}

function hexadecimal(bits: bigint): string {
  return bits < 0n ? `-0x${(-bits).toString(16)}` : `0x${bits.toString(16)}`;
}

/** Every value of a field without `in` counts, so a wide one makes too many words to list. */
const listedBits = 16;

function allWords(fields: readonly Field[]): readonly bigint[] {
  const free = fields.filter((field) => field.allowed === undefined);
  const freeBits = sum(free, (field) => field.ones.toString(2).length);
  if (freeBits > listedBits) throw new OutOfRange(`a layout with ${freeBits} free bits is listed`);
  let words = [0n];
  for (const field of fields) {
    const values =
      field.allowed ?? Array.from({ length: Number(field.ones) + 1 }, (_, index) => BigInt(index));
    words = words.flatMap((word) => values.map((value) => write(field, word, value)));
  }
  return words;
}

function describeField(field: Field, word: bigint): readonly string[] {
  const bits = read(field, word);
  if (bits === 0n) return [];
  return field.ones === 1n ? [field.name] : [`${field.name}=${hexadecimal(bits)}`];
}

/** A layout whose types are forgotten. */
interface Untyped {
  readonly width: number;
  get(word: bigint, name: string): Plain;
  with(word: bigint, changes: Readonly<Record<string, Plain>>): bigint;
  decode(word: bigint): Readonly<Record<string, Plain>>;
  encode(fields: Readonly<Record<string, Plain>>): bigint;
  values(): readonly bigint[];
  describe(word: bigint): string;
}

/** The layout of words of `width` bits with these fields. */
export function layout<const F extends BitFields>(width: number, fields: F): Layout<F>;
export function layout(width: number, fields: BitFields): Untyped {
  const table = Object.entries(fields).map(([name, field]) => fieldOf(name, field));
  const byName = new Map(table.map((field) => [field.name, field]));
  const find = (name: string): Field => {
    const field = byName.get(name);
    if (field === undefined) throw new Error(`a layout has no field ${name}`);
    return field;
  };
  const change = (word: bigint, changes: Readonly<Record<string, Plain>>): bigint =>
    Object.entries(changes).reduce((old, [name, value]) => write(find(name), old, value), word);
  return {
    width,
    get: (word: bigint, name: string): Plain => {
      const field = find(name);
      return field.toPlain(read(field, word));
    },
    with: change,
    decode: (word: bigint): Readonly<Record<string, Plain>> =>
      Object.fromEntries(table.map((field) => [field.name, field.toPlain(read(field, word))])),
    encode: (values: Readonly<Record<string, Plain>>): bigint => change(0n, values),
    values: () => allWords(table),
    describe: (word: bigint) =>
      table.flatMap((field) => describeField(field, word)).join(" ") || "nothing set",
  };
}
