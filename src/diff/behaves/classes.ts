// States in classes: those whose words agree under a mask are of one.

export interface Classes {
  /** The class of each state; classes are numbered as they are met. */
  readonly of: Int32Array;
  /** The first state of each class. */
  readonly first: Int32Array;
}

export interface Records {
  readonly arena: Int32Array;
  readonly stride: number;
  readonly count: number;
}

export function classesIn({ arena, stride, count }: Records, mask: readonly number[]): Classes {
  const words = mask.flatMap((bits, word) => (bits === 0 ? [] : [word]));
  const bits = words.map((word) => mask[word] ?? 0);
  const of = new Int32Array(count);
  const first: number[] = [];
  let table = new Int32Array(1024);
  const agree = (a: number, b: number) =>
    words.every(
      (word, index) =>
        (((arena[a * stride + word] ?? 0) ^ (arena[b * stride + word] ?? 0)) &
          (bits[index] ?? 0)) ===
        0,
    );
  const hash = (state: number) => {
    let h = 0x2545f491;
    for (let i = 0; i < words.length; i++) {
      const word = (arena[state * stride + (words[i] ?? 0)] ?? 0) & (bits[i] ?? 0);
      h = Math.imul(h ^ word, 0x9e3779b1);
      h ^= h >>> 15;
    }
    return h >>> 0;
  };
  const place = (state: number): number => {
    let at = hash(state) & (table.length - 1);
    for (;;) {
      const found = (table[at] ?? 0) - 1;
      if (found < 0 || agree(first[found] ?? 0, state)) return at;
      at = (at + 1) & (table.length - 1);
    }
  };
  for (let state = 0; state < count; state++) {
    const at = place(state);
    const known = (table[at] ?? 0) - 1;
    of[state] = known < 0 ? first.push(state) - 1 : known;
    if (known >= 0) continue;
    table[at] = first.length;
    if (first.length * 2 < table.length) continue;
    table = new Int32Array(table.length * 2);
    first.forEach((each, index) => {
      table[place(each)] = index + 1;
    });
  }
  return { of, first: Int32Array.from(first) };
}
