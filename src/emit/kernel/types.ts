// How values of each type are laid out: as leaves, each a number from 0 to its cardinality, in a
// fixed order. Equal values have equal leaves, so equal states have equal words: - an option of a
// scalar is one leaf, 0 for its absence; of anything else a leaf and what it is of; - a union is
// its case, and slots that the cases share, 0 where a case has none; - a map is the leaves of its
// values, in the order of its keys; - a set is a bit for each value it may have, at most
// `chunkBits` to a leaf; - a sequence is its length and its elements, 0 past the end; - a word of a
// bit layout is its fields, each an index into the values the model can give it.

import { cardinality } from "../../core/cardinality.js";
import type { Core } from "../../core/core.js";
import type { BitsType, Type } from "../../core/type.js";
import { bitsCodings, type BitsCoding } from "./bits.js";
import { Unsupported } from "./unsupported.js";

/** Elements of a set in one leaf. */
export const chunkBits = 30;

/** More values than this are not counted through, and no set of them is kept. */
const listedValues = 4096;

/** A leaf is in one word. */
const leafLimit = 2 ** 32;

/** Two types whose values have the same leaves and mean the same. */
export function isSame(a: Type, b: Type): boolean {
  return a === b || keyOf(a) === keyOf(b);
}

const keys = new WeakMap<Type, string>();

function keyOf(type: Type): string {
  const known = keys.get(type);
  if (known !== undefined) return known;
  const key = JSON.stringify(type, (_, part: unknown) =>
    typeof part === "bigint" ? `${part}n` : part,
  );
  keys.set(type, key);
  return key;
}

/** True if a value is one leaf. */
export function isScalar(type: Type): boolean {
  if (type.kind === "option") return type.of.kind !== "option" && isScalar(type.of);
  return ["bool", "int", "symbols", "bits"].includes(type.kind);
}

/** The layouts of one core's types. */
export class Types {
  readonly #bits: ReadonlyMap<string, BitsCoding>;
  readonly #leaves = new WeakMap<Type, readonly number[]>();
  readonly #slots = new WeakMap<object, readonly number[]>();
  readonly #chunks = new WeakMap<Type, readonly number[]>();
  readonly #counts = new WeakMap<Type, number>();

  constructor(core: Core) {
    this.#bits = bitsCodings(core);
  }

  bits(type: BitsType): BitsCoding {
    const coding = this.#bits.get(type.name);
    if (coding === undefined) throw new Unsupported(`the bit layout ${type.name}`);
    return coding;
  }

  /** How many values a type has in this model; Infinity for too many to care. */
  cardinality(type: Type): number {
    const known = this.#counts.get(type);
    if (known !== undefined) return known;
    const count = cardinality(type, (bits) =>
      this.bits(bits).fields.reduce((product, { values }) => product * values.length, 1),
    );
    this.#counts.set(type, count);
    return count;
  }

  /** How many codes the one leaf of a scalar may have: some words have none. */
  codes(type: Type): number {
    if (type.kind === "bits") return 2 ** this.bits(type).width;
    return type.kind === "option" ? this.codes(type.of) + 1 : this.cardinality(type);
  }

  /** The number of values, which are few enough to be counted through. */
  listed(type: Type): number {
    const count = this.cardinality(type);
    if (count > listedValues) throw new Unsupported(`${count} values of one type are listed`);
    return count;
  }

  /** The cardinalities of the leaves of a value. */
  leaves(type: Type): readonly number[] {
    const known = this.#leaves.get(type);
    if (known !== undefined) return known;
    const leaves = this.#leavesOf(type);
    this.#leaves.set(type, leaves);
    return leaves;
  }

  #leavesOf(type: Type): readonly number[] {
    if (isScalar(type)) return [this.#fitting(this.codes(type))];
    switch (type.kind) {
      case "option":
        if (type.of.kind === "option") throw new Unsupported("an option of an option");
        return [2, ...this.leaves(type.of)];
      case "record":
        return type.fields.flatMap((field) => this.leaves(field.type));
      case "union":
        return [type.cases.length, ...this.slots(type.cases)];
      case "map": {
        const value = this.leaves(type.value);
        return Array.from({ length: this.listed(type.key) }, () => value).flat();
      }
      case "set":
        return this.chunks(type.of).map((width) => 2 ** width);
      case "seq": {
        const element = this.leaves(type.of);
        return [type.max + 1, ...Array.from({ length: type.max }, () => element).flat()];
      }
      case "bool":
      case "int":
      case "symbols":
      case "bits":
        return [];
    }
  }

  /** The leaves that the cases of a union share. */
  slots(
    cases: readonly { readonly fields: readonly { readonly type: Type }[] }[],
  ): readonly number[] {
    const known = this.#slots.get(cases);
    if (known !== undefined) return known;
    const slots: number[] = [];
    for (const { fields } of cases) {
      fields
        .flatMap((field) => this.leaves(field.type))
        .forEach((cardinality, index) => {
          slots[index] = Math.max(slots[index] ?? 1, cardinality);
        });
    }
    this.#slots.set(cases, slots);
    return slots;
  }

  /** How many elements each leaf of a set of this type has. */
  chunks(of: Type): readonly number[] {
    const known = this.#chunks.get(of);
    if (known !== undefined) return known;
    const count = this.listed(of);
    const chunks = Array.from({ length: Math.ceil(count / chunkBits) }, (_, index) =>
      Math.min(chunkBits, count - index * chunkBits),
    );
    this.#chunks.set(of, chunks);
    return chunks;
  }

  #fitting(cardinality: number): number {
    if (cardinality > leafLimit) throw new Unsupported(`a variable of ${cardinality} values`);
    return cardinality;
  }
}
