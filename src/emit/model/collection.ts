// Quantifiers and sets: array methods over the list of a domain's values, or over a set.

import type { Binder, Expr } from "../../core/expression.js";
import type { Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { isWideSet } from "./fit.js";
import { domainName } from "./identifier.js";
import { inside, lambda, ownLocal, use, type Scope } from "./scope.js";
import { integers, isListed, isPlainKey, typeText, valuesCode } from "./types.js";

type Node<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

/** What a binder ranges over, in the order it does. */
function listOf({ domain }: Binder, scope: Scope): Code {
  if (domain.kind === "domain") return valuesCode(domain.of, scope.naming);
  return isBuiltSet(domain) ? builtSetCode(domain, scope) : scope.print(domain, scope);
}

/** True of the set of all maps or sequences over something, which is made as a list. */
function isBuiltSet(set: Expr): set is Node<"builtin"> {
  return set.kind === "builtin" && (set.name === "maps" || set.name === "sequences");
}

export function builtSetCode(expr: Node<"builtin">, scope: Scope): Code {
  const { name } = expr;
  const [first, second] = expr.arguments;
  if (first === undefined || second === undefined) throw new Error(`${name} has two arguments`);
  const elements = (set: Expr) => listOf({ name: "_", domain: set, type: set.type }, scope);
  if (name === "sequences") {
    return js.call(use(scope, "sequences"), elements(first), scope.print(second, scope));
  }
  const key = first.type.kind === "set" ? first.type.of : first.type;
  const helper = isPlainKey(key) ? "maps" : "pairings";
  return js.call(use(scope, helper), elements(first), elements(second));
}

/** The scope in which the binders are bound. */
export function bind(binders: readonly Binder[], scope: Scope): Scope {
  return binders.reduce((outer, { name, domain, type }) => {
    const isWide = isWideSet(domain, outer) || !(type.kind !== "int" || isListed(type));
    return inside(outer, [name], isWide ? [name] : []);
  }, scope);
}

/** `list.method((x) => body)`, nested for several binders; outer ones take `outer`. */
function nested(
  binders: readonly Binder[],
  scope: Scope,
  outer: (list: Code, body: Code) => Code,
  inner: (list: Code, body: Code, bound: Scope, binder: Binder) => Code,
  body: (scope: Scope) => Code,
): Code {
  const [binder, ...rest] = binders;
  if (binder === undefined) return body(scope);
  const list = listOf(binder, scope);
  const bound = bind([binder], scope);
  const isLast = rest.length === 0;
  const arrow = lambda([binder.name], bound, (within) =>
    isLast ? body(within) : nested(rest, within, outer, inner, body),
  );
  return isLast ? inner(list, arrow, bound, binder) : outer(list, arrow);
}

const method = (name: string) => (list: Code, body: Code) => js.method(list, name, body);

export function quantifierCode(expr: Node<"quantifier">, scope: Scope): Code {
  const { word, binders } = expr;
  const body = (bound: Scope) => scope.print(expr.body, bound);
  const of = (name: "choose" | "sum") => (list: Code, arrow: Code) =>
    js.call(use(scope, name), list, arrow);
  switch (word) {
    case "all":
      return nested(binders, scope, method("every"), method("every"), body);
    case "some":
      return nested(binders, scope, method("some"), method("some"), body);
    case "count":
      return js.member(nested(binders, scope, method("flatMap"), method("filter"), body), "length");
    case "sum":
      return nested(binders, scope, of("sum"), of("sum"), body);
    case "choose":
      return nested(binders, scope, of("choose"), of("choose"), body);
    case "min":
    case "max":
      return js.call(
        use(scope, word === "min" ? "smallest" : "largest"),
        nested(binders, scope, method("flatMap"), method("map"), body),
      );
  }
}

/** True if the values of a type are listed in the order in which sets are kept. */
function isSorted(type: Type): boolean {
  if (type.kind === "bool" || type.kind === "int") return true;
  if (type.kind !== "symbols") return false;
  return type.values.every((value, i) => i === 0 || (type.values[i - 1] ?? "") < value);
}

/** A list as a set: as it is if the order of its type is the order of sets. */
export function setCode(list: Code, type: Type, scope: Scope): Code {
  return isSorted(type) ? list : js.call(use(scope, "setOf"), list);
}

/** True if the list that a binder ranges over is a set already. */
function isSet(domain: Expr): boolean {
  return domain.kind === "domain" ? isSorted(domain.of) : !isBuiltSet(domain);
}

export function filterCode(expr: Node<"filter">, scope: Scope, expected?: Type): Code {
  const { binder, condition } = expr;
  const list =
    binder.domain.kind === "domain" || isBuiltSet(binder.domain)
      ? listOf(binder, scope)
      : scope.print(binder.domain, scope, expected);
  const body = lambda([binder.name], bind([binder], scope), (bound) =>
    scope.print(condition, bound),
  );
  const filtered = js.method(list, "filter", body);
  const isReady = expr.type.kind === "seq" || isSet(binder.domain);
  return isReady ? filtered : js.call(use(scope, "setOf"), filtered);
}

export function imageCode(expr: Node<"image">, scope: Scope, expected?: Type): Code {
  const own = sequenceOf(expr);
  if (own !== undefined && expr.type.kind === "set")
    return js.call(use(scope, "setOf"), scope.print(own, scope));
  const of = expected?.kind === expr.type.kind && "of" in expected ? expected.of : undefined;
  const list = nested(expr.binders, scope, method("flatMap"), method("map"), (bound) =>
    scope.print(expr.value, bound, of),
  );
  return expr.type.kind === "seq" ? list : js.call(use(scope, "setOf"), list);
}

/** The sequence whose elements an expression is the set of. */
export function sequenceOf(set: Expr): Expr | undefined {
  if (set.kind !== "image" || set.value.kind !== "local") return undefined;
  const [binder, another] = set.binders;
  const isAll = another === undefined && set.value.name === binder?.name;
  return isAll && binder.domain.type.kind === "seq" ? binder.domain : undefined;
}

/** `list.reduce((accumulator, x) => body, initial)`. */
export function foldCode(expr: Node<"fold">, scope: Scope): Code {
  const { accumulator, initial, binder, body, type } = expr;
  const isWide = type.kind === "int" && !isListed(type);
  const bound = bind([binder], inside(scope, [accumulator], isWide ? [accumulator] : []));
  const list = listOf(binder, scope);
  const step = lambda([accumulator, binder.name], bound, (within) =>
    scope.print(body, within, type),
  );
  const reduce = js.withType("reduce", typeText(type, scope.naming));
  return js.method(list, reduce, step, scope.print(initial, scope, type));
}

/** `low..high`; where a set of a listed type is expected, its values between them. */
export function rangeCode(expr: Node<"range">, scope: Scope, expected?: Type): Code {
  const low = scope.print(expr.low, scope);
  const high = scope.print(expr.high, scope);
  if (expected?.kind !== "set" || !isListed(expected.of)) {
    return js.call(use(scope, "range"), low, high);
  }
  const { of } = expected;
  if (expr.low.kind === "int" && expr.high.kind === "int" && of.kind === "int") {
    const from = Math.max(of.low, expr.low.value);
    const to = Math.min(of.high, expr.high.value);
    const isWhole = from === of.low && to === of.high;
    return isWhole
      ? valuesCode(of, scope.naming)
      : js.array(integers(from, to).map((value) => js.code(`${value}`)));
  }
  const each = js.code(ownLocal("each", scope));
  const isAbove = js.infix(low, "<=", each, js.strength.relation);
  const isBelow = js.infix(each, "<=", high, js.strength.relation);
  const condition = js.chain(isAbove, "&&", isBelow, js.strength.and);
  const list = valuesCode(of, scope.naming);
  const isDeclared = domainName(of, scope.naming.names) !== undefined;
  const typed = isDeclared ? list : js.call(use(scope, "setOf"), list);
  return js.method(typed, "filter", js.arrow([each.text], condition));
}

/**
 * One value, or with binders, the list of it for all of their values that satisfy the condition.
 */
export function comprehension(
  binders: readonly Binder[],
  condition: Expr | undefined,
  value: (scope: Scope) => Code,
  scope: Scope,
): Code {
  if (binders.length === 0)
    return condition === undefined ? value(scope) : js.array([value(scope)]);
  const filtered = (list: Code, body: Code, bound: Scope, binder: Binder) => {
    const those =
      condition === undefined
        ? list
        : js.method(
            list,
            "filter",
            lambda([binder.name], bound, (within) => scope.print(condition, within)),
          );
    return js.method(those, "map", body);
  };
  return nested(binders, scope, method("flatMap"), filtered, value);
}

/** A set where its order does not matter: a type is the constant that lists its values. */
export function listCode(set: Expr, scope: Scope): Code {
  return set.kind === "domain" ? valuesCode(set.of, scope.naming) : scope.print(set, scope);
}
