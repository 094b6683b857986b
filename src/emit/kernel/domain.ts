// What binders range over: constants where the domain is one, or else every value of the type, with
// the condition under which it is meant.

import type { Binder, Expr } from "../../core/expression.js";
import { isTotal } from "../../core/fold.js";
import type { Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { fit } from "./fit.js";
import { chain, settled, withLocal, type Scope } from "./scope.js";
import { chunkBits } from "./types.js";
import { Unsupported } from "./unsupported.js";
import { nth, scalar, type Value } from "./value.js";

/** One value a binder may have. */
export interface Element {
  readonly value: Value;
  /** When it is meant; absent: always. */
  readonly test?: (scope: Scope) => Code;
}

/** The ranks that values of a type have. */
export function ranksOf(type: Type, { subject }: Scope): readonly number[] {
  const { types } = subject;
  const all = Array.from({ length: types.listed(type) }, (_, rank) => rank);
  if (type.kind === "bits") {
    const { fields } = types.bits(type);
    return all.filter((code) =>
      fields.every(
        ({ shift, width, values }) => ((code >>> shift) & js.ones(width)) < values.length,
      ),
    );
  }
  if (hasWords(type)) throw new Unsupported("all values of a type with words in it");
  return all;
}

function hasWords(type: Type): boolean {
  if (type.kind === "bits") return true;
  if (type.kind === "option") return hasWords(type.of);
  if (type.kind === "record") return type.fields.some((field) => hasWords(field.type));
  if (type.kind !== "union") return false;
  return type.cases.some((each) => each.fields.some((field) => hasWords(field.type)));
}

/** The elements of a domain. A set that is written as a list may name one twice. */
export function elementsOf(domain: Expr, scope: Scope): readonly Element[] {
  const { types } = scope.subject;
  if (domain.kind === "domain") {
    return ranksOf(domain.of, scope).map((rank) => ({ value: nth(domain.of, rank, types) }));
  }
  if (domain.kind === "filter") return filterElements(domain, scope);
  if (domain.kind === "range") return rangeElements(domain, scope);
  return domain.kind === "builtin" && domain.name === "subsets"
    ? subsetElements(domain, scope)
    : memberElements(domain, scope);
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
  if (to - from > 1000) throw new Unsupported("a long range");
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
    const code = js.number(from + index);
    const type = { kind: "int", name: undefined, low: from + index, high: from + index } as const;
    const test = js.both(js.less(low.code, "<=", code), js.less(code, "<=", high.code));
    return { value: scalar(type, code), test: () => test };
  });
}

/** Members of a set that is computed. */
function memberElements(domain: Expr, scope: Scope): readonly Element[] {
  const set = settled(scope.evaluate(domain, scope), scope);
  if (set.kind !== "set") throw new Error(`a ${set.kind} has no members`);
  const { of } = set.type;
  return ranksOf(of, scope).map((rank) => ({
    value: nth(of, rank, scope.subject.types),
    test: () => {
      const chunk = set.chunks[Math.floor(rank / chunkBits)] ?? js.number(0);
      const bit = js.arithmetic(chunk, "&", js.number(1 << (rank % chunkBits)));
      return js.not(js.equal(bit, js.number(0)));
    },
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
  const count = scope.subject.types.cardinality(set.type.of);
  if (chunk === undefined || count > 10) throw new Unsupported("subsets of a large set");
  return Array.from({ length: 2 ** count }, (_, mask) => ({
    value: { ...set, chunks: [js.number(mask)] },
    test: () => js.equal(js.arithmetic(chunk, "&", js.number(mask)), js.number(mask)),
  }));
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
    if (test.constant !== 1 && !isTotal(binder.domain)) {
      throw new Unsupported("a domain that may have no value, of part of another");
    }
    for (const element of elementsOf(binder.domain, inner)) {
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
