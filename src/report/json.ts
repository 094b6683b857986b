// `check --json`: one object for a run of the command, the same facts as the text report.
//
//   {
//     "schema": "lockwright/check@1",
//     "model": "retract",
//     "runs": [{
//       "variant": "default",
//       "distinct": 200, "generated": 871, "depth": 12,
//       "complete": true,                    // false: a limit ended the search
//       "symmetry": {                        // states were told apart up to some names
//         "types": ["Node"],
//         "searched": 71,                    // states that stand for those of `distinct`
//         "isExact": true                    // false: distinct and generated are up to names
//       },
//       "omission": 1.1e-9,                  // of --compact: the chance that it missed a state
//       "simulated": { ... },                // of simulate: { walks, steps, seed, schedule }
//       "bytesPerState": 20.5,               // null if the states are not packed
//       "asExpected": true,                  // null: undecided, because of the limit
//       "verdicts": [{
//         "property": "linked_on_write",
//         "kind": "rule",             // invariant rule guard check reachable property scenario
//         "verdict": "violated",             // holds violated vacuous unknown
//         "steps": 7,                        // of the trace, where there is one
//         "trace": {
//           "initial": { ... },              // the value of each state variable
//           "steps": [{
//             "lane": "Fault",               // null for an action without a process
//             "action": "Fault.lookup",
//             "args": { ... },               // without `self`, which is the lane
//             "changes": { ... }             // the variables that changed, with their new values
//           }],
//           "loop": 3                        // a behaviour without end: after the last step, it
//                                            // is where it was after so many steps
//         }
//       }]
//     }],
//     "asExpected": true,
//     "diagnostics": [{                      // what the compiler had to say about the spec
//       "code": "name/unknown",
//       "severity": "error",                 // error warning
//       "message": "no variable, ...",
//       "path": "specs/retract.lw", "line": 12, "column": 5
//     }]
//   }
//
// A spec with errors has `model` null, no runs, and `asExpected` false.
//
// Values: booleans, integers and strings as themselves, layouts as "0x..." strings, an absent value
// as null, sets and sequences as arrays, records and maps as objects, a map whose keys are no
// strings or integers as an array of pairs, and a union value as { "kind": case, ...what it carries
// }. Keys have a fixed order. New members may be added under the same schema; none will change its
// meaning.

import type { Diagnostic } from "../base/diagnostic.js";
import { positionOf } from "../base/source.js";
import type { Trace } from "../engine/exploration.js";
import { keyOf } from "../runtime/value.js";
import type { CheckRun, Judged, Standing } from "./result.js";
import { runOf, standingOf } from "./result.js";
import { actionOf, threadOf } from "./step.js";
import { variableIn } from "./value.js";

/** The JSON report, with a newline at its end; `model` is null if the spec has errors. */
export function reportJson(
  model: string | null,
  runs: readonly CheckRun[],
  diagnostics: readonly Diagnostic[] = [],
): string {
  const report = {
    schema: "lockwright/check@1",
    model,
    runs: runs.map(jsonOfRun),
    asExpected: model === null ? false : asExpected(standingOf(runs)),
    diagnostics: diagnostics.map(jsonOfDiagnostic),
  };
  return `${JSON.stringify(report, bigintAsHex, 2)}\n`;
}

export function jsonOfDiagnostic({ code, severity, message, primary }: Diagnostic): unknown {
  const { source, start } = primary.span;
  return { code, severity, message, path: source.path, ...positionOf(source, start) };
}

/** Layouts as strings, for JSON has no such numbers. */
export function bigintAsHex(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? `0x${value.toString(16)}` : value;
}

function asExpected(standing: Standing): boolean | null {
  return standing === "undecided" ? null : standing === "expected";
}

function jsonOfRun(run: CheckRun): unknown {
  const { distinct, generated, depth, complete, simulated } = run.exploration;
  const { symmetry, bytes, omission } = run.exploration;
  const searched = symmetry?.searched ?? distinct;
  return {
    variant: run.variant,
    distinct,
    generated,
    depth,
    complete,
    ...(symmetry === undefined ? {} : { symmetry }),
    ...(omission === undefined ? {} : { omission }),
    ...(simulated === undefined ? {} : { simulated }),
    bytesPerState: bytes === undefined ? null : Math.round((bytes / searched) * 10) / 10,
    asExpected: asExpected(run.standing),
    verdicts: run.verdicts.map((verdict) => jsonOfVerdict(run, verdict)),
  };
}

function jsonOfVerdict(run: CheckRun, judged: Judged): unknown {
  const { property, kind, verdict, trace } = judged;
  if (trace === undefined) return { property, kind, verdict };
  return {
    property,
    kind,
    verdict,
    steps: trace.steps.length,
    trace: jsonOfTrace(runOf(run, judged), trace),
  };
}

/** A trace, as all reports have it. */
export function jsonOfTrace({ core }: Pick<CheckRun, "core">, trace: Trace<unknown>): unknown {
  let before = trace.initial;
  const steps = trace.steps.map(({ action, args, state }) => {
    const declared = actionOf(core, action);
    const lane = threadOf(declared, args);
    const changed = core.variables
      .map(({ name }) => [name, variableIn(state, name)] as const)
      .filter(([name, value]) => keyOf(value) !== keyOf(variableIn(before, name)));
    const given = Object.entries(args).filter(([name]) => lane === undefined || name !== "self");
    before = state;
    return {
      lane: lane ?? null,
      action,
      args: Object.fromEntries(given),
      changes: Object.fromEntries(changed),
    };
  });
  const initial = core.variables.map(({ name }): [string, unknown] => [
    name,
    variableIn(trace.initial, name),
  ]);
  const loop = trace.loop === undefined ? {} : { loop: trace.loop };
  return { initial: Object.fromEntries(initial), steps, ...loop };
}
