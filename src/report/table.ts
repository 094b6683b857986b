// The table of verdicts: a row for each variant, with what was found and whether the spec expects
// it, and below it what the variant is.

import type { CheckRun, Judged } from "./result.js";
import { grouped, pageWidth, wrap } from "./wrap.js";

const headings = ["variant", "found", "states", "depth", "as expected"] as const;
const gap = 2;

/** A longer name of a variant has a line of its own. */
const longestName = 20;

/** The table of several runs of one spec. */
export function drawTable(runs: readonly CheckRun[]): readonly string[] {
  const rows = runs.map((run) => [
    run.variant,
    "",
    `${grouped(run.exploration.distinct)}${run.exploration.complete ? "" : "+"}`,
    grouped(run.exploration.depth),
    { expected: "yes", unexpected: "NO", undecided: "undecided" }[run.standing],
  ]);
  const widths = headings.map((heading, column) => {
    const lengths = rows.map((row) => row[column]?.length ?? 0);
    return Math.max(heading.length, ...lengths.filter((length) => column > 0 || !isLong(length)));
  });
  const others = widths.reduce(
    (sum, width, column) => sum + gap + (column === 1 ? 0 : width),
    -gap,
  );
  const room = Math.max(20, pageWidth - others);
  const found = runs.map((run) => foundLines(run, room));
  widths[1] = Math.max(headings[1].length, ...found.flat().map((line) => line.length));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 2 || column === 3 ? cell.padStart(width) : cell.padEnd(width);
      })
      .join(" ".repeat(gap))
      .trimEnd();
  return [
    line(headings),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.flatMap(([variant = "", , ...numbers], index) => {
      const [first = "", ...more] = found[index] ?? [];
      const own = isLong(variant.length) ? [variant] : [];
      return [
        ...own,
        line([own.length > 0 ? "" : variant, first, ...numbers]),
        ...more.map((text) => line(["", text, "", "", ""])),
        ...claimLines(runs[index]?.core.claim),
      ];
    }),
  ];
}

function claimLines(claim: string | undefined): readonly string[] {
  if (claim === undefined) return [];
  const indent = " ".repeat(gap);
  return wrap(claim, pageWidth - gap, 0).map((text) => `${indent}${text}`);
}

function isLong(length: number): boolean {
  return length > longestName;
}

/** What was found, and where that is not what is expected, what is. */
function foundLines(run: CheckRun, width: number): readonly string[] {
  const found = wrap(foundText(run), width, 2);
  if (run.standing === "expected") return found;
  const others = run.differences.filter(({ property }) => property === undefined);
  return [
    ...found,
    ...wrap(`expected: ${expectedText(run)}`, width, 2),
    ...others.flatMap(({ text }) => wrap(text, width, 2)),
  ];
}

function expectedText({ expectations }: CheckRun): string {
  const violated = expectations.flatMap(({ violates }) => violates);
  const unreachable = expectations.flatMap((each) => each.unreachable);
  return [
    violated.length === 0 ? "holds" : `violates ${violated.join(", ")}`,
    ...(unreachable.length === 0 ? [] : [`does not reach ${unreachable.join(", ")}`]),
  ].join("; ");
}

/** `holds`, or what is violated and what is not reached. */
function foundText({ verdicts, exploration }: CheckRun): string {
  const names = (wanted: (verdict: Judged) => boolean) =>
    verdicts.filter(wanted).map(({ property }) => property);
  const violated = names(({ kind, verdict }) => kind !== "reachable" && verdict === "violated");
  const missed = names(({ kind, verdict }) => kind === "reachable" && verdict === "violated");
  const unknown = exploration.complete ? "holds" : "nothing violated so far";
  return [
    violated.length === 0 ? unknown : `violates ${violated.join(", ")}`,
    ...(missed.length === 0 ? [] : [`does not reach ${missed.join(", ")}`]),
  ].join("; ");
}
