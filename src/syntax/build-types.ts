// Types of the tree.

import type { Node } from "ohm-js";
import { cover } from "../base/source.js";
import type * as Ast from "./ast.js";
import { expressionOf } from "./build-expressions.js";
import { list, many, maybe, nameOf, operation, pathOf, spanOf } from "./building.js";

const parameterOf = operation<Ast.Parameter>({
  Parameter(name, _colon, type) {
    return { kind: "parameter", name: nameOf(name), type: typeOf(type), span: spanOf(this) };
  },
});

export function parametersOf(node: Node): readonly Ast.Parameter[] {
  return list(node.child(1), parameterOf);
}

const caseFieldOf = operation<Ast.UnionCase["fields"][number]>({
  CaseField_named(parameter) {
    const { name, type } = parameterOf(parameter);
    return { name, type };
  },
  CaseField_plain: (type) => ({ name: undefined, type: typeOf(type) }),
});

const unionCaseOf = operation<Ast.UnionCase>({
  UnionCase(name, fields) {
    const found = maybe(fields, (inner) => list(inner.child(1), caseFieldOf)) ?? [];
    return { kind: "union-case", name: nameOf(name), fields: found, span: spanOf(this) };
  },
  CaseWithFields(name, fields) {
    const found = list(fields.child(1), caseFieldOf);
    return { kind: "union-case", name: nameOf(name), fields: found, span: spanOf(this) };
  },
});

function unionOf(union: Node, first: Node, rest: Node): Ast.Type {
  const cases = [unionCaseOf(first), ...many(rest, (more) => unionCaseOf(more.child(1)))];
  return { kind: "type-union", cases, span: spanOf(union) };
}

export const typeOf: (node: Node) => Ast.Type = operation<Ast.Type>({
  Type_union(first, rest) {
    return unionOf(this, first, rest);
  },
  Type_led(_bar, first, rest) {
    return unionOf(this, first, rest);
  },
  Type_case(only) {
    return { kind: "type-union", cases: [unionCaseOf(only)], span: spanOf(this) };
  },
  MapType(key, value) {
    const [arrow] = value.children;
    if (arrow === undefined) return typeOf(key);
    const span = spanOf(this);
    return { kind: "type-map", key: typeOf(key), value: typeOf(arrow.child(1)), span };
  },
  OptionType: (of, marks) =>
    marks.children.reduce<Ast.Type>(
      (inner, mark) => ({
        kind: "type-option",
        of: inner,
        span: cover(inner.span, spanOf(mark)),
      }),
      typeOf(of),
    ),
  SimpleType_set(_set, _of, element) {
    return { kind: "type-set", of: typeOf(element), span: spanOf(this) };
  },
  SimpleType_seq(_seq, _of, element, _max, max) {
    const span = spanOf(this);
    return { kind: "type-seq", of: typeOf(element), max: expressionOf(max), span };
  },
  SimpleType_interchangeable(_interchangeable, count) {
    const span = spanOf(this);
    return { kind: "type-interchangeable", count: expressionOf(count), span };
  },
  SimpleType_range(low, _to, high) {
    const span = spanOf(this);
    return { kind: "type-range", low: expressionOf(low), high: expressionOf(high), span };
  },
  SimpleType_name(path) {
    return { kind: "type-name", path: pathOf(path), span: spanOf(this) };
  },
  SimpleType_parentheses: (_open, inner, _close) => typeOf(inner),
  SimpleType_record(_open, fields, _close) {
    return { kind: "type-record", fields: list(fields, parameterOf), span: spanOf(this) };
  },
});
