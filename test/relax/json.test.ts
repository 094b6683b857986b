// The JSON reports keep their schemas, which are what their readers are written against.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { schemaErrors } from "../support/json-schema.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "lockwright-json-"));
afterAll(() => rmSync(folder, { recursive: true }));

const spec = join(folder, "counter.lw");
writeFileSync(
  spec,
  `model counter "Two tasks add one to a counter."
lock l : spinlock
switch limit : 1..2 = 1
state total : 0..1 = 0
process Task
  var seen : 0..1 = 0
  step take   lock l
  step look   seen := total
  step check  if seen = 1 then goto give
  step store  total := seen + limit
  step give   unlock l
run Task * 2
rule one_writer
  on     write total by p
  need   held(l) by p
  unless total = 1
`,
);

/** The report of a command, which is as its schema says. */
function report(command: "relax" | "matrix", ...options: readonly string[]): unknown {
  const main = join(root, "dist/cli/main.js");
  const { stdout } = spawnSync(
    process.execPath,
    [main, command, spec, "--no-cache", "--json", ...options],
    { encoding: "utf8" },
  );
  const schema: unknown = JSON.parse(
    readFileSync(join(root, `grammar/${command}@1.schema.json`), "utf8"),
  );
  const found: unknown = JSON.parse(stdout);
  expect(schemaErrors(schema, found)).toEqual([]);
  return found;
}

test("relax", () => {
  expect(report("relax", "--run", "Task*1")).toMatchObject({
    ...{ model: "counter", variant: "default", run: "Task*1", constants: [] },
    mechanisms: [
      { id: "Task.take", verdict: "needed", lost: [{ property: "one_writer" }] },
      { id: "Task.check", kind: "recheck", verdict: "redundant" },
    ],
    claims: [{ id: "one_writer#1", property: "one_writer", verdict: "redundant" }],
    switches: [{ name: "limit", value: "2", verdict: "needed" }],
    sites: [{ lock: "l", id: "Task.take", rechecks: ["Task.check"] }],
  });
  expect(report("relax", "--max-states", "3")).toMatchObject({ complete: false });
});

test("matrix", () => {
  expect(report("matrix", "--const", "limit=2")).toMatchObject({
    ...{ run: null, constants: ["limit=2"] },
    axes: [{ name: "limit", values: ["1", "2"] }],
    cells: [{ found: "holds" }, { found: "violates out_of_range" }],
  });
});
