// Every way an instance of a process may take through its steps, on its own: whatever it reads of
// what others may change could be anything. What happens in a model happens here too; not all that
// happens here can happen in the model.

import type { Action, Core, Process } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import { Facts } from "../core/facts.js";
import { Sight } from "./sight.js";
import type { Known, Standing } from "./standing.js";
import { standingKey } from "./standing.js";
import { knownOf, successors } from "./transfer.js";
import type { View } from "./view.js";
import { viewOf } from "./view.js";

/** A step and a standing in which it may come next: it may still have to wait. */
export interface Arrival {
  readonly action: Action;
  readonly sight: Sight;
  /** False where it can never be taken. */
  readonly isTaken: boolean;
}

export interface Walk {
  readonly view: View;
  readonly arrivals: readonly Arrival[];
  /** The standings in which it has ended. */
  readonly ends: readonly Standing[];
  /** False if there were too many standings: nothing is certain then. */
  readonly complete: boolean;
}

const mostStandings = 5000;

export function walk(core: Core, process: Process): Walk {
  const all = viewOf(core, process);
  const whole = walkView(all);
  if (whole.complete) return whole;
  // Without its locals, but for those that name objects, there are fewer standings.
  const few = [...all.own].filter((key) => key === counterOf(process) || !key.includes("."));
  return walkView({ ...all, own: new Set([...few, ...all.owners]) });
}

function counterOf({ variable }: Process): string {
  return `${variable}.at`;
}

function walkView(view: View): Walk {
  const counter = counterOf(view.process);
  const facts = new Map(view.actions.map((each) => [each, Facts.none.assume(each.guard, true)]));
  const seen = new Set<string>();
  const work: Standing[] = [];
  const add = (standing: Standing): void => {
    const key = standingKey(standing);
    if (seen.has(key)) return;
    seen.add(key);
    work.push(standing);
  };
  for (const each of firstStandings(view)) add(each);
  const arrivals: Arrival[] = [];
  const ends: Standing[] = [];
  for (let at = 0; at < work.length && at < mostStandings; at++) {
    const standing = work[at];
    if (standing === undefined) break;
    const actions = view.actions.filter(({ step }) => step === standing.own.get(counter));
    if (actions.length === 0) ends.push(standing);
    for (const action of actions) {
      const isTaken = new Sight(view, standing).truth(action.guard) !== false;
      const sight = new Sight(view, standing, facts.get(action));
      arrivals.push({ action, sight, isTaken });
      if (isTaken) successors(action, sight).forEach(add);
    }
  }
  return { view, arrivals, ends, complete: work.length <= mostStandings };
}

/** What an instance knows in each initial state. */
function firstStandings(view: View): readonly Standing[] {
  const { core } = view;
  return core.initial.map(({ values }) => {
    const own = new Map<string, Known>();
    core.variables.forEach(({ name }, index) => {
      const value = values[index];
      if (value === undefined || value.kind !== "map") return;
      const sight = new Sight(view, { own: new Map(), held: [] });
      const put = (key: string, part: Expr): void => {
        const known = view.own.has(key) ? knownOf(sight, part, view.optional.has(key)) : undefined;
        if (known !== undefined) own.set(key, known);
      };
      if (value.value.kind === "record")
        for (const field of value.value.fields) put(`${name}.${field.name}`, field.value);
      else put(name, value.value);
    });
    return { own, held: [] };
  });
}
