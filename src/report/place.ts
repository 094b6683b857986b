// A state taken apart into its places, such as `pmd`, `table1.entry[0]` or `Fault.orig`, so that a
// report can name what changed. A state of one model always has the same places in the same order.

import type { Core } from "../core/core.js";
import type { Type } from "../core/type.js";
import { dying, isGrace } from "./grace.js";
import { isLife, ownersOf } from "./owners.js";
import { isSection } from "./sections.js";
import { fieldOf, mapEntries, showChange, showValue, variableIn } from "./value.js";

export interface Place {
  readonly variable: string;
  /** The object or process instance whose field it is. */
  readonly owner: string | undefined;
  /** What it is called within its owner, or as a whole if it has none. */
  readonly name: string;
  readonly type: Type;
  readonly value: unknown;
}

/** A place that a step changed. */
export interface Changed {
  readonly place: Place;
  /** `none -> table(table1)`. */
  readonly change: string;
}

/** What all parts of a place that a step assigns begin with: `table[table1].entry[0]`. */
export function placeKey({ variable, owner, name }: Place): string {
  return owner === undefined ? name : `${variable}[${owner}].${name}`;
}

/** The value of a place; what waits for its grace period is detached, as far as a spec can say. */
export function placeText({ value, type }: Place): string {
  const waits = isLife(type) && value === dying;
  return waits ? "detached, in its grace period" : showValue(value, type);
}

/**
 * The name of a place, seen from a process instance: its own locals go without its name. The life
 * of an object is called as the object is.
 */
export function placeName({ owner, name, type }: Place, from?: string): string {
  if (owner !== undefined && isLife(type)) return owner;
  return owner === undefined || owner === from ? name : `${owner}.${name}`;
}

/** All places of a state, in the order of the spec. */
export function placesOf(core: Core, state: unknown): readonly Place[] {
  return core.variables.flatMap((variable) => {
    const value = variableIn(state, variable.name);
    const owners = ownersOf(core, variable);
    if (owners === undefined)
      return partsOf(variable.name, undefined, variable.name, variable.type, value);
    return mapEntries(value, owners.key).flatMap(([owner, record]) =>
      owners.fields.flatMap(({ name, type }) =>
        partsOf(variable.name, owner, name, type, fieldOf(record, name)),
      ),
    );
  });
}

function partsOf(
  variable: string,
  owner: string | undefined,
  name: string,
  type: Type,
  value: unknown,
): readonly Place[] {
  if (type.kind === "map") {
    return mapEntries(value, type.key).flatMap(([key, part]) =>
      partsOf(variable, owner, `${name}[${key}]`, type.value, part),
    );
  }
  if (type.kind === "record") {
    return type.fields.flatMap((field) =>
      partsOf(variable, owner, `${name}.${field.name}`, field.type, fieldOf(value, field.name)),
    );
  }
  return [{ variable, owner, name, type, value }];
}

/** Whether it belongs to a procedure in which its process instance is not. */
export function isForgotten({ processes }: Core, place: Place, state: unknown): boolean {
  const { variable, owner, name } = place;
  if (owner === undefined) return false;
  const frames = processes.find((each) => each.variable === variable)?.frames ?? [];
  const frame = frames.find(({ fields }) => fields.includes(/^\w+/.exec(name)?.[0] ?? ""));
  const at = fieldOf(fieldOf(fieldOf(state, variable), owner), "at");
  return frame !== undefined && !frame.steps.some((step) => step === at);
}

/** The places that differ between two states, and those that are `shown` even if they do not. */
export function changesBetween(
  core: Core,
  before: unknown,
  after: unknown,
  shown: (place: Place) => boolean,
): readonly Changed[] {
  const old = placesOf(core, before);
  return placesOf(core, after).flatMap((place, index) => {
    const was = old[index];
    if (was === undefined) return [];
    const told = ({ value }: Place) => (isLife(place.type) && value === dying ? "detached" : value);
    const change = showChange(told(was), told(place), place.type);
    if (change !== undefined) return [{ place, change }];
    const value = showValue(place.value, place.type);
    return shown(place) ? [{ place, change: `${value} -> ${value}` }] : [];
  });
}

/**
 * Whether reports tell a place in other words, or not at all: a program counter, a lock, a section,
 * whom RCU waits for, who is interrupted, or what a rule remembers, which has the rule's name.
 */
export function isImplied(core: Core, place: Place): boolean {
  return (
    isCounter(core, place) ||
    isLock(core, place) ||
    isSection(core, place) ||
    isGrace(core, place) ||
    isMemory(core, place) ||
    place.variable === core.interrupted
  );
}

function isMemory(core: Core, { variable }: Place): boolean {
  return core.properties.some(({ kind, name }) => kind === "rule" && name === variable);
}

function isCounter(core: Core, { variable, owner, name }: Place): boolean {
  return (
    owner !== undefined && name === "at" && core.processes.some((p) => p.variable === variable)
  );
}

function isLock(core: Core, { variable, name }: Place): boolean {
  return core.locks.some((lock) => {
    if (lock.variable !== variable) return false;
    return lock.field === undefined || name === lock.field || name.startsWith(`${lock.field}.`);
  });
}

/** Whether a place belongs to a process instance. */
export function isLocal(core: Core, { variable }: Place): boolean {
  return core.processes.some((process) => process.variable === variable);
}
