// What is known of the state while a thread is at a place, whatever the others do: the values that
// each group of leaves may have there. Each thread is followed on its own, and what others may do
// to a group in the meantime is added, until nothing new turns up (thread-modular reachability, as
// of Flanagan and Qadeer, "Thread-modular model checking", 2003). So it is found that a lock is
// held from here to there, without a word about locks.
//
// A move that breaks a requirement is taken to end the run: a search that meets one is of no use
// and done again without reduction.

import type { Subject } from "../scope.js";
import { Changes, type Change, type Known } from "./changes.js";
import { haveCommon, projected, type Factor } from "./factors.js";
import { groupOf, lockGroups, Part, sizesOf, valueIn, type Group } from "./groups.js";
import { knownAt, placeOf, type Lane } from "./lanes.js";
import type { Move, Moves } from "./moves.js";

/** Thrown where it would take too long, or threads are not what they seem. */
export class GivenUp extends Error {}

/** The most states that one question is asked of. */
const mostStates = 100_000;

/** The most values of a leaf that is a group because only one thread writes it. */
const mostOwn = 16;

/** A thread at a place. */
export type At = readonly [lane: number, place: number];

export class Facts {
  readonly lanes: readonly Lane[];
  readonly moves: Moves;
  readonly #sizes: readonly number[];
  /** The groups of each lane: those that are common to all come first. */
  readonly #groups: readonly (readonly Group[])[];
  readonly #common: number;
  readonly #known: readonly Map<number, Known>[];
  readonly #changes: readonly (readonly Changes[])[];
  readonly #state: Int32Array;
  #count = 0;
  readonly #parts = new Map<string, Part>();
  /** Whether threads may be at two places at once: Infinity if so, or when it was not so yet. */
  readonly #together = new Map<number, number>();

  /** `initial` has the leaves of each initial state. */
  constructor(
    lanes: readonly Lane[],
    moves: Moves,
    subject: Subject,
    initial: Iterable<ArrayLike<number>>,
  ) {
    this.lanes = lanes;
    this.moves = moves;
    this.#sizes = sizesOf(subject);
    const common = lockGroups(subject);
    this.#common = common.length;
    const owned = this.#ownedBy(common);
    this.#groups = owned.map((own) => [...common, ...own]);
    this.#known = lanes.map(() => new Map());
    this.#changes = lanes.map(() => common.map(() => new Changes()));
    this.#state = new Int32Array(subject.layout.leaves + 1);
    for (const state of initial) {
      lanes.forEach((lane, index) => {
        const place = placeOf(lane, (leaf) => state[leaf.index] ?? 0);
        const known = this.#at(index, place);
        this.#groups[index]?.forEach((group, g) => this.#add(known, g, valueIn(group, state)));
      });
    }
    this.#settle();
  }

