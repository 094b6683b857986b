// Which two accesses race in a state, and by whom, each with its place in the spec.

import { citation } from "../base/source.js";
import type { Core, Race, RaceSide } from "../core/core.js";
import { bool } from "../core/type.js";
import { evaluate } from "./evaluate.js";
import { quoteLines } from "./quote.js";
import { pageWidth, wrap } from "./wrap.js";

export function explainRace(core: Core, state: unknown): readonly string[] {
  for (const race of core.races ?? []) {
    const threads = racing(core, race, state);
    if (threads === undefined) continue;
    const { first, second } = race;
    const text = `${threads[0]} ${doing(first)} and ${threads[1]} ${doing(second)} at once:`;
    return [...wrap(text, pageWidth, 2), ...place(first), ...place(second)];
  }
  return [];
}

function doing({ writes, marked }: RaceSide): string {
  return `${writes ? "writes" : "reads"} ${marked ? "(marked)" : "(plain)"}`;
}

function place({ action, span }: RaceSide): readonly string[] {
  return [`${citation(span)}  in ${action}`, ...quoteLines(span)];
}

/** The two threads, if they race in this state. */
function racing(
  { functions }: Core,
  { binders: [one, other, ...binders], holds }: Race,
  state: unknown,
): readonly [string, string] | undefined {
  if (one?.type.kind !== "symbols" || other?.type.kind !== "symbols") return undefined;
  const { span } = holds;
  const some =
    binders.length === 0
      ? holds
      : ({ kind: "quantifier", word: "some", binders, body: holds, type: bool, span } as const);
  for (const first of one.type.values)
    for (const second of other.type.values) {
      const args = { [one.name]: first, [other.name]: second };
      if (evaluate(some, { functions, state, args })?.value === true) return [first, second];
    }
  return undefined;
}
