// A search that is killed goes on from its last checkpoint, and ends with the report of one that
// was not: the same counts, and the same trace. The moments are random, from a seed that is printed
// if the test fails; LOCKWRIGHT_SEED sets it.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "lockwright-checkpoints-"));
const spec = join(folder, "corner.lw");
const seed = Number(process.env["LOCKWRIGHT_SEED"] ?? 1);

/** Milliseconds after which a search is killed. */
function moments(count: number): readonly number[] {
  return fc.sample(fc.integer({ min: 400, max: 1800 }), { seed, numRuns: count });
}

writeFileSync(
  spec,
  `model corner "Three counters, and a corner that they reach late."

type Digit = 0..99

state
  at : 0..2 -> Digit = 0

action up(i: 0..2)
  when at[i] < 99
  then at[i] := at[i] + 1

invariant never_all_high "They are never all high."
  not (all i in 0..2: at[i] > 90)

expect default violates deadlock, never_all_high
`,
);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs to its end; the exit code and what is printed. */
function check(...options: readonly string[]): readonly [code: number | null, text: string] {
  const args = [main, "check", spec, "--explain", "default", ...options];
  const { status, stdout } = spawnSync("node", args, { encoding: "utf8" });
  return [status, stdout];
}

/** Runs for so many milliseconds, and is killed if it is not done by then. */
async function checkAndKill(time: number, ...options: readonly string[]): Promise<void> {
  const child = spawn("node", [main, "check", spec, ...options], { stdio: "ignore" });
  const ended = once(child, "exit");
  await setTimeout(time);
  child.kill("SIGKILL");
  await ended;
}

const often = ["--checkpoint-every", "0"];

describe.each([
  ["one worker", 8, ["--workers", "1"]],
  ["two workers", 8, ["--workers", "2"]],
  ["hashes of states", 4, ["--compact"]],
] as const)("%s", (name, kills, options) => {
  test("a killed search ends as one that was not", { timeout: 180_000 }, async () => {
    const expected = check(...options);
    expect(expected[0]).toBe(0);
    expect(expected[1]).toContain("1,000,000");
    const there = join(folder, name.replaceAll(" ", "-"));
    mkdirSync(there);
    for (const time of moments(kills)) {
      await checkAndKill(time, "--resume", there, ...often, ...options);
    }
    expect(check("--resume", there, ...options), `LOCKWRIGHT_SEED=${seed}`).toEqual(expected);
  });
});

test("a limit leaves a checkpoint, and more room ends the search", () => {
  const there = join(folder, "limit");
  const [code] = check("--checkpoint", there, "--max-states", "100000");
  expect(code).toBe(3);
  expect(check("--resume", there)).toEqual(check());
});

test("a full disk ends the search undecided", () => {
  const there = join(folder, "full");
  mkdirSync(join(there, "default"), { recursive: true });
  symlinkSync("/dev/full", join(there, "default", "states"));
  const [code, text] = check("--checkpoint", there, ...often);
  expect(code).toBe(3);
  expect(text).toContain("undecided");
});
