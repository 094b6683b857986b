// What is known of a thread at a place, and what others may change in the meantime.

import type { Part } from "./groups.js";
import type { Move } from "./moves.js";

/** What may be while a thread is at a place. */
export interface Known {
  readonly moves: readonly Move[];
  /** For each group of the lane, 1 for each value that it may have. */
  readonly values: readonly Uint8Array[];
  version: number;
  /** Values that were found since others' changes were last looked at. */
  fresh: (readonly [group: number, value: number])[];
  /** Changes of each group that were looked at, and those that were not possible then. */
  readonly looked: number[];
  pending: (readonly [group: number, change: Change, value: number])[];
  /** Its number among all places. */
  readonly number: number;
}

/** What others may do to some leaves of a group: they have one value before and another after. */
export interface Change {
  readonly part: Part;
  readonly from: number;
  readonly to: number;
  /** Who does it. */
  readonly by: Known;
  /** If these groups of the thread that looks on may have these values. */
  readonly given: readonly (readonly [group: number, value: number])[];
}

/** All changes of a group, in the order in which they are found. */
export class Changes {
  readonly all: Change[] = [];
  readonly #from = new Map<Part, Map<number, Change[]>>();
  readonly #keys = new Set<string>();

  add(change: Change): void {
    const { part, from, to, by, given } = change;
    const key = `${part.leaves.join()} ${by.number} ${from} ${to} ${given.join(" ")}`;
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    this.all.push(change);
    const own = this.#from.get(part) ?? new Map<number, Change[]>();
    this.#from.set(part, own);
    own.set(from, [...(own.get(from) ?? []), change]);
  }

  /** Those that are possible where the group has a value. */
  from(value: number): readonly Change[] {
    return [...this.#from].flatMap(([part, own]) => own.get(part.of(value)) ?? []);
  }
}
