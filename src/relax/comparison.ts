// What one judgement has lost against another: the measure of whether something was needed.

import type { Judgement, Ruling } from "../diff/judgement.js";

/** What became of a model when something was taken away. */
export interface Outcome {
  readonly verdict: "needed" | "redundant" | "unknown";
  /** What is violated, or not reached, and was not before. */
  readonly lost: readonly Ruling[];
  /** Why nothing can be said. */
  readonly reason?: string;
  /** Nothing is lost, but some property would say nothing any more. */
  readonly isSilent?: true;
}

export function unknown(reason: string): Outcome {
  return { verdict: "unknown", lost: [], reason };
}

export function compare(before: Judgement, after: Judgement): Outcome {
  const old = new Map(before.rulings.map((ruling) => [ruling.property, ruling.verdict]));
  const changed = (verdict: Ruling["verdict"]) =>
    after.rulings.filter((each) => each.verdict === verdict && old.get(each.property) !== verdict);
  const lost = changed("violated").sort((a, b) => lengthOf(a) - lengthOf(b));
  if (lost.length > 0) return { verdict: "needed", lost };
  if (!before.complete) return unknown("the model as it is was not searched to its end");
  if (!after.complete || changed("unknown").length > 0)
    return unknown(`nothing was lost in ${after.distinct} states, where the search ended`);
  const silent = changed("vacuous").map(({ property }) => property);
  if (silent.length > 0)
    return {
      ...unknown(`nothing is lost, but ${silent.join(", ")} would say nothing any more`),
      isSilent: true,
    };
  return { verdict: "redundant", lost };
}

/** What has no trace, as that something is never reached, comes last. */
function lengthOf({ steps = Infinity }: Ruling): number {
  return steps;
}

/** Whether only guards are lost, which say how one is to lock, and nothing that comes of it. */
export function isGuardsOnly({ verdict, lost }: Outcome): boolean {
  return verdict === "needed" && lost.every(({ kind }) => kind === "guard");
}
