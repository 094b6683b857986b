// What the steps of a model read and write of what is shared, and with which locks: a variable is
// safe where a lock is held that keeps out those who would change it (the lockset of Eraser, by
// class, over all ways of all processes).

import type { Span } from "../base/source.js";
import type { Action, Assignment, Core, Effect, Place } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import { placeOf } from "../core/place.js";
import { children } from "../core/traverse.js";
import type { Sight } from "./sight.js";
import type { Holding } from "./standing.js";
import { waysOf } from "./transfer.js";
import type { View } from "./view.js";
import { cellAt } from "./view.js";
import type { Walk } from "./walk.js";

/** A shared variable, or a field that the objects of a kind have each, as a step touches it. */
export interface Access {
  readonly name: string;
  readonly writes: boolean;
  readonly span: Span;
}

/** The accesses on one way through a step, and the locks held then. */
export interface Touching {
  readonly action: Action;
  readonly accesses: readonly Access[];
  /** Classes held in any mode, and those held for writing. */
  readonly held: ReadonlySet<string>;
  readonly exclusive: ReadonlySet<string>;
}

/** Which variables are the author's and not of one process. */
function sharedIn(core: Core): IsShared {
  const { source, start } = core.span;
  const kept = new Set([
    ...core.locks.map(({ variable, field = "" }) => `${variable}.${field}`),
    ...core.processes.map(({ variable }) => variable),
    // Rules keep a variable of their own name, and features are asked for by the model itself.
    ...core.properties.map(({ name }) => name),
    ...core.variables
      .filter(({ span }) => span.source === source && span.start === start)
      .map(({ name }) => name),
  ]);
  const objects = new Set(core.variables.filter(hasLife).map(({ name }) => name));
  return (variable, field) => {
    if (kept.has(variable) || kept.has(`${variable}.`)) return false;
    if (!objects.has(variable)) return true;
    return field !== undefined && !lives.has(field) && !kept.has(`${variable}.${field}`);
  };
}

const lives: ReadonlySet<string> = new Set(["life", "readers"]);

function hasLife({ type }: Core["variables"][number]): boolean {
  if (type.kind !== "map" || type.value.kind !== "record") return false;
  return type.value.fields[0]?.name === "life";
}

/** What is touched on each way through each step. */
export function touchingsOf({ view, arrivals }: Walk): readonly Touching[] {
  const authored = sharedIn(view.core);
  // Of what each thread has an entry, and assigns only that, the entry is the thread's own.
  const shared: IsShared = (variable, field) =>
    !view.own.has(variable) && authored(variable, field);
  return arrivals
    .filter(({ isTaken }) => isTaken)
    .flatMap(({ action, sight }) =>
      waysOf(action.effect, sight).map(({ sight: there, conditions, assignments }) => {
        const asked = [action.guard, ...conditions].flatMap((each) => readsOf(shared, each));
        const done = assignments.flatMap((each) => accessesOf(view, shared, each));
        const held = [...sight.standing.held, ...locksTaken(view, there, assignments)];
        const exclusive = held.filter(({ mode }) => mode === "write");
        return {
          action,
          accesses: [...asked, ...done],
          held: new Set(held.map(({ lock }) => lock)),
          exclusive: new Set(exclusive.map(({ lock }) => lock)),
        };
      }),
    );
}

/** Of actions without a process, which hold no locks. */
export function touchingsOfNobody(core: Core): readonly Touching[] {
  const shared = sharedIn(core);
  return core.actions
    .filter(({ process }) => process === undefined)
    .map((action) => {
      const accesses: Access[] = [...readsOf(shared, action.guard)];
      const visit = (effect: Effect): void => {
        if (effect.kind === "assign")
          accesses.push(
            ...effect.assignments.flatMap((each) => accessesOf(undefined, shared, each)),
          );
        else {
          accesses.push(...readsOf(shared, effect.condition));
          visit(effect.then);
          visit(effect.else);
        }
      };
      visit(action.effect);
      return { action, accesses, held: new Set<string>(), exclusive: new Set<string>() };
    });
}

type IsShared = (variable: string, field?: string) => boolean;

/** An assignment to what is shared, or to a local; not what features and rules keep. */
function accessesOf(
  view: View | undefined,
  isShared: IsShared,
  { binders, place, value }: Assignment,
): readonly Access[] {
  const [first, second] = place.path;
  const field = first?.kind === "index" && second?.kind === "field" ? second.name : undefined;
  const writes = isShared(place.variable, field);
  if (!writes && place.variable !== view?.process.variable) return [];
  const indexes = place.path.flatMap((each) => (each.kind === "index" ? [each.index] : []));
  const read = [...indexes, ...binders.map(({ domain }) => domain), value];
  const reads = read.flatMap((each) => readsOf(isShared, each));
  return writes ? [...reads, { name: nameOf(place), writes, span: value.span }] : reads;
}

function nameOf({ variable, path: [first, second] }: Place): string {
  return first?.kind === "index" && second?.kind === "field"
    ? `${variable}.${second.name}`
    : variable;
}

function readsOf(isShared: IsShared, expr: Expr): readonly Access[] {
  const place = placeOf(expr);
  if (place === undefined) return children(expr).flatMap((each) => readsOf(isShared, each));
  const indexes = place.path.flatMap((each) => (each.kind === "index" ? [each.index] : []));
  const inner = indexes.flatMap((each) => readsOf(isShared, each));
  const [first, second] = place.path;
  const field = first?.kind === "index" && second?.kind === "field" ? second.name : undefined;
  if (!isShared(place.variable, field)) return inner;
  return [...inner, { name: nameOf(place), writes: false, span: expr.span }];
}

/** The locks that a step takes itself. */
function locksTaken(
  view: View,
  sight: Sight,
  assignments: readonly Assignment[],
): readonly Pick<Holding, "lock" | "mode">[] {
  return assignments.flatMap(({ place, value }) => {
    const cell = cellAt(view, place);
    if (cell === undefined) return [];
    const mode = cell.part === "readers" ? "read" : "write";
    const isTaken = mode === "read" ? sight.hasSelf(value) : sight.isSelf(value);
    return isTaken === true ? [{ lock: cell.lock.name, mode }] : [];
  });
}
