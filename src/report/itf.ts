// A trace in the Informal Trace Format of Apalache and Quint (the ADR of 2023-09: every integer is
// a "#bigint"), so that their viewers show it. What the format has no place for, the action, its
// arguments, who takes it and where it is declared, stands under the `#meta` of the state after it.

import { citation } from "../base/source.js";
import type { Core } from "../core/core.js";
import type { Type } from "../core/type.js";
import type { CheckRun, Judged } from "./result.js";
import { runOf } from "./result.js";
import { actionOf, threadOf } from "./step.js";
import { caseOf, elementsOf, fieldOf, mapPairs, payloadOf, variableIn } from "./value.js";

/** The first counterexample of several runs; if there is none, the first witness or nothing. */
export function firstTrace(
  runs: readonly CheckRun[],
): { readonly run: CheckRun; readonly verdict: Judged } | undefined {
  const all = runs.flatMap((run) => run.verdicts.map((verdict) => ({ run, verdict })));
  const traced = all.filter(({ verdict }) => verdict.trace !== undefined);
  const found = traced.find(({ verdict }) => verdict.verdict === "violated") ?? traced[0];
  return found && { run: runOf(found.run, found.verdict), verdict: found.verdict };
}

/** The text of an `.itf.json` file, with a newline at its end. */
export function reportItf(
  { core, variant }: CheckRun,
  { property, verdict, trace }: Judged,
): string {
  // The format goes back from the last state, which so is the one before the first of the round.
  const { steps = [], loop } = trace ?? {};
  const states = [
    { "#meta": { index: 0 }, ...stateOf(core, trace?.initial) },
    ...steps.map(({ action, args, state }, index) => {
      const declared = actionOf(core, action);
      const lane = threadOf(declared, args);
      const meta = {
        index: index + 1,
        action,
        ...(lane === undefined ? {} : { lane }),
        args: Object.fromEntries(
          (declared?.parameters ?? [])
            .filter(({ name }) => lane === undefined || name !== "self")
            .map(({ name, type }) => [name, itfOf(args[name], type)]),
        ),
        ...(declared === undefined ? {} : { location: citation(declared.span) }),
      };
      return { "#meta": meta, ...stateOf(core, state) };
    }),
  ];
  const file = {
    "#meta": {
      format: "ITF",
      "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
      source: core.span.source.path,
      description: `Lockwright: ${property} ${verdict} in variant ${variant} of ${core.name}`,
    },
    vars: core.variables.map(({ name }) => name),
    states: loop === undefined || loop === steps.length ? states : states.slice(0, -1),
    ...(loop === undefined ? {} : { loop }),
  };
  return `${JSON.stringify(file, undefined, 1)}\n`;
}

function stateOf(core: Core, state: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    core.variables.map(({ name, type }) => [name, itfOf(variableIn(state, name), type)]),
  );
}

/** What Quint writes for a case that carries nothing. */
const unit = { tag: "UNIT", value: { "#tup": [] } };

function bigint(value: unknown): unknown {
  return { "#bigint": String(value) };
}

function itfOf(value: unknown, type: Type): unknown {
  switch (type.kind) {
    case "bool":
    case "symbols":
      return value;
    case "int":
    case "bits":
      return bigint(value);
    case "option":
      return value === null
        ? { tag: "None", value: unit }
        : { tag: "Some", value: itfOf(value, type.of) };
    case "union": {
      const name = caseOf(value);
      const fields = type.cases.find((each) => each.name === name)?.fields ?? [];
      const carried = fields.map((field): [string, unknown] => [
        field.name,
        itfOf(payloadOf(value, field.name), field.type),
      ]);
      return { tag: name, value: fields.length === 0 ? unit : Object.fromEntries(carried) };
    }
    case "record":
      return Object.fromEntries(
        type.fields.map((field) => [field.name, itfOf(fieldOf(value, field.name), field.type)]),
      );
    case "map":
      return {
        "#map": mapPairs(value, type.key).map(([key, of]) => [
          itfOf(key, type.key),
          itfOf(of, type.value),
        ]),
      };
    case "set":
      return { "#set": elementsOf(value).map((element) => itfOf(element, type.of)) };
    case "seq":
      return elementsOf(value).map((element) => itfOf(element, type.of));
  }
}
