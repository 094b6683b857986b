// A behaviour without end, in words: where it goes on from, and why fairness allows it.

import { citation } from "../base/source.js";
import type { Core } from "../core/core.js";
import type { Binder } from "../core/expression.js";
import type { Type } from "../core/type.js";
import type { Cause, Fair, Trace } from "../engine/exploration.js";
import type { Arguments } from "../runtime/model.js";
import type { CheckRun } from "./result.js";
import { showValue } from "./value.js";
import { pageWidth, wrap } from "./wrap.js";

type Lasso = Extract<Cause, { kind: "lasso" }>;

/** What happens after the last step that is drawn. */
function goesOn({ steps, loop }: Trace<unknown>): string | undefined {
  if (loop === undefined) return undefined;
  if (loop === steps.length) return "then nothing happens for ever";
  return `then back to step ${loop + 1}, for ever`;
}

/** For which arguments the property is false, and why this may go on for ever. */
export function explainLasso(
  { core }: CheckRun,
  { args, fair }: Lasso,
  trace: Trace<unknown> | undefined,
): readonly string[] {
  const end = trace && goesOn(trace);
  const property = Object.keys(args).length === 0 ? [] : [`false for ${shownArguments(args)}`];
  return [
    ...(end === undefined ? [] : [end]),
    ...property,
    ...wrap(core.fairness.length === 0 ? noFairness : "which is fair:", pageWidth),
    ...fair.flatMap((each) => explainFair(core, each)),
  ];
}

const noFairness = "nothing is fair here, so that nothing has to happen";

function shownArguments(args: Arguments): string {
  return Object.entries(args)
    .map(([name, value]) => `${name} = ${String(value)}`)
    .join(", ");
}

function explainFair(core: Core, { fairness, args, how, step }: Fair): readonly string[] {
  const condition = core.fairness[fairness];
  if (condition === undefined) return [];
  const { name, of, strength, parameters, span } = condition;
  const given = parameters
    .filter(({ type }) => !isAlone(type))
    .map((each) => showGiven(each, args))
    .join(", ");
  const whose = of === undefined ? name : `fairness of ${of}`;
  const called = `${whose}${given === "" ? "" : `(${given})`}`;
  const text =
    how === "taken"
      ? `taken by step ${step}, again and again`
      : how === "never"
        ? "not possible any more"
        : `not possible ${step === 0 ? "at first" : `after step ${step}`}, again and again`;
  const [, place = ""] = /([^/]*)$/.exec(citation(span)) ?? [];
  const lines = wrap(`${strength} ${called}: ${text} (${place})`, pageWidth - 2, 2);
  return lines.map((line) => `  ${line}`);
}

/** A type of one name, as of the only instance of a process: its value says nothing. */
function isAlone(type: Type): boolean {
  return type.kind === "symbols" && type.values.length === 1;
}

function showGiven({ name, type }: Binder, args: Arguments): string {
  return showValue(args[name], type);
}
