// `lockwright check`: explores each variant of a spec and says whether what it finds is expected.

import type { Diagnostic } from "../base/diagnostic.js";
import type { Compiled, Count } from "../compile.js";
import type { Core } from "../core/core.js";
import { loadModel } from "../emit/emit.js";
import { lint } from "../lint/lint.js";
import { followScenarios } from "../engine/scenario.js";
import { firstTrace, reportItf } from "../report/itf.js";
import { reportJson } from "../report/json.js";
import type { CheckRun, Judged, Standing } from "../report/result.js";
import { judgeRun, standingOf } from "../report/result.js";
import { drawStatics } from "../report/statics.js";
import { reportText } from "../report/text.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { requireWritable, writeText } from "./files.js";
import { lintReportOf } from "./lint.js";
import { prepareCheckpoints, type CheckpointOptions } from "./checkpoint.js";
import { explore, watchStop, type Stop } from "./explore.js";
import type { SearchOptions } from "./search.js";
import { coreOf, parseRun, readSpec, requireProcesses, variantsToCheck } from "./spec.js";
import type { Terminal } from "./terminal.js";

export interface CheckOptions extends SearchOptions, CheckpointOptions {
  readonly variant?: readonly string[];
  readonly run?: string;
  readonly const?: readonly string[];
  readonly json?: boolean;
  readonly itf?: string;
  readonly explain?: readonly string[];
}

export async function check(
  spec: string,
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const run = options.run === undefined ? undefined : parseRun(options.run);
  if (options.itf !== undefined) requireWritable(options.itf);
  prepareCheckpoints(options);
  const outcome = readSpec(spec, terminal, options.const);
  if (!outcome.ok) return refuse(outcome.diagnostics, options, terminal);
  const compiled = outcome.value;
  if (!compiled.isModel) throw new WrongInput(`${spec} is a module: there is nothing to check`);
  if (run !== undefined) requireProcesses(compiled, run);
  const { variant = [], explain = [] } = options;
  const variants = variantsToCheck(compiled, variant, explain);
  const cores: Core[] = [];
  for (const each of variants) {
    const core = coreOf(compiled, each, terminal, run);
    if (!core.ok) return refuse(core.diagnostics, options, terminal);
    cores.push(core.value);
  }
  const lints = cores.map(lint);
  const stop = watchStop();
  const runs: CheckRun[] = [];
  for (const core of cores) {
    if (stop.reason !== undefined) break;
    runs.push(await checkVariant(core, compiled, run, options, terminal, stop));
  }
  stop.end();
  terminal.print(
    options.json === true
      ? reportJson(compiled.name, runs, outcome.diagnostics)
      : reportText(
          runs,
          options.explain ?? [],
          drawStatics(spec, runs, lints, lintReportOf(compiled, lints)),
        ),
  );
  if (options.itf !== undefined) writeItf(options.itf, runs, terminal);
  if (stop.reason === "interrupted") return exit.interrupted;
  const code = exitOf(standingOf(runs));
  return stop.reason === "disk" && code === exit.asExpected ? exit.undecided : code;
}

/** What is said of a spec that has errors, which are printed already. */
function refuse(
  diagnostics: readonly Diagnostic[],
  { json }: CheckOptions,
  terminal: Terminal,
): ExitCode {
  if (json === true) terminal.print(reportJson(null, [], diagnostics));
  return exit.wrongInput;
}

async function checkVariant(
  core: Core,
  compiled: Compiled,
  run: readonly Count[] | undefined,
  options: CheckOptions,
  terminal: Terminal,
  stop: Stop,
): Promise<CheckRun> {
  const model = loadModel(core);
  const setup = setupOf(options, run);
  const expectations = compiled.expectations
    .filter(({ variant }) => variant === core.variant)
    // Counts are pinned for the instances and constants that the spec has.
    .map((each) =>
      setup === undefined && options.plan === undefined
        ? each
        : { ...each, counts: [], lengths: [] },
    );
  const isCounted = expectations.some((each) => each.counts.length > 0);
  const needsAll = isCounted || expectations.some((each) => each.lengths.length > 0);
  const partialOrder = options.partialOrder !== false && !needsAll && !tellsAll(options, core);
  const searching = { ...options, isCounted, partialOrder };
  const exploration = await explore(core, model, searching, terminal, stop);
  const staged = run === undefined ? judgeStaged(compiled, core.variant, options.maxStates) : [];
  return judgeRun(core, model, exploration, expectations, setup, staged);
}

/** Whether counts or witnesses are told, which are those of all states. */
function tellsAll({ json, itf, explain = [] }: CheckOptions, { variant }: Core): boolean {
  return json === true || itf !== undefined || explain.includes(variant);
}

/** The options that change what the spec sets up, to be given again. */
function setupOf(
  { const: constants = [] }: CheckOptions,
  run: readonly Count[] | undefined,
): string | undefined {
  const counts = run?.map(({ process, count }) => `${process}*${count}`).join(", ");
  const options = [
    ...constants.map((each) => `--const '${each}'`),
    ...(counts === undefined ? [] : [`--run '${counts}'`]),
  ];
  return options.length === 0 ? undefined : options.join(" ");
}

/** The scenarios that run other instances than their variant, each in a model of its own. */
function judgeStaged(compiled: Compiled, variant: string, maxStates?: number): readonly Judged[] {
  return compiled.staged(variant).flatMap((outcome) => {
    if (!outcome.ok) return [];
    const core = outcome.value;
    const model = loadModel(core);
    return followScenarios(model, maxStates).map((verdict) => ({
      ...verdict,
      kind: "scenario" as const,
      staged: { core, model },
    }));
  });
}

function writeItf(path: string, runs: readonly CheckRun[], terminal: Terminal): void {
  const first = firstTrace(runs);
  if (first === undefined) {
    terminal.complain(`no trace to write to ${path}`);
    return;
  }
  writeText(path, reportItf(first.run, first.verdict));
  terminal.complain(`wrote the trace of ${first.verdict.property} to ${path}`);
}

function exitOf(standing: Standing): ExitCode {
  switch (standing) {
    case "expected":
      return exit.asExpected;
    case "unexpected":
      return exit.notAsExpected;
    case "undecided":
      return exit.undecided;
  }
}
