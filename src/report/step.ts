// One step of a trace as it is shown: who takes it, what it is called, and what it changes.
// Columns, stacked traces and JSON are made from this.

import type { Action, Core, Effect } from "../core/core.js";
import type { Trace } from "../engine/exploration.js";
import type { Arguments } from "../runtime/model.js";
import { lockChanges } from "./locks.js";
import type { Changed } from "./place.js";
import { changesBetween, isImplied, isLocal, placeName } from "./place.js";
import type { CheckRun } from "./result.js";
import { sectionChanges } from "./sections.js";
import { showValue } from "./value.js";

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
   * Sections and locks entered, taken and left, then changes of globals, then of locals; program
   * counters are not shown.
   */
  readonly changes: readonly string[];
}

/** The steps of a trace. */
export function shownSteps({ core, model }: CheckRun, trace: Trace<unknown>): readonly ShownStep[] {
  let before = trace.initial;
  return trace.steps.map(({ action: name, args, state }, index) => {
    const action = actionOf(core, name);
    const thread = threadOf(action, args);
    const assigned = assignedPlaces(core, action);
    const changed = changesBetween(core, before, state, ({ variable, owner, name }) =>
      assigned.has(owner === undefined ? name : `${owner === thread} ${variable} ${name}`),
    ).filter(({ place }) => !isImplied(core, place));
    const globals = changed.filter(({ place }) => !isLocal(core, place));
    const locals = changed.filter(({ place }) => isLocal(core, place));
    const sections = sectionChanges(core, before, state, thread ?? "");
    const locks = lockChanges(model, before, state, thread ?? "");
    before = state;
    return {
      number: index + 1,
      thread,
      isCallback: /\bRCU callback\b/.test(action?.sentence ?? ""),
      title: titleOf(name, action, args),
      changes: [
        ...sections,
        ...locks,
        ...globals.map((each) => changeText(each, thread)),
        ...locals.map((each) => changeText(each, thread)),
      ],
    };
  });
}

/**
 * The variables and own locals that a step assigns on every way through it: they are shown even
 * where the value stays, for a stale value read or an update lost is what races are made of.
 */
function assignedPlaces(core: Core, action: Action | undefined): ReadonlySet<string> {
  const own = core.processes.find(({ name }) => name === action?.process)?.variable;
  const assigned = (effect: Effect): readonly string[] => {
    if (effect.kind === "if") {
      const other = assigned(effect.else);
      return assigned(effect.then).filter((name) => other.includes(name));
    }
    return effect.assignments.flatMap(({ place: { variable, path } }) => {
      if (path.length === 0) return [variable];
      const field = path[1];
      const isLocal = variable === own && path.length === 2 && field?.kind === "field";
      return isLocal ? [`true ${variable} ${field.name}`] : [];
    });
  };
  return new Set(action === undefined ? [] : assigned(action.effect));
}

/** Of a thread's own local only the new value, for nobody else has seen the old one. */
function changeText({ place, change }: Changed, thread: string | undefined): string {
  const name = placeName(place, thread);
  const isOwn = place.owner !== undefined && place.owner === thread;
  return isOwn ? `${name} = ${showValue(place.value, place.type)}` : `${name}: ${change}`;
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
function titleOf(name: string, action: Action | undefined, args: Arguments): string {
  // `free_table(table1)` says which table; `walk(cpu 1)` has to say that 1 is a CPU.
  const shown = shownArguments(action, args).map(([parameter, value]) =>
    value.startsWith(parameter) ? value : `${parameter} ${value}`,
  );
  const title = action?.step ?? name;
  const called = /^\w+(\(\))?$/.exec(action?.sentence ?? "")?.[0];
  const suffix = called === undefined || action?.step === undefined ? "" : ` (${called})`;
  return `${title}${shown.length === 0 ? "" : `(${shown.join(", ")})`}${suffix}`;
}
