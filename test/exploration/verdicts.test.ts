// Verdicts and their traces on models small enough to think through.

import { expect, test } from "vitest";
import type { PropertyVerdict } from "../../src/engine/exploration.js";
import { explore } from "../../src/engine/explore.js";
import type { Model } from "../../src/runtime/model.js";
import { toyPageTable } from "../support/toy-page-table.js";
import { counter, digraph, jugs, peterson, toyModel } from "../support/toy-model.js";

/** `property: verdict`, with the length of the trace if there is one. */
function summary<S>(model: Model<S>, maxStates?: number): readonly string[] {
  const { verdicts } = explore(model, maxStates === undefined ? {} : { maxStates });
  return verdicts.map(({ property, verdict, trace }) =>
    trace === undefined
      ? `${property}: ${verdict}`
      : `${property}: ${verdict}, ${trace.steps.length} steps`,
  );
}

function verdictOf<S>(model: Model<S>, property: string): PropertyVerdict<S> {
  const found = explore(model).verdicts.find((verdict) => verdict.property === property);
  if (found === undefined) throw new Error(`no verdict on ${property}`);
  return found;
}

test("a counterexample to an invariant is a shortest one", () => {
  expect(summary(jugs)).toEqual(["not_solved: violated, 6 steps"]);
  expect(summary(toyPageTable("own"))).toContain("no_stale_translation: violated, 5 steps");
  expect(summary(peterson(false))).toContain("mutual_exclusion: violated, 6 steps");
});

test("a trace is made of the steps that the model takes", () => {
  const { trace } = verdictOf(jugs, "not_solved");
  expect(trace?.initial).toEqual({ small: 0, big: 0 });
  expect(trace?.steps.map(({ action, state }) => [action, state.small, state.big])).toEqual([
    ["fill_big", 0, 5],
    ["big_to_small", 3, 2],
    ["empty_small", 0, 2],
    ["big_to_small", 2, 0],
    ["fill_big", 2, 5],
    ["big_to_small", 3, 4],
  ]);
});

test("each property has a verdict of its own, and the search goes on past violations", () => {
  expect(summary(counter)).toEqual([
    "idle_talk: vacuous",
    "below_six: holds",
    "small: violated, 5 steps",
    "never_asked: vacuous",
    "out_of_range: violated, 6 steps",
  ]);
});

test("a broken requirement is the last step of its trace", () => {
  const { cause, trace, exceptions } = verdictOf(counter, "small");
  expect(cause).toEqual({ kind: "step", action: "up", requirement: 0 });
  expect(trace?.steps.map(({ state }) => state.count)).toEqual([1, 2, 3, 4, 5]);
  expect(exceptions).toEqual([1, 0]);
});

test("a value out of range says so, at a step that changes nothing", () => {
  const { cause, trace } = verdictOf(counter, "out_of_range");
  expect(cause).toEqual({ kind: "range", detail: "6 is not in 0..5" });
  expect(trace?.steps.map(({ state }) => state.count)).toEqual([1, 2, 3, 4, 5, 5]);
});

test("an action that is never taken is listed", () => {
  expect(explore(counter).untaken).toEqual(["down"]);
});

test("a reachable has a shortest witness, or is violated", () => {
  expect(summary(digraph([[1, 2], [3], [3], [], [0]]))).toEqual([
    "deadlock: violated, 2 steps",
    "n0: holds, 0 steps",
    "n1: holds, 1 steps",
    "n2: holds, 1 steps",
    "n3: holds, 2 steps",
    "n4: violated",
  ]);
});

test("a check that is not asked for is not made", () => {
  const silent = { ...counter, checks: [] };
  expect(summary(silent).some((line) => line.startsWith("out_of_range"))).toBe(false);
});

test("an incomplete search leaves unknown what it has not seen", () => {
  const model = digraph([[1], [2], [3], [4], [5], []]);
  expect(summary(model, 3)).toEqual([
    "deadlock: unknown",
    "n0: holds, 0 steps",
    "n1: holds, 1 steps",
    "n2: holds, 2 steps",
    "n3: unknown",
    "n4: unknown",
    "n5: unknown",
  ]);
  expect(explore(model, { maxStates: 3 })).toMatchObject({ distinct: 3, complete: false });
  expect(summary(counter, 5)).toContain("small: violated, 5 steps");
  expect(summary(counter, 5)).toContain("never_asked: unknown");
});

test("a limit of exactly as many states as there are is no limit", () => {
  expect(explore(jugs, { maxStates: 16 }).complete).toBe(true);
  expect(explore(jugs, { maxStates: 15 }).complete).toBe(false);
});

test("a model without initial states has no states", () => {
  const nothing = toyModel<{ x: number }>({ init: [], actions: {} });
  expect(explore(nothing)).toMatchObject({ distinct: 0, generated: 0, depth: 0, complete: true });
});

test("progress is reported on the way", () => {
  const depths: number[] = [];
  const wide = toyModel<{ x: number }>({
    init: [{ x: 0 }],
    actions: {
      up: {
        parameters: { by: [1, 2] },
        guard: ({ x }) => x < 3000,
        effect: ({ x }, { by }) => ({ x: x + (by as number) }),
      },
    },
  });
  explore(wide, { onProgress: ({ depth }) => void depths.push(depth) });
  expect(depths.length).toBe(3);
});
