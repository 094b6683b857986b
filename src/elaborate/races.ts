// Data races. Two threads race where each of them may take, as its next step, one that accesses the
// same place of shared state, one of them writes it, and one of these accesses is plain: nothing
// then orders them. What is waited for is read again and again, also while the wait goes on. A lock
// that both steps take themselves, before they access the place, does keep them apart.
//
// A map has a place for each key; a record, union, set or sequence is one place.

import type { Action, Invariant, Race, RaceSide } from "../core/core.js";
import type { Binder, Expr } from "../core/expression.js";
import type { Type } from "../core/type.js";
import type { Analysis, LockSymbol } from "../semantics/typed.js";
import { advance } from "./advance.js";
import * as build from "./build.js";
import type { Layout } from "./layout.js";
import { held } from "./lower.js";
import { replace } from "./match.js";
import type { Occurrence } from "./occurrence.js";
import type { Access, Draft, Way } from "./way.js";

/** A step as an action, and what it accesses. */
export interface Made {
  readonly action: Action;
  readonly self: Expr;
  /** That the step is next, whatever it waits for. */
  readonly here: Expr;
  readonly accesses: readonly Access[];
}

/** The shared variables and fields, with how many keys lead to a place of them. */
export function sharedIn({ variables, objects }: Analysis): ReadonlyMap<string, number> {
  return new Map([
    ...variables.flatMap(({ symbol: { name, type, shared } }) =>
      shared === true ? [[name, depthOf(type)] as const] : [],
    ),
    ...objects.flatMap(({ symbol: { name: object, fields, shared } }) =>
      fields.flatMap(({ name, type }) =>
        shared.has(name) ? [[`${object}.${name}`, 1 + depthOf(type)] as const] : [],
      ),
    ),
  ]);
}

function depthOf(type: Type): number {
  return type.kind === "map" ? 1 + depthOf(type.value) : 0;
}

/** Notes an access to shared state. */
export function noteAccess(draft: Draft, way: Way, occurrence: Occurrence): void {
  const { verb, subject, arguments: given, conditions, binders, span } = occurrence;
  if ((verb !== "read" && verb !== "write") || draft.self === undefined) return;
  const place =
    subject.kind === "variable"
      ? subject.name
      : subject.kind === "object-field"
        ? `${subject.object}.${subject.name}`
        : undefined;
  const depth = place === undefined ? undefined : draft.shop.shared.get(place);
  if (place === undefined || depth === undefined) return;
  draft.accesses.push({
    place,
    indexes: given.slice(0, depth),
    writes: verb === "write",
    marked: occurrence.marked === true,
    polls: occurrence.polls === true,
    conditions: [...way.path, ...conditions],
    binders,
    assignments: way.assignments,
    span,
  });
}

/** The races that are possible, as far as the steps by themselves tell. */
export function racesOf(
  layout: Layout,
  locks: readonly LockSymbol[],
  made: readonly Made[],
): readonly Race[] {
  const sides = made.flatMap((step) => step.accesses.map((access) => ({ step, access })));
  return sides.flatMap((first, index) =>
    sides.slice(index).flatMap((second) => {
      const [a, b] = [first.access, second.access];
      const conflict = a.place === b.place && (a.writes || b.writes) && !(a.marked && b.marked);
      return conflict ? (raceOf(layout, locks, first, second) ?? []) : [];
    }),
  );
}

interface Side {
  readonly step: Made;
  readonly access: Access;
}

