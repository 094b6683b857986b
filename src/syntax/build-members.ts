// Declarations that can also stand inside of others, in an object, a process or a variant. A
// builder of a `Rest` is given the name it belongs to, for `replace step f.s { ... }` has the two
// apart.

import type { Node } from "ohm-js";
import type { Span } from "../base/source.js";
import type * as Ast from "./ast.js";
import { argumentsOf, bindersOf, expressionOf, lockModeOf, wordOf } from "./build-expressions.js";
import { ruleFormOf, temporalOf } from "./build-rules.js";
import { statementsOf } from "./build-statements.js";
import { parametersOf, typeOf } from "./build-types.js";
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
  underConstruction,
} from "./building.js";
import { commentAt } from "./comments.js";

/** What the part of a declaration after its name is to become a part of. */
export interface Owner {
  readonly name: Ast.Name;
  readonly fairness: Ast.Fairness;
  readonly span: Span;
}

/** The span of a declaration and the comment that belongs to it. */
export function declaredAt(node: Node): { span: Span; comment: string | undefined } {
  return declaredIn(spanOf(node));
}

function declaredIn(span: Span): { span: Span; comment: string | undefined } {
  return { span, comment: commentAt(underConstruction().source.text, span.start) };
}

function ownerAt(node: Node, name: Node, fairness?: Node): Owner {
  return { name: nameOf(name), fairness: fairnessOf(fairness), span: spanOf(node) };
}

const fairnessWord = operation<Ast.Fairness>({
  Fairness_strong: (_strongly, _fair) => "strong",
  Fairness_weak: (_fair) => "weak",
});

export function fairnessOf(optional: Node | undefined): Ast.Fairness {
  return optional === undefined ? "none" : (maybe(optional, fairnessWord) ?? "none");
}

function onlyWhenOf(optional: Node): Ast.Expr | undefined {
  return maybe(optional, (inner) => expressionOf(inner.child(2)));
}

const lockNature = operation<Pick<Ast.Lock, "form" | "same">>({
  LockNature_kind: (_colon, form) => ({ form: nameOf(form), same: undefined }),
  LockNature_same: (_is, same) => ({ form: undefined, same: expressionOf(same) }),
});

const lockSetOf: (node: Node) => Ast.LockSet = operation<Ast.LockSet>({
  LockSet: (parts) => joined("or", parts),
  LockSetAll: (parts) => joined("and", parts),
  LockSetPart_any(_any) {
    return { kind: "lock-set-any", word: "any", span: spanOf(this) };
  },
  LockSetPart_section(word) {
    return {
      kind: "lock-set-section",
      section: wordOf(word, ["rcu", "irq_off", "bh_off"]),
      span: spanOf(this),
    };
  },
  LockSetPart_lock(lock, mode) {
    return {
      kind: "lock-set-lock",
      lock: expressionOf(lock),
      mode: maybe(mode, (inner) => lockModeOf(inner.child(1))),
      span: spanOf(this),
    };
  },
  LockSetPart_parentheses: (_open, inner, _close) => lockSetOf(inner),
});

function joined(operator: "and" | "or", parts: Node): Ast.LockSet {
  return list(parts, lockSetOf).reduce((left, right) => ({
    kind: "lock-set-operation",
    operator,
    left,
    right,
    span: { ...left.span, end: right.span.end },
  }));
}

const guardAccessOf = operation<Ast.Guard["accesses"][number]>({
  GuardAccess: (access, locks) => ({ access: lockModeOf(access), locks: lockSetOf(locks) }),
});

export const lockRestOf = operation<(owner: Owner) => Ast.Lock>({
  LockRest: (nature, sentence, onlyWhen) => (owner) => ({
    kind: "lock",
    name: owner.name,
    ...lockNature(nature),
    sentence: sentenceOf(sentence),
    onlyWhen: onlyWhenOf(onlyWhen),
    ...declaredIn(owner.span),
  }),
});

export type GuardTarget = readonly Ast.Name[];

export const guardRestOf = operation<(target: GuardTarget, span: Span) => Ast.Guard>({
  GuardRest: (sentence, onlyWhen, accesses, lateSentence, lateOnlyWhen) => (target, span) => ({
    kind: "guard",
    target,
    accesses: many(accesses, guardAccessOf),
    sentence: onlyOne("sentence", sentence, lateSentence, sentenceOf),
    onlyWhen: onlyOne("`only when`", onlyWhen, lateOnlyWhen, onlyWhenOf),
    ...declaredIn(span),
  }),
});

export const stepRestOf = operation<(owner: Owner) => Ast.Step>({
  StepRest: (sentence, onlyWhen, body) => (owner) => ({
    kind: "step",
    fairness: owner.fairness,
    name: owner.name,
    sentence: sentenceOf(sentence),
    onlyWhen: onlyWhenOf(onlyWhen),
    body: statementsOf(body),
    ...declaredIn(owner.span),
  }),
});

export const stepOf = operation<Ast.Step>({
  Step(fairness, _step, name, rest) {
    return stepRestOf(rest)(ownerAt(this, name, fairness));
  },
});

const actionBodyOf = operation<Ast.Statement[]>({
  ActionBody_braces: (_open, body, _close) => statementsOf(body),
  ActionBody_plain: (body) => statementsOf(body),
});

