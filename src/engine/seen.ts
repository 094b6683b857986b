// The seen set: every state found, exact, as a short key, with the step that found it first. States
// themselves are not kept: a trace is replayed from its choices.
//
// A state's key is one number for each of its variables, the rank of the variable's value among those
// seen (SPIN's "collapse"). A variable that a step leaves alone keeps its object, so its number is
// looked up by identity; only changed values are written out. Numbers below 2^15 are one UTF-16 unit,
// others two, the first of them with its top bit set: no key is a prefix of another.

import { keyOf } from "../runtime/value.js";

/** Ranks the values of one variable. */
class Ranks {
  readonly #ofObject = new WeakMap<object, number>();
  readonly #ofKey = new Map<string, number>();

  rank(value: unknown): number {
    if (typeof value !== "object" || value === null) return this.#rankKey(keyOf(value));
    let rank = this.#ofObject.get(value);
    if (rank === undefined) {
      rank = this.#rankKey(keyOf(value));
      this.#ofObject.set(value, rank);
    }
    return rank;
  }

  #rankKey(key: string): number {
    let rank = this.#ofKey.get(key);
    if (rank === undefined) {
      rank = this.#ofKey.size;
      this.#ofKey.set(key, rank);
    }
    return rank;
  }
}

/** Short keys for the states of one model. States must be records of the same variables. */
export class Keys {
  readonly #variables: readonly string[];
  readonly #ranks: readonly Ranks[];

  constructor(sample: unknown) {
    this.#variables = Object.keys(sample as object);
    this.#ranks = this.#variables.map(() => new Ranks());
  }

  keyOf(state: unknown): string {
    const units: number[] = [];
    this.#ranks.forEach((ranks, index) => {
      const variable = this.#variables[index] as string;
      const rank = ranks.rank((state as Readonly<Record<string, unknown>>)[variable]);
      if (rank < 0x8000) units.push(rank);
      else units.push(0x8000 | (rank >> 15), rank & 0x7fff);
    });
    return String.fromCharCode(...units);
  }
}

/** Where a state was first found: from which state, by which choice. Initial states have no parent. */
export interface Link {
  readonly parent: number | undefined;
  readonly choice: number;
}

/** What one Set of V8 can hold. */
const shardLimit = 2 ** 24 - 1;

/** States by number, in the order they were found. */
export class Seen {
  readonly #keys: Keys;
  readonly #shards: Set<string>[] = [new Set()];
  readonly #parents: number[] = [];
  readonly #choices: number[] = [];

  constructor(sample: unknown) {
    this.#keys = new Keys(sample);
  }

  get size(): number {
    return this.#parents.length;
  }

  /** Adds a state if it is new. `room` is false where a new state may not be added any more. */
  add(state: unknown, link: Link, room: boolean): "new" | "known" | "full" {
    const key = this.#keys.keyOf(state);
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
