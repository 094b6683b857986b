// Walks find bugs and no others: what they say is violated, or reached, an exhaustive search says
// too; each trace can be replayed on the readable model and is no shorter than the shortest; the
// same seed tells the same.

import { describe, expect, test } from "vitest";
import type { Core } from "../../src/core/core.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import type { Exploration, Trace } from "../../src/engine/exploration.js";
import { instancesOf, isEnabled, take } from "../../src/engine/instance.js";
import type { Searching } from "../../src/engine/outcome.js";
import { PackedSearch } from "../../src/engine/packed/search.js";
import { Simulation, type Plan } from "../../src/engine/simulate/simulation.js";
import type { Kernel } from "../../src/runtime/kernel.js";
import type { Model } from "../../src/runtime/model.js";
import { same } from "../../src/runtime/value.js";
import { coresOfFile } from "../support/specs.js";

const plan: Plan = { schedule: "random", seed: 7, walks: 150, depth: 60, changes: 2 };
const plans = [plan, { ...plan, schedule: "pct", walks: 200 }] as const;

const specs = [
  "test/kernel/specs/locks.lw",
  "test/kernel/specs/partial.lw",
  "test/kernel/specs/steps.lw",
  "test/kernel/specs/waits.lw",
  "test/features/handler-deadlock.lw",
];

function kernelOf(core: Core): Kernel {
  const loaded = loadKernel(core);
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.kernel;
}

function run(search: Searching<unknown>): Exploration<unknown> {
  while (!search.advance(1000));
  return search.result();
}

/** True if each step but the last one's failing effect is an instance that leads there. */
function isReplayable(model: Model<unknown>, { initial, steps }: Trace<unknown>): boolean {
  const instances = instancesOf(model);
  let state = initial;
  return (
    model.init.some((each) => same(each, initial)) &&
    steps.every(({ action, args, state: next }) => {
      const before = state;
      state = next;
      return instances.some((instance) => {
        if (instance.name !== action || !isEnabled(before, { ...instance, args })) return false;
        const taken = take(before, { ...instance, args });
        return "state" in taken ? same(taken.state, next) : same(before, next);
      });
    })
  );
}

/** How many findings walks have, all of which a search has too. */
function findings(core: Core, own: Plan): number {
  const model = loadModel(core);
  const searched = run(new PackedSearch(model, kernelOf(core), { maxStates: 50_000 }));
  expect(searched.complete).toBe(true);
  const walked = run(new Simulation(model, kernelOf(core), own));
  expect(run(new Simulation(model, kernelOf(core), own))).toEqual(walked);
  const scenarios = new Set(Object.keys(model.scenarios));
  const found = walked.verdicts.filter(
    ({ verdict, property }) => verdict !== "unknown" && !scenarios.has(property),
  );
  for (const { property, verdict, trace } of found) {
    const exact = searched.verdicts.find((each) => each.property === property);
    expect([property, verdict]).toEqual([property, exact?.verdict]);
    if (trace === undefined) throw new Error(`${property} has no trace`);
    expect(isReplayable(model, trace), property).toBe(true);
    expect(trace.steps.length).toBeGreaterThanOrEqual(exact?.trace?.steps.length ?? Infinity);
  }
  return found.length;
}

describe.each(plans)("$schedule", (own) => {
  test("walks find what Jann Horn found", () => {
    const core = coresOfFile("specs/retract.lw").find(({ variant }) => variant === "reused");
    if (core === undefined) throw new Error("no variant reused");
    expect(findings(core, own)).toBeGreaterThanOrEqual(4);
  });

  test.each(specs)("%s", (spec) => {
    for (const core of coresOfFile(spec).slice(0, 3)) {
      const { checks } = core;
      expect(findings(core, own), checks.join()).toBeGreaterThanOrEqual(0);
    }
  });
});
