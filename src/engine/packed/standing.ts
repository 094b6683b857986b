// Where a packed search stands at the beginning of a level. With the records of its states it is
// all that a search takes to go on as if it had never ended. States are only ever added to the
// arena, so a standing is good until the next one, whatever has been found since.

import type { Kernel, Tally } from "../../runtime/kernel.js";
import type { Level } from "./hand.js";
import type { Judged } from "./judge.js";
import { strideOf, type Seen, type Shape } from "./loops.js";

/** Numbers of states: from one to before another. */
export type Range = readonly [from: number, to: number];

/** What a kernel has marked. */
export interface Marked {
  readonly applied: readonly number[];
  readonly taken: readonly number[];
  readonly excused: readonly number[];
  readonly weighed: readonly number[];
}

/** Plain data, so that it can be kept as JSON. */
export interface Standing extends Marked {
  /** Different states found, successors found, and the level's distance from the initial states. */
  readonly size: number;
  /** How many of them lie beyond a constraint. */
  readonly beyond: number;
  readonly generated: number;
  readonly depth: number;
  /** True if no states are left to be expanded. */
  readonly ended: boolean;
  /** States have numbers below this, except for those that were given out but not used. */
  readonly allotted: number;
  readonly unused: readonly Range[];
  /** Its states are numbered in a row from `first` on, or have an order. */
  readonly level: { readonly count: number; readonly first: number; readonly isOrdered: boolean };
  readonly judged: readonly Judged[];
}

/** The arrays that belong to a standing. */
export interface Stock {
  /** Words of a record. */
  readonly stride: number;
  /** The records of the states from one number to before another. */
  records(from: number, to: number): Int32Array;
  /** The numbers of the level's states, if they have an order. */
  order(): Int32Array | undefined;
  /** The words of the level's states, in a compact search. */
  bodies(): Int32Array | undefined;
}

/** The arrays of a search that is about to expand this level. */
export function stockOf(shape: Shape, seen: Seen, level: Level): Stock {
  const { words, compact } = shape;
  const { count, order, first, bodies, base } = level;
  const stride = strideOf(shape);
  return {
    stride,
    records: (from, to) => seen.arena.subarray(from * stride, to * stride),
    order: () => order?.subarray(0, count),
    bodies: () =>
      compact ? bodies.subarray((first - base) * words, (first - base + count) * words) : undefined,
  };
}

/** A standing that a search goes on from. */
export interface Kept {
  readonly standing: Standing;
  /** Fills an array with the records of the states from one number on. */
  readonly readRecords: (from: number, into: Int32Array) => void;
  readonly order: Int32Array | undefined;
  readonly bodies: Int32Array | undefined;
}

/** What a kernel and the threads that help it have marked so far. */
export function marksOf(kernel: Kernel, others: readonly Tally[]): Marked {
  const all = [kernel, ...others];
  const some = (mark: "applied" | "taken") =>
    Array.from(kernel[mark], (_, at) => Math.max(...all.map((each) => each[mark][at] ?? 0)));
  const sum = (mark: "excused" | "weighed") =>
    Array.from(kernel[mark], (_, at) =>
      all.reduce((total, each) => total + (each[mark][at] ?? 0), 0),
    );
  return {
    ...{ applied: some("applied"), taken: some("taken") },
    ...{ excused: sum("excused"), weighed: sum("weighed") },
  };
}

/** Sets the marks of a kernel. */
export function setMarks(kernel: Kernel, marks: Marked): void {
  kernel.applied.set(marks.applied);
  kernel.taken.set(marks.taken);
  kernel.excused.set(marks.excused);
  kernel.weighed.set(marks.weighed);
}
