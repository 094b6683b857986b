// Why a property is violated, below the picture of its trace: the cycle, the order, the requirement
// and what was found instead, each with its place in the spec.

import { citation } from "../base/source.js";
import type { Action, Core } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import { children } from "../core/traverse.js";
import type { Cause } from "../engine/exploration.js";
import { lockName } from "../engine/lock-name.js";
import type { Arguments, Model } from "../runtime/model.js";
import { graceWaitOf } from "./grace.js";
import { cycleText, lockClassesHeld } from "./locks.js";
import { explainRefined } from "./refined.js";
import { orderBetween } from "./order.js";
import { explainLasso } from "./lasso.js";
import { isImplied, placeName, placesOf, placeText } from "./place.js";
import { quote, quoteLines } from "./quote.js";
import type { CheckRun, Judged } from "./result.js";
import { actionOf, threadOf } from "./step.js";
import { explainRace } from "./races.js";
import { counted, pageWidth, wrap, wrapList } from "./wrap.js";

/** The lines that say what the picture does not. */
export function explainCause(run: CheckRun, { property, trace, cause }: Judged): readonly string[] {
  switch (cause?.kind) {
    case undefined:
      return [];
    case "state":
      return property === "data_race"
        ? explainRace(run.core, trace?.steps.at(-1)?.state ?? trace?.initial)
        : [];
    case "step": {
      const before = trace?.steps[trace.steps.length - 2]?.state ?? trace?.initial;
      return explainStep(run, cause, trace?.steps.at(-1)?.args ?? {}, before);
    }
    case "transition":
      return explainRefined(run.core, property, trace);
    case "lasso":
      return explainLasso(run, cause, trace);
    case "range":
      return [`out of range: ${cause.detail}`, ...stepPlace(run.core, trace?.steps.at(-1)?.action)];
    case "deadlock":
      return explainDeadlock(run, cause, trace?.steps.at(-1)?.state ?? trace?.initial);
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
  { core, model }: CheckRun,
  { action, requirement }: CauseOf<"step">,
  args: Arguments,
  before: unknown,
): readonly string[] {
  const declared = actionOf(core, action);
  const required = declared?.requirements[requirement];
  if (declared === undefined || required === undefined) return [];
  const mentioned = new Set(variablesIn(required.need));
  const found = placesOf(core, before)
    .filter((place) => mentioned.has(place.variable) && place.owner === undefined)
    .filter((place) => !isImplied(core, place))
    .map((place) => `${placeName(place)} = ${placeText(place)}`);
  const thread = threadOf(declared, args);
  const isOrder = required.property === "lock_order" && thread !== undefined;
  return [
    ...(found.length === 0 ? [] : wrapList("before the step: ", found, pageWidth)),
    ...(isOrder ? explainDeclared(core, model, declared, before, thread) : []),
    `${citation(required.span)}  in ${action}`,
    ...quoteLines(required.span),
  ];
}

/** The lock that is held and, as declared, taken inside the one that is to be taken. */
function explainDeclared(
  core: Core,
  model: Model<unknown>,
  { wants }: Action,
  before: unknown,
  thread: string,
): readonly string[] {
  if (wants === undefined) return [];
  return lockClassesHeld(model, before, thread).flatMap(({ lock, name }) => {
    const lines = orderBetween(core, wants.lock, lock);
    if (lines.length === 0) return [];
    const taken = wants.lock.slice(wants.lock.lastIndexOf(".") + 1);
    return [
      ...wrap(`${thread} takes ${taken} while it holds ${name}, against this order:`, pageWidth),
      ...lines.flatMap((span) => [citation(span), ...quote(span)]),
    ];
  });
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

function explainDeadlock(
  { core, model }: CheckRun,
  { cycle, waiting }: CauseOf<"deadlock">,
  state: unknown,
): readonly string[] {
  const headed = "*** DEADLOCK ***   ";
  if (cycle.length > 0) {
    return wrap(headed + cycleText(cycle, waiting), pageWidth, headed.length);
  }
  const threads = Object.values(model.processes).flatMap(({ instances }) => instances);
  const waits = threads.flatMap((thread) => {
    const found = waiting.find((each) => each.thread === thread);
    const readers = graceWaitOf(core, state, thread);
    if (found === undefined) return readers === undefined ? [] : [`${thread} waits for ${readers}`];
    const by = found.holders.map((holder) => holder.thread).join(", ");
    if (found.wants === undefined) return [`${thread} is interrupted by ${by}`];
    return [`${thread} waits for ${lockName(found.wants)}, held by ${by}`];
  });
  return [`${headed}no step is possible`, ...waits.map((line) => `  ${line}`)];
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
