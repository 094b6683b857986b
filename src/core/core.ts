// The one small language below all features: guarded actions over typed state variables. Nothing is
// left to resolve, infer or elaborate: emitters, checker, diff and exports decide nothing about
// meaning.

import type { Span } from "../base/source.js";
import type { Origin } from "./origin.js";
import type { Binder, Expr } from "./expression.js";
import type { FairnessCondition, StepProperty, TemporalProperty } from "./temporal.js";
import type { SymbolsType, Type } from "./type.js";

export type { Origin } from "./origin.js";

/** A named type, in spec order. */
export interface Domain extends Origin {
  readonly name: string;
  readonly type: Type;
}

/** A pure function; it may read state variables. */
export interface Fn extends Origin {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: Type }[];
  readonly result: Type;
  /** True if it, or a function it calls, reads a state variable. */
  readonly readsState: boolean;
  /** How deep its calls may be nested, if it can lead back to itself; deeper is `out_of_range`. */
  readonly deepest?: number | undefined;
  readonly body: Expr;
}

/**
 * A state variable. The fields and locks of an object kind are one variable, a map from its objects
 * to a record; so are the program counter and locals of a process.
 */
export interface Variable extends Origin {
  readonly name: string;
  readonly type: Type;
  /** A feature keeps it for itself: the spec has no name for it. */
  readonly isInner?: true;
}

/** Initial states: one for each choice of the binders that satisfies the condition. */
export interface Initial extends Origin {
  readonly binders: readonly Binder[];
  readonly condition: Expr | undefined;
  /** A value for each variable, in the order of `Core.variables`. */
  readonly values: readonly Expr[];
}

export type Selector =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "index"; readonly index: Expr };

/** A state variable or a part of one. */
export interface Place {
  readonly variable: string;
  readonly path: readonly Selector[];
}

/**
 * `place := value`; with binders, for each of their values. All right sides read the state before.
 */
export interface Assignment {
  readonly binders: readonly Binder[];
  readonly place: Place;
  readonly value: Expr;
}

/**
 * A decision tree whose leaves are simultaneous assignments; later ones win where places overlap.
 */
export type Effect =
  | { readonly kind: "assign"; readonly assignments: readonly Assignment[] }
  | { readonly kind: "if"; readonly condition: Expr; readonly then: Effect; readonly else: Effect };

/** What must be true of the state before, and the arguments, whenever the action is taken. */
export interface Requirement {
  /** The rule, guard or always-on check it belongs to. */
  readonly property: string;
  /** The access or statement that asked for it. */
  readonly span: Span;
  /** When the event happens; absent: whenever the action is taken. */
  readonly on: Expr | undefined;
  readonly need: Expr;
  /** Exceptions, of which one is enough. */
  readonly unless: readonly Expr[];
}

/** The lock that a step waits for. */
export interface Wanted {
  readonly lock: string;
  /** The object whose lock it is. */
  readonly object: Expr | undefined;
  readonly mode: "read" | "write";
  /** Where the step says so. */
  readonly span: Span;
}

/** A parameter of an action; it ranges over a set, or over all of its type. */
export interface Parameter {
  readonly name: string;
  readonly type: Type;
  /** A constant set. */
  readonly domain?: Expr;
  /**
   * A set of the state before, which earlier parameters may narrow down, where the type has too
   * many values to try each.
   */
  readonly among?: Expr;
}

export interface Action extends Origin {
  /** Unique; `Fault.lookup` for a step. */
  readonly name: string;
  /**
   * The process and step it comes from; its first parameter is then `self`. A step of a procedure
   * is called by the steps that led to it: `lookup / walk.peek`.
   */
  readonly process: string | undefined;
  readonly step: string | undefined;
  readonly parameters: readonly Parameter[];
  /** For a step: the program counter is there, and what it waits for has come. */
  readonly guard: Expr;
  readonly wants: Wanted | undefined;
  readonly requirements: readonly Requirement[];
  readonly effect: Effect;
}

export type PropertyKind =
  "invariant" | "rule" | "guard" | "check" | "reachable" | "property" | "scenario";

