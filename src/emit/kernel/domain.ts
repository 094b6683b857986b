// What binders range over: constants where the domain is one, or else every value of the type, with
// the condition under which it is meant.

import type { Binder, Expr } from "../../core/expression.js";
import { isTotal } from "../../core/fold.js";
import type { Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { constantLeaves, decodeValue } from "./decode.js";
import { fit } from "./fit.js";
import { ranksInOrder } from "./order.js";
import { Block, chain, settled, withLocal, type Scope } from "./scope.js";
import { chunkBits } from "./types.js";
import { Unsupported } from "./unsupported.js";
import { mapLeaves, nth, rankOf, scalar, type Value } from "./value.js";

type SetValue = Extract<Value, { kind: "set" }>;

/** One value a binder may have. */
export interface Element {
  readonly value: Value;
  /** When it is meant; absent: always. */
  readonly test?: (scope: Scope) => Code;
}

/** The ranks of all values of a type, in the order of the readable model. */
export function ranksOf(type: Type, { subject }: Scope): readonly number[] {
  return ranksInOrder(type, subject.types, subject.reading);
}

/** The elements of a domain. A set that is written as a list may name one twice. */
export function elementsOf(domain: Expr, scope: Scope): readonly Element[] {
  const { types } = scope.subject;
  if (domain.kind === "domain") {
    return ranksOf(domain.of, scope).map((rank) => ({ value: nth(domain.of, rank, types) }));
  }
  if (domain.kind === "filter") return filterElements(domain, scope);
  if (domain.kind === "range") return rangeElements(domain, scope);
  if (domain.kind === "builtin" && domain.name === "subsets") return subsetElements(domain, scope);
  if (isBuiltSet(domain)) return builtElements(domain, scope);
  return memberElements(domain, scope);
}

/** True of the set of all maps or sequences over a set. */
function isBuiltSet(set: Expr): set is Extract<Expr, { kind: "builtin" }> {
  return set.kind === "builtin" && (set.name === "maps" || set.name === "sequences");
}

function filterElements(
  { binder, condition }: Extract<Expr, { kind: "filter" }>,
  scope: Scope,
): readonly Element[] {
  const isLazy = isTotal(condition);
  return elementsOf(binder.domain, scope).map(({ value, test }) => {
    const ownTest = (inner: Scope): Code =>
      chain(
        "and",
        test === undefined ? js.truth(true) : test(inner),
        (within) => {
          const bound = withLocal({ ...within, locals: scope.locals }, binder.name, { value });
          return truthOf(within.evaluate(condition, bound));
        },
        inner,
      );
    if (isLazy) return { value, test: ownTest };
    // A condition that may have no value is asked of all elements before the first is used.
    const known = scope.block.named(ownTest(scope));
    return { value, test: () => known };
  });
}

export function truthOf(value: Value): Code {
  if (value.kind !== "scalar") throw new Error("a condition is one leaf");
  return js.asTruth(value.code);
}

function rangeElements(domain: Extract<Expr, { kind: "range" }>, scope: Scope): readonly Element[] {
  const [low, high] = [domain.low, domain.high].map((each) =>
    settled(scope.evaluate(each, scope), scope),
  );
  if (low?.kind !== "scalar" || high?.kind !== "scalar") throw new Error("not integers");
  const lowest = low.type.kind === "int" ? low.type.low : 0;
  const highest = high.type.kind === "int" ? high.type.high : 0;
  const [from, to] = [low.code.constant ?? lowest, high.code.constant ?? highest];
  if (to - from > 4096) throw new Unsupported("a long range");
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
    const code = js.number(from + index);
    const type = { kind: "int", name: undefined, low: from + index, high: from + index } as const;
    const test = js.both(js.less(low.code, "<=", code), js.less(code, "<=", high.code));
    return { value: scalar(type, code), test: () => test };
  });
}

/** The elements in the order in which the readable model meets them. */
export function orderedElements(domain: Expr, scope: Scope): readonly Element[] {
  if (isBuiltSet(domain)) throw new Unsupported("the order of such a set");
  const elements = elementsOf(domain, scope);
  const isOrdered = domain.kind === "domain" || domain.type.kind === "seq";
  return isOrdered ? elements : inOrder(elements, ({ value }) => value, scope);
}

/** Members of a set that is computed, or the elements of a sequence. */
function memberElements(domain: Expr, scope: Scope): readonly Element[] {
  const set = settled(scope.evaluate(domain, scope), scope);
  if (set.kind === "seq") {
    const isThere = (at: number) => js.less(js.number(at), "<", set.length);
    return set.elements.map((value, at) => ({ value, test: () => isThere(at) }));
  }
  if (set.kind !== "set") throw new Error(`a ${set.kind} has no members`);
  const { of } = set.type;
  return ranksOf(of, scope).map((rank) => ({
    value: nth(of, rank, scope.subject.types),
    test: () => hasConstant(set, rank),
  }));
}

