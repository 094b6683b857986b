// What every part of the analysis shares: the configuration, the declarations by name, and where to
// report. Declarations are worked out when they are first asked for, so their order does not
// matter.

import type { Report } from "../base/diagnostic.js";
import type { SourceFile, Span } from "../base/source.js";
import { suggest } from "../base/suggest.js";
import type { Domain } from "../core/core.js";
import type { Field, SymbolsType, Type, UnionType } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import type {
  Expr,
  FnSymbol,
  LockSymbol,
  ObjectSymbol,
  ProcedureSymbol,
  ProcessSymbol,
  VariableSymbol,
} from "./typed.js";

/** One way to run a spec: a variant, with what was set on the command line. */
export interface Configuration {
  readonly variant: string;
  /** What the variant says of itself. */
  readonly claim: string | undefined;
  /** Values of switches and constants, by name. */
  readonly settings: ReadonlyMap<string, Ast.Expr>;
  /** How many instances of each process run. */
  readonly counts: ReadonlyMap<string, number>;
  readonly allowed: readonly string[];
  /**
   * The scenarios to type: those that run what the variant runs; one that runs something else, by
   * name; or none, where the command line decides what runs.
   */
  readonly scenarios: "own" | "none" | { readonly only: string };
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
  | ProcedureSymbol
  | FnSymbol
  | OtherSymbol;

/** A case of an enumeration or union, and the types that have one of this name. */
export type CaseOwner = UnionType | SymbolsType;

/** The lock that objects of a kind have by some name; perhaps one lock for all of them. */
export interface ObjectLock {
  readonly owner: ObjectSymbol;
  readonly lock: LockSymbol;
}

export interface Context {
  readonly report: Report;
  readonly configuration: Configuration;
  readonly declarations: ReadonlyMap<string, Ast.Declaration | Ast.Variable>;
  /** The spec itself: a module does not see what it declares. */
  readonly main: SourceFile;
  /** Names whose declarations have errors of their own: nothing is said of their uses. */
  readonly broken: Set<string>;
  /** The named types met so far, in the order they were met. */
  readonly domains: Domain[];
  readonly cases: Map<string, CaseOwner[]>;
  /** Locks of objects by name; several kinds of objects may each have a `ptl`. */
  readonly objectLocks: Map<string, ObjectLock[]>;
  /** Further declarations of one lock, of which `only when` leaves one. */
  readonly alternatives: ReadonlyMap<string, readonly Ast.Lock[]>;
  readonly thread: SymbolsType | undefined;
  /** The inference of any expression, for the parts of it that meet other expressions. */
  readonly infer: (
    context: Context,
    scope: Scope,
    ast: Ast.Expr,
    expected: Type | undefined,
  ) => Expr | undefined;
  /** The symbol of a top-level name; undefined if there is none or it has errors of its own. */
  readonly symbol: (name: string) => Symbol | undefined;
}

export type Binding =
  | { readonly kind: "local"; readonly type: Type; readonly at?: Span }
  | { readonly kind: "alias"; readonly value: Expr; readonly at?: Span }
  /** Its declaration was reported; uses are passed over in silence. */
  | { readonly kind: "broken" };

/** What a property may ask. */
export interface Asks {
  /** `steps`: also for values after a step; `after`: it does so already. */
  readonly of: "states" | "steps" | "after";
  /** The actions of the variant, with their parameters. */
  readonly actions: ReadonlyMap<string, readonly Field[]>;
}

/** The names bound inside a declaration, innermost first. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly bindings: Map<string, Binding>;
  /** The process, or the procedure, whose step this is. */
  readonly process: ProcessSymbol | ProcedureSymbol | undefined;
  /** In a property: the actions it may ask about, and whether it speaks of a step. */
  readonly asks?: Asks;
  /** In the test of an event: a name that nothing declares becomes a pattern variable of these. */
  readonly patterns?: Map<string, Type>;
}

export function newScope(process?: Scope["process"]): Scope {
  return { parent: undefined, bindings: new Map(), process };
}

export function nested(parent: Scope): Scope {
  return { ...parent, parent, bindings: new Map() };
}

export function lookup(scope: Scope | undefined, name: string): Binding | undefined {
  if (scope === undefined) return undefined;
  return scope.bindings.get(name) ?? lookup(scope.parent, name);
}

/** Binds a name that must mean nothing yet. */
export function bind(context: Context, scope: Scope, name: Ast.Name, binding: Binding): void {
  const before = lookup(scope, name.text);
  if (before !== undefined) reportShadowed(context, name, "at" in before ? before.at : undefined);
  else checkNew(context, scope, name);
  const placed = binding.kind === "broken" ? binding : { ...binding, at: name.span };
  scope.bindings.set(name.text, placed);
}