  /** The places that a thread may be at. */
  places(lane: number): readonly number[] {
    return [...(this.#known[lane]?.keys() ?? [])];
  }

  movesAt([lane, place]: At): readonly Move[] {
    return this.#known[lane]?.get(place)?.moves ?? [];
  }

  /** The values of the leaves that a place is told by. */
  knownAt([lane, place]: At): ReadonlyMap<number, number> {
    const own = this.lanes[lane];
    return own === undefined ? new Map() : knownAt(own, place);
  }

  /** The places that a move may lead to. */
  ways([lane, place]: At, move: Move): readonly number[] {
    const own = this.lanes[lane];
    const found = new Set<number>();
    this.some(move.reads, [[lane, place]], (state) => {
      if (own !== undefined && move.take(state))
        found.add(placeOf(own, (leaf) => this.moves.after[leaf.index] ?? 0));
      return false;
    });
    return [...found];
  }

  sizeOf(leaf: number): number {
    return this.#sizes[leaf] ?? 1;
  }

  /** Whether two threads may be at these places at once. */
  mayMeet([lane, place]: At, [other, where]: At): boolean {
    const [one, two] = [this.#known[lane]?.get(place), this.#known[other]?.get(where)];
    return one !== undefined && two !== undefined && this.#meets(one, two);
  }

  #meets(one: Known, other: Known): boolean {
    const key = one.number * 2 ** 20 + other.number;
    // What is known only grows: places that may meet do so for ever.
    const now = one.version + other.version;
    const before = this.#together.get(key) ?? -1;
    if (before === Infinity || before === now) return before === Infinity;
    for (let g = 0; g < this.#common; g++) {
      if (!haveCommon(one.values[g], other.values[g])) {
        this.#together.set(key, now);
        return false;
      }
    }
    this.#together.set(key, Infinity);
    return true;
  }

  /**
   * Calls `visit` with all values of these leaves that are possible while threads are at these
   * places, until it says true; whether it did, and undefined if there are too many.
   */
  some(
    leaves: ReadonlySet<number>,
    where: readonly At[],
    visit: (state: Int32Array) => boolean,
  ): boolean | undefined {
    const state = this.#state;
    const left = new Set(leaves);
    for (const [lane, place] of where) {
      const own = this.lanes[lane];
      if (own === undefined) continue;
      for (const [leaf, value] of knownAt(own, place)) {
        state[leaf] = value;
        left.delete(leaf);
      }
    }
    const factors = this.#factors(left, where);
    if (factors.reduce((product, { tuples }) => product * tuples.length, 1) > mostStates)
      return undefined;
    const go = (at: number): boolean => {
      const factor = factors[at];
      if (factor === undefined) return visit(state);
      for (const tuple of factor.tuples) {
        for (let i = 0; i < tuple.length; i++) state[factor.leaves[i] ?? 0] = tuple[i] ?? 0;
        if (go(at + 1)) return true;
      }
      return false;
    };
    return go(0);
  }

  /**
   * Leaves that go together, with the values that they may have together. What is in several groups
   * goes with the one that has most of them.
   */
  #factors(left: Set<number>, where: readonly At[]): readonly Factor[] {
    const candidates = [...where.entries()].flatMap(([index, at]) =>
      (this.#groups[at[0]] ?? []).flatMap((group, g) => {
        const isCommon = g < this.#common;
        const count = group.leaves.filter((leaf) => left.has(leaf)).length;
        if (count === 0 || (isCommon && index > 0)) return [];
        const allowed = (isCommon ? where : [at]).map((each) => this.#valuesOf(each, g));
        return [{ group, allowed, count }];
      }),
    );
    candidates.sort((a, b) => b.count - a.count);
    const factors: Factor[] = [];
    for (const { group, allowed } of candidates) {
      const own = group.leaves.filter((leaf) => left.has(leaf));
      if (own.length === 0) continue;
      for (const leaf of own) left.delete(leaf);
      factors.push({ leaves: own, tuples: projected(group, allowed, own) });
    }
    for (const leaf of left) {
      const tuples = Array.from({ length: this.sizeOf(leaf) }, (_, value) => [value]);
      factors.push({ leaves: [leaf], tuples });
    }
    return factors;
  }

  #valuesOf([lane, place]: At, group: number): Uint8Array {
    const values = this.#known[lane]?.get(place)?.values[group];
    if (values === undefined) throw new Error("a thread is at a place that it is never at");
    return values;
  }

