// Values of a readable model as the spec writes them. This file alone knows how the model holds the
// values of each type; what it does not expect it prints as well as it can.

import { identifierOf } from "../core/qualified.js";
import type { BitField, BitsType, Field, Type, UnionType } from "../core/type.js";

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value in the words of the spec. */
export function showValue(value: unknown, type: Type): string {
  switch (type.kind) {
    case "bool":
    case "int":
    case "symbols":
      return String(value);
    case "option":
      return value === null ? "none" : showValue(value, type.of);
    case "union":
      return showUnion(value, type);
    case "record":
      return `{ ${showFields(value, type.fields).join(", ")} }`;
    case "map":
      return `[${mapEntries(value, type.key)
        .map(([key, of]) => `${key} -> ${showValue(of, type.value)}`)
        .join(", ")}]`;
    case "set":
      return `{${elementsOf(value)
        .map((element) => showValue(element, type.of))
        .join(", ")}}`;
    case "seq":
      return `[${elementsOf(value)
        .map((element) => showValue(element, type.of))
        .join(", ")}]`;
    case "bits":
      return showBits(value, type);
  }
}

function showFields(value: unknown, fields: readonly Field[]): readonly string[] {
  return fields.map(({ name, type }) => `${name}: ${showValue(fieldOf(value, name), type)}`);
}

function showUnion(value: unknown, { cases }: UnionType): string {
  const name = caseOf(value);
  const fields = cases.find((each) => each.name === name)?.fields ?? [];
  if (fields.length === 0) return name;
  const carried = fields.map((each) => showValue(payloadOf(value, each.name), each.type));
  return `${name}(${carried.join(", ")})`;
}

/** `none -> table(table1)`; of a layout only the fields that change; undefined if nothing does. */
export function showChange(before: unknown, after: unknown, type: Type): string | undefined {
  if (type.kind === "bits" && typeof before === "bigint" && typeof after === "bigint") {
    if (before === after) return undefined;
    if (before === 0n) return `0x0 -> ${showBits(after, type)}`;
    if (after === 0n) return `${hexadecimal(before)} -> 0x0`;
    const fields = changedFields(before, after, type);
    return [hexadecimal(before), "->", hexadecimal(after), ...fields].join(" ");
  }
  const [was, is] = [showValue(before, type), showValue(after, type)];
  return was === is ? undefined : `${was} -> ${is}`;
}

function hexadecimal(bits: bigint): string {
  return `0x${bits.toString(16)}`;
}

export function bitsOf(word: bigint, { low, high }: BitField): bigint {
  return (word >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n);
}

/** A word in hexadecimal, with the fields that are not zero. */
function showBits(value: unknown, { fields }: BitsType): string {
  if (typeof value !== "bigint") return String(value);
  const set = fields.flatMap((field) => {
    const bits = bitsOf(value, field);
    if (bits === 0n) return [];
    return [field.low === field.high ? field.name : `${field.name}=${hexadecimal(bits)}`];
  });
  return [hexadecimal(value), ...set].join(" ");
}

/** `+writable -accessed pfn=0x1`: bits set, bits cleared, new values of wider fields. */
function changedFields(before: bigint, after: bigint, { fields }: BitsType): readonly string[] {
  return fields.flatMap((field) => {
    const bits = bitsOf(after, field);
    if (bits === bitsOf(before, field)) return [];
    if (field.low !== field.high) return [`${field.name}=${hexadecimal(bits)}`];
    return [`${bits === 0n ? "-" : "+"}${field.name}`];
  });
}

/** What a union value carries under this name; `kind` is taken by the name of its case. */
export function payloadOf(value: unknown, name: string): unknown {
  return fieldOf(value, name === "kind" ? "kind_" : name);
}

/** The case of a union value. */
export function caseOf(value: unknown): string {
  return String(fieldOf(value, "kind"));
}

/** The value of a state variable. */
export function variableIn(state: unknown, name: string): unknown {
  return fieldOf(state, identifierOf(name));
}

/** A field of a record, or of what a union value carries. */
export function fieldOf(value: unknown, name: string): unknown {
  return isFields(value) ? value[name] : undefined;
}

/** The keys and values of a total map, in the order of its keys. */
export function mapPairs(value: unknown, key: Type): readonly (readonly [unknown, unknown])[] {
  if (isFields(value)) {
    // An object turns integer keys into strings.
    return Object.entries(value).map(([at, of]) => [key.kind === "int" ? Number(at) : at, of]);
  }
  return elementsOf(value).map((pair) => {
    const [at, of] = elementsOf(pair);
    return [at, of];
  });
}

/** The same, with the keys as the spec writes them. */
export function mapEntries(value: unknown, key: Type): readonly (readonly [string, unknown])[] {
  return mapPairs(value, key).map(([at, of]) => [showValue(at, key), of]);
}

/** The elements of a set or a sequence. */
export function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether integers are in their ranges, sequences short enough, and fields as allowed. */
export function fits(value: unknown, type: Type): boolean {
  switch (type.kind) {
    case "int":
      return typeof value !== "number" || (type.low <= value && value <= type.high);
    case "option":
      return value === null || fits(value, type.of);
    case "set":
      return elementsOf(value).every((each) => fits(each, type.of));
    case "seq": {
      const elements = elementsOf(value);
      return elements.length <= type.max && elements.every((each) => fits(each, type.of));
    }
    case "record":
      return type.fields.every((field) => fits(fieldOf(value, field.name), field.type));
    case "union": {
      const fields = type.cases.find(({ name }) => name === caseOf(value))?.fields ?? [];
      return fields.every((field) => fits(payloadOf(value, field.name), field.type));
    }
    case "map":
      return mapPairs(value, type.key).every(([, of]) => fits(of, type.value));
    case "bits":
      return type.fields.every((field) => {
        const isAllowed =
          typeof value !== "bigint" || field.allowed?.includes(bitsOf(value, field));
        return isAllowed ?? true;
      });
    case "bool":
    case "symbols":
      return true;
  }
}

/**
 * The value that variables of a type have if the spec gives none; undefined if that has no short
 * form.
 */
export function firstValue(type: Type): string | undefined {
  switch (type.kind) {
    case "bool":
      return "false";
    case "int":
      return String(type.low);
    case "symbols":
      return type.values[0];
    case "option":
      return "none";
    case "union":
      return type.cases[0]?.fields.length === 0 ? type.cases[0].name : undefined;
    case "set":
      return "{}";
    case "seq":
      return "[]";
    case "bits":
      return "0x0";
    case "record":
    case "map":
      return undefined;
  }
}
