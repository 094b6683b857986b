// The benchmarks: `npm run bench -- NAME`.
//   front-end  how long one waits before a search begins
//   diff       a comparison of two variants beside a check of both
//   counts     the twins of each model have the same states, on small sizes
//   engines    Lockwright beside SPIN, Rumur and others, which takes twenty minutes; writes
//              engines.md and engines.svg. `--cpu` counts time of the processor, for a machine that
//              others use too, and prints the table only; so does naming some models.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, exit, stderr, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { cases, pictured, smallCases } from "./cases.js";
import { diff } from "./diff.js";
import { compare, medianOf } from "./engines.js";
import { frontEnd } from "./front-end.js";
import { pictureOf } from "./plot.js";
import { reportOf } from "./report.js";
import { Workshop } from "./tools.js";

const [, , name, ...rest] = argv;
const here = (file) => fileURLToPath(new URL(file, import.meta.url));

function counts(folder) {
  const shop = new Workshop(folder);
  for (const one of smallCases) {
    const { model, variant, distinct, programs } = compare(shop, one, { isQuick: true });
    const tools = [...new Set([...programs.keys()].map((each) => each.split(".")[0]))].join(", ");
    stdout.write(
      `${model.padEnd(10)} ${variant.padEnd(8)} ${`${distinct}`.padStart(7)}  ${tools}\n`,
    );
  }
}

function engines(folder) {
  const clock = rest.includes("--cpu") ? "cpu" : "wall";
  const wanted = rest.filter((word) => !word.startsWith("--"));
  const shop = new Workshop(folder);
  const results = cases
    .filter(
      ({ model, variant }) =>
        wanted.length === 0 || wanted.includes(model) || wanted.includes(`${model}:${variant}`),
    )
    .map((one) => {
      stderr.write(`${one.model} ${one.variant}\n`);
      return compare(shop, one);
    });
  const report = reportOf(results, clock);
  stdout.write(report);
  if (clock === "cpu" || wanted.length > 0) return;
  writeFileSync(here("engines.md"), report);
  writeFileSync(here("engines.svg"), pictureOf(chartsOf(results)));
}

/** Time and memory of one model's sizes. */
function chartsOf(results) {
  const sizes = results.filter(({ model }) => model === pictured);
  const tools = [
    ["Lockwright", "lockwright.one"],
    ["Lockwright, two workers", "lockwright.two"],
    ["SPIN", "spin.optimised"],
    ["Rumur", "rumur.optimised"],
  ];
  const linesOf = (what) =>
    tools.map(([name, program]) => ({
      name,
      points: sizes.flatMap((result) => {
        const value = medianOf(result, program, what);
        return value === undefined ? [] : [[result.distinct, value]];
      }),
    }));
  return [
    { title: `${pictured}: search`, unit: "s", lines: linesOf("wall") },
    { title: `${pictured}: memory`, unit: "bytes", lines: linesOf("resident") },
  ];
}

const benches = { "front-end": frontEnd, diff, counts, engines };

if (!Object.hasOwn(benches, name ?? "")) {
  stderr.write("usage: npm run bench -- front-end | diff | counts | engines [--cpu] [MODEL...]\n");
  exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "lockwright-bench-"));
try {
  benches[name](folder);
} finally {
  rmSync(folder, { recursive: true });
}
