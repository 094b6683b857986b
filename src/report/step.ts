// One step of a trace as it is shown: who takes it, what it is called, and what it changes.
// Columns, stacked traces and JSON are made from this.

import type { Action, Core } from "../core/core.js";
import { stepShown } from "../core/step.js";
import type { Cause, Step, Trace } from "../engine/exploration.js";
import type { Arguments } from "../runtime/model.js";
import { same } from "../runtime/value.js";
import type { Line } from "./columns.js";
import { firstHalfOf, graceChanges } from "./grace.js";
import { lockChanges } from "./locks.js";
import { isLife } from "./owners.js";
import type { Changed, Place } from "./place.js";
import {
  changesBetween,
  isForgotten,
  isImplied,
  isLocal,
  placeKey,
  placeName,
  placeText,
} from "./place.js";
import type { CheckRun } from "./result.js";
import { readChanges } from "./seqcounts.js";
import { returnChanges, sectionChanges } from "./sections.js";
import { unfitChanges } from "./unfit.js";
import { showValue } from "./value.js";
import { assignedKeys, decisionText, wayTaken } from "./way.js";

/** A step of a trace, numbered from 1. */
export interface ShownStep {
  readonly number: number;
  /** The process instance that takes it; undefined for an action without a process. */
  readonly thread: string | undefined;
  /** Whether it is what RCU does in its own time. */
  readonly isCallback: boolean;
  /** `lookup`, or `walk(cpu 1, page 0)` with arguments. */
  readonly title: string;
  /**
   * What was decided, where nothing else tells; sections and locks entered, taken and left, then
   * changes of globals, then of locals; program counters are not shown.
   */
  readonly changes: readonly Line[];
}

/** The steps of a trace, the last of which may have failed. */
export function shownSteps(
  run: CheckRun,
  trace: Trace<unknown>,
  cause?: Cause,
): readonly ShownStep[] {
  return trace.steps.map((step, index) => {
    const before = trace.steps[index - 1]?.state ?? trace.initial;
    const action = actionOf(run.core, step.action);
    const isLast = index === trace.steps.length - 1;
    const isFailed = isLast && cause?.kind === "range" && same(before, step.state);
    return {
      number: index + 1,
      thread: threadOf(action, step.args),
      isCallback: /\bRCU callback\b/.test(action?.sentence ?? ""),
      title: titleOf(run.core, step.action, action, step.args),
      changes: isFailed ? unfitOf(run, action, step) : changesOf(run, action, before, step),
    };
  });
}

/** A step that failed changed nothing: only what it could not assign. */
function unfitOf(
  { core }: CheckRun,
  action: Action | undefined,
  { args, state }: Step<unknown>,
): readonly Line[] {
  if (action === undefined) return [];
  const around = { functions: core.functions, state, args };
  const { assignments } = wayTaken(action.effect, around);
  const thread = threadOf(action, args);
  return unfitChanges(core, assignments, around).map((each) => changeLine(each, thread));
}

function changesOf(
  { core, model }: CheckRun,
  action: Action | undefined,
  before: unknown,
  { args, state }: Step<unknown>,
): readonly Line[] {
  const thread = threadOf(action, args);
  const around = { functions: core.functions, state: before, args };
  const way = action === undefined ? undefined : wayTaken(action.effect, around);
  const assigned = way === undefined ? [] : assignedKeys(core, way.assignments, around);
  const isPart = (place: Place, of: string) => /^[.[]/.test(rest(placeKey(place), of));
  const differing = changesBetween(core, before, state, () => false);
  const whole = assigned.filter((each) => !differing.some(({ place }) => isPart(place, each)));
  // What is assigned is shown even where the value stays, for a stale value read or an update lost
  // is what races are made of; of locals only one's own, and of a whole that changed only what did.
  const isAssigned = (place: Place) => {
    const isTold = !isLife(place.type) && !(isLocal(core, place) && place.owner !== thread);
    if (!isTold) return false;
    return assigned.includes(placeKey(place)) || whole.some((each) => isPart(place, each));
  };
  const changed = changesBetween(core, before, state, isAssigned).filter(
    ({ place }) => !isImplied(core, place) && !isForgotten(core, place, state),
  );
  const locals = changed.filter(({ place }) => isLocal(core, place));
  const found = [
    ...sectionChanges(core, before, state, thread ?? "").map(plain),
    ...lockChanges(model, before, state, thread ?? "").map(plain),
    ...readChanges(core, before, state, thread ?? "").map(plain),
    ...changed.filter((each) => !locals.includes(each)).map((each) => changeLine(each, thread)),
    ...graceChanges(core, before, state, thread ?? "").map(plain),
    ...returnChanges(core, before, state).map(plain),
    ...locals.map((each) => changeLine(each, thread)),
  ];
  const decided = (way?.decisions ?? []).flatMap((each) => {
    const text = decisionText(core, each, around);
    const isFailure = text?.startsWith("trylock") === true;
    return text !== undefined && (isFailure || found.length === 0) ? [plain(text)] : [];
  });
  return [...decided, ...found];
}

function rest(key: string, prefix: string): string {
  return key.startsWith(prefix) ? key.slice(prefix.length) : "";
}

function plain(text: string): Line {
  return { text };
}

/**
 * Of a thread's own local only the new value, for nobody else has seen the old one; of what is too
 * long for its column also.
 */
function changeLine({ place, change }: Changed, thread: string | undefined): Line {
  const name = placeName(place, thread);
  const isOwn = place.owner !== undefined && place.owner === thread;
  if (isOwn) return { text: `${name} = ${placeText(place)}` };
  const text = `${name}: ${change}`;
  const isTerse = place.type.kind === "bits" || isLife(place.type);
  return isTerse ? { text } : { text, short: `${name} := ${placeText(place)}` };
}

export function actionOf(core: Core, name: string): Action | undefined {
  return core.actions.find((action) => action.name === name);
}

/** The process instance that takes an action with these arguments, if it is a step of one. */
export function threadOf(action: Action | undefined, args: Arguments): string | undefined {
  return action?.process === undefined ? undefined : String(args["self"]);
}

/** Arguments other than the process instance, as the spec writes them. */
function shownArguments(
  action: Action | undefined,
  args: Arguments,
): readonly (readonly [name: string, value: string])[] {
  const parameters = action?.parameters ?? [];
  return parameters
    .filter(({ name }) => name !== "self" || action?.process === undefined)
    .map(({ name, type }) => [name, showValue(args[name], type)]);
}

/** A step by its own name and the kernel function its sentence names, an action by its name. */
function titleOf(core: Core, name: string, action: Action | undefined, args: Arguments): string {
  const first = action && firstHalfOf(core, action);
  if (first !== undefined) return `${first.step} (returns)`;
  // `free_table(table1)` says which table; `walk(cpu 1)` has to say that 1 is a CPU.
  const shown = shownArguments(action, args).map(([parameter, value]) =>
    value.startsWith(parameter) ? value : `${parameter} ${value}`,
  );
  const title = stepShown(action?.step ?? name);
  const called = /^\w+(\(\))?$/.exec(action?.sentence ?? "")?.[0];
  const suffix = called === undefined || action?.step === undefined ? "" : ` (${called})`;
  return `${title}${shown.length === 0 ? "" : `(${shown.join(", ")})`}${suffix}`;
}
