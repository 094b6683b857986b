// Sets: a bit for each value of the type of their elements.

import type { Expr } from "../../core/expression.js";
import { isTotal } from "../../core/fold.js";
import type { SetType, Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { bound, eachElement, ranksOf, truthOf } from "./domain.js";
import { commonSets, fit, isEqual } from "./fit.js";
import { groupsOf } from "./members.js";
import { chain, onlyIf, settled, withLocal, type Scope } from "./scope.js";
import { chunkBits, isSame } from "./types.js";
import { Unsupported } from "./unsupported.js";
import { rankOf, zero, type Value } from "./value.js";

type SetValue = Extract<Value, { kind: "set" }>;
type Node<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

function setType(type: Type): SetType {
  if (type.kind !== "set") throw new Error("a set has a set type");
  return type;
}

export function setValue(
  expr: Node<"domain" | "range" | "set" | "filter" | "image" | "builtin">,
  scope: Scope,
): Value {
  const type = setType(expr.type);
  switch (expr.kind) {
    case "domain": {
      const ranks = ranksOf(expr.of, scope);
      return ranks.reduce((set: Value, rank) => added(set, js.number(rank)), empty(type, scope));
    }
    case "set":
      return expr.elements.reduce(
        (set: Value, element) =>
          added(set, placeOf(scope.evaluate(element, scope), type.of, scope)),
        empty(type, scope),
      );
    case "range":
    case "filter":
    case "builtin":
    case "image": {
      const parts = expr.kind === "filter" ? filtered(expr, type, scope) : undefined;
      if (parts !== undefined) return parts;
      let set = empty(type, scope);
      const binders =
        expr.kind === "image" ? expr.binders : [{ name: "", type: type.of, domain: expr }];
      eachElement(binders, scope, (inner, values, test) => {
        const [only] = values;
        const rank = onlyIf(
          test,
          (within) => {
            const value = expr.kind === "image" ? within.evaluate(expr.value, within) : only;
            if (value === undefined) throw new Error("a binder has a value");
            return placeOf(value, type.of, within);
          },
          inner,
        );
        set = added(set, inner.block.named(rank), test);
      });
      return set;
    }
  }
}

/** The members of a wide set that a filter keeps: masks of it. */
function filtered(expr: Node<"filter">, type: SetType, scope: Scope): Value | undefined {
  const { of } = type;
  const { type: from } = expr.binder.domain;
  if (from.kind !== "set" || !isSame(from.of, of)) return undefined;
  const binder = { name: expr.binder.name, type: of, domain: expr };
  const groups = groupsOf(binder, undefined, () => js.truth(true), scope);
  if (groups === undefined) return undefined;
  const chunks = scope.subject.types.chunks(of).map((_, index) =>
    groups.reduce((kept: Code, { condition, parts }) => {
      const own = js.select(condition, parts[index] ?? js.number(0), js.number(0));
      return js.arithmetic(kept, "|", own);
    }, js.number(0)),
  );
  return { kind: "set", type, chunks };
}

function empty(type: SetType, scope: Scope): Value {
  return zero(type, scope.subject.types);
}

/** Where a value is among those of a set's type. */
function placeOf(value: Value, of: Type, scope: Scope): Code {
  return scope.block.named(rankOf(fit(value, of, scope), scope.subject.types));
}

/** The set with one more element, if `test` is true. */
function added(set: Value, rank: Code, test: Code = js.truth(true)): Value {
  if (set.kind !== "set") throw new Error(`a ${set.kind} has no members`);
  const chunks = set.chunks.map((chunk, index) => {
    const bit = singleton(rank, index, set.chunks.length);
    return js.arithmetic(chunk, "|", js.select(test, bit, js.number(0)));
  });
  return { ...set, chunks };
}

/** The bits of one chunk of the set of one element. */
function singleton(rank: Code, chunk: number, count: number): Code {
  if (rank.constant !== undefined) {
    const at = rank.constant - chunk * chunkBits;
    return js.number(at >= 0 && at < chunkBits ? 1 << at : 0);
  }
  if (count === 1) return js.arithmetic(js.number(1), "<<", rank);
  const from = chunk * chunkBits;
  const inside = js.both(
    js.less(js.number(from), "<=", rank),
    js.less(rank, "<", js.number(from + chunkBits)),
  );
  return js.select(inside, js.arithmetic(js.number(1), "<<", js.plus(rank, -from)), js.number(0));
}

/** True if the element of this rank is in the set. */
function hasRank({ chunks }: SetValue, rank: Code): Code {
  if (rank.constant !== undefined) {
    const chunk = chunks[Math.floor(rank.constant / chunkBits)] ?? js.number(0);
    const bit = js.number(1 << (rank.constant % chunkBits));
    return js.not(js.equal(js.arithmetic(chunk, "&", bit), js.number(0)));
  }
  return chunks
    .map((chunk, index) => {
      const bit = singleton(rank, index, chunks.length);
      return js.not(js.equal(js.arithmetic(chunk, "&", bit), js.number(0)));
    })
    .reduce(js.either, js.truth(false));
}

export function isMember(element: Value, set: Expr, scope: Scope): Code {
  if (set.kind === "range") {
    if (element.kind !== "scalar") throw new Unsupported("a range of something else");
    const code = scope.block.named(element.code);
    const [low, high] = [set.low, set.high].map((each) => scope.evaluate(each, scope));
    if (low?.kind !== "scalar" || high?.kind !== "scalar") throw new Error("not integers");
    return js.both(js.less(low.code, "<=", code), js.less(code, "<=", high.code));
  }
  if (set.kind === "set") {
    return set.elements
      .map((each) => isEqual(element, scope.evaluate(each, scope), scope))
      .reduce(js.either, js.truth(false));
  }
  const told = isToldMember(settled(element, scope), set, scope);
  if (told !== undefined) return told;
  const value = scope.evaluate(set, scope);
  if (value.kind !== "set") throw new Error(`a ${value.kind} has no members`);
  return isInside(element, value, scope);
}

/** Membership in a set that says what its members are, so that they need not be listed. */
function isToldMember(element: Value, set: Expr, scope: Scope): Code | undefined {
  if (set.kind === "filter" && isTotal(set.condition) && element.kind !== "none") {
    const { binder, condition } = set;
    const first = isMember(element, binder.domain, scope);
    return chain(
      "and",
      first,
      (inner) => {
        const value = bound(element, binder, inner);
        return truthOf(inner.evaluate(condition, withLocal(inner, binder.name, { value })));
      },
      scope,
    );
  }
  if (set.kind !== "builtin") return undefined;
  const [of] = set.arguments;
  if (set.name !== "subsets" || element.kind !== "set" || of === undefined) return undefined;
  return isSubset(element, scope.evaluate(of, scope), scope);
}

function isInside(element: Value, set: SetValue, scope: Scope): Code {
  const { of } = set.type;
  if (element.kind === "none") return hasRank(set, js.number(0));
  if (element.type.kind === "option" && of.kind !== "option") {
    throw new Unsupported("what may be absent, in a set of what may not");
  }
  if (element.kind === "scalar" && element.type.kind === "int" && of.kind === "int") {
    const code = scope.block.named(element.code);
    const fits = js.both(
      js.less(js.number(of.low), "<=", code),
      js.less(code, "<=", js.number(of.high)),
    );
    const isAlways = element.type.low >= of.low && element.type.high <= of.high;
    const found = hasRank(set, js.plus(code, -of.low));
    return isAlways ? found : js.both(fits, found);
  }
  const rank = scope.block.named(rankOf(fit(element, of, scope), scope.subject.types));
  const isAlways = isSame(element.type, of) || (rank.constant ?? -1) >= 0;
  if (isAlways) return hasRank(set, rank);
  if (rank.constant !== undefined) return js.truth(false);
  return js.both(js.less(js.number(0), "<=", rank), hasRank(set, rank));
}

function pairOf(a: Value, b: Value, scope: Scope): readonly [SetValue, SetValue] {
  if (a.kind !== "set" || b.kind !== "set") throw new Error("sets are compared with sets");
  return commonSets(a, b, scope);
}

export function isSubset(a: Value, b: Value, scope: Scope): Code {
  const [left, right] = pairOf(a, b, scope);
  return left.chunks
    .map((chunk, index) => {
      const other = right.chunks[index] ?? js.number(0);
      return js.equal(js.arithmetic(chunk, "&", complement(other)), js.number(0));
    })
    .reduce(js.both, js.truth(true));
}

function complement(code: Code): Code {
  return code.constant === undefined ? js.numeric(`(~${code.text})`) : js.number(~code.constant);
}

export function setOperation(
  operator: "union" | "intersect" | "minus",
  a: Value,
  b: Value,
  type: Type,
  scope: Scope,
): Value {
  const fitted = [a, b].map((each) => fit(each, type, scope));
  const [left, right] = fitted;
  if (left?.kind !== "set" || right?.kind !== "set") throw new Error("not sets");
  const chunks = left.chunks.map((chunk, index) => {
    const other = right.chunks[index] ?? js.number(0);
    switch (operator) {
      case "union":
        return js.arithmetic(chunk, "|", other);
      case "intersect":
        return js.arithmetic(chunk, "&", other);
      case "minus":
        return js.arithmetic(chunk, "&", complement(other));
    }
  });
  return { ...left, chunks };
}

/** The number of elements. */
export function sizeOf([set]: readonly Value[]): Code {
  if (set?.kind !== "set") throw new Unsupported("the size of something else");
  return set.chunks.reduce((sum: Code, chunk) => {
    const { constant } = chunk;
    const own =
      constant === undefined
        ? js.numeric(`ones(${chunk.text})`)
        : js.number([...constant.toString(2)].filter((digit) => digit === "1").length);
    return js.arithmetic(sum, "+", own);
  }, js.number(0));
}
