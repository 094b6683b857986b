// Expressions and patterns of the tree, a part of ast.ts.

import type { Name, Node } from "./ast-node.js";

export type LockMode = "read" | "write";

/** What a lock keeps off while it is held: interrupts, or softirqs alone. */
export type Masked = "irq" | "bh";

export interface Binder extends Node<"binder"> {
  readonly name: Name;
  /** A type name or an expression that is a set. */
  readonly domain: Expr;
}

export type Pattern =
  | Node<"pattern-any">
  | (Node<"pattern-case"> & {
      readonly name: Name;
      readonly fields: readonly (Name | undefined)[];
    });

export type UnaryOperator = "not" | "-";

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
  | "not in"
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

export interface FieldExpr extends Node<"field"> {
  readonly of: Expr;
  readonly name: Name;
}

export type Expr =
  | (Node<"number"> & { readonly value: bigint; readonly hex: boolean })
  | (Node<"boolean"> & { readonly value: boolean })
  | (Node<"name"> & { readonly name: Name })
  /** `_`, only in event subjects. */
  | Node<"wildcard">
  | FieldExpr
  | (Node<"index"> & { readonly of: Expr; readonly index: Expr })
  /** `f(x)`, `px.f(x)`: a function, a union case, a bit layout or a built-in predicate. */
  | (Node<"apply"> & { readonly name: Name; readonly arguments: readonly Expr[] })
  /** `held(t.ptl) by p`, `held(mmap, write)`. */
  | (Node<"held"> & {
      readonly lock: Expr;
      readonly mode: LockMode | undefined;
      readonly by: Expr | undefined;
    })
  /** `trylock pml`, `trylock read mmap`: only as the whole condition of an `if` statement. */
  | (Node<"trylock"> & {
      readonly lock: Expr;
      readonly mode: LockMode | undefined;
      readonly masked: Masked | undefined;
    })
  /** `read_retry seq`: whether a write began since `read_begin`. */
  | (Node<"read-retry"> & { readonly lock: Expr })
  | (Node<"unary"> & { readonly operator: UnaryOperator; readonly operand: Expr })
  | (Node<"binary"> & {
      readonly operator: BinaryOperator;
      readonly left: Expr;
      readonly right: Expr;
    })
  | (Node<"is"> & { readonly subject: Expr; readonly pattern: Pattern })
  | (Node<"if-expr"> & { readonly condition: Expr; readonly then: Expr; readonly else: Expr })
  | (Node<"match-expr"> & {
      readonly subject: Expr;
      readonly cases: readonly { readonly pattern: Pattern; readonly value: Expr }[];
      readonly else: Expr | undefined;
    })
  | (Node<"let-expr"> & { readonly name: Name; readonly value: Expr; readonly body: Expr })
  | (Node<"quantifier"> & {
      readonly word: QuantifierWord;
      readonly binders: readonly Binder[];
      readonly body: Expr;
    })
  /** `fold total = 0 for x in q: total + x` */
  | (Node<"fold"> & {
      readonly name: Name;
      readonly initial: Expr;
      readonly binder: Binder;
      readonly body: Expr;
    })
  | (Node<"range"> & { readonly low: Expr; readonly high: Expr })
  | (Node<"set-literal"> & { readonly elements: readonly Expr[] })
  /** `{ x in S : p }` */
  | (Node<"set-filter"> & { readonly binder: Binder; readonly condition: Expr })
  /** `{ e for x in S, y in T }` */
  | (Node<"set-image"> & { readonly value: Expr; readonly binders: readonly Binder[] })
  | (Node<"seq-literal"> & { readonly elements: readonly Expr[] })
  /** `[ x in q : p ]` */
  | (Node<"seq-filter"> & { readonly binder: Binder; readonly condition: Expr })
  /** `[ e for x in q ]` */
  | (Node<"seq-image"> & { readonly value: Expr; readonly binder: Binder })
  /** `[ x in S -> e ]` */
  | (Node<"map-literal"> & { readonly binder: Binder; readonly value: Expr })
  /** `K -> V`: the set of all maps from one set to another. */
  | (Node<"map-set"> & { readonly keys: Expr; readonly values: Expr })
  /** `set of S`: the set of all subsets. */
  | (Node<"sets-of"> & { readonly of: Expr })
  /** `seq of S max n`: the set of all sequences. */
  | (Node<"seqs-of"> & { readonly of: Expr; readonly max: Expr })
  /** `T?`: all values of a type, and `none`. */
  | (Node<"options-of"> & { readonly of: Expr })
  | (Node<"record-literal"> & { readonly fields: readonly FieldValue[] })
  /** `e with { writable: true }`, `m with { [k]: v }`. */
  | (Node<"with"> & { readonly of: Expr; readonly changes: readonly Change[] })
  /** `read_once(x)`; see `Later`. */
  | (Node<"later"> & { readonly feature: string });

export interface FieldValue {
  readonly name: Name;
  readonly value: Expr;
}

export type Change =
  { readonly name: Name; readonly value: Expr } | { readonly index: Expr; readonly value: Expr };