/** Everything that gets a verdict, in the order it is reported. */
export interface Property extends Origin {
  readonly name: string;
  readonly kind: PropertyKind;
  /** How many exceptions a rule has. */
  readonly exceptions: number;
}

export interface Invariant extends Origin {
  readonly name: string;
  /** Some state in which the invariant says something; absent: every state. */
  readonly applies: Expr | undefined;
  readonly holds: Expr;
}

export interface Reachable extends Origin {
  readonly name: string;
  readonly holds: Expr;
}

/** What a procedure keeps for a thread that is at one of these steps, and for no other. */
export interface Frame {
  readonly fields: readonly string[];
  readonly steps: readonly string[];
}

/** Two accesses that race in a state where it holds for some of the binders: two threads first. */
export interface Race {
  readonly binders: readonly Binder[];
  readonly holds: Expr;
  readonly first: RaceSide;
  readonly second: RaceSide;
}

/** One of the two; a marked access is no race with another. */
export interface RaceSide {
  readonly action: string;
  readonly span: Span;
  readonly writes: boolean;
  readonly marked: boolean;
}

/** States beyond it are judged, but neither counted nor gone on from. */
export interface Constraint extends Origin {
  readonly name: string;
  readonly holds: Expr;
}

/** A handler interrupts the thread whose CPU it runs on; `interrupt` is its first step. */
export type HandlerContext = "softirq" | "hardirq";

/** A process: its instances and where each of them is. */
export interface Process extends Origin {
  readonly name: string;
  readonly instances: SymbolsType;
  /** The variable whose record has the program counter, `at`; its last value is `ended`. */
  readonly variable: string;
  readonly frames?: readonly Frame[];
  /** Absent for a task. */
  readonly context?: HandlerContext;
}

export type LockKind = "spinlock" | "mutex" | "rwlock" | "rwsem" | "seqcount";

export interface Lock extends Origin {
  readonly name: string;
  readonly kind: LockKind;
  /** The object kind that has one lock each; absent for a lock of its own. */
  readonly object: SymbolsType | undefined;
  /** The variable, and the field of its records for an object's lock. */
  readonly variable: string;
  readonly field: string | undefined;
  /** The orders of its own class, if there are any: to hold one and take another is no cycle. */
  readonly nests?: readonly Span[];
}

/**
 * One move of a scenario. `lane` is a process instance, or the name of an action without a process.
 */
export interface Move {
  readonly lane: string;
  /** The step; `..` before it if other steps of the lane may come first. */
  readonly step: string;
  readonly gap: boolean;
  readonly span: Span;
}

export interface Scenario extends Origin {
  readonly name: string;
  readonly moves: readonly Move[];
  readonly outcome:
    | { readonly kind: "violates"; readonly properties: readonly string[] }
    | { readonly kind: "state"; readonly holds: Expr }
    | { readonly kind: "blocked"; readonly lane: string }
    | { readonly kind: "possible" };
}

/** A model of one variant. */
export interface Core extends Origin {
  readonly name: string;
  /** `default` for the spec as written. */
  readonly variant: string;
  /** The sentence of the variant. */
  readonly claim?: string;
  readonly domains: readonly Domain[];
  readonly functions: readonly Fn[];
  readonly variables: readonly Variable[];
  readonly initial: readonly Initial[];
  readonly actions: readonly Action[];
  readonly properties: readonly Property[];
  readonly invariants: readonly Invariant[];
  readonly reachables: readonly Reachable[];
  readonly steps: readonly StepProperty[];
  readonly temporal: readonly TemporalProperty[];
  readonly fairness: readonly FairnessCondition[];
  readonly constraints: readonly Constraint[];
  readonly processes: readonly Process[];
  readonly locks: readonly Lock[];
  /** The variable that has the handler that each thread is interrupted by, if there are any. */
  readonly interrupted?: string;
  readonly scenarios: readonly Scenario[];
  /** What `data_race` says does not happen. */
  readonly races?: readonly Race[];
  /** Always-on checks that are on: `deadlock`, `self_deadlock`, `lock_order`, ... */
  readonly checks: readonly string[];
}
