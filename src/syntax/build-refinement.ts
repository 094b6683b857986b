// What is given to a module or a model by name, and a refinement, which is given both constants and
// what variables are.

import type * as Ast from "./ast.js";
import { expressionOf } from "./build-expressions.js";
import { declaredAt } from "./build-members.js";
import { typeOf } from "./build-types.js";
import { list, maybe, nameOf, operation, pathOf, sentenceOf, spanOf } from "./building.js";

export const argumentOf = operation<Ast.Argument>({
  Argument_value(expr, _next) {
    return { kind: "argument-value", expr: expressionOf(expr), span: spanOf(expr) };
  },
  Argument_type(type) {
    return { kind: "argument-type", type: typeOf(type), span: spanOf(type) };
  },
});

export const givenOf = operation<Ast.Given>({
  GivenPart(name, _equals, argument) {
    const span = spanOf(this);
    return { kind: "given", name: nameOf(name), argument: argumentOf(argument), span };
  },
});

const refinementPartOf = operation<Ast.RefinementPart>({
  RefinementPart(name, _becomes, value) {
    const span = spanOf(this);
    return { kind: "refinement-part", name: nameOf(name), value: expressionOf(value), span };
  },
});

export const refinementOf = operation<Ast.Refinement>({
  Refinement(_property, refines, path, given, sentence, parts, onlyWhen) {
    const names = pathOf(path);
    const span = { ...spanOf(refines), end: spanOf(path).end };
    const text = ["refines", ...names.map((each) => each.text)].join("_");
    return {
      kind: "refinement",
      name: { text, span },
      path: names,
      given: maybe(given, (inner) => list(inner.child(1), givenOf)) ?? [],
      sentence: sentenceOf(sentence),
      parts: maybe(parts, (inner) => list(inner.child(1), refinementPartOf)) ?? [],
      onlyWhen: maybe(onlyWhen, (inner) => expressionOf(inner.child(2))),
      ...declaredAt(this),
    };
  },
});
