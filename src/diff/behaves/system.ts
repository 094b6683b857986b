// A model explored: its verdicts, its states and the steps between them, and which states are the
// same as far as some parts of them go.

import type { Core } from "../../core/core.js";
import type { Exploration, Step, Trace } from "../../engine/exploration.js";
import { Search } from "../../engine/explore.js";
import type { Instance } from "../../engine/instance.js";
import { enabledOf, take } from "../../engine/instance.js";
import { behavioursOf } from "../../engine/liveness/behaviours.js";
import type { Graph } from "../../engine/liveness/graph.js";
import { PackedSearch } from "../../engine/packed/search.js";
import type { Searching } from "../../engine/outcome.js";
import type { Kernel } from "../../runtime/kernel.js";
import type { Model } from "../../runtime/model.js";
import { same } from "../../runtime/value.js";
import type { Part } from "./parts.js";
import { classesIn, type Classes } from "./classes.js";

export interface System {
  readonly core: Core;
  readonly model: Model<unknown>;
  readonly exploration: Exploration<unknown>;
  /** Undefined if a limit ended the search, or there was no room for the steps. */
  readonly graph: Graph | undefined;
  readonly instances: readonly Instance<unknown>[];
  readonly stateAt: (state: number) => unknown;
  /** States that agree in these parts are of one class. */
  classes(parts: readonly Part[]): Classes;
}

export interface Limits {
  readonly maxStates: number;
  readonly maxBytes: number;
}

/** A model that is being explored, and what it is then. */
export interface Exploring {
  readonly search: Searching<unknown>;
  readonly system: () => System;
}

/** Explores a model; the readable one if there is no kernel. */
export function exploring(
  core: Core,
  model: Model<unknown>,
  kernel: Kernel | undefined,
  limits: Limits,
): Exploring {
  return kernel === undefined
    ? exploringReadable(core, model, limits)
    : exploringPacked(core, model, kernel, limits);
}

/** The same without a look at the world. */
export function systemOf(...given: Parameters<typeof exploring>): System {
  const { search, system } = exploring(...given);
  while (!search.advance(10_000));
  return system();
}

function exploringPacked(
  core: Core,
  model: Model<unknown>,
  kernel: Kernel,
  limits: Limits,
): Exploring {
  const search = new PackedSearch(model, kernel, { ...limits, keepsSteps: true });
  const system = (): System => {
    const exploration = search.result();
    const behaviours = search.behaviours();
    const { stock } = search;
    const count = behaviours?.graph.size ?? 0;
    return {
      ...{ core, model, exploration },
      graph: exploration.complete ? behaviours?.graph : undefined,
      instances: behaviours?.instances ?? [],
      stateAt: (state) => behaviours?.stateAt(state),
      classes: (parts) => {
        const mask = maskOf(kernel, parts);
        return classesIn({ arena: stock.records(0, count), stride: stock.stride, count }, mask);
      },
    };
  };
  return { search, system };
}

/** The bits of a packed state in which these parts are. */
function maskOf(kernel: Kernel, parts: readonly Part[]): readonly number[] {
  const mask = Array.from({ length: kernel.words }, () => 0);
  for (const { variable, field } of parts)
    kernel.mask(variable, field).forEach((bits, word) => {
      mask[word] = (mask[word] ?? 0) | bits;
    });
  return mask;
}

function exploringReadable(core: Core, model: Model<unknown>, { maxStates }: Limits): Exploring {
  const search = new Search(model, maxStates);
  const system = (): System => {
    const exploration = search.result();
    const behaviours = behavioursOf(model, maxStates);
    const { graph, instances } = behaviours;
    return {
      ...{ core, model, exploration, instances },
      stateAt: (state) => behaviours.stateAt(state),
      graph: exploration.complete ? graph : undefined,
      classes: () => {
        const each = Int32Array.from({ length: graph.size }, (_, state) => state);
        return { of: each, first: each };
      },
    };
  };
  return { search, system };
}

/** The trace through these states, by these steps of the graph. */
export function traceThrough(
  system: System,
  initial: number,
  steps: readonly { readonly choice: number; readonly target: number }[],
): Trace<unknown> {
  const start = system.stateAt(initial);
  let before = start;
  const taken = steps.map(({ choice, target }): Step<unknown> => {
    const after = system.stateAt(target);
    const instance = instanceTo(system, before, choice, after);
    before = after;
    return { action: instance.name, args: instance.args, state: after };
  });
  return { initial: start, steps: taken };
}

/** The instance, with the arguments that a state leaves to choose, that leads to another state. */
function instanceTo(
  { instances }: System,
  before: unknown,
  choice: number,
  after: unknown,
): Instance<unknown> {
  const given = instances[choice];
  if (given === undefined) throw new Error("a step of no instance");
  const found = enabledOf(before, given).find((each) => {
    const taken = take(before, each);
    return "state" in taken && same(taken.state, after);
  });
  if (found === undefined) throw new Error("the readable model has no step that the kernel took");
  return found;
}
