// Statements as written become typed statements. Patterns and `let` are gone: what they name is
// read where it is used.

import type { Span } from "../base/source.js";
import type { Type } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { assignable, coerce, show, textOf } from "./assignable.js";
import { inferBinders } from "./collections.js";
import type { Context, Scope } from "./context.js";
import { bind, nested, unknownName } from "./context.js";
import { infer, inferBool } from "./expect.js";
import { objectNamed } from "./kinds.js";
import {
  checkTaken,
  masking,
  typeDowngrade,
  typeRelease,
  typeSeqcount,
  typeTake,
  withMask,
} from "./lock-statements.js";
import { checkMode, resolveLock } from "./locks.js";
import { missingCases, reportMissing, testPattern } from "./patterns.js";
import { typeCall, typeReturn } from "./procedures.js";
import { checkShared, markedPlace } from "./shared.js";
import type { Expr, Statement } from "./typed.js";

/** Where statements stand; steps may do everything. */
export type Home = "a step" | "an action" | "an initial state" | "the body of `all`";

type Of<K extends Ast.Statement["kind"]> = Extract<Ast.Statement, { kind: K }>;

/** The statements that could be understood; the others were reported. */
export function typeStatements(
  context: Context,
  scope: Scope,
  home: Home,
  asts: readonly Ast.Statement[],
): Statement[] {
  const inner = nested(scope);
  return asts.flatMap((ast) => {
    const typed = typeStatement(context, inner, home, ast);
    return typed === undefined ? [] : withMask(ast, typed);
  });
}

function typeStatement(
  context: Context,
  scope: Scope,
  home: Home,
  ast: Ast.Statement,
): Statement | undefined {
  const { span } = ast;
  if (!belongs(context, home, ast)) {
    bindLost(scope, ast);
    return undefined;
  }
  switch (ast.kind) {
    case "assign":
      return typeAssign(context, scope, ast);
    case "assign-all": {
      const inner = nested(scope);
      const binders = inferBinders(context, inner, ast.binders);
      const body = typeStatements(context, inner, "the body of `all`", ast.body);
      return binders && { kind: "assign-all", binders, body, span };
    }
    case "if":
      return typeIf(context, scope, home, ast);
    case "match":
      return typeMatch(context, scope, home, ast);
    case "either": {
      const branches = ast.branches.map((branch) => typeStatements(context, scope, home, branch));
      return { kind: "either", branches, span };
    }
    case "goto":
      return typeGoto(context, scope, ast);
    case "stop":
      return { kind: "stop", span };
    case "skip":
      return undefined;
    case "await": {
      const condition = inferBool(context, scope, ast.condition, "what `await` waits for");
      return condition && { kind: "await", condition, span };
    }
    case "pick":
      return typePick(context, scope, ast);
    case "let":
      return typeLet(context, scope, ast);
    case "lock-take":
      return typeTake(context, scope, ast);
    case "lock-release":
      return typeRelease(context, scope, ast);
    case "lock-downgrade":
      return typeDowngrade(context, scope, ast);
    case "seqcount":
      return typeSeqcount(context, scope, ast);
    case "section":
      return { kind: "section", what: ast.what, span };
    case "synchronize":
      return { kind: "synchronize", what: ast.what, span };
    case "allocate":
      return typeAllocate(context, scope, ast);
    case "lifetime":
      return typeLifetime(context, scope, ast);
    case "call":
      return typeCall(context, scope, ast);
    case "return":
      return typeReturn(context, scope, ast);
    case "later":
      context.report("feature/later", { feature: ast.feature }, { at: span });
      return undefined;
  }
}

const stepOnly: ReadonlySet<Ast.Statement["kind"]> = new Set([
  "goto",
  "stop",
  "call",
  "return",
  "lock-take",
  "lock-release",
  "lock-downgrade",
  "seqcount",
  "section",
  "synchronize",
]);

/** What `all` can do for every value at once. */
const forAll: ReadonlySet<Ast.Statement["kind"]> = new Set([
  "assign",
  "assign-all",
  "if",
  "match",
  "let",
  "lifetime",
  "skip",
  "later",
]);

function belongs(context: Context, home: Home, ast: Ast.Statement): boolean {
  if (home === "a step") return true;
  const isOut =
    home === "the body of `all`"
      ? !forAll.has(ast.kind)
      : stepOnly.has(ast.kind) || (ast.kind === "lifetime" && ast.what === "call_rcu");
  if (isOut) {
    const facts = { what: `\`${wordOf(ast)}\``, where: `in ${home}` };
    context.report("step/not-here", facts, { at: ast.span });
  }
  return !isOut;
}

