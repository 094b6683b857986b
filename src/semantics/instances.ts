// Action instances by name, as fairness and properties speak of them: `release`, `enter(p, _)`,
// `Fault.lookup`, `Fault(f)`, or the callback of an object, `free_table`.

import { lastOf, qualifierOf } from "../core/qualified.js";
import type { Field } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import type { Context, Scope } from "./context.js";
import { hint, isBroken } from "./context.js";
import { inferAs } from "./expect.js";
import { callbackName } from "./callback.js";
import { allOf } from "./types.js";
import type { Expr, InstancesRef, ProcessSymbol } from "./typed.js";

/** The instances that an expression in the place of some names. */
export function instancesIn(
  context: Context,
  scope: Scope,
  ast: Ast.Expr,
): InstancesRef | undefined {
  const path = pathIn(ast, (name) => context.declarations.has(name));
  if (path === undefined) {
    const problem = "an action or a step is meant here, by its name";
    context.report("property/formula", { problem }, { at: ast.span });
    return undefined;
  }
  const given = ast.kind === "apply" ? ast.arguments : undefined;
  return typeInstances(context, scope, {
    kind: "instances",
    path,
    arguments: given,
    span: ast.span,
  });
}

/** `Fault.lookup`, or one name, which may be qualified itself. */
function pathIn(
  ast: Ast.Expr,
  isAction: (name: string) => boolean,
): readonly Ast.Name[] | undefined {
  if (ast.kind === "name") return [ast.name];
  if (ast.kind === "field" && ast.of.kind === "name") return [ast.of.name, ast.name];
  if (ast.kind !== "apply") return undefined;
  if (isAction(ast.name.text)) return [ast.name];
  const parts = [qualifierOf(ast.name.text).slice(0, -1), lastOf(ast.name.text)];
  return parts.filter((text) => text !== "").map((text) => ({ ...ast.name, text }));
}

/** The instances; undefined after a report. The scope says which actions there are. */
export function typeInstances(
  context: Context,
  scope: Scope,
  ast: Ast.Instances,
): InstancesRef | undefined {
  const [first, second] = ast.path;
  if (first === undefined) return undefined;
  const parameters = scope.asks?.actions.get(first.text);
  if (second === undefined && parameters !== undefined)
    return ofAction(context, scope, ast, first.text, parameters);
  const symbol = context.symbol(first.text);
  if (symbol?.kind === "process") return ofProcess(context, scope, ast, symbol, second);
  if (second === undefined && context.declarations.get(first.text)?.kind === "action")
    return { of: "nothing" };
  const object = [...context.declarations.keys()].find(
    (name) => context.symbol(name)?.kind === "object" && callbackName(name) === first.text,
  );
  if (object !== undefined && second === undefined && ast.arguments === undefined)
    return { of: "callback", object };
  if (isBroken(context.broken, first.text)) return undefined;
  const known = [...(scope.asks?.actions.keys() ?? [])];
  const facts = { name: first.text, what: "action or process" };
  context.report("name/unknown", facts, { at: first.span, ...hint(first.text, known) });
  return undefined;
}

function ofAction(
  context: Context,
  scope: Scope,
  ast: Ast.Instances,
  name: string,
  parameters: readonly Field[],
): InstancesRef | undefined {
  if (ast.arguments === undefined) return { of: "action", name, arguments: [] };
  if (!isCount(context, ast, name, parameters.length)) return undefined;
  const given = allOf(ast.arguments, (argument, index) => {
    const parameter = parameters[index];
    if (parameter === undefined) return undefined;
    if (argument.kind === "wildcard") return [];
    const where = `\`${parameter.name}\` of \`${name}\``;
    const value = inferAs(context, scope, argument, parameter.type, where);
    return value && [{ name: parameter.name, value }];
  });
  return given && { of: "action", name, arguments: given.flat() };
}

function ofProcess(
  context: Context,
  scope: Scope,
  ast: Ast.Instances,
  symbol: ProcessSymbol,
  step: Ast.Name | undefined,
): InstancesRef | undefined {
  if (step !== undefined && !symbol.steps.includes(step.text)) {
    if (isBroken(context.broken, step.text)) return undefined;
    const facts = { name: step.text, what: `step of \`${symbol.name}\`` };
    context.report("name/unknown", facts, { at: step.span, ...hint(step.text, symbol.steps) });
    return undefined;
  }
  const process = { of: "process", process: symbol.name, step: step?.text } as const;
  if (ast.arguments === undefined) return { ...process, self: undefined };
  if (!isCount(context, ast, symbol.name, 1)) return undefined;
  const [argument] = ast.arguments;
  if (argument?.kind === "wildcard") return { ...process, self: undefined };
  const where = `the instance of \`${symbol.name}\``;
  const self: Expr | undefined = argument && inferAs(context, scope, argument, symbol.type, where);
  return self && { ...process, self };
}

function isCount(context: Context, ast: Ast.Instances, name: string, needed: number): boolean {
  const found = ast.arguments?.length ?? 0;
  if (found === needed) return true;
  context.report("type/arguments", { name, found, needed }, { at: ast.span });
  return false;
}
