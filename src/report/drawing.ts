// The trace of a verdict as a picture: its lanes, its steps with their changes, the step that broke
// the law, where threads are stuck, and what each holds and waits for at the end.

import type { Core } from "../core/core.js";
import type { Trace, Waiting } from "../engine/exploration.js";
import { lockName } from "../engine/lock-name.js";
import type { Footer, Lane, Line, Row } from "./columns.js";
import { drawLanes } from "./columns.js";
import { graceWaitOf } from "./grace.js";
import { holdsOf } from "./locks.js";
import type { Place } from "./place.js";
import { isImplied, placeName, placesOf, placeText } from "./place.js";
import type { CheckRun, Judged } from "./result.js";
import { insideOf } from "./sections.js";
import type { ShownStep } from "./step.js";
import { shownSteps } from "./step.js";
import { caseOf, firstValue, showValue } from "./value.js";
import { pageWidth, wrapList } from "./wrap.js";

/** The lane of actions that belong to no process. */
const others = "";

/**
 * Draws a trace with everything that its verdict's cause adds to it; `mark` stands beside its last
 * step.
 */
export function drawTrace(
  run: CheckRun,
  verdict: Judged,
  trace: Trace<unknown>,
  mark?: string,
): readonly string[] {
  const steps = shownSteps(run, trace, verdict.cause);
  const last = trace.steps[trace.steps.length - 1]?.state ?? trace.initial;
  const stuck = stuckRows(run, verdict, last);
  const lanes = lanesOf(run, steps, stuck);
  const marked = (step: ShownStep) =>
    step.number === steps.length && mark !== undefined ? mark : markOf(verdict, step, steps.length);
  const rows = [...steps.map((step) => rowOf(step, marked(step))), ...stuck];
  const footers = verdict.kind === "reachable" ? [] : footersOf(run, verdict, lanes, last);
  const start = initially(run.core, trace.initial, trace.steps.length === 0);
  const picture = drawLanes(lanes, rows, footers);
  const between = start.length === 0 || picture.length === 0 ? [] : [""];
  return [...start, ...between, ...picture];
}

function rowOf({ number, thread, title, changes }: ShownStep, mark: string | undefined): Row {
  return {
    number,
    lane: thread ?? others,
    lines: [{ text: title }, ...changes.map(indented)],
    ...(mark === undefined ? {} : { mark }),
  };
}

function indented({ text, short }: Line): Line {
  return { text: `  ${text}`, ...(short === undefined ? {} : { short: `  ${short}` }) };
}

/** The last step carries the blame, if it is a step that is to blame, or the state after it. */
function markOf(
  { property, cause }: Judged,
  { number }: ShownStep,
  count: number,
): string | undefined {
  if (number !== count) return undefined;
  const blames = ["state", "step", "transition", "range", "order"].includes(cause?.kind ?? "");
  return blames ? `<-- breaks ${property}` : undefined;
}

/** Where threads are that cannot go on, for a deadlock. */
function stuckRows({ core, model }: CheckRun, { cause }: Judged, state: unknown): readonly Row[] {
  if (cause?.kind !== "deadlock") return [];
  return Object.values(model.processes).flatMap((process) =>
    process.instances.flatMap((thread) => {
      const at = process.at(state, thread);
      const waits = waitText(cause.waiting, thread);
      // In a cycle, threads outside it may well go on.
      if (at === "ended" || (waits === undefined && cause.cycle.length > 0)) return [];
      const readers = graceWaitOf(core, state, thread);
      const what = waits ?? readers;
      const mark = what === undefined ? "<waits>" : `<waits for ${what}>`;
      const step = readers === undefined ? at : at.replace(/_done$/, "");
      return [{ number: undefined, lane: thread, lines: [{ text: step }], mark }];
    }),
  );
}

