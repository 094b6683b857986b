// A verdict told in full: the law, where it is written, the shortest way to break it, what each
// thread then holds and waits for, and how to see it again. ASCII, at most 75 wide, fit for a
// commit message.

import { citation } from "../base/source.js";
import type { Property } from "../core/core.js";
import { explainCause } from "./cause.js";
import { brokenCheck } from "./checks.js";
import { drawTrace } from "./drawing.js";
import { quote } from "./quote.js";
import type { CheckRun, Judged } from "./result.js";
import { counted, pageWidth, wrap } from "./wrap.js";

/** The counterexample of a violated property, or the witness of a reachable. */
export function tell(run: CheckRun, verdict: Judged): readonly string[] {
  const property = run.core.properties.find(({ name }) => name === verdict.property);
  const drawing = verdict.trace === undefined ? [] : drawTrace(run, verdict, verdict.trace);
  return [
    ...headline(run, verdict),
    ...law(run, verdict, property),
    ...spaced(drawing),
    ...spaced(explainCause(run, verdict)),
    "",
    ...replay(run),
  ];
}

function headline(
  run: CheckRun,
  { property, kind, verdict, trace, cause, isLong }: Judged,
): readonly string[] {
  const reached = kind === "reachable" ? (trace ? "reached" : "not reached") : undefined;
  const word = reached ?? (verdict === "holds" ? "holds" : "violated");
  const length =
    trace === undefined
      ? `in ${counted(run.exploration.distinct, "state")}`
      : counted(trace.steps.length, "step") +
        (isLong === true || cause?.kind === "scenario" || cause?.kind === "lasso"
          ? ""
          : " (shortest)");
  return wrap(`${word}: ${property}   ${length}   variant: ${run.variant}`, pageWidth, 2);
}

/** The author's sentence and the declaration; of a check, what is wrong. */
function law(run: CheckRun, verdict: Judged, property: Property | undefined): readonly string[] {
  const check = verdict.kind === "check" ? brokenCheck(run, verdict) : undefined;
  if (check !== undefined) return wrap(check, pageWidth);
  if (property === undefined) return [];
  const { span, sentence } = property;
  const cited = sentence === undefined ? citation(span) : `${citation(span)}  "${sentence}"`;
  return [...wrap(cited, pageWidth, 2), ...quote(span, sentence)];
}

function spaced(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", ...lines];
}

/** How to see this again; the command is one line, so that it can be copied. */
function replay({ core, variant, setup }: CheckRun): readonly string[] {
  const options = setup === undefined ? "" : ` ${setup}`;
  const command = `lockwright check ${core.span.source.path}${options}`;
  return [`replay: ${command} --variant ${variant} --explain ${variant}`];
}
