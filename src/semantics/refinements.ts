// Refinements: the model that is refined, understood for itself in its default variant, and what
// each of its variables is in the model that refines it.

import type { Report } from "../base/diagnostic.js";
import { typeKey } from "../core/traverse.js";
import type { Type } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { assignable, show, textOf } from "./assignable.js";
import { evaluate, isPresent } from "./constant.js";
import type { Context, Scope } from "./context.js";
import { hint, newScope } from "./context.js";
import { infer, inferAs } from "./expect.js";
import { originOf } from "./symbols.js";
import type { Analysis, Refinement } from "./typed.js";
import { allOf } from "./types.js";

/** The analysis of the model that a refinement names; undefined if that has errors. */
export type Abstracts = (
  report: Report,
  ast: Ast.Refinement,
  settings: ReadonlyMap<string, Ast.Expr>,
) => Analysis | undefined;

/** A refinement; undefined if it has errors or is absent from the variant. */
export function typeRefinement(
  context: Context,
  abstracts: Abstracts,
  ast: Ast.Refinement,
): Refinement | undefined {
  const scope = newScope();
  if (!isPresent(context, ast.onlyWhen)) return undefined;
  const settings = settingsOf(context, scope, ast);
  const found = settings && abstracts(context.report, ast, settings);
  if (found === undefined || !isOfActions(context, ast, found)) return undefined;
  const abstract = apart(context, ast, found);
  checkNames(context, ast, abstract);
  const mapping = allOf(abstract.variables, ({ symbol }) => {
    const value = mapped(context, scope, ast, symbol);
    return value && { name: symbol.name, value };
  });
  return mapping && { ...originOf(ast), name: ast.name.text, abstract, mapping };
}

function nameOf({ path }: Ast.Refinement): string {
  return path.map(({ text }) => text).join(".");
}

function problemOf(
  { report }: Context,
  at: Ast.Name["span"],
  problem: string,
  place: { readonly help?: string } = {},
): void {
  report("property/refinement", { problem }, { at, ...place });
}

/** The values of constants, as literals: they are written in terms of this model. */
function settingsOf(
  context: Context,
  scope: Scope,
  { given }: Ast.Refinement,
): ReadonlyMap<string, Ast.Expr> | undefined {
  const settings = allOf(given, ({ name, argument }): [string, Ast.Expr] | undefined => {
    const { span } = argument;
    const what = `the value of \`${name.text}\``;
    const expr = argument.kind === "argument-value" ? argument.expr : undefined;
    const value = expr && infer(context, scope, expr);
    if (expr !== undefined && value === undefined) return undefined;
    const known = value && evaluate(value);
    switch (typeof known) {
      case "boolean":
        return [name.text, { kind: "boolean", value: known, span }];
      case "number":
        return [name.text, numberOf(known, span)];
      case "string":
        return [name.text, { kind: "name", name: { text: known, span }, span }];
      default:
        context.report("type/constant", { what }, { at: span });
        return undefined;
    }
  });
  return settings && new Map(settings);
}

function numberOf(value: number, span: Ast.Name["span"]): Ast.Expr {
  const size: Ast.Expr = { kind: "number", value: BigInt(Math.abs(value)), hex: false, span };
  return value < 0 ? { kind: "unary", operator: "-", operand: size, span } : size;
}

function isOfActions(context: Context, ast: Ast.Refinement, abstract: Analysis): boolean {
  const { processes, objects, locks } = abstract;
  if (processes.length + objects.length + locks.length === 0) return true;
  const what = processes.length > 0 ? "processes" : objects.length > 0 ? "objects" : "locks";
  const problem = `\`${nameOf(ast)}\` has ${what}: only a model of actions can be refined`;
  problemOf(context, ast.name.span, problem);
  return false;
}

function checkNames(context: Context, ast: Ast.Refinement, abstract: Analysis): void {
  const known = abstract.variables.map(({ symbol }) => symbol.name);
  for (const [index, { name }] of ast.parts.entries()) {
    const { text, span } = name;
    const first = ast.parts.findIndex((part) => part.name.text === text);
    if (first < index)
      context.report("name/duplicate", { name: text, done: "given" }, { at: span });
    if (known.includes(text)) continue;
    const what = `variable of \`${nameOf(ast)}\``;
    context.report("name/unknown", { name: text, what }, { at: span, ...hint(text, known) });
  }
}

/** What a variable of the abstract model is here. */
function mapped(
  context: Context,
  scope: Scope,
  ast: Ast.Refinement,
  { name, type }: Analysis["variables"][number]["symbol"],
): Refinement["mapping"][number]["value"] | undefined {
  const part = ast.parts.find((each) => each.name.text === name);
  const where = `\`${name}\` of \`${nameOf(ast)}\``;
  if (part !== undefined) return inferAs(context, scope, part.value, type, where);
  const own = context.symbol(name);
  const { span } = ast.name;
  if (own?.kind === "variable" && assignable(own.type, type))
    return { kind: "variable", name, type: own.type, span };
  const example = `with ${name} := ...`;
  const problem =
    own?.kind === "variable"
      ? `${where} is of type ${show(type)}, and \`${name}\` here of type ${show(own.type)}`
      : `nothing says what ${where} is`;
  problemOf(context, span, problem, { help: `write \`${textOf(span)} ${example}\`` });
  return undefined;
}

// --- Types of both -------------------------------------------------------------------------------

/**
 * The abstract model with each type that this model has otherwise under a name of its own:
 * `t_commit.Count`.
 */
function apart(context: Context, ast: Ast.Refinement, abstract: Analysis): Analysis {
  const own = new Map(context.domains.map(({ name, type }) => [name, type]));
  const renamed = new Map(
    abstract.domains.flatMap(({ name, type }): readonly (readonly [string, string])[] => {
      const same = own.get(name);
      const isSame = same === undefined || keyOf(same) === keyOf(type);
      return isSame ? [] : [[name, `${nameOf(ast)}.${name}`]];
    }),
  );
  return renamed.size === 0 ? abstract : renaming(renamed)(abstract);
}

function keyOf(type: Type): string {
  return `${typeKey(type)}${type.kind === "symbols" && type.interchangeable ? " *" : ""}`;
}

const namedTypes: ReadonlySet<unknown> = new Set(["int", "symbols", "union", "record", "bits"]);

/** Copies parts of an analysis, without knowing which, with types renamed. */
function renaming(renamed: ReadonlyMap<string, string>): <T>(part: T) => T {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null) return node;
    const isType = "kind" in node && namedTypes.has(node.kind) && !("span" in node);
    const isDomain = "type" in node && "span" in node && !("kind" in node);
    return Object.fromEntries(
      Object.entries(node).map(([key, value]: [string, unknown]) => {
        if (key === "span") return [key, value];
        if (key === "name" && typeof value === "string" && (isType || isDomain))
          return [key, renamed.get(value) ?? value];
        return [key, walk(value)];
      }),
    );
  };
  return <T>(part: T): T => {
    // A copy is of the same form as what it is a copy of.
    return walk(part) as T;
  };
}
