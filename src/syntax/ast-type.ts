// Types, as written.

import type { Expr } from "./ast-expression.js";
import type { Name, Node } from "./ast-node.js";

export interface Parameter extends Node<"parameter"> {
  readonly name: Name;
  readonly type: Type;
}

export type Type =
  | (Node<"type-name"> & { readonly path: readonly Name[] })
  | (Node<"type-range"> & { readonly low: Expr; readonly high: Expr })
  /** Enumerations are unions whose cases carry nothing. */
  | (Node<"type-union"> & { readonly cases: readonly UnionCase[] })
  | (Node<"type-record"> & { readonly fields: readonly Parameter[] })
  | (Node<"type-map"> & { readonly key: Type; readonly value: Type })
  | (Node<"type-set"> & { readonly of: Type })
  | (Node<"type-seq"> & { readonly of: Type; readonly max: Expr })
  | (Node<"type-option"> & { readonly of: Type })
  /** `interchangeable 3`: values that may be renamed among themselves. */
  | (Node<"type-interchangeable"> & { readonly count: Expr });

export interface UnionCase extends Node<"union-case"> {
  readonly name: Name;
  readonly fields: readonly { readonly name: Name | undefined; readonly type: Type }[];
}

/** What a parameter stands for; a type's name or a range is written, and read, as an expression. */
export type Argument =
  | (Node<"argument-value"> & { readonly expr: Expr })
  | (Node<"argument-type"> & { readonly type: Type });

/** `n = 3` of an import. */
export interface Given extends Node<"given"> {
  readonly name: Name;
  readonly argument: Argument;
}
