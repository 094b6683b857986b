// Variants, expectations and scenarios of the tree.

import type { Node } from "ohm-js";
import type * as Ast from "./ast.js";
import { expressionOf, wordOf } from "./build-expressions.js";
import type { Owner } from "./build-members.js";
import {
  actionRestOf,
  claimOf,
  declaredAt,
  editableOf,
  fairnessOf,
  fairnessRestOf,
  guardRestOf,
  lockRestOf,
  propertyRestOf,
  ruleRestOf,
  stepRestOf,
} from "./build-members.js";
import {
  list,
  many,
  maybe,
  nameOf,
  operation,
  pathOf,
  sentenceOf,
  spanOf,
  wholeName,
} from "./building.js";
import { refinementOf } from "./build-refinement.js";
import { countOf } from "./numbers.js";

export function namesOf(node: Node): Ast.Name[] {
  return list(node.child(0), nameOf);
}

/** Several names, each of which may be qualified. */
export function pathsOf(node: Node): Ast.Name[] {
  return list(node.child(0), wholeName);
}

const runCountOf = operation<Ast.RunCount>({
  RunCount(process, _times, given) {
    const count = maybe(given, countOf) ?? 1;
    return { kind: "run-count", process: wholeName(process), count, span: spanOf(this) };
  },
});

export function runCountsOf(node: Node): Ast.RunCount[] {
  return list(node.child(0), runCountOf);
}

function replacing(node: Node, path: Node, make: (owner: Owner) => Ast.Editable): Ast.Edit {
  const target = pathOf(path);
  const span = spanOf(node);
  const name = target.at(-1) ?? nameOf(path);
  return {
    kind: "edit-replace",
    target,
    declaration: make({ name, fairness: "none", span }),
    span,
  };
}

const editOf = operation<Ast.Edit>({
  Setting(name, _equals, value) {
    const span = spanOf(this);
    return { kind: "edit-set", name: wholeName(name), value: expressionOf(value), span };
  },
  Run(_run, counts) {
    return { kind: "edit-run", counts: runCountsOf(counts), span: spanOf(this) };
  },
  Allow(_allow, names) {
    return { kind: "edit-allow", names: pathsOf(names), span: spanOf(this) };
  },
  Check(_check, names) {
    return { kind: "edit-check", names: namesOf(names), span: spanOf(this) };
  },
  Drop(_drop, what, path) {
    return { kind: "edit-drop", what: nameOf(what), target: pathOf(path), span: spanOf(this) };
  },
  Replace_step(_replace, _step, path, _open, rest, _close) {
    return replacing(this, path, stepRestOf(rest));
  },
  Replace_action(_replace, _action, path, _open, rest, _close) {
    return replacing(this, path, actionRestOf(rest));
  },
  Replace_rule(_replace, _rule, path, _open, rest, _close) {
    return replacing(this, path, ruleRestOf(rest));
  },
  Replace_invariant(_replace, _invariant, path, _open, claim, _close) {
    return replacing(this, path, (owner) => ({ kind: "invariant", ...claimOf(claim)(owner) }));
  },
  Replace_reachable(_replace, _reachable, path, _open, claim, _close) {
    return replacing(this, path, (owner) => ({ kind: "reachable", ...claimOf(claim)(owner) }));
  },
  Replace_constraint(_replace, _constraint, path, _open, claim, _close) {
    return replacing(this, path, (owner) => ({ kind: "constraint", ...claimOf(claim)(owner) }));
  },
  Replace_property(_replace, _property, path, _open, rest, _close) {
    return replacing(this, path, propertyRestOf(rest));
  },
  Replace_fairness(_replace, _fairness, path, _open, rest, _close) {
    return replacing(this, path, fairnessRestOf(rest));
  },
  Replace_lock(_replace, _lock, path, _open, rest, _close) {
    return replacing(this, path, lockRestOf(rest));
  },
  Replace_guard(_replace, _guard, path, _open, rest, _close) {
    return replacing(this, path, ({ span }) => guardRestOf(rest)(pathOf(path), span));
  },
  Add_step(_add, fairness, _step, path, beside, rest) {
    const target = pathOf(path);
    const span = spanOf(this);
    const name = target.at(-1) ?? nameOf(path);
    return {
      kind: "edit-add",
      target,
      beside: maybe(beside, (inner) => ({
        side: inner.child(0).sourceString === "before" ? ("before" as const) : ("after" as const),
        step: nameOf(inner.child(1)),
      })),
      declaration: stepRestOf(rest)({ name, fairness: fairnessOf(fairness), span }),
      span,
    };
  },
  Add_declaration(_add, added) {
    const [inner] = added.children;
    const isRefinement = inner?.ctorName === "Refinement";
    const declaration = isRefinement ? refinementOf(inner) : editableOf(added);
    const span = spanOf(this);
    return { kind: "edit-add", target: namesIn(declaration), beside: undefined, declaration, span };
  },
});

