// Values as the kernel computes with them: known in structure, with an expression for each leaf.

import type {
  BitsType,
  BoolType,
  IntType,
  MapType,
  OptionType,
  RecordType,
  SeqType,
  SetType,
  SymbolsType,
  Type,
  UnionType,
} from "../../core/type.js";
import type { BitsCoding } from "./bits.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { isScalar, type Types } from "./types.js";
import { Unsupported } from "./unsupported.js";

type ScalarType = BoolType | IntType | SymbolsType | BitsType | OptionType;

/**
 * A value of one leaf. Integers are themselves, symbols their index in the type, words their coded
 * form, a present option one more than its leaf.
 */
export interface Scalar {
  readonly kind: "scalar";
  readonly type: ScalarType;
  readonly code: Code;
}

export type Value =
  /** The absence of an option's value, of whatever type. */
  | { readonly kind: "none" }
  | Scalar
  | { readonly kind: "record"; readonly type: RecordType; readonly fields: readonly Value[] }
  | {
      readonly kind: "union";
      readonly type: UnionType;
      readonly tag: Code;
      readonly slots: readonly Code[];
    }
  | { readonly kind: "map"; readonly type: MapType; readonly elements: readonly Value[] }
  | { readonly kind: "set"; readonly type: SetType; readonly chunks: readonly Code[] }
  | {
      readonly kind: "seq";
      readonly type: SeqType;
      readonly length: Code;
      readonly elements: readonly Value[];
    }
  /** An option of something of several leaves. */
  | {
      readonly kind: "option";
      readonly type: OptionType;
      readonly present: Code;
      readonly of: Value;
    };

/** The least integer of a scalar type: its leaf counts from there. */
function lowOf(type: Type): number {
  return type.kind === "int" ? type.low : 0;
}

export function scalar(type: Type, code: Code): Scalar {
  const isLeaf =
    type.kind === "bool" ||
    type.kind === "int" ||
    type.kind === "symbols" ||
    type.kind === "bits" ||
    type.kind === "option";
  if (!isLeaf) throw new Error(`a ${type.kind} is not one leaf`);
  return { kind: "scalar", type, code };
}

/** The only leaf of a value of one leaf: a number from 0. */
export function leafOf({ type, code }: Scalar): Code {
  return js.plus(js.asNumber(code), -lowOf(type));
}

/** The value whose leaves are the next ones of `leaves`. */
export function fromLeaves(type: Type, leaves: Iterator<Code>, types: Types): Value {
  const next = (): Code => {
    const result = leaves.next();
    if (result.done === true) throw new Error("a value has more leaves than it was given");
    return result.value;
  };
  const read = (of: Type): Value => {
    if (isScalar(of)) {
      const leaf = next();
      return scalar(of, of.kind === "bool" ? leaf : js.plus(leaf, lowOf(of)));
    }
    switch (of.kind) {
      case "option":
        return { kind: "option", type: of, present: next(), of: read(of.of) };
      case "record":
        return { kind: "record", type: of, fields: of.fields.map((field) => read(field.type)) };
      case "union":
        return { kind: "union", type: of, tag: next(), slots: types.slots(of.cases).map(next) };
      case "map": {
        const count = types.listed(of.key);
        const elements = Array.from({ length: count }, () => read(of.value));
        return { kind: "map", type: of, elements };
      }
      case "set":
        return { kind: "set", type: of, chunks: types.chunks(of.of).map(next) };
      case "seq": {
        const length = next();
        const elements = Array.from({ length: of.max }, () => read(of.of));
        return { kind: "seq", type: of, length, elements };
      }
      case "bool":
      case "int":
      case "symbols":
      case "bits":
        throw new Error("a scalar has one leaf");
    }
  };
  return read(type);
}

/** The leaves of a value, in the order of `Types.leaves`. */
export function toLeaves(value: Value): readonly Code[] {
  switch (value.kind) {
    case "none":
      throw new Unsupported("none without a type");
    case "scalar":
      return [leafOf(value)];
    case "record":
      return value.fields.flatMap(toLeaves);
    case "union":
      return [value.tag, ...value.slots];
    case "map":
      return value.elements.flatMap(toLeaves);
    case "set":
      return value.chunks;
    case "seq":
      return [value.length, ...value.elements.flatMap(toLeaves)];
    case "option":
      return [js.asNumber(value.present), ...toLeaves(value.of)];
  }
}

