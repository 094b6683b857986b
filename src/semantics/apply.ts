// `f(x)`: a function, a union case, a literal of a bit layout, or a built-in.

import { saidHere } from "../base/foreign-words.js";
import { lastOf } from "../core/qualified.js";
import type { Type } from "../core/type.js";
import { bool } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { coerce, show, textOf } from "./assignable.js";
import type { CaseOwner, Context, Scope } from "./context.js";
import { unknownName } from "./context.js";
import { infer, inferAs, inferThread } from "./expect.js";
import { instancesIn } from "./instances.js";
import { ownerOf } from "./names.js";
import { inferReadOnce } from "./shared.js";
import { stepsCalled } from "./procedures.js";
import { joined } from "./operators.js";
import type { Expr, FnSymbol, Life, Section } from "./typed.js";
import { inferSequences, inferSubsets } from "./value-sets.js";
import { inferWord } from "./words.js";

type ApplyAst = Extract<Ast.Expr, { kind: "apply" }>;

type Builtin = (
  context: Context,
  scope: Scope,
  ast: ApplyAst,
  expected: Type | undefined,
) => Expr | undefined;

const lives: Readonly<Record<string, readonly Life[]>> = {
  new: ["new"],
  linked: ["linked"],
  detached: ["detached", "dying"],
  freed: ["free"],
};

const builtins: Readonly<Record<string, { readonly arity: number; readonly infer: Builtin }>> = {
  new: { arity: 1, infer: inferLife },
  linked: { arity: 1, infer: inferLife },
  detached: { arity: 1, infer: inferLife },
  freed: { arity: 1, infer: inferLife },
  at: { arity: 2, infer: inferAt },
  ended: { arity: 1, infer: inferEnded },
  in_rcu: { arity: 1, infer: inferSection },
  in_irq_off: { arity: 1, infer: inferSection },
  in_bh_off: { arity: 1, infer: inferSection },
  some: { arity: 1, infer: inferSome },
  size: { arity: 1, infer: inferSize },
  subsets: {
    arity: 1,
    infer: (context, scope, ast) => inferSubsets(context, scope, argument(ast, 0), ast.span),
  },
  sequences: {
    arity: 2,
    infer: (context, scope, ast) =>
      inferSequences(context, scope, argument(ast, 0), argument(ast, 1), ast.span),
  },
  len: { arity: 1, infer: inferSequence },
  head: { arity: 1, infer: inferSequence },
  tail: { arity: 1, infer: inferSequence },
  append: { arity: 2, infer: inferSequence },
  concat: { arity: 2, infer: inferSequence },
  reverse: { arity: 1, infer: inferSequence },
  next: { arity: 1, infer: inferNext },
  read_once: { arity: 1, infer: inferReadOnce },
  enabled: { arity: 1, infer: inferPossible },
  taken: { arity: 1, infer: inferPossible },
};

export function inferApply(
  context: Context,
  scope: Scope,
  ast: ApplyAst,
  expected: Type | undefined,
): Expr | undefined {
  const name = ast.name.text;
  const symbol = context.symbol(name);
  if (symbol?.kind === "fn") return inferCall(context, scope, ast, symbol);
  if (symbol?.kind === "domain" && symbol.type.kind === "bits")
    return inferWord(context, scope, ast, symbol.type);
  const owner = ownerOf(context, name, expected);
  if (owner !== undefined && owner !== "several") return inferCase(context, scope, ast, owner);
  const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
  if (builtin !== undefined) {
    if (!checkCount(context, ast, builtin.arity)) return undefined;
    return builtin.infer(context, scope, ast, expected);
  }
  for (const argument of ast.arguments) infer(context, scope, argument);
  if (owner === "several")
    context.report("type/unclear", { what: `\`${name}\`` }, { at: ast.span });
  else if (symbol === undefined && context.declarations.has(name)) return undefined;
  else {
    const functions = [...context.declarations].filter(([, { kind }]) => kind === "fn");
    const known = [
      ...functions.map(([text]) => text),
      ...context.cases.keys(),
      ...Object.keys(builtins),
    ];
    unknownName(context, ast.name, "function or union case", known, saidHere("function", name));
  }
  return undefined;
}

function checkCount(context: Context, ast: ApplyAst, needed: number): boolean {
  const found = ast.arguments.length;
  if (found === needed) return true;
  context.report("type/arguments", { name: ast.name.text, found, needed }, { at: ast.span });
  return false;
}

