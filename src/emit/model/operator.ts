// Operators between values: JavaScript's own where it has them, the runtime's functions otherwise.

import type { Expr } from "../../core/expression.js";
import { negation } from "../../core/fold.js";
import type { Type } from "../../core/type.js";
import { isPlainWord } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { listCode, sequenceOf } from "./collection.js";
import { use, where, type Scope } from "./scope.js";
import { isScalar } from "./types.js";
import { wordBinary } from "./word.js";

type Node<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

/** An operation on one value or two, or a test of a case. */
export function operatorCode(
  expr: Node<"not" | "negate" | "binary" | "is">,
  scope: Scope,
  expected?: Type,
): Code {
  switch (expr.kind) {
    case "not":
      return expr.operand.kind === "is"
        ? caseTest(expr.operand, false, scope)
        : js.not(scope.print(expr.operand, scope));
    case "negate":
      return js.code(
        `-${js.wrap(scope.print(expr.operand, scope), js.strength.member)}`,
        js.strength.prefix,
      );
    case "is":
      return caseTest(expr, true, scope);
    case "binary":
      return binaryCode(expr, scope, expected);
  }
}

/** Whether a value is, or is not, of a case. */
function caseTest(expr: Node<"is">, truth: boolean, scope: Scope): Code {
  const of = scope.print(expr.of, scope);
  if (expr.of.type.kind === "option") {
    return comparison(of, truth === (expr.case === "none") ? "===" : "!==", js.code("null"));
  }
  const kind = js.member(of, "kind");
  return comparison(kind, truth ? "===" : "!==", js.code(JSON.stringify(expr.case)));
}

function comparison(left: Code, operator: string, right: Code): Code {
  return js.infix(left, operator, right, js.strength.equality);
}

function binaryCode(expr: Node<"binary">, scope: Scope, expected?: Type): Code {
  const { operator, left, right } = expr;
  if (isPlainWord(left.type)) {
    const word = wordBinary(operator, left, right, scope);
    if (word !== undefined) return word;
  }
  const infix = (sign: string, own: number) =>
    js.infix(scope.print(left, scope), sign, scope.print(right, scope), own);
  switch (operator) {
    case "and":
      return js.chain(
        scope.print(left, scope),
        "&&",
        scope.print(right, where(scope, left, true)),
        js.strength.and,
      );
    case "or":
      return js.chain(
        scope.print(left, scope),
        "||",
        scope.print(right, where(scope, left, false)),
        js.strength.or,
      );
    case "implies":
      return js.chain(
        negated(left, scope),
        "||",
        scope.print(right, where(scope, left, true)),
        js.strength.or,
      );
    case "=":
    case "!=":
      return equalityCode(left, operator === "=", right, scope);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return infix(operator, js.strength.relation);
    case "+":
    case "-":
      return infix(operator, js.strength.sum);
    case "*":
      return infix(operator, js.strength.product);
    case "div":
    case "mod":
      return js.call(use(scope, operator), scope.print(left, scope), scope.print(right, scope));
    case "in":
      return membershipCode(left, right, scope);
    case "subset":
      return js.call(use(scope, "subset"), scope.print(left, scope), scope.print(right, scope));
    case "union":
      return js.call(
        use(scope, "union"),
        scope.print(left, scope, expected),
        scope.print(right, scope, expected),
      );
    case "intersect":
    case "minus":
      return js.call(
        use(scope, operator === "minus" ? "without" : "intersect"),
        scope.print(left, scope, expected),
        scope.print(right, scope),
      );
  }
}

function negated(expr: Expr, scope: Scope): Code {
  return scope.print(negation(expr), scope);
}

function equalityCode(left: Expr, isEqual: boolean, right: Expr, scope: Scope): Code {
  const operator = isEqual ? "===" : "!==";
  for (const [of, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (other.kind === "construct" && other.fields.length === 0 && of.kind !== "construct") {
      const kind = js.member(scope.print(of, scope), "kind");
      return comparison(kind, operator, js.code(JSON.stringify(other.case)));
    }
  }
  const isNull = left.kind === "none" || right.kind === "none";
  if (isNull || (isScalar(left.type) && isScalar(right.type))) {
    return comparison(scope.print(left, scope), operator, scope.print(right, scope));
  }
  const same = js.call(use(scope, "same"), scope.print(left, scope), scope.print(right, scope));
  return isEqual ? same : js.not(same);
}

function membershipCode(element: Expr, set: Expr, scope: Scope): Code {
  if (set.kind === "range") {
    const value = scope.print(element, scope);
    const relation = js.strength.relation;
    return js.chain(
      js.infix(scope.print(set.low, scope), "<=", value, relation),
      "&&",
      js.infix(value, "<=", scope.print(set.high, scope), relation),
      js.strength.and,
    );
  }
  const list = listCode(sequenceOf(set) ?? set, scope);
  return js.call(use(scope, "has"), list, scope.print(element, scope));
}
