// Values of a state: null, booleans, numbers, bigints, strings, arrays and plain objects of them,
// never changed after they are made. Two values of one type are ordered, compared and keyed here.

/** Deep equality. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, index) => same(value, b[index]));
  }
  const left = Object.entries(a);
  const right = Object.entries(b);
  if (left.length !== right.length) return false;
  return left.every(([key, value], index) => {
    const other = right[index];
    return other !== undefined && other[0] === key && same(value, other[1]);
  });
}

const kinds = ["null", "boolean", "number", "bigint", "string", "array", "object"];

function rankOf(value: unknown): number {
  return kinds.indexOf(value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
}

function compareAll(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [index, value] of a.entries()) {
    if (index >= b.length) return 1;
    const order = compare(value, b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** A total order of all values: negative, zero or positive. Sets are kept in it. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "bigint" && typeof b === "bigint") return a < b ? -1 : 1;
  if (typeof a === "boolean" && typeof b === "boolean") return a ? 1 : -1;
  if (Array.isArray(a) && Array.isArray(b)) return compareAll(a, b);
  const order = rankOf(a) - rankOf(b);
  if (order !== 0 || typeof a !== "object" || typeof b !== "object") return order;
  return compareAll(Object.values(a ?? {}), Object.values(b ?? {}));
}

/**
 * A string that differs for different values of one type. It relies on the order of keys, which
 * every value of a type shares: objects are made in the order of their type, and copies keep it.
 */
export function keyOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return `${value}`;
  if (typeof value === "boolean") return value ? "T" : "F";
  if (typeof value === "bigint") return value.toString(36);
  if (value === null) return "~";
  if (typeof value === "object") return keyOfParts(value);
  throw new Error(`a state holds no ${typeof value}`);
}

function keyOfParts(value: object): string {
  let key = "";
  for (const part of Object.values(value)) key += `${keyOf(part)},`;
  return Array.isArray(value) ? `[${key}]` : `{${key}}`;
}