  /** For each lane, a group for each leaf that nobody else writes. */
  #ownedBy(common: readonly Group[]): readonly (readonly Group[])[] {
    const grouped = new Set(common.flatMap(({ leaves }) => leaves));
    const writers = new Map<number, Set<number>>();
    this.lanes.forEach(({ instances }, index) => {
      for (const instance of instances) {
        for (const leaf of this.moves.of(instance, new Map())?.writes ?? [])
          writers.set(leaf, (writers.get(leaf) ?? new Set()).add(index));
      }
    });
    return this.lanes.map(({ dimensions }, index) => {
      const places = new Set(dimensions.map(({ leaf }) => leaf.index));
      const own = [...writers].flatMap(([leaf, by]) => (by.has(index) ? [{ leaf, by }] : []));
      const isShared = [...writers].some(
        ([leaf, by]) => places.has(leaf) && [...by].some((b) => b !== index),
      );
      if (isShared) throw new GivenUp("a thread is moved by others");
      return own
        .filter(({ leaf, by }) => by.size === 1 && !grouped.has(leaf) && !places.has(leaf))
        .filter(({ leaf }) => this.sizeOf(leaf) <= mostOwn)
        .map(({ leaf }) => groupOf([leaf], (each) => this.sizeOf(each)));
    });
  }

  /** What is known of a place, which may be a new one. */
  #at(index: number, place: number): Known {
    const all = this.#known[index];
    const lane = this.lanes[index];
    const found = all?.get(place);
    if (found !== undefined) return found;
    if (all === undefined || lane === undefined) throw new Error("no such lane");
    const known = knownAt(lane, place);
    const moves = lane.instances.flatMap((instance) => this.moves.of(instance, known) ?? []);
    const values = (this.#groups[index] ?? []).map(({ count }) => new Uint8Array(count));
    const fresh: Known = {
      ...{ moves, values, version: 0, number: this.#count++ },
      ...{ fresh: [], pending: [], looked: values.map(() => 0) },
    };
    all.set(place, fresh);
    return fresh;
  }

  #add(known: Known, group: number, value: number): void {
    const values = known.values[group];
    if (values === undefined || values[value] === 1) return;
    values[value] = 1;
    known.version++;
    if (group < this.#common) known.fresh.push([group, value]);
  }

  /** Follows all threads until nothing new turns up. */
  #settle(): void {
    const followed = new Map<Known, number>();
    for (let isNew = true; isNew;) {
      isNew = false;
      this.#known.forEach((all, lane) => {
        for (const [place, known] of all) {
          if (followed.get(known) === known.version) continue;
          followed.set(known, known.version);
          isNew = true;
          for (const move of known.moves) this.#follow(lane, place, known, move);
        }
      });
      this.#known.forEach((all, lane) => {
        for (const known of all.values()) this.#interfere(lane, known);
      });
    }
  }

  /** Where a thread may get to by a move from a place, and what becomes of each group. */
  #follow(lane: number, place: number, known: Known, move: Move): void {
    const own = this.lanes[lane];
    if (own === undefined) return;
    const at: At = [lane, place];
    const { after } = this.moves;
    const groups = this.#groups[lane] ?? [];
    const each = (
      leaves: ReadonlySet<number>,
      visit: (state: Int32Array, next: Known) => void,
    ): void => {
      const isAll = this.some(leaves, [at], (state) => {
        if (!move.take(state) || this.moves.isBroken) return false;
        visit(
          state,
          this.#at(
            lane,
            placeOf(own, (leaf) => after[leaf.index] ?? 0),
          ),
        );
        return false;
      });
      if (isAll === undefined) throw new GivenUp("a step reads too much");
    };
    const isTouched = (leaf: number) => move.reads.has(leaf) || move.writes.has(leaf);
    const touched = groups.map(({ leaves }) => leaves.filter(isTouched));
    const reached = new Set<Known>();
    each(move.reads, (_, next) => {
      if (reached.has(next)) return;
      reached.add(next);
      touched.forEach((leaves, g) => {
        if (leaves.length > 0) return;
        known.values[g]?.forEach((is, value) => {
          if (is === 1) this.#add(next, g, value);
        });
      });
    });
    touched.forEach((leaves, g) => {
      const group = groups[g];
      if (leaves.length === 0 || group === undefined) return;
      const part = this.#part(group, leaves);
      const seen = new Set<number>();
      const noted = new Set<number>();
      const watched = this.#watched(lane, move);
      each(new Set([...move.reads, ...leaves]), (state, next) => {
        const [from, to] = [part.valueIn(state), part.valueIn(after)];
        const step = from * group.count + to;
        const note = watched.reduce(
          (key, leaf) => key * this.sizeOf(leaf) + (state[leaf] ?? 0),
          step,
        );
        if (from !== to && g < this.#common && !noted.has(note)) {
          noted.add(note);
          this.#note(lane, { part, from, to, by: known }, g, move, state);
        }
        const key = next.number * group.count ** 2 + step;
        if (seen.has(key)) return;
        seen.add(key);
        for (const value of part.wholes(from, known.values[g]))
          this.#add(next, g, value - from + to);
      });
    });
  }

  /** What a move reads that only one of the others writes. */
  #watched(lane: number, move: Move): readonly number[] {
    return this.#groups.flatMap((groups, other) =>
      other === lane
        ? []
        : groups
            .slice(this.#common)
            .flatMap(({ leaves }) => leaves.filter((l) => move.reads.has(l))),
    );
  }

  #part(group: Group, leaves: readonly number[]): Part {
    const key = `${group.leaves.join()};${leaves.join()}`;
    const part = this.#parts.get(key) ?? new Part(group, leaves);
    this.#parts.set(key, part);
    return part;
  }

  /** Notes for the others what a move does to a group. */
  #note(
    lane: number,
    change: Omit<Change, "given">,
    group: number,
    move: Move,
    state: Int32Array,
  ): void {
    this.#changes.forEach((changes, other) => {
      if (other === lane) return;
      const given = (this.#groups[other] ?? []).flatMap(
        (own, g): readonly (readonly [number, number])[] =>
          g >= this.#common && own.leaves.every((leaf) => move.reads.has(leaf))
            ? [[g, valueIn(own, state)]]
            : [],
      );
      changes[group]?.add({ ...change, given });
    });
  }

  /** Adds what others may do while a thread is at a place. */
  #interfere(lane: number, known: Known): void {
    const changes = this.#changes[lane] ?? [];
    const attempt = (group: number, change: Change, value: number): void => {
      const { from, to, given, by } = change;
      if (known.values[group]?.[value - from + to] !== 0) return;
      const isGiven = given.every(([g, each]) => known.values[g]?.[each] === 1);
      if (isGiven && this.#meets(known, by)) this.#add(known, group, value - from + to);
      else known.pending.push([group, change, value]);
    };
    const { pending } = known;
    known.pending = [];
    for (const [group, change, value] of pending) attempt(group, change, value);
    changes.forEach(({ all }, group) => {
      for (let at = known.looked[group] ?? 0; at < all.length; at++) {
        const change = all[at];
        if (change === undefined) continue;
        for (const value of change.part.wholes(change.from, known.values[group]))
          attempt(group, change, value);
      }
      known.looked[group] = all.length;
    });
    for (let next = known.fresh.pop(); next !== undefined; next = known.fresh.pop()) {
      const [group, value] = next;
      for (const change of changes[group]?.from(value) ?? []) attempt(group, change, value);
    }
  }
}
