// Holds a model to a reference scenario. Every difference is said in a sentence; no sentence means
// that the model does what the document says, in every part of every state.

import { explore } from "../../src/engine/explore.js";
import type { Instance } from "../../src/engine/instance.js";
import { instancesOf, isEnabled, judge, take } from "../../src/engine/instance.js";
import type { Model } from "../../src/runtime/model.js";
import type { Named, Reference, Written, WrittenState } from "./reference.js";

/** The differences, up to and with the first step that goes wrong. */
export function follow(model: Model<unknown>, reference: Reference): readonly string[] {
  const { start, steps } = reference;
  const instances = instancesOf(model);
  const differing = model.init.map((each) => differences(writeState(model, each), start.state));
  const first = differing.findIndex((each) => each.length === 0);
  if (first === -1) return [`start: no initial state is this one: ${differing.flat().join("; ")}`];

  let state = model.init[first];
  let broken = brokenIn(model, state);
  const problems = [...broken].map((name) => `start: ${name} is false`);
  problems.push(...wrongWaits(instances, state, start));
  const reached = [isReached(model, state, reference)];
  for (const step of steps) {
    if (problems.length > 0) break;
    const place = `${step.number}. ${step.action}`;
    const enabled = named(instances, step.action).filter((each) => isEnabled(state, each));
    const [instance, second] = enabled;
    if (instance === undefined || second !== undefined)
      return [`${place}: ${enabled.length} such action instances are enabled`];
    const taken = take(state, instance);
    if (!("state" in taken)) return [`${place}: ${taken.outOfRange}`];
    const judged = judge(state, instance).filter((each) => each.broken);
    state = taken.state;
    const after = brokenIn(model, state);
    const breaks = judged.map(({ property }) => property);
    breaks.push(...[...after].filter((name) => !broken.has(name)));
    broken = after;
    const found = [
      ...differences(writeState(model, state), step.state),
      ...wrongBreaks(breaks, step.breaks),
      ...wrongWaits(instances, state, step),
    ];
    problems.push(...found.map((each) => `${place}: ${each}`));
    reached.push(isReached(model, state, reference));
  }
  return problems.length > 0 ? problems : wrongOutcome(reference, reached);
}

/** What the checker does not find by itself, or only in more steps than the document has. */
export function missedByExplorer(model: Model<unknown>, reference: Reference): readonly string[] {
  const { complete, verdicts } = explore(model);
  if (!complete) return ["the exploration is not complete"];
  const { kind, property } = reference.outcome;
  const wanted = reference.steps.flatMap(({ number, breaks }) =>
    breaks.map((name) => ({ name, verdict: "violated", number })),
  );
  if (kind === "reaches")
    wanted.push({ name: property, verdict: "holds", number: reference.steps.length });
  const missed = wanted.flatMap(({ name, verdict, number }) => {
    const found = verdicts.find((each) => each.property === name);
    const length = found?.trace?.steps.length ?? Infinity;
    if (found?.verdict === verdict && length <= number) return [];
    return [`${name} is ${found?.verdict ?? "unknown to it"} after ${length} steps, not ${number}`];
  });
  if (kind !== "holds") return missed;
  const others = new Set(Object.keys({ ...model.reachable, ...model.scenarios }));
  const violated = verdicts.filter((each) => each.verdict === "violated");
  return violated.flatMap((each) =>
    others.has(each.property) ? [] : [`${each.property} is violated`],
  );
}

/** All of a state, in the notation of a document: a variable without a row of its own gets one. */
function writeState(model: Model<unknown>, state: unknown): Written {
  const threads = new Set(Object.values(model.processes).flatMap(({ instances }) => instances));
  const written = new Map<string, string>();
  const write = (value: unknown, path: readonly string[], records: readonly object[]): void => {
    const leaf = writeValue(value);
    if (leaf === undefined && isRecord(value)) {
      const inner = [...records, value];
      for (const [key, part] of Object.entries(value)) write(part, [...path, key], inner);
      return;
    }
    const place = placeOf(model, threads, path, records[2]);
    if (written.has(place)) throw new Error(`two state variables are written as ${place}`);
    written.set(place, leaf ?? "-");
  };
  write(state, [], []);
  return written;
}

