// The loops of a kernel over packed states, written out for their number of words: finding the
// successors of a batch of states, and looking at new ones.

import type { Lanes } from "./lanes.js";
import type { Sights } from "./sights.js";

/** `make(0)`, `make(1)`, ... for each word. */
function each(words: number, make: (word: number) => string, separator = " "): string {
  return Array.from({ length: words }, (_, word) => make(word)).join(separator);
}

function load(words: number, from: string, at: string): string {
  return each(words, (word) => `const s${word} = ${from}[${at} + ${word}];`);
}

/** Expanding: the successors of each state, in the order of the action instances. */
export function expandText(
  words: number,
  lanes: Lanes,
  stuck: string,
  { batch: batchSize, symmetry }: { readonly batch: number; readonly symmetry: boolean },
): string {
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
    ${symmetry ? `if (countsAll) weight = orbit(${args});` : ""}
    ${calls}
    ${symmetry ? `weighed[0] += weight; weighed[1] += weight * (n - start) / ${stride};` : ""}
    ${sort}
    ${stuck}
    if (notices.length > 0) stamp(id);
    ends[id - from] = n;
    id++;
  }
  ${symmetry ? "canonicalise(B, n);" : ""}
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
