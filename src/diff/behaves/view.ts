// Two systems seen through what both have: what their states look like, and what their steps are
// called, as numbers that mean the same in both.

import type { Action, Core } from "../../core/core.js";
import { identifierOf } from "../../core/qualified.js";
import type { Type } from "../../core/type.js";
import type { Instance } from "../../engine/instance.js";
import { keysOf, partsOf, shapeOf, type Part } from "./parts.js";
import type { System } from "./system.js";

/** What is to be seen: names of parts and of steps; undefined for shared state and named steps. */
export type Observed = readonly string[] | undefined;

/** What things of the second model are called in the first, where that is something else. */
export type Renames = ReadonlyMap<string, string>;

/** Something that only one model has, or that is not the same kind of thing in both. */
export interface Unrelated {
  readonly name: string;
  readonly what: "variable" | "step";
  /** Which of the two has it; `both` for what cannot be compared. */
  readonly side: "first" | "second" | "both";
}

/** A system as it is seen. */
export interface View {
  readonly system: System;
  /** What each state looks like. */
  readonly looks: Int32Array;
  /** What each action instance is called. */
  readonly labels: Int32Array;
  /** 1 for an instance that is seen even if nothing changes that is. */
  readonly watched: Uint8Array;
  /** 1 for an instance whose step the other system does not have. */
  readonly alone: Uint8Array;
  /** What a step does that is seen: two that do the same, in whatever state, are alike. */
  deed(from: number, choice: number, to: number): string;
}

export interface Views {
  readonly first: View;
  readonly second: View;
  readonly parts: readonly string[];
  readonly unrelated: readonly Unrelated[];
}

/** `Fault.spin_lock`, or the name of an action. */
export function stepName({ name, process, step }: Action): string {
  return process === undefined ? name : `${process}.${step ?? ""}`;
}

/** All that `--observe` may name in a model. */
export function observableNames(core: Core): readonly string[] {
  return [...partsOf(core).map(({ name }) => name), ...core.actions.map(stepName)];
}

/** The names of the second model as the first has them. */
function renamed(name: string, renames: Renames): string {
  const whole = renames.get(name);
  if (whole !== undefined) return whole;
  const dot = name.indexOf(".");
  if (dot < 0) return name;
  const owner = name.slice(0, dot);
  return `${renames.get(owner) ?? owner}${name.slice(dot)}`;
}

export function viewsOf(a: System, b: System, observed: Observed, renames: Renames): Views {
  const none: Renames = new Map();
  const seen = (core: Core, names: Renames) =>
    partsOf(core)
      .map((part) => ({ part, name: renamed(part.name, names) }))
      .filter(({ part, name }) => observed?.includes(name) ?? part.kind === "shared");
  const [ours, theirs] = [seen(a.core, none), seen(b.core, renames)];
  const pairs = ours.flatMap(({ part, name }) => {
    const other = theirs.find((each) => each.name === name)?.part;
    return other !== undefined && isComparable(part, other) ? [{ name, part, other }] : [];
  });
  const names = new Set(pairs.map(({ name }) => name));
  const steps = [a, b].map(({ core }, side) =>
    core.actions.map((action) => renamed(stepName(action), side === 0 ? none : renames)),
  );
  const shared = new Set(steps[0]?.filter((name) => steps[1]?.includes(name) === true));
  const looks = new Numbering();
  const labels = new Numbering();
  const view = (system: System, parts: readonly Part[], names: Renames): View => {
    const seen = looksOf(system, parts, looks);
    return {
      ...{ system, looks: seen },
      ...labelled(system, { shared, observed, renames: names, labels }),
      deed: (from, choice, to) => {
        const [before, after] = [seen[from] ?? 0, seen[to] ?? 0];
        return `${system.instances[choice]?.name} ${looks.change(before, after)}`;
      },
    };
  };
  return {
    first: view(
      a,
      pairs.map(({ part }) => part),
      none,
    ),
    second: view(
      b,
      pairs.map(({ other }) => other),
      renames,
    ),
    parts: [...names],
    unrelated: [
      ...unrelatedParts(ours, theirs, names),
      ...unrelatedSteps(steps[0] ?? [], shared, "first", observed),
      ...unrelatedSteps(steps[1] ?? [], shared, "second", observed),
    ],
  };
}

function isComparable(a: Part, b: Part): boolean {
  const key = ({ key }: Part) => (key === undefined ? "" : keysOf(key));
  return key(a) === key(b) && shapeOf(a.type) === shapeOf(b.type);
}

function unrelatedParts(
  ours: readonly { readonly name: string }[],
  theirs: readonly { readonly name: string }[],
  related: ReadonlySet<string>,
): readonly Unrelated[] {
  const what = "variable" as const;
  const has = (list: readonly { readonly name: string }[], name: string) =>
    list.some((each) => each.name === name);
  return [
    ...ours
      .filter(({ name }) => !related.has(name))
      .map(({ name }) => ({ name, what, side: has(theirs, name) ? "both" : "first" }) as const),
    ...theirs
      .filter(({ name }) => !has(ours, name))
      .map(({ name }) => ({ name, what, side: "second" }) as const),
  ];
}

