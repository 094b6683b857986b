// Expressions and patterns of the tree. Operators of one rank fold to the left.

import type { Node } from "ohm-js";
import type { Span } from "../base/source.js";
import { cover } from "../base/source.js";
import type * as Ast from "./ast.js";
import { list, many, maybe, nameOf, operation, spanOf } from "./building.js";
import { numberOf } from "./numbers.js";

const quantifierWords = ["all", "some", "count", "choose", "sum", "min", "max"] as const;

/** The word among `words` that a node consists of. */
export function wordOf<W extends string>(node: Node, words: readonly W[]): W {
  const found = words.find((word) => word === node.sourceString);
  if (found === undefined) throw new Error(`the grammar lets \`${node.sourceString}\` through`);
  return found;
}

export function lockModeOf(node: Node): Ast.LockMode {
  return wordOf(node, ["read", "write"]);
}

function binary(operator: Ast.BinaryOperator, left: Ast.Expr, right: Ast.Expr): Ast.Expr {
  return { kind: "binary", operator, left, right, span: cover(left.span, right.span) };
}

/** `a + b - c`: as many operators as right sides. */
function fold(
  first: Node,
  operators: Node,
  rest: Node,
  operatorOf: (operator: Node) => Ast.BinaryOperator,
): Ast.Expr {
  return operators.children.reduce(
    (left, operator, at) => binary(operatorOf(operator), left, expressionOf(rest.child(at))),
    expressionOf(first),
  );
}

export const patternOf = operation<Ast.Pattern>("pattern", {
  Pattern_any(_wildcard) {
    return { kind: "pattern-any", span: spanOf(this) };
  },
  Pattern_case(name, fields) {
    const found = maybe(fields, (inner) => list(inner.child(1), patternFieldOf)) ?? [];
    return { kind: "pattern-case", name: nameOf(name), fields: found, span: spanOf(this) };
  },
});

function patternFieldOf(node: Node): Ast.Name | undefined {
  return node.sourceString === "_" ? undefined : nameOf(node);
}

export const binderOf = operation<Ast.Binder>("binder", {
  Binder(name, _in, domain) {
    const span = spanOf(this);
    return { kind: "binder", name: nameOf(name), domain: expressionOf(domain), span };
  },
});

export function bindersOf(node: Node): Ast.Binder[] {
  return list(node.child(0), binderOf);
}

/** The binder of `{ x in S : p }` and `[ x in S -> e ]`. */
function innerBinder(name: Node, domain: Node): Ast.Binder {
  const set = expressionOf(domain);
  const bound = nameOf(name);
  return { kind: "binder", name: bound, domain: set, span: cover(bound.span, set.span) };
}

const changeOf = operation<Ast.Change>("change", {
  Change_field: (field) => fieldValueOf(field),
  Change_index: (_open, index, _close, _colon, value) => ({
    index: expressionOf(index),
    value: expressionOf(value),
  }),
});

const fieldValueOf = operation<Ast.FieldValue>("fieldValue", {
  FieldValue: (name, _colon, value) => ({ name: nameOf(name), value: expressionOf(value) }),
});

export const argumentsOf = operation<readonly Ast.Expr[]>("arguments", {
  Arguments: (_open, values, _close) => list(values, expressionOf),
});

/** What follows a comparison's left side, given that side. */
const comparedTo = operation<(left: Ast.Expr) => Ast.Expr>("compared", {
  Compared_compare: (sign, right) => (left) =>
    binary(comparisonOf(sign.sourceString), left, expressionOf(right)),
  Compared_is: (_is, right) => (subject) => {
    const pattern = patternOf(right);
    return { kind: "is", subject, pattern, span: cover(subject.span, pattern.span) };
  },
});

const comparisons = ["=", "!=", "<=", ">=", "<", ">", "in", "subset"] as const;

/** Signs that only the tolerant grammar reads are all taken for `=`: their file is wrong anyhow. */
function comparisonOf(sign: string): Ast.BinaryOperator {
  if (sign.startsWith("not")) return "not in";
  return comparisons.find((comparison) => comparison === sign) ?? "=";
}

function indexed(index: Ast.Expr, last: Span): (of: Ast.Expr) => Ast.Expr {
  return (of) => ({ kind: "index", of, index, span: cover(of.span, last) });
}

/** A field or an index, given what it is of. */
const tailOf = operation<(of: Ast.Expr) => Ast.Expr>("tail", {
  Tail_field(_dot, name, call) {
    const last = spanOf(this);
    return (of) => {
      const span = cover(of.span, last);
      return call.numChildren === 0
        ? { kind: "field", of, name: nameOf(name), span }
        : { kind: "later", feature: "qualified names", span };
    };
  },
  LockNameTail_field(_dot, name) {
    const last = spanOf(this);
    return (of) => ({ kind: "field", of, name: nameOf(name), span: cover(of.span, last) });
  },
  LockNameTail_index(_open, index, _close) {
    return indexed(expressionOf(index), spanOf(this));
  },
  Tail_index(_open, index, _close) {
    return indexed(expressionOf(index), spanOf(this));
  },
});

function withTails(head: Node, tails: Node): Ast.Expr {
  return tails.children.reduce<Ast.Expr>((of, tail) => tailOf(tail)(of), expressionOf(head));
}

const matchCaseOf = operation<{ pattern: Ast.Pattern; value: Ast.Expr }>("matchExprCase", {
  MatchExprCase: (_case, pattern, _then, value) => ({
    pattern: patternOf(pattern),
    value: expressionOf(value),
  }),
});

const setSigns = ["union", "intersect", "minus"] as const;
const sumSigns = ["+", "-"] as const;
const productSigns = ["*", "div", "mod"] as const;

