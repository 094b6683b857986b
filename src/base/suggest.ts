// "Did you mean": the one candidate that is so close to a word that it was surely meant.

/** The candidate meant by `word`, or nothing when that is not certain. */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  // One letter of three is too much: `pml` and `pmd` are two things.
  const limit = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  let best: string | undefined;
  let least = limit + 1;
  let rivals = 0;
  for (const candidate of new Set(candidates)) {
    if (candidate === word) continue;
    const distance = spelledAlike(word, candidate) ? 0 : editDistance(word, candidate);
    if (distance > least || distance > limit) continue;
    rivals = distance === least ? rivals + 1 : 1;
    best = candidate;
    least = distance;
  }
  return rivals === 1 ? best : undefined;
}

/** The same but for case and underscores: `PteNone` and `pte_none`. */
function spelledAlike(a: string, b: string): boolean {
  const plain = (word: string) => word.replaceAll("_", "").toLowerCase();
  return plain(a) !== "" && plain(a) === plain(b);
}

/** Insertions, deletions, changes and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
        swapped && row > 1 && column > 1 ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
