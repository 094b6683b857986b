// Why a property is violated, below the picture of its trace: the cycle, the order, the requirement
// and what was found instead, each with its place in the spec.

import { citation } from "../base/source.js";
import type { Core } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import { children } from "../core/traverse.js";
import type { Cause } from "../engine/exploration.js";
import { lockName } from "../engine/lock-name.js";
import { cycleText } from "./locks.js";
import { isImplied, placeName, placesOf } from "./place.js";
import { quote } from "./quote.js";
import type { CheckRun, Judged } from "./result.js";
import { actionOf } from "./step.js";
import { showValue } from "./value.js";
import { counted, pageWidth, wrap, wrapList } from "./wrap.js";

/** The lines that say what the picture does not. */
export function explainCause(run: CheckRun, { property, trace, cause }: Judged): readonly string[] {
  switch (cause?.kind) {
    case undefined:
    case "state":
      return [];
    case "step": {
      const before = trace?.steps[trace.steps.length - 2]?.state ?? trace?.initial;
      return explainStep(run.core, cause, before);
    }
    case "range":
      return [`out of range: ${cause.detail}`, ...stepPlace(run.core, trace?.steps.at(-1)?.action)];
    case "deadlock":
      return explainDeadlock(cause);
    case "order":
      return explainOrder(run.core, cause);
    case "unreachable":
      return [`none of the ${counted(run.exploration.distinct, "state")} is like this`];
    case "scenario":
      return explainScenario(run.core, property, cause, trace?.steps.length ?? 0);
  }
}

type CauseOf<K extends Cause["kind"]> = Extract<Cause, { kind: K }>;

/** What the places that the law speaks of were before the step, and where the step is. */
function explainStep(
  core: Core,
  { action, requirement }: CauseOf<"step">,
  before: unknown,
): readonly string[] {
  const required = actionOf(core, action)?.requirements[requirement];
  if (required === undefined) return [];
  const mentioned = new Set(variablesIn(required.need));
  const found = placesOf(core, before)
    .filter((place) => mentioned.has(place.variable) && place.owner === undefined)
    .filter((place) => !isImplied(core, place))
    .map((place) => `${placeName(place)} = ${showValue(place.value, place.type)}`);
  return [
    ...(found.length === 0 ? [] : wrapList("before the step: ", found, pageWidth)),
    `${citation(required.span)}  in ${action}`,
    ...quote(required.span),
  ];
}

function variablesIn(expr: Expr): readonly string[] {
  const here = expr.kind === "variable" ? [expr.name] : [];
  return [...here, ...children(expr).flatMap(variablesIn)];
}

function stepPlace(core: Core, name: string | undefined): readonly string[] {
  const action = name === undefined ? undefined : actionOf(core, name);
  if (action === undefined) return [];
  return [`${citation(action.span)}  in ${action.name}`, ...quote(action.span)];
}

function explainDeadlock({ cycle, waiting }: CauseOf<"deadlock">): readonly string[] {
  if (cycle.length > 0) {
    return wrap(` *** DEADLOCK ***   ${cycleText(cycle, waiting)}`, pageWidth, 20);
  }
  const waits = waiting.map(({ thread, wants, holders }) => {
    const by = holders.map((holder) => holder.thread).join(", ");
    return `${thread} waits for ${lockName(wants)}, held by ${by}`;
  });
  return [" *** DEADLOCK ***   no step is possible", ...waits.map((line) => `   ${line}`)];
}

/** Each edge of the cycle with the step that first took the one lock under the other. */
function explainOrder(core: Core, { edges }: CauseOf<"order">): readonly string[] {
  const classes = [...edges.map(({ held }) => held), edges[0]?.held ?? ""];
  const rows = edges.map(({ held, taken, action }) => {
    const declared = actionOf(core, action);
    return [`  ${held} -> ${taken}`, action, declared ? citation(declared.span) : ""] as const;
  });
  const widest = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  return [
    ...wrap(`lock order: ${classes.join(" -> ")}, which could deadlock`, pageWidth, 12),
    ...rows.map(([edge, action, place]) =>
      `${edge.padEnd(widest(0))}   ${action.padEnd(widest(1))}   ${place}`.trimEnd(),
    ),
  ];
}

function explainScenario(
  core: Core,
  name: string,
  { move, detail }: CauseOf<"scenario">,
  steps: number,
): readonly string[] {
  const scenario = core.scenarios.find((each) => each.name === name);
  const stopped = scenario?.moves[move];
  if (stopped === undefined) return wrap(`after all moves: ${detail}`, pageWidth, 2);
  const wanted = `${stopped.lane}: ${stopped.gap ? ".. " : ""}${stopped.step}`;
  return [
    ...wrap(`stopped after ${counted(steps, "step")} at "${wanted}": ${detail}`, pageWidth, 2),
    citation(stopped.span),
  ];
}
