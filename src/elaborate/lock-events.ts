// Locks in a step: who takes them, and that taking and releasing are events that touch the object
// they belong to.

import type { Expr } from "../core/expression.js";
import type { LockRef } from "../semantics/typed.js";
import { assign, occur } from "./happen.js";
import { askAlive } from "./lifetimes.js";
import { objectOf, taken } from "./locks.js";
import type { Draft, Way } from "./way.js";

export function selfOf(draft: Draft): Expr {
  if (draft.self === undefined) throw new Error("a lock without a thread");
  return draft.self;
}

/** Self takes the lock, which is free. */
export function take(draft: Draft, way: Way, ref: LockRef, mode: "read" | "write"): Way {
  const seen = lockEvent(draft, way, ref, "lock");
  return assign(seen, taken(draft, way, ref, mode, selfOf(draft)));
}

/** Taking, releasing or trying the lock of an object touches the object. */
export function askLockAlive(draft: Draft, way: Way, ref: LockRef): void {
  const object = objectOf(draft, ref);
  if (object !== undefined && ref.lock.object !== undefined)
    askAlive(draft, way, object, ref.lock.object.name, ref.span);
}

export function lockEvent(draft: Draft, way: Way, ref: LockRef, verb: "lock" | "unlock"): Way {
  const object = objectOf(draft, ref);
  askLockAlive(draft, way, ref);
  return occur(draft, way, {
    verb,
    subject: { kind: "lock", name: ref.lock.name },
    arguments: object === undefined ? [] : [object],
    span: ref.span,
  });
}
