// How long a comparison takes: `npm run bench -- diff`. Seconds of the processor, medians of runs
// in turn, and as a multiple of what it takes to check both variants in one run.

import { spawnSync } from "node:child_process";
import { execPath, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { median } from "./median.js";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

const pairs = [
  ["specs/retract.lw", "v6_4", "v6_6"],
  ["specs/retract.lw", "reused", "reused_pmd_same"],
  ["specs/bugs/swapin_pte_aba.lw", "before", "after"],
];

const rounds = 5;

/** Seconds that the processor spends on a command. */
function secondsOf(args) {
  const script = 'TIMEFORMAT="%U %S"; time "$@" > /dev/null 2>&1';
  const { stderr: times } = spawnSync("bash", ["-c", script, "bash", execPath, main, ...args], {
    encoding: "utf8",
  });
  return times
    .trim()
    .split(" ")
    .map(Number)
    .reduce((sum, part) => sum + part, 0);
}

/** Prints the times. */
export function diff() {
  for (const [spec, first, second] of pairs) {
    const runs = Array.from({ length: rounds }, () => ({
      both: secondsOf(["check", spec, "--variant", first, "--variant", second]),
      compared: secondsOf(["diff", `${spec}@${first}`, `@${second}`, "--no-cache"]),
    }));
    const both = median(runs.map((run) => run.both));
    const compared = median(runs.map((run) => run.compared));
    const ratio = (compared / both).toFixed(2);
    const name = `${spec}@${first} @${second}`.padEnd(52);
    stdout.write(`${name} ${both.toFixed(2)} s  ${compared.toFixed(2)} s  ${ratio}x\n`);
  }
}
