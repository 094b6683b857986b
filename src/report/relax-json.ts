// `relax --json`: the same facts as the text report, of the schema `lockwright/relax@1`, which
// `grammar/relax@1.schema.json` documents. Keys have a fixed order. New members may be added under
// the same schema.

import { positionOf } from "../base/source.js";
import type { Core } from "../core/core.js";
import type { Outcome } from "../relax/comparison.js";
import type { Finding, Study } from "../relax/study.js";
import { settingJson, type Setting } from "./setting.js";

/** The JSON report, with a newline at its end. */
export function relaxJson(core: Core, setting: Setting, found: Study): string {
  const { base, models, sites, watches, fewest, together, strongest } = found;
  const report = {
    ...{ schema: "lockwright/relax@1", model: core.name, ...settingJson(setting) },
    ...{ states: base.distinct, complete: base.complete, models },
    mechanisms: found.mechanisms.map(findingOf),
    claims: found.claims.map(findingOf),
    switches: found.switches.map((each) => ({
      ...{ name: each.name, value: each.value },
      ...outcomeOf(each),
    })),
    ...{ sites, watches, fewest, together, strongest },
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
