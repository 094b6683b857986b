// `lockwright lint`: what can be said of a spec without a search: the order in which locks are
// taken, what is wrong on every way through a process, and what may be.

import { render } from "../base/render.js";
import { lint } from "../lint/lint.js";
import { allowedLint, mergeLints } from "../report/lint.js";
import { lintJson } from "../report/lint-json.js";
import { drawLint } from "../report/lint-text.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { coreOf, readSpec, variantsToCheck } from "./spec.js";
import type { Terminal } from "./terminal.js";

export interface LintOptions {
  readonly variant?: readonly string[];
  readonly json?: boolean;
}

export function lintSpec(spec: string, options: LintOptions, terminal: Terminal): ExitCode {
  const outcome = readSpec(spec, terminal);
  if (!outcome.ok) return exit.wrongInput;
  const compiled = outcome.value;
  if (!compiled.isModel) throw new WrongInput(`${spec} is a module: there is nothing to lint`);
  const runs = [];
  for (const variant of variantsToCheck(compiled, options.variant ?? [])) {
    const core = coreOf(compiled, variant, terminal);
    if (!core.ok) return exit.wrongInput;
    const expected = compiled.expectations.filter((each) => each.variant === variant);
    const violated = expected.flatMap(({ violates }) => violates);
    runs.push({ linted: lint(core.value), allowed: compiled.allowed(variant), violated });
  }
  const usage = compiled
    .usage()
    .filter(({ code }) => !compiled.allowed("default").some((name) => allowedLint(name) === code));
  const report = mergeLints(compiled.name, runs, usage);
  const diagnostics = report.findings.map(({ diagnostic }) => diagnostic);
  terminal.print(
    options.json === true
      ? lintJson(report)
      : drawLint(report, render(diagnostics, { colour: false, width: 100 })),
  );
  const isWrong = diagnostics.some(({ severity }) => severity === "error");
  return isWrong ? exit.notAsExpected : exit.asExpected;
}
