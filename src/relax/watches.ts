// Rules, guards, invariants and properties taken away whole. That changes no behaviour: what is
// lost is that nobody notices any more when something else is not there.

import { choices } from "../base/choices.js";
import type { PropertyKind } from "../core/core.js";
import type { Judgement, Ruling } from "../diff/judgement.js";
import type { Together } from "./together.js";

/** Something that was changed, and what was lost by it. */
export interface Loss {
  readonly id: string;
  readonly lost: readonly Ruling[];
}

/** A property, and the changes by which it is lost. */
export interface Watch {
  readonly property: string;
  readonly kind: PropertyKind;
  /** Needed where nothing else notices a change; idle where it notices none. */
  readonly verdict: "needed" | "redundant" | "idle";
  readonly catches: readonly string[];
  /** Those of which nothing else tells. */
  readonly alone: readonly string[];
}

export function watchesOf(before: Judgement, losses: readonly Loss[]): readonly Watch[] {
  return before.rulings
    .filter(({ verdict, kind }) => verdict !== "violated" && kind !== "scenario")
    .map(({ property, kind }) => {
      const losing = losses.filter(({ lost }) => lost.some((each) => each.property === property));
      const alone = losing.filter(({ lost }) => lost.length === 1).map(({ id }) => id);
      const verdict = losing.length === 0 ? "idle" : alone.length > 0 ? "needed" : "redundant";
      return { property, kind, verdict, catches: losing.map(({ id }) => id), alone };
    });
}

/** Whether it can be taken away: neither a check that is always on, nor a goal. */
export function isTold({ kind }: { readonly kind: PropertyKind }): boolean {
  return kind !== "check" && kind !== "reachable" && kind !== "scenario";
}

/** Sets of properties that are tried, at most, to find the smallest. */
const mostSets = 20_000;

/** As few properties as notice all that is noticed, beside the checks that are always on. */
export function fewestOf(watches: readonly Watch[], losses: readonly Loss[]): Together {
  const known = new Set(watches.map(({ property }) => property));
  const open = losses
    .filter(({ lost }) => lost.length > 0 && lost.every(isTold))
    .map(({ lost }) => new Set(lost.map(({ property }) => property).filter((x) => known.has(x))))
    .filter(({ size }) => size > 0);
  const names = watches.map(({ property }) => property).filter((x) => open.some((l) => l.has(x)));
  let tried = 0;
  for (let size = 1; size <= names.length; size++) {
    const sets: (readonly string[])[] = [];
    for (const set of choices(names, size)) {
      if (++tried > mostSets) return { sets: [greedily(names, open)], isComplete: false };
      if (open.every((loss) => set.some((name) => loss.has(name)))) sets.push(set);
    }
    if (sets.length > 0) return { sets, isComplete: true };
  }
  return { sets: [], isComplete: true };
}

/** The one that notices most of what is left, until nothing is. */
function greedily(
  names: readonly string[],
  losses: readonly ReadonlySet<string>[],
): readonly string[] {
  const chosen: string[] = [];
  for (let open = losses; open.length > 0;) {
    const count = (name: string) => open.filter((loss) => loss.has(name)).length;
    const best = names.reduce((one, other) => (count(other) > count(one) ? other : one));
    chosen.push(best);
    open = open.filter((loss) => !loss.has(best));
  }
  return names.filter((name) => chosen.includes(name));
}
