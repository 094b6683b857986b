// A state under other names.

import { keyOf } from "../../src/runtime/value.js";

/** The state under all renamings of some types. */
export function renamed(state: unknown, types: readonly (readonly string[])[]): readonly unknown[] {
  let renamings: ReadonlyMap<string, string>[] = [new Map()];
  for (const values of types) {
    renamings = renamings.flatMap((renaming) =>
      ordersOf(values).map(
        (order) =>
          new Map([
            ...renaming,
            ...values.map((value, at) => [value, order[at] ?? value] as const),
          ]),
      ),
    );
  }
  return renamings.map((renaming) => rename(state, renaming));
}

export function ordersOf(values: readonly string[]): readonly (readonly string[])[] {
  if (values.length === 0) return [[]];
  return values.flatMap((first) =>
    ordersOf(values.filter((each) => each !== first)).map((rest) => [first, ...rest]),
  );
}

/** Names are replaced wherever they stand; maps by pairs stay in the order of their keys. */
function rename(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value)) {
    const all: readonly unknown[] = value;
    const changed = all.map((each) => rename(each, names));
    const key = (pair: unknown) => keyOf((pair as unknown[])[0]);
    if (!all.every((each) => Array.isArray(each) && each.length === 2)) return changed;
    const place = new Map(all.map((each, at) => [key(each), at]));
    return [...changed].sort((a, b) => (place.get(key(a)) ?? 0) - (place.get(key(b)) ?? 0));
  }
  if (typeof value !== "object" || value === null) return value;
  // What a union value carries has names of its own.
  const isUnion = "kind" in value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      isUnion ? key : (names.get(key) ?? key),
      rename(each, names),
    ]),
  );
}
