// Rules, and what else is meant to be true, as written.

import type { Binder, Expr } from "./ast-expression.js";
import type { Declared, Name, Node, Sentence } from "./ast-node.js";
import type { Given, Parameter, Type } from "./ast-type.js";

export interface Rule extends Declared<"rule"> {
  readonly name: Name;
  readonly sentence: Sentence;
  readonly onlyWhen: Expr | undefined;
  readonly form: RuleForm;
}

export type RuleForm =
  /** `on E, E need C unless X, X` */
  | {
      readonly form: "on";
      readonly on: readonly Event[];
      readonly need: Expr;
      readonly unless: readonly Expr[];
    }
  /** `after E until E before E need E unless X` */
  | {
      readonly form: "after";
      readonly after: readonly Event[];
      readonly until: readonly Event[];
      readonly before: readonly Event[];
      readonly need: readonly Event[];
      readonly unless: readonly Expr[];
    }
  /** `never E between E and E unless X` */
  | {
      readonly form: "never";
      readonly never: readonly Event[];
      readonly from: readonly Event[];
      readonly to: readonly Event[];
      readonly unless: readonly Expr[];
    };

export type EventVerb =
  | "read"
  | "write"
  | "lock"
  | "unlock"
  | "test"
  | "step"
  | "allocate"
  | "link"
  | "unlink"
  | "free"
  | "enter_rcu"
  | "leave_rcu";

/**
 * `write t.entry[_] by p`. The subject is an expression in which a name that nothing declares is a
 * pattern variable and `_` matches anything; `enter_rcu` and `leave_rcu` have none.
 */
export interface Event extends Node<"event"> {
  readonly verb: EventVerb;
  readonly subject: Expr | undefined;
  /** `in Table`: of which kind the object is whose life begins, goes on or ends. */
  readonly of: Type | undefined;
  readonly by: Name | undefined;
}

export interface Invariant extends Declared<"invariant"> {
  readonly name: Name;
  readonly sentence: Sentence;
  readonly onlyWhen: Expr | undefined;
  readonly body: Expr;
}

/** `constraint bounded E`: what lies beyond is judged, but neither counted nor gone on from. */
export interface Constraint extends Declared<"constraint"> {
  readonly name: Name;
  readonly sentence: Sentence;
  readonly onlyWhen: Expr | undefined;
  readonly body: Expr;
}

export interface Reachable extends Declared<"reachable"> {
  readonly name: Name;
  readonly sentence: Sentence;
  readonly onlyWhen: Expr | undefined;
  readonly body: Expr;
}

export interface Property extends Declared<"property"> {
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly sentence: Sentence;
  readonly onlyWhen: Expr | undefined;
  readonly body: Temporal;
}

export type Temporal =
  | (Node<"temporal-state"> & { readonly expr: Expr })
  /** `step E`: E speaks of old values by name and of new ones by `next(x)`. */
  | (Node<"temporal-step"> & { readonly expr: Expr })
  | (Node<"temporal-unary"> & {
      readonly operator: "always" | "eventually" | "not";
      readonly operand: Temporal;
    })
  | (Node<"temporal-binary"> & {
      readonly operator: "leads to" | "until" | "and" | "or" | "implies";
      readonly left: Temporal;
      readonly right: Temporal;
    })
  | (Node<"temporal-quantifier"> & {
      readonly word: "all" | "some";
      readonly binders: readonly Binder[];
      readonly body: Temporal;
    });

/** `property refines t_commit (n = 3) with rm_state := state`: every behaviour is one of `path`. */
export interface Refinement extends Declared<"refinement"> {
  /** `refines_t_commit`. */
  readonly name: Name;
  readonly path: readonly Name[];
  /** Values of its constants. */
  readonly given: readonly Given[];
  readonly sentence: Sentence;
  /** What its variables are here. */
  readonly parts: readonly RefinementPart[];
  readonly onlyWhen: Expr | undefined;
}

export interface RefinementPart extends Node<"refinement-part"> {
  readonly name: Name;
  readonly value: Expr;
}

/** `fairness served strong all p in Proc: enter(p) or leave(p)`. */
export interface FairnessCondition extends Declared<"fairness"> {
  readonly name: Name;
  readonly sentence: Sentence;
  readonly onlyWhen: Expr | undefined;
  readonly strength: "weak" | "strong";
  readonly binders: readonly Binder[];
  readonly instances: readonly FairInstances[];
}

/** `release(c) when idle`: only from states in which the condition is true. */
export interface FairInstances extends Instances {
  readonly when: Expr | undefined;
}

/** `release`, `enter(p)`, `Fault.lookup`, `Fault`: an action, a step, or all steps of a process. */
export interface Instances extends Node<"instances"> {
  readonly path: readonly Name[];
  readonly arguments: readonly Expr[] | undefined;
}