/** The word of the language that a statement is known by. */
function wordOf(ast: Ast.Statement): string {
  switch (ast.kind) {
    case "lock-take":
      return "lock";
    case "lock-release":
      return "unlock";
    case "lock-downgrade":
      return "downgrade";
    case "seqcount":
    case "section":
    case "synchronize":
    case "lifetime":
      return ast.what;
    default:
      return ast.kind;
  }
}

/** After a report, what the statement would have named must not be reported as unknown. */
function bindLost(scope: Scope, ast: Ast.Statement): void {
  const names =
    ast.kind === "allocate"
      ? [ast.name]
      : ast.kind === "pick"
        ? ast.binders.map(({ name }) => name)
        : [];
  for (const { text } of names) scope.bindings.set(text, { kind: "broken" });
}

function typePick(context: Context, scope: Scope, ast: Of<"pick">): Statement | undefined {
  const { span } = ast;
  const binders = inferBinders(context, scope, ast.binders);
  const condition =
    ast.condition && inferBool(context, scope, ast.condition, "the condition of `pick`");
  return binders && { kind: "pick", binders, condition, span };
}

function typeLet(context: Context, scope: Scope, ast: Of<"let">): Statement | undefined {
  const { span } = ast;
  const value = infer(context, scope, ast.value);
  const binding =
    value === undefined ? ({ kind: "broken" } as const) : ({ kind: "alias", value } as const);
  bind(context, scope, ast.name, binding);
  return value && { kind: "keep", value, span };
}

function typeAssign(context: Context, scope: Scope, ast: Of<"assign">): Statement | undefined {
  const place = markedPlace(ast.target);
  const written = place ?? ast.target;
  const target = infer(context, scope, written);
  if (target === undefined) {
    infer(context, scope, ast.value);
    return undefined;
  }
  const value = infer(context, scope, ast.value, hintFor(target.type, ast.value));
  if (!checkTarget(context, scope, target, written)) return undefined;
  if (place !== undefined && !checkShared(context, target, "write_once", place)) return undefined;
  const typed =
    value && fill(context, value, target.type, `the new value of \`${textOf(written.span)}\``);
  if (typed === undefined) return undefined;
  const { span } = ast;
  const marked = place === undefined ? {} : ({ marked: true } as const);
  if (target.kind !== "bit-field") return { kind: "assign", target, value: typed, ...marked, span };
  const changed: Expr = {
    kind: "with",
    of: target.of,
    changes: [{ kind: "field", name: target.name, value: typed }],
    type: target.of.type,
    span: ast.span,
  };
  return { kind: "assign", target: target.of, value: changed, ...marked, span };
}

/** A map may be assigned a value of its elements; where no map is written, one of them is meant. */
export function hintFor(type: Type, value: Ast.Expr): Type {
  if (type.kind !== "map" || writesMap(value)) return type;
  return hintFor(type.value, value);
}

function writesMap(value: Ast.Expr): boolean {
  switch (value.kind) {
    case "map-literal":
      return true;
    case "if-expr":
      return writesMap(value.then) || writesMap(value.else);
    case "match-expr":
      return value.cases.some((each) => writesMap(each.value));
    case "let-expr":
      return writesMap(value.body);
    default:
      return false;
  }
}

/** The value as one of the type; where a map is needed, an element value fills it. */
export function fill(context: Context, value: Expr, type: Type, where: string): Expr | undefined {
  if (type.kind !== "map" || assignable(value.type, type))
    return coerce(context, value, type, where);
  const element = fill(context, value, type.value, where);
  if (element === undefined) return undefined;
  const domain: Expr = {
    kind: "domain",
    of: type.key,
    type: { kind: "set", of: type.key },
    span: value.span,
  };
  const binder = { name: "_", type: type.key, domain };
  return { kind: "map", binder, value: element, type, span: value.span };
}

