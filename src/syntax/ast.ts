// The tree of a spec, exactly as written. Nodes are plain data; every node has its span.

import type { Binder, Expr, LockMode } from "./ast-expression.js";
import type { Declared, Name, Node, Sentence } from "./ast-node.js";
import type {
  Constraint,
  FairnessCondition,
  Invariant,
  Property,
  Reachable,
  Refinement,
  Rule,
} from "./ast-property.js";
import type { Statement } from "./ast-statement.js";
import type { Argument, Given, Parameter, Type } from "./ast-type.js";

export type * from "./ast-expression.js";
export type { Name, Sentence } from "./ast-node.js";
export type * from "./ast-property.js";
export type * from "./ast-statement.js";
export type * from "./ast-type.js";

// --- Files ---------------------------------------------------------------------------------------

export interface File extends Node<"file"> {
  readonly header: Header | undefined;
  readonly declarations: readonly Declaration[];
  /** Names that declarations with syntax errors would probably have declared; `*` is any name. */
  readonly broken: readonly string[];
}

/** `model retract "..."` or `module x86.pte "..."`. */
export interface Header extends Node<"header"> {
  readonly form: "model" | "module";
  readonly name: Name;
  readonly parameters: readonly ModuleParameter[];
  readonly sentence: Sentence;
}

/** `n: 0..9 = 3`, or `Item: type`, which has no type itself. */
export interface ModuleParameter extends Node<"module-parameter"> {
  readonly name: Name;
  readonly type: Type | undefined;
  readonly default: Argument | undefined;
}

export type Declaration =
  | Import
  | Const
  | Switch
  | TypeDeclaration
  | Bits
  | ObjectDeclaration
  | State
  | Init
  | Lock
  | Order
  | Nesting
  | Guard
  | Fn
  | Process
  | Procedure
  | Action
  | Run
  | Rule
  | Invariant
  | Reachable
  | Constraint
  | Property
  | FairnessCondition
  | Refinement
  | Variant
  | Expect
  | Scenario
  | Allow
  | Later;

/** A part of the language whose syntax is final and whose meaning is still to be built. */
export interface Later extends Declared<"later"> {
  /** A plural, as the diagnostic `feature/later` begins with it. */
  readonly feature: string;
}

/** `import x86.pte`, `import x86.pte (none, same)`, `import ring (n = 3) as r`. */
export interface Import extends Declared<"import"> {
  readonly path: readonly Name[];
  readonly given: readonly Given[];
  readonly names: readonly Name[] | undefined;
  readonly alias: Name | undefined;
}

export interface Const extends Declared<"const"> {
  readonly name: Name;
  readonly type: Type | undefined;
  readonly value: Expr;
}

export interface Switch extends Declared<"switch"> {
  readonly name: Name;
  readonly sentence: Sentence;
  readonly type: Type;
  readonly value: Expr;
}

export interface TypeDeclaration extends Declared<"type"> {
  readonly name: Name;
  readonly type: Type;
}

/** `bits Pte : 64 "..."` and its fields. */
export interface Bits extends Declared<"bits"> {
  readonly name: Name;
  readonly width: number;
  readonly sentence: Sentence;
  readonly fields: readonly BitField[];
}

/** `pfn at 12..51 in 0, 0x1234`: bit positions, lowest first, and the values a state may hold. */
export interface BitField extends Declared<"bit-field"> {
  readonly name: Name;
  readonly low: number;
  readonly high: number;
  readonly allowed: readonly bigint[] | undefined;
  readonly sentence: Sentence;
}

export interface ObjectDeclaration extends Declared<"object"> {
  readonly name: Name;
  readonly max: Expr;
  readonly sentence: Sentence;
  readonly members: readonly (Lock | State)[];
}

/** One or more variables after the word `state`. */
export interface State extends Declared<"state"> {
  readonly variables: readonly Variable[];
}

export interface Variable extends Declared<"variable"> {
  /** Of `shared state`. */
  readonly shared?: true;
  readonly name: Name;
  readonly type: Type;
  readonly value: Expr | undefined;
}

/** Runs on top of the initial values; several `init` blocks are alternatives. */
export interface Init extends Declared<"init"> {
  readonly sentence: Sentence;
  readonly body: readonly Statement[];
}

/** `lock pml : spinlock`, or `lock pml is page_table_lock` (two names for one lock). */
export interface Lock extends Declared<"lock"> {
  readonly name: Name;
  readonly form: Name | undefined;
  readonly same: Expr | undefined;
  readonly sentence: Sentence;
  readonly onlyWhen: Expr | undefined;
}

/** `order a > b > c`, outermost first. */
export interface Order extends Declared<"order"> {
  readonly locks: readonly Name[];
  readonly onlyWhen: Expr | undefined;
}

/** `order all t in Table, u in Table: t.ptl > u.ptl by p when C`: of locks of one class. */
export interface Nesting extends Declared<"nesting"> {
  readonly binders: readonly Binder[];
  readonly outer: Expr;
  readonly inner: Expr;
  readonly by: Name | undefined;
  readonly condition: Expr;
  readonly onlyWhen: Expr | undefined;
}

/** `guard entry write ptl read ptl or rcu`. */
export interface Guard extends Declared<"guard"> {
  readonly target: readonly Name[];
  readonly accesses: readonly { readonly access: "read" | "write"; readonly locks: LockSet }[];
  readonly sentence: Sentence;
  readonly onlyWhen: Expr | undefined;
}