/** Reports a name that is one of the spec's, or a local of the process. */
export function checkNew(context: Context, scope: Scope, name: Ast.Name): void {
  const declaration = context.declarations.get(name.text);
  const { source } = name.span;
  const isSeen = source === context.main || declaration?.span.source === source;
  if (declaration !== undefined && isSeen) {
    reportShadowed(context, name, "name" in declaration ? declaration.name.span : declaration.span);
    return;
  }
  const process = scope.process && context.declarations.get(scope.process.name);
  if (process?.kind !== "process" && process?.kind !== "procedure") return;
  const local = localsOf(process).find((each) => each.text === name.text);
  if (local !== undefined) reportShadowed(context, name, local.span);
}

function reportShadowed(context: Context, { text, span }: Ast.Name, first: Span | undefined): void {
  const secondary = first === undefined ? [] : [{ span: first, text: "it is declared here" }];
  context.report("name/shadowed", { name: text }, { at: span, secondary });
}

/** Reports the second of two equal names. */
export function checkDistinct(report: Report, names: readonly Ast.Name[]): void {
  const seen = new Map<string, Ast.Name>();
  for (const name of names) {
    const before = seen.get(name.text);
    if (before === undefined) seen.set(name.text, name);
    else
      report(
        "name/duplicate",
        { name: name.text },
        { at: name.span, secondary: [{ span: before.span, text: "first here" }] },
      );
  }
}

/** "Did you mean" for a report, where that is certain. */
export function hint(word: string, candidates: Iterable<string>): { readonly help?: string } {
  const near = suggest(word, candidates);
  return near === undefined ? {} : { help: `did you mean \`${near}\`?` };
}

/**
 * Reports a name that nothing of that kind has, or says what it is instead; what is known of a word
 * of another language is `said`.
 */
export function unknownName(
  context: Context,
  name: Ast.Name,
  what: string,
  candidates: Iterable<string>,
  said?: string,
): void {
  if (isBroken(context.broken, name.text)) return;
  const declaration = context.declarations.get(name.text);
  const place =
    declaration === undefined
      ? said === undefined
        ? hint(name.text, candidates)
        : { help: said }
      : { help: `\`${name.text}\` is ${nounOf(declaration)}` };
  context.report("name/unknown", { name: name.text, what }, { at: name.span, ...place });
}

/** Reports as before, but for unknown names that a declaration with errors may have declared. */
export function unlessBroken(report: Report, broken: ReadonlySet<string>): Report {
  return (code, facts, place) => {
    const isUnknown = code === "name/unknown" && "name" in facts;
    if (!isUnknown || !isBroken(broken, facts.name)) report(code, facts, place);
  };
}

/** Reports as before, but for types that may be unclear because a declaration has errors. */
export function unlessUnclear(report: Report, broken: ReadonlySet<string>): Report {
  return (code, facts, place) => {
    if (code !== "type/unclear" || broken.size === 0) report(code, facts, place);
  };
}

/** Whether a name's declaration may be one of those with errors; `*` stands for any. */
export function isBroken(broken: ReadonlySet<string>, name: string): boolean {
  return broken.has(name) || broken.has("*");
}

/** Whether a member is written in the declaration, known or not. */
export function isWritten(context: Context, owner: string, member: string): boolean {
  const declaration = context.declarations.get(owner);
  if (declaration?.kind === "process" || declaration?.kind === "procedure")
    return localsOf(declaration).some(({ text }) => text === member);
  if (declaration?.kind !== "object") return false;
  return membersOf(declaration).some(({ text }) => text === member);
}

/** Whether a member is written, but has errors of its own, so that nothing is known of it. */
export function isLost(context: Context, owner: string, member: string): boolean {
  if (!isWritten(context, owner, member)) return false;
  const symbol = context.symbol(owner);
  const isProcess = symbol?.kind === "process" || symbol?.kind === "procedure";
  const known = symbol?.kind === "object" ? symbol.fields : isProcess ? symbol.locals : [];
  const locks = context.objectLocks.get(member) ?? [];
  return (
    !known.some(({ name }) => name === member) && !locks.some((each) => each.owner.name === owner)
  );
}

/** The names of the parameters and variables. */
export function localsOf(ast: Ast.Process | Ast.Procedure): readonly Ast.Name[] {
  const parameters = ast.kind === "procedure" ? ast.parameters : [];
  return [...parameters, ...ast.variables].map(({ name }) => name);
}

/** The names of an object's fields and locks. */
export function membersOf(ast: Ast.ObjectDeclaration): readonly Ast.Name[] {
  return ast.members.flatMap((each) =>
    each.kind === "state" ? each.variables.map(({ name }) => name) : [each.name],
  );
}

/** What a declaration declares, in the words of the reference. */
function nounOf({ kind }: Ast.Declaration | Ast.Variable): string {
  return nouns[kind] ?? `a ${kind}`;
}

const nouns: Readonly<Record<string, string | undefined>> = {
  const: "a constant",
  bits: "a bit layout",
  object: "a kind of object",
  variable: "a state variable",
  fn: "a function",
  action: "an action",
  invariant: "an invariant",
};
