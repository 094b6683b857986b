// How many values a type has.

import type { Type } from "./type.js";

/** The number of values; huge ones may be Infinity. */
export function cardinality(type: Type): number {
  switch (type.kind) {
    case "bool":
      return 2;
    case "int":
      return Math.max(0, type.high - type.low + 1);
    case "symbols":
      return type.values.length;
    case "option":
      return cardinality(type.of) + 1;
    case "set":
      return 2 ** cardinality(type.of);
    case "map":
      return cardinality(type.value) ** cardinality(type.key);
    case "seq": {
      const of = cardinality(type.of);
      let count = 1;
      for (let length = 1; length <= type.max; length++) count = count * of + 1;
      return count;
    }
    case "record":
      return product(type.fields.map((field) => cardinality(field.type)));
    case "union":
      return type.cases.reduce(
        (sum, { fields }) => sum + product(fields.map((field) => cardinality(field.type))),
        0,
      );
    case "bits":
      return product(
        type.fields.map(({ allowed, low, high }) => allowed?.length ?? 2 ** (high - low + 1)),
      );
  }
}

function product(counts: readonly number[]): number {
  return counts.reduce((result, count) => result * count, 1);
}
