// Expressions once names and types are settled, and what their names stand for: core nodes with the
// language's own features still among them.

import type { Span } from "../base/source.js";
import type { HandlerContext, LockKind, Origin } from "../core/core.js";
import type { BinderOf, FieldOf, NodeOf } from "../core/expression.js";
import type { Field, SymbolsType, Type } from "../core/type.js";

interface Base {
  readonly type: Type;
  readonly span: Span;
}

/** What a thread may be inside of. */
export type Section = "rcu" | "irq_off" | "bh_off";

export type Life = "free" | "new" | "linked" | "detached" | "dying";

/** A lock: one of its own, or the one of `object`. */
export interface LockRef {
  readonly lock: LockSymbol;
  readonly object: Expr | undefined;
  readonly span: Span;
}

/** What the core does not know: elaboration replaces each by plain reads of state variables. */
export type Feature =
  | (Base & { readonly kind: "object-field"; readonly object: Expr; readonly name: string })
  | (Base & { readonly kind: "process-local"; readonly instance: Expr; readonly name: string })
  | (Base & {
      readonly kind: "held";
      readonly lock: LockRef;
      readonly mode: "read" | "write" | undefined;
      readonly by: Expr | undefined;
    })
  | (Base & { readonly kind: "life"; readonly object: Expr; readonly states: readonly Life[] })
  /** What `let` or a pattern named: a value read before, whatever the step has assigned since. */
  | (Base & { readonly kind: "kept"; readonly value: Expr })
  /** `read_once(x)`: a marked read of shared state. */
  | (Base & { readonly kind: "once"; readonly operand: Expr })
  | (Base & { readonly kind: "at"; readonly instance: Expr; readonly step: string })
  | (Base & {
      readonly kind: "in-section";
      readonly section: Section;
      readonly instance: Expr;
    })
  /** The value after the step. */
  | (Base & { readonly kind: "next"; readonly operand: Expr })
  | (Base & {
      readonly kind: "possible";
      readonly word: "enabled" | "taken";
      readonly instances: InstancesRef;
    });

/** Action instances as a spec names them. */
export type InstancesRef =
  | {
      readonly of: "action";
      readonly name: string;
      readonly arguments: readonly FieldOf<Expr>[];
    }
  /** All steps of the process, or one; of all instances, or of one. */
  | {
      readonly of: "process";
      readonly process: string;
      readonly step: string | undefined;
      readonly self: Expr | undefined;
    }
  /** What RCU frees in its own time. */
  | { readonly of: "callback"; readonly object: string }
  /** Of an action that is not in the variant. */
  | { readonly of: "nothing" };

/** The children of typed expressions: typed expressions. */
interface TypedChildren {
  readonly expr: Expr;
}

export type Expr = NodeOf<TypedChildren> | Feature;
export type Binder = BinderOf<Expr>;

// --- Symbols -------------------------------------------------------------------------------------

export interface LockSymbol extends Origin {
  readonly kind: "lock";
  readonly name: string;
  readonly form: LockKind;
  /**
   * False where the variant drops it: taking and releasing it does nothing, and nobody holds it.
   */
  readonly present: boolean;
  readonly object: ObjectSymbol | undefined;
}

export interface VariableSymbol extends Origin {
  readonly kind: "variable";
  readonly name: string;
  readonly type: Type;
  readonly shared?: true;
}

export interface ObjectSymbol extends Origin {
  readonly kind: "object";
  readonly name: string;
  readonly type: SymbolsType;
  readonly fields: readonly Field[];
  /** The names of those of them that are shared state. */
  readonly shared: ReadonlySet<string>;
}

export interface ProcessSymbol extends Origin {
  readonly kind: "process";
  readonly name: string;
  readonly type: SymbolsType;
  readonly locals: readonly Field[];
  /** All steps, absent ones included, in order. */
  readonly steps: readonly string[];
  /** Absent for a task. */
  readonly context?: HandlerContext;
}

/** A procedure: to the statements in it, the thread that called it is one of any process. */
export interface ProcedureSymbol extends Origin {
  readonly kind: "procedure";
  readonly name: string;
  readonly type: SymbolsType;
  /** The parameters, then the variables: each call has its own. */
  readonly locals: readonly Field[];
  readonly parameters: readonly Field[];
  /** All steps, absent ones included, in order. */
  readonly steps: readonly string[];
}

export interface FnSymbol extends Origin {
  readonly kind: "fn";
  readonly name: string;
  readonly parameters: readonly Field[];
  readonly result: Type;
}
