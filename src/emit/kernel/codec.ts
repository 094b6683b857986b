// States of the readable model as words, and back. Values have the form that the readable model
// gives them: the same property names, in the same order, and sets in the order in which it keeps
// them.

import type { Type } from "../../core/type.js";
import { payloadName, propertyName } from "../model/identifier.js";
import { isPlainKey } from "../model/types.js";
import { codeOf, wordOf } from "./bits.js";
import * as js from "./code.js";
import type { Subject } from "./scope.js";
import { chunkBits, isScalar, type Types } from "./types.js";
import { nth, toLeaves, type Value } from "./value.js";

export interface Codec {
  encode(state: unknown): readonly number[];
  decode(arena: Int32Array, at: number): unknown;
}

/** `sorted` puts the elements of a set in the readable model's order. */
export function codecOf(
  { core, layout, types }: Subject,
  sorted: (elements: readonly unknown[]) => readonly unknown[],
): Codec {
  return {
    encode(state) {
      const words = new Int32Array(layout.words);
      for (const { name, type } of core.variables) {
        const codes = encodeValue(fieldOf(state, propertyName(name)), type, types);
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
          return [propertyName(name), decodeValue(leaves.values(), type, types, sorted)];
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
function encodeValue(value: unknown, type: Type, types: Types): readonly number[] {
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
      const inner = encodeValue(value, type.of, types);
      return isScalar(type) ? [(inner[0] ?? 0) + 1] : [1, ...inner];
    }
    case "record":
      return type.fields.flatMap((field) =>
        encodeValue(fieldOf(value, propertyName(field.name)), field.type, types),
      );
    case "union": {
      const tag = type.cases.findIndex((each) => each.name === fieldOf(value, "kind"));
      const fields = type.cases[tag]?.fields ?? [];
      const slots = fields.flatMap((field) =>
        encodeValue(fieldOf(value, payloadName(field.name)), field.type, types),
      );
      return [tag, ...padded(slots, types.slots(type.cases).length)];
    }
    case "map": {
      const keys = keysOf(type.key, types);
      const pairs = isPlainKey(type.key) ? undefined : listOf(value);
      return keys.flatMap((key, index) => {
        const element = pairs === undefined ? fieldOf(value, String(key)) : listOf(pairs[index])[1];
        return encodeValue(element, type.value, types);
      });
    }
    case "set": {
      const chunks = types.chunks(type.of).map(() => 0);
      for (const element of listOf(value)) {
        const rank = rankOf(element, type.of, types);
        const chunk = Math.floor(rank / chunkBits);
        chunks[chunk] = (chunks[chunk] ?? 0) | (1 << (rank % chunkBits));
      }
      return chunks;
    }
    case "seq": {
      const elements = listOf(value);
      const count = types.leaves(type.of).length * type.max;
      const leaves = elements.flatMap((each) => encodeValue(each, type.of, types));
      return [elements.length, ...padded(leaves, count)];
    }
  }
}

const ranks = new WeakMap<Types, Map<Type, ReadonlyMap<string, number>>>();

/** The rank of a value of a type whose values are listed. */
function rankOf(value: unknown, type: Type, types: Types): number {
  const known = ranks.get(types) ?? new Map<Type, ReadonlyMap<string, number>>();
  ranks.set(types, known);
  let own = known.get(type);
  if (own === undefined) {
    own = new Map(constantsOf(type, types).map((leaves, rank) => [leaves.join(), rank]));
    known.set(type, own);
  }
  return own.get(encodeValue(value, type, types).join()) ?? 0;
}

/** The leaves of all values of a type. */
function constantsOf(type: Type, types: Types): readonly (readonly number[])[] {
  return Array.from({ length: types.listed(type) }, (_, rank) =>
    constantLeaves(nth(type, rank, types)),
  );
}

function constantLeaves(value: Value): readonly number[] {
  return toLeaves(value).map(({ constant = 0 }) => constant);
}

/** The keys of a map, in the order of their type. */
function keysOf(type: Type, types: Types): readonly unknown[] {
  return constantsOf(type, types).map((leaves) =>
    decodeValue(leaves.values(), type, types, (elements) => elements),
  );
}

function decodeValue(
  leaves: Iterator<number>,
  type: Type,
  types: Types,
  sorted: (elements: readonly unknown[]) => readonly unknown[],
): unknown {
  const read = (of: Type): unknown => decodeValue(leaves, of, types, sorted);
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
        return tag === 0 ? null : decodeValue([tag - 1].values(), type.of, types, sorted);
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
          decodeValue(slots, field.type, types, sorted),
        ]),
      ]);
    }
    case "map": {
      const entries = keysOf(type.key, types).map((key) => [key, read(type.value)] as const);
      if (!isPlainKey(type.key)) return entries;
      return Object.fromEntries(entries.map(([key, value]) => [String(key), value]));
    }
    case "set": {
      const chunks = types.chunks(type.of).map(next);
      const elements = keysOf(type.of, types).filter((_, rank) => {
        const chunk = chunks[Math.floor(rank / chunkBits)] ?? 0;
        return ((chunk >>> (rank % chunkBits)) & 1) === 1;
      });
      return sorted(elements);
    }
    case "seq": {
      const length = next();
      return Array.from({ length: type.max }, () => read(type.of)).slice(0, length);
    }
  }
}
