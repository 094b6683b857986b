// Expressions of the core: typed, with all names resolved. `Expr` is what emitters see. Phases
// before elaboration use the same nodes with features among them, so the nodes are generic in their
// children.

import type { Span } from "../base/source.js";
import type { Type } from "./type.js";

interface Base {
  readonly type: Type;
  readonly span: Span;
  /** A value that the step has read before: to use it again is not to read it again. */
  readonly kept?: true;
  /** A marked read of shared state. */
  readonly once?: true;
}

export type BinaryOperator =
  | "implies"
  | "or"
  | "and"
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  | "subset"
  | "union"
  | "intersect"
  | "minus"
  | "+"
  | "-"
  | "*"
  | "div"
  | "mod";

export type QuantifierWord = "all" | "some" | "count" | "choose" | "sum" | "min" | "max";

export type BuiltinName =
  | "size"
  | "subsets"
  /** All maps from a type, the first argument, to a set. */
  | "maps"
  /** All sequences over a set, up to a length. */
  | "sequences"
  | "len"
  | "append"
  | "head"
  | "tail"
  | "concat"
  /** The elements from one index to another, both included. */
  | "part"
  | "reverse"
  /** The bits of a word, or of an integer, as a word of the type of the node. */
  | "word"
  /** Whether one bit of a word is 1. */
  | "bit"
  /** The bits of a word from one place to another, as a word; 0 for places outside of it. */
  | "slice"
  /** The word with others in these places: the lowest of a word, or all as a truth says. */
  | "splice";

/** `name` ranges over the set, or the sequence, `domain`. */
export interface BinderOf<E> {
  readonly name: string;
  readonly type: Type;
  readonly domain: E;
}

export interface FieldOf<E> {
  readonly name: string;
  readonly value: E;
}

export type ChangeOf<E> =
  | { readonly kind: "field"; readonly name: string; readonly value: E }
  | { readonly kind: "index"; readonly index: E; readonly value: E };

/** The instances of an action that have these arguments; those not given may be anything. */
export interface InstancesOf<E> {
  readonly action: string;
  readonly arguments: readonly FieldOf<E>[];
  /** Of fairness: only steps from states in which it is true are meant; absent: from all. */
  readonly when?: E;
}

/** One node whose children are of the kind `C.expr`; the detour lets a union refer to itself. */
export type NodeOf<C extends { readonly expr: unknown }> = Base &
  (
    | { readonly kind: "bool"; readonly value: boolean }
    | { readonly kind: "int"; readonly value: number }
    /** A value of a `symbols` type. */
    | { readonly kind: "symbol"; readonly value: string }
    | { readonly kind: "bits"; readonly value: bigint }
    /** The absent value of an option. A present value of `T?` is the value of `T` itself. */
    | { readonly kind: "none" }
    /** A state variable; `after`, which only steps can speak of, is its value after the step. */
    | { readonly kind: "variable"; readonly name: string; readonly after?: true }
    /** A parameter, a binder or a `let`. */
    | { readonly kind: "local"; readonly name: string }
    | { readonly kind: "field"; readonly of: C["expr"]; readonly name: string }
    /** One-bit fields are Bool, wider ones Int. */
    | { readonly kind: "bit-field"; readonly of: C["expr"]; readonly name: string }
    /** What a union value carries; only where it is known to be of `case`. */
    | {
        readonly kind: "payload";
        readonly of: C["expr"];
        readonly case: string;
        readonly name: string;
      }
    /** The value of an option; only where it is known to be present. */
    | { readonly kind: "present"; readonly of: C["expr"] }
    | { readonly kind: "index"; readonly of: C["expr"]; readonly index: C["expr"] }
    | {
        readonly kind: "construct";
        readonly case: string;
        readonly fields: readonly FieldOf<C["expr"]>[];
      }
    | { readonly kind: "record"; readonly fields: readonly FieldOf<C["expr"]>[] }
    /** A changed copy of a record (field), a layout (field), a map or a sequence (index). */
    | {
        readonly kind: "with";
        readonly of: C["expr"];
        readonly changes: readonly ChangeOf<C["expr"]>[];
      }
    | { readonly kind: "not"; readonly operand: C["expr"] }
    | { readonly kind: "negate"; readonly operand: C["expr"] }
    | {
        readonly kind: "binary";
        readonly operator: BinaryOperator;
        readonly left: C["expr"];
        readonly right: C["expr"];
      }
    | { readonly kind: "is"; readonly of: C["expr"]; readonly case: string }
    | {
        readonly kind: "if";
        readonly condition: C["expr"];
        readonly then: C["expr"];
        readonly else: C["expr"];
      }
    | {
        readonly kind: "let";
        readonly name: string;
        readonly value: C["expr"];
        readonly body: C["expr"];
      }
    | {
        readonly kind: "quantifier";
        readonly word: QuantifierWord;
        readonly binders: readonly BinderOf<C["expr"]>[];
        readonly body: C["expr"];
      }
    /** What becomes of `initial` by way of `body`, element after element. */
    | {
        readonly kind: "fold";
        readonly accumulator: string;
        readonly initial: C["expr"];
        readonly binder: BinderOf<C["expr"]>;
        readonly body: C["expr"];
      }
    /** The set of all values of a type. */
    | { readonly kind: "domain"; readonly of: Type }
    | { readonly kind: "range"; readonly low: C["expr"]; readonly high: C["expr"] }
    | { readonly kind: "set"; readonly elements: readonly C["expr"][] }
    /** What of a set, or of a sequence, satisfies the condition. */
    | {
        readonly kind: "filter";
        readonly binder: BinderOf<C["expr"]>;
        readonly condition: C["expr"];
      }
    /** The set of the values or, over one binder, the sequence of them: as the type says. */
    | {
        readonly kind: "image";
        readonly binders: readonly BinderOf<C["expr"]>[];
        readonly value: C["expr"];
      }
    | { readonly kind: "seq"; readonly elements: readonly C["expr"][] }
    | { readonly kind: "map"; readonly binder: BinderOf<C["expr"]>; readonly value: C["expr"] }
    /** With `after`, what the function itself reads is of the state after the step. */
    | {
        readonly kind: "call";
        readonly function: string;
        readonly arguments: readonly C["expr"][];
        readonly after?: true;
      }
    | {
        readonly kind: "builtin";
        readonly name: BuiltinName;
        readonly arguments: readonly C["expr"][];
      }
    /** Some of these instances can be taken, and changes the state. Only in properties. */
    | {
        readonly kind: "enabled";
        readonly instances: readonly InstancesOf<C["expr"]>[];
        readonly after?: true;
      }
    /** The step is one that some of these instances makes, and changes the state. */
    | { readonly kind: "taken"; readonly instances: readonly InstancesOf<C["expr"]>[] }
    /** The operand, checked to lie in the type of this node: leaving it is `out_of_range`. */
    | { readonly kind: "within"; readonly operand: C["expr"] }
  );

/** The children of core expressions: core expressions. */
interface CoreChildren {
  readonly expr: Expr;
}

export type Expr = NodeOf<CoreChildren>;
export type Binder = BinderOf<Expr>;
export type Change = ChangeOf<Expr>;
export type Instances = InstancesOf<Expr>;