/** Assignments go to state variables, fields of objects and one's own locals, or parts of them. */
function checkTarget(context: Context, scope: Scope, target: Expr, ast: Ast.Expr): boolean {
  switch (target.kind) {
    case "variable":
    case "object-field":
      return true;
    case "process-local":
      if (target.instance.kind === "local" && target.instance.name === "self") return true;
      break;
    case "field":
    case "index":
    case "bit-field":
      return checkTarget(context, scope, target.of, ast);
    default:
      break;
  }
  const label =
    target.kind === "process-local"
      ? "a local of another process instance"
      : "not a state variable, a field of an object, or a local of this process";
  const what = `\`${textOf(ast.span)}\``;
  context.report("step/not-here", { what, where: "on the left of `:=`" }, { at: ast.span, label });
  return false;
}

function typeIf(context: Context, scope: Scope, home: Home, ast: Of<"if">): Statement | undefined {
  const { span } = ast;
  const inner = nested(scope);
  if (ast.condition.kind === "trylock") {
    const { mode } = ast.condition;
    const lock = resolveLock(context, inner, ast.condition.lock);
    const then = typeStatements(context, inner, home, ast.then);
    const other = typeStatements(context, nested(scope), home, ast.else);
    if (home !== "a step") {
      context.report(
        "step/not-here",
        { what: "`trylock`", where: `in ${home}` },
        { at: ast.condition.span },
      );
      return undefined;
    }
    if (lock === undefined || !checkMode(context, lock, mode)) return undefined;
    if (!checkTaken(context, lock)) return undefined;
    if (!lock.lock.present) return sequence(then, span);
    const { masked } = ast.condition;
    const taken = masked === undefined ? then : [masking(masked, ast.condition.span), ...then];
    return { kind: "try", lock, mode: mode ?? "write", then: taken, else: other, span };
  }
  const condition = inferBool(context, inner, ast.condition, "the condition");
  const then = typeStatements(context, inner, home, ast.then);
  const other = typeStatements(context, nested(scope), home, ast.else);
  return condition && { kind: "if", condition, then, else: other, span };
}

function typeMatch(
  context: Context,
  scope: Scope,
  home: Home,
  ast: Of<"match">,
): Statement | undefined {
  const subject = infer(context, scope, ast.subject);
  if (subject === undefined) return undefined;
  const arms = ast.cases.map(({ pattern, body }) => {
    const inner = nested(scope);
    const test = testPattern(context, inner, subject, pattern);
    return { test, body: typeStatements(context, inner, home, body) };
  });
  let rest = ast.else && typeStatements(context, scope, home, ast.else);
  const missing = rest === undefined ? missingCases(subject.type, ast.cases) : [];
  if (missing.length > 0) reportMissing(context, subject.type, missing, ast);
  rest ??= arms.pop()?.body ?? [];
  for (const { test, body } of arms.reverse()) {
    if (test === undefined) continue;
    rest = [{ kind: "if", condition: test, then: body, else: rest, span: ast.span }];
  }
  const [first] = rest;
  return rest.length === 1 ? first : sequence(rest, ast.span);
}

/** Several statements where one is wanted. */
function sequence(body: readonly Statement[], span: Span): Statement {
  return {
    kind: "if",
    condition: { kind: "bool", value: true, type: { kind: "bool" }, span },
    then: body,
    else: [],
    span,
  };
}

function typeGoto(context: Context, scope: Scope, ast: Of<"goto">): Statement | undefined {
  const steps = scope.process?.steps ?? [];
  if (steps.includes(ast.step.text)) return { kind: "goto", step: ast.step.text, span: ast.span };
  unknownName(context, ast.step, `step of \`${scope.process?.name ?? ""}\``, steps);
  return undefined;
}

function typeAllocate(context: Context, scope: Scope, ast: Of<"allocate">): Statement | undefined {
  const symbol = objectNamed(context, ast.domain);
  if (symbol === undefined) {
    scope.bindings.set(ast.name.text, { kind: "broken" });
    return undefined;
  }
  bind(context, scope, ast.name, { kind: "local", type: symbol.type });
  return { kind: "allocate", name: ast.name.text, object: symbol, span: ast.span };
}

function typeLifetime(context: Context, scope: Scope, ast: Of<"lifetime">): Statement | undefined {
  const object = infer(context, scope, ast.object);
  if (object === undefined) return undefined;
  const symbol = object.type.kind === "symbols" ? context.symbol(object.type.name) : undefined;
  if (symbol?.kind === "object")
    return { kind: "lifetime", what: ast.what, object, of: symbol, span: ast.span };
  const where = `what \`${ast.what}\` acts on`;
  const facts = { found: show(object.type), needed: "an object", where };
  context.report("type/mismatch", facts, { at: ast.object.span });
  return undefined;
}
