// The reports that machines read: JSON and ITF.

import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { firstTrace, reportItf } from "../../src/report/itf.js";
import { reportJson } from "../../src/report/json.js";
import { expectFile } from "../support/bless.js";
import { expectation, retractRun } from "./retract.js";

function golden(name: string): string {
  return fileURLToPath(new URL(`golden/${name}`, import.meta.url));
}

const violates = ["never_free", "linked_on_write", "deadlock", "lock_order", "upgrade_race"];

test("JSON", () => {
  const text = reportJson("retract", [retractRun([expectation({ violates })])]);
  expectFile(golden("check.json.txt"), text);
});

test("JSON says null where a limit left it open", () => {
  const run = retractRun([expectation({ violates: ["upgrade_race"] })], { maxStates: 2 });
  const report: unknown = JSON.parse(reportJson("retract", [run]));
  expect(report).toMatchObject({
    schema: "lockwright/check@1",
    runs: [{ complete: false, asExpected: null, distinct: 2 }],
    asExpected: null,
  });
});

test("ITF of the first counterexample", () => {
  const runs = [retractRun([expectation({ violates })])];
  const first = firstTrace(runs);
  expect(first?.verdict.property).toBe("never_free");
  if (first) expectFile(golden("never_free.itf.json.txt"), reportItf(first.run, first.verdict));
});

test("ITF has a state for the start and for each step, and all variables in each", () => {
  const first = firstTrace([retractRun()]);
  if (first === undefined) throw new Error("no trace");
  const itf = JSON.parse(reportItf(first.run, first.verdict)) as {
    vars: string[];
    states: Record<string, unknown>[];
  };
  expect(itf.states.length).toBe((first.verdict.trace?.steps.length ?? 0) + 1);
  for (const state of itf.states) expect(Object.keys(state)).toEqual(["#meta", ...itf.vars]);
});
