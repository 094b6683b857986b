// The loops of the seen set, written out for a number of words: hashing, probing and adding, a
// batch at a time. First all hashes of a batch, which touches the table, then the rest, because
// finding a place in memory is what a search waits for.
//
// A record of the arena is what is kept of a state and its link. Kept are all its words, or in a
// compact search two hashes of it, while the words of the states that are still to be expanded are
// in `bodies`. A link is 0 where there is no state, the number of the parent plus one, `rootLink`
// for an initial state, or, until the states of a level are in order, the complement of a key:
// (rank of the parent) * (action instances) + (instance). The least key of those that lead to a
// state says who finds it first in a search without helpers.
//
// An entry of the table is 0 where it is empty, or a state's number plus one in its low `indexBits`
// and low bits of its hash above. The high bits of the hash say where it belongs, so that tables of
// any length will do.

import { runWritten } from "../../base/written.js";

/** The link of an initial state. */
export const rootLink = 0x7fffffff;

/** A seen set as one hand sees it. */
export interface Seen {
  arena: Int32Array;
  table: Int32Array;
  indexBits: number;
  /** The numbers that this hand may give to new states: from `next` to before `end`. */
  next: number;
  end: number;
  /** In a compact search: the words of the states from number `base` on. */
  bodies: Int32Array;
  base: number;
}

/** Where no words are kept. */
export const noBodies = new Int32Array(0);

/** Successors of a batch of states: their words, then the number of the action instance. */
export interface Successors {
  readonly records: Int32Array;
  readonly hashes: Int32Array;
  /** Second hashes, in a compact search. */
  readonly prints: Int32Array;
  /** The numbers of the successors, in a search that keeps steps. */
  readonly numbers: Int32Array;
  /** Where the successors of each state end in `records`. */
  readonly ends: Int32Array;
}

export interface Loops {
  /** Hashes the records before `end`. */
  hash(seen: Seen, batch: Successors, end: number): void;
  /**
   * Adds the records from `start` to before `end`, with keys for a batch whose first state has rank
   * `rank`; returns where it ran out of numbers, or `end`.
   */
  insert(seen: Seen, batch: Successors, start: number, end: number, rank: number): number;
  /** True if a state is the one of a number. */
  isState(seen: Seen, number: number, words: readonly number[]): boolean;
  /** Puts the states from one number to another into the table. */
  enter(seen: Seen, from: number, to: number): void;
}

/**
 * How a table is shared: by nobody; by hands that read it plainly, as a stale 0 is caught where it
 * is exchanged; or by hands that read it with an atomic load, which needs no such argument.
 */
export type Sharing = "alone" | "plain" | "strict";

/** What the loops are written for. */
export interface Shape {
  /** Words of a state. */
  readonly words: number;
  /** The number of action instances. */
  readonly instances: number;
  readonly compact: boolean;
  /** Whether the search keeps its steps, on one thread. */
  readonly numbered: boolean;
}

/** Words of a record. */
export function strideOf({ words, compact }: Pick<Shape, "words" | "compact">): number {
  return (compact ? 2 : words) + 1;
}

function each(words: number, make: (word: number) => string, separator = " "): string {
  return Array.from({ length: words }, (_, word) => make(word)).join(separator);
}

function load(words: number, from: string, at: string): string {
  return each(words, (word) => `const s${word} = ${from}[${at} + ${word}];`);
}

/** A hash of which every bit depends on every bit of the words; two seeds give two. */
function hash(words: number, name = "h", seed = 0x2545f491): string {
  const factors = name === "h" ? [0x9e3779b1, 0x85ebca6b] : [0xcc9e2d51, 0x27d4eb2f];
  const mixed = each(
    words,
    (word) =>
      `${name} = Math.imul(${name} ^ s${word}, ${(factors[word % 2] ?? 1) | 0}); ` +
      `${name} ^= ${name} >>> 15;`,
  );
  const last = `${name} = Math.imul(${name}, ${0xc2b2ae35 | 0}); ${name} ^= ${name} >>> 13;`;
  return `let ${name} = ${seed}; ${mixed} ${last}`;
}

const secondHash = (words: number): string => hash(words, "g", 0x165667b1);

const home = `((h >>> 0) * scale) | 0`;

const hashText = ({ words, compact }: Shape): string => `
function hash(seen, batch, end) {
  const { table } = seen;
  const { records, hashes, prints } = batch;
  const scale = table.length / 4294967296;
  for (let i = 0, r = 0; r < end; r += ${words + 1}, i++) {
    ${load(words, "records", "r")}
    ${hash(words)}
    hashes[i] = h;
    touched ^= table[${home}];
    ${compact ? `${secondHash(words)}\nprints[i] = g;` : ""}
  }
}`;

/** Whether the record at `q` is the state at hand, and making it so. */
function recordText({ words, compact }: Shape): { readonly same: string; readonly store: string } {
  if (!compact) {
    return {
      same: each(words, (word) => `arena[q + ${word}] === s${word}`, " && "),
      store: each(words, (word) => `arena[q + ${word}] = s${word};`),
    };
  }
  const body = each(words, (word) => `bodies[b + ${word}] = s${word};`);
  return {
    same: "arena[q] === h && arena[q + 1] === g",
    store: `arena[q] = h; arena[q + 1] = g; const b = (next - bodyBase) * ${words}; ${body}`,
  };
}

