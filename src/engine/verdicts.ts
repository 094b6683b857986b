// The verdicts of a search as a reader of the spec counts them: one for each property it declares,
// in its order, then those of what is always checked.

import type { Core, PropertyKind } from "../core/core.js";
import type { Exploration, PropertyVerdict } from "./exploration.js";

/** A verdict with what the spec says the property is. */
export interface KindVerdict extends PropertyVerdict<unknown> {
  readonly kind: PropertyKind;
}

/**
 * A verdict for each property of the spec. One that the model does not mention has no event in this
 * variant: a rule then is vacuous, and so is nothing that is always checked.
 */
export function verdictsOf(core: Core, { verdicts }: Exploration<unknown>): readonly KindVerdict[] {
  const found = new Map(verdicts.map((verdict) => [verdict.property, verdict]));
  const declared = core.properties.map(({ name: property, kind }): KindVerdict => {
    const verdict = found.get(property) ?? { property, verdict: "vacuous" };
    found.delete(property);
    const silent = kind === "check" && verdict.verdict === "vacuous";
    return silent ? { ...verdict, kind, verdict: "holds" } : { ...verdict, kind };
  });
  const others = [...found.values()].map((verdict): KindVerdict => ({
    ...verdict,
    kind: "check",
    verdict: verdict.verdict === "vacuous" ? "holds" : verdict.verdict,
  }));
  return [...declared, ...others];
}