function waitText(waiting: readonly Waiting[], thread: string): string | undefined {
  const found = waiting.find((each) => each.thread === thread);
  if (found === undefined) return undefined;
  const [handler] = found.holders;
  if (found.wants === undefined) return `${handler?.thread} to return`;
  const behind = found.behind === undefined ? "" : ` behind ${found.behind.join(", ")}`;
  return lockName(found.wants) + behind;
}

/**
 * A lane for each thread that does something, in the order of the spec; one for all other actions.
 */
function lanesOf(
  { model }: CheckRun,
  steps: readonly ShownStep[],
  rows: readonly Row[],
): readonly Lane[] {
  const busy = new Set([
    ...steps.map(({ thread }) => thread ?? others),
    ...rows.map(({ lane }) => lane),
  ]);
  const processes = Object.values(model.processes);
  const threads = processes.flatMap(({ instances }) => instances);
  let cpus = 0;
  // A handler has no CPU of its own.
  const places = (thread: string): string =>
    processes.find(({ instances }) => instances.includes(thread))?.context ?? `CPU${cpus++}`;
  const lanes = threads
    .filter((thread) => busy.has(thread))
    .map((thread): Lane => ({ name: thread, title: `${places(thread)}  ${thread}` }));
  if (!busy.has(others)) return lanes;
  const isRcu = steps.every(({ thread, isCallback }) => thread !== undefined || isCallback);
  const title = threads.length === 0 ? "" : isRcu ? "RCU" : "(others)";
  return [...lanes, { name: others, title }];
}

/** What each thread holds and waits for; nothing for the lane of the others. */
function footersOf(
  { core, model }: CheckRun,
  { cause }: Judged,
  lanes: readonly Lane[],
  state: unknown,
): readonly Footer[] {
  const waiting = cause?.kind === "deadlock" ? cause.waiting : [];
  return [
    lanes.flatMap(({ name }) => {
      const holds = [...holdsOf(model, state, name), ...insideOf(core, state, name)];
      const waits = waitText(waiting, name);
      const lines = [
        ...(holds.length === 0 ? [] : [{ text: `holds: ${holds.join(", ")}` }]),
        ...(waits === undefined ? [] : [{ text: `waits: ${waits}` }]),
      ];
      return lines.length === 0 ? [] : [{ number: undefined, lane: name, lines }];
    }),
  ];
}

/** The values that differ from the first of their type, or all of them. */
function initially(core: Core, state: unknown, all: boolean): readonly string[] {
  const places = placesOf(core, state).filter((place) => !isImplied(core, place));
  if (places.length === 0) return [];
  const shown = all ? compact(places) : places.filter((place) => !isFirst(place)).map(equation);
  const none = "initially  everything has its first value";
  return shown.length === 0 ? [none] : wrapList("initially  ", shown, pageWidth);
}

function equation(place: Place): string {
  return `${placeName(place)} = ${placeText(place)}`;
}

/** `flags[_] = false` where all entries of a map are the same. */
function compact(places: readonly Place[]): readonly string[] {
  const whole = (place: Place) => `${place.owner ?? ""} ${place.name.replace(/\[.*$/, "")}`;
  const maps = new Map<string, Place[]>();
  for (const place of places) maps.set(whole(place), [...(maps.get(whole(place)) ?? []), place]);
  return [...maps.values()].flatMap((parts) => {
    const [first] = parts;
    const isMap = first !== undefined && parts.length > 1 && first.name.includes("[");
    const isFlat = parts.every(({ name }) => /^[^[]*\[[^\]]*\]$/.test(name));
    const isSame = new Set(parts.map(placeText)).size === 1;
    if (!isMap || !isFlat || !isSame) return parts.map(equation);
    return [equation({ ...first, name: first.name.replace(/\[.*$/, "[_]") })];
  });
}

function isFirst({ type, value }: Place): boolean {
  if (type.kind === "union") return caseOf(value) === type.cases[0]?.name;
  return showValue(value, type) === firstValue(type);
}
