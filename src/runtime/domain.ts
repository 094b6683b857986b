// All values of the composed types, for parameters and quantifiers that range over them.

import type { Total } from "./model.js";
import { pairs, put, tabulate, type Pairs } from "./state.js";

/** All maps from `keys` to `values`. */
export function maps<const K extends PropertyKey, V>(
  keys: readonly K[],
  values: readonly V[],
): readonly Total<K, V>[] {
  const [first] = values;
  if (first === undefined) return [];
  let found: readonly Total<K, V>[] = [tabulate(keys, () => first)];
  for (const key of keys)
    found = found.flatMap((map) => values.map((value) => put(map, key, value)));
  return found;
}

/** All maps from `keys`, which are no strings or numbers, to `values`. */
export function pairings<K, V>(keys: readonly K[], values: readonly V[]): readonly Pairs<K, V>[] {
  let found: readonly Pairs<K, V>[] = [[]];
  for (const key of keys) {
    found = found.flatMap((map) => values.map((value) => [...map, ...pairs([key], () => value)]));
  }
  return found;
}

/** All sequences of at most `max` of `values`, shorter ones first. */
export function sequences<T>(values: readonly T[], max: number): readonly (readonly T[])[] {
  let longest: readonly (readonly T[])[] = [[]];
  const found = [...longest];
  for (let length = 1; length <= max; length++) {
    longest = longest.flatMap((shorter) => values.map((value) => [...shorter, value]));
    found.push(...longest);
  }
  return found;
}
