// How long the front end takes: `npm run bench -- front-end`. Medians of runs in turn, each a
// process of its own, as multiples of an empty Node process: machines differ, and what else they
// do, but not so much in their ratios.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { longSpec } from "./long-spec.js";
import { median } from "./median.js";

const rounds = 9;
const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const phases = fileURLToPath(new URL("phases.js", import.meta.url));

const tenLines = `model small "Two tasks share a lock."
lock pml : spinlock
state busy : Bool
guard busy  write pml  read pml
process Task
  step take   lock pml
  step enter  busy := true
  step leave  busy := false
  step give   unlock pml
run Task * 2
`;

/** Milliseconds that a Node process with these arguments takes, and what it prints. */
function run(args) {
  const start = performance.now();
  const { status, stdout: printed, stderr: said } = spawnSync(execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}\n${said}`);
  return { time: performance.now() - start, printed };
}

/** Prints the times; writes its specs into the folder. */
export function frontEnd(folder) {
  const [small, long] = [join(folder, "small.lw"), join(folder, "long.lw")];
  const text = longSpec(1000);
  writeFileSync(small, tenLines);
  writeFileSync(long, text);
  const subjects = [
    ["node -e 0", ["-e", "0"]],
    ["lockwright --version", [main, "--version"]],
    ["lockwright check, ten lines", [main, "check", small]],
    [`front end, ${text.split("\n").length - 1} lines`, [phases, long]],
  ].map(([name, args]) => ({ name, args, times: [] }));
  const within = new Map();
  for (let round = 0; round < rounds; round++)
    for (const { args, times } of subjects) {
      const { time, printed } = run(args);
      times.push(time);
      if (args[0] !== phases) continue;
      for (const [phase, spent] of Object.entries(JSON.parse(printed)))
        within.set(phase, [...(within.get(phase) ?? []), spent]);
    }
  const parts = [...within].map(([phase, times]) => ({ name: `  to ${phase}`, times }));
  const empty = median(subjects[0].times);
  for (const { name, times } of [...subjects, ...parts]) {
    const time = median(times);
    const ratio = (time / empty).toFixed(1);
    stdout.write(`${name.padEnd(30)} ${time.toFixed(0).padStart(6)} ms ${ratio.padStart(6)} x\n`);
  }
}
