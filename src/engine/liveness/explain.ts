// Why a lasso is fair: for each condition, what of it happens for ever.

import type { Fair } from "../exploration.js";
import type { Conditions } from "./fairness.js";
import type { Graph } from "./graph.js";
import type { Lasso } from "./lasso.js";

/** How a lasso satisfies each condition; steps are numbered from 1, the initial state is 0. */
export function explainFairness<S>(
  { targets }: Graph,
  conditions: Conditions<S>,
  { initial, stem, round }: Lasso,
): readonly Fair[] {
  const entry = stem.length === 0 ? initial : (targets[stem.at(-1) ?? 0] ?? 0);
  const states = [entry, ...round.map((step) => targets[step] ?? 0)].slice(
    0,
    Math.max(1, round.length),
  );
  return conditions.all.map(({ fairness, args }, condition): Fair => {
    const taken = round.findIndex((step) => conditions.isOf(step, condition));
    const place = { fairness, args };
    if (taken >= 0) return { ...place, how: "taken", step: stem.length + taken + 1 };
    const free = states.findIndex((state) => !conditions.isPossible(state, condition));
    const never = states.every((state) => !conditions.isPossible(state, condition));
    return { ...place, how: never ? "never" : "impossible", step: stem.length + Math.max(0, free) };
  });
}
