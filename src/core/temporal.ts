// What a model says of behaviours rather than of states: properties of steps, temporal formulas,
// and which actions are not put off for ever. A behaviour may stutter: a step of it either is one
// of an action instance or changes nothing.

import type { Origin } from "./origin.js";
import type { Binder, BinderOf, Expr, Instances } from "./expression.js";

/**
 * A formula of linear time. A `step` speaks of one step, with `after` for the values after it. As
 * in TLA+ it does not see stuttering: under `always` (and on the left of `until`) a step that
 * changes nothing satisfies it, under `eventually`, `leads to` and on the right of `until` none
 * does. The nearest of these counts, once negations are moved inside.
 */
export type TemporalOf<E> =
  | { readonly kind: "state"; readonly holds: E }
  | { readonly kind: "step"; readonly holds: E }
  | { readonly kind: "not" | "always" | "eventually"; readonly operand: TemporalOf<E> }
  | {
      readonly kind: "and" | "or" | "implies" | "until" | "leads to";
      readonly left: TemporalOf<E>;
      readonly right: TemporalOf<E>;
    }
  /** The domains are constant. */
  | {
      readonly kind: "all" | "some";
      readonly binders: readonly BinderOf<E>[];
      readonly body: TemporalOf<E>;
    };

export type Temporal = TemporalOf<Expr>;

/** What is true of every fair behaviour; what every step has to satisfy is a `StepProperty`. */
export interface TemporalProperty extends Origin {
  readonly name: string;
  /** It is claimed for all values of these; their domains are constant. */
  readonly parameters: readonly Binder[];
  readonly formula: Temporal;
}

/** What is true of the initial states, and of every step that changes the state. */
export interface StepProperty extends Origin {
  readonly name: string;
  readonly initially: Expr | undefined;
  readonly holds: Expr;
  /** Of a refinement: the model that is refined, and what its variables are here. */
  readonly refined?: { readonly model: string; readonly variables: readonly Mapped[] };
}

/** A variable of a model that is refined, as the model that refines it has it. */
export interface Mapped {
  readonly name: string;
  readonly value: Expr;
}

/**
 * Steps of these instances that change the state are not put off for ever: weak, if from some time
 * on one is always possible; strong, if one is possible again and again. One condition for each
 * value of the parameters, whose domains are constant.
 */
export interface FairnessCondition extends Origin {
  readonly name: string;
  /** What is declared fair itself, such as `Task.look`; absent from a condition that is named. */
  readonly of?: string;
  readonly strength: "weak" | "strong";
  readonly parameters: readonly Binder[];
  readonly instances: readonly Instances[];
}

/** The formula with each of its expressions, the domains of binders included, replaced. */
export function mapFormula<E, F>(formula: TemporalOf<E>, change: (expr: E) => F): TemporalOf<F> {
  const of = (part: TemporalOf<E>): TemporalOf<F> => mapFormula(part, change);
  switch (formula.kind) {
    case "state":
    case "step":
      return { ...formula, holds: change(formula.holds) };
    case "not":
    case "always":
    case "eventually":
      return { ...formula, operand: of(formula.operand) };
    case "and":
    case "or":
    case "implies":
    case "until":
    case "leads to":
      return { ...formula, left: of(formula.left), right: of(formula.right) };
    case "all":
    case "some": {
      const binders = formula.binders.map((each) => ({ ...each, domain: change(each.domain) }));
      return { ...formula, binders, body: of(formula.body) };
    }
  }
}

/** The expressions of a formula, in the order they are written. */
export function expressionsOf(formula: Temporal): readonly Expr[] {
  const found: Expr[] = [];
  mapFormula(formula, (expr) => {
    found.push(expr);
    return expr;
  });
  return found;
}
