// Procedures: what a call must give, where `return` may stand, and that no procedure calls itself,
// for a model has no stack.

import type { Report } from "../base/diagnostic.js";
import type * as Ast from "../syntax/ast.js";
import { innerBodies } from "./checks/step-laws.js";
import type { Context, Scope } from "./context.js";
import { unknownName } from "./context.js";
import { infer, inferAs } from "./expect.js";
import { allOf } from "./types.js";
import type { Procedure, Statement } from "./typed.js";

type Of<K extends Ast.Statement["kind"]> = Extract<Ast.Statement, { kind: K }>;

export function typeCall(context: Context, scope: Scope, ast: Of<"call">): Statement | undefined {
  const { procedure: called, span } = ast;
  const name = called.text;
  const symbol = context.symbol(name);
  if (symbol?.kind !== "procedure") {
    for (const argument of ast.arguments) infer(context, scope, argument);
    const known = [...context.declarations].filter(([, { kind }]) => kind === "procedure");
    const names = known.map(([text]) => text);
    if (!names.includes(name)) unknownName(context, called, "procedure", names);
    return undefined;
  }
  const needed = written(context, name);
  const found = ast.arguments.length;
  if (found !== needed) {
    context.report("type/arguments", { name, found, needed }, { at: span });
    return undefined;
  }
  // A parameter with errors of its own was reported.
  if (symbol.parameters.length !== needed) return undefined;
  const values = allOf(symbol.parameters, (parameter, index) => {
    const argument = ast.arguments[index];
    const what = `\`${parameter.name}\` of \`${name}\``;
    return argument && inferAs(context, scope, argument, parameter.type, what);
  });
  return values && { kind: "call", procedure: name, arguments: values, span };
}

function written(context: Context, procedure: string): number {
  const declaration = context.declarations.get(procedure);
  return declaration?.kind === "procedure" ? declaration.parameters.length : 0;
}

export function typeReturn(
  context: Context,
  scope: Scope,
  { span }: Of<"return">,
): Statement | undefined {
  if (scope.process?.kind === "procedure") return { kind: "return", span };
  const help = "`stop` ends the process";
  const facts = { what: "`return`", where: "in a step of a process" };
  context.report("step/not-here", facts, { at: span, help });
  return undefined;
}

/** The procedures that statements call. */
export function calledBy(body: readonly Statement[]): readonly string[] {
  return body.flatMap((statement) => [
    ...(statement.kind === "call" ? [statement.procedure] : []),
    ...innerBodies(statement).flatMap(calledBy),
  ]);
}

/** The steps of the procedures that a process calls, directly or through others: `walk.peek`. */
export function stepsCalled({ declarations }: Context, process: string): readonly string[] {
  const found = new Set([process]);
  for (const name of found) {
    const declaration = declarations.get(name);
    if (declaration?.kind === "process" || declaration?.kind === "procedure")
      for (const called of callsIn(declaration.steps)) found.add(called);
  }
  return [...found].flatMap((name) => {
    const declaration = declarations.get(name);
    if (declaration?.kind !== "procedure") return [];
    return declaration.steps.map((step) => `${name}.${step.name.text}`);
  });
}

function callsIn(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  if ("kind" in node && node.kind === "call" && "procedure" in node)
    return [(node as Of<"call">).procedure.text];
  return Object.entries(node).flatMap(([key, value]) => (key === "span" ? [] : callsIn(value)));
}

/** Reports each procedure that calls itself, directly or through others: one of each circle. */
export function checkCalls(
  report: Report,
  procedures: readonly Procedure[],
  asts: readonly Ast.Procedure[],
): void {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const found = procedures.find(({ symbol }) => symbol.name === name);
    if (found === undefined || done.has(name)) return;
    if (path.includes(name)) {
      const circle = path.slice(path.indexOf(name));
      const at = asts.find((each) => each.name.text === name)?.name.span ?? found.span;
      report("step/recursion", { circle: [...circle, name] }, { at });
      for (const each of circle) done.add(each);
      return;
    }
    for (const called of found.steps.flatMap(({ body }) => calledBy(body)))
      visit(called, [...path, name]);
    done.add(name);
  };
  for (const { symbol } of procedures) visit(symbol.name, []);
}
