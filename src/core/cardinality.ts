// How many values a type has.

import type { BitsType, Type } from "./type.js";

/** The number of values; huge ones may be Infinity. `ofBits` says how many a bit layout has. */
export function cardinality(type: Type, ofBits = ofLayout): number {
  const count = (each: Type): number => cardinality(each, ofBits);
  switch (type.kind) {
    case "bool":
      return 2;
    case "int":
      return Math.max(0, type.high - type.low + 1);
    case "symbols":
      return type.values.length;
    case "option":
      return count(type.of) + 1;
    case "set":
      return 2 ** count(type.of);
    case "map":
      return count(type.value) ** count(type.key);
    case "seq": {
      const of = count(type.of);
      let sum = 1;
      for (let length = 1; length <= type.max; length++) sum = sum * of + 1;
      return sum;
    }
    case "record":
      return product(type.fields.map((field) => count(field.type)));
    case "union":
      return type.cases.reduce(
        (sum, { fields }) => sum + product(fields.map((field) => count(field.type))),
        0,
      );
    case "bits":
      return ofBits(type);
  }
}

function ofLayout({ fields, width }: BitsType): number {
  if (fields.length === 0) return 2 ** width;
  return product(fields.map(({ allowed, low, high }) => allowed?.length ?? 2 ** (high - low + 1)));
}

function product(counts: readonly number[]): number {
  return counts.reduce((result, count) => result * count, 1);
}
