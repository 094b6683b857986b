// Scenarios: schedules that can be followed, those that cannot, and why.

import { expect, test } from "vitest";
import { explore } from "../../src/engine/explore.js";
import type { Move, Scenario } from "../../src/runtime/model.js";
import type { Locking } from "../support/locking-model.js";
import { lockingModel } from "../support/locking-model.js";
import { counter, digraph } from "../support/toy-model.js";

const programs = {
  P: ["lock a", "lock b", "unlock b", "unlock a"],
  Q: ["lock b", "lock a", "unlock a", "unlock b"],
};

/** The verdict and, if it is violated, how far it got and why. */
function follow(moves: readonly Move[], then: Scenario<Locking>["then"]): string {
  const model = lockingModel(programs, { scenarios: { story: { moves, then } } });
  const verdict = explore(model).verdicts.find(({ property }) => property === "story");
  const steps = verdict?.trace?.steps.map(({ action }) => action).join(" ") ?? "";
  const { cause } = verdict ?? {};
  if (cause?.kind !== "scenario") return `${verdict?.verdict}: ${steps}`;
  return `stopped at move ${cause.move} after ${steps}: ${cause.detail}`;
}

test("a schedule that is possible", () => {
  const moves: Move[] = [
    ["P", "s0"],
    ["P", "s1"],
  ];
  expect(follow(moves, "possible")).toBe("holds: P.s0 P.s1");
});

test("a gap stands for other steps of its lane", () => {
  const moves: Move[] = [
    ["P", "..", "s3"],
    ["Q", "s0"],
  ];
  expect(follow(moves, "possible")).toBe("holds: P.s0 P.s1 P.s2 P.s3 Q.s0");
});

test("a lane that is somewhere else", () => {
  expect(follow([["P", "s1"]], "possible")).toBe("stopped at move 0 after : P is at s0");
});

test("a lane that waits for a lock", () => {
  const moves: Move[] = [
    ["P", "s0"],
    ["Q", "s0"],
    ["P", "..", "s2"],
  ];
  expect(follow(moves, "possible")).toBe(
    "stopped at move 2 after P.s0 Q.s0: P is at s1 and waits for b, held by Q (write)",
  );
});

test("a lane that has ended, and one that has no such step", () => {
  const moves: Move[] = [
    ["P", "..", "s3"],
    ["P", "s0"],
  ];
  expect(follow(moves, "possible")).toContain("P has ended");
  expect(follow([["P", "s9"]], "possible")).toContain("P has no step s9");
});

test("blocked", () => {
  const moves: Move[] = [
    ["P", "s0"],
    ["Q", "s0"],
  ];
  expect(follow(moves, { blocked: "P" })).toBe("holds: P.s0 Q.s0");
  expect(follow([["P", "s0"]], { blocked: "P" })).toBe(
    "stopped at move 1 after P.s0: P can take its next step",
  );
});

test("a state at the end", () => {
  const held = (s: Locking) => s.holders["a"]?.length === 1;
  expect(follow([["P", "s0"]], { holds: held })).toBe("holds: P.s0");
  expect(follow([["Q", "s0"]], { holds: held })).toContain("the state at the end is not");
});

test("violates a check that only the end shows", () => {
  const moves: Move[] = [
    ["P", "s0"],
    ["Q", "s0"],
  ];
  expect(follow(moves, { violates: ["deadlock"] })).toBe("holds: P.s0 Q.s0");
  expect(follow([["P", "s0"]], { violates: ["deadlock"] })).toBe(
    "stopped at move 1 after P.s0: no way through these moves violates deadlock",
  );
});

test("violates the order of locks by the whole way", () => {
  const moves: Move[] = [
    ["P", "..", "s3"],
    ["Q", "s0"],
    ["Q", "s1"],
  ];
  expect(follow(moves, { violates: ["lock_order"] })).toContain("holds: P.s0");
  expect(follow(moves.slice(1), { violates: ["lock_order"] })).toContain("stopped at move 2");
});

test("violates a requirement or a range on the way", () => {
  const up: Move = ["up", "up"];
  const scenarios = {
    four: { moves: [up, up, up, up, up], then: { violates: ["small"] } },
    six: { moves: [up, up, up, up, up, up], then: { violates: ["out_of_range", "small"] } },
    three: { moves: [up, up, up], then: { violates: ["small"] } },
  };
  const { verdicts } = explore({ ...counter, scenarios });
  expect(verdicts.slice(-3).map(({ verdict }) => verdict)).toEqual(["holds", "holds", "violated"]);
});

test("all ways are followed where a move has several instances", () => {
  const graph = digraph([[1, 2], [], [3], []]);
  const go: Move = ["go", "go"];
  const scenarios = {
    two: { moves: [go, go], then: { holds: (s: { at: number }) => s.at === 3 } },
  };
  const { verdicts } = explore({ ...graph, scenarios });
  expect(verdicts.at(-1)).toMatchObject({ property: "two", verdict: "holds" });
});