export type LockSet =
  | (Node<"lock-set-any"> & { readonly word: "any" })
  | (Node<"lock-set-section"> & { readonly section: "rcu" | "irq_off" | "bh_off" })
  | (Node<"lock-set-lock"> & { readonly lock: Expr; readonly mode: LockMode | undefined })
  | (Node<"lock-set-operation"> & {
      readonly operator: "and" | "or";
      readonly left: LockSet;
      readonly right: LockSet;
    });

export interface Fn extends Declared<"fn"> {
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly result: Type;
  /** `max 20`: how deep it may call itself. */
  readonly deepest: Expr | undefined;
  readonly body: Expr;
}

export type Fairness = "none" | "weak" | "strong";

export interface Process extends Declared<"process"> {
  readonly fairness: Fairness;
  readonly name: Name;
  readonly sentence: Sentence;
  readonly context: Name | undefined;
  readonly variables: readonly Variable[];
  readonly steps: readonly Step[];
}

export interface Procedure extends Declared<"procedure"> {
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly sentence: Sentence;
  readonly variables: readonly Variable[];
  readonly steps: readonly Step[];
}

/** One atomic action of a process. */
export interface Step extends Declared<"step"> {
  readonly fairness: Fairness;
  readonly name: Name;
  readonly sentence: Sentence;
  readonly onlyWhen: Expr | undefined;
  readonly body: readonly Statement[];
}

export interface Action extends Declared<"action"> {
  readonly fairness: Fairness;
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly sentence: Sentence;
  readonly onlyWhen: Expr | undefined;
  readonly guard: Expr | undefined;
  readonly body: readonly Statement[];
}

export interface Run extends Declared<"run"> {
  readonly counts: readonly RunCount[];
}

export interface RunCount extends Node<"run-count"> {
  readonly process: Name;
  readonly count: number;
}

// --- Variants, expectations, scenarios -----------------------------------------------------------

export interface Variant extends Declared<"variant"> {
  readonly name: Name;
  readonly parent: Name | undefined;
  readonly sentence: Sentence;
  readonly edits: readonly Edit[];
}

export type Edit =
  | (Node<"edit-set"> & { readonly name: Name; readonly value: Expr })
  | (Node<"edit-run"> & { readonly counts: readonly RunCount[] })
  | (Node<"edit-allow"> & { readonly names: readonly Name[] })
  /** `check deadlock`: what the spec allows is checked in this variant. */
  | (Node<"edit-check"> & { readonly names: readonly Name[] })
  /** `drop rule x`, `drop step Fault.recheck`. */
  | (Node<"edit-drop"> & { readonly what: Name; readonly target: readonly Name[] })
  /** `replace step Fault.reuse { ... }`: the braces hold what follows the name in a declaration. */
  | (Node<"edit-replace"> & { readonly target: readonly Name[]; readonly declaration: Editable })
  /** `add rule ...`, `add step Fault.fence after lock_table ...`: without, it comes last. */
  | (Node<"edit-add"> & {
      readonly target: readonly Name[];
      readonly beside: { readonly side: "after" | "before"; readonly step: Name } | undefined;
      readonly declaration: Editable | Refinement;
    });

export type Editable =
  | Step
  | Action
  | Rule
  | Invariant
  | Reachable
  | Constraint
  | Property
  | FairnessCondition
  | Lock
  | Guard
  | Order
  | Nesting;

/** `a in 6 steps`: the length of the shortest trace is pinned too. */
export interface Found extends Name {
  readonly steps: number | undefined;
}

/** `expect reused violates a, b` and so on; parts may be joined by commas. */
export interface Expect extends Declared<"expect"> {
  /** `default` names the spec as written. */
  readonly variant: Name;
  readonly holds: boolean;
  readonly violates: readonly Found[];
  readonly reachable: readonly Found[];
  readonly unreachable: readonly Name[];
  /** `distinct 120, generated 410, depth 11`. */
  readonly counts: readonly {
    readonly what: "distinct" | "generated" | "depth";
    readonly count: number;
  }[];
}

/** `allow deadlock, leak`: switches an always-on check off by name. */
export interface Allow extends Declared<"allow"> {
  readonly names: readonly Name[];
}

export interface Scenario extends Declared<"scenario"> {
  readonly name: Name;
  readonly sentence: Sentence;
  readonly variant: Name | undefined;
  readonly counts: readonly RunCount[];
  readonly lines: readonly ScenarioLine[];
  readonly outcome: ScenarioOutcome;
}

/** `Retract: lock_mapping .. free_table`: one process instance takes these steps in this order. */
export interface ScenarioLine extends Node<"scenario-line"> {
  readonly lane: Name;
  readonly items: readonly ScenarioItem[];
}

export type ScenarioItem =
  /** `peek`, or `walk.peek` for a step of a procedure. */
  | (Node<"scenario-step"> & { readonly name: Name })
  /** `..` stands for steps of this process, up to the step that follows. */
  | Node<"scenario-gap">;

export type ScenarioOutcome =
  | (Node<"outcome-violates"> & { readonly names: readonly Name[] })
  | (Node<"outcome-state"> & { readonly expr: Expr })
  /** `then blocked Fault`: that process cannot take its next step. */
  | (Node<"outcome-blocked"> & { readonly lane: Name })
  | Node<"outcome-possible">;
