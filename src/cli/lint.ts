// `lockwright lint`: what can be said of a spec without a search: the order in which locks are
// taken, what is wrong on every way through a process, and what may be.

import { render } from "../base/render.js";
import type { Compiled } from "../compile.js";
import { lint, type Linted } from "../lint/lint.js";
import { allowedLint, mergeLints, type LintReport } from "../report/lint.js";
import { lintJson } from "../report/lint-json.js";
import { drawLint } from "../report/lint-text.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { coreOf, readSpec, variantsToCheck } from "./spec.js";
import type { Terminal } from "./terminal.js";

export interface LintOptions {
  readonly variant?: readonly string[];
  readonly const?: readonly string[];
  readonly json?: boolean;
}

export function lintSpec(spec: string, options: LintOptions, terminal: Terminal): ExitCode {
  const outcome = readSpec(spec, terminal, options.const);
  if (!outcome.ok) {
    if (options.json === true) terminal.print(lintJson(undefined, outcome.diagnostics));
    return exit.wrongInput;
  }
  const compiled = outcome.value;
  if (!compiled.isModel) throw new WrongInput(`${spec} is a module: there is nothing to lint`);
  const lints: Linted[] = [];
  for (const variant of variantsToCheck(compiled, options.variant ?? [])) {
    const core = coreOf(compiled, variant, terminal);
    if (!core.ok) return exit.wrongInput;
    lints.push(lint(core.value));
  }
  const report = lintReportOf(compiled, lints);
  const diagnostics = report.findings.map(({ diagnostic }) => diagnostic);
  terminal.print(
    options.json === true
      ? lintJson(report, outcome.diagnostics)
      : drawLint(report, render(diagnostics, { colour: false, width: 100 })),
  );
  const isWrong = diagnostics.some(({ severity }) => severity === "error");
  return isWrong ? exit.notAsExpected : exit.asExpected;
}

/** What is to be said of the lints of some variants, with what the spec allows and expects. */
export function lintReportOf(compiled: Compiled, lints: readonly Linted[]): LintReport {
  const runs = lints.map((linted) => ({
    linted,
    allowed: compiled.allowed(linted.variant),
    violated: compiled.expectations
      .filter(({ variant }) => variant === linted.variant)
      .flatMap(({ violates }) => violates),
  }));
  const allowed = compiled.allowed("default").map(allowedLint);
  const usage = compiled.usage().filter(({ code }) => !allowed.includes(code));
  return mergeLints(compiled.name, runs, usage);
}
