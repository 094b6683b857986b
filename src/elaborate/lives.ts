// The lives of objects: free, new, linked, detached, and dying while a grace period lasts. `link`,
// `unlink`, `free` and `call_rcu`, for one object or, inside `all`, for each.

import type { Span } from "../base/source.js";
import type { Assignment } from "../core/core.js";
import type { Binder, Expr } from "../core/expression.js";
import type { Life, Statement } from "../semantics/typed.js";
import { advance } from "./advance.js";
import * as build from "./build.js";
import { assign, happen, read } from "./happen.js";
import { fieldAt } from "./layout.js";
import { askLocksFree, recordsOf, setLife } from "./lifetimes.js";
import { isReader, lifeIs, lowerExpr } from "./lower.js";
import { requirement } from "./rules.js";
import type { Draft, Way } from "./way.js";
import { ask, setField } from "./way.js";

type Verb = "link" | "unlink" | "free" | "call_rcu";

/** In which life each statement finds its object, and in which it leaves it. */
const lives: Readonly<Record<Verb, { readonly from: readonly Life[]; readonly to: Life }>> = {
  link: { from: ["new", "detached"], to: "linked" },
  unlink: { from: ["linked"], to: "detached" },
  free: { from: ["new", "detached"], to: "free" },
  call_rcu: { from: ["new", "detached"], to: "dying" },
};

/** What is around a statement: the names of an `all`, and the conditions inside it. */
export interface Around {
  readonly binders: readonly Binder[];
  readonly conditions: readonly Expr[];
}

/** The way after the statement; the life before it is checked. */
export function live(
  draft: Draft,
  way: Way,
  statement: Extract<Statement, { kind: "lifetime" }>,
  around: Around = { binders: [], conditions: [] },
): Way {
  const { what, of, span } = statement;
  const object = lowerExpr(draft.shop.layout, statement.object);
  const records = recordsOf(draft, of);
  const before = around.binders.length === 0 ? read(draft, way, [object]) : way;
  const { from, to } = lives[what];
  const life = fieldAt(records, object, "life");
  const moment = { self: draft.self, ...before };
  ask(draft, [requirement(moment, "lifetime", span, lifeIs(life, from), around)]);
  if (what === "free") askLocksFree(draft, before, object, of, span, around);
  const subject = { kind: "object", name: of.name } as const;
  const event = { subject, arguments: [object], span, ...around };
  const seen = what === "call_rcu" ? before : happen(draft, before, { ...event, verb: what });
  const condition = build.conjunction(around.conditions, span);
  const kept = (old: Expr, { place, value }: Assignment): Assignment => ({
    binders: around.binders,
    place,
    value: build.choose(condition, value, old),
  });
  const changed = kept(life, setLife(records, object, to));
  if (what !== "call_rcu") return assign(seen, changed);
  const readers = fieldAt(records, object, "readers");
  const waited = setField(records, object, "readers", readersNow(draft, before, span));
  return assign(seen, changed, kept(readers, waited));
}

/** The threads that a grace period which begins now waits for. */
function readersNow(draft: Draft, way: Way, span: Span): Expr {
  const { thread } = draft.shop.layout;
  const each = build.local("each", thread, span);
  const condition = advance(isReader(draft.shop.layout, each), way.assignments);
  if (condition.kind === "bool" && !condition.value) return build.setOf([], thread, span);
  const binder = build.binderOver("each", thread, span);
  return { kind: "filter", binder, condition, type: { kind: "set", of: thread }, span };
}
