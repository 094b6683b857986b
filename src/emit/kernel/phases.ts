// The loops of a kernel over packed states, written out for their number of words: finding the
// successors of a batch of states, and looking at new ones.

import type { Bounds } from "./bounds.js";
import type { Changes } from "./changes.js";
import type { Lanes } from "./lanes.js";
import type { Sights } from "./sights.js";

/** `make(0)`, `make(1)`, ... for each word. */
function each(words: number, make: (word: number) => string, separator = " "): string {
  return Array.from({ length: words }, (_, word) => make(word)).join(separator);
}

function load(words: number, from: string, at: string): string {
  return each(words, (word) => `const s${word} = ${from}[${at} + ${word}];`);
}

/** What is asked of each state that is expanded. */
export interface Asked {
  /** Statements after all successors are found. */
  readonly stuck: string;
  readonly changes: Changes;
  readonly bounds: Bounds;
}

/** A function of a lane that need be called alone where the test is true, if it finds something. */
export interface AloneTest {
  readonly name: string;
  readonly test: string;
}

/** Expanding: the successors of each state, in the order of the action instances. */
export function expandText(
  words: number,
  lanes: Lanes,
  { stuck, changes, bounds }: Asked,
  { batch: batchSize, symmetry }: { readonly batch: number; readonly symmetry: boolean },
  alone: readonly AloneTest[] = [],
): string {
  const skip = "{ ends[id - from] = n; id++; continue; }";
  const args = each(words, (word) => `s${word}`, ", ");
  const stride = words + 1;
  const call = (name: string) => `n = ${name}(${args}, B, n);`;
  const all = lanes.names.map(call).join("\n");
  const first = alone.map(({ name, test }) => `if (n === start && ${test}) ${call(name)}`);
  const calls = first.length === 0 ? all : `${first.join("\n")}\nif (n === start) {\n${all}\n}`;
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
    ${bounds.test === "" ? "" : `if (!${bounds.test}(${args})) ${skip}`}
    ${symmetry ? `if (countsAll) weight = orbit(${args});` : ""}
    ${calls}
    ${symmetry ? `weighed[0] += weight; weighed[1] += weight * (n - start) / ${stride};` : ""}
    ${sort}
    ${changes.judge === "" ? "" : `if (n > start) ${changes.judge}(${args}, B, start, n);`}
    ${stuck}
    if (notices.length > 0) stamp(id);
    ends[id - from] = n;
    id++;
  }
  ${symmetry ? "canonicalise(B, n);\n  " : ""}return id - from;
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

/** Looking at new states. */
export function inspectText(words: number, sights: Sights, bounds: Bounds): string {
  const args = each(words, (word) => `s${word}`, ", ");
  const looks = sights.names.map(
    (name, chunk) => `
    if (active[${chunk}] !== 0) {
      const seen = ${name}(${args}, active[${chunk}]);
      if (seen !== 0) found(id, ${chunk}, seen);
    }`,
  );
  const mayFail = sights.mayFail || bounds.mayFail;
  const stamp = mayFail ? "\n    if (notices.length > 0) stamp(id);" : "";
  const count = bounds.look === "" ? "" : `\n    if (!${bounds.look}(${args})) beyond[0]++;`;
  return `
function inspect(arena, from, to, active, found) {
  for (let id = from; id < to; id++) {
    const at = id * ${words};
    ${load(words, "arena", "at")}${count}${looks.join("")}${stamp}
  }
}`;
}
