// Temporal properties: what every state or every step has to satisfy is an invariant or a property
// of steps, which any search judges; the rest speaks of behaviours. And fairness.

import type { Invariant } from "../core/core.js";
import type { Binder, Expr } from "../core/expression.js";
import type {
  FairnessCondition,
  StepProperty,
  Temporal,
  TemporalProperty,
} from "../core/temporal.js";
import { mapFormula } from "../core/temporal.js";
import type { Analysis } from "../semantics/typed.js";
import type * as Typed from "../semantics/typed.js";
import * as build from "./build.js";
import type { Layout } from "./layout.js";
import { instancesOf, lowerExpr } from "./lower.js";
import { antecedentOf } from "./premise.js";

export interface Temporals {
  readonly invariants: readonly Invariant[];
  readonly steps: readonly StepProperty[];
  readonly temporal: readonly TemporalProperty[];
}

/** The temporal properties, each where it belongs. */
export function temporalsOf(analysis: Analysis, layout: Layout): Temporals {
  const declared = analysis.properties.filter((each) => each.kind === "property");
  const invariants: Invariant[] = [];
  const steps: StepProperty[] = [];
  const temporal: TemporalProperty[] = [];
  for (const { span, comment, sentence, name, ...property } of declared) {
    const origin = { span, comment, sentence, name };
    const parameters = property.parameters.map((each) => lowerBinder(layout, each));
    const formula = mapFormula(property.formula, (expr) => lowerExpr(layout, expr));
    const lasting = lastingOf({ kind: "all", binders: parameters, body: formula });
    if (lasting?.holds === undefined) temporal.push({ ...origin, parameters, formula });
    else if (lasting.ofSteps)
      steps.push({ ...origin, initially: lasting.initially, holds: lasting.holds });
    else invariants.push({ ...origin, applies: antecedentOf(lasting.holds), holds: lasting.holds });
  }
  return { invariants, steps, temporal };
}

function lowerBinder(layout: Layout, binder: Typed.Binder): Binder {
  return { ...binder, domain: lowerExpr(layout, binder.domain) };
}

/** What is true at first, and of every state or every step. */
interface Lasting {
  readonly initially: Expr | undefined;
  readonly holds: Expr | undefined;
  readonly ofSteps: boolean;
}

/** The formula as such a claim, if it is one. */
function lastingOf(formula: Temporal): Lasting | undefined {
  switch (formula.kind) {
    case "state":
      return { initially: formula.holds, holds: undefined, ofSteps: true };
    case "always": {
      const holds = plain(formula.operand);
      if (holds === undefined) return undefined;
      const ofSteps = speaksOfSteps(formula.operand);
      // A claim of steps is not made of those that change nothing: it must not need them.
      if (ofSteps && !survivesStuttering(formula.operand, true)) return undefined;
      return { initially: undefined, holds, ofSteps };
    }
    case "all": {
      const body = lastingOf(formula.body);
      const over = (expr: Expr | undefined) => expr && quantified("all", formula.binders, expr);
      return body && { ...body, initially: over(body.initially), holds: over(body.holds) };
    }
    case "and": {
      const [left, right] = [lastingOf(formula.left), lastingOf(formula.right)];
      if (left === undefined || right === undefined) return undefined;
      const mixes = left.holds !== undefined && right.holds !== undefined;
      if (mixes && left.ofSteps !== right.ofSteps) return undefined;
      const initially = both(left.initially, right.initially);
      const ofSteps = left.ofSteps && right.ofSteps;
      // An invariant has nowhere to say what is true at first only.
      if (initially !== undefined && !ofSteps) return undefined;
      return { initially, holds: both(left.holds, right.holds), ofSteps };
    }
    default:
      return undefined;
  }
}

function both(left: Expr | undefined, right: Expr | undefined): Expr | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return build.binary("and", left, right);
}

function quantified(word: "all" | "some", binders: readonly Binder[], body: Expr): Expr {
  return binders.length === 0 ? body : build.quantify(word, [...binders], body);
}

/** The formula as one expression, if it speaks of one state or step only. */
function plain(formula: Temporal): Expr | undefined {
  switch (formula.kind) {
    case "state":
    case "step":
      return formula.holds;
    case "not": {
      const operand = plain(formula.operand);
      return operand && build.not(operand);
    }
    case "and":
    case "or":
    case "implies": {
      const [left, right] = [plain(formula.left), plain(formula.right)];
      return left && right && build.binary(formula.kind, left, right);
    }
    case "all":
    case "some": {
      const body = plain(formula.body);
      return body && quantified(formula.kind, formula.binders, body);
    }
    default:
      return undefined;
  }
}

function partsOf(formula: Temporal): readonly Temporal[] {
  if ("left" in formula) return [formula.left, formula.right];
  if ("operand" in formula) return [formula.operand];
  return "body" in formula ? [formula.body] : [];
}

function speaksOfSteps(formula: Temporal): boolean {
  return formula.kind === "step" || partsOf(formula).some(speaksOfSteps);
}

/** True if what is said of a step makes the formula true, whatever is said of its state. */
function survivesStuttering(formula: Temporal, positive: boolean): boolean {
  const of = (part: Temporal, truth = positive) => survivesStuttering(part, truth);
  switch (formula.kind) {
    case "step":
      return true;
    case "not":
      return of(formula.operand, !positive);
    case "and":
      return positive
        ? of(formula.left) && of(formula.right)
        : of(formula.left) || of(formula.right);
    case "or":
      return positive
        ? of(formula.left) || of(formula.right)
        : of(formula.left) && of(formula.right);
    case "implies": {
      const left = of(formula.left, !positive);
      return positive ? left || of(formula.right) : left && of(formula.right);
    }
    case "all":
    case "some":
      return of(formula.body);
    default:
      return false;
  }
}

/** The fairness conditions that some action instance belongs to. */
export function fairnessOf(analysis: Analysis, layout: Layout): FairnessCondition[] {
  return analysis.fairness.flatMap((each) => {
    const instances = each.instances.flatMap(({ ref, when }) => {
      const of = instancesOf(layout, ref);
      return when === undefined ? of : of.map((x) => ({ ...x, when: lowerExpr(layout, when) }));
    });
    if (instances.length === 0) return [];
    const parameters = each.parameters.map((binder) => lowerBinder(layout, binder));
    return [{ ...each, parameters, instances }];
  });
}
