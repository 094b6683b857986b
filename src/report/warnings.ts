// What was never put to the test: properties that had nothing to say and steps that were never
// taken. In every variant that is a warning; in some it is often what the variant is about. Many
// are folded.

import type { CheckRun } from "./result.js";
import { counted, grouped, pageWidth, wrapList } from "./wrap.js";

const mostNames = 8;

/** Warnings over all runs; incomplete runs cannot tell. */
export function drawWarnings(runs: readonly CheckRun[]): readonly string[] {
  const complete = runs.filter(({ exploration }) => exploration.complete);
  const vacuous = ({ verdicts }: CheckRun) =>
    verdicts.filter(({ verdict }) => verdict === "vacuous").map(({ property }) => property);
  return [
    ...warn(complete, "vacuous", vacuous),
    ...warn(complete, "never taken", ({ exploration }) => exploration.untaken),
  ];
}

function warn(
  runs: readonly CheckRun[],
  what: string,
  namesOf: (run: CheckRun) => readonly string[],
): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of runs.flatMap((run) => [...new Set(namesOf(run))])) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const always = [...counts].filter(([, count]) => count === runs.length).map(([name]) => name);
  const sometimes = [...counts]
    .filter(([, count]) => count < runs.length)
    .map(([name, count]) => `${name} (${count})`);
  const inAll = runs.length === 1 ? "" : " in all variants";
  const inSome = ` in some of ${counted(runs.length, "variant")}`;
  return [
    ...(always.length === 0
      ? []
      : wrapList(`warning: ${what}${inAll}: `, folded(always), pageWidth)),
    ...(sometimes.length === 0
      ? []
      : wrapList(`note: ${what}${inSome}: `, folded(sometimes), pageWidth)),
  ];
}

function folded(names: readonly string[]): readonly string[] {
  const more = names.length - mostNames;
  if (more <= 1) return names;
  return [...names.slice(0, mostNames), `and ${grouped(more)} more`];
}
