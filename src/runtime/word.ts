// Plain words bit by bit, for places that are computed. Places outside of a word are no part of it:
// they read as 0, and what is written there is lost.

/** The bits from `low` to `high`, as a word of their own; none if `high` is less than `low`. */
export function bitsOf(word: bigint, low: number, high: number): bigint {
  return high < low ? 0n : BigInt.asUintN(high - low + 1, word >> BigInt(low));
}

/**
 * The word with the bits from `low` to `high` as the lowest ones of `value` are, or all as it says.
 */
export function withBits(word: bigint, low: number, high: number, value: bigint | boolean): bigint {
  if (high < low) return word;
  const ones = ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low);
  const bits = typeof value === "boolean" ? (value ? ones : 0n) : (value << BigInt(low)) & ones;
  return (word & ~ones) | bits;
}
