// The loops of a search over packed states, written out for their number of words: one phase after
// the other over a batch of successors, because finding a place in memory is what a search waits
// for.

import type { Lanes } from "./lanes.js";
import type { Sights } from "./sights.js";

/** `make(0)`, `make(1)`, ... for each word. */
function each(words: number, make: (word: number) => string, separator = " "): string {
  return Array.from({ length: words }, (_, word) => make(word)).join(separator);
}

function load(words: number, from: string, at: string): string {
  return each(words, (word) => `const s${word} = ${from}[${at} + ${word}];`);
}

/** A hash of which every bit depends on every bit of the words. */
function hash(words: number): string {
  const factors = [0x9e3779b1 | 0, 0x85ebca6b | 0];
  const mixed = each(
    words,
    (word) => `h = Math.imul(h ^ s${word}, ${factors[word % 2]}); h ^= h >>> 15;`,
  );
  return `let h = 0x2545f491; ${mixed} h = Math.imul(h, 0xc2b2ae35 | 0); h ^= h >>> 13;`;
}

/** Expanding: the successors of each state, in the order of the action instances. */
export function expandText(words: number, lanes: Lanes, stuck: string, batchSize: number): string {
  const args = each(words, (word) => `s${word}`, ", ");
  const stride = words + 1;
  const calls = lanes.names.map((name) => `n = ${name}(${args}, B, n);`).join("\n");
  const sort = lanes.isOrdered ? "" : `if (n - start > ${stride}) order(B, start, n);`;
  return `
function expand(arena, from, to, batch) {
  const B = batch.records;
  const ends = batch.ends;
  let n = 0;
  let id = from;
  while (id < to && n < ${batchSize * stride}) {
    const at = id * ${words};
    ${load(words, "arena", "at")}
    const start = n;
    ${calls}
    ${sort}
    ${stuck}
    if (notices.length > 0) stamp(id);
    ends[id - from] = n;
    id++;
  }
  return id - from;
}
function order(B, start, end) {
  for (let i = start + ${stride}; i < end; i += ${stride}) {
    const choice = B[i + ${words}];
    if (choice >= B[i - 1]) continue;
    ${load(words, "B", "i")}
    let j = i;
    while (j > start && B[j - 1] > choice) {
      ${each(stride, (word) => `B[j + ${word}] = B[j - ${stride - word}];`)}
      j -= ${stride};
    }
    ${each(words, (word) => `B[j + ${word}] = s${word};`)}
    B[j + ${words}] = choice;
  }
}`;
}

/**
 * Inserting. An entry of the table is a state's number plus one in its low bits, as many as the
 * table's size has, and bits of its hash above; 0 is an empty one.
 */
function probe(words: number): string {
  const same = each(words, (word) => `arena[q + ${word}] === s${word}`, " && ");
  return `
      let p = h & mask;
      let e = table[p];
      while (e !== 0) {
        if (((e ^ h) & ~mask) === 0) {
          const q = ((e & mask) - 1) * ${words};
          if (${same}) break;
        }
        p = (p + 1) & mask;
        e = table[p];
      }`;
}

function store(words: number): string {
  return each(words, (word) => `arena[q + ${word}] = s${word};`);
}

/**
 * Adding the successors of a batch: first all their hashes, which touches the table, then the rest.
 */
export function insertText(words: number): string {
  const stride = words + 1;
  return `
function hashAll(records, hashes, end, table, mask) {
  let touched = 0;
  for (let i = 0, r = 0; r < end; r += ${stride}, i++) {
    ${load(words, "records", "r")}
    ${hash(words)}
    hashes[i] = h;
    touched ^= table[h & mask];
  }
  return touched;
}
function insertAll(store, from, count, records, hashes, ends, limit) {
  const { arena, parents, table } = store;
  const mask = table.length - 1;
  let size = store.size;
  let isComplete = true;
  let i = 0;
  let r = 0;
  for (let k = 0; k < count; k++) {
    const end = ends[k];
    for (; r < end; r += ${stride}, i++) {
      const h = hashes[i];
      ${load(words, "records", "r")}${probe(words)}
      if (e !== 0) continue;
      if (size >= limit) {
        isComplete = false;
        continue;
      }
      const q = size * ${words};
      ${store(words)}
      parents[size] = from + k;
      size++;
      table[p] = (h & ~mask) | size;
    }
  }
  store.size = size;
  return isComplete;
}
function insert(store, from, count, batch, limit) {
  const { records, hashes, ends } = batch;
  if (count === 0) return true;
  touched ^= hashAll(records, hashes, ends[count - 1], store.table, store.table.length - 1);
  return insertAll(store, from, count, records, hashes, ends, limit);
}
`;
}

/** Adding one state, and filling a new table. */
export function storeText(words: number): string {
  return `
function add(store, words) {
  const { arena, parents, table } = store;
  const mask = table.length - 1;
  ${load(words, "words", "0")}
  ${hash(words)}${probe(words)}
  if (e !== 0) return;
  const q = store.size * ${words};
  ${store(words)}
  parents[store.size] = -1;
  store.size++;
  table[p] = (h & ~mask) | store.size;
}
function rehash(store) {
  const { arena, table, size } = store;
  const mask = table.length - 1;
  for (let id = 0; id < size; id++) {
    const at = id * ${words};
    ${load(words, "arena", "at")}
    ${hash(words)}
    let p = h & mask;
    while (table[p] !== 0) p = (p + 1) & mask;
    table[p] = (h & ~mask) | (id + 1);
  }
}`;
}

/** Looking at new states. */
export function inspectText(words: number, sights: Sights): string {
  const args = each(words, (word) => `s${word}`, ", ");
  const looks = sights.names.map(
    (name, chunk) => `
    if (active[${chunk}] !== 0) {
      const seen = ${name}(${args}, active[${chunk}]);
      if (seen !== 0) found(id, ${chunk}, seen);
    }`,
  );
  const stamp = sights.mayFail ? "\n    if (notices.length > 0) stamp(id);" : "";
  return `
function inspect(arena, from, to, active, found) {
  for (let id = from; id < to; id++) {
    const at = id * ${words};
    ${load(words, "arena", "at")}${looks.join("")}${stamp}
  }
}`;
}
