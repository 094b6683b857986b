// What the ways of one process say of the checks that are about its own locks and sections: kept on
// every way, broken on every way, or either.

import type { Action, Requirement } from "../core/core.js";
import type { Sight } from "./sight.js";
import type { Walk } from "./walk.js";

/** What is known of one requirement of one action. */
export interface Judgement {
  readonly property: string;
  readonly action: Action;
  /** Its position among the action's requirements; undefined for a wait for a lock held already. */
  readonly requirement: number | undefined;
  readonly span: Requirement["span"];
  /** `never`: broken on every way there. `may`: on some way. `open`: it depends on the others. */
  readonly kept: "never" | "may" | "open";
  /** A standing in which it is broken, or may be. */
  readonly sight: Sight;
}

/** The checks that a process can keep by itself; guards are the others. */
const checks: ReadonlySet<string> = new Set([
  "unlock_not_owner",
  "held_at_end",
  "lock_order",
  "sleep_in_atomic",
  "rcu_unbalanced",
  "self_deadlock",
]);

interface Tally {
  right: number;
  readonly wrong: Sight[];
  readonly open: Sight[];
}

/** The requirements that are not kept on every way, in the order of the steps. */
export function judge({ view, arrivals }: Walk): readonly Judgement[] {
  const guards = view.core.properties.filter(({ kind }) => kind === "guard");
  const isOurs = ({ property }: Requirement): boolean =>
    checks.has(property) || guards.some(({ name }) => name === property);
  return view.actions.flatMap((action) => {
    const own = arrivals.filter((each) => each.action === action);
    const taken = own.filter(({ isTaken }) => isTaken).map(({ sight }) => sight);
    const asked = action.requirements.flatMap((each, index) =>
      isOurs(each) ? (verdict(action, each, index, tally(each, taken)) ?? []) : [],
    );
    const { wants } = action;
    if (wants === undefined || !view.core.checks.includes("self_deadlock")) return asked;
    const { span } = wants;
    const again = tallyOf(
      own.map(({ sight }) => sight),
      (sight) => isOthers(action, sight),
    );
    const twice = verdict(action, { property: "self_deadlock", span }, undefined, again);
    return twice === undefined ? asked : [twice, ...asked];
  });
}

function tally({ on, need, unless }: Requirement, sights: readonly Sight[]): Tally {
  const relevant = sights.filter((sight) => on === undefined || sight.truth(on) !== false);
  return tallyOf(relevant, (sight) => {
    const there = on === undefined ? sight : sight.assume(on, true);
    const answers = [need, ...unless].map((each) => there.truth(each));
    if (answers.includes(true)) return true;
    return answers.includes(undefined) ? undefined : false;
  });
}

function tallyOf(sights: readonly Sight[], ask: (sight: Sight) => boolean | undefined): Tally {
  const found: Tally = { right: 0, wrong: [], open: [] };
  for (const sight of sights) {
    const answer = ask(sight);
    if (answer === true) found.right++;
    else (answer === false ? found.wrong : found.open).push(sight);
  }
  return found;
}

function verdict(
  action: Action,
  { property, span }: Pick<Requirement, "property" | "span">,
  requirement: number | undefined,
  { right, wrong, open }: Tally,
): Judgement | undefined {
  const sight = wrong[0] ?? open[0];
  if (sight === undefined) return undefined;
  const always = right === 0 && open.length === 0;
  const kept = wrong.length === 0 ? "open" : always ? "never" : "may";
  return { property, action, requirement, span, kept, sight };
}

/** Whether the lock that an action waits for is not one that the instance holds. */
function isOthers({ wants }: Action, sight: Sight): boolean | undefined {
  const lock = sight.view.core.locks.find(({ name }) => name === wants?.lock);
  if (lock === undefined) return true;
  const held = sight.holds({ lock, object: wants?.object, part: "all" });
  return held === undefined ? undefined : !held;
}
