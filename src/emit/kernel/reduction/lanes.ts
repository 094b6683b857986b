// Who moves in a model: each thread, and what belongs to none. Where a thread is, is its step and
// those of its locals that say which element of a map is meant, so that all places it reads and
// writes there are known.

import type { Core, Process } from "../../../core/core.js";
import { typeKey } from "../../../core/traverse.js";
import type { Type } from "../../../core/type.js";
import type { Instance } from "../action.js";
import type { Leaf } from "../code.js";
import { leavesOf, type Subject } from "../scope.js";

/** One of the leaves that say where a thread is. */
export interface Dimension {
  /** Where it is in the state, and how many values it has. */
  readonly leaf: Leaf;
  readonly size: number;
}

export interface Lane {
  /** The process of a thread; what belongs to none has no dimensions, and is at one place. */
  readonly process: Process | undefined;
  readonly instances: readonly Instance[];
  /** The step first. */
  readonly dimensions: readonly Dimension[];
}

/** The most places of a thread that are told apart. */
const mostPlaces = 2048;

export function lanesOf(instances: readonly Instance[], subject: Subject): readonly Lane[] {
  const { core } = subject;
  const indexes = indexTypes(core);
  let first = 0;
  const threads = core.processes.flatMap((process) => {
    const from = first;
    first += process.instances.values.length;
    return process.instances.values.map((_, index): Lane => ({
      process,
      instances: instances.filter(({ thread }) => thread === from + index),
      dimensions: dimensionsOf(process, index, indexes, subject),
    }));
  });
  const others = instances.filter(({ thread }) => thread === undefined);
  return [...threads, { process: undefined, instances: others, dimensions: [] }];
}

/** The types by which maps are indexed. */
function indexTypes({ variables }: Core): ReadonlySet<string> {
  const keys = new Set<string>();
  const look = (type: Type): void => {
    if (type.kind === "map") {
      keys.add(typeKey(type.key));
      look(type.value);
    } else if (type.kind === "record") for (const field of type.fields) look(field.type);
  };
  for (const { type } of variables) look(type);
  return keys;
}

function dimensionsOf(
  process: Process,
  index: number,
  indexes: ReadonlySet<string>,
  subject: Subject,
): readonly Dimension[] {
  const type = subject.variables.get(process.variable);
  if (type?.kind !== "map" || type.value.kind !== "record")
    throw new Error("a thread has a record");
  const { types } = subject;
  let at = index * types.leaves(type.value).length;
  const all = leavesOf(process.variable, subject);
  const found: (Dimension & { readonly isStep: boolean })[] = [];
  for (const field of type.value.fields) {
    const sizes = types.leaves(field.type);
    const leaf = all[at];
    const isStep = field.name === "at";
    const of = field.type.kind === "option" ? field.type.of : field.type;
    if (leaf !== undefined && sizes.length === 1 && (isStep || indexes.has(typeKey(of))))
      found.push({ leaf, size: sizes[0] ?? 1, isStep });
    at += sizes.length;
  }
  found.sort((a, b) => Number(b.isStep) - Number(a.isStep) || a.size - b.size);
  let places = 1;
  return found.filter(({ size, isStep }) => {
    if (!isStep && places * size > mostPlaces) return false;
    places *= size;
    return true;
  });
}

/** The number of a thread's place, given the values of its dimensions. */
export function placeOf({ dimensions }: Lane, valueOf: (leaf: Leaf) => number): number {
  return dimensions.reduce((place, { leaf, size }) => place * size + valueOf(leaf), 0);
}

/** The values of its dimensions at a place. */
export function knownAt({ dimensions }: Lane, place: number): ReadonlyMap<number, number> {
  const known = new Map<number, number>();
  let rest = place;
  for (const { leaf, size } of [...dimensions].reverse()) {
    known.set(leaf.index, rest % size);
    rest = Math.floor(rest / size);
  }
  return known;
}

/** The step at a place. */
export function stepAt({ dimensions }: Lane, place: number): number {
  const [, ...others] = dimensions;
  return Math.floor(place / others.reduce((product, { size }) => product * size, 1));
}
