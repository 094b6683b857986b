// Scenarios: lanes that run, steps that exist, properties that are declared.

import type { Move } from "../core/core.js";
import type * as Ast from "../syntax/ast.js";
import { callbackName } from "./callback.js";
import type { Context } from "./context.js";
import { hint, isBroken, newScope } from "./context.js";
import { inferBool } from "./expect.js";
import { stepsCalled } from "./procedures.js";
import { originOf } from "./symbols.js";
import type { ProcessSymbol, Scenario } from "./typed.js";

/** A scenario of the variant being analysed; undefined if it has errors or belongs to another. */
export function typeScenario(context: Context, ast: Ast.Scenario): Scenario | undefined {
  const variant = ast.variant?.text ?? "default";
  if (variant !== context.configuration.variant || !isWanted(context, ast)) return undefined;
  const lanes = lanesOf(context);
  const moves = ast.lines.flatMap((line) => typeLine(context, lanes, line));
  const outcome = typeOutcome(context, lanes, ast.outcome);
  return outcome && { ...originOf(ast), name: ast.name.text, variant, moves, outcome };
}

/** The instances that run, with their processes. */
type Lanes = ReadonlyMap<string, ProcessSymbol>;

function lanesOf(context: Context): Lanes {
  return new Map(
    processesOf(context).flatMap((process) =>
      process.type.values.map((instance) => [instance, process] as const),
    ),
  );
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
  if (isBroken(context.broken, name.text)) return;
  context.report("scenario/lane", { problem }, { at: name.span, ...hint(name.text, known) });
}

function typeLine(context: Context, lanes: Lanes, line: Ast.ScenarioLine): Move[] {
  const lane = line.lane.text;
  const laneless = withoutLane(context, lane);
  const found = laneless ? undefined : lanes.get(lane);
  if (!laneless && !found) {
    complainOfLane(context, lanes, line.lane);
    return [];
  }
  const known = found ? [...found.steps, ...stepsCalled(context, found.name)] : (laneless ?? []);
  const moves: Move[] = [];
  let gap = false;
  for (const item of line.items) {
    if (item.kind === "scenario-gap") {
      gap = true;
      continue;
    }
    const { name, span } = item;
    const step = name.text;
    if (!known.includes(step))
      complain(context, name, `\`${lane}\` has no step \`${step}\``, known);
    else moves.push({ lane: found === undefined ? step : lane, step, gap, span });
    gap = false;
  }
  return moves;
}

function complainOfLane(context: Context, lanes: Lanes, name: Ast.Name): void {
  if (isBroken(context.broken, name.text)) return;
  const problem = `no process instance \`${name.text}\` runs in this scenario`;
  const own = [...lanes].flatMap(([lane, process]) => (process.name === name.text ? [lane] : []));
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

/** What `rcu:` and `actions:` may name, if the lane is one of them: it belongs to no process. */
function withoutLane(context: Context, lane: string): readonly string[] | undefined {
  if (lane === "rcu") return callbacks(context);
  if (lane !== "actions") return undefined;
  return [...context.declarations].flatMap(([name, { kind }]) => (kind === "action" ? [name] : []));
}

/** The transitions that the end of a grace period allows, one for each object kind. */
function callbacks(context: Context): string[] {
  return [...context.declarations.keys()].flatMap((name) => {
    const symbol = context.symbol(name);
    return symbol?.kind === "object" ? [callbackName(symbol.name)] : [];
  });
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
      const lane = ast.lane.text;
      if (lanes.has(lane)) return { kind: "blocked", lane };
      complainOfLane(context, lanes, ast.lane);
      return undefined;
    }
    case "outcome-possible":
      return { kind: "possible" };
  }
}