/** Adding the state at hand where entry `p` was empty. */
function addText(shape: Shape, sharing: Sharing): string {
  const stride = strideOf(shape);
  const add =
    sharing === "alone"
      ? "table[p] = entry; next++; break;"
      : "e = Atomics.compareExchange(table, p, 0, entry); if (e === 0) { next++; break; }";
  return `
        if (next === last) { seen.next = next; return r; }
        const q = next * ${stride};
        ${recordText(shape).store}
        arena[q + ${stride - 1}] = ~key;
        const entry = (h << indexBits) | (next + 1);
        ${add}`;
}

/** Lowering the key of a state that another hand may have added in the meantime. */
const lowerText = `
function lower(arena, at, key) {
  let link = Atomics.load(arena, at);
  while (link < 0 && ~link > key) {
    const was = Atomics.compareExchange(arena, at, link, ~key);
    if (was === link) return;
    link = was;
  }
}`;

function insertText(shape: Shape, sharing: Sharing): string {
  const { words, instances, compact } = shape;
  const stride = strideOf(shape);
  const at = `q + ${stride - 1}`;
  const tell = shape.numbered ? "numbers[i] = (e === 0 ? next : e & mask) - 1;" : "";
  const lower = `const link = arena[${at}]; if (link < 0 && ~link > key) lower(arena, ${at}, key);`;
  return `
function insert(seen, batch, start, end, rank) {
  const { arena, table, indexBits, end: last, bodies, base: bodyBase } = seen;
  const { records, hashes, prints, numbers, ends } = batch;
  const length = table.length;
  const scale = length / 4294967296;
  const mask = (1 << indexBits) - 1;
  let next = seen.next;
  let k = 0;
  let base = rank * ${instances};
  for (let r = start, i = start / ${words + 1} | 0; r < end; r += ${words + 1}, i++) {
    while (r >= ends[k]) { k++; base += ${instances}; }
    const h = hashes[i];
    ${compact ? "const g = prints[i];" : ""}
    ${load(words, "records", "r")}
    const key = base + records[r + ${words}] | 0;
    const tag = h << indexBits;
    let p = ${home};
    let e;
    for (;;) {
      e = ${sharing === "strict" ? "Atomics.load(table, p)" : "table[p]"};
      if (e === 0) {${addText(shape, sharing)}
      }
      if (((e ^ tag) & ~mask) === 0) {
        const q = ((e & mask) - 1) * ${stride};
        if (${recordText(shape).same}) { ${sharing === "alone" ? "" : lower} break; }
      }
      if (++p === length) p = 0;
    }
    ${tell}
  }
  seen.next = next;
  return end;
}`;
}

/** States that are entered at a time. */
const entersAtATime = 512;

function enterText(shape: Shape, sharing: Sharing): string {
  const { words, compact } = shape;
  const stride = strideOf(shape);
  const put =
    sharing === "alone"
      ? "while (table[p] !== 0) if (++p === length) p = 0;\n    table[p] = entry;"
      : "while (Atomics.compareExchange(table, p, 0, entry) !== 0) if (++p === length) p = 0;";
  return `
const entering = new Int32Array(${entersAtATime});
function enterHash(seen, from, to) {
  const { arena, table } = seen;
  const scale = table.length / 4294967296;
  for (let id = from; id < to; id++) {
    const q = id * ${stride};
    ${compact ? "const h = arena[q];" : `${load(words, "arena", "q")}\n    ${hash(words)}`}
    entering[id - from] = h;
    touched ^= table[${home}];
  }
}
function enterAll(seen, from, to) {
  const { arena, table, indexBits } = seen;
  const length = table.length;
  const scale = length / 4294967296;
  for (let id = from; id < to; id++) {
    if (arena[id * ${stride} + ${stride - 1}] === 0) continue;
    const h = entering[id - from];
    const entry = (h << indexBits) | (id + 1);
    let p = ${home};
    ${put}
  }
}
function enter(seen, from, to) {
  for (let id = from; id < to; id += ${entersAtATime}) {
    const stop = Math.min(to, id + ${entersAtATime});
    enterHash(seen, id, stop);
    enterAll(seen, id, stop);
  }
}`;
}

function isStateText(shape: Shape): string {
  const { words, compact } = shape;
  return `
function isState(seen, number, words) {
  const { arena } = seen;
  const q = number * ${strideOf(shape)};
  ${load(words, "words", "0")}
  ${compact ? `${hash(words)} ${secondHash(words)}` : ""}
  return ${recordText(shape).same};
}`;
}

/** The loops for states of a shape. */
export function loopsOf(shape: Shape, sharing: Sharing): Loops {
  const text = [
    `"use strict";`,
    // What is touched is kept, so that no compiler drops the touching.
    "let touched = 0;",
    hashText(shape),
    ...(sharing === "alone" ? [] : [lowerText]),
    insertText(shape, sharing),
    enterText(shape, sharing),
    isStateText(shape),
    "return { hash, insert, enter, isState, touched: () => touched };",
  ].join("\n");
  const loops = runWritten(text);
  if (!isLoops(loops)) throw new Error("the text of the loops returns no loops");
  return loops;
}

function isLoops(value: unknown): value is Loops {
  return typeof value === "object" && value !== null && "insert" in value && "enter" in value;
}
