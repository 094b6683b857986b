// The seen set: every state found, exact, as a short key, with the step that found it first. States
// themselves are not kept: a trace is replayed from its choices.
//
// A state's key is one number for each of its columns, the rank of the column's value among those
// seen (SPIN's "collapse"). Columns are the variables, and the members of a variable that is a
// record or a map of records. What a step leaves alone is the same object before and after, so it
// keeps its number, and only what changed is written out. Numbers below 2^15 are one UTF-16 unit of
// the key, others two, the first of them with its top bit set: no key is a prefix of another.

import { keyOf } from "../runtime/value.js";

type Fields = Readonly<Record<string, unknown>>;

/** The ranks of the values of one column. */
class Ranks {
  readonly #ofKey = new Map<string, number>();

  rank(value: unknown): number {
    // A member of a record that is absent has no value: no other key is empty.
    const key = value === undefined ? "" : keyOf(value);
    let rank = this.#ofKey.get(key);
    if (rank === undefined) {
      rank = this.#ofKey.size;
      this.#ofKey.set(key, rank);
    }
    return rank;
  }
}

interface Column {
  readonly variable: string;
  readonly member: string | undefined;
  readonly ranks: Ranks;
}

/** A state with the ranks of its columns. */
export interface Ranked {
  readonly state: unknown;
  readonly ranks: readonly number[];
}

/** Short keys for the states of one model. States must be records of the same variables. */
export class Keys {
  readonly #columns: readonly Column[];

  constructor(sample: unknown) {
    this.#columns = Object.entries(sample as Fields).flatMap(([variable, value]) =>
      membersOf(value).map((member) => ({ variable, member, ranks: new Ranks() })),
    );
  }

  /** The ranks of a state; quicker if `near` is one that it was made from. */
  rank(state: unknown, near?: Ranked): Ranked {
    const ranks = this.#columns.map(({ variable, member, ranks: column }, index) => {
      const value = valueAt(state, variable, member);
      const known = near?.ranks[index];
      const isSame = known !== undefined && value === valueAt(near?.state, variable, member);
      return isSame ? known : column.rank(value);
    });
    return { state, ranks };
  }

  keyOf(state: unknown): string {
    return keyOfRanks(this.rank(state));
  }
}

function valueAt(state: unknown, variable: string, member: string | undefined): unknown {
  const value = (state as Fields)[variable];
  return member === undefined ? value : (value as Fields | null)?.[member];
}

/** The members that every value of the same type has: a union's differ, and so do a sequence's. */
function membersOf(value: unknown): readonly (string | undefined)[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [undefined];
  const names = Object.keys(value);
  return names.length === 0 || names.includes("kind") ? [undefined] : names;
}

function keyOfRanks({ ranks }: Ranked): string {
  const units: number[] = [];
  for (const rank of ranks) {
    if (rank < 0x8000) units.push(rank);
    else units.push(0x8000 | (rank >> 15), rank & 0x7fff);
  }
  return String.fromCharCode(...units);
}

/**
 * Where a state was first found: from which state, by which choice. Initial states have no parent.
 */
export interface Link {
  readonly parent: number | undefined;
  readonly choice: number;
}

/** What one Set of V8 can hold. */
const shardLimit = 2 ** 24 - 1;

/** States by number, in the order they were found. */
export class Seen {
  readonly #shards: Set<string>[] = [new Set()];
  readonly #parents: number[] = [];
  readonly #choices: number[] = [];

  get size(): number {
    return this.#parents.length;
  }

  /** Adds a state if it is new. `room` is false where a new state may not be added any more. */
  add(state: Ranked, link: Link, room: boolean): "new" | "known" | "full" {
    const key = keyOfRanks(state);
    if (this.#shards.some((shard) => shard.has(key))) return "known";
    if (!room) return "full";
    const last = this.#shards[this.#shards.length - 1] as Set<string>;
    if (last.size < shardLimit) last.add(key);
    else this.#shards.push(new Set([key]));
    this.#parents.push(link.parent ?? -1);
    this.#choices.push(link.choice);
    return "new";
  }

  link(state: number): Link {
    const parent = this.#parents[state] as number;
    return { parent: parent < 0 ? undefined : parent, choice: this.#choices[state] as number };
  }
}
