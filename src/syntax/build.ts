// From Ohm's tree to ours: whole files, and the declarations that stand in a file only. A written
// declaration can be several of ours, for what the tree has no room for yet becomes a `Later`.

import type { Node } from "ohm-js";
import type * as Ast from "./ast.js";
import { expressionOf } from "./build-expressions.js";
import { declaredAt, editableOf, fairnessOf, lockOf, stepOf, variableOf } from "./build-members.js";
import { statementsOf } from "./build-statements.js";
import { parametersOf, typeOf } from "./build-types.js";
import {
  expectOf,
  namesOf,
  pathsOf,
  runCountsOf,
  scenarioOf,
  variantOf,
} from "./build-variants.js";
import {
  list,
  many,
  maybe,
  nameOf,
  onlyOne,
  operation,
  pathOf,
  sentenceOf,
  spanOf,
  wholeName,
} from "./building.js";
import { argumentOf, givenOf, refinementOf } from "./build-refinement.js";
import { countOf, numberOf } from "./numbers.js";

/** What a text holds; a header only if it begins with one. */
export interface Contents {
  readonly header: Ast.Header | undefined;
  readonly declarations: readonly Ast.Declaration[];
}

const moduleParameterOf = operation<Ast.ModuleParameter>({
  ModuleParameter(name, _colon, kind, given) {
    return {
      kind: "module-parameter",
      name: nameOf(name),
      type: kind.sourceString === "type" ? undefined : typeOf(kind),
      default: maybe(given, (inner) => argumentOf(inner.child(1))),
      span: spanOf(this),
    };
  },
});

const headerOf = operation<Ast.Header>({
  Header(form, path, parameters, sentence) {
    return {
      kind: "header",
      form: form.sourceString === "module" ? "module" : "model",
      name: wholeName(path),
      parameters: maybe(parameters, (inner) => list(inner.child(1), moduleParameterOf)) ?? [],
      sentence: sentenceOf(sentence),
      span: spanOf(this),
    };
  },
});

function later(node: Node, feature: string): Ast.Later {
  return { kind: "later", feature, ...declaredAt(node) };
}

const bitFieldOf = operation<Ast.BitField>({
  BitField(name, _at, low, upTo, allowed, sentence) {
    const first = countOf(low);
    return {
      kind: "bit-field",
      name: nameOf(name),
      low: first,
      high: maybe(upTo, (inner) => countOf(inner.child(1))) ?? first,
      allowed: maybe(allowed, (inner) => list(inner.child(1), numberOf)),
      sentence: sentenceOf(sentence),
      ...declaredAt(this),
    };
  },
});

const memberOf: (node: Node) => Ast.Lock | Ast.State = operation<Ast.Lock | Ast.State>({
  Lock(_lock, _name, _rest) {
    return lockOf(this);
  },
  Shared(_shared, state) {
    const { span, comment } = declaredAt(this);
    const own = memberOf(state);
    if (own.kind !== "state") return own;
    const [first, ...rest] = own.variables.map((each) => ({ ...each, shared: true as const }));
    const isBeside = own.comment === undefined && comment !== undefined && isOneLine(own);
    if (first === undefined || !isBeside) {
      const variables = first === undefined ? [] : [first, ...rest];
      return { ...own, variables, span, comment: comment ?? own.comment };
    }
    return { ...own, variables: [{ ...first, comment }, ...rest], span };
  },
  State(state, variables) {
    const { span, comment } = declaredAt(this);
    const [first, ...rest] = many(variables.child(0), variableOf);
    const apart = /^\s*(\/\/|\n)/.test(this.sourceString.slice(state.sourceString.length));
    if (apart || first === undefined)
      return { kind: "state", variables: first ? [first, ...rest] : [], comment, span };
    // On one line with its first variable, the comment is that variable's.
    const commented = { ...first, comment: comment ?? first.comment };
    return { kind: "state", variables: [commented, ...rest], comment: undefined, span };
  },
});

/** Whether a variable stands beside the word `state`. */
function isOneLine({ span, variables: [first] }: Ast.State): boolean {
  if (first === undefined) return false;
  return !span.source.text.slice(span.start, first.span.start).includes("\n");
}