function subsetElements(
  domain: Extract<Expr, { kind: "builtin" }>,
  scope: Scope,
): readonly Element[] {
  const [given] = domain.arguments;
  if (given === undefined) throw new Error("subsets of nothing");
  const set = settled(scope.evaluate(given, scope), scope);
  if (set.kind !== "set") throw new Error(`a ${set.kind} has no subsets`);
  const [chunk] = set.chunks;
  const count = scope.subject.types.listed(set.type);
  if (chunk === undefined) throw new Error("a set has members");
  return Array.from({ length: count }, (_, mask) => ({
    value: { ...set, chunks: [js.number(mask)] },
    test: () => js.equal(js.arithmetic(chunk, "&", js.number(mask)), js.number(mask)),
  }));
}

/** The maps or sequences of a type whose values or elements are all in a set. */
function builtElements(
  { name, type, arguments: given }: Extract<Expr, { kind: "builtin" }>,
  scope: Scope,
): readonly Element[] {
  const [first, second] = given;
  const from = name === "maps" ? second : first;
  if (from === undefined || type.kind !== "set") throw new Error(`${name} is of a set`);
  const set = settled(scope.evaluate(from, scope), scope);
  if (set.kind !== "set") throw new Error(`a ${set.kind} has no members`);
  return ranksOf(type.of, scope).map((rank) => {
    const value = nth(type.of, rank, scope.subject.types);
    return { value, test: () => isOver(value, set, scope) };
  });
}

/** True if all values of a map, or all elements of a sequence, are in a set. */
function isOver(value: Value, set: SetValue, { subject }: Scope): Code {
  if (value.kind !== "map" && value.kind !== "seq") throw new Error("not a map or a sequence");
  const length = value.kind === "seq" ? value.length.constant : undefined;
  return value.elements
    .slice(0, length)
    .map((each) => {
      const rank = rankOf(each, subject.types).constant;
      if (rank === undefined) throw new Error("an element of a constant is one");
      return hasConstant(set, rank);
    })
    .reduce(js.both, js.truth(true));
}

function hasConstant({ chunks }: SetValue, rank: number): Code {
  const chunk = chunks[Math.floor(rank / chunkBits)] ?? js.number(0);
  const bit = js.arithmetic(chunk, "&", js.number(1 << (rank % chunkBits)));
  return js.not(js.equal(bit, js.number(0)));
}

/** The elements of a domain that is computed only if `test` is true, where that matters. */
function elementsIf(test: Code, domain: Expr, scope: Scope): readonly Element[] {
  if (test.constant === 1 || isTotal(domain)) return elementsOf(domain, scope);
  const block = new Block(scope.block);
  const inner = { ...scope, block };
  const kept = (code: Code): Code => {
    if (code.constant !== undefined) return code;
    const name = scope.block.fresh();
    scope.block.add(`let ${name} = ${code.isTruth ? "false" : "0"};`);
    block.add(`${name} = ${code.text};`);
    return code.isTruth ? js.truthful(name, true) : js.numeric(name, true);
  };
  const elements = elementsOf(domain, inner).map(({ value, test: meant }): Element => {
    const own = kept(meant === undefined ? js.truth(true) : meant(inner));
    return { value: mapLeaves(value, scope.subject.types, kept), test: () => own };
  });
  scope.block.add(`if (${test.text}) {\n${block.text}\n}`);
  return elements;
}

/** Calls `visit` for each choice of the binders, with the truth that it is meant. */
export function eachElement(
  binders: readonly Binder[],
  scope: Scope,
  visit: (inner: Scope, values: readonly Value[], test: Code) => void,
): void {
  const go = (index: number, inner: Scope, values: readonly Value[], test: Code): void => {
    const binder = binders[index];
    if (binder === undefined) {
      visit(inner, values, test);
      return;
    }
    for (const element of elementsIf(test, binder.domain, inner)) {
      const own = inner.block.named(
        chain(
          "and",
          test,
          (within) => (element.test === undefined ? js.truth(true) : element.test(within)),
          inner,
        ),
      );
      if (own.constant === 0) continue;
      const value = bound(element.value, binder, inner);
      go(index + 1, withLocal(inner, binder.name, { value }), [...values, value], own);
    }
  };
  go(0, scope, [], js.truth(true));
}

/** The value as the binder's type has it. */
export function bound(value: Value, { type }: Binder, scope: Scope): Value {
  const isInteger = value.kind === "scalar" && value.type.kind === "int";
  return isInteger ? value : fit(value, type, scope);
}

/** Constants in the order in which the readable model keeps a set of them. */
export function inOrder<T>(
  all: readonly T[],
  valueOf: (each: T) => Value,
  { subject }: Scope,
): readonly T[] {
  const { types, reading } = subject;
  const pairs = all.map((each, index) => {
    const value = valueOf(each);
    if (value.kind === "none") return [null, index];
    return [decodeValue(constantLeaves(value).values(), value.type, types, reading), index];
  });
  return reading.sorted(pairs).flatMap((pair) => {
    const found = Array.isArray(pair) ? all[Number(pair[1])] : undefined;
    return found === undefined ? [] : [found];
  });
}
