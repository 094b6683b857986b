// Leaves as values of the readable model, in the form that it gives them: the same property names,
// in the same order, and sets in the order in which it keeps them.

import type { Type } from "../../core/type.js";
import { payloadName, propertyName } from "../model/identifier.js";
import { isPlainKey } from "../model/types.js";
import { wordOf } from "./bits.js";
import { ranksInOrder, type Reading } from "./order.js";
import { chunkBits, isScalar, type Types } from "./types.js";
import { nth, toLeaves, type Value } from "./value.js";

/** `sorted` puts the elements of a set in the readable model's order. */
export function readingOf(types: Types, sorted: Reading["sorted"]): Reading {
  const known = new Map<Type, readonly unknown[]>();
  const reading: Reading = {
    sorted,
    values(type) {
      const before = known.get(type);
      if (before !== undefined) return before;
      const values = Array.from({ length: types.listed(type) }, (_, rank) =>
        decodeValue(constantLeaves(nth(type, rank, types)).values(), type, types, reading),
      );
      known.set(type, values);
      return values;
    },
  };
  return reading;
}

/** The leaves of a constant. */
export function constantLeaves(value: Value): readonly number[] {
  return toLeaves(value).map(({ constant = 0 }) => constant);
}

/** The value whose leaves are the next ones of `leaves`. */
export function decodeValue(
  leaves: Iterator<number>,
  type: Type,
  types: Types,
  reading: Reading,
): unknown {
  const read = (of: Type): unknown => decodeValue(leaves, of, types, reading);
  const next = (): number => Number(leaves.next().value);
  switch (type.kind) {
    case "bool":
      return next() === 1;
    case "int":
      return next() + type.low;
    case "symbols":
      return type.values[next()] ?? "";
    case "bits":
      return wordOf(types.bits(type), next());
    case "option": {
      const tag = next();
      if (isScalar(type)) {
        return tag === 0 ? null : decodeValue([tag - 1].values(), type.of, types, reading);
      }
      const value = read(type.of);
      return tag === 0 ? null : value;
    }
    case "record":
      return Object.fromEntries(
        type.fields.map((field) => [propertyName(field.name), read(field.type)]),
      );
    case "union": {
      const tag = next();
      const slots = types.slots(type.cases).map(next).values();
      const found = type.cases[tag];
      const fields = found?.fields ?? [];
      return Object.fromEntries([
        ["kind", found?.name],
        ...fields.map((field) => [
          payloadName(field.name),
          decodeValue(slots, field.type, types, reading),
        ]),
      ]);
    }
    case "map": {
      const keys = reading.values(type.key);
      const entries = keys.map((key) => [key, read(type.value)] as const);
      if (!isPlainKey(type.key)) {
        return ranksInOrder(type.key, types, reading).map((rank) => entries[rank]);
      }
      return Object.fromEntries(entries.map(([key, value]) => [String(key), value]));
    }
    case "set": {
      const chunks = types.chunks(type.of).map(next);
      const elements = reading.values(type.of).filter((_, rank) => {
        const chunk = chunks[Math.floor(rank / chunkBits)] ?? 0;
        return ((chunk >>> (rank % chunkBits)) & 1) === 1;
      });
      return reading.sorted(elements);
    }
    case "seq": {
      const length = next();
      return Array.from({ length: type.max }, () => read(type.of)).slice(0, length);
    }
  }
}
