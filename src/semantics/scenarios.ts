// Scenarios: lanes that run, steps that exist, properties that are declared.

import type { Move } from "../core/core.js";
import type * as Ast from "../syntax/ast.js";

import type { Context } from "./context.js";
import { hint, isBroken, newScope } from "./context.js";
import { inferBool } from "./infer.js";
import { originOf } from "./symbols.js";
import type { ProcessSymbol, Scenario } from "./typed.js";

/** A scenario of the variant being analysed; undefined if it has errors or belongs to another. */
export function typeScenario(context: Context, ast: Ast.Scenario): Scenario | undefined {
  const variant = ast.variant?.text ?? "default";
  if (variant !== context.configuration.variant || !isWanted(context, ast)) return undefined;
  const lanes = lanesOf(context, ast.counts);
  if (lanes === undefined) return undefined;
  const moves = ast.lines.flatMap((line) => typeLine(context, lanes, line));
  const outcome = typeOutcome(context, lanes, ast.outcome);
  return outcome && { ...originOf(ast), name: ast.name.text, variant, moves, outcome };
}

/** The instances by the names they have in the scenario: one alone has the name of its process. */
type Lanes = ReadonlyMap<string, { readonly instance: string; readonly process: ProcessSymbol }>;

/** Undefined after a report: of what `with` names, no more can run than the variant runs. */
function lanesOf(context: Context, counts: readonly Ast.RunCount[]): Lanes | undefined {
  const lanes = new Map<string, { readonly instance: string; readonly process: ProcessSymbol }>();
  let isRunnable = true;
  for (const process of processesOf(context)) {
    const { values } = process.type;
    const own = counts.find((each) => each.process.text === process.name);
    if (counts.length > 0 && own === undefined) continue;
    const count = own?.count ?? values.length;
    if (own !== undefined && count > values.length) {
      const feature = "scenarios that run more instances than their variant";
      context.report("feature/later", { feature }, { at: own.span });
      isRunnable = false;
    }
    const names = count === 1 ? [process.name] : values.slice(0, count);
    for (const [index, name] of names.entries())
      lanes.set(name, { instance: values[index] ?? name, process });
  }
  return isRunnable ? lanes : undefined;
}

function isWanted(context: Context, ast: Ast.Scenario): boolean {
  const { scenarios } = context.configuration;
  if (scenarios === "none") return false;
  return scenarios === "own" ? ast.counts.length === 0 : scenarios.only === ast.name.text;
}

function complain(
  context: Context,
  name: Ast.Name,
  problem: string,
  known: readonly string[],
): void {
  context.report("scenario/lane", { problem }, { at: name.span, ...hint(name.text, known) });
}

function typeLine(context: Context, lanes: Lanes, line: Ast.ScenarioLine): Move[] {
  const lane = line.lane.text;
  const found = lane === "rcu" ? undefined : lanes.get(lane);
  if (lane !== "rcu" && found === undefined) {
    complainOfLane(context, lanes, line.lane);
    return [];
  }
  const known = found?.process.steps ?? callbacks(context);
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
    else
      moves.push({
        lane: found?.instance ?? name.text,
        step: name.text,
        gap,
        span: name.span,
      });
    gap = false;
  }
  return moves;
}

function complainOfLane(context: Context, lanes: Lanes, name: Ast.Name): void {
  if (isBroken(context.broken, name.text)) return;
  const problem = `no process instance \`${name.text}\` runs in this scenario`;
  const own = [...lanes].flatMap(([lane, { process }]) =>
    process.name === name.text ? [lane] : [],
  );
  const declared = context.symbol(name.text)?.kind === "process";
  const help =
    own.length > 0
      ? `its instances are ${own.map((lane) => `\`${lane}\``).join(", ")}`
      : declared
        ? "`run` of the variant, or `with` of the scenario, leaves it out"
        : hint(name.text, lanes.keys()).help;
  context.report("scenario/lane", { problem }, { at: name.span, ...(help && { help }) });
}

function processesOf(context: Context): ProcessSymbol[] {
  return [...context.declarations.keys()].flatMap((name) => {
    const symbol = context.symbol(name);
    return symbol?.kind === "process" ? [symbol] : [];
  });
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
  lanes: Lanes,
  ast: Ast.ScenarioOutcome,
): Scenario["outcome"] | undefined {
  switch (ast.kind) {
    case "outcome-violates":
      return { kind: "violates", properties: ast.names.map(({ text }) => text) };
    case "outcome-state": {
      const condition = inferBool(context, newScope(), ast.expr, "the state at the end");
      return condition && { kind: "state", condition };
    }
    case "outcome-blocked": {
      const lane = lanes.get(ast.lane.text)?.instance;
      if (lane === undefined) complainOfLane(context, lanes, ast.lane);
      return lane === undefined ? undefined : { kind: "blocked", lane };
    }
    case "outcome-possible":
      return { kind: "possible" };
  }
}
