// What one process can know of a model by itself: the locks that it may hold, and the small
// variables that nobody else assigns. Everything else may have any value whenever it looks.

import type { Action, Assignment, Core, Effect, Lock, Place, Process } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import { placeOf } from "../core/place.js";
import type { Type } from "../core/type.js";

/** A lock as it stands in an expression or a place. */
export interface Cell {
  readonly lock: Lock;
  readonly object: Expr | undefined;
  /** An exclusive lock is its holder; a shared one has a writer and readers. */
  readonly part: "holder" | "writer" | "readers" | "all";
}

/** The model, as seen by one instance of a process. */
export interface View {
  readonly core: Core;
  readonly process: Process;
  readonly actions: readonly Action[];
  /** The instance, as its steps name it. */
  readonly self: Expr;
  /** The locks, by the state variable and field that keep them. */
  readonly locks: ReadonlyMap<string, Lock>;
  /** The keys of its own variables; see `ownKey`. */
  readonly own: ReadonlySet<string>;
  /** Those of them that may be absent. */
  readonly optional: ReadonlySet<string>;
  /** Those of them that name an object. */
  readonly owners: readonly string[];
}

export function viewOf(core: Core, process: Process): View {
  const locks = new Map<string, Lock>();
  for (const lock of core.locks) {
    // A second writer does not wait for the first, but takes its place: no writer can be sure.
    if (lock.kind === "seqcount") continue;
    const key = `${lock.variable}.${lock.field ?? ""}`;
    if (!locks.has(key)) locks.set(key, lock);
  }
  const { name, instances, span } = process;
  const plain = {
    core,
    process,
    actions: core.actions.filter((action) => action.process === name),
    self: { kind: "local", name: "self", type: instances, span } as const,
    locks,
  };
  const candidates = ownCandidates(core, process);
  const foreign = foreignKeys(plain);
  const own = [...candidates].filter(([key]) => !foreign.has(key));
  return {
    ...plain,
    own: new Set(own.map(([key]) => key)),
    optional: new Set(own.flatMap(([key, type]) => (type.kind === "option" ? [key] : []))),
    owners: own.filter(([, type]) => isObject(core, type)).map(([key]) => key),
  };
}

function isObject(core: Core, type: Type): boolean {
  const plain = type.kind === "option" ? type.of : type;
  return plain.kind === "symbols" && core.locks.some(({ object }) => object?.name === plain.name);
}

/** The program counter and locals, and the entry of each variable that all threads have one of. */
function ownCandidates(core: Core, process: Process): ReadonlyMap<string, Type> {
  const found = new Map<string, Type>();
  for (const { name, type } of core.variables) {
    if (type.kind !== "map") continue;
    if (name === process.variable && type.value.kind === "record")
      for (const field of type.value.fields) found.set(`${name}.${field.name}`, field.type);
    if (type.key.kind === "symbols" && type.key.name === "Thread") found.set(name, type.value);
  }
  return found;
}

type Plain = Omit<View, "own" | "optional" | "owners">;

/** What is assigned by others, or for several instances at once. */
function foreignKeys(view: Plain): ReadonlySet<string> {
  const found = new Set<string>();
  for (const action of view.core.actions)
    eachAssignment(action.effect, ({ binders, place }) => {
      const [index, field] = place.path;
      const isOwn = binders.length === 0 && index?.kind === "index" && isSelf(index.index);
      if (place.variable !== view.process.variable) {
        if (!isOwn) found.add(place.variable);
      } else if (!isOwn || action.process !== view.process.name || field?.kind !== "field")
        for (const key of ownCandidates(view.core, view.process).keys()) {
          const whole = field?.kind !== "field";
          if (whole || key === `${place.variable}.${field.name}`) found.add(key);
        }
    });
  return found;
}

function isSelf(expr: Expr): boolean {
  return expr.kind === "local" && expr.name === "self";
}

export function eachAssignment(effect: Effect, visit: (assignment: Assignment) => void): void {
  if (effect.kind === "if") {
    eachAssignment(effect.then, visit);
    eachAssignment(effect.else, visit);
  } else effect.assignments.forEach(visit);
}

/** Whether an expression is the instance itself, by name or as the only one of its process. */
export function namesSelf({ process }: View, expr: Expr): boolean {
  if (isSelf(expr)) return true;
  const { name, values } = process.instances;
  return (
    expr.kind === "symbol" &&
    expr.type.kind === "symbols" &&
    expr.type.name === name &&
    values.length === 1
  );
}

/** The key of a variable of the instance's own that an expression reads, or a place is. */
export function ownKey(view: View, expr: Expr): string | undefined {
  const place = placeOf(expr);
  return place && ownPlace(view, place);
}

export function ownPlace(view: View, { variable, path }: Place): string | undefined {
  const [index, field, ...rest] = path;
  if (index?.kind !== "index" || !namesSelf(view, index.index) || rest.length > 0) return undefined;
  const key = field?.kind === "field" ? `${variable}.${field.name}` : variable;
  return view.own.has(key) && (field === undefined || field.kind === "field") ? key : undefined;
}

/** The lock, or part of one, that an expression reads. */
export function cellOf(view: View, expr: Expr): Cell | undefined {
  const place = placeOf(expr);
  return place && cellAt(view, place);
}

export function cellAt({ locks }: View, { variable, path }: Place): Cell | undefined {
  const single = locks.get(`${variable}.`);
  const [index, field, ...deeper] = path;
  if (single !== undefined) return partOf(single, undefined, path);
  if (index?.kind !== "index" || field?.kind !== "field") return undefined;
  const lock = locks.get(`${variable}.${field.name}`);
  return lock && partOf(lock, index.index, deeper);
}

function partOf(lock: Lock, object: Expr | undefined, path: Place["path"]): Cell | undefined {
  const [part, ...rest] = path;
  const isExclusive = lock.kind === "spinlock" || lock.kind === "mutex";
  if (part === undefined) return { lock, object, part: isExclusive ? "holder" : "all" };
  if (part.kind !== "field" || rest.length > 0) return undefined;
  return part.name === "writer" || part.name === "readers"
    ? { lock, object, part: part.name }
    : undefined;
}
