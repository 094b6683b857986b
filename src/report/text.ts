// The report that people read: the table of verdicts, warnings, then each violation that the spec
// does not expect, in full; on request also those that it does.

import { tell } from "./counterexample.js";
import type { CheckRun, Judged } from "./result.js";
import { runOf, standingOf } from "./result.js";
import { drawTable } from "./table.js";
import { drawWarnings } from "./warnings.js";
import { counted, grouped, pageWidth, wrap } from "./wrap.js";

/**
 * The whole report. `explain` names the variants whose expected violations are told as well;
 * `notes` come with the warnings.
 */
export function reportText(
  runs: readonly CheckRun[],
  explain: readonly string[] = [],
  notes: readonly string[] = [],
): string {
  const first = runs[0]?.core;
  const title =
    first === undefined
      ? []
      : wrap(
          first.sentence === undefined ? first.name : `${first.name}: ${first.sentence}`,
          pageWidth,
          2,
        );
  const told = runs.flatMap((run) => {
    const all = explain.includes(run.variant);
    return run.verdicts
      .filter((verdict) => isTold(run, verdict, all))
      .map((v) => tell(runOf(run, v), v));
  });
  const sections = [
    title,
    drawTable(runs),
    drawSymmetry(runs),
    drawReductions(runs),
    drawMemory(runs),
    drawOmissions(runs),
    drawWalks(runs),
    drawScenarios(runs),
    [...drawWarnings(runs), ...notes],
    ...told,
    summary(runs),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Searches whose memory is worth a line. */
const manyStates = 1_000_000;

/** What large searches took in memory. */
function drawMemory(runs: readonly CheckRun[]): readonly string[] {
  return runs.flatMap(({ variant, exploration: { distinct, symmetry, bytes, stepBytes } }) => {
    const searched = symmetry?.searched ?? distinct;
    if (bytes === undefined || searched < manyStates) return [];
    const each = (bytes / searched).toFixed(1);
    const all = grouped(Math.round(bytes / 2 ** 20));
    const text = `${variant}: ${each} bytes a state, ${all} MiB for ${grouped(searched)} states`;
    if (stepBytes === undefined) return [text];
    const steps = grouped(Math.round(stepBytes / 2 ** 20));
    return wrap(
      `${text}, and ${steps} MiB for the steps that properties are judged on`,
      pageWidth,
      2,
    );
  });
}

/** Searches up to names, where that changes what is counted or saves much. */
function drawSymmetry(runs: readonly CheckRun[]): readonly string[] {
  return runs.flatMap(({ variant, exploration: { distinct, symmetry } }) => {
    if (symmetry === undefined) return [];
    const { searched, isExact } = symmetry;
    if (isExact && distinct < manyStates) return [];
    const names = `up to the names of ${symmetry.types.join(", ")} (see --no-symmetry)`;
    const text = isExact
      ? `${grouped(searched)} states were searched, all that there are ${names}`
      : `states are counted ${names}`;
    return wrap(`${variant}: ${text}`, pageWidth, 2);
  });
}

/** Searches that left something out. */
function drawReductions(runs: readonly CheckRun[]): readonly string[] {
  return runs.flatMap(({ variant, exploration: { reducedFrom, distinct } }) => {
    if (reducedFrom === undefined) return [];
    const text =
      `${variant}: ${counted(distinct, "state")}, reduced: after the first ` +
      `${grouped(reducedFrom)}, orders of steps that make no difference are left out ` +
      "(see --no-partial-order)";
    return wrap(text, pageWidth, 2);
  });
}

/** How sure one can be of compact searches. */
function drawOmissions(runs: readonly CheckRun[]): readonly string[] {
  return runs.flatMap(({ variant, exploration: { omission } }) => {
    if (omission === undefined) return [];
    const chance = omission.toExponential(1);
    const text = `${variant}: 64 bits of each state are kept; what holds does so up to a chance of`;
    return wrap(`${text} ${chance} that a state was missed`, pageWidth, 2);
  });
}

/** What was walked, where nothing was searched. */
function drawWalks(runs: readonly CheckRun[]): readonly string[] {
  return runs.flatMap(({ variant, exploration: { simulated } }) => {
    if (simulated === undefined) return [];
    const { walks, steps, seed, schedule } = simulated;
    const how = schedule === "pct" ? "by priorities" : "at random";
    const what = `${counted(walks, "walk")} ${how}, ${counted(steps, "step")}, seed ${seed}`;
    return wrap(`${variant}: ${what}; what none of them broke is unknown`, pageWidth, 2);
  });
}

/** How many scenarios were followed, and to the end. */
function drawScenarios(runs: readonly CheckRun[]): readonly string[] {
  const verdicts = runs.flatMap((run) =>
    run.verdicts.filter(({ kind }) => kind === "scenario").map(({ verdict }) => verdict),
  );
  if (verdicts.length === 0) return [];
  const others = verdicts.filter((verdict) => verdict === "violated").length;
  const unknown = verdicts.filter((verdict) => verdict === "unknown").length;
  const one = verdicts.length === 1;
  const parts = [
    ...(others === 0 ? [] : [one ? "not as written" : `${others} not as written`]),
    ...(unknown === 0 ? [] : [one ? "undecided" : `${unknown} undecided`]),
  ];
  const found = parts.length > 0 ? parts.join(", ") : one ? "as written" : "all as written";
  return [`${counted(verdicts.length, "scenario")}, ${found}`];
}

/** Unexpected violations are always told, the expected ones and witnesses if asked for. */
function isTold(run: CheckRun, { property, kind, verdict }: Judged, all: boolean): boolean {
  if (all) return verdict === "violated" || (kind === "reachable" && verdict === "holds");
  const differs = run.differences.some(
    (each) => each.property === property && each.standing === "unexpected",
  );
  return differs && (verdict === "violated" || kind === "reachable");
}

/** The last words of a log. */
function summary(runs: readonly CheckRun[]): readonly string[] {
  const count = (standing: CheckRun["standing"]) =>
    runs.filter((run) => run.standing === standing).length;
  const variants = counted(runs.length, "variant");
  const standing = standingOf(runs);
  if (standing === "expected") return [`${variants}, as expected`];
  const undecided = count("undecided");
  const unexpected = count("unexpected");
  const isSimulated = runs.some(({ exploration }) => exploration.simulated !== undefined);
  const reason = isSimulated
    ? "walks do not show that anything holds"
    : "the search did not end (see --max-states, --max-memory)";
  const parts = [
    ...(unexpected === 0 ? [] : [`${unexpected} not as expected`]),
    ...(undecided === 0 ? [] : [`${undecided} undecided: ${reason}`]),
  ];
  return wrap(`${variants}, ${parts.join(", ")}`, pageWidth, 2);
}
