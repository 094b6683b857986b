// Events of rules: what happens, to what, by whom. A name that nothing declares is a pattern
// variable, whose type follows from where it stands.

import { qualifierOf } from "../core/qualified.js";
import type { Type } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { assignable, show, textOf } from "./assignable.js";
import type { Binding, Context, Scope } from "./context.js";
import { hint, isBroken, isLost, unknownName } from "./context.js";
import { inferAs, inferBool } from "./expect.js";
import { objectNamed, objectsOf } from "./kinds.js";
import { reportNoLock } from "./locks.js";
import type { EventPattern, ObjectSymbol, PatternArgument, Subject } from "./typed.js";

/** The pattern variables of a rule and their types, in order of appearance. */
export interface Variables {
  readonly types: Map<string, Type>;
  /** Names in events with errors: nothing is said of their uses. */
  readonly lost: Set<string>;
  /** The qualifier of the instance that the rule belongs to, and is about if there is a choice. */
  readonly home: string;
}

interface Found {
  readonly subject: Subject;
  readonly arguments: readonly PatternArgument[];
}

/** The events of a rule; those that could not be understood were reported. */
export function typeEvents(
  context: Context,
  variables: Variables,
  asts: readonly Ast.Event[],
): EventPattern[] {
  return asts.flatMap((ast) => {
    const found = typeEvent(context, variables, ast);
    if (found === undefined)
      for (const name of namesIn(ast))
        if (!context.declarations.has(name)) variables.lost.add(name);
    return found ?? [];
  });
}

/** Every name that is written there. */
function namesIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(namesIn);
  if (typeof node !== "object" || node === null) return [];
  if ("text" in node && typeof node.text === "string") return [node.text];
  return Object.entries(node).flatMap(([key, value]) => (key === "span" ? [] : namesIn(value)));
}

function typeEvent(
  context: Context,
  variables: Variables,
  ast: Ast.Event,
): EventPattern | undefined {
  const found = typeSubject(context, variables, ast);
  if (found === undefined) return undefined;
  if (ast.by !== undefined) {
    if (context.thread === undefined) {
      context.report(
        "rule/event",
        { problem: "there is no process that `by` could name" },
        { at: ast.by.span },
      );
      return undefined;
    }
    const { subject } = found;
    const process = subject.kind === "step" ? context.symbol(subject.process) : undefined;
    const type = process?.kind === "process" ? process.type : context.thread;
    if (!typeBy(context, variables, ast.by, type)) return undefined;
  }
  return { verb: ast.verb, ...found, by: ast.by?.text, span: ast.span };
}

/** `by p`: p is new, or names a process instance already. */
function typeBy(context: Context, variables: Variables, by: Ast.Name, type: Type): boolean {
  const { text, span } = by;
  if (context.declarations.has(text)) {
    const problem = `\`by\` names the process instance, and \`${text}\` has a meaning already`;
    context.report("rule/event", { problem }, { at: span });
    return false;
  }
  const before = variables.types.get(text);
  if (before === undefined) variables.types.set(text, type);
  else if (!assignable(before, type) && !assignable(type, before)) {
    const facts = { found: show(before), needed: "a process instance", where: `\`${text}\`` };
    context.report("type/mismatch", facts, { at: span });
    return false;
  }
  return true;
}

function typeSubject(context: Context, variables: Variables, ast: Ast.Event): Found | undefined {
  const { subject } = ast;
  if (subject === undefined) return { subject: { kind: "section" }, arguments: [] };
  switch (ast.verb) {
    case "read":
    case "write":
      return typeAccess(context, variables, subject);
    case "lock":
    case "unlock":
      return typeLock(context, variables, subject);
    case "allocate":
    case "link":
    case "unlink":
    case "free":
      return typeObject(context, variables, subject, ast.of);
    case "step":
      return typeStep(context, subject);
    case "test": {
      const scope = { ...scopeOf(variables), patterns: variables.types };
      const condition = inferBool(context, scope, subject, "what is tested");
      return condition && { subject: { kind: "test", condition }, arguments: [] };
    }
    case "enter_rcu":
    case "leave_rcu":
      return { subject: { kind: "section" }, arguments: [] };
  }
}

/** A scope in which the pattern variables are names. */
export function scopeOf(variables: Variables): Scope {
  const bindings = new Map<string, Binding>();
  for (const [name, type] of variables.types) bindings.set(name, { kind: "local", type });
  for (const name of variables.lost) bindings.set(name, { kind: "broken" });
  return { parent: undefined, bindings, process: undefined };
}

