// What a hand noticed first, by what there is to notice: a place for each requirement, each pair of
// lock classes, values out of range, waits, and each sight. Since all of one place mean the same
// property, only the first of them counts: the one of the state with the least rank in its level,
// and of its least action instance. Several hands' firsts are compared by that, so that it does not
// matter who looked at what.

import type { Kernel, Notice } from "../../runtime/kernel.js";

/** Kinds of notices; a `sight` is one that is seen, and a `blank` one that has no value. */
type Kind = Notice["kind"] | "blank";

/** Something noticed. */
export interface First {
  readonly kind: Kind;
  /** Which one of its kind. */
  readonly what: number;
  /** The rank of the state before, or of the parent of the state that is seen; -1 for none. */
  readonly rank: number;
  /** The action instance, or -1 for a wait, which is asked after all of them. */
  readonly choice: number;
  /** The number of the state before, or of the one that is seen. */
  readonly state: number;
}

/** In the order in which they are noticed of one step. */
const kinds = [
  "requirement",
  "judgement",
  "edge",
  "step",
  "comparison",
  "guard",
  "range",
  "wait",
  "blank",
  "sight",
] as const satisfies readonly Kind[];

/** Those of which only the first counts, whichever it is. */
const single: ReadonlySet<Kind> = new Set(["judgement", "guard", "range", "blank"]);

/** Numbers that are kept of each. */
const width = 4;

/** How many there are to notice of each kind. */
export type Counts = Readonly<Record<Kind, number>>;

export function countsOf({ requirements, edges, steps, sights }: Kernel): Counts {
  return {
    requirement: requirements.length,
    judgement: 1,
    edge: edges.length,
    step: steps.length,
    comparison: steps.length,
    guard: 1,
    range: 1,
    wait: 2,
    blank: 1,
    sight: sights.length,
  };
}

/** The numbers that the firsts of one hand take. */
export function firstsLength(counts: Counts): number {
  return kinds.reduce((sum, kind) => sum + counts[kind], 0) * width;
}

export class Firsts {
  /** The kind of each place. */
  readonly #places: readonly Kind[];
  readonly #start: ReadonlyMap<Kind, number>;
  readonly #kept: Int32Array;

  constructor(counts: Counts, kept: Int32Array = new Int32Array(firstsLength(counts))) {
    this.#places = kinds.flatMap((kind) => Array.from({ length: counts[kind] }, () => kind));
    this.#start = new Map(kinds.map((kind) => [kind, this.#places.indexOf(kind)]));
    this.#kept = kept;
  }

  /** Takes note, if it is the first of its place. */
  note({ kind, what, rank, choice, state }: First): void {
    const at = ((this.#start.get(kind) ?? 0) + (single.has(kind) ? 0 : what)) * width;
    const kept = this.#kept;
    // What is kept is one more, so that empty memory says nothing.
    const before = (kept[at] ?? 0) - 1;
    const isLater =
      before >= 0 && (before < rank || (before === rank && !isBefore(choice, kept[at + 1] ?? 0)));
    if (isLater) return;
    kept[at] = rank + 1;
    kept[at + 1] = choice;
    kept[at + 2] = state;
    kept[at + 3] = what;
  }

  get isEmpty(): boolean {
    return this.#kept.every((each) => each === 0);
  }

  /** All that was noticed, in the order of their places; it is then forgotten. */
  take(): readonly First[] {
    if (this.isEmpty) return [];
    const taken = this.#places.flatMap((kind, index): readonly First[] => {
      const [rank = 0, choice = 0, state = 0, what = 0] = this.#kept.subarray(index * width);
      return rank === 0 ? [] : [{ kind, what, rank: rank - 1, choice, state }];
    });
    this.#kept.fill(0);
    return taken;
  }
}

function isBefore(one: number, other: number): boolean {
  return place(one) < place(other);
}

function place(choice: number): number {
  return choice < 0 ? Infinity : choice;
}

/**
 * What several hands noticed first, the first of each place, in the order of a search by one hand.
 */
export function inOrder(all: readonly First[]): readonly First[] {
  const ordered = [...all].sort(
    (a, b) =>
      a.rank - b.rank ||
      (place(a.choice) === place(b.choice) ? 0 : place(a.choice) - place(b.choice)) ||
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      a.what - b.what,
  );
  const seen = new Set<string>();
  return ordered.filter(({ kind, what }) => {
    const key = single.has(kind) ? kind : `${kind} ${what}`;
    return !seen.has(key) && seen.add(key);
  });
}
