// What lies beyond a constraint is judged, but not counted and not gone on from, as TLC has it.

import { expect, test } from "vitest";
import { explore } from "../../src/engine/explore.js";
import type { Model } from "../../src/runtime/model.js";
import { toyExplore } from "../support/toy-explorer.js";

/** Counts up from 0; another initial state lies beyond the constraint. */
const bounded: Model<{ readonly n: number }> = {
  name: "bounded",
  variant: "default",
  init: [{ n: 0 }, { n: 7 }],
  actions: {
    up: { parameters: {}, guard: () => true, effect: ({ n }) => ({ n: n + 1 }) },
  },
  invariants: {
    at_most_three: { holds: ({ n }) => n <= 3 || n === 7 },
    never_seven: { holds: ({ n }) => n !== 7 },
    never_five: { holds: ({ n }) => n !== 5 },
  },
  reachable: {},
  constraints: { low: { holds: ({ n }) => n <= 3 } },
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock"],
};

test("states beyond a constraint are generated and judged, no more", () => {
  const { verdicts, ...found } = explore(bounded);
  expect(found).toMatchObject({ distinct: 4, generated: 6, depth: 4, complete: true });
  const steps = (name: string) =>
    verdicts.find(({ property }) => property === name)?.trace?.steps.length;
  expect(steps("at_most_three")).toBe(4);
  expect(steps("never_seven")).toBe(0);
  expect(steps("never_five")).toBeUndefined();
  expect(toyExplore(bounded)).toEqual({
    distinct: 4,
    generated: 6,
    depth: 4,
    violated: ["at_most_three", "never_seven"],
  });
});
