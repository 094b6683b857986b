// Whether a property that says something else says more or less: decided on all states, and all
// steps, that either model reaches. What cannot be asked of the other's states is unknown.

import type { Property } from "../core/core.js";
import { enabledOf, judge, type Instance } from "../engine/instance.js";
import type { System } from "./behaves/system.js";

/** What the second says, beside the first. */
export type Strength = "weaker" | "stronger" | "same" | "different" | "unknown";

/** States and steps that are looked at, at most. */
const mostStates = 50_000;

/** Thrown where the one model has no answer about a state of the other. */
class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** How a property of both compares, by its name in each. */
export function strengthOf(
  first: System,
  second: System,
  kind: Property["kind"],
  names: readonly [string, string],
): Strength {
  return strengthIn([first, second], (system) => seen(system, [first, second], kind, names));
}

/** A model with a rule of the first and the one of the second that it is compared with. */
export interface Both {
  readonly system: System;
  readonly names: readonly [first: string, second: string];
}

/**
 * How two rules compare where both watch the same behaviours, as they must where they remember:
 * each model has the rule of the other in it, too.
 */
export function strengthBeside(all: readonly Both[]): Strength {
  return strengthIn(all, ({ system, names }) => seenBeside(system, names));
}

function strengthIn<T>(
  all: readonly T[],
  answersOf: (each: T) => Iterable<"weaker" | "stronger">,
): Strength {
  try {
    const found = new Set(all.flatMap((each) => [...answersOf(each)]));
    const [weaker, stronger] = [found.has("weaker"), found.has("stronger")];
    if (weaker && stronger) return "different";
    if (weaker) return "weaker";
    return stronger ? "stronger" : "same";
  } catch (error) {
    if (error instanceof NoAnswer) return "unknown";
    throw error;
  }
}

function* seenBeside(
  { graph, instances, stateAt }: System,
  names: readonly [string, string],
): Generator<"weaker" | "stronger"> {
  if (graph === undefined || graph.size > mostStates) throw new NoAnswer();
  for (let state = 0; state < graph.size; state++) {
    const value = stateAt(state);
    for (const instance of instances.flatMap((given) => enabledOf(value, given))) {
      const judged = answerOf(() => judge(value, instance));
      const [before, after] = names.map(
        (name) => !judged.some((each) => each.broken && each.property === name),
      );
      if (before === true && after === false) yield "stronger";
      if (before === false && after === true) yield "weaker";
    }
  }
}

function* seen(
  where: System,
  systems: readonly [System, System],
  kind: Property["kind"],
  names: readonly [string, string],
): Generator<"weaker" | "stronger"> {
  const { graph } = where;
  if (graph === undefined || graph.size > mostStates) throw new NoAnswer();
  for (let state = 0; state < graph.size; state++) {
    const value = where.stateAt(state);
    const answers =
      kind === "rule" || kind === "guard"
        ? stepAnswers(where, systems, value, names)
        : [systems.map((system, side) => holdsIn(system, kind, names[side] ?? "", value))];
    for (const [before, after] of answers) {
      if (before === true && after === false) yield "stronger";
      if (before === false && after === true) yield "weaker";
    }
  }
}

/** Any failure means that the state has not what the property asks for. */
function answerOf<T>(question: () => T): T {
  try {
    return question();
  } catch {
    throw new NoAnswer();
  }
}

function holdsIn({ model }: System, kind: Property["kind"], name: string, state: unknown): boolean {
  const list = kind === "reachable" ? model.reachable : model.invariants;
  const property = list[name] ?? model.constraints?.[name];
  if (property === undefined) throw new NoAnswer();
  return answerOf(() => property.holds(state));
}

/** Whether each step of a state keeps the rule, in both models; of steps that both have. */
function stepAnswers(
  where: System,
  [first, second]: readonly [System, System],
  state: unknown,
  [before, after]: readonly [string, string],
): readonly (readonly boolean[])[] {
  return where.instances.flatMap((given) =>
    enabledOf(state, given).map((instance) => [
      keeps(first, instance, state, before),
      keeps(second, instance, state, after),
    ]),
  );
}

function keeps(
  system: System,
  { name, ...rest }: Instance<unknown>,
  state: unknown,
  property: string,
) {
  const action = system.model.actions[name];
  // What remembers events has them in its own words in each model.
  const isRemembered = system.core.variables.some(
    (each) => each.isInner === true && each.name === property,
  );
  if (action === undefined || isRemembered) throw new NoAnswer();
  const judged = answerOf(() => judge(state, { ...rest, name, action }));
  if (judged.some((each) => each.broken && each.property === "out_of_range")) throw new NoAnswer();
  return !judged.some((each) => each.broken && each.property === property);
}
