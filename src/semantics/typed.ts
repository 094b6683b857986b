// What a spec means once names and types are settled, for one configuration: declarations whose
// expressions are typed core nodes with the language's own features still among them.

import type { Span } from "../base/source.js";
import type { Domain, Fn as CoreFn, Frame, Move, Origin } from "../core/core.js";
import type { FieldOf } from "../core/expression.js";
import type { TemporalOf } from "../core/temporal.js";
import type { Field, SymbolsType } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import type {
  LockRef,
  InstancesRef,
  Expr,
  Binder,
  LockSymbol,
  VariableSymbol,
  ObjectSymbol,
  ProcessSymbol,
  ProcedureSymbol,
  Section,
} from "./typed-expression.js";

export type * from "./typed-expression.js";

export type Fairness = "none" | "weak" | "strong";

/** With `irq_save` and `irq_restore`, `lock irq l` and `unlock irq l` keep interrupts off. */
export type SectionWord = Ast.SectionWord | "irq_save" | "irq_restore";

// --- Behaviour -----------------------------------------------------------------------------------

export type Statement =
  | {
      readonly kind: "assign";
      readonly target: Expr;
      readonly value: Expr;
      /** `write_once(x) := e`. */
      readonly marked?: true;
      readonly span: Span;
    }
  | {
      readonly kind: "assign-all";
      readonly binders: readonly Binder[];
      readonly body: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: "if";
      readonly condition: Expr;
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: "try";
      readonly lock: LockRef;
      readonly mode: "read" | "write";
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: "either";
      readonly branches: readonly (readonly Statement[])[];
      readonly span: Span;
    }
  /** `let x = e`: the value is read here, wherever it is used. */
  | { readonly kind: "keep"; readonly value: Expr; readonly span: Span }
  | { readonly kind: "goto"; readonly step: string; readonly span: Span }
  | { readonly kind: "stop"; readonly span: Span }
  /** The step ends; the thread goes on with the procedure, and then with the step after. */
  | {
      readonly kind: "call";
      readonly procedure: string;
      readonly arguments: readonly Expr[];
      readonly span: Span;
    }
  | { readonly kind: "return"; readonly span: Span }
  | { readonly kind: "await"; readonly condition: Expr; readonly span: Span }
  | {
      readonly kind: "pick";
      readonly binders: readonly Binder[];
      readonly condition: Expr | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: "take";
      readonly lock: LockRef;
      readonly mode: "read" | "write";
      readonly span: Span;
    }
  | {
      readonly kind: "release";
      readonly lock: LockRef;
      readonly ifHeld: boolean;
      /** What is done once it is released. */
      readonly then: readonly Statement[];
      readonly span: Span;
    }
  | { readonly kind: "downgrade"; readonly lock: LockRef; readonly span: Span }
  | {
      readonly kind: "seqcount";
      readonly what: "write_begin" | "write_end" | "read_begin";
      readonly lock: LockRef;
      readonly span: Span;
    }
  | {
      readonly kind: "section";
      readonly what: SectionWord;
      readonly span: Span;
    }
  | {
      readonly kind: "synchronize";
      readonly what: "synchronize_rcu" | "synchronize_ipi";
      readonly span: Span;
    }
  | {
      readonly kind: "allocate";
      readonly name: string;
      readonly object: ObjectSymbol;
      readonly span: Span;
    }
  | {
      readonly kind: "lifetime";
      readonly what: "link" | "unlink" | "free" | "call_rcu";
      readonly object: Expr;
      readonly of: ObjectSymbol;
      readonly span: Span;
    };

export interface Step extends Origin {
  readonly name: string;
  readonly fairness: Fairness;
  /** False where `only when` is false: the step is not in this variant. */
  readonly present: boolean;
  readonly body: readonly Statement[];
  /** The step that follows, where it is not the next one that is present; or `ended`. */
  readonly next?: string;
  /** The step of a procedure that this is, called from wherever. */
  readonly of?: { readonly procedure: string; readonly step: string };
}

export interface Procedure extends Origin {
  readonly symbol: ProcedureSymbol;
  /** First values of the variables, which follow the parameters among the symbol's locals. */
  readonly values: readonly Expr[];
  readonly steps: readonly Step[];
}

export interface Process extends Origin {
  readonly symbol: ProcessSymbol;
  /** First values, in the order of the symbol's locals. */
  readonly values: readonly Expr[];
  readonly steps: readonly Step[];
  readonly fairness: Fairness;
  /** Once it has the steps of its procedures: what each of these keeps while it is active. */
  readonly frames?: readonly Frame[];
}

export interface Action extends Origin {
  readonly name: string;
  readonly fairness: Fairness;
  readonly parameters: readonly Field[];
  readonly guard: Expr | undefined;
  readonly body: readonly Statement[];
}

export interface Init extends Origin {
  readonly body: readonly Statement[];
}

// --- Rules and properties ------------------------------------------------------------------------

/** What an argument of an event must be. */
export type PatternArgument =
  | { readonly kind: "any" }
  | { readonly kind: "bind"; readonly name: string }
  | { readonly kind: "value"; readonly value: Expr };

/** What an event is about. */
export type Subject =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "object-field"; readonly object: string; readonly name: string }
  | { readonly kind: "process-local"; readonly process: string; readonly name: string }
  | { readonly kind: "lock"; readonly name: string }
  | { readonly kind: "object"; readonly name: string }
  | { readonly kind: "step"; readonly process: string; readonly name: string }
  | { readonly kind: "test"; readonly condition: Expr }
  | { readonly kind: "section" };