/** A copy with other leaves, which `change` makes of the old ones. */
export function mapLeaves(
  value: Value,
  types: Types,
  change: (leaf: Code, index: number) => Code,
): Value {
  if (value.kind === "none") return value;
  if (value.kind === "scalar") return { ...value, code: change(value.code, 0) };
  return fromLeaves(value.type, toLeaves(value).map(change).values(), types);
}

/** The value whose leaves are all 0. */
export function zero(type: Type, types: Types): Value {
  return fromLeaves(
    type,
    types
      .leaves(type)
      .map(() => js.number(0))
      .values(),
    types,
  );
}

/** Equality of two values of one type. */
export function sameLeaves(a: Value, b: Value): Code {
  const [left, right] = [toLeaves(a), toLeaves(b)];
  return left
    .map((leaf, index) => js.equal(leaf, right[index] ?? leaf))
    .reduce(js.both, js.truth(true));
}

/** `condition ? yes : no` for two values of one type. */
export function selectValue(condition: Code, yes: Value, no: Value, types: Types): Value {
  if (yes.kind === "none" || no.kind === "none") throw new Unsupported("none without a type");
  if (yes.kind === "scalar" && no.kind === "scalar") {
    return { ...yes, code: js.select(condition, yes.code, no.code) };
  }
  const other = toLeaves(no);
  return mapLeaves(yes, types, (leaf, index) => js.select(condition, leaf, other[index] ?? leaf));
}

/** The value of a type by its rank: constants, in the order of the type. */
export function nth(type: Type, rank: number, types: Types): Value {
  if (type.kind === "int") return scalar(type, js.number(type.low + rank));
  if (type.kind === "bool") return scalar(type, js.truth(rank === 1));
  if (type.kind === "bits") return scalar(type, js.number(codeOfRank(types.bits(type), rank)));
  if (type.kind === "option" && isScalar(type)) {
    if (rank === 0) return scalar(type, js.number(0));
    const inner = nth(type.of, rank - 1, types);
    return scalar(type, js.plus(inner.kind === "scalar" ? leafOf(inner) : js.number(0), 1));
  }
  if (isScalar(type)) return scalar(type, js.number(rank));
  if (type.kind === "option") {
    if (rank === 0) return zero(type, types);
    return { kind: "option", type, present: js.truth(true), of: nth(type.of, rank - 1, types) };
  }
  if (type.kind === "record") {
    const all = type.fields.map((field) => field.type);
    return { kind: "record", type, fields: digitsOf(all, rank, types) };
  }
  if (type.kind === "union") return nthUnion(type, rank, types);
  return nthCollection(type, rank, types);
}

/** The value of a map, a set or a sequence by its rank. */
function nthCollection(type: Type, rank: number, types: Types): Value {
  if (type.kind === "map") {
    const all = Array.from({ length: types.listed(type.key) }, () => type.value);
    return { kind: "map", type, elements: digitsOf(all, rank, types) };
  }
  if (type.kind === "set") {
    const chunks = types.chunks(type.of).map((_, index) => js.number(index === 0 ? rank : 0));
    return { kind: "set", type, chunks };
  }
  if (type.kind !== "seq") throw new Error(`a ${type.kind} is no collection`);
  let rest = rank;
  let length = 0;
  for (let own = 1; rest >= own; own = types.cardinality(type.of) ** length) {
    rest -= own;
    length++;
  }
  const given = digitsOf(
    Array.from({ length }, () => type.of),
    rest,
    types,
  );
  const elements = Array.from({ length: type.max }, (_, index) => {
    return given[index] ?? zero(type.of, types);
  });
  return { kind: "seq", type, length: js.number(length), elements };
}

/** One value for each type, as the digits of a number, the first the most significant. */
function digitsOf(all: readonly Type[], rank: number, types: Types): readonly Value[] {
  let rest = rank;
  const digits: Value[] = [];
  for (const type of [...all].reverse()) {
    const count = types.cardinality(type);
    digits.unshift(nth(type, rest % count, types));
    rest = Math.floor(rest / count);
  }
  return digits;
}

