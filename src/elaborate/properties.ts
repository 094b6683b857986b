// Everything that gets a verdict: the author's invariants, rules, guards and goals in spec order,
// then the checks that are always on, then the scenarios.

import type { Constraint, Invariant, Property, Reachable, Scenario } from "../core/core.js";
import type { Analysis, StateProperty } from "../semantics/typed.js";
import * as build from "./build.js";
import type { Layout } from "./layout.js";
import { fieldAt } from "./layout.js";
import { isAt, lifeIs, lowerExpr } from "./lower.js";
import { antecedentOf } from "./premise.js";
import { sharedIn } from "./races.js";
import type { Refined } from "./refine.js";

/** The checks that are always on, each where a spec has what it is about. */
export function checksOf(analysis: Analysis, layout: Layout): string[] {
  const locks = analysis.locks.length > 0;
  const sections =
    layout.rcu !== undefined || layout.irqOff !== undefined || layout.bhOff !== undefined;
  const objects = analysis.objects.length > 0;
  const threads = layout.processes.size > 0;
  const relevant: readonly (readonly [string, boolean])[] = [
    ["deadlock", true],
    ["self_deadlock", threads && locks],
    ["unlock_not_owner", threads && locks],
    ["seqcount_writers", threads && analysis.locks.some(({ form }) => form === "seqcount")],
    ["held_at_end", threads && (locks || sections)],
    ["lock_order", threads && locks],
    ["sleep_in_atomic", threads && locks],
    ["rcu_unbalanced", sections],
    ["use_after_free", objects],
    ["lifetime", objects],
    ["data_race", threads && sharedIn(analysis).size > 0],
    ["leak", threads && objects],
    ["assigned_twice", true],
    ["out_of_range", true],
  ];
  return relevant
    .filter(([name, isRelevant]) => isRelevant && !analysis.allowed.includes(name))
    .map(([name]) => name);
}

/** The list of verdicts. */
export function propertiesOf(
  analysis: Analysis,
  refinements: readonly Refined[],
  checks: readonly string[],
  scenarios: readonly Scenario[],
): Property[] {
  const declared: Property[] = [
    ...analysis.properties.map((each) => ({
      ...origin(each),
      name: each.name,
      kind: each.kind,
      exceptions: 0,
    })),
    ...refinements
      .flatMap(({ step, fair }) => [step, ...(fair === undefined ? [] : [fair])])
      .map((each) => ({
        ...origin(each),
        name: each.name,
        kind: "property" as const,
        exceptions: 0,
      })),
    ...analysis.rules.map((rule) => ({
      ...origin(rule),
      name: rule.name,
      kind: "rule" as const,
      exceptions: rule.form.unless.length,
    })),
    ...uniqueGuards(analysis).map((guard) => ({
      ...origin(guard),
      name: guard.name,
      kind: "guard" as const,
      exceptions: 0,
    })),
  ];
  return [
    ...declared.sort(inSpecOrder(analysis)),
    ...checks.map((name) => ({
      span: analysis.span,
      comment: undefined,
      sentence: undefined,
      name,
      kind: "check" as const,
      exceptions: 0,
    })),
    ...scenarios.map((each) => ({
      ...origin(each),
      name: each.name,
      kind: "scenario" as const,
      exceptions: 0,
    })),
  ];
}

function uniqueGuards(analysis: Analysis): Analysis["guards"] {
  const allowed = new Set(analysis.allowed);
  return analysis.guards.filter(
    (guard, index) =>
      !allowed.has(guard.name) &&
      analysis.guards.findIndex(({ name }) => name === guard.name) === index,
  );
}

function origin(
  of: Pick<Property, "span" | "comment" | "sentence">,
): Omit<Property, "name" | "kind" | "exceptions"> {
  return { span: of.span, comment: of.comment, sentence: of.sentence };
}

/** Imported declarations come before the spec's own. */
function inSpecOrder(analysis: Analysis): (a: Property, b: Property) => number {
  const rank = ({ span }: Property): number =>
    (span.source === analysis.span.source ? 1e9 : 0) + span.start;
  return (a, b) => rank(a) - rank(b);
}

/** The declared invariants, and that nothing leaks. */
export function invariantsOf(
  analysis: Analysis,
  layout: Layout,
  checks: readonly string[],
): Invariant[] {
  const declared = analysis.properties
    .filter((each): each is StateProperty => each.kind === "invariant")
    .map((each): Invariant => {
      const holds = lowerExpr(layout, each.body);
      return { ...origin(each), name: each.name, applies: antecedentOf(holds), holds };
    });
  return checks.includes("leak") ? [...declared, leak(analysis, layout)] : declared;
}

function leak(analysis: Analysis, layout: Layout): Invariant {
  const { span } = analysis;
  const ended = [...layout.processes.values()].map(({ type }) => {
    const each = build.local("each", type.key, span);
    const binder = build.binderOver("each", type.key, span);
    return build.quantify("all", [binder], isAt(layout, each, "ended"));
  });
  const kept = [...layout.objects.values()].map((records) => {
    const each = build.local("each", records.type.key, span);
    const binder = build.binderOver("each", records.type.key, span);
    const loose = lifeIs(fieldAt(records, each, "life"), ["new", "detached"]);
    return build.quantify("all", [binder], build.not(loose));
  });
  const applies = build.conjunction(ended, span);
  const holds = build.binary("implies", applies, build.conjunction(kept, span));
  return {
    span,
    comment: undefined,
    sentence: "When all processes have ended, no object is left new or detached.",
    name: "leak",
    applies: undefined,
    holds,
  };
}

export function constraintsOf({ constraints }: Analysis, layout: Layout): Constraint[] {
  return constraints.map((each) => ({
    ...origin(each),
    name: each.name,
    holds: lowerExpr(layout, each.body),
  }));
}

export function reachablesOf(analysis: Analysis, layout: Layout): Reachable[] {
  return analysis.properties
    .filter((each): each is StateProperty => each.kind === "reachable")
    .map((each) => ({ ...origin(each), name: each.name, holds: lowerExpr(layout, each.body) }));
}

export function scenariosOf(analysis: Analysis, layout: Layout): Scenario[] {
  return analysis.scenarios.map((each): Scenario => {
    const { outcome } = each;
    return {
      ...origin(each),
      name: each.name,
      moves: each.moves,
      outcome:
        outcome.kind === "state"
          ? { kind: "state", holds: lowerExpr(layout, outcome.condition) }
          : outcome,
    };
  });
}
