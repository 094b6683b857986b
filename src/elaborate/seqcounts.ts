// Sequence counters: one writer, and the threads whose read no write has made void. That is all a
// count is for, so the model has no number that could wrap.

import type { Assignment } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import type { LockRef, Statement } from "../semantics/typed.js";
import { advance } from "./advance.js";
import * as build from "./build.js";
import { assign } from "./happen.js";
import { askLockAlive, lockEvent, selfOf } from "./lock-events.js";
import { askBeforeTaking, heldBySelf, isAvailable, objectOf, setLock, taken } from "./locks.js";
import { held } from "./lower.js";
import { requirement } from "./rules.js";
import type { Draft, Way } from "./way.js";
import { ask } from "./way.js";

/** A write section, or the beginning of a read that a write in between makes void. */
export function count(
  draft: Draft,
  way: Way,
  { what, lock, span }: Extract<Statement, { kind: "seqcount" }>,
): Way {
  const self = selfOf(draft);
  if (what === "read_begin") {
    draft.guards.push(isAvailable(draft, lock, "read"));
    draft.wants = { lock: lock.lock.name, object: objectOf(draft, lock), mode: "read", span };
    askBeforeTaking(draft, way, lock, self);
    const need = build.not(heldBySelf(draft, way, lock, "write", self));
    ask(draft, [requirement({ self, ...way }, "self_deadlock", span, need)]);
    askLockAlive(draft, way, lock);
    return assign(way, taken(draft, way, lock, "read", self));
  }
  const begins = what === "write_begin";
  if (begins) askBeforeTaking(draft, way, lock, self);
  const check = begins ? "seqcount_writers" : "unlock_not_owner";
  const need = begins
    ? build.not(someoneWrites(draft, way, lock))
    : heldBySelf(draft, way, lock, "write", self);
  ask(draft, [requirement({ self, ...way }, check, span, need)]);
  const seen = lockEvent(draft, way, lock, begins ? "lock" : "unlock");
  return assign(seen, ...(begins ? beginWrite(draft, lock, self) : [endWrite(draft, lock)]));
}

/** Whether anybody is in a write section at this point of the way. */
function someoneWrites(draft: Draft, way: Way, ref: LockRef): Expr {
  const writes = held(draft.shop.layout, ref.lock, objectOf(draft, ref), "write", undefined, ref);
  return advance(writes, way.assignments);
}

/** Self writes under a sequence counter, and whoever reads has to retry. */
function beginWrite(draft: Draft, ref: LockRef, self: Expr): Assignment[] {
  const nobody = build.setOf([], draft.shop.layout.thread, ref.span);
  return [setLock(draft, ref, ["writer"], self), setLock(draft, ref, ["readers"], nobody)];
}

function endWrite(draft: Draft, ref: LockRef): Assignment {
  return setLock(draft, ref, ["writer"], build.none(draft.shop.layout.holder, ref.span));
}