function nthUnion(type: UnionType, rank: number, types: Types): Value {
  let rest = rank;
  for (const each of type.cases) {
    const all = each.fields.map((field) => field.type);
    const count = all.reduce((n, of) => n * types.cardinality(of), 1);
    if (rest < count) return unionValue(type, each.name, digitsOf(all, rest, types), types);
    rest -= count;
  }
  throw new Error(`${type.name} has no value ${rank}`);
}

/** The value of a union with a case and what it carries, each of the type of its field. */
export function unionValue(
  type: UnionType,
  name: string,
  fields: readonly Value[],
  types: Types,
): Value {
  const tag = js.number(type.cases.findIndex((each) => each.name === name));
  const leaves = fields.flatMap(toLeaves);
  const slots = types.slots(type.cases).map((_, index) => leaves[index] ?? js.number(0));
  return { kind: "union", type, tag, slots };
}

/** The rank of a value among those of its type: the inverse of `nth`. */
export function rankOf(value: Value, types: Types): Code {
  if (value.kind === "scalar") return rankOfScalar(value, types);
  if (value.kind === "record") return rankOfAll(value.fields, types);
  if (value.kind === "map") return rankOfAll(value.elements, types);
  if (value.kind === "set") {
    types.listed(value.type);
    return value.chunks[0] ?? js.number(0);
  }
  if (value.kind === "seq") return rankOfSequence(value, types);
  if (value.kind === "option") {
    return js.select(value.present, js.plus(rankOf(value.of, types), 1), js.number(0));
  }
  if (value.kind === "none") throw new Unsupported("none without a type");
  let offset = 0;
  const ranks = value.type.cases.map(({ fields }) => {
    const slots = value.slots.values();
    const parts = fields.map((field) => fromLeaves(field.type, slots, types));
    const rank = js.plus(rankOfAll(parts, types), offset);
    offset += fields.reduce((n, field) => n * types.cardinality(field.type), 1);
    return rank;
  });
  return ranks
    .map((rank, index) => ({ rank, test: js.equal(value.tag, js.number(index)) }))
    .reduceRight((rest, { rank, test }) => js.select(test, rank, rest), js.number(0));
}

function rankOfScalar({ type, code }: Scalar, types: Types): Code {
  if (type.kind === "bits") return rankOfCode(code, types.bits(type));
  if (type.kind !== "option" || type.of.kind !== "bits")
    return leafOf({ kind: "scalar", type, code });
  const inner = rankOfCode(js.plus(code, -1), types.bits(type.of));
  return js.select(js.equal(code, js.number(0)), js.number(0), js.plus(inner, 1));
}

/** The rank of a word: its fields' indexes as digits. */
function rankOfCode(code: Code, { fields }: BitsCoding): Code {
  return fields.reduce((rank: Code, { shift, width, values }) => {
    const moved = js.arithmetic(code, ">>>", js.number(shift));
    const own = js.arithmetic(moved, "&", js.number(js.ones(width)));
    return js.arithmetic(js.arithmetic(rank, "*", js.number(values.length)), "+", own);
  }, js.number(0));
}

function codeOfRank({ fields }: BitsCoding, rank: number): number {
  let rest = rank;
  let code = 0;
  for (const { shift, values } of [...fields].reverse()) {
    code |= (rest % values.length) << shift;
    rest = Math.floor(rest / values.length);
  }
  return code;
}

function rankOfSequence(value: Extract<Value, { kind: "seq" }>, types: Types): Code {
  const count = types.cardinality(value.type.of);
  let offset = 0;
  const ranks = Array.from({ length: value.type.max + 1 }, (_, length) => {
    const rank = js.plus(rankOfAll(value.elements.slice(0, length), types), offset);
    offset += count ** length;
    return rank;
  });
  return ranks.reduceRight((rest, rank, length) =>
    js.select(js.equal(value.length, js.number(length)), rank, rest),
  );
}

function rankOfAll(values: readonly Value[], types: Types): Code {
  return values.reduce((rank: Code, value) => {
    if (value.kind === "none") throw new Unsupported("none without a type");
    const count = types.cardinality(value.type);
    const own = rankOf(value, types);
    return js.arithmetic(js.arithmetic(rank, "*", js.number(count)), "+", own);
  }, js.number(0));
}
