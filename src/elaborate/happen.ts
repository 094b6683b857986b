// What happens at a point of a step, and who has a say in it: the always-on checks, guards and
// rules.

import type { Expr } from "../core/expression.js";
import { askAlive } from "./lifetimes.js";
import type { Occurrence } from "./occurrence.js";
import { readsOf } from "./occurrence.js";
import { noteAccess } from "./races.js";
import { applyGuards, applyRules } from "./rules.js";
import type { Draft, Way } from "./way.js";
import { ask } from "./way.js";

/** The way with these assignments done. */
export function assign(way: Way, ...assignments: Way["assignments"]): Way {
  return { ...way, assignments: [...way.assignments, ...assignments] };
}

/** The reads of expressions, in order. */
export function read(draft: Draft, way: Way, exprs: readonly Expr[]): Way {
  const { layout, functions } = draft.shop;
  const found = exprs.flatMap((expr) => readsOf(layout, functions, expr));
  return found.reduce((next, each) => happen(draft, next, each), way);
}

/** The reads of what is waited for. */
export function poll(draft: Draft, way: Way, condition: Expr): Way {
  const { layout, functions } = draft.shop;
  const found = readsOf(layout, functions, condition);
  return found.reduce((next, each) => happen(draft, next, { ...each, polls: true }), way);
}

/** Something happens here, on this way, once. */
export function occur(
  draft: Draft,
  way: Way,
  what: Pick<Occurrence, "verb" | "subject" | "arguments" | "span" | "marked">,
): Way {
  return happen(draft, way, { ...what, conditions: [], binders: [] });
}

/** Lets the always-on checks, guards and rules have their say. */
export function happen(draft: Draft, way: Way, occurrence: Occurrence): Way {
  const { layout, rules, guards } = draft.shop;
  const { subject, span, conditions, binders } = occurrence;
  const [object] = occurrence.arguments;
  if (subject.kind === "object-field" && object !== undefined)
    askAlive(draft, way, object, subject.object, span, { conditions, binders });
  noteAccess(draft, way, occurrence);
  const moment = { self: draft.self, ...way };
  ask(draft, applyGuards(layout, guards, occurrence, moment));
  const { requirements, assignments } = applyRules(layout, rules, occurrence, moment);
  ask(draft, requirements);
  return assign(way, ...assignments);
}
