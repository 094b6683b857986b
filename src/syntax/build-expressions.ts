// Expressions and patterns of the tree. Operators of one rank fold to the left.

import type { Node } from "ohm-js";
import { cover } from "../base/source.js";
import type * as Ast from "./ast.js";
import { list, many, maybe, nameOf, operation, spanOf } from "./building.js";
import { numberOf } from "./numbers.js";
import type { Link, Operand } from "./operators.js";
import { ranked } from "./operators.js";

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

export function maskedOf(node: Node): Ast.Masked {
  return wordOf(node.child(0), ["irq", "bh"]);
}

export const patternOf = operation<Ast.Pattern>({
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

const binderOf = operation<Ast.Binder>({
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

const changeOf = operation<Ast.Change>({
  Change_field: (field) => fieldValueOf(field),
  Change_index: (_open, index, _close, _colon, value) => ({
    index: expressionOf(index),
    value: expressionOf(value),
  }),
});

const fieldValueOf = operation<Ast.FieldValue>({
  FieldValue: (name, _colon, value) => ({ name: nameOf(name), value: expressionOf(value) }),
});

export const argumentsOf = operation<readonly Ast.Expr[]>({
  Arguments: (_open, values, _close) => list(values, expressionOf),
});

/** `px` of `px.f(x)`. What is no path of names has no functions: the text then names nothing. */
function pathText(of: Ast.Expr): string {
  if (of.kind === "name") return of.name.text;
  return of.kind === "field" ? `${pathText(of.of)}.${of.name.text}` : "(...)";
}

/** A field, an index or changes, given what they are of. */
const tailOf = operation<(of: Ast.Expr) => Ast.Expr>({
  Field(_dot, name, call) {
    const last = spanOf(this);
    return (of) => {
      const span = cover(of.span, last);
      const values = maybe(call, argumentsOf);
      if (values === undefined) return { kind: "field", of, name: nameOf(name), span };
      const text = `${pathText(of)}.${name.sourceString}`;
      const called = { text, span: cover(of.span, spanOf(name)) };
      return { kind: "apply", name: called, arguments: values, span };
    };
  },
  Part(_dot, name) {
    const last = spanOf(this);
    return (of) => ({ kind: "field", of, name: nameOf(name), span: cover(of.span, last) });
  },
  Index(_open, index, _close) {
    const last = spanOf(this);
    const value = expressionOf(index);
    return (of) => ({ kind: "index", of, index: value, span: cover(of.span, last) });
  },
  Changes(_with, _open, changes, _close) {
    const last = spanOf(this);
    const found = list(changes, changeOf);
    return (of) => ({ kind: "with", of, changes: found, span: cover(of.span, last) });
  },
});

function withTails(head: Node, tails: Node): Ast.Expr {
  return tails.children.reduce<Ast.Expr>((of, tail) => tailOf(tail)(of), expressionOf(head));
}

const operandOf = operation<Operand>({
  Operand: (prefixes, primary, tails) => ({
    prefixes: many(prefixes, nameOf),
    expr: withTails(primary, tails),
  }),
});

const sideOf = operation<(operator: Ast.Name) => Link>({
  Operand(_prefixes, _primary, _tails) {
    const right = operandOf(this);
    return (operator) => ({ operator, right });
  },
  Pattern(_pattern) {
    const pattern = patternOf(this);
    return (operator) => ({ operator, pattern });
  },
});

/** Operands with operators between them; there are as many operators as right sides. */
function operands(first: Node, operators: Node, sides: Node): Ast.Expr {
  if (operators.numChildren === 0) {
    const only = operandOf(first);
    if (only.prefixes.length === 0) return only.expr;
  }
  const links = operators.children.map((operator, at) => sideOf(sides.child(at))(nameOf(operator)));
  return ranked(operandOf(first), links);
}

const matchCaseOf = operation<{ pattern: Ast.Pattern; value: Ast.Expr }>({
  MatchExprCase: (_case, pattern, _then, value) => ({
    pattern: patternOf(pattern),
    value: expressionOf(value),
  }),
});

export const expressionOf: (node: Node) => Ast.Expr = operation<Ast.Expr>({
  Expr: operands,
  Conjunction: operands,
  Comparison: operands,
  Domain: operands,
  Values(keys, values) {
    const domain = expressionOf(keys);
    const to = maybe(values, (inner) => expressionOf(inner.child(1)));
    return to === undefined
      ? domain
      : { kind: "map-set", keys: domain, values: to, span: spanOf(this) };
  },
  ValuesPart_sets(_set, _of, of) {
    return { kind: "sets-of", of: expressionOf(of), span: spanOf(this) };
  },
  ValuesPart_seqs(_seq, _of, of, _max, max) {
    return { kind: "seqs-of", of: expressionOf(of), max: expressionOf(max), span: spanOf(this) };
  },
  ValuesPart_option(of, _mark) {
    return { kind: "options-of", of: expressionOf(of), span: spanOf(this) };
  },
  Bound: operands,
  Place: withTails,
  Subject: withTails,
  HeldOwner: withTails,
  LockName: withTails,
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
  Self(_self) {
    return { kind: "name", name: nameOf(this), span: spanOf(this) };
  },
  Anything(_wildcard) {
    return { kind: "wildcard", span: spanOf(this) };
  },
  Primary_parentheses: (_open, inner, _close) => expressionOf(inner),
  Primary_maps: (_open, inner, _close) => expressionOf(inner),
  Primary_map(_open, name, _in, domain, _arrow, value, _close) {
    return {
      kind: "map-literal",
      binder: innerBinder(name, domain),
      value: expressionOf(value),
      span: spanOf(this),
    };
  },
  Primary_select(_open, name, _in, domain, _colon, condition, _close) {
    return {
      kind: "seq-filter",
      binder: innerBinder(name, domain),
      condition: expressionOf(condition),
      span: spanOf(this),
    };
  },
  Primary_each(_open, value, _for, binder, _close) {
    return {
      kind: "seq-image",
      value: expressionOf(value),
      binder: binderOf(binder),
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
    return { kind: "apply", name: nameOf(name), arguments: values, span };
  },
  name(_letters) {
    return { kind: "name", name: nameOf(this), span: spanOf(this) };
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
  Trylock(_trylock, mode, masked, lock) {
    return {
      kind: "trylock",
      lock: expressionOf(lock),
      mode: maybe(mode, lockModeOf),
      masked: maybe(masked, maskedOf),
      span: spanOf(this),
    };
  },
  Retry(_retry, lock) {
    return { kind: "read-retry", lock: expressionOf(lock), span: spanOf(this) };
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
  Fold(_fold, name, _equals, initial, _for, binder, _colon, body) {
    return {
      kind: "fold",
      name: nameOf(name),
      initial: expressionOf(initial),
      binder: binderOf(binder),
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
