// The parts of the state of which it is kept what they may be while a thread is at a place: each
// lock, with the life of the object that has it and those that may still read the object; and what
// only one thread writes.

import type { Core } from "../../../core/core.js";
import { leavesOf, type Subject } from "../scope.js";

/** Leaves whose values are looked at together. */
export interface Group {
  readonly leaves: readonly number[];
  readonly sizes: readonly number[];
  readonly count: number;
}

/** The most values of a group. */
const mostValues = 4096;

export function groupOf(leaves: readonly number[], sizeOf: (leaf: number) => number): Group {
  const sizes = leaves.map(sizeOf);
  return { leaves, sizes, count: sizes.reduce((product, size) => product * size, 1) };
}

/** The number of the value that a group has in a state. */
export function valueIn({ leaves, sizes }: Group, state: ArrayLike<number>): number {
  let value = 0;
  for (let at = 0; at < leaves.length; at++) {
    value = value * (sizes[at] ?? 1) + (state[leaves[at] ?? 0] ?? 0);
  }
  return value;
}

/**
 * Some leaves of a group. Their value is that of the group where its other leaves are 0, so that it
 * can be taken from the value of the group, and another one added.
 */
export class Part {
  readonly leaves: readonly number[];
  readonly #strides: readonly number[];
  readonly #of: Int32Array;
  readonly #wholes = new Map<number, number[]>();

  constructor(group: Group, leaves: readonly number[]) {
    this.leaves = leaves;
    let stride = group.count;
    const strides = group.leaves.map((_, at) => (stride /= group.sizes[at] ?? 1));
    this.#strides = leaves.map((leaf) => strides[group.leaves.indexOf(leaf)] ?? 0);
    this.#of = Int32Array.from({ length: group.count }, (_, value) =>
      leaves.reduce((sum, leaf) => {
        const at = group.leaves.indexOf(leaf);
        const own = strides[at] ?? 1;
        return sum + (Math.floor(value / own) % (group.sizes[at] ?? 1)) * own;
      }, 0),
    );
    this.#of.forEach((part, value) => {
      const all = this.#wholes.get(part) ?? [];
      this.#wholes.set(part, all);
      all.push(value);
    });
  }

  valueIn(state: ArrayLike<number>): number {
    let value = 0;
    for (let at = 0; at < this.leaves.length; at++) {
      value += (state[this.leaves[at] ?? 0] ?? 0) * (this.#strides[at] ?? 0);
    }
    return value;
  }

  /** The part of a value of the group. */
  of(value: number): number {
    return this.#of[value] ?? 0;
  }

  /** The values of the group that have this part and are among those marked. */
  wholes(part: number, marked: Uint8Array | undefined): readonly number[] {
    return (this.#wholes.get(part) ?? []).filter((value) => marked?.[value] === 1);
  }
}

/** How many values each leaf has. */
export function sizesOf({ core, layout, types }: Subject): readonly number[] {
  const sizes: number[] = Array.from({ length: layout.leaves }, () => 1);
  for (const { name, type } of core.variables) {
    types.leaves(type).forEach((size, at) => {
      const leaf = layout.variables.get(name)?.[at];
      if (leaf !== undefined) sizes[leaf.index] = size;
    });
  }
  return sizes;
}

/** The groups of locks. */
export function lockGroups(subject: Subject): readonly Group[] {
  const sizes = sizesOf(subject);
  const make = (leaves: readonly number[]) => groupOf(leaves, (leaf) => sizes[leaf] ?? 1);
  const { core } = subject;
  const pointers = pointersOf(subject);
  const own = core.locks.filter(({ object }) => object === undefined);
  const alone = own.map(({ variable }) => make(leavesOf(variable, subject).map((l) => l.index)));
  const variables = new Set(
    core.locks.flatMap((l) => (l.object === undefined ? [] : [l.variable])),
  );
  const ofObjects = [...variables].flatMap((variable) =>
    headersOf(variable, core, subject).flatMap((header) =>
      fitting(header, pointers.get(variable) ?? [], make),
    ),
  );
  return [...alone, ...ofObjects].filter(({ count }) => count > 1 && count <= mostValues);
}

/** Of each object: the leaves of each of its locks, of its life, and of its readers. */
function headersOf(
  variable: string,
  core: Core,
  subject: Subject,
): readonly (readonly number[])[][] {
  const type = subject.variables.get(variable);
  if (type?.kind !== "map" || type.value.kind !== "record") return [];
  const { types } = subject;
  const record = type.value;
  const size = types.leaves(record).length;
  const all = leavesOf(variable, subject);
  const locks = core.locks.flatMap((l) => (l.variable === variable ? [l.field] : []));
  return Array.from({ length: types.listed(type.key) }, (_, rank) => {
    let at = rank * size;
    const parts = new Map<string, readonly number[]>();
    for (const field of record.fields) {
      const count = types.leaves(field.type).length;
      parts.set(
        field.name,
        all.slice(at, at + count).map(({ index }) => index),
      );
      at += count;
    }
    const part = (name: string | undefined) => parts.get(name ?? "") ?? [];
    return [...locks.map(part), part("life"), part("readers")];
  });
}

/** The leaves of variables that point to an object, by the variable that has the objects. */
function pointersOf({ core, layout }: Subject): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  for (const { object, variable } of core.locks) {
    if (object === undefined) continue;
    const own = core.variables.filter(
      ({ type }) =>
        type.kind === "option" && type.of.kind === "symbols" && type.of.name === object.name,
    );
    const leaves = own.flatMap(({ name }) => layout.variables.get(name) ?? []);
    found.set(
      variable,
      leaves.map(({ index }) => index),
    );
  }
  return found;
}

/** One group if that is not too large; else one for each lock, with what there is room for. */
function fitting(
  header: readonly (readonly number[])[],
  pointers: readonly number[],
  make: (leaves: readonly number[]) => Group,
): readonly Group[] {
  let whole = make(header.flat());
  for (const pointer of pointers) {
    const more = make([...whole.leaves, pointer]);
    if (more.count <= mostValues) whole = more;
  }
  if (whole.count <= mostValues) return [whole];
  const locks = header.slice(0, -2);
  const [life = [], readers = []] = header.slice(-2);
  return locks.map((lock) => {
    const full = make([...lock, ...life, ...readers]);
    return full.count <= mostValues ? full : make([...lock, ...life]);
  });
}
