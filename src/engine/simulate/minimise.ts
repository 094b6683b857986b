// A shorter way to the same finding: steps of a walk are left out, half of them at a time, then
// fewer, down to one, for as long as what is left still leads to a violation of the property.

import type { Kernel } from "../../runtime/kernel.js";
import type { Model } from "../../runtime/model.js";
import type { PropertyVerdict } from "../exploration.js";
import type { Instance } from "../instance.js";
import { traceAlong, Walker, type Successor } from "./walker.js";

/** A step of a walk: the action instance, and which of its successors. */
export type Choice = Pick<Successor, "choice" | "which">;

interface Way<S> {
  readonly choices: readonly Choice[];
  readonly verdict: PropertyVerdict<S>;
}

/** The verdict on a property with a trace that is no longer, if the walk shows it on its own. */
export function minimised<S>(
  model: Model<S>,
  kernel: Kernel,
  instances: readonly Instance<S>[],
  found: PropertyVerdict<S>,
  walk: { readonly start: Int32Array; readonly choices: readonly Choice[] },
): PropertyVerdict<S> {
  const follow = (choices: readonly Choice[]): Way<S> | undefined =>
    followed(model, kernel, instances, found.property, walk.start, choices);
  let best = follow(walk.choices);
  if (best === undefined) return found;
  for (let size = Math.ceil(best.choices.length / 2); size >= 1;) {
    let shorter: Way<S> | undefined;
    for (let from = 0; from < best.choices.length && shorter === undefined; from += size) {
      const left = best.choices.filter((_, at) => at < from || at >= from + size);
      const way = follow(left);
      if (way !== undefined && lengthOf(way) < lengthOf(best)) shorter = way;
    }
    if (shorter !== undefined) best = shorter;
    else if (size === 1) break;
    else size = Math.ceil(size / 2);
    size = Math.min(size, Math.max(1, best.choices.length));
  }
  return lengthOf(best) <= (found.trace?.steps.length ?? 0) ? best.verdict : found;
}

function lengthOf<S>({ verdict }: Way<S>): number {
  return verdict.trace?.steps.length ?? Infinity;
}

/** Takes the steps that can be taken, until the property has a finding. */
function followed<S>(
  model: Model<S>,
  kernel: Kernel,
  instances: readonly Instance<S>[],
  property: string,
  start: Int32Array,
  choices: readonly Choice[],
): Way<S> | undefined {
  kernel.decided.fill(0);
  kernel.known.fill(0);
  const walker = new Walker(model, kernel, instances);
  const { findings } = walker.judge;
  const isFound = () => findings.isViolated(property) || findings.isReached(property);
  const path = [start];
  const taken: Choice[] = [];
  let successors = walker.visit(start, true, () => 0);
  for (const { choice, which } of choices) {
    if (isFound()) break;
    const next = successors.find((each) => each.choice === choice && each.which === which);
    if (next === undefined) continue;
    path.push(next.words);
    taken.push({ choice, which });
    successors = walker.visit(next.words, false, () => path.length - 1);
  }
  if (!isFound()) return undefined;
  const all = findings.verdicts(false, (place) =>
    traceAlong(kernel, instances, path.slice(0, place.state + 1), place),
  );
  const verdict = all.find((each) => each.property === property);
  return verdict === undefined ? undefined : { choices: taken, verdict };
}