function fail(context: Context, ast: Ast.Expr, problem: string): Found | undefined {
  context.report("rule/event", { problem }, { at: ast.span });
  return undefined;
}

/** `x`, `m[k]`, `t.entry[_]`, `Fault.orig`. */
function typeAccess(context: Context, variables: Variables, ast: Ast.Expr): Found | undefined {
  if (ast.kind === "index") {
    const of = typeAccess(context, variables, ast.of);
    if (of === undefined) return undefined;
    const type = elementType(context, of);
    if (type?.kind !== "map" && type?.kind !== "seq")
      return fail(context, ast.of, `\`${textOf(ast.of.span)}\` is not a map`);
    const key: Type =
      type.kind === "map" ? type.key : { kind: "int", name: undefined, low: 0, high: type.max };
    const argument = typeArgument(context, variables, ast.index, key);
    return argument && { ...of, arguments: [...of.arguments, argument] };
  }
  if (ast.kind === "name") {
    const symbol = context.symbol(ast.name.text);
    if (symbol?.kind === "variable")
      return { subject: { kind: "variable", name: symbol.name }, arguments: [] };
    if (symbol === undefined && !context.declarations.has(ast.name.text))
      unknownName(context, ast.name, "state variable", namesOf(context, "variable"));
    else if (symbol !== undefined)
      fail(context, ast, `\`${ast.name.text}\` is not a state variable`);
    return undefined;
  }
  if (ast.kind !== "field") return fail(context, ast, "an event names a variable or a field");
  return typeMember(context, variables, ast);
}

function typeMember(
  context: Context,
  variables: Variables,
  ast: Extract<Ast.Expr, { kind: "field" }>,
): Found | undefined {
  const name = ast.name.text;
  if (ast.of.kind === "name") {
    const process = context.symbol(ast.of.name.text);
    if (process?.kind === "process" && process.locals.some((local) => local.name === name))
      return {
        subject: { kind: "process-local", process: process.name, name },
        arguments: [{ kind: "any" }],
      };
  }
  const owners = objectsOf(context).filter(({ fields }) =>
    fields.some((each) => each.name === name),
  );
  const owner = ownerFor(context, variables, ast.of, owners);
  if (owner === undefined) {
    reportNoField(context, ast);
    return undefined;
  }
  const object = typeArgument(context, variables, ast.of, owner.type);
  const subject: Subject = { kind: "object-field", object: owner.name, name };
  return object && { subject, arguments: [object] };
}

/** `x.f` in an event where no object has an `f`. */
function reportNoField(context: Context, ast: Extract<Ast.Expr, { kind: "field" }>): void {
  const name = ast.name.text;
  const owners = [...context.declarations].filter(([owner]) => isLost(context, owner, name));
  if (isBroken(context.broken, name) || owners.length > 0) return;
  const root = ast.of.kind === "name" ? context.symbol(ast.of.name.text) : undefined;
  if (root?.kind === "variable") {
    const problem = `an event is about the whole of \`${root.name}\`, not about a field of it`;
    context.report("rule/event", { problem }, { at: ast.span, help: `write \`${root.name}\`` });
    return;
  }
  const own = root?.kind === "process" ? root : undefined;
  const problem = own
    ? `\`${own.name}\` has no local \`${name}\``
    : `no object has a field \`${name}\``;
  const known = own?.locals ?? objectsOf(context).flatMap(({ fields }) => fields);
  const place = {
    at: ast.name.span,
    ...hint(
      name,
      known.map((each) => each.name),
    ),
  };
  context.report("rule/event", { problem }, place);
}

/**
 * The object kind among `all` that an expression belongs to: the only one there is in the instance
 * of the rule, or else in its file.
 */
function ownerFor(
  context: Context,
  variables: Variables,
  ast: Ast.Expr,
  all: readonly ObjectSymbol[],
): ObjectSymbol | undefined {
  const known = ast.kind === "name" ? variables.types.get(ast.name.text) : undefined;
  const named = all.find((each) => known?.kind === "symbols" && each.name === known.name);
  if (named !== undefined) return named;
  const inInstance = all.filter(({ name }) => qualifierOf(name) === variables.home);
  const near = inInstance.length > 0 ? inInstance : all;
  const { source } = ast.span;
  const own = near.filter(({ name }) => context.declarations.get(name)?.span.source === source);
  const owners = own.length > 0 ? own : near;
  if (owners.length < 2 || ast.kind !== "name") return owners[0];
  if (known !== undefined) return undefined;
  const kinds = owners.map((each) => each.name).join(" or ");
  const facts = { what: `\`${ast.name.text}\`` };
  context.report("type/unclear", facts, { at: ast.span, label: `it may be ${kinds}` });
  return owners[0];
}

