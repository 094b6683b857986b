// A step of an instance: from one standing to those that may follow it. What others may change is
// not in a standing, so that a step means the same whenever it is taken.
//
// A lock that is released is taken to be held, and a freed object to have no lock held: what breaks
// that is reported by itself, and everything after it would only repeat it.

import type { Action, Assignment, Effect, Place } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import { children } from "../core/traverse.js";
import type { Sight } from "./sight.js";
import type { Holding, Known, Standing } from "./standing.js";
import { absent, isLasting, present, termOf } from "./standing.js";
import type { Cell, View } from "./view.js";
import { cellAt, cellOf, ownPlace } from "./view.js";

/** The standings after an action, which is taken where `sight` looks from. */
export function successors(action: Action, sight: Sight): readonly Standing[] {
  return waysOf(action.effect, sight).flatMap((way) =>
    resolved(action, way).map((each) => assign(each, way.assignments)),
  );
}

/** A way through a step: what leads there is assumed in its sight. */
export interface Way {
  readonly sight: Sight;
  /** What was asked on the way. */
  readonly conditions: readonly Expr[];
  readonly assignments: readonly Assignment[];
}

/** The ways through an action that may be taken from where `sight` looks. */
export function waysOf(effect: Effect, sight: Sight, before: readonly Expr[] = []): readonly Way[] {
  if (effect.kind === "assign")
    return [{ sight, conditions: before, assignments: effect.assignments }];
  const { condition, then, else: otherwise } = effect;
  const known = sight.truth(condition);
  const conditions = [...before, condition];
  return [
    ...(known === false ? [] : waysOf(then, sight.assume(condition, true), conditions)),
    ...(known === true ? [] : waysOf(otherwise, sight.assume(condition, false), conditions)),
  ];
}

/**
 * Where it is not certain which of the locks that the instance holds is released, it is one of
 * them.
 */
function resolved(action: Action, { sight, assignments }: Way): readonly Sight[] {
  const given = assignments.flatMap(({ place, value }) => {
    const cell = cellAt(sight.view, place);
    if (cell?.object === undefined || sight.holds(cell) !== undefined) return [];
    const before = exprOf(place, value);
    const isHeld = sight.isSelf(before) === true || sight.hasSelf(before) === true;
    return isHeld ? [cell] : [];
  });
  const released = action.requirements.flatMap(({ property, on, need }) => {
    if (property !== "unlock_not_owner" || sight.truth(need) !== undefined) return [];
    return on === undefined || sight.truth(on) === true ? cellsIn(sight.view, need) : [];
  });
  return [...given, ...released].reduce(
    (sights: readonly Sight[], cell) => sights.flatMap((each) => identified(each, cell)),
    [sight],
  );
}

function exprOf({ variable, path }: Place, { type, span }: Expr): Expr {
  return path.reduce<Expr>(
    (of, selector) =>
      selector.kind === "field"
        ? { kind: "field", of, name: selector.name, type, span }
        : { kind: "index", of, index: selector.index, type, span },
    { kind: "variable", name: variable, type, span },
  );
}

function cellsIn(view: View, expr: Expr): readonly Cell[] {
  const found = cellOf(view, expr);
  return found === undefined ? children(expr).flatMap((each) => cellsIn(view, each)) : [found];
}

function identified(sight: Sight, cell: Cell): readonly Sight[] {
  if (cell.object === undefined || sight.holds(cell) !== undefined) return [sight];
  const term = termOf(sight.view, cell.object);
  const { held } = sight.standing;
  return sight.candidates(cell).map((chosen) => {
    const named = held.map((each) =>
      each === chosen ? { ...each, owner: [...each.owner, term] } : each,
    );
    return sight.at({ ...sight.standing, held: named });
  });
}

function assign(sight: Sight, assignments: readonly Assignment[]): Standing {
  const { view, standing } = sight;
  const own = new Map<string, Known>(standing.own);
  const owners = new Map<string, string>();
  let held: readonly Holding[] = standing.held;
  for (const { binders, place, value } of assignments) {
    if (binders.length > 0) continue;
    const key = ownPlace(view, place);
    if (key !== undefined) {
      const known = knownOf(sight, value, view.optional.has(key));
      if (known === undefined) own.delete(key);
      else own.set(key, known);
      if (view.owners.includes(key)) owners.set(key, termOf(view, value));
    }
    const cell = cellAt(view, place);
    if (cell !== undefined) held = changed(sight, held, cell, value);
  }
  return { own, held: held.map((each) => renamed(view, each, owners)) };
}

/** What to remember of a value; of an option, whether there is one. */
export function knownOf(sight: Sight, value: Expr, isOptional: boolean): Known | undefined {
  const known = sight.value(value);
  if (!isOptional) return isSmall(value) ? known : undefined;
  if (value.type.kind !== "option") return present;
  return known === undefined || known === absent ? known : present;
}

/** Counters of many values would make a standing of each. */
function isSmall({ type }: Expr): boolean {
  if (type.kind === "int") return type.high - type.low < mostValues;
  return type.kind === "bool" || (type.kind === "symbols" && !type.interchangeable);
}

const mostValues = 8;

/** What is held after a lock, or a part of one, has got a value. */
function changed(
  sight: Sight,
  held: readonly Holding[],
  cell: Cell,
  value: Expr,
): readonly Holding[] {
  if (cell.part === "all")
    return value.kind === "record"
      ? value.fields.reduce(
          (all, { name, value: each }) =>
            name === "writer" || name === "readers"
              ? changed(sight, all, { ...cell, part: name }, each)
              : all,
          held,
        )
      : held;
  const mode = cell.part === "readers" ? "read" : "write";
  const after = cell.part === "readers" ? sight.hasSelf(value) : sight.isSelf(value);
  const now = sight.at({ ...sight.standing, held });
  const before = now.holds(cell, mode);
  if (after === true && before !== true) return [...held, holding(sight, cell, mode, value)];
  if (after !== false || before === false) return held;
  const candidates = now.candidates(cell, mode);
  const term = cell.object && termOf(sight.view, cell.object);
  const owned = candidates.filter(({ owner }) => term === undefined || owner.includes(term));
  return held.filter((each) => !owned.includes(each));
}

function holding(
  sight: Sight,
  { lock, object }: Cell,
  mode: Holding["mode"],
  value: Expr,
): Holding {
  const owner = object === undefined ? [] : [termOf(sight.view, object)];
  return { lock: lock.name, mode, owner, span: value.span };
}

/** The holding under the terms that mean its object after the step. */
function renamed(view: View, holding: Holding, owners: ReadonlyMap<string, string>): Holding {
  if (holding.owner.length === 0) return holding;
  const constant = holding.owner.filter((term) => term.startsWith("="));
  const named = view.owners.filter((key) => holding.owner.includes(owners.get(key) ?? key));
  const owner = [...new Set([...constant, ...named])].filter((term) => isLasting(view, term));
  return { ...holding, owner };
}
