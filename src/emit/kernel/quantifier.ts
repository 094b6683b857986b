// Quantifiers, unrolled over the elements of their domains.

import type { Binder, Expr } from "../../core/expression.js";
import { isTotal } from "../../core/fold.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import {
  bound,
  eachElement,
  elementsOf,
  orderedElements,
  truthOf,
  type Element,
} from "./domain.js";
import { countOf, groupsOf, hasSome } from "./members.js";
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
  if (depth === expr.binders.length - 1) {
    const said = (inner: Scope) => truthOf(inner.evaluate(expr.body, inner));
    const groups = groupsOf(binder, expr.body, said, scope);
    if (groups !== undefined) {
      const tests = groups.map((group) =>
        isAll ? js.either(js.not(hasSome(group)), group.said) : js.both(hasSome(group), group.said),
      );
      return tests.reduce(isAll ? js.both : js.either, js.truth(isAll));
    }
  }
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
  const [binder, another] = expr.binders;
  const groups =
    binder === undefined || another !== undefined
      ? undefined
      : groupsOf(binder, expr.body, (inner) => numberOf(expr.body, inner), scope);
  if (groups !== undefined && (word === "count" || word === "sum")) {
    return groups.reduce((sum: Code, group) => {
      const own = word === "count" ? js.asNumber(group.said) : group.said;
      return js.arithmetic(sum, "+", js.arithmetic(countOf(group), "*", own));
    }, js.number(0));
  }
  const terms: { readonly test: Code; readonly term: Code }[] = (groups ?? []).map((group) => ({
    test: hasSome(group),
    term: group.said,
  }));
  if (groups === undefined)
    eachElement(expr.binders, scope, (inner, _, test) => {
      const term = inner.block.named(onlyIf(test, (within) => numberOf(expr.body, within), inner));
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

function numberOf(body: Expr, scope: Scope): Code {
  const value = scope.evaluate(body, scope);
  if (value.kind !== "scalar") throw new Error("a sum is of integers");
  return value.code;
}

/** The first element for which the body is true. */
function chosen(expr: Quantifier, scope: Scope): Value {
  const [binder, another] = expr.binders;
  if (binder === undefined || another !== undefined) throw new Unsupported("choose of several");
  const sorted = orderedElements(binder.domain, scope);
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
