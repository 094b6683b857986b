// What the static analysis adds to the report of a search: nothing of what the search has decided.
// Where the search did not end, what no way can break and what some way may; and that `lint` has
// more to say, if it has.

import type { Linted } from "../lint/lint.js";
import type { LintReport } from "./lint.js";
import type { CheckRun } from "./result.js";
import { counted, pageWidth, wrap, wrapList } from "./wrap.js";

export function drawStatics(
  spec: string,
  runs: readonly CheckRun[],
  lints: readonly Linted[],
  report: LintReport,
): readonly string[] {
  const known = new Set(runs.flatMap(({ verdicts }) => verdicts.map(({ property }) => property)));
  const left = runs.flatMap((run) => {
    const linted = lints.find(({ variant }) => variant === run.variant);
    return linted === undefined ? [] : drawLeft(run, linted);
  });
  // What a property decides was the search's to say.
  const own = report.findings.filter(({ property }) => !known.has(property ?? ""));
  if (own.length === 0) return left;
  const more = counted(own.length, "finding");
  return [...left, ...wrap(`note: ${more} of \`lockwright lint ${spec}\``, pageWidth, 2)];
}

/** Of what a search left undecided, what is settled all the same. */
function drawLeft({ variant, verdicts }: CheckRun, { kept, open }: Linted): readonly string[] {
  const unknown = verdicts
    .filter(({ verdict }) => verdict === "unknown")
    .map(({ property }) => property);
  const settled = unknown.filter((property) => kept.includes(property));
  const left = unknown.filter((property) => open.has(property));
  const line = (what: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : wrapList(`note: ${variant}: ${what}: `, names, pageWidth);
  return [
    ...line("no way through the processes breaks", settled),
    ...line("some way may break", left),
  ];
}
