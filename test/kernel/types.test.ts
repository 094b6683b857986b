// Every type packs: specs over random types, which store, compare, collect and index by their
// values, are explored alike by the packed kernel and the readable model.

import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "../../src/compile.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import { Search } from "../../src/engine/explore.js";
import { PackedSearch } from "../../src/engine/packed/search.js";

/** A type as it is written, and how many values it has. */
interface Written {
  readonly text: string;
  readonly count: number;
}

/** Values of more than this many are not listed as arguments: too many to explore. */
const most = 40;

const base: readonly Written[] = [
  { text: "Bool", count: 2 },
  { text: "1..3", count: 3 },
  { text: "Node", count: 2 },
  { text: "Colour", count: 3 },
  { text: "Entry", count: 12 },
  { text: "Shape", count: 4 },
];

const { written } = fc.letrec<{ written: Written }>((tie) => ({
  written: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...base),
    tie("written").map(({ text, count }) => ({ text: `(${text})?`, count: count + 1 })),
    tie("written").map(({ text, count }) => ({ text: `set of (${text})`, count: 2 ** count })),
    tie("written").map(({ text, count }) => ({
      text: `seq of (${text}) max 2`,
      count: 1 + count + count * count,
    })),
    fc
      .tuple(tie("written"), tie("written"))
      .map(([a, b]) => ({ text: `(${a.text}) -> (${b.text})`, count: b.count ** a.count })),
  ),
}));

/** Types that are options of options have no values to tell apart in a spec. */
const usable = written.filter(
  ({ text, count }) => count > 1 && count <= most && !/^\(.*\)\?$/.test(text.replace(/\?$/, "")),
);

function specOf({ text }: Written): string {
  return `
model random "Values of a random type."

type Node = interchangeable 2
type Colour = red | green | blue
type Shape = empty | dot(Bool) | line
bits Entry : 64
  present at 0
  frame   at 12..51 in 0, 0x1234, 0x9999999999
  nx      at 63
type T = ${text}

state
  one   : T
  other : T
  seen  : set of T
  marks : T -> Bool = false
  queue : seq of T max 1
  box   : { left: T, right: Colour }

action put(v: T)  when one != v and size(seen) < 2
  then one := v
       seen := seen union {v}

action copy  when one != other
  then other := one

action flip
  then marks[one] := not marks[other]

action push  when len(queue) < 1
  then queue := append(queue, other)

action pack(c: Colour)  when len(queue) > 0
  then box := { left: head(queue), right: c }
       queue := tail(queue)

action keep  when some v in seen: v != one and marks[v]
  then one := choose v in seen: v != one and marks[v]
       seen := { v in seen : v = other }

constraint short  len(queue) = 0 or queue[0] != one or marks[one]
property kept "A property of steps."
  always step taken(copy) or next(other) = other
property asked
  always step taken(put(next(one))) implies next(one in seen) and not enabled(copy) or one != other
invariant few  (count v in T: marks[v]) < 2
invariant same  box.left = other or len(queue) = 0 or queue[0] in seen
invariant puts  enabled(put(other)) implies size(seen) < 2
reachable all_seen  size(seen) = 2 and box.right = blue
`;
}

test("models over random types are explored alike", () => {
  fc.assert(
    fc.property(usable, (type) => {
      const compiled = compile({ path: "random.lw", text: specOf(type) }, () => undefined);
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics.map((d) => d.message)));
      const core = compiled.value.core("default");
      if (!core.ok) throw new Error("the spec has errors");
      const model = loadModel(core.value);
      const kernel = loadKernel(core.value);
      if (!kernel.ok) throw new Error(`no kernel: ${kernel.reason}`);
      const search = new PackedSearch(model, kernel.kernel, { maxStates: 300 });
      const oracle = new Search(model, 300);
      while (!search.advance(1000));
      while (!oracle.advance(1000));
      const { bytes, ...found } = search.result();
      expect(bytes).toBeGreaterThan(0);
      expect(found).toEqual(oracle.result());
    }),
    { seed: 7, numRuns: 40 },
  );
});
