// Quantifiers, unrolled over the elements of their domains.

import type { Binder, Expr } from "../../core/expression.js";
import { isTotal } from "../../core/fold.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { bound, eachElement, elementsOf, truthOf, type Element } from "./domain.js";
import { chain, ensure, onlyIf, withLocal, type Scope } from "./scope.js";
import { Unsupported } from "./unsupported.js";
import { scalar, selectValue, type Value } from "./value.js";

type Quantifier = Extract<Expr, { kind: "quantifier" }>;

export function quantified(expr: Quantifier, scope: Scope): Value {
  switch (expr.word) {
    case "all":
    case "some":
      return scalar({ kind: "bool" }, everyOrSome(expr, 0, scope));
    case "count":
    case "sum":
    case "min":
    case "max":
      return scalar(expr.type, measured(expr, expr.word, scope));
    case "choose":
      return chosen(expr, scope);
  }
}

/** Element by element, and no further than the first that decides. */
function everyOrSome(expr: Quantifier, depth: number, scope: Scope): Code {
  const binder = expr.binders[depth];
  if (binder === undefined) return truthOf(scope.evaluate(expr.body, scope));
  const isAll = expr.word === "all";
  return elementsOf(binder.domain, scope).reduce(
    (result: Code, element) =>
      chain(
        isAll ? "and" : "or",
        result,
        (inner) => ofOne(expr, depth, binder, element, inner),
        scope,
      ),
    js.truth(isAll),
  );
}

function ofOne(
  expr: Quantifier,
  depth: number,
  binder: Binder,
  { value, test }: Element,
  scope: Scope,
): Code {
  const body = (inner: Scope) =>
    everyOrSome(
      expr,
      depth + 1,
      withLocal(inner, binder.name, { value: bound(value, binder, inner) }),
    );
  if (test === undefined) return body(scope);
  const isMeant = test(scope);
  return expr.word === "all"
    ? chain("or", js.not(isMeant), body, scope)
    : chain("and", isMeant, body, scope);
}

function measured(expr: Quantifier, word: "count" | "sum" | "min" | "max", scope: Scope): Code {
  const terms: { readonly test: Code; readonly term: Code }[] = [];
  eachElement(expr.binders, scope, (inner, _, test) => {
    const term = inner.block.named(
      onlyIf(
        test,
        (within) => {
          const body = within.evaluate(expr.body, within);
          if (body.kind !== "scalar") throw new Error("a sum is of integers");
          return body.code;
        },
        inner,
      ),
    );
    terms.push({ test, term: word === "count" ? js.asNumber(term) : term });
  });
  if (word === "count" || word === "sum") {
    return terms.reduce(
      (sum: Code, { test, term }) => js.arithmetic(sum, "+", js.select(test, term, js.number(0))),
      js.number(0),
    );
  }
  ensure(terms.map(({ test }) => test).reduce(js.either, js.truth(false)), scope);
  const past = js.number(word === "min" ? 2 ** 30 : -(2 ** 30));
  return terms.reduce((best: Code, { test, term }) => {
    const own = js.select(test, term, past);
    if (best.constant !== undefined && own.constant !== undefined) {
      return js.number(Math[word](best.constant, own.constant));
    }
    return js.numeric(`Math.${word}(${best.text}, ${own.text})`);
  }, past);
}

/** The first element for which the body is true. */
function chosen(expr: Quantifier, scope: Scope): Value {
  const [binder, another] = expr.binders;
  if (binder === undefined || another !== undefined) throw new Unsupported("choose of several");
  const isOrdered = binder.domain.kind === "domain";
  const elements = elementsOf(binder.domain, scope);
  const sorted = isOrdered ? elements : [...elements].sort((a, b) => compare(a.value, b.value));
  let isFound = js.truth(false);
  const found = sorted.map((element) => {
    const value = bound(element.value, binder, scope);
    const ofBody = (inner: Scope) =>
      truthOf(inner.evaluate(expr.body, withLocal(inner, binder.name, { value })));
    const isMeant = element.test === undefined ? js.truth(true) : element.test(scope);
    const isOpen = isTotal(expr.body) ? isMeant : js.both(js.not(isFound), isMeant);
    const test = scope.block.named(chain("and", isOpen, ofBody, scope));
    if (!isTotal(expr.body)) isFound = scope.block.named(js.either(isFound, test));
    return { value, test };
  });
  const last = found.at(-1);
  if (last === undefined) throw new Unsupported("choose from nothing");
  ensure(found.map(({ test }) => test).reduce(js.either, js.truth(false)), scope);
  return found
    .slice(0, -1)
    .reduceRight(
      (rest: Value, { value, test }) => selectValue(test, value, rest, scope.subject.types),
      last.value,
    );
}

/** The order in which the readable model keeps the elements of a set. */
function compare(a: Value, b: Value): number {
  const [left, right] = [a, b].map((value) => {
    if (value.kind !== "scalar" || value.code.constant === undefined) {
      throw new Unsupported("choose from such a set");
    }
    const { type, code } = value;
    if (type.kind === "symbols") return type.values[code.constant ?? 0] ?? "";
    if (type.kind === "int" || type.kind === "bool") return code.constant ?? 0;
    throw new Unsupported("choose from such a set");
  });
  if (left === undefined || right === undefined || left === right) return 0;
  return left < right ? -1 : 1;
}
