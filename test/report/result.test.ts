// What counts as expected: exactly the violations that are pinned, every reachable reached, and
// nothing that matters left unknown.

import { expect, test } from "vitest";
import type { Expectation } from "../../src/report/result.js";
import { standingOf } from "../../src/report/result.js";
import { expectation, retractRun } from "./retract.js";

const violates = ["never_free", "linked_on_write", "deadlock", "lock_order", "upgrade_race"];

function differences(parts: Partial<Expectation>, maxStates = Infinity): readonly string[] {
  const run = retractRun([expectation(parts)], { maxStates });
  return run.differences.map(({ standing, text }) => `${standing}: ${text}`);
}

test("exactly what is violated", () => {
  expect(differences({ violates })).toEqual([]);
  expect(retractRun([expectation({ violates })]).standing).toBe("expected");
});

test("a violation that is not pinned", () => {
  expect(differences({ violates: violates.slice(1) })).toEqual([
    "unexpected: never_free is violated",
  ]);
});

test("a violation that is pinned and did not happen", () => {
  expect(differences({ violates: [...violates, "self_deadlock"] })).toEqual([
    "unexpected: self_deadlock is not violated",
  ]);
});

test("a pinned name that is not a property", () => {
  expect(differences({ violates: [...violates, "deadlokc"] })).toEqual([
    "unexpected: deadlokc is not a property of this variant",
  ]);
});

test("a reachable that is to be unreachable", () => {
  expect(differences({ violates, unreachable: ["locked_detached"] })).toEqual([
    "unexpected: locked_detached is reached",
  ]);
});

test("counts", () => {
  expect(differences({ violates, counts: [{ what: "distinct", count: 40 }] })).toEqual([]);
  expect(differences({ violates, counts: [{ what: "depth", count: 3 }] })).toEqual([
    "unexpected: depth is 13, expected 3",
  ]);
});

test("what a limit leaves unknown is undecided", () => {
  const texts = differences({ violates, counts: [{ what: "distinct", count: 40 }] }, 5);
  expect(texts).toContain("undecided: never_free is undecided");
  expect(texts).toContain("undecided: distinct is undecided, expected 40");
  expect(retractRun([expectation({ violates })], { maxStates: 5 }).standing).toBe("undecided");
});

test("without an expectation a variant is to hold", () => {
  expect(retractRun().standing).toBe("unexpected");
});

test("the gravest standing counts", () => {
  expect(standingOf([])).toBe("expected");
  expect(standingOf([{ standing: "undecided" }, { standing: "expected" }])).toBe("undecided");
  expect(standingOf([{ standing: "undecided" }, { standing: "unexpected" }])).toBe("unexpected");
});
