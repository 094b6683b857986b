// `relax --json`: the same facts as the text report.
//
//   {
//     "schema": "lockwright/relax@1",
//     "model": "retract", "variant": "v6_6",
//     "states": 5120, "complete": true,      // of the model as it is
//     "models": 41,                          // different models that were judged
//     "mechanisms": [{
//       "id": "Fault.spin_lock",             // unique; what --explain takes
//       "kind": "lock",     // lock, trylock, write section, section, recheck, deferral,
//                           // grace period
//       "text": "lock table.ptl",
//       "path": "specs/retract.lw", "line": 103, "column": 5,
//       "verdict": "needed",                 // needed redundant unknown
//       "lost": [{ "property": "ptl_live", "kind": "rule", "steps": 9 }],
//       "reason": "..."                      // of unknown
//     }],
//     "claims": [ ... ],                     // the same, of kind exception, alternative, order;
//                                            // with "property", whose part it is
//     "switches": [{ "name": "recheck", "value": "nothing", "verdict": ..., "lost": ... }],
//     "watches": [{ "property": "ptl_live", "kind": "rule",
//                   "catches": ["Fault.spin_lock"], "alone": [] }],
//     "together": { "sets": [["A.lock_a", "B.lock_a"]], "isComplete": true },
//     "strongest": { "sets": [["linked_on_write"]], "isComplete": true }
//   }
//
// Keys have a fixed order. New members may be added under the same schema.

import { positionOf } from "../base/source.js";
import type { Core } from "../core/core.js";
import type { Outcome } from "../relax/comparison.js";
import type { Finding, Study } from "../relax/study.js";

/** The JSON report, with a newline at its end. */
export function relaxJson(core: Core, variant: string, found: Study): string {
  const { base, models, watches, together, strongest } = found;
  const report = {
    ...{ schema: "lockwright/relax@1", model: core.name, variant },
    ...{ states: base.distinct, complete: base.complete, models },
    mechanisms: found.mechanisms.map(findingOf),
    claims: found.claims.map(findingOf),
    switches: found.switches.map((each) => ({
      ...{ name: each.name, value: each.value },
      ...outcomeOf(each),
    })),
    ...{ watches, together, strongest },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function findingOf(finding: Finding): unknown {
  const { id, removal } = finding;
  const { kind, text, span, property } = removal;
  return {
    ...{ id, kind, text, path: span.source.path },
    ...positionOf(span.source, span.start),
    ...(property === undefined ? {} : { property }),
    ...outcomeOf(finding),
  };
}

function outcomeOf({ verdict, lost, reason }: Outcome): object {
  return {
    verdict,
    lost: lost.map(({ property, kind, steps }) => ({
      ...{ property, kind },
      ...(steps === undefined ? {} : { steps }),
    })),
    ...(reason === undefined ? {} : { reason }),
  };
}
