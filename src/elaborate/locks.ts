// Taking and releasing locks: when a lock can be taken, what it becomes, and what is checked then.
// Exclusive locks are their holder; shared ones have one writer or many readers.

import type { Span } from "../base/source.js";
import type { Assignment } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import { reaches } from "../semantics/guards.js";
import type { LockRef, LockSymbol } from "../semantics/typed.js";
import { advance } from "./advance.js";
import * as build from "./build.js";
import { contextOf, isShared } from "./layout.js";
import { held, inSection, lockValue, lowerExpr } from "./lower.js";
import { nestingNeeds } from "./nestings.js";
import { requirement } from "./rules.js";
import type { Draft, Way } from "./way.js";
import { ask } from "./way.js";

/** The object whose lock it is, as a core expression. */
export function objectOf(draft: Draft, ref: LockRef): Expr | undefined {
  return ref.object && lowerExpr(draft.shop.layout, ref.object);
}

/** Whether the lock can be taken now. */
export function isAvailable(draft: Draft, ref: LockRef, mode: "read" | "write"): Expr {
  const { layout } = draft.shop;
  const object = objectOf(draft, ref);
  const heldAs = (wanted: "read" | "write" | undefined): Expr =>
    held(layout, ref.lock, object, wanted, undefined, ref);
  return mode === "read" ? build.not(heldAs("write")) : freeOf(draft, ref, heldAs);
}

function freeOf(
  draft: Draft,
  ref: LockRef,
  heldAs: (wanted: "read" | "write" | undefined) => Expr,
): Expr {
  if (!isShared(ref.lock)) return build.not(heldAs(undefined));
  return build.conjunction([build.not(heldAs("write")), build.not(heldAs("read"))], ref.span);
}

/** The assignment that makes self a holder. */
export function taken(
  draft: Draft,
  way: Way,
  ref: LockRef,
  mode: "read" | "write",
  self: Expr,
): Assignment {
  // The value stands where the lock is taken: that is the place to cite for who holds it.
  const holder = { ...self, span: ref.span };
  if (!isShared(ref.lock)) return setLock(draft, ref, [], holder);
  if (mode === "write") return setLock(draft, ref, ["writer"], holder);
  const readers = readersOf(draft, way, ref);
  const joined = build.binary("union", readers, only(self, draft), readers.type);
  return setLock(draft, ref, ["readers"], { ...joined, span: ref.span });
}

/** The assignments that end self's holding, in whatever mode. */
export function released(draft: Draft, way: Way, ref: LockRef, self: Expr): Assignment[] {
  const { holder } = draft.shop.layout;
  const free = build.none(holder, ref.span);
  if (!isShared(ref.lock)) return [setLock(draft, ref, [], free)];
  const readers = readersOf(draft, way, ref);
  const writes = heldBySelf(draft, way, ref, "write", self);
  const writer = build.field(value(draft, way, ref), "writer", holder);
  const left = build.binary("minus", readers, only(self, draft), readers.type);
  return [
    setLock(draft, ref, ["writer"], build.choose(writes, free, writer)),
    setLock(draft, ref, ["readers"], left),
  ];
}

/** From write to read in one step. */
export function downgraded(draft: Draft, way: Way, ref: LockRef, self: Expr): Assignment[] {
  const free = build.none(draft.shop.layout.holder, ref.span);
  return [setLock(draft, ref, ["writer"], free), taken(draft, way, ref, "read", self)];
}

function only(self: Expr, draft: Draft): Expr {
  return build.setOf([self], draft.shop.layout.thread, self.span);
}

function value(draft: Draft, way: Way, ref: LockRef): Expr {
  const before = lockValue(draft.shop.layout, ref.lock, objectOf(draft, ref), ref);
  return advance(before, way.assignments);
}

function readersOf(draft: Draft, way: Way, ref: LockRef): Expr {
  const { layout } = draft.shop;
  const before = lockValue(layout, ref.lock, objectOf(draft, ref), ref);
  return advance(build.field(before, "readers", layout.threads), way.assignments);
}

