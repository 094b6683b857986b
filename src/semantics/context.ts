// What every part of the analysis shares: the configuration, the declarations by name, and where to
// report. Declarations are worked out when they are first asked for, so their order does not matter.

import type { Report } from "../base/diagnostic.js";
import type { Span } from "../base/source.js";
import { suggest } from "../base/suggest.js";
import type { Domain } from "../core/core.js";
import type { SymbolsType, Type, UnionType } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import type {
  Expr,
  FnSymbol,
  LockSymbol,
  ObjectSymbol,
  ProcessSymbol,
  VariableSymbol,
} from "./typed.js";

/** One way to run a spec: a variant, with what was set on the command line. */
export interface Configuration {
  readonly variant: string;
  /** Values of switches and constants, by name. */
  readonly settings: ReadonlyMap<string, Ast.Expr>;
  /** How many instances of each process run. */
  readonly counts: ReadonlyMap<string, number>;
  readonly allowed: readonly string[];
}

/** A constant or a switch, with the value it has in this configuration. */
export interface ConstantSymbol {
  readonly kind: "constant";
  readonly name: string;
  readonly span: Span;
  readonly value: Expr;
}

export interface DomainSymbol {
  readonly kind: "domain";
  readonly name: string;
  readonly span: Span;
  readonly type: Type;
}

/** A rule, property, variant, ...: it has a name and cannot stand in an expression. */
export interface OtherSymbol {
  readonly kind: "other";
  readonly name: string;
  readonly span: Span;
}

export type Symbol =
  | ConstantSymbol
  | DomainSymbol
  | VariableSymbol
  | LockSymbol
  | ObjectSymbol
  | ProcessSymbol
  | FnSymbol
  | OtherSymbol;

/** A case of an enumeration or union, and the types that have one of this name. */
export type CaseOwner = UnionType | SymbolsType;

export interface Context {
  readonly report: Report;
  readonly configuration: Configuration;
  readonly declarations: ReadonlyMap<string, Ast.Declaration | Ast.Variable>;
  /** Names that a declaration with a syntax error would probably have declared. */
  readonly broken: ReadonlySet<string>;
  /** The named types met so far, in the order they were met. */
  readonly domains: Domain[];
  readonly cases: Map<string, CaseOwner[]>;
  /** Locks of objects by name; several objects may each have a `ptl`. */
  readonly objectLocks: Map<string, LockSymbol[]>;
  readonly thread: SymbolsType | undefined;
  /** The symbol of a top-level name; undefined if there is none or it has errors of its own. */
  readonly symbol: (name: string) => Symbol | undefined;
}

export type Binding =
  | { readonly kind: "local"; readonly type: Type }
  | { readonly kind: "alias"; readonly value: Expr }
  /** Its declaration was reported; uses are passed over in silence. */
  | { readonly kind: "broken" };

/** The names bound inside a declaration, innermost first. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly bindings: Map<string, Binding>;
  /** The process whose step this is. */
  readonly process: ProcessSymbol | undefined;
  /** Where the expression stands in a rule: an undeclared name may be a pattern variable. */
  readonly patterns?: Map<string, Type>;
}

export function newScope(process?: ProcessSymbol): Scope {
  return { parent: undefined, bindings: new Map(), process };
}

export function nested(parent: Scope): Scope {
  return { parent, bindings: new Map(), process: parent.process };
}

export function lookup(scope: Scope | undefined, name: string): Binding | undefined {
  if (scope === undefined) return undefined;
  return scope.bindings.get(name) ?? lookup(scope.parent, name);
}

/** Binds a name that must mean nothing yet. */
export function bind(context: Context, scope: Scope, name: Ast.Name, binding: Binding): void {
  const known =
    lookup(scope, name.text) !== undefined ||
    context.declarations.has(name.text) ||
    scope.process?.locals.some((local) => local.name === name.text);
  if (known === true) context.report("name/shadowed", { name: name.text }, { at: name.span });
  scope.bindings.set(name.text, binding);
}

/** Reports a name that nothing declares, unless a broken declaration may be to blame. */
export function unknownName(
  context: Context,
  name: Ast.Name,
  what: string,
  candidates: Iterable<string>,
): void {
  if (context.broken.has(name.text)) return;
  const near = suggest(name.text, [...candidates]);
  context.report(
    "name/unknown",
    { name: name.text, what },
    { at: name.span, ...(near === undefined ? {} : { help: `did you mean \`${near}\`?` }) },
  );
}
