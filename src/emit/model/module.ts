// A generated module as data: what it imports and declares, in order. The TypeScript and the
// JavaScript printer both read it, so both write the same expressions; only they know about types.

/** An initializer. Text is an expression that is valid in both languages. */
export type Value =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "object"; readonly members: readonly Member[]; readonly isTall: boolean }
  | { readonly kind: "list"; readonly items: readonly Item[] }
  | FunctionValue;

export interface Member {
  readonly name: string;
  readonly value: Value;
  /** True if the value is computed whenever it is asked for. */
  readonly isComputed?: boolean;
}

export interface Item {
  readonly value: Value;
  /** Said in a line of its own above the item. */
  readonly remark: string | undefined;
}

/** An arrow function; its last statement is what it returns, alone if `statements` is empty. */
export interface FunctionValue {
  readonly kind: "function";
  readonly parameters: readonly Parameter[];
  readonly result: string | undefined;
  readonly body: Body;
}

export interface Parameter {
  /** A name or a pattern. */
  readonly text: string;
  readonly type: string | undefined;
  /** What it is if it is not given. */
  readonly otherwise?: string;
}

/** The value of an expression, or statements that return one. */
export type Body =
  | { readonly kind: "expression"; readonly text: string }
  | { readonly kind: "block"; readonly statements: readonly string[] };

interface Documented {
  readonly name: string;
  readonly docs: string | undefined;
}

export interface ConstDeclaration extends Documented {
  readonly kind: "const";
  readonly type: string | undefined;
  readonly value: Value;
  /** What follows the value: `as const`, or what it satisfies. */
  readonly isConst: boolean;
  readonly satisfies: string | undefined;
}

export interface TypeDeclaration extends Documented {
  readonly kind: "type";
  readonly type: string;
  /** True if it belongs to the constant of the same name just before it. */
  readonly isPaired: boolean;
}

export interface InterfaceDeclaration extends Documented {
  readonly kind: "interface";
  readonly members: readonly (Documented & { readonly type: string })[];
}

export interface FunctionDeclaration extends Documented {
  readonly kind: "function";
  readonly parameters: readonly Parameter[];
  readonly result: string;
  readonly body: Body;
}

export type Declaration =
  ConstDeclaration | TypeDeclaration | InterfaceDeclaration | FunctionDeclaration;

export interface Module {
  /** The values and the types that it takes from `lockwright/runtime`, sorted. */
  readonly values: readonly string[];
  readonly types: readonly string[];
  readonly declarations: readonly Declaration[];
}

export function text(value: string): Value {
  return { kind: "text", text: value };
}

export function object(members: readonly Member[], isTall = false): Value {
  return { kind: "object", members, isTall };
}

export function list(values: readonly Value[]): Value {
  return { kind: "list", items: values.map((value) => ({ value, remark: undefined })) };
}

export function member(name: string, value: Value): Member {
  return { name, value };
}
