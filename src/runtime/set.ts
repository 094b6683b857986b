// Sets: arrays without repetition, in the order of `compare`, so that equal sets are equal arrays.
// Whatever returns a set returns it in this form; domains in another order may be arguments.

import { OutOfRange } from "./model.js";
import { compare, same } from "./value.js";

/** The set of `elements`. */
export function setOf<const T>(elements: readonly T[]): readonly T[] {
  const sorted = [...elements].sort(compare);
  return sorted.filter((element, index) => index === 0 || !same(element, sorted[index - 1]));
}

/** True if `value` is an element. */
export function has(set: readonly unknown[], value: unknown): boolean {
  return set.some((element) => same(element, value));
}

/** What is in one or both. */
export function union<T>(a: readonly T[], b: readonly NoInfer<T>[]): readonly T[] {
  return setOf([...a, ...b]);
}

/** What is in both. */
export function intersect<T>(a: readonly T[], b: readonly unknown[]): readonly T[] {
  return setOf(a.filter((element) => has(b, element)));
}

/** What is in `a` and not in `b`. */
export function without<T>(a: readonly T[], b: readonly unknown[]): readonly T[] {
  return setOf(a.filter((element) => !has(b, element)));
}

/** True if every element of `a` is one of `b`. */
export function subset(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((element) => has(b, element));
}

/** The set of all subsets. */
export function subsets<T>(set: readonly T[]): readonly (readonly T[])[] {
  let found: (readonly T[])[] = [[]];
  for (const element of set) found = [...found, ...found.map((smaller) => [...smaller, element])];
  return setOf(found.map((each) => setOf(each)));
}

/** The first element for which `condition` is true. */
export function choose<T>(set: readonly T[], condition: (element: T) => boolean): T {
  for (const element of set) if (condition(element)) return element;
  throw new OutOfRange("there is nothing to choose from");
}

/** The sum of `value` over all elements. */
export function sum<T>(set: readonly T[], value: (element: T) => number): number {
  return set.reduce((total, element) => total + value(element), 0);
}

/** The smallest of one or more numbers. */
export function smallest(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new OutOfRange("the minimum of nothing");
  return Math.min(...numbers);
}

/** The largest of one or more numbers. */
export function largest(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new OutOfRange("the maximum of nothing");
  return Math.max(...numbers);
}