function raceOf(
  layout: Layout,
  locks: readonly LockSymbol[],
  first: Side,
  second: Side,
): Race | undefined {
  const { span } = first.access;
  const isSame = first.step.self.type === second.step.self.type;
  if (isSame && instancesOf(first.step) < 2) return undefined;
  const [own, ...names] = bindersOf(first);
  const renaming = renamed(second, new Set([own, ...names].map((each) => each?.name ?? "")));
  const as = (expr: Expr): Expr => replace(expr, renaming);
  const [other, ...others] = bindersOf(second).map(({ name, type, domain }) => ({
    name: nameOf(renaming, name),
    type,
    domain: as(domain),
  }));
  if (own === undefined || other === undefined) return undefined;
  const apart = build.local(other.name, other.type, span);
  const holds = build.conjunction(
    [
      ...(isSame ? [build.not(build.same(first.step.self, apart))] : []),
      ...accessible(first),
      ...accessible(second).map(as),
      ...first.access.indexes.flatMap((index, at) => {
        const there = second.access.indexes[at];
        return there === undefined ? [] : [build.same(index, as(there))];
      }),
      ...locks.map((lock) => build.not(keepsApart(layout, lock, first, second, as))),
    ],
    span,
  );
  if (holds.kind === "bool" && !holds.value) return undefined;
  const binders = [own, other, ...names, ...others];
  return { binders, holds, first: sideOf(first), second: sideOf(second) };
}

function instancesOf({ self: { type } }: Made): number {
  return type.kind === "symbols" ? type.values.length : 0;
}

function sideOf({ step, access: { span, writes, marked } }: Side): RaceSide {
  return { action: step.action.name, span, writes, marked };
}

/** The thread, what its step chooses, and for which values the access happens. */
function bindersOf({ step, access }: Side): readonly Binder[] {
  const chosen = step.action.parameters.map(({ name, type, domain, among }) => ({
    name,
    type,
    domain: domain ?? among ?? build.domain(type, access.span),
  }));
  return [...chosen, ...access.binders];
}

/** Names for what the second side binds, none of them the first's. */
function renamed(side: Side, taken: ReadonlySet<string>): ReadonlyMap<string, Expr> {
  return new Map(
    bindersOf(side).map(({ name, type }) => {
      let chosen = `other_${name}`;
      while (taken.has(chosen)) chosen = `other_${chosen}`;
      return [name, build.local(chosen, type, side.access.span)];
    }),
  );
}

function nameOf(renaming: ReadonlyMap<string, Expr>, name: string): string {
  const found = renaming.get(name);
  return found?.kind === "local" ? found.name : name;
}

/** That the access is what the thread may do next. */
function accessible({ step, access: { polls, conditions } }: Side): readonly Expr[] {
  return [polls ? step.here : step.action.guard, ...conditions];
}

/** Whether both would hold the lock, where both take it in the step itself. */
function keepsApart(
  layout: Layout,
  lock: LockSymbol,
  first: Side,
  second: Side,
  as: (expr: Expr) => Expr,
): Expr {
  const { span } = first.access;
  const isTaken = ({ access }: Side): boolean =>
    access.assignments.some(({ place: { variable, path } }) => {
      const records = lock.object && layout.objects.get(lock.object.name);
      if (records === undefined) return variable === lock.name;
      const [, field] = path;
      return variable === records.variable && field?.kind === "field" && field.name === lock.name;
    });
  const neverApart = lock.form === "seqcount" || !isTaken(first) || !isTaken(second);
  if (neverApart) return build.truth(false, span);
  const each = lock.object && build.local("of", lock.object.type, span);
  const holds = ({ step, access }: Side, mode: "write" | undefined): Expr =>
    advance(held(layout, lock, each, mode, step.self, { span }), access.assignments);
  const both = build.disjunction(
    [
      build.conjunction([holds(first, "write"), as(holds(second, undefined))], span),
      build.conjunction([holds(first, undefined), as(holds(second, "write"))], span),
    ],
    span,
  );
  if (lock.object === undefined) return both;
  return build.quantify("some", [build.binderOver("of", lock.object.type, span)], both);
}

/** That none of them happens. */
export function raceFree(races: readonly Race[], { span }: Pick<Analysis, "span">): Invariant {
  const none = races.map(({ binders, holds }) => build.not(build.quantify("some", binders, holds)));
  return {
    span,
    comment: undefined,
    sentence: "No two threads access a place of shared state at once, one of them plainly.",
    name: "data_race",
    applies: undefined,
    holds: build.conjunction(none, span),
  };
}
