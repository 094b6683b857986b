// Why a lasso is fair: for each condition, what of it happens for ever.

import type { Fair } from "../exploration.js";
import type { Conditions } from "./fairness.js";
import type { Graph } from "./graph.js";
import type { Lasso } from "./lasso.js";

/** How a lasso satisfies each condition; steps are numbered from 1, the initial state is 0. */
export function explainFairness<S>(
  graph: Graph<S>,
  { all, of }: Conditions<S>,
  { initial, stem, round }: Lasso,
): readonly Fair[] {
  const entry = stem.length === 0 ? initial : (graph.targets[stem.at(-1) ?? 0] ?? 0);
  const states = [entry, ...round.map((step) => graph.targets[step] ?? 0)].slice(
    0,
    Math.max(1, round.length),
  );
  const conditionsOf = (step: number) => of[graph.choices[step] ?? 0] ?? [];
  const isPossible = (state: number, condition: number): boolean => {
    for (let step = graph.offsets[state] ?? 0; step < (graph.offsets[state + 1] ?? 0); step++) {
      if (conditionsOf(step).includes(condition)) return true;
    }
    return false;
  };
  const models = [...new Set(all.map(({ fairness }) => fairness))];
  return all.map(({ fairness, args }, condition): Fair => {
    const taken = round.findIndex((step) => conditionsOf(step).includes(condition));
    const place = { fairness: models.indexOf(fairness), args };
    if (taken >= 0) return { ...place, how: "taken", step: stem.length + taken + 1 };
    const free = states.findIndex((state) => !isPossible(state, condition));
    const never = states.every((state) => !isPossible(state, condition));
    return { ...place, how: never ? "never" : "impossible", step: stem.length + Math.max(0, free) };
  });
}