function unrelatedSteps(
  names: readonly string[],
  shared: ReadonlySet<string>,
  side: "first" | "second",
  observed: Observed,
): readonly Unrelated[] {
  return [...new Set(names)]
    .filter((name) => !shared.has(name) && (observed?.includes(name) ?? true))
    .map((name) => ({ name, what: "step", side }));
}

/** Gives equal texts equal numbers. */
class Numbering {
  readonly #numbers = new Map<string, number>();
  #texts: readonly string[] = [];
  readonly #changes = new Map<string, string>();

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  /** What one text has otherwise than the other: the words that differ, if there are as many. */
  change(from: number, to: number): string {
    const pair = `${from} ${to}`;
    const known = this.#changes.get(pair);
    if (known !== undefined) return known;
    if (this.#texts.length < this.#numbers.size) this.#texts = [...this.#numbers.keys()];
    const [before, after] = [from, to].map((each) => wordsOf(this.#texts[each] ?? ""));
    const change =
      before?.length === after?.length
        ? (before ?? [])
            .flatMap((word, at) => (word === after?.[at] ? [] : [`${at} ${word} ${after?.[at]}`]))
            .join()
        : pair;
    this.#changes.set(pair, change);
    return change;
  }
}

/** The values that the text of a look is made of. */
function wordsOf(text: string): readonly string[] {
  return text.split(/[;,[\]{}]/);
}

function looksOf(system: System, parts: readonly Part[], numbers: Numbering): Int32Array {
  const { of, first } = system.classes(parts);
  const threads = threadNames(system.core);
  const looks = first.map((state) => {
    const value = system.stateAt(state);
    return numbers.of(parts.map((part) => partText(part, value, threads)).join(";"));
  });
  return of.map((each) => looks[each] ?? 0);
}

interface Naming {
  readonly shared: ReadonlySet<string>;
  readonly observed: Observed;
  readonly renames: Renames;
  readonly labels: Numbering;
}

function labelled(
  { core, instances }: System,
  { shared, observed, renames, labels }: Naming,
): Pick<View, "labels" | "watched" | "alone"> {
  const threads = threadNames(core);
  const actions = new Map(core.actions.map((action) => [action.name, action]));
  const named = instances.map(({ name, lane }: Instance<unknown>) => {
    const action = actions.get(name);
    const step = renamed(action === undefined ? name : stepName(action), renames);
    const thread = action?.process === undefined ? "" : (threads.get(lane) ?? lane);
    const isSeen = observed?.includes(step) ?? true;
    // A step that the other system does not have may be any of those that this one does not.
    const called = !isSeen ? "" : `${renamed(thread, renames)} ${shared.has(step) ? step : "?"}`;
    return { called, step, isSeen };
  });
  return {
    labels: Int32Array.from(named, ({ called }) => labels.of(called)),
    watched: Uint8Array.from(named, ({ step }) => (observed?.includes(step) === true ? 1 : 0)),
    alone: Uint8Array.from(named, ({ step, isSeen }) => (isSeen && !shared.has(step) ? 1 : 0)),
  };
}

/** Process instances by process and number, so that one of one is the first of several. */
function threadNames({ processes }: Core): ReadonlyMap<string, string> {
  return new Map(
    processes.flatMap(({ name, instances }) =>
      instances.values.map((value, index) => [value, `${name}#${index + 1}`] as const),
    ),
  );
}

/** The text of a part of a state: the same for what is called the same in both models. */
function partText(
  { variable, field, type, key }: Part,
  state: unknown,
  threads: ReadonlyMap<string, string> = new Map(),
): string {
  const value = memberOf(state, identifierOf(variable));
  if (field === undefined || key === undefined) return valueText(value, type, threads);
  return key.values
    .map((owner) => valueText(memberOf(memberOf(value, owner), field), type, threads))
    .join(",");
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** What waits for its grace period is detached, as far as a spec can say. */
function symbolText(value: unknown, type: Type, threads: ReadonlyMap<string, string>): string {
  const text = String(value);
  if (type.kind === "symbols" && type.name === "Life" && text === "dying") return "detached";
  return threads.get(text) ?? text;
}

function valueText(value: unknown, type: Type, threads: ReadonlyMap<string, string>): string {
  if (type.kind === "option")
    return value === null ? "~" : `!${valueText(value, type.of, threads)}`;
  if (type.kind === "symbols") return symbolText(value, type, threads);
  if (Array.isArray(value)) {
    const of = "of" in type ? type.of : undefined;
    const items = value.map((each) =>
      of === undefined ? plainText(each, threads) : valueText(each, of, threads),
    );
    return `[${(type.kind === "set" ? items.sort() : items).join()}]`;
  }
  return plainText(value, threads);
}

/** The text of a value whose own names say all there is to say. */
function plainText(value: unknown, threads: ReadonlyMap<string, string>): string {
  if (Array.isArray(value)) return `[${value.map((each) => plainText(each, threads)).join()}]`;
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value).map(([key, of]) => `${key}:${plainText(of, threads)}`);
    return `{${parts.join()}}`;
  }
  const text = String(value);
  return threads.get(text) ?? text;
}
