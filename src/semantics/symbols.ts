// Top-level names become symbols when they are first asked for, so declarations may stand in any
// order. A declaration that needs itself is reported.

import type { Type } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";

import { resolveBits } from "./bits.js";
import { constantInt, evaluate, isPresent, liesWithin } from "./constant.js";
import { interrupt } from "../core/contexts.js";
import { handlerContext } from "./contexts.js";
import type { Configuration, Context, Symbol } from "./context.js";
import { checkDistinct, hint, isBroken, newScope, unlessUnclear } from "./context.js";
import type { Report } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import { named } from "./declared.js";
import { coerce } from "./assignable.js";
import { infer, inferAs } from "./expect.js";
import { sameLock } from "./locks.js";
import { inferExpr } from "./infer.js";
import { anyInt } from "./operators.js";
import type { Owner } from "./types.js";
import { allOf, declare, isLockKind, lockKinds, numbered, pascal, resolveType } from "./types.js";
import type { Expr, LockSymbol } from "./typed.js";
import type { Field, SymbolsType } from "../core/type.js";
import type { Origin } from "../core/core.js";

/** What an origin keeps of a declaration. */
export function originOf(ast: {
  readonly span: Ast.Name["span"];
  readonly comment: string | undefined;
  readonly sentence?: Ast.Sentence;
}): Origin {
  return { span: ast.span, comment: ast.comment, sentence: ast.sentence };
}

/** A context over the declarations; reports names that are declared twice. */
export function newContext(
  report: Report,
  configuration: Configuration,
  ast: readonly Ast.Declaration[],
  broken: ReadonlySet<string>,
  main: SourceFile,
): Context {
  const declarations = new Map<string, Ast.Declaration | Ast.Variable>();
  const alternatives = new Map<string, readonly Ast.Lock[]>();
  const variants = new Map<string, Ast.Declaration>();
  for (const { name, declaration } of named(ast)) {
    if (declaration.kind === "variant") {
      const twin = variants.get(name.text);
      if (twin !== undefined) reportTwice(report, name, twin);
      variants.set(name.text, twin ?? declaration);
      continue;
    }
    const before = declarations.get(name.text);
    if (before === undefined) declarations.set(name.text, declaration);
    else if (isConditional(before) && isConditional(declaration))
      alternatives.set(name.text, [...(alternatives.get(name.text) ?? []), declaration]);
    else reportTwice(report, name, before);
  }
  const symbols = new Map<string, Symbol | undefined>();
  const working = new Set<string>();
  const withErrors = new Set(broken);
  const context: Context = {
    report: unlessUnclear(report, withErrors),
    configuration,
    declarations,
    main,
    broken: withErrors,
    domains: [],
    cases: new Map(),
    objectLocks: new Map(),
    alternatives,
    thread: threadType(ast, configuration),
    infer: inferExpr,
    symbol: (name) => {
      const declaration = declarations.get(name);
      if (declaration === undefined) return undefined;
      if (symbols.has(name)) return symbols.get(name);
      if (working.has(name)) {
        const at = "name" in declaration ? declaration.name.span : declaration.span;
        report("name/cycle", { name }, { at });
        symbols.set(name, undefined);
        return undefined;
      }
      working.add(name);
      const symbol = makeSymbol(context, name, declaration);
      working.delete(name);
      if (symbol === undefined) context.broken.add(name);
      if (!symbols.has(name)) symbols.set(name, symbol);
      return symbols.get(name);
    },
  };
  return context;
}

/** A lock that another declaration of it, with another condition, may stand beside. */
function isConditional(ast: Ast.Declaration | Ast.Variable): ast is Ast.Lock {
  return ast.kind === "lock" && ast.onlyWhen !== undefined;
}

function reportTwice(report: Report, name: Ast.Name, before: Ast.Declaration | Ast.Variable): void {
  const first = { span: "name" in before ? before.name.span : before.span, text: "first here" };
  const isFar = first.span.source !== name.span.source;
  const help = isFar
    ? { help: "where a module has the other, `import ... as m` makes it `m.name`" }
    : {};
  report("name/duplicate", { name: name.text }, { at: name.span, secondary: [first], ...help });
}

const noThread: SymbolsType = {
  kind: "symbols",
  name: "Thread",
  values: [],
  interchangeable: true,
};