/** `record` is what the path's second name leads to: of an object, an instance, or neither. */
function placeOf(
  model: Model<unknown>,
  threads: ReadonlySet<string>,
  path: readonly string[],
  record: object | undefined,
): string {
  const [variable = "", key = "", field = "", ...keys] = path;
  if (path.length === 1) return variable in model.locks ? `locks ${variable}` : variable;
  if (path.length === 2 && threads.has(key)) return `${key} ${variable}`;
  if (record !== undefined && ("at" in record || "life" in record))
    return `${key} ${[field, ...keys.map((each) => `[${each}]`)].join("")}`;
  return `${variable} ${path.slice(1).join(".")}`;
}

/** A value that fits in one cell: a scalar, a case of a union, a set of names or a shared lock. */
function writeValue(value: unknown): string | undefined {
  if (value === null) return "-";
  if (typeof value === "bigint") return `0x${value.toString(16).padStart(16, "0")}`;
  if (Array.isArray(value)) return writeSet(value);
  if (!isRecord(value)) return JSON.stringify(value).replaceAll('"', "");
  const { kind, writer, readers, ...others } = value;
  if (typeof kind === "string") {
    const carried = Object.values(others).map(writeValue).join(", ");
    return carried === "" ? kind : `${kind}(${carried})`;
  }
  if (writer === undefined || readers === undefined) return undefined;
  const names = [`write ${writeValue(writer)}`, `read ${writeValue(readers)}`];
  return names.filter((each) => !each.endsWith("-")).join(", ") || "-";
}

function writeSet(names: readonly unknown[]): string {
  const sorted = names.filter((name) => typeof name === "string").sort();
  if (sorted.length < names.length)
    throw new Error("a cell holds a set of names, and no other list");
  return sorted.join(", ") || "-";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function differences(found: Written, expected: Written): readonly string[] {
  const places = new Set([...expected.keys(), ...found.keys()]);
  return [...places].flatMap((place) => {
    const [is, said] = [found.get(place), expected.get(place)];
    if (is === said) return [];
    if (said === undefined) return [`the document does not list ${place}, which is ${is}`];
    if (is === undefined) return [`the model has no ${place}`];
    return [`${place} is ${is}, and should be ${said}`];
  });
}

/** The instances with this name: `Fault spin_lock`, or an action and its arguments. */
function named(instances: readonly Instance<unknown>[], name: Named): readonly Instance<unknown>[] {
  return instances.filter(({ action, args, lane }) => {
    const rest = action.process === undefined ? Object.values(args).map(String) : [action.step];
    return [lane, ...rest].join(" ") === name;
  });
}

function brokenIn(model: Model<unknown>, state: unknown): ReadonlySet<string> {
  const invariants = Object.entries(model.invariants);
  return new Set(invariants.flatMap(([name, each]) => (each.holds(state) ? [] : [name])));
}

function wrongBreaks(found: readonly string[], expected: readonly string[]): readonly string[] {
  const [is, said] = [found, expected].map((names) => [...new Set(names)].sort().join(", "));
  return is === said ? [] : [`breaks ${is || "nothing"}, and should break ${said || "nothing"}`];
}

function wrongWaits(
  instances: readonly Instance<unknown>[],
  state: unknown,
  { waits }: WrittenState,
): readonly string[] {
  return waits.flatMap((name) => {
    const meant = named(instances, name);
    if (meant.length === 0) return [`there is no ${name} to wait`];
    return meant.some((each) => isEnabled(state, each)) ? [`${name} does not wait`] : [];
  });
}

function isReached(model: Model<unknown>, state: unknown, { outcome }: Reference): boolean {
  return outcome.kind === "reaches" && model.reachable[outcome.property]?.holds(state) === true;
}

/** `reached` says it for the start and for each step. */
function wrongOutcome(reference: Reference, reached: readonly boolean[]): readonly string[] {
  const { kind, property } = reference.outcome;
  const said = [false, ...reference.steps.map(({ breaks }) => breaks.includes(property))];
  switch (kind) {
    case "holds": {
      const breaks = reference.steps.flatMap((step) => step.breaks);
      return breaks.map((name) => `the outcome is that all holds, but ${name} is broken`);
    }
    case "violates":
    case "reaches": {
      const at = (kind === "reaches" ? reached : said).indexOf(true);
      const last = reference.steps.length;
      if (at === last) return [];
      const comes = at === -1 ? "never comes" : `comes at step ${at}`;
      return [`${property} is due at step ${last}, and ${comes}`];
    }
  }
}
