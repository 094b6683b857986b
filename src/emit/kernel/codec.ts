// States of the readable model as words, and back. Values have the form that the readable model
// gives them: the same property names, in the same order, and sets in the order in which it keeps
// them.

import type { Type } from "../../core/type.js";
import { payloadName, propertyName } from "../model/identifier.js";
import { isPlainKey } from "../model/types.js";
import { codeOf } from "./bits.js";
import * as js from "./code.js";
import { constantLeaves, decodeValue } from "./decode.js";
import { ranksInOrder, type Reading } from "./order.js";
import type { Subject } from "./scope.js";
import { chunkBits, isScalar, type Types } from "./types.js";
import { nth } from "./value.js";

export interface Codec {
  encode(state: unknown): readonly number[];
  decode(arena: Int32Array, at: number): unknown;
}

export function codecOf({ core, layout, types, reading }: Subject): Codec {
  return {
    encode(state) {
      const words = new Int32Array(layout.words);
      for (const { name, type } of core.variables) {
        const codes = encodeValue(fieldOf(state, propertyName(name)), type, types, reading);
        layout.variables.get(name)?.forEach((leaf, index) => {
          if (leaf.width > 0)
            words[leaf.word] = (words[leaf.word] ?? 0) | ((codes[index] ?? 0) << leaf.shift);
        });
      }
      return [...words];
    },
    decode(arena, at) {
      return Object.fromEntries(
        core.variables.map(({ name, type }) => {
          const leaves = (layout.variables.get(name) ?? []).map((leaf) => {
            const word = arena[at + leaf.word] ?? 0;
            return leaf.width === 0 ? 0 : (word >>> leaf.shift) & js.ones(leaf.width);
          });
          return [propertyName(name), decodeValue(leaves.values(), type, types, reading)];
        }),
      );
    },
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function fieldOf(value: unknown, name: string): unknown {
  if (!isObject(value)) throw new Error(`a state has no ${name}`);
  return value[name];
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error("not a list");
  return value;
}

/** The leaves of a value. */
function encodeValue(
  value: unknown,
  type: Type,
  types: Types,
  reading: Reading,
): readonly number[] {
  const encoded = (part: unknown, of: Type) => encodeValue(part, of, types, reading);
  const padded = (leaves: readonly number[], count: number) =>
    Array.from({ length: count }, (_, index) => leaves[index] ?? 0);
  switch (type.kind) {
    case "bool":
      return [value === true ? 1 : 0];
    case "int":
      return [Number(value) - type.low];
    case "symbols":
      return [type.values.indexOf(String(value))];
    case "bits":
      return [typeof value === "bigint" ? codeOf(types.bits(type), value) : 0];
    case "option": {
      if (value === null) return types.leaves(type).map(() => 0);
      const inner = encoded(value, type.of);
      return isScalar(type) ? [(inner[0] ?? 0) + 1] : [1, ...inner];
    }
    case "record":
      return type.fields.flatMap((field) =>
        encoded(fieldOf(value, propertyName(field.name)), field.type),
      );
    case "union": {
      const tag = type.cases.findIndex((each) => each.name === fieldOf(value, "kind"));
      const fields = type.cases[tag]?.fields ?? [];
      const slots = fields.flatMap((field) =>
        encoded(fieldOf(value, payloadName(field.name)), field.type),
      );
      return [tag, ...padded(slots, types.slots(type.cases).length)];
    }
    case "map": {
      const keys = reading.values(type.key);
      if (isPlainKey(type.key)) {
        return keys.flatMap((key) => encoded(fieldOf(value, String(key)), type.value));
      }
      const elements: (readonly number[])[] = [];
      const pairs = listOf(value);
      ranksInOrder(type.key, types, reading).forEach((rank, index) => {
        elements[rank] = encoded(listOf(pairs[index])[1], type.value);
      });
      return elements.flat();
    }
    case "set": {
      const chunks = types.chunks(type.of).map(() => 0);
      for (const element of listOf(value)) {
        const rank = rankAmong(element, type.of, types, reading);
        const chunk = Math.floor(rank / chunkBits);
        chunks[chunk] = (chunks[chunk] ?? 0) | (1 << (rank % chunkBits));
      }
      return chunks;
    }
    case "seq": {
      const elements = listOf(value);
      const count = types.leaves(type.of).length * type.max;
      const leaves = elements.flatMap((each) => encoded(each, type.of));
      return [elements.length, ...padded(leaves, count)];
    }
  }
}

const ranks = new WeakMap<Types, Map<Type, ReadonlyMap<string, number>>>();

/** The rank of a value of a type whose values are listed. */
function rankAmong(value: unknown, type: Type, types: Types, reading: Reading): number {
  const known = ranks.get(types) ?? new Map<Type, ReadonlyMap<string, number>>();
  ranks.set(types, known);
  let own = known.get(type);
  if (own === undefined) {
    const all = Array.from({ length: types.listed(type) }, (_, rank) => {
      return [constantLeaves(nth(type, rank, types)).join(), rank] as const;
    });
    own = new Map(all);
    known.set(type, own);
  }
  return own.get(encodeValue(value, type, types, reading).join()) ?? 0;
}