function namesIn(declaration: Ast.Editable | Ast.Refinement): readonly Ast.Name[] {
  if (declaration.kind === "order" || declaration.kind === "nesting") return [];
  return declaration.kind === "guard" ? declaration.target : [declaration.name];
}

export const variantOf = operation<Ast.Variant>({
  Variant(_variant, name, parent, sentence, edits) {
    return {
      kind: "variant",
      name: nameOf(name),
      parent: maybe(parent, (inner) => nameOf(inner.child(1))),
      sentence: sentenceOf(sentence),
      edits: many(edits.child(1), editOf),
      ...declaredAt(this),
    };
  },
});

interface Expected {
  holds: boolean;
  violates: Ast.Found[];
  reachable: Ast.Found[];
  unreachable: Ast.Name[];
  counts: { what: "distinct" | "generated" | "depth"; count: number }[];
}

const expectNamesOf = operation<Ast.Name[]>({
  ExpectNames: (first, rest) => [
    wholeName(first),
    ...many(rest, (more) => wholeName(more.child(1))),
  ],
});

const foundOf = operation<Ast.Found>({
  Found: (name, steps) => ({
    ...wholeName(name),
    steps: maybe(steps, (inner) => countOf(inner.child(1))),
  }),
});

const expectFoundOf = operation<Ast.Found[]>({
  ExpectFound: (first, rest) => [foundOf(first), ...many(rest, (more) => foundOf(more.child(1)))],
});

/** Adds what one part of an `expect` says to what the others said. */
const expectPartOf = operation<(expected: Expected) => void>({
  ExpectPart_holds: (_holds) => (expected) => {
    expected.holds = true;
  },
  ExpectPart_violates: (_violates, names) => (expected) => {
    expected.violates.push(...expectFoundOf(names));
  },
  ExpectPart_reachable: (_reachable, names) => (expected) => {
    expected.reachable.push(...expectFoundOf(names));
  },
  ExpectPart_unreachable: (_unreachable, names) => (expected) => {
    expected.unreachable.push(...expectNamesOf(names));
  },
  ExpectPart_count: (word, number) => (expected) => {
    const what = wordOf(word, ["distinct", "generated", "depth"]);
    expected.counts.push({ what, count: countOf(number) });
  },
});

export const expectOf = operation<Ast.Expect>({
  Expect(_expect, variant, parts) {
    const expected: Expected = {
      holds: false,
      violates: [],
      reachable: [],
      unreachable: [],
      counts: [],
    };
    for (const add of list(parts, expectPartOf)) add(expected);
    return { kind: "expect", variant: nameOf(variant), ...expected, ...declaredAt(this) };
  },
});

const scenarioItemOf = operation<Ast.ScenarioItem>({
  ScenarioItem_gap(_gap) {
    return { kind: "scenario-gap", span: spanOf(this) };
  },
  ScenarioItem_step(name) {
    return { kind: "scenario-step", name: wholeName(name), span: spanOf(this) };
  },
});

const scenarioLineOf = operation<Ast.ScenarioLine>({
  ScenarioLine(lane, _colon, items) {
    return {
      kind: "scenario-line",
      lane: wholeName(lane),
      items: many(items, scenarioItemOf),
      span: spanOf(this),
    };
  },
});

const outcomeOf = operation<Ast.ScenarioOutcome>({
  Outcome_violates(_violates, names) {
    return { kind: "outcome-violates", names: pathsOf(names), span: spanOf(this) };
  },
  Outcome_state(_state, expr) {
    return { kind: "outcome-state", expr: expressionOf(expr), span: spanOf(this) };
  },
  Outcome_blocked(_blocked, lane) {
    return { kind: "outcome-blocked", lane: wholeName(lane), span: spanOf(this) };
  },
  Outcome_possible(_possible) {
    return { kind: "outcome-possible", span: spanOf(this) };
  },
});

export const scenarioOf = operation<Ast.Scenario>({
  Scenario(_scenario, name, sentence, variant, counts, lines, _then, outcome) {
    return {
      kind: "scenario",
      name: nameOf(name),
      sentence: sentenceOf(sentence),
      variant: maybe(variant, (inner) => nameOf(inner.child(1))),
      counts: maybe(counts, (inner) => runCountsOf(inner.child(1))) ?? [],
      lines: many(lines, scenarioLineOf),
      outcome: outcomeOf(outcome),
      ...declaredAt(this),
    };
  },
});