export function setLock(
  draft: Draft,
  ref: LockRef,
  parts: readonly string[],
  to: Expr,
): Assignment {
  const fields = parts.map((name) => ({ kind: "field" as const, name }));
  const object = objectOf(draft, ref);
  const records = ref.lock.object && draft.shop.layout.objects.get(ref.lock.object.name);
  if (records === undefined || object === undefined)
    return { binders: [], place: { variable: ref.lock.name, path: fields }, value: to };
  const path = [
    { kind: "index" as const, index: object },
    { kind: "field" as const, name: ref.lock.name },
  ];
  return {
    binders: [],
    place: { variable: records.variable, path: [...path, ...fields] },
    value: to,
  };
}

/** Whether self holds the lock at this point of the way. */
export function heldBySelf(
  draft: Draft,
  way: Way,
  ref: LockRef,
  mode: "read" | "write" | undefined,
  self: Expr,
): Expr {
  const before = held(draft.shop.layout, ref.lock, objectOf(draft, ref), mode, self, ref);
  return advance(before, way.assignments);
}

/** Whether self holds a lock of this class: for object locks, that of some object. */
function holdsClass(draft: Draft, lock: LockSymbol, self: Expr, span: Span): Expr {
  const { layout } = draft.shop;
  if (lock.object === undefined) return held(layout, lock, undefined, undefined, self, { span });
  const each = build.local("each", lock.object.type, span);
  const binder = build.binderOver("each", lock.object.type, span);
  return build.quantify("some", [binder], held(layout, lock, each, undefined, self, { span }));
}

/** The declared order, and no sleeping in an atomic context; a trylock is exempt from both. */
export function askBeforeTaking(draft: Draft, way: Way, ref: LockRef, self: Expr): void {
  const { locks, order } = draft.shop;
  const inner = locks.filter(
    (each) => each.name !== ref.lock.name && reaches(order, ref.lock.name, each.name),
  );
  const none = (classes: readonly LockSymbol[]): Expr[] =>
    classes.map((each) => build.not(holdsClass(draft, each, self, ref.span)));
  const ordered = build.conjunction(none(inner), ref.span);
  ask(draft, [
    requirement({ self, ...way }, "lock_order", ref.span, ordered),
    ...nestingNeeds(draft, ref, self).map((need) =>
      requirement({ self, ...way }, "lock_order", ref.span, need),
    ),
  ]);
  if (ref.lock.form === "mutex" || ref.lock.form === "rwsem")
    askMaySleep(draft, way, self, ref.span);
}

/** Nobody takes a lock that they hold: even a second read lock waits for a writer in between. */
export function askNotHeld(
  draft: Draft,
  way: Way,
  ref: LockRef,
  self: Expr,
  when: Expr = build.truth(true, ref.span),
): void {
  const need = build.not(heldBySelf(draft, way, ref, undefined, self));
  const conditions = { conditions: [when] };
  ask(draft, [requirement({ self, ...way }, "self_deadlock", ref.span, need, conditions)]);
}

/** In a task, no spinning lock held, no read section, interrupts and softirqs on. */
export function askMaySleep(draft: Draft, way: Way, self: Expr, span: Span): void {
  const { layout, locks } = draft.shop;
  const spinning = locks.filter(({ form }) => form === "spinlock" || form === "rwlock");
  const need = build.conjunction(
    [
      build.truth(contextOf(layout, self) === undefined, span),
      ...spinning.map((each) => build.not(holdsClass(draft, each, self, span))),
      build.not(inSection(layout, "rcu", self)),
      build.not(inSection(layout, "irq_off", self)),
      build.not(inSection(layout, "bh_off", self)),
    ],
    span,
  );
  ask(draft, [requirement({ self, ...way }, "sleep_in_atomic", span, need)]);
}

/** What a process must have let go of when it ends. */
export function askAtEnd(draft: Draft, way: Way, self: Expr, span: Span): void {
  const { layout, locks } = draft.shop;
  const classes = locks.map((each) => build.not(holdsClass(draft, each, self, span)));
  const sections = (["rcu", "irq_off", "bh_off"] as const).map((section) =>
    build.not(inSection(layout, section, self)),
  );
  const need = build.conjunction([...classes, ...sections], span);
  ask(draft, [requirement({ self, ...way }, "held_at_end", span, need)]);
}