function inferCall(
  context: Context,
  scope: Scope,
  ast: ApplyAst,
  symbol: FnSymbol,
): Expr | undefined {
  if (!checkCount(context, ast, symbol.parameters.length)) return undefined;
  const values = ast.arguments.map((argument, index) => {
    const parameter = symbol.parameters[index];
    return (
      parameter &&
      inferAs(
        context,
        scope,
        argument,
        parameter.type,
        `\`${parameter.name}\` of \`${symbol.name}\``,
      )
    );
  });
  const present = values.filter((value) => value !== undefined);
  if (present.length !== values.length) return undefined;
  return {
    kind: "call",
    function: symbol.name,
    arguments: present,
    type: symbol.result,
    span: ast.span,
  };
}

function inferCase(
  context: Context,
  scope: Scope,
  ast: ApplyAst,
  owner: CaseOwner,
): Expr | undefined {
  const cases = owner.kind === "union" ? owner.cases : [];
  const found = cases.find((each) => each.name === lastOf(ast.name.text));
  if (!checkCount(context, ast, found?.fields.length ?? 0)) return undefined;
  if (found === undefined || owner.kind !== "union") return undefined;
  const fields = found.fields.map((field, index) => {
    const argument = ast.arguments[index];
    const value =
      argument && inferAs(context, scope, argument, field.type, `what \`${found.name}\` carries`);
    return value && { name: field.name, value };
  });
  const present = fields.filter((field) => field !== undefined);
  if (present.length !== fields.length) return undefined;
  return { kind: "construct", case: found.name, fields: present, type: owner, span: ast.span };
}

function argument(ast: ApplyAst, index: number): Ast.Expr {
  const found = ast.arguments[index];
  if (found === undefined) throw new Error(`argument ${index} of ${ast.name.text} was counted`);
  return found;
}

function inferLife(context: Context, scope: Scope, ast: ApplyAst): Expr | undefined {
  const object = infer(context, scope, argument(ast, 0));
  if (object === undefined) return undefined;
  const isObject =
    object.type.kind === "symbols" && context.symbol(object.type.name)?.kind === "object";
  if (!isObject) {
    const where = `the argument of \`${ast.name.text}\``;
    const facts = { found: show(object.type), needed: "an object", where };
    context.report("type/mismatch", facts, { at: object.span });
    return undefined;
  }
  return { kind: "life", object, states: lives[ast.name.text] ?? [], type: bool, span: ast.span };
}

function inferAt(context: Context, scope: Scope, ast: ApplyAst): Expr | undefined {
  const instance = infer(context, scope, argument(ast, 0));
  if (instance === undefined) return undefined;
  const step = argument(ast, 1);
  const process = instance.type.kind === "symbols" ? context.symbol(instance.type.name) : undefined;
  const name = stepName(step);
  if (process?.kind === "process" && name === undefined) {
    const facts = {
      found: "an expression",
      needed: "a step",
      where: "the second argument of `at`",
    };
    context.report("type/mismatch", facts, { at: step.span });
    return undefined;
  }
  if (process?.kind !== "process" || name === undefined) {
    const where = "the first argument of `at`";
    const facts = { found: show(instance.type), needed: "an instance of one process", where };
    context.report("type/mismatch", facts, { at: argument(ast, 0).span });
    return undefined;
  }
  const known = [...process.steps, ...stepsCalled(context, process.name)];
  if (!known.includes(name.text)) {
    unknownName(context, name, `step of \`${process.name}\``, known);
    return undefined;
  }
  return { kind: "at", instance, step: name.text, type: bool, span: ast.span };
}

/** `peek`, or `walk.peek` for a step of a procedure. */
function stepName(ast: Ast.Expr): Ast.Name | undefined {
  if (ast.kind === "name") return ast.name;
  if (ast.kind !== "field" || ast.of.kind !== "name") return undefined;
  return { ...ast.name, text: `${ast.of.name.text}.${ast.name.text}`, span: ast.span };
}

function inferEnded(context: Context, scope: Scope, ast: ApplyAst): Expr | undefined {
  const instance = inferThread(context, scope, argument(ast, 0), "the argument of `ended`");
  return instance && { kind: "at", instance, step: "ended", type: bool, span: ast.span };
}

const sections: ReadonlyMap<string, Section> = new Map([
  ["in_rcu", "rcu"],
  ["in_irq_off", "irq_off"],
  ["in_bh_off", "bh_off"],
]);

