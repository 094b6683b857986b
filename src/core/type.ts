// The finite types of the core. A type that has a name is a reference to the domain of that name.

/** The case of a union and what it carries, in order. */
export interface UnionCase {
  readonly name: string;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly type: Type;
}

/** A field of a bit layout: positions `low` to `high`, and the values a state may hold. */
export interface BitField {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Absent: every value that fits. */
  readonly allowed: readonly bigint[] | undefined;
}

export type BoolType = { readonly kind: "bool" };

/** Integers from `low` to `high`, both included. Unnamed ones occur only inside expressions. */
export type IntType = {
  readonly kind: "int";
  readonly name: string | undefined;
  readonly low: number;
  readonly high: number;
};

/**
 * Finitely many names: an enumeration, the objects of a kind, the instances of a process, or a set
 * of interchangeable values. Values are strings in the readable model.
 */
export type SymbolsType = {
  readonly kind: "symbols";
  readonly name: string;
  readonly values: readonly string[];
  readonly interchangeable: boolean;
};

export type UnionType = {
  readonly kind: "union";
  readonly name: string;
  readonly cases: readonly UnionCase[];
};

export type RecordType = {
  readonly kind: "record";
  readonly name: string;
  readonly fields: readonly Field[];
};

export type MapType = { readonly kind: "map"; readonly key: Type; readonly value: Type };
export type SetType = { readonly kind: "set"; readonly of: Type };
export type SeqType = { readonly kind: "seq"; readonly of: Type; readonly max: number };
export type OptionType = { readonly kind: "option"; readonly of: Type };

/** A word of `width` bits, a bigint in the readable model. Without fields it is a plain word. */
export type BitsType = {
  readonly kind: "bits";
  readonly name: string;
  readonly width: number;
  readonly fields: readonly BitField[];
};

export type Type =
  | BoolType
  | IntType
  | SymbolsType
  | UnionType
  | RecordType
  | MapType
  | SetType
  | SeqType
  | OptionType
  | BitsType;

/** Whether values of the type are words that are computed with bit by bit. */
export function isPlainWord(type: Type): boolean {
  return type.kind === "bits" && type.fields.length === 0;
}

export const bool: BoolType = { kind: "bool" };

/** The smallest range that holds both. */
export function hull(a: IntType, b: IntType): IntType {
  return {
    kind: "int",
    name: undefined,
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
  };
}