export const expressionOf: (node: Node) => Ast.Expr = operation<Ast.Expr>("expression", {
  Expr: (left, operator, right) => fold(left, operator, right, () => "implies"),
  Or: (first, operators, rest) => fold(first, operators, rest, () => "or"),
  And: (first, operators, rest) => fold(first, operators, rest, () => "and"),
  Not_not(_not, operand) {
    const span = spanOf(this);
    return { kind: "unary", operator: "not", operand: expressionOf(operand), span };
  },
  Comparison: (left, compared) => {
    const [right] = compared.children;
    return right === undefined ? expressionOf(left) : comparedTo(right)(expressionOf(left));
  },
  Sets: (first, signs, rest) => fold(first, signs, rest, (sign) => wordOf(sign, setSigns)),
  Interval(low, _to, end) {
    const [high] = end.children;
    if (high === undefined) return expressionOf(low);
    const span = spanOf(this);
    return { kind: "range", low: expressionOf(low), high: expressionOf(high), span };
  },
  Sum: (first, signs, rest) => fold(first, signs, rest, (sign) => wordOf(sign, sumSigns)),
  Product: (first, signs, rest) => fold(first, signs, rest, (sign) => wordOf(sign, productSigns)),
  Negative_negative(_minus, operand) {
    const span = spanOf(this);
    return { kind: "unary", operator: "-", operand: expressionOf(operand), span };
  },
  With: (of, _with, changes) =>
    changes.children.reduce<Ast.Expr>(
      (changed, more) => ({
        kind: "with",
        of: changed,
        changes: list(more.child(1), changeOf),
        span: cover(changed.span, spanOf(more)),
      }),
      expressionOf(of),
    ),
  Postfix: withTails,
  Place: withTails,
  LockName: (name, tails) => {
    const head: Ast.Expr = { kind: "name", name: nameOf(name), span: spanOf(name) };
    return tails.children.reduce<Ast.Expr>((of, tail) => tailOf(tail)(of), head);
  },
  Primary_number(number) {
    return {
      kind: "number",
      value: numberOf(number),
      hex: number.sourceString.startsWith("0x"),
      span: spanOf(this),
    };
  },
  Primary_boolean(word) {
    return { kind: "boolean", value: word.sourceString === "true", span: spanOf(this) };
  },
  Primary_self(_self) {
    return { kind: "name", name: nameOf(this), span: spanOf(this) };
  },
  Primary_wildcard(_wildcard) {
    return { kind: "wildcard", span: spanOf(this) };
  },
  Primary_parentheses: (_open, inner, _close) => expressionOf(inner),
  Primary_map(_open, name, _in, domain, _arrow, value, _close) {
    return {
      kind: "map-literal",
      binder: innerBinder(name, domain),
      value: expressionOf(value),
      span: spanOf(this),
    };
  },
  Primary_seq(_open, elements, _close) {
    return {
      kind: "seq-literal",
      elements: list(elements, expressionOf),
      span: spanOf(this),
    };
  },
  Primary_record(_open, fields, _close) {
    return { kind: "record-literal", fields: list(fields, fieldValueOf), span: spanOf(this) };
  },
  Primary_filter(_open, name, _in, domain, _colon, condition, _close) {
    return {
      kind: "set-filter",
      binder: innerBinder(name, domain),
      condition: expressionOf(condition),
      span: spanOf(this),
    };
  },
  Primary_image(_open, value, _for, binders, _close) {
    return {
      kind: "set-image",
      value: expressionOf(value),
      binders: bindersOf(binders),
      span: spanOf(this),
    };
  },
  Primary_set(_open, elements, _close) {
    return {
      kind: "set-literal",
      elements: list(elements, expressionOf),
      span: spanOf(this),
    };
  },
  Reference(name, call) {
    const span = spanOf(this);
    const values = maybe(call, argumentsOf);
    if (values === undefined) return { kind: "name", name: nameOf(name), span };
    if (name.sourceString === "read_once" || name.sourceString === "write_once")
      return { kind: "later", feature: "marked accesses", span };
    return { kind: "apply", name: nameOf(name), arguments: values, span };
  },
  Held(_held, _open, lock, mode, _close, by) {
    return {
      kind: "held",
      lock: expressionOf(lock),
      mode: maybe(mode, (inner) => lockModeOf(inner.child(1))),
      by: maybe(by, (inner) => expressionOf(inner.child(1))),
      span: spanOf(this),
    };
  },
  Trylock(_trylock, mode, lock) {
    return {
      kind: "trylock",
      lock: expressionOf(lock),
      mode: maybe(mode, lockModeOf),
      span: spanOf(this),
    };
  },
  IfExpr(_if, condition, _then, yes, _else, no) {
    return {
      kind: "if-expr",
      condition: expressionOf(condition),
      then: expressionOf(yes),
      else: expressionOf(no),
      span: spanOf(this),
    };
  },
  MatchExpr(_match, subject, _open, cases, otherwise, _close) {
    return {
      kind: "match-expr",
      subject: expressionOf(subject),
      cases: many(cases, matchCaseOf),
      else: maybe(otherwise, (inner) => expressionOf(inner.child(1))),
      span: spanOf(this),
    };
  },
  LetExpr(_let, name, _equals, value, _colon, body) {
    return {
      kind: "let-expr",
      name: nameOf(name),
      value: expressionOf(value),
      body: expressionOf(body),
      span: spanOf(this),
    };
  },
  Quantifier(word, binders, _colon, body) {
    return {
      kind: "quantifier",
      word: wordOf(word, quantifierWords),
      binders: bindersOf(binders),
      body: expressionOf(body),
      span: spanOf(this),
    };
  },
});