function inferSection(context: Context, scope: Scope, ast: ApplyAst): Expr | undefined {
  const where = `the argument of \`${ast.name.text}\``;
  const instance = inferThread(context, scope, argument(ast, 0), where);
  const section = sections.get(ast.name.text);
  if (section === undefined) return undefined;
  return instance && { kind: "in-section", section, instance, type: bool, span: ast.span };
}

/** `next(x)`: the value after the step. */
function inferNext(
  context: Context,
  scope: Scope,
  ast: ApplyAst,
  expected: Type | undefined,
): Expr | undefined {
  const { asks } = scope;
  if (asks?.of !== "steps") {
    const problem =
      asks?.of === "after"
        ? "`next` within `next` would speak of two steps"
        : "`next` is the value after a step: it stands in `step E` of a property";
    context.report("property/formula", { problem }, { at: ast.span });
    return undefined;
  }
  const inner: Scope = { ...scope, asks: { ...asks, of: "after" } };
  const operand = infer(context, inner, argument(ast, 0), expected);
  return operand && { kind: "next", operand, type: operand.type, span: ast.span };
}

/** `enabled(a)`, `taken(a(x))`. */
function inferPossible(context: Context, scope: Scope, ast: ApplyAst): Expr | undefined {
  const word = ast.name.text === "taken" ? "taken" : "enabled";
  const problem =
    scope.asks === undefined
      ? `\`${word}\` is a question for properties`
      : word === "taken" && scope.asks.of !== "steps"
        ? "`taken` is of a step: it stands in `step E` of a property"
        : undefined;
  if (problem !== undefined) {
    context.report("property/formula", { problem }, { at: ast.span });
    return undefined;
  }
  const instances = instancesIn(context, scope, argument(ast, 0));
  return instances && { kind: "possible", word, instances, type: bool, span: ast.span };
}

/** A present value is the value itself. */
function inferSome(
  context: Context,
  scope: Scope,
  ast: ApplyAst,
  expected: Type | undefined,
): Expr | undefined {
  return infer(
    context,
    scope,
    argument(ast, 0),
    expected?.kind === "option" ? expected.of : undefined,
  );
}

/** An argument that must be a set or a sequence. */
function inferCollection(
  context: Context,
  scope: Scope,
  ast: Ast.Expr,
  kind: "set" | "seq",
  expected?: Type,
): Expr | undefined {
  const expr = infer(context, scope, ast, expected);
  if (expr === undefined || expr.type.kind === kind) return expr;
  const needed = kind === "set" ? "a set" : "a sequence";
  const facts = { found: show(expr.type), needed, where: `\`${textOf(ast.span)}\`` };
  context.report("type/mismatch", facts, { at: ast.span });
  return undefined;
}

function inferSize(context: Context, scope: Scope, ast: ApplyAst): Expr | undefined {
  const set = inferCollection(context, scope, argument(ast, 0), "set");
  const type: Type = { kind: "int", name: undefined, low: 0, high: 2 ** 31 };
  return set && { kind: "builtin", name: "size", arguments: [set], type, span: ast.span };
}

function inferSequence(
  context: Context,
  scope: Scope,
  ast: ApplyAst,
  expected: Type | undefined,
): Expr | undefined {
  const { span } = ast;
  const hint = expected?.kind === "seq" ? expected : undefined;
  const name = ast.name.text;
  const seq = inferCollection(context, scope, argument(ast, 0), "seq", hint);
  if (seq?.type.kind !== "seq") return undefined;
  const { of, max } = seq.type;
  const build = (type: Type, ...rest: readonly Expr[]): Expr => ({
    kind: "builtin",
    name: name as "len" | "head" | "tail" | "append" | "concat" | "reverse",
    arguments: [seq, ...rest],
    type,
    span,
  });
  if (name === "len") return build({ kind: "int", name: undefined, low: 0, high: max });
  if (name === "head") return build(of);
  if (name === "tail" || name === "reverse") return build(seq.type);
  if (name === "append") {
    const element = infer(context, scope, argument(ast, 1), of);
    if (element === undefined) return undefined;
    const wider = joined(of, element.type);
    if (wider === undefined) return coerce(context, element, of, "the element");
    return build({ kind: "seq", of: wider, max: max + 1 }, element);
  }
  const other = inferCollection(context, scope, argument(ast, 1), "seq", hint);
  if (other?.type.kind !== "seq") return undefined;
  const wider = joined(of, other.type.of);
  if (wider === undefined) return coerce(context, other, seq.type, "the second sequence");
  return build({ kind: "seq", of: wider, max: max + other.type.max }, other);
}