const declarationsOf: (node: Node) => Ast.Declaration[] = operation<Ast.Declaration[]>({
  Import(_import, path, given, names, alias) {
    return [
      {
        kind: "import",
        path: pathOf(path),
        given: maybe(given, (inner) => list(inner.child(1), givenOf)) ?? [],
        names: maybe(names, (inner) => namesOf(inner.child(1))),
        alias: maybe(alias, (inner) => nameOf(inner.child(1))),
        ...declaredAt(this),
      },
    ];
  },
  Const(_const, name, type, _equals, value) {
    return [
      {
        kind: "const",
        name: nameOf(name),
        type: maybe(type, (inner) => typeOf(inner.child(1))),
        value: expressionOf(value),
        ...declaredAt(this),
      },
    ];
  },
  Switch(_switch, name, sentence, _colon, type, _equals, value, lateSentence) {
    return [
      {
        kind: "switch",
        name: nameOf(name),
        sentence: onlyOne("sentence", sentence, lateSentence, sentenceOf),
        type: typeOf(type),
        value: expressionOf(value),
        ...declaredAt(this),
      },
    ];
  },
  TypeDeclaration(_type, name, _equals, type) {
    return [{ kind: "type", name: nameOf(name), type: typeOf(type), ...declaredAt(this) }];
  },
  Bits(_bits, name, _colon, width, sentence, fields) {
    return [
      {
        kind: "bits",
        name: nameOf(name),
        width: countOf(width),
        sentence: sentenceOf(sentence),
        fields: many(fields.child(0), bitFieldOf),
        ...declaredAt(this),
      },
    ];
  },
  Object(_object, name, _max, max, sentence, members) {
    return [
      {
        kind: "object",
        name: nameOf(name),
        max: expressionOf(max),
        sentence: sentenceOf(sentence),
        members: many(members.child(1), memberOf),
        ...declaredAt(this),
      },
    ];
  },
  Shared(_shared, _state) {
    return [memberOf(this)];
  },
  State(_state, _variables) {
    return [memberOf(this)];
  },
  Init(_init, sentence, body) {
    return [
      {
        kind: "init",
        sentence: sentenceOf(sentence),
        body: statementsOf(body),
        ...declaredAt(this),
      },
    ];
  },
  Fn(_fn, name, parameters, _colon, result, deepest, _equals, body) {
    return [
      {
        kind: "fn",
        name: nameOf(name),
        parameters: parametersOf(parameters),
        result: typeOf(result),
        deepest: maybe(deepest, (inner) => expressionOf(inner.child(1))),
        body: expressionOf(body),
        ...declaredAt(this),
      },
    ];
  },
  Process(fairness, _process, name, sentence, context, variables, steps) {
    return [
      {
        kind: "process",
        fairness: fairnessOf(fairness),
        name: nameOf(name),
        sentence: sentenceOf(sentence),
        context: maybe(context, (inner) => nameOf(inner.child(1))),
        variables: many(variables.child(0), variableOf),
        steps: many(steps.child(0), stepOf),
        ...declaredAt(this),
      },
    ];
  },
  Procedure(_procedure, name, parameters, sentence, variables, steps) {
    return [
      {
        kind: "procedure",
        name: nameOf(name),
        parameters: parametersOf(parameters),
        sentence: sentenceOf(sentence),
        variables: many(variables.child(0), variableOf),
        steps: many(steps.child(0), stepOf),
        ...declaredAt(this),
      },
    ];
  },
  Run(_run, counts) {
    return [{ kind: "run", counts: runCountsOf(counts), ...declaredAt(this) }];
  },
  Refinement(_property, _refines, _path, _given, _sentence, _parts, _onlyWhen) {
    return [refinementOf(this)];
  },
  Variant(_variant, _name, _parent, _sentence, _edits) {
    return [variantOf(this)];
  },
  Expect(_expect, _variant, _parts) {
    return [expectOf(this)];
  },
  Scenario(_scenario, _name, _sentence, _variant, _counts, _lines, _then, _outcome) {
    return [scenarioOf(this)];
  },
  Allow(_allow, names) {
    return [{ kind: "allow", names: pathsOf(names), ...declaredAt(this) }];
  },
  Memory(_memory, _name) {
    return [later(this, "memory models")];
  },
  Lock(_lock, _name, _rest) {
    return [editableOf(this)];
  },
  Order(order) {
    return [editableOf(order)];
  },
  Guard(_guard, _target, _rest) {
    return [editableOf(this)];
  },
  Action(_fairness, _action, _name, _rest) {
    return [editableOf(this)];
  },
  Rule(_rule, _name, _rest) {
    return [editableOf(this)];
  },
  Invariant(_invariant, _name, _claim) {
    return [editableOf(this)];
  },
  Reachable(_reachable, _name, _claim) {
    return [editableOf(this)];
  },
  Constraint(_constraint, _name, _claim) {
    return [editableOf(this)];
  },
  Property(_property, _name, _rest) {
    return [editableOf(this)];
  },
  FairnessCondition(_fairness, _name, _rest) {
    return [editableOf(this)];
  },
});

/** All that a file or a part of one holds. */
export const contentsOf: (node: Node) => Contents = operation<Contents>({
  File: (header, rest) => ({
    header: maybe(header, headerOf),
    declarations: contentsOf(rest).declarations,
  }),
  Declarations: (declarations) => ({
    header: undefined,
    declarations: many(declarations, declarationsOf).flat(),
  }),
});