export const actionRestOf = operation<(owner: Owner) => Ast.Action>({
  ActionRest: (parameters, sentence, onlyWhen, guard, _then, body) => (owner) => ({
    kind: "action",
    fairness: owner.fairness,
    name: owner.name,
    parameters: maybe(parameters, parametersOf) ?? [],
    sentence: sentenceOf(sentence),
    onlyWhen: onlyWhenOf(onlyWhen),
    guard: maybe(guard, (inner) => expressionOf(inner.child(1))),
    body: actionBodyOf(body),
    ...declaredIn(owner.span),
  }),
});

export const ruleRestOf = operation<(owner: Owner) => Ast.Rule>({
  RuleRest: (sentence, onlyWhen, form) => (owner) => ({
    kind: "rule",
    name: owner.name,
    sentence: sentenceOf(sentence),
    onlyWhen: onlyWhenOf(onlyWhen),
    form: ruleFormOf(form),
    ...declaredIn(owner.span),
  }),
});

type Claim = Omit<Ast.Invariant, "kind">;

/** What an `invariant`, a `reachable` and a `constraint` have after their name. */
export const claimOf = operation<(owner: Owner) => Claim>({
  Claim: (sentence, onlyWhen, body) => (owner) => ({
    name: owner.name,
    sentence: sentenceOf(sentence),
    onlyWhen: onlyWhenOf(onlyWhen),
    body: expressionOf(body),
    ...declaredIn(owner.span),
  }),
});

export const propertyRestOf = operation<(owner: Owner) => Ast.Property>({
  PropertyRest: (parameters, sentence, onlyWhen, body) => (owner) => ({
    kind: "property",
    name: owner.name,
    parameters: maybe(parameters, parametersOf) ?? [],
    sentence: sentenceOf(sentence),
    onlyWhen: onlyWhenOf(onlyWhen),
    body: temporalOf(body),
    ...declaredIn(owner.span),
  }),
});

const instancesOf = operation<Ast.FairInstances>({
  FairTarget(path, given, when) {
    return {
      kind: "instances",
      path: pathOf(path),
      arguments: maybe(given, argumentsOf),
      when: maybe(when, (inner) => expressionOf(inner.child(1))),
      span: spanOf(this),
    };
  },
});

export const fairnessRestOf = operation<(owner: Owner) => Ast.FairnessCondition>({
  FairnessRest: (sentence, onlyWhen, strength, each, instances) => (owner) => ({
    kind: "fairness",
    name: owner.name,
    sentence: sentenceOf(sentence),
    onlyWhen: onlyWhenOf(onlyWhen),
    strength: wordOf(strength, ["weak", "strong"]),
    binders: maybe(each, (inner) => bindersOf(inner.child(1))) ?? [],
    instances: list(instances.child(0), instancesOf),
    ...declaredIn(owner.span),
  }),
});

export const lockOf = operation<Ast.Lock>({
  Lock(_lock, name, rest) {
    return lockRestOf(rest)(ownerAt(this, name));
  },
});

/** Declarations that can be added by a variant as well. */
export const editableOf = operation<Exclude<Ast.Editable, Ast.Step>>({
  Lock(_lock, _name, _rest) {
    return lockOf(this);
  },
  Order_nested(_order, _all, binders, _colon, outer, _sign, inner, by, _when, condition, onlyWhen) {
    return {
      kind: "nesting",
      binders: bindersOf(binders),
      outer: expressionOf(outer),
      inner: expressionOf(inner),
      by: maybe(by, (part) => nameOf(part.child(1))),
      condition: expressionOf(condition),
      onlyWhen: onlyWhenOf(onlyWhen),
      ...declaredAt(this),
    };
  },
  Order_classes(_order, first, inner, onlyWhen) {
    return {
      kind: "order",
      locks: [wholeName(first), ...many(inner, (more) => wholeName(more.child(1)))],
      onlyWhen: onlyWhenOf(onlyWhen),
      ...declaredAt(this),
    };
  },
  Guard(_guard, target, rest) {
    return guardRestOf(rest)(pathOf(target), spanOf(this));
  },
  Action(fairness, _action, name, rest) {
    return actionRestOf(rest)(ownerAt(this, name, fairness));
  },
  Rule(_rule, name, rest) {
    return ruleRestOf(rest)(ownerAt(this, name));
  },
  Invariant(_invariant, name, claim) {
    return { kind: "invariant", ...claimOf(claim)(ownerAt(this, name)) };
  },
  Reachable(_reachable, name, claim) {
    return { kind: "reachable", ...claimOf(claim)(ownerAt(this, name)) };
  },
  Constraint(_constraint, name, claim) {
    return { kind: "constraint", ...claimOf(claim)(ownerAt(this, name)) };
  },
  Property(_property, name, rest) {
    return propertyRestOf(rest)(ownerAt(this, name));
  },
  FairnessCondition(_fairness, name, rest) {
    return fairnessRestOf(rest)(ownerAt(this, name));
  },
});

export const variableOf: (node: Node) => Ast.Variable = operation<Ast.Variable>({
  Variable(name, _colon, type, value) {
    return {
      kind: "variable",
      name: nameOf(name),
      type: typeOf(type),
      value: maybe(value, (inner) => expressionOf(inner.child(1))),
      ...declaredAt(this),
    };
  },
  LocalVariable(_var, variable) {
    return { ...variableOf(variable), ...declaredAt(this) };
  },
});
