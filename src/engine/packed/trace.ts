// The trace to a state: the numbers of the states that led to it, and the steps of the readable
// model that lead from each to the next.

import type { Step, Trace } from "../exploration.js";
import type { Instance } from "../instance.js";
import { isEnabled, take } from "../instance.js";
import { rootLink, strideOf, type Seen, type Shape } from "./loops.js";

/**
 * Gives the states from number `known` on their links in place of their keys, which are in order:
 * `linkOf` has the link for each rank of a parent.
 */
export function giveLinks(
  { arena, next }: Seen,
  shape: Shape,
  known: number,
  linkOf: (rank: number) => number,
): void {
  const { instances } = shape;
  const stride = strideOf(shape);
  let link = linkOf(0);
  let keysEnd = instances;
  for (let at = (known + 1) * stride - 1, end = next * stride; at < end; at += stride) {
    const key = ~(arena[at] ?? 0);
    if (key >= keysEnd) {
      const rank = Math.floor(key / instances);
      link = linkOf(rank);
      keysEnd = (rank + 1) * instances;
    }
    arena[at] = link;
  }
}

/** What is kept of the states of a search. */
export interface Links<S> {
  /** The link of a state. */
  link(number: number): number;
  /** The initial state of a number. */
  initial(number: number): S | undefined;
  /** True if a state is the one of that number. */
  isState(state: S, number: number): boolean;
}

/** The numbers of the states that led to one, and that one. */
function chainTo<S>(links: Links<S>, number: number): readonly number[] {
  const numbers: number[] = [];
  for (let at = number; ;) {
    numbers.push(at);
    const link = links.link(at);
    if (link === rootLink) return numbers.reverse();
    if (link <= 0) throw new Error(`state ${at} has no parent`);
    at = link - 1;
  }
}

/**
 * Each state of a trace is the first successor of the one before it that is the state looked for.
 */
export function traceTo<S>(
  instances: readonly Instance<S>[],
  links: Links<S>,
  number: number,
): Trace<S> {
  const [first = 0, ...others] = chainTo(links, number);
  const initial = links.initial(first);
  if (initial === undefined) throw new Error("the readable model has no such initial state");
  const steps: Step<S>[] = [];
  let before: S = initial;
  for (const wanted of others) {
    const next = stepTo(instances, links, before, wanted);
    steps.push(next);
    before = next.state;
  }
  return { initial, steps };
}

function stepTo<S>(
  instances: readonly Instance<S>[],
  links: Links<S>,
  before: S,
  wanted: number,
): Step<S> {
  for (const instance of instances) {
    if (!isEnabled(before, instance)) continue;
    const taken = take(before, instance);
    if (!("state" in taken) || !links.isState(taken.state, wanted)) continue;
    return { action: instance.name, args: instance.args, state: taken.state };
  }
  throw new Error("the readable model has no step that the kernel took");
}
