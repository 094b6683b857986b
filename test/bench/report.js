// What `bench -- engines` writes: a table in Markdown, with the machine and how busy it was.

import { cpus, totalmem } from "node:os";
import { version } from "node:process";
import { medianOf, ratio, rounds, shareOfProcessor, untilVerdict } from "./engines.js";

/** From this share of a processor on, the machine was quiet. */
const quiet = 0.97;

const seconds = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
const times = (value) =>
  value === undefined ? "" : value < 10 ? value.toFixed(1) : value.toFixed(0);

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = heads.map((_, index) => (index === 0 ? "---" : "---:"));
  return [heads, rule, ...rows].map(line).join("\n");
}

const nameOf = ({ model, variant }) => `${model} ${variant}`;
const states = ({ distinct }) => distinct.toLocaleString("en");

function searches(results, clock) {
  const row = (result) => [
    ...[nameOf(result), states(result), seconds(medianOf(result, "lockwright.one", clock))],
    ...["spin.optimised", "spin.bfs", "rumur.optimised", "twin.run", "tlc.run"].map((name) =>
      times(ratio(result, name, "lockwright.one", clock)),
    ),
    times(ratio(result, "lockwright.one", "lockwright.two", "wall")),
  ];
  const others = ["SPIN", "SPIN, breadth first", "Rumur", "C twin", "TLC", "one worker / two"];
  return table(["model", "states", "Lockwright, s", ...others], results.map(row));
}

function verdicts(results, clock) {
  const row = (result) => {
    const own = untilVerdict(result, "lockwright.check", clock);
    const least = (...names) => {
      const all = names.map((name) => untilVerdict(result, name, clock));
      const known = all.filter((each) => each !== undefined);
      return known.length === 0 ? "" : times(Math.min(...known) / own);
    };
    return [
      ...[nameOf(result), states(result), seconds(own)],
      ...[least("spin.optimised", "spin.quick"), least("rumur.optimised", "rumur.quick")],
      least("tlc.run"),
    ];
  };
  return table(["model", "states", "Lockwright, s", "SPIN", "Rumur", "TLC"], results.map(row));
}

function memory(results) {
  const row = (result) => {
    const each = (name, what = "resident") => {
      const all = medianOf(result, name, what);
      return all === undefined ? "" : (all / result.distinct).toFixed(0);
    };
    const others = ["spin.optimised", "spin.bfs", "rumur.optimised", "twin.run"];
    return [
      ...[nameOf(result), states(result), each("lockwright.one", "bytes")],
      ...["lockwright.one", ...others].map((name) => each(name)),
    ];
  };
  const others = ["SPIN", "SPIN, breadth first", "Rumur", "C twin"];
  const heads = ["model", "states", "Lockwright, states", "Lockwright, process", ...others];
  return table(heads, results.filter(({ distinct }) => distinct > 1e5).map(row));
}

/** The report of a run; `clock` is `wall`, or `cpu` on a machine that is not quiet. */
export function reportOf(results, clock) {
  const share = shareOfProcessor(results);
  const percent = `${(share * 100).toFixed(0)} %`;
  const [{ model }] = cpus();
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  const date = new Date().toISOString().slice(0, 10);
  const clocks = { wall: "wall clock", cpu: "processor" };
  const quietly = share >= quiet ? "quiet" : "**not quiet**";
  return `# Side by side

The last run of \`npm run bench -- engines\`: ${date}, ${cpus().length} cores (${model}),
${gigabytes} GiB, Node ${version.slice(1)}. The machine was ${quietly}: C programs of one thread had
a processor ${percent} of the time. Times are of the ${clocks[clock]}.

All tools found the same states and the same number of successors, or there would be no table.

Other tools are given as multiples of Lockwright: 4.0 takes four times as long. Medians of up to
${rounds} runs in turn.

## Search

From the first state to the last, on one thread, without reductions; Lockwright's time includes the
warming up of its code, the others' does not include their compilation. SPIN: gcc -O2, -DSAFETY
-DNOREDUCE, with a table sized for the states beforehand. Rumur: gcc -O3 -march=native. The C twin
is the same search written by hand for this model, gcc -O3 -march=native. The last column is what a
second worker gives.

${searches(results, clock)}

## Verdict

From the text to the verdict: \`lockwright check --workers 1\`, and for the others generating,
compiling (gcc -O0 or with optimisation, whichever is sooner) and running.

${verdicts(results, clock)}

## Memory

Bytes a state: what Lockwright's states take by its own account, then the resident memory of each
process at its end.

${memory(results)}
`;
}
