// Sequences: a length and as many elements as there can be. An element past the end is zero, so
// equal sequences are equal.

import type { BuiltinName } from "../../core/expression.js";
import type { SeqType, Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { fit } from "./fit.js";
import { ensure, settled, type Scope } from "./scope.js";
import { Unsupported } from "./unsupported.js";
import { scalar, selectValue, zero, type Value } from "./value.js";

type Sequence = Extract<Value, { kind: "seq" }>;

/** What is built of sets, and of words. */
type OtherBuiltin = "size" | "subsets" | "maps" | "sequences" | "word" | "bit" | "slice" | "splice";

/** A sequence of these elements. */
export function sequence(type: Type, elements: readonly Value[], scope: Scope): Value {
  if (type.kind !== "seq") throw new Error("a sequence has a sequence type");
  return padded(
    { ...type, max: elements.length },
    js.number(elements.length),
    elements.map((each) => fit(each, type.of, scope)),
    scope,
  );
}

function padded(
  type: SeqType,
  length: Code,
  elements: readonly Value[],
  { subject }: Scope,
): Sequence {
  const all = Array.from({ length: type.max }, (_, index) => {
    const element = elements[index];
    return element ?? zero(type.of, subject.types);
  });
  return { kind: "seq", type, length, elements: all };
}

export function sequenceBuiltin(
  name: Exclude<BuiltinName, OtherBuiltin>,
  given: readonly Value[],
  type: Type,
  scope: Scope,
): Value {
  const [first, second, third] = given;
  if (first?.kind !== "seq") throw new Unsupported(`${name} of something else`);
  const old = { ...first, length: scope.block.named(first.length) };
  switch (name) {
    case "len":
      return scalar({ kind: "int", name: undefined, low: 0, high: first.type.max }, old.length);
    case "head":
      ensure(js.less(js.number(0), "<", old.length), scope);
      return old.elements[0] ?? zero(type, scope.subject.types);
    case "tail": {
      ensure(js.less(js.number(0), "<", old.length), scope);
      return padded(old.type, js.plus(old.length, -1), old.elements.slice(1), scope);
    }
    case "reverse":
      return rearranged(old, old.length, (at, length) => length - 1 - at, scope);
    case "part":
      return part(old, second, third, scope);
    case "append":
      if (second === undefined) throw new Error("append takes an element");
      return append(old, second, type, scope);
    case "concat":
      if (second?.kind !== "seq") throw new Unsupported("concat of something else");
      return concat(old, second, type, scope);
  }
}

/** For each length that the old sequence, or `by`, may have, the element that each place takes. */
function rearranged(
  old: Sequence,
  length: Code,
  from: (at: number, by: number) => number,
  scope: Scope,
  by: Code = length,
): Sequence {
  const { types } = scope.subject;
  const nothing = zero(old.type.of, types);
  const lengths = Array.from({ length: old.type.max + 1 }, (_, each) => each);
  const elements = old.elements.map((_, at) => {
    const value = lengths.reduce((rest: Value, each) => {
      const source = old.elements[from(at, each)];
      return source === undefined
        ? rest
        : selectValue(js.equal(by, js.number(each)), source, rest, types);
    }, nothing);
    return selectValue(js.less(js.number(at), "<", length), value, nothing, types);
  });
  return { ...old, length, elements };
}

/** The elements from one index to another; none, wherever they are, if the second is lower. */
function part(old: Sequence, low: Value | undefined, high: Value | undefined, scope: Scope): Value {
  if (low?.kind !== "scalar" || high?.kind !== "scalar") throw new Error("indexes are integers");
  const [from, to] = [scope.block.named(low.code), scope.block.named(high.code)];
  const isNone = js.less(to, "<", from);
  ensure(js.either(isNone, js.less(js.number(0), "<=", from)), scope);
  ensure(js.either(isNone, js.less(to, "<", old.length)), scope);
  const count = js.plus(js.arithmetic(to, "-", from), 1);
  const length = scope.block.named(js.select(isNone, js.number(0), count));
  return rearranged(old, length, (at, by) => at + by, scope, from);
}

/** The element types of both sides, as the whole expression has them. */
function elementType(type: Type, old: SeqType): Type {
  return type.kind === "seq" ? type.of : old.of;
}

function append(old: Sequence, element: Value, type: Type, scope: Scope): Value {
  const of = elementType(type, old.type);
  const value = settled(fit(element, of, scope), scope);
  const max = old.type.max + 1;
  const elements = Array.from({ length: max }, (_, index) => {
    const before = old.elements[index];
    const kept = before === undefined ? zero(of, scope.subject.types) : fit(before, of, scope);
    return selectValue(js.equal(old.length, js.number(index)), value, kept, scope.subject.types);
  });
  return { kind: "seq", type: { kind: "seq", of, max }, length: js.plus(old.length, 1), elements };
}

function concat(left: Sequence, right: Sequence, type: Type, scope: Scope): Value {
  const { types } = scope.subject;
  const of = elementType(type, left.type);
  const max = left.type.max + right.type.max;
  const elements = Array.from({ length: max }, (_, index) =>
    Array.from({ length: left.type.max + 1 }, (__, length) => length).reduce(
      (rest: Value, length) => {
        const source = index < length ? left.elements[index] : right.elements[index - length];
        const value = source === undefined ? zero(of, types) : fit(source, of, scope);
        return selectValue(js.equal(left.length, js.number(length)), value, rest, types);
      },
      zero(of, types),
    ),
  );
  const length = js.arithmetic(left.length, "+", right.length);
  return { kind: "seq", type: { kind: "seq", of, max }, length, elements };
}
