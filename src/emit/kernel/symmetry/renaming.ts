// How a renaming acts on the values of a type: which elements of interchangeable types are in each
// of them, and what becomes of its rank when they are renamed. Ranks count through a type as the
// digits of a number, so that a renamed part moves the rank by a multiple of how far it moved.

import type { SymbolsType, Type } from "../../../core/type.js";
import type { Types } from "../types.js";

/** The types that are renamed, by name of each of their values. */
export class Renaming {
  readonly types: readonly SymbolsType[];
  readonly #of: Types;
  /** For each value by name: the number of its type, and its index in it. */
  readonly #elements: ReadonlyMap<string, readonly [type: number, element: number]>;
  readonly #occurrences = new WeakMap<Type, readonly (readonly Occurrence[])[]>();

  constructor(types: readonly SymbolsType[], of: Types) {
    this.types = types;
    this.#of = of;
    this.#elements = new Map(
      types.flatMap(({ values }, type) =>
        values.map((value, element) => [value, [type, element]] as const),
      ),
    );
  }

  /** True if a renaming may change values of this type. */
  touches(type: Type): boolean {
    return this.typesIn(type).length > 0;
  }

  /** The numbers of the types that values of this type are made of. */
  typesIn(type: Type): readonly number[] {
    const parts = (all: readonly Type[]) => [...new Set(all.flatMap((each) => this.typesIn(each)))];
    switch (type.kind) {
      case "symbols":
        if (!type.interchangeable) return [];
        return [...new Set(type.values.flatMap((value) => this.#elements.get(value)?.[0] ?? []))];
      case "union":
        return parts(type.cases.flatMap(({ fields }) => fields.map((field) => field.type)));
      case "record":
        return parts(type.fields.map((field) => field.type));
      case "map":
        return parts([type.key, type.value]);
      case "set":
      case "seq":
      case "option":
        return parts([type.of]);
      case "bool":
      case "int":
      case "bits":
        return [];
    }
  }

  /** The renamed elements in each value of a type, by rank. */
  occurrences(type: Type): readonly (readonly Occurrence[])[] {
    const known = this.#occurrences.get(type);
    if (known !== undefined) return known;
    const found = this.#occurrencesIn(type);
    this.#occurrences.set(type, found);
    return found;
  }

  #occurrencesIn(type: Type): readonly (readonly Occurrence[])[] {
    switch (type.kind) {
      case "symbols":
        return type.values.map((value) => {
          const found = type.interchangeable ? this.#elements.get(value) : undefined;
          return found === undefined ? [] : [{ type: found[0], element: found[1], stride: 1 }];
        });
      case "option":
        return [[], ...this.occurrences(type.of)];
      case "record":
        return this.#inAll(type.fields.map((field) => field.type));
      case "union":
        return type.cases.flatMap(({ fields }) => this.#inAll(fields.map((field) => field.type)));
      case "bool":
      case "int":
      case "bits":
        return Array.from({ length: this.#of.listed(type) }, () => []);
      case "map":
      case "set":
      case "seq":
        throw new Untouchable(`a ${type.kind} as a key or an element`);
    }
  }

  /** Of tuples, the first part the most significant digit of their rank. */
  #inAll(all: readonly Type[]): readonly (readonly Occurrence[])[] {
    return all.reduce<readonly (readonly Occurrence[])[]>(
      (tuples, type) => {
        const own = this.occurrences(type);
        return tuples.flatMap((tuple) => {
          const shifted = tuple.map((each) => ({ ...each, stride: each.stride * own.length }));
          return own.map((part) => [...shifted, ...part]);
        });
      },
      [[]],
    );
  }
}

/** An element of a renamed type in a value; the rank of the value has `stride` for each step. */
export interface Occurrence {
  readonly type: number;
  readonly element: number;
  readonly stride: number;
}

/** Thrown where a renaming cannot be written down; the types in question are then not renamed. */
export class Untouchable extends Error {
  override readonly name = "Untouchable";
}
