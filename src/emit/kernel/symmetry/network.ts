// Sorting as a fixed list of comparisons, whatever is sorted: no loops, no memory.

/** Pairs to compare and exchange, in this order (Batcher's merge exchange, for any number). */
export function networkFor(count: number): readonly (readonly [low: number, high: number])[] {
  const pairs: (readonly [number, number])[] = [];
  const top = 2 ** Math.max(0, Math.ceil(Math.log2(count)) - 1);
  for (let p = top; p >= 1 && count > 1; p = Math.floor(p / 2)) {
    let [q, r, distance] = [top, 0, p];
    for (;;) {
      for (let at = 0; at + distance < count; at++) {
        if ((at & p) === r) pairs.push([at, at + distance]);
      }
      if (q === p) break;
      [distance, q, r] = [q - p, q / 2, p];
    }
  }
  return pairs;
}