export type Verb =
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

export interface EventPattern {
  readonly verb: Verb;
  readonly subject: Subject;
  /** The object or instance first, then the indexes. */
  readonly arguments: readonly PatternArgument[];
  readonly by: string | undefined;
  readonly span: Span;
}

export type RuleForm =
  | {
      readonly form: "on";
      readonly on: readonly EventPattern[];
      readonly need: Expr;
      readonly unless: readonly Expr[];
    }
  | {
      readonly form: "after";
      readonly after: readonly EventPattern[];
      readonly until: readonly EventPattern[];
      readonly before: readonly EventPattern[];
      readonly need: readonly EventPattern[];
      readonly unless: readonly Expr[];
    }
  | {
      readonly form: "never";
      readonly never: readonly EventPattern[];
      readonly from: readonly EventPattern[];
      readonly to: readonly EventPattern[];
      readonly unless: readonly Expr[];
    };

export interface Rule extends Origin {
  readonly name: string;
  /** The pattern variables and their types, in order of appearance. */
  readonly variables: readonly Field[];
  readonly form: RuleForm;
}

export type LockSet =
  | { readonly kind: "any" }
  | { readonly kind: "section"; readonly section: Section }
  | {
      readonly kind: "lock";
      readonly lock: LockSymbol;
      /** For an object's lock: the guarded object if absent. */
      readonly object: Expr | undefined;
      readonly mode: "read" | "write" | undefined;
    }
  | {
      readonly kind: "and" | "or";
      readonly left: LockSet;
      readonly right: LockSet;
    };

export interface Guard extends Origin {
  /** `guard_entry`. */
  readonly name: string;
  readonly subject: Subject;
  readonly read: LockSet | undefined;
  readonly write: LockSet | undefined;
}

/** What is said of a state. */
export interface Claim extends Origin {
  readonly name: string;
  readonly body: Expr;
}

export interface StateProperty extends Claim {
  readonly kind: "invariant" | "reachable";
}

export interface Scenario extends Origin {
  readonly name: string;
  readonly variant: string;
  readonly moves: readonly Move[];
  readonly outcome:
    | { readonly kind: "violates"; readonly properties: readonly string[] }
    | { readonly kind: "state"; readonly condition: Expr }
    | { readonly kind: "blocked"; readonly lane: string }
    | { readonly kind: "possible" };
}

export interface TemporalProperty extends Origin {
  readonly name: string;
  readonly kind: "property";
  readonly parameters: readonly Binder[];
  readonly formula: TemporalOf<Expr>;
}

/** What each variable of another model is here: every behaviour is then one of that model. */
export interface Refinement extends Origin {
  readonly name: string;
  /** A model of actions only. */
  readonly abstract: Analysis;
  /** One for each of its variables, in order. */
  readonly mapping: readonly FieldOf<Expr>[];
}

export interface FairnessCondition extends Origin {
  readonly name: string;
  /** What is declared fair itself, such as `Task.look`; absent from a condition that is named. */
  readonly of?: string;
  readonly strength: "weak" | "strong";
  readonly parameters: readonly Binder[];
  readonly instances: readonly FairInstances[];
}

/** Instances, and the states whose steps of them are meant; without, those of all. */
export interface FairInstances {
  readonly ref: InstancesRef;
  readonly when: Expr | undefined;
}

/** When one lock of a class is outside of another: of two objects, and perhaps who takes it. */
export interface Nesting {
  readonly lock: LockSymbol;
  /** The names of the objects, and of the thread, in the condition. */
  readonly outer: string;
  readonly inner: string;
  readonly by: string | undefined;
  readonly condition: Expr;
  readonly span: Span;
}

/** All that elaboration needs, for one configuration. */
export interface Analysis extends Origin {
  readonly name: string;
  readonly variant: string;
  readonly claim: string | undefined;
  readonly domains: readonly Domain[];
  /** Every instance of every process; absent without processes. */
  readonly thread: SymbolsType | undefined;
  readonly functions: readonly (Omit<CoreFn, "body" | "readsState"> & { readonly body: Expr })[];
  readonly variables: readonly { readonly symbol: VariableSymbol; readonly value: Expr }[];
  readonly objects: readonly {
    readonly symbol: ObjectSymbol;
    readonly values: readonly Expr[];
    readonly locks: readonly LockSymbol[];
  }[];
  readonly locks: readonly LockSymbol[];
  /** Each edge is outer lock, inner lock, with the place of the order. */
  readonly order: readonly {
    readonly outer: string;
    readonly inner: string;
    readonly span: Span;
  }[];
  readonly nestings: readonly Nesting[];
  readonly processes: readonly Process[];
  readonly procedures: readonly Procedure[];
  readonly actions: readonly Action[];
  readonly inits: readonly Init[];
  readonly guards: readonly Guard[];
  readonly rules: readonly Rule[];
  readonly properties: readonly (StateProperty | TemporalProperty)[];
  readonly refinements: readonly Refinement[];
  readonly fairness: readonly FairnessCondition[];
  readonly constraints: readonly Claim[];
  readonly scenarios: readonly Scenario[];
  readonly allowed: readonly string[];
}
