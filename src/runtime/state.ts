// What a generated model changes a state with. A state is never changed: each function here returns
// a new value that shares what stays the same with the old one.

import { OutOfRange, type Total } from "./model.js";
import { keyOf, same } from "./value.js";

/** `map` with `value` at `key`. */
export function put<K extends PropertyKey, V>(
  map: Total<K, V>,
  key: NoInfer<K>,
  value: NoInfer<V>,
): Total<K, V> {
  return { ...map, [key]: value };
}

/** `map` with some fields of the record at `key` changed. */
export function merge<K extends PropertyKey, V extends object, F extends keyof V>(
  map: Total<K, V>,
  key: NoInfer<K>,
  fields: Pick<V, F>,
): Total<K, V> {
  return { ...map, [key]: { ...map[key], ...fields } };
}

/** `map` with what `value` makes of the old value at `key`. */
export function change<K extends PropertyKey, V>(
  map: Total<K, V>,
  key: NoInfer<K>,
  value: (old: NoInfer<V>) => NoInfer<V>,
): Total<K, V> {
  return { ...map, [key]: value(map[key]) };
}

/** The map that has `value` at each of `keys`. */
export function fill<const K extends PropertyKey, V>(keys: readonly K[], value: V): Total<K, V> {
  return tabulate(keys, () => value);
}

/** The map that has `value(key)` at each of `keys`. */
export function tabulate<const K extends PropertyKey, V>(
  keys: readonly K[],
  value: (key: K) => V,
): Total<K, V>;
export function tabulate(
  keys: readonly PropertyKey[],
  value: (key: PropertyKey) => unknown,
): Record<PropertyKey, unknown> {
  return Object.fromEntries(keys.map((key) => [key, value(key)]));
}

/** A map whose keys are no strings or numbers: its pairs, in the order of the keys' type. */
export type Pairs<K, V> = readonly (readonly [key: K, value: V])[];

/** The pairs of `value(key)` for each of `keys`. */
export function pairs<K, V>(keys: readonly K[], value: (key: K) => V): Pairs<K, V> {
  return keys.map((key) => [key, value(key)]);
}

/** The value at `key`, which must be a value of the keys' type. */
export function at<K, V>(map: Pairs<K, V>, key: NoInfer<K>): V {
  const found = map.find((pair) => same(pair[0], key));
  if (found === undefined) throw new OutOfRange(`a map has nothing at ${keyOf(key)}`);
  return found[1];
}

/** `map` with what `value` makes of the old value at `key`. */
export function changeAt<K, V>(
  map: Pairs<K, V>,
  key: NoInfer<K>,
  value: (old: NoInfer<V>) => NoInfer<V>,
): Pairs<K, V> {
  const changed = value(at(map, key));
  return map.map((pair) => (same(pair[0], key) ? [pair[0], changed] : pair));
}

/** `value`, which must be one of `domain`, the integers of a range in ascending order. */
export function within<const D extends number>(domain: readonly D[], value: number): D {
  const first = domain[0];
  const found = first === undefined ? undefined : domain[value - first];
  if (found !== undefined) return found;
  throw new OutOfRange(`${value} is not in ${first ?? 0}..${domain.at(-1) ?? -1}`);
}

/** `value`, which must lie in a range of more integers than one would list. */
export function between(low: number, high: number, value: number): number {
  if (value >= low && value <= high) return value;
  throw new OutOfRange(`${value} is not in ${low}..${high}`);
}

/** The integers from `low` to `high`, both included. */
export function range(low: number, high: number): readonly number[] {
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, index) => low + index);
}

/** The quotient, rounded down. */
export function div(a: number, b: number): number {
  if (b === 0) throw new OutOfRange(`${a} is divided by zero`);
  return Math.floor(a / b);
}

/** The remainder of `div`: it has the sign of `b`. */
export function mod(a: number, b: number): number {
  return a - b * div(a, b);
}

/** How deep the calls of functions that call themselves are nested just now, by name. */
const depths = new Map<string, number>();

/** `body`, whose evaluation may lead back here at most `deepest` times. */
export function bounded<R>(name: string, deepest: number, body: () => R): R {
  const depth = depths.get(name) ?? 0;
  if (depth >= deepest) throw new OutOfRange(`${name} calls itself more than ${deepest} deep`);
  depths.set(name, depth + 1);
  try {
    return body();
  } finally {
    depths.set(name, depth);
  }
}

/** `body` of `value`: gives a value a name inside an expression. */
export function given<T, R>(value: T, body: (value: T) => R): R {
  return body(value);
}

/** The value of an option that is known to have one. */
export function present<T>(value: T | null): T {
  if (value === null) throw new Error("an option that has no value was taken to have one");
  return value;
}

function isCase<U extends { readonly kind: string }, C extends U["kind"]>(
  value: U,
  name: C,
): value is Extract<U, { readonly kind: C }> {
  return value.kind === name;
}

/** A value of a union that is known to be of the case `name`. */
export function asCase<U extends { readonly kind: string }, C extends U["kind"]>(
  value: U,
  name: C,
): Extract<U, { readonly kind: C }> {
  if (!isCase(value, name)) throw new Error(`${value.kind} was taken to be ${name}`);
  return value;
}
