// The report that people read, on a small retraction, against golden texts.

import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { tell } from "../../src/report/counterexample.js";
import { reportText } from "../../src/report/text.js";
import { expectFile } from "../support/bless.js";
import { expectation, retractRun } from "./retract.js";

const everything = [
  "never_free",
  "linked_on_write",
  "deadlock",
  "lock_order",
  "upgrade_race",
] as const;

function golden(name: string): string {
  return fileURLToPath(new URL(`golden/${name}`, import.meta.url));
}

/** One verdict in full. */
function told(property: string): string {
  const run = retractRun();
  const verdict = run.verdicts.find((each) => each.property === property);
  if (verdict === undefined) throw new Error(`no verdict on ${property}`);
  return `${tell(run, verdict).join("\n")}\n`;
}

test.each([
  ["a broken rule", "linked_on_write"],
  ["a broken invariant, by a callback", "never_free"],
  ["a deadlock", "deadlock"],
  ["an inversion", "lock_order"],
  ["a scenario that stops", "upgrade_race"],
  ["a witness", "locked_detached"],
])("%s", (_, property) => expectFile(golden(`${property}.txt`), told(property)));

test("a table of variants, with what is not expected told in full", () => {
  const runs = [
    retractRun([expectation({ violates: [...everything] })]),
    retractRun([expectation({ violates: [...everything, "self_deadlock"] })], { variant: "worse" }),
    retractRun([expectation({ holds: true })], { variant: "early", maxStates: 5 }),
    retractRun(
      [
        expectation({
          violates: [...everything],
          unreachable: ["locked_detached"],
          counts: [{ what: "distinct", count: 41 }],
        }),
      ],
      { variant: "miscounted" },
    ),
  ];
  expectFile(golden("table.txt"), reportText(runs));
});

test("expected violations are told only if asked for", () => {
  const runs = [retractRun([expectation({ violates: [...everything] })])];
  expect(reportText(runs)).not.toContain("DEADLOCK");
  expect(reportText(runs, ["default"])).toContain("DEADLOCK");
});

test("a report fits into a commit message", () => {
  const runs = [retractRun(), retractRun([], { variant: "a_rather_long_name_for_a_variant" })];
  const lines = reportText(runs, ["default"]).split("\n");
  expect(lines.filter((line) => line.length > 75 && !line.startsWith("replay:"))).toEqual([]);
  expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
  expect(lines.filter((line) => /[^\x20-\x7e]/.test(line))).toEqual([]);
});
