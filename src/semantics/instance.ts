// Instances of modules, and what a path of names means in one of them. The names of an instance
// begin with its qualifier, `r.`; those of the spec itself and of what it imports without `as` have
// none.

import type * as Ast from "../syntax/ast.js";
import { named } from "./declared.js";

/** The declarations of one file under one qualifier. */
export interface Instance {
  readonly file: Ast.File;
  /** As an import names it. */
  readonly path: string;
  /** Empty, or `r.`. */
  readonly qualifier: string;
  /** What it declares, its parameters among them. */
  readonly names: ReadonlySet<string>;
  /** The cases of its enumerations and unions. */
  readonly cases: ReadonlySet<string>;
  /** What it imports without `as`. */
  readonly open: readonly Instance[];
  /** What it imports with `as`; undefined where the import was reported. */
  readonly aliases: ReadonlyMap<string, Instance | undefined>;
  readonly aliasNames: readonly Ast.Name[];
  /** The aliases that something in it is qualified with. */
  readonly used: Set<string>;
}

export type Meaning =
  /** The first `length` parts of the path are the qualified name `text`. */
  | { readonly kind: "declared"; readonly text: string; readonly length: number }
  /** The instance has nothing of the name that follows its own, at `index` of the path. */
  | { readonly kind: "missing"; readonly instance: Instance; readonly index: number }
  /** It goes through an import that was reported. */
  | { readonly kind: "broken" };

/** What the path means in the instance; undefined where nothing but a local can be meant. */
export function meaningOf(instance: Instance, path: readonly string[]): Meaning | undefined {
  return lookUp(instance, path, 0);
}

function lookUp(instance: Instance, path: readonly string[], index: number): Meaning | undefined {
  const name = path[index];
  if (name === undefined) return undefined;
  if (instance.aliases.has(name) && index + 1 < path.length) {
    instance.used.add(name);
    const inner = instance.aliases.get(name);
    if (inner === undefined) return { kind: "broken" };
    const found = lookUp(inner, path, index + 1) ?? caseOf(inner, path, index + 1);
    return found ?? { kind: "missing", instance: inner, index: index + 1 };
  }
  if (instance.names.has(name))
    return { kind: "declared", text: instance.qualifier + name, length: index + 1 };
  for (const open of instance.open) {
    const found = lookUp(open, path, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function caseOf(instance: Instance, path: readonly string[], index: number): Meaning | undefined {
  const name = path[index] ?? "";
  if (instance.cases.has(name))
    return { kind: "declared", text: instance.qualifier + name, length: index + 1 };
  return instance.open.map((open) => caseOf(open, path, index)).find((found) => found);
}

/** `r.Fault1`: what the imports that the path begins with add to names, and the rest as it is. */
export function withQualifier(instance: Instance, path: readonly string[]): string {
  const [first = "", ...rest] = path;
  const inner = rest.length > 0 ? instance.aliases.get(first) : undefined;
  if (inner === undefined) return instance.qualifier + path.join(".");
  instance.used.add(first);
  return withQualifier(inner, rest);
}

/** The names of a file: what it declares, and its parameters. */
export function namesIn({ header, declarations }: Ast.File): ReadonlySet<string> {
  const parameters = header?.parameters ?? [];
  return new Set([...named(declarations), ...parameters].map(({ name }) => name.text));
}

/** The cases of all types that are written in a file. */
export function casesIn({ declarations }: Ast.File): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (isCase(node)) found.add(node.name.text);
    for (const [key, value] of Object.entries(node)) if (key !== "span") visit(value);
  };
  visit(declarations);
  return found;
}

function isCase(node: object): node is Ast.UnionCase {
  return "kind" in node && node.kind === "union-case";
}
