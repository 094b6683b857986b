// Integers: the core counts in ranges, TypeScript in literals and in `number`. Here a value that is
// `number` to TypeScript is made one of the type that is expected, by the check that the core asks
// for.

import type { Expr } from "../../core/expression.js";
import type { IntType, Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { domainName } from "./identifier.js";
import { use, type Scope } from "./scope.js";
import { isListed, valuesCode } from "./types.js";

/** Expressions whose type TypeScript reads off a declaration. */
const declared = ["variable", "local", "field", "payload", "index", "call", "within", "fold"];

/** True if TypeScript takes an integer expression for `number`. */
export function isWide(expr: Expr, scope: Scope): boolean {
  if (expr.kind === "int") return false;
  if (expr.kind === "if") return isWide(expr.then, scope) || isWide(expr.else, scope);
  if (expr.kind === "let") return isWide(expr.body, scope);
  if (expr.kind === "present") return isWide(expr.of, scope);
  if (expr.kind === "local" && scope.wide.has(expr.name)) return true;
  if (expr.kind === "quantifier" && expr.word === "choose") {
    return expr.binders.some((binder) => isWideSet(binder.domain, scope));
  }
  const type = expr.type.kind === "option" ? expr.type.of : expr.type;
  return !isListed(type) || !declared.includes(expr.kind);
}

/** True if TypeScript takes the elements of a set or sequence of integers for `number`. */
export function isWideSet(expr: Expr, scope: Scope): boolean {
  const { type } = expr;
  const of = type.kind === "set" || type.kind === "seq" ? type.of : undefined;
  if (of?.kind !== "int") return false;
  if (expr.kind === "domain") return domainName(expr.of, scope.naming.names) === undefined;
  if (expr.kind === "set" || expr.kind === "seq") {
    return expr.elements.some((each) => isWide(each, scope));
  }
  if (expr.kind === "filter") return isWideSet(expr.binder.domain, scope);
  if (expr.kind === "image") return isWide(expr.value, scope);
  if (expr.kind === "binary") return isWideSet(expr.left, scope) || isWideSet(expr.right, scope);
  if (expr.kind === "if") return isWideSet(expr.then, scope) || isWideSet(expr.else, scope);
  if (expr.kind === "let") return isWideSet(expr.body, scope);
  if (expr.kind === "builtin") {
    return expr.arguments.some((each) => isWide(each, scope) || isWideSet(each, scope));
  }
  return expr.kind === "range" || !isListed(of);
}

/** An integer, checked to lie in a range. */
function withinCode(range: IntType, shown: Code, scope: Scope): Code {
  const isNamed = domainName(range, scope.naming.names) !== undefined;
  if (isNamed || isListed(range))
    return js.call(use(scope, "within"), valuesCode(range, scope.naming), shown);
  const [low, high] = [range.low, range.high].map((bound) => js.code(`${bound}`));
  return js.call(use(scope, "between"), low ?? shown, high ?? shown, shown);
}

function isInside(inner: Type, outer: Type): boolean {
  if (inner.kind !== "int" || outer.kind !== "int") return true;
  return inner.low >= outer.low && inner.high <= outer.high;
}

/** The text of `expr`, checked to lie in `expected` where the core or TypeScript asks for it. */
export function fitted(expr: Expr, shown: Code, scope: Scope, expected?: Type): Code {
  if (expected === undefined || expr.kind === "within") return shown;
  const int = expected.kind === "option" ? expected.of : expected;
  if (int.kind === "int" && expr.type.kind === "int") {
    const isFit = isInside(expr.type, int) && (!isListed(int) || !isWide(expr, scope));
    if (isFit) return shown;
    return withinCode(int, shown, scope);
  }
  if (expected.kind === "seq" && expr.type.kind === "seq" && expr.type.max > expected.max) {
    return js.call(use(scope, "atMost"), js.code(`${expected.max}`), shown);
  }
  return shown;
}
