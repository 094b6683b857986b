// Scenarios: lanes that run, steps that exist, properties that are declared.

import type { Move } from "../core/core.js";
import type * as Ast from "../syntax/ast.js";
import { suggest } from "../base/suggest.js";
import type { Context } from "./context.js";
import { newScope } from "./context.js";
import { inferBool } from "./infer.js";
import { originOf } from "./symbols.js";
import type { ProcessSymbol, Scenario } from "./typed.js";

/** A scenario of the variant being analysed; undefined if it has errors or belongs to another. */
export function typeScenario(context: Context, ast: Ast.Scenario): Scenario | undefined {
  const variant = ast.variant?.text ?? "default";
  if (variant !== context.configuration.variant) return undefined;
  const moves: Move[] = [];
  for (const line of ast.lines) moves.push(...typeLine(context, line));
  const outcome = typeOutcome(context, ast.outcome);
  return outcome && { ...originOf(ast), name: ast.name.text, variant, moves, outcome };
}

function complain(context: Context, name: Ast.Name, problem: string, known: readonly string[]): void {
  const near = suggest(name.text, known);
  const help = near === undefined ? {} : { help: `did you mean \`${near}\`?` };
  context.report("scenario/lane", { problem }, { at: name.span, ...help });
}

function typeLine(context: Context, line: Ast.ScenarioLine): Move[] {
  const lane = line.lane.text;
  const process = lane === "rcu" ? undefined : processOf(context, lane);
  if (lane !== "rcu" && process === undefined) {
    const problem = `no process instance \`${lane}\` runs in this variant`;
    complain(context, line.lane, problem, context.thread?.values ?? []);
    return [];
  }
  const known = process?.steps ?? callbacks(context);
  const moves: Move[] = [];
  let gap = false;
  for (const item of line.items) {
    if (item.kind === "scenario-gap") {
      gap = true;
      continue;
    }
    const { name } = item;
    if (!known.includes(name.text))
      complain(context, name, `\`${lane}\` has no step \`${name.text}\``, known);
    else moves.push({ lane: lane === "rcu" ? name.text : lane, step: name.text, gap, span: name.span });
    gap = false;
  }
  return moves;
}

/** The process one of whose instances has this name. */
export function processOf(context: Context, instance: string): ProcessSymbol | undefined {
  for (const name of context.declarations.keys()) {
    const symbol = context.symbol(name);
    if (symbol?.kind === "process" && symbol.type.values.includes(instance)) return symbol;
  }
  return undefined;
}

/** The transitions that the end of a grace period allows, one for each object kind. */
function callbacks(context: Context): string[] {
  return [...context.declarations.keys()].flatMap((name) => {
    const symbol = context.symbol(name);
    return symbol?.kind === "object" ? [callbackName(symbol.name)] : [];
  });
}

/** `free_table`, the callback that frees a Table. */
export function callbackName(object: string): string {
  return `free_${object.charAt(0).toLowerCase()}${object.slice(1)}`;
}

function typeOutcome(
  context: Context,
  ast: Ast.ScenarioOutcome,
): Scenario["outcome"] | undefined {
  switch (ast.kind) {
    case "outcome-violates":
      return { kind: "violates", properties: ast.names.map(({ text }) => text) };
    case "outcome-state": {
      const condition = inferBool(context, newScope(), ast.expr, "the state at the end");
      return condition && { kind: "state", condition };
    }
    case "outcome-blocked":
      if (processOf(context, ast.lane.text) !== undefined)
        return { kind: "blocked", lane: ast.lane.text };
      complain(
        context,
        ast.lane,
        `no process instance \`${ast.lane.text}\` runs in this variant`,
        context.thread?.values ?? [],
      );
      return undefined;
    case "outcome-possible":
      return { kind: "possible" };
  }
}
