// A value of one type as a value of another: a range in a wider or narrower one, instances of a
// process among all threads, a value where it may be absent. What does not fit an integer range or
// a sequence is `out_of_range`; a symbol that the other type does not have becomes -1, which equals
// nothing.

import { hull } from "../../core/type.js";
import { typeKey } from "../../core/traverse.js";
import type { OptionType, SetType, SymbolsType, Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { Block, ensure, type Scope } from "./scope.js";
import { chunkBits, isSame, isScalar, type Types } from "./types.js";
import { Unsupported } from "./unsupported.js";
import {
  fromLeaves,
  leafOf,
  nth,
  rankOf,
  sameLeaves,
  scalar,
  zero,
  type Scalar,
  type Value,
} from "./value.js";

type Of<K extends Value["kind"]> = Extract<Value, { kind: K }>;

export function fit(value: Value, type: Type, scope: Scope): Value {
  const { types } = scope.subject;
  if (value.kind === "none") return zero(type, types);
  if (isSame(value.type, type)) return value;
  if (type.kind === "option") {
    return value.type.kind === "option"
      ? fitOption(value, value.type, type, scope)
      : present(fit(value, type.of, scope), type);
  }
  switch (value.kind) {
    case "scalar":
      return fitScalar(value, type, scope);
    case "record":
      if (type.kind !== "record") break;
      return {
        kind: "record",
        type,
        fields: type.fields.map((field) => {
          const index = value.type.fields.findIndex((each) => each.name === field.name);
          const part = value.fields[index];
          if (part === undefined) throw new Error(`no field ${field.name}`);
          return fit(part, field.type, scope);
        }),
      };
    case "map":
      if (type.kind !== "map" || !isSame(value.type.key, type.key)) break;
      return {
        kind: "map",
        type,
        elements: value.elements.map((each) => fit(each, type.value, scope)),
      };
    case "set":
      if (type.kind !== "set") break;
      return fitSet(value, type, scope);
    case "seq":
      if (type.kind !== "seq") break;
      return fitSeq(value, type, scope);
    case "union":
    case "option":
  }
  throw new Unsupported(`a ${value.type.kind} where a ${type.kind} of another form is expected`);
}

function fitScalar(value: Scalar, type: Type, scope: Scope): Value {
  if (value.type.kind === "symbols" && type.kind === "symbols") {
    return scalar(type, fitSymbol(value.code, value.type, type));
  }
  if (value.type.kind === "int" && type.kind === "int") {
    if (value.type.low >= type.low && value.type.high <= type.high) {
      return { ...value, type };
    }
    const code = scope.block.named(value.code);
    ensure(js.less(js.number(type.low), "<=", code), scope);
    ensure(js.less(code, "<=", js.number(type.high)), scope);
    return scalar(type, code);
  }
  if (value.type.kind === "option" && value.type.kind !== type.kind) {
    return fit(presentOf(value, value.type.of, scope), type, scope);
  }
  if (value.type.kind === type.kind) return scalar(type, value.code);
  throw new Unsupported(`a ${value.type.kind} where a ${type.kind} is expected`);
}

function fitSymbol(code: Code, from: SymbolsType, to: SymbolsType): Code {
  return js.lookup(
    code,
    from.values.map((each) => to.values.indexOf(each)),
  );
}

type Typed = Exclude<Value, { kind: "none" }>;

/** A value as an option: as it is, if it is one. */
function optional(value: Typed): Typed {
  return value.type.kind === "option" ? value : present(value, { kind: "option", of: value.type });
}

/** A value as one that could be absent. */
function present(value: Value, type: OptionType): Typed {
  if (value.kind === "scalar" && isScalar(type)) return scalar(type, js.plus(leafOf(value), 1));
  return { kind: "option", type, present: js.truth(true), of: value };
}

function fitOption(value: Value, from: OptionType, to: OptionType, scope: Scope): Value {
  if (value.kind === "option") return { ...value, type: to, of: fit(value.of, to.of, scope) };
  if (value.kind !== "scalar") throw new Unsupported("an option of another form");
  const [inner, outer] = [from.of, to.of];
  if (inner.kind === "symbols" && outer.kind === "symbols") {
    const places = inner.values.map((each) => outer.values.indexOf(each));
    const moved = places.map((place) => (place < 0 ? -1 : place + 1));
    return scalar(to, js.lookup(value.code, [0, ...moved]));
  }
  if (inner.kind === "int" && outer.kind === "int") {
    const { low } = inner;
    const shifted = js.plus(value.code, low - outer.low);
    return scalar(to, js.select(js.equal(value.code, js.number(0)), js.number(0), shifted));
  }
  throw new Unsupported("an option of another form");
}

/** The value of an option that is known to have one. */
export function presentOf(value: Value, type: Type, scope: Scope): Value {
  if (value.kind === "option") return value.of;
  if (value.kind !== "scalar" || value.type.kind !== "option") return value;
  const leaf = js.plus(value.code, -1);
  return fromLeaves(type, [leaf].values(), scope.subject.types);
}

function fitSet(value: Of<"set">, type: SetType, scope: Scope): Value {
  const { types } = scope.subject;
  if (value.chunks.every((chunk) => chunk.constant === 0)) return zero(type, types);
  const given = value.chunks.map((chunk) => scope.block.named(chunk));
  const runs = placesOf(value.type.of, type.of, scope);
  // What the other type does not have must not be in the set.
  for (const { from, count } of runs.filter(({ place }) => place < 0)) {
    ensure(js.equal(bitsFrom(given, from, count), js.number(0)), scope);
  }
  const chunks = types.chunks(type.of).map((_, index) =>
    runs
      .filter(({ place }) => place >= 0 && Math.floor(place / chunkBits) === index)
      .reduce((mask: Code, { from, count, place }) => {
        const own = bitsFrom(given, from, count);
        return js.arithmetic(mask, "|", js.arithmetic(own, "<<", js.number(place % chunkBits)));
      }, js.number(0)),
  );
  return { kind: "set", type, chunks };
}

/** Bits of a set that lie in one chunk, as the lowest ones of a number. */
function bitsFrom(chunks: readonly Code[], from: number, count: number): Code {
  const chunk = chunks[Math.floor(from / chunkBits)] ?? js.number(0);
  const low = js.arithmetic(chunk, ">>>", js.number(from % chunkBits));
  return count === chunkBits ? low : js.arithmetic(low, "&", js.number(js.ones(count)));
}

/** Values of one type in a row that are in a row in another, from a place on; -1: in no place. */
interface Places {
  readonly from: number;
  readonly count: number;
  readonly place: number;
}

/** Where the values of one type are among those of another; no run leaves a chunk of either. */
function placesOf(of: Type, to: Type, scope: Scope): readonly Places[] {
  const { types } = scope.subject;
  const known = knownPlaces.get(types) ?? new Map<string, readonly Places[]>();
  knownPlaces.set(types, known);
  const key = `${typeKey(of)} in ${typeKey(to)}`;
  const runs = known.get(key) ?? findPlaces(of, to, scope);
  known.set(key, runs);
  return runs;
}

const knownPlaces = new WeakMap<Types, Map<string, readonly Places[]>>();

function findPlaces(of: Type, to: Type, scope: Scope): readonly Places[] {
  const runs: Places[] = [];
  for (let rank = 0; rank < scope.subject.types.listed(of); rank++) {
    const place = placeIn(of, rank, to, scope);
    const last = runs.at(-1);
    const expected = place < 0 ? -1 : place % chunkBits === 0 ? undefined : place;
    const goesOn =
      last !== undefined &&
      rank % chunkBits !== 0 &&
      expected === (last.place < 0 ? -1 : last.place + last.count);
    if (goesOn) runs[runs.length - 1] = { ...last, count: last.count + 1 };
    else runs.push({ from: rank, count: 1, place });
  }
  return runs;
}

/** Two sets as sets of one type, which has the elements of both. */
export function commonSets(
  a: Of<"set">,
  b: Of<"set">,
  scope: Scope,
): readonly [Of<"set">, Of<"set">] {
  const [x, y] = [a.type.of, b.type.of];
  const { types } = scope.subject;
  const isWider = types.cardinality(x) >= types.cardinality(y);
  const of = x.kind === "int" && y.kind === "int" ? hull(x, y) : isWider ? x : y;
  const before = scope.block.failures;
  const [left, right] = [a, b].map((each) => fit(each, { kind: "set", of }, scope));
  if (scope.block.failures > before) throw new Unsupported("sets of different ranges are compared");
  if (left?.kind !== "set" || right?.kind !== "set") throw new Error("a set fits a set");
  return [left, right];
}

/** Where a value of one type is among those of another; -1 if it is not. */
function placeIn(from: Type, rank: number, to: Type, scope: Scope): number {
  const block = new Block();
  const inner = { ...scope, block };
  const value = fit(nth(from, rank, scope.subject.types), to, inner);
  if (block.failures > 0) return -1;
  const place = rankOf(value, scope.subject.types).constant;
  if (place === undefined) throw new Unsupported("a set of another form");
  return place;
}

function fitSeq(value: Of<"seq">, type: Of<"seq">["type"], scope: Scope): Value {
  const { types } = scope.subject;
  const length = scope.block.named(value.length);
  if (value.type.max > type.max) ensure(js.less(length, "<=", js.number(type.max)), scope);
  const elements = Array.from({ length: type.max }, (_, index) => {
    const element = value.elements[index];
    return element === undefined ? zero(type.of, types) : fit(element, type.of, scope);
  });
  return { kind: "seq", type, length, elements };
}

/** Something larger for a type that has the other's values and more. */
function extentOf(type: Type): number {
  if (type.kind === "option" || type.kind === "set") return extentOf(type.of);
  if (type.kind === "int") return type.high - type.low;
  if (type.kind === "seq") return type.max;
  return type.kind === "symbols" ? type.values.length : 0;
}

function isInteger(value: Value): value is Scalar {
  if (value.kind !== "scalar") return false;
  return (
    value.type.kind === "int" || (value.type.kind === "option" && value.type.of.kind === "int")
  );
}

/** Equality, whatever the types. */
export function isEqual(a: Value, b: Value, scope: Scope): Code {
  if (a.kind === "none" || b.kind === "none") {
    const other = a.kind === "none" ? b : a;
    return other.kind === "none" ? js.truth(true) : isAbsent(other);
  }
  if (isInteger(a) && isInteger(b)) return isSameInteger(a, b);
  if (isSame(a.type, b.type)) return sameLeaves(a, b);
  const isOption = a.type.kind === "option" || b.type.kind === "option";
  const [x, y] = isOption ? [optional(a), optional(b)] : [a, b];
  return isEqualByParts(x, y, scope) ?? isEqualFitted(x, y, scope);
}

/** Equality of values of different types of one form, by what they are made of. */
function isEqualByParts(a: Typed, b: Typed, scope: Scope): Code | undefined {
  const all = (left: readonly Value[], right: readonly Value[]): Code =>
    left
      .map((each, index) => isEqual(each, right[index] ?? { kind: "none" }, scope))
      .reduce(js.both, js.truth(true));
  if (a.kind === "record" && b.kind === "record") return all(a.fields, b.fields);
  if (a.kind === "map" && b.kind === "map" && isSame(a.type.key, b.type.key)) {
    return all(a.elements, b.elements);
  }
  if (a.kind === "set" && b.kind === "set") {
    const [left, right] = commonSets(a, b, scope);
    return sameLeaves(left, right);
  }
  if (a.kind === "seq" && b.kind === "seq") {
    const [shorter, longer] = a.type.max < b.type.max ? [a, b] : [b, a];
    const length = scope.block.named(shorter.length);
    return shorter.elements
      .map((each, index) => {
        const other = longer.elements[index] ?? each;
        return js.either(js.less(length, "<=", js.number(index)), isEqual(each, other, scope));
      })
      .reduce(js.both, js.equal(length, longer.length));
  }
  if (a.kind === "option" && b.kind === "option") {
    const [x, y] = [js.asTruth(a.present), js.asTruth(b.present)];
    const isBoth = js.both(js.both(x, y), isEqual(a.of, b.of, scope));
    return js.either(js.both(js.not(x), js.not(y)), isBoth);
  }
  return undefined;
}

function isEqualFitted(x: Typed, y: Typed, scope: Scope): Code {
  const isWider = extentOf(x.type) >= extentOf(y.type);
  const block = new Block(scope.block);
  const before = block.failures;
  const inner = { ...scope, block };
  const left = isWider ? x : fit(x, y.type, inner);
  const right = isWider ? fit(y, x.type, inner) : y;
  if (block.failures > before) throw new Unsupported("values of different ranges are compared");
  scope.block.lines.push(...block.lines);
  return sameLeaves(left, right);
}

/** True if an option is absent; never for a value that is no option. */
export function isAbsent(value: Value): Code {
  if (value.kind === "none") return js.truth(true);
  if (value.kind === "option") return js.not(value.present);
  if (value.kind !== "scalar" || value.type.kind !== "option") return js.truth(false);
  return js.equal(value.code, js.number(0));
}

/** Equality of integers that may be absent. */
function isSameInteger(a: Scalar, b: Scalar): Code {
  const [x, y] = [a, b].map(({ type, code }) => {
    if (type.kind !== "option" || type.of.kind !== "int") return { code, none: js.truth(false) };
    return { code: js.plus(code, type.of.low - 1), none: js.equal(code, js.number(0)) };
  });
  if (x === undefined || y === undefined) throw new Error("two values are compared");
  const same = js.both(js.both(js.not(x.none), js.not(y.none)), js.equal(x.code, y.code));
  return js.either(js.both(x.none, y.none), same);
}