/** Instances of a process: its own name for one, numbered for several. */
function instances(name: string, count: number): SymbolsType {
  const values =
    count === 1 ? [name] : Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
  return { kind: "symbols", name, values, interchangeable: true };
}

/** Procedures speak of threads that another file has. */
function threadType(
  ast: readonly Ast.Declaration[],
  { counts }: Configuration,
): SymbolsType | undefined {
  const processes = ast.filter((each) => each.kind === "process");
  if (processes.length === 0 && !ast.some((each) => each.kind === "procedure")) return undefined;
  const values = processes.flatMap(
    ({ name }) => instances(name.text, counts.get(name.text) ?? 0).values,
  );
  return { kind: "symbols", name: "Thread", values, interchangeable: true };
}

function makeSymbol(
  context: Context,
  name: string,
  ast: Ast.Declaration | Ast.Variable,
): Symbol | undefined {
  const { span } = ast;
  switch (ast.kind) {
    case "const":
    case "switch":
      return makeConstant(context, ast);
    case "type": {
      const type = resolveType(context, ast.type, owner(name, ast));
      if (type !== undefined && !("name" in type && type.name === name))
        declare(context, type, owner(name, ast));
      return type && { kind: "domain", name, span, type };
    }
    case "bits": {
      const type = resolveBits(context, ast);
      if (type !== undefined) declare(context, type, owner(name, ast));
      return type && { kind: "domain", name, span, type };
    }
    case "object":
      return makeObject(context, ast);
    case "process":
      return makeProcess(context, ast);
    case "procedure":
      return makeProcedure(context, ast);
    case "variable": {
      const type = resolveType(context, ast.type, owner(pascal(name), ast));
      return (
        type && {
          kind: "variable",
          name,
          type,
          ...(ast.shared && { shared: ast.shared }),
          ...originOf(ast),
        }
      );
    }
    case "lock":
      return makeLock(context, [ast, ...(context.alternatives.get(name) ?? [])], undefined);
    case "fn": {
      checkDistinct(
        context.report,
        ast.parameters.map((each) => each.name),
      );
      const parameters = fields(context, ast.parameters, pascal(name), ast);
      const result = resolveType(context, ast.result, owner(pascal(name), ast));
      return parameters && result && { kind: "fn", name, parameters, result, ...originOf(ast) };
    }
    default:
      return { kind: "other", name, span };
  }
}

function owner(
  name: string,
  ast: {
    readonly span: Ast.Name["span"];
    readonly comment?: string | undefined;
    readonly sentence?: Ast.Sentence;
  },
): Owner {
  return { name, span: ast.span, comment: ast.comment, sentence: ast.sentence };
}

/** Named and typed things as fields; undefined if one of them has errors. */
function fields(
  context: Context,
  asts: readonly (Ast.Variable | Ast.Parameter)[],
  prefix: string,
  parent: Parameters<typeof owner>[1],
): Field[] | undefined {
  return allOf(asts, (ast) => {
    const where = { ...owner(prefix + pascal(ast.name.text), parent), span: ast.span };
    const type = resolveType(context, ast.type, where);
    return type && { name: ast.name.text, type };
  });
}

function makeConstant(context: Context, ast: Ast.Const | Ast.Switch): Symbol | undefined {
  const name = ast.name.text;
  const type = ast.type && resolveType(context, ast.type, owner(pascal(name), ast));
  if (ast.type !== undefined && type === undefined) return undefined;
  const given = context.configuration.settings.get(name) ?? ast.value;
  const what = `the value of \`${name}\``;
  const value =
    type === undefined
      ? inferLike(context, ast.value, given, what)
      : inferAs(context, newScope(), given, type, what);
  if (value === undefined) return undefined;
  if (type !== undefined && !liesWithin(context, value, type, what)) return undefined;
  const known = evaluate(value);
  if (known === undefined && ast.kind === "switch")
    context.report("type/constant", { what }, { at: given.span });
  return { kind: "constant", name, span: ast.span, value: literal(value, known) };
}

/** The value; one that a variant sets is of the type of the value in the declaration. */
function inferLike(
  context: Context,
  declared: Ast.Expr,
  given: Ast.Expr,
  what: string,
): Expr | undefined {
  const own = infer(context, newScope(), declared);
  if (given === declared || own === undefined) return own;
  const value = infer(context, newScope(), given, own.type);
  return value && coerce(context, value, wide(own.type), what);
}

