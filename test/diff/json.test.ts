// The JSON report keeps its schema, which is what its readers are written against.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { schemaErrors } from "../support/json-schema.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const schema: unknown = JSON.parse(readFileSync(`${root}grammar/diff@1.schema.json`, "utf8"));

function diff(...args: readonly string[]) {
  const main = `${root}dist/cli/main.js`;
  const { stdout, status } = spawnSync(
    process.execPath,
    [main, "diff", ...args, "--json", "--no-cache"],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  const report: unknown = JSON.parse(stdout);
  expect(schemaErrors(schema, report)).toEqual([]);
  return { report, status };
}

test("variants that differ in every layer", () => {
  const { report, status } = diff("specs/retract.lw@reused", "@reused_pmd_same", "@unchecked");
  expect(status).toBe(1);
  expect(report).toMatchObject({
    model: "retract",
    operands: [{ name: "reused" }, { name: "reused_pmd_same" }, { name: "unchecked" }],
    found: expect.arrayContaining(["fixed", "new", "written", "behaves"]) as unknown,
    pairs: [
      {
        written: [
          { kind: "switch", name: "recheck" },
          { change: "added", from: null },
        ],
        behaves: {
          first: { result: "differs", steps: 17, stopped: { kind: "elsewhere" } },
          second: { result: "included" },
        },
      },
      { second: "unchecked" },
    ],
  });
});

test("a spec with errors", () => {
  const path = "test/diagnostics/name/unknown/wrong.lw";
  const { report, status } = diff(path, path);
  expect(status).toBe(2);
  expect(report).toMatchObject({ model: null, pairs: [] });
});