function typeLock(context: Context, variables: Variables, ast: Ast.Expr): Found | undefined {
  if (ast.kind === "name") {
    const symbol = context.symbol(ast.name.text);
    if (symbol?.kind === "lock")
      return { subject: { kind: "lock", name: symbol.name }, arguments: [] };
    reportNoLock(context, ast.name, symbol !== undefined);
    return undefined;
  }
  if (ast.kind !== "field") return fail(context, ast, "this event names a lock");
  const locks = context.objectLocks.get(ast.name.text) ?? [];
  const owners = locks.map((each) => each.owner);
  const owner = ownerFor(context, variables, ast.of, owners);
  const lock = locks.find((each) => each.owner === owner)?.lock;
  if (owner === undefined || lock === undefined) {
    const broken = [...context.declarations.keys()].some((each) =>
      isLost(context, each, ast.name.text),
    );
    if (!broken) reportNoLock(context, ast.name, true);
    return undefined;
  }
  const object = typeArgument(context, variables, ast.of, owner.type);
  return object && { subject: { kind: "lock", name: lock.name }, arguments: [object] };
}

/** `link t`, `link t in Table`. */
function typeObject(
  context: Context,
  variables: Variables,
  ast: Ast.Expr,
  of: Ast.Type | undefined,
): Found | undefined {
  const owner =
    of === undefined
      ? ownerFor(context, variables, ast, objectsOf(context))
      : objectNamed(context, of);
  if (of !== undefined && owner === undefined) return undefined;
  if (owner === undefined)
    return fail(context, ast, "there is no object this event could be about");
  const object = typeArgument(context, variables, ast, owner.type);
  return object && { subject: { kind: "object", name: owner.name }, arguments: [object] };
}

function typeStep(context: Context, ast: Ast.Expr): Found | undefined {
  if (ast.kind !== "field" || ast.of.kind !== "name")
    return fail(context, ast, "a step is named `Process.step` or `procedure.step`");
  const process = context.symbol(ast.of.name.text);
  if (process?.kind !== "process" && process?.kind !== "procedure") {
    if (!context.declarations.has(ast.of.name.text))
      unknownName(context, ast.of.name, "process", namesOf(context, "process"));
    return undefined;
  }
  const name = ast.name.text;
  if (process.steps.includes(name))
    return {
      subject: { kind: "step", process: process.name, name },
      arguments: [{ kind: "any" }],
    };
  unknownName(context, ast.name, `step of \`${process.name}\``, process.steps);
  return undefined;
}

/**
 * What an argument must be; an undeclared name is bound, or must be what it was bound to before.
 */
function typeArgument(
  context: Context,
  variables: Variables,
  ast: Ast.Expr,
  type: Type,
): PatternArgument | undefined {
  if (ast.kind === "wildcard") return { kind: "any" };
  if (ast.kind === "name") {
    const { text } = ast.name;
    const declared = context.declarations.has(text) || context.cases.has(text);
    if (!declared || variables.types.has(text)) {
      const before = variables.types.get(text) ?? type;
      if (!assignable(before, type) && !assignable(type, before)) {
        const facts = { found: show(before), needed: show(type), where: `\`${text}\`` };
        context.report("type/mismatch", facts, { at: ast.span });
        return undefined;
      }
      variables.types.set(text, before);
      return { kind: "bind", name: text };
    }
  }
  const value = inferAs(context, scopeOf(variables), ast, type, "the argument of the event");
  return value && { kind: "value", value };
}

function elementType(context: Context, found: Found): Type | undefined {
  const { subject } = found;
  let type: Type | undefined;
  let skip = 0;
  if (subject.kind === "variable") {
    const symbol = context.symbol(subject.name);
    type = symbol?.kind === "variable" ? symbol.type : undefined;
  } else if (subject.kind === "object-field" || subject.kind === "process-local") {
    const symbol = context.symbol(
      subject.kind === "object-field" ? subject.object : subject.process,
    );
    const fields =
      symbol?.kind === "object" ? symbol.fields : symbol?.kind === "process" ? symbol.locals : [];
    type = fields.find((field) => field.name === subject.name)?.type;
    skip = 1;
  }
  for (let depth = skip; depth < found.arguments.length; depth++)
    type = type?.kind === "map" ? type.value : type?.kind === "seq" ? type.of : undefined;
  return type;
}

function namesOf(context: Context, kind: string): string[] {
  return [...context.declarations].filter(([, each]) => each.kind === kind).map(([name]) => name);
}
