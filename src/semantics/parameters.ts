// The parameters of modules: each becomes a constant or a type of the instance.

import type { Report } from "../base/diagnostic.js";
import { cover } from "../base/source.js";
import type * as Ast from "../syntax/ast.js";
import { textOf } from "./assignable.js";
import { hint } from "./context.js";
import type { Instance } from "./instance.js";
import type { Qualify } from "./qualify.js";

/** A parameter and what it stands for in one instance; nothing after a report. */
export interface Filled {
  readonly parameter: Ast.ModuleParameter;
  readonly argument: Ast.Argument | undefined;
  /** Of where the argument is written; absent for a default, which is written in the module. */
  readonly qualify: Qualify | undefined;
}

/** What an import gives for each parameter of the module. */
export function fillParameters(
  report: Report,
  ast: Ast.Import,
  file: Ast.File,
  qualify: Qualify,
): readonly Filled[] {
  const path = ast.path.map(({ text }) => text).join(".");
  const parameters = file.header?.parameters ?? [];
  const known = parameters.map(({ name }) => name.text);
  for (const [index, { name }] of ast.given.entries()) {
    const first = ast.given.findIndex((each) => each.name.text === name.text);
    if (first < index)
      report("name/duplicate", { name: name.text, done: "given" }, { at: name.span });
    if (known.includes(name.text)) continue;
    const problem = `\`${path}\` has no parameter \`${name.text}\``;
    report("module/argument", { problem }, { at: name.span, ...hint(name.text, known) });
  }
  return parameters.map((parameter): Filled => {
    const given = ast.given.find(({ name }) => name.text === parameter.name.text);
    if (given !== undefined) return { parameter, argument: given.argument, qualify };
    if (parameter.default === undefined) reportAbsent(report, ast, path, parameter);
    return { parameter, argument: parameter.default, qualify: undefined };
  });
}

function reportAbsent(
  report: Report,
  { path, span }: Ast.Import,
  module: string,
  { name, type }: Ast.ModuleParameter,
): void {
  const [first, last] = [path[0], path.at(-1)];
  const at = first && last ? cover(first.span, last.span) : span;
  const what = type === undefined ? "a type" : "a value";
  const secondary = [{ span: name.span, text: "the parameter" }];
  const help = `write \`import ${module} (${name.text} = ...)\``;
  const problem = `\`${module}\` needs ${what} for \`${name.text}\``;
  report("module/argument", { problem }, { at, secondary, help });
}

/** The arguments as they are written, to be compared with those of another import. */
export function givenText(filled: readonly Filled[]): string {
  return filled.map(({ argument }) => (argument ? textOf(argument.span) : "")).join(", ");
}

/** The declarations that the parameters of an instance stand for; those with errors are `lost`. */
export function parameterDeclarations(
  report: Report,
  instance: Instance,
  filled: readonly Filled[],
  own: Qualify,
  lost: Set<string>,
): readonly Ast.Declaration[] {
  return filled.flatMap(({ parameter, argument, qualify = own }): readonly Ast.Declaration[] => {
    const { span } = parameter;
    const name = { ...parameter.name, text: instance.qualifier + parameter.name.text };
    const common = { name, span, comment: undefined };
    const type = argument && parameter.type === undefined ? typeIn(argument) : undefined;
    if (type !== undefined) return [{ kind: "type", type: qualify(type), ...common }];
    if (parameter.type !== undefined && argument?.kind === "argument-value")
      return [
        { kind: "const", type: own(parameter.type), value: qualify(argument.expr), ...common },
      ];
    lost.add(name.text);
    if (argument === undefined) return [];
    const what = parameter.type === undefined ? "a type" : "a value";
    const problem = `\`${parameter.name.text}\` of \`${instance.path}\` stands for ${what}`;
    const help = what === "a type" ? { help: "declare the type, and give its name" } : {};
    report("module/argument", { problem }, { at: argument.span, ...help });
    return [];
  });
}

/** The argument read as a type. */
function typeIn(argument: Ast.Argument): Ast.Type | undefined {
  if (argument.kind === "argument-type") return argument.type;
  const { expr } = argument;
  if (expr.kind === "range") {
    const { low, high, span } = expr;
    return { kind: "type-range", low, high, span };
  }
  const path = namesIn(expr);
  return path.length === 0 ? undefined : { kind: "type-name", path, span: expr.span };
}

function namesIn(expr: Ast.Expr): readonly Ast.Name[] {
  if (expr.kind === "name") return [expr.name];
  if (expr.kind !== "field") return [];
  const inner = namesIn(expr.of);
  return inner.length === 0 ? [] : [...inner, expr.name];
}