/** An integer constant is an integer, whatever its value. */
function wide(type: Type): Type {
  return type.kind === "int" ? anyInt : type;
}

/** The simplest expression with the value, so that a constant reads as its value in the model. */
function literal(
  value: Extract<Symbol, { kind: "constant" }>["value"],
  known: ReturnType<typeof evaluate>,
): typeof value {
  if (typeof known === "number" && value.type.kind === "int") {
    const type: Type = { kind: "int", name: undefined, low: known, high: known };
    return { kind: "int", value: known, type, span: value.span };
  }
  return value;
}

function makeObject(context: Context, ast: Ast.ObjectDeclaration): Symbol | undefined {
  const name = ast.name.text;
  const max = constantInt(context, ast.max, "the greatest number of objects", 1, 64);
  if (max === undefined) return undefined;
  const type = numbered(name, max);
  declare(context, type, owner(name, ast));
  const variables = ast.members.flatMap((each) => (each.kind === "state" ? each.variables : []));
  let known: readonly Field[] | undefined;
  return {
    kind: "object",
    name,
    type,
    ...originOf(ast),
    shared: new Set(variables.filter((each) => each.shared).map((each) => each.name.text)),
    // Worked out when asked for: a field may hold an object of this kind.
    get fields() {
      known ??= variables.flatMap((each) => fields(context, [each], name, each) ?? []);
      return known;
    },
  };
}

function makeProcess(context: Context, ast: Ast.Process): Symbol {
  const name = ast.name.text;
  const type = instances(name, context.configuration.counts.get(name) ?? 0);
  declare(context, type, owner(name, ast));
  const handles = handlerContext(ast);
  let known: readonly Field[] | undefined;
  return {
    kind: "process",
    name,
    type,
    ...originOf(ast),
    steps: [...(handles === undefined ? [] : [interrupt]), ...ast.steps.map((x) => x.name.text)],
    ...(handles && { context: handles }),
    get locals() {
      known ??= ast.variables.flatMap((each) => fields(context, [each], name, each) ?? []);
      return known;
    },
  };
}

function makeProcedure(context: Context, ast: Ast.Procedure): Symbol {
  const name = ast.name.text;
  const prefix = pascal(name);
  const known = (asts: readonly (Ast.Variable | Ast.Parameter)[]): readonly Field[] =>
    asts.flatMap((each) => fields(context, [each], prefix, ast) ?? []);
  let parameters: readonly Field[] | undefined;
  let variables: readonly Field[] | undefined;
  return {
    kind: "procedure",
    name,
    type: context.thread ?? noThread,
    ...originOf(ast),
    steps: ast.steps.map((step) => step.name.text),
    get parameters() {
      parameters ??= known(ast.parameters);
      return parameters;
    },
    get locals() {
      variables ??= known(ast.variables);
      return [...this.parameters, ...variables];
    },
  };
}

/**
 * A lock of its own, one of each object of a kind, or another name for a lock. Of several
 * declarations of it, `only when` leaves one in each variant.
 */
export function makeLock(
  context: Context,
  asts: readonly [Ast.Lock, ...Ast.Lock[]],
  object: LockSymbol["object"],
): LockSymbol | undefined {
  const [present, second] = asts.filter(({ onlyWhen }) => isPresent(context, onlyWhen));
  if (present !== undefined && second !== undefined)
    reportTwice(context.report, second.name, present);
  const ast = present ?? asts[0];
  const name = ast.name.text;
  if (ast.same !== undefined) {
    const same = sameLock(context, ast.same, object);
    return present === undefined && same !== undefined ? { ...same, present: false } : same;
  }
  if (ast.form === undefined) return undefined;
  const form = ast.form.text;
  if (isLockKind(form))
    return {
      kind: "lock",
      name,
      form,
      present: present !== undefined,
      object,
      ...originOf(ast),
    };
  if (isBroken(context.broken, form)) return undefined;
  const help = `the kinds are ${lockKinds.slice(0, -1).join(", ")} and ${lockKinds.at(-1) ?? ""}`;
  context.report(
    "name/unknown",
    { name: form, what: "kind of lock" },
    { at: ast.form.span, help, ...hint(form, lockKinds) },
  );
  return undefined;
}
