// All values of a type in the order in which the readable model lists them, as ranks. Sets are
// listed there in the order of their elements as arrays, which is not that of their bits.

import type { Type } from "../../core/type.js";
import { isScalar, type Types } from "./types.js";

/** How the readable model has the values of a type. */
export interface Reading {
  /** Puts the elements of a set in order. */
  sorted(elements: readonly unknown[]): readonly unknown[];
  /** All values, by rank. */
  values(type: Type): readonly unknown[];
}

const known = new WeakMap<Types, Map<Type, readonly number[]>>();

/** The ranks of all values of a type. */
export function ranksInOrder(type: Type, types: Types, reading: Reading): readonly number[] {
  const own = known.get(types) ?? new Map<Type, readonly number[]>();
  known.set(types, own);
  const before = own.get(type);
  if (before !== undefined) return before;
  const ranks = listed(type, types, reading);
  own.set(type, ranks);
  return ranks;
}

function listed(type: Type, types: Types, reading: Reading): readonly number[] {
  const count = types.listed(type);
  const of = (part: Type) => ranksInOrder(part, types, reading);
  if (isScalar(type)) return Array.from({ length: count }, (_, rank) => rank);
  switch (type.kind) {
    case "option":
      return [0, ...of(type.of).map((rank) => rank + 1)];
    case "record":
      return product(
        type.fields.map((field) => ({ type: field.type, ranks: of(field.type) })),
        types,
      );
    case "union": {
      let offset = 0;
      return type.cases.flatMap(({ fields }) => {
        const own = product(
          fields.map((field) => ({ type: field.type, ranks: of(field.type) })),
          types,
        );
        const from = offset;
        offset += fields.reduce((n, field) => n * types.cardinality(field.type), 1);
        return own.map((rank) => rank + from);
      });
    }
    case "map": {
      const value = { type: type.value, ranks: of(type.value) };
      return product(
        Array.from({ length: types.listed(type.key) }, () => value),
        types,
      );
    }
    case "seq": {
      const element = { type: type.of, ranks: of(type.of) };
      let offset = 0;
      return Array.from({ length: type.max + 1 }, (_, length) => length).flatMap((length) => {
        const own = product(
          Array.from({ length }, () => element),
          types,
        );
        const from = offset;
        offset += types.cardinality(type.of) ** length;
        return own.map((rank) => rank + from);
      });
    }
    case "set":
      return sortedSets(type, reading);
    case "bool":
    case "int":
    case "symbols":
    case "bits":
      return [];
  }
}

function product(
  parts: readonly { readonly type: Type; readonly ranks: readonly number[] }[],
  types: Types,
): readonly number[] {
  return parts.reduce(
    (all: readonly number[], { type, ranks }) => {
      const count = types.cardinality(type);
      return all.flatMap((rank) => ranks.map((own) => rank * count + own));
    },
    [0],
  );
}

/** A pair sorts as its first part: the rank after it breaks no tie, as sets differ. */
function sortedSets(type: Type, reading: Reading): readonly number[] {
  const pairs = reading.values(type).map((value, rank) => [value, rank]);
  return reading.sorted(pairs).map((pair) => (Array.isArray(pair) ? Number(pair[1]) : 0));
}
