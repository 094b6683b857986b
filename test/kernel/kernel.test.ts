// The packed kernel against its oracle, the readable model: the same exploration to the last step
// of each trace, states that survive encoding, and the same successors of states along random
// walks.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadModule, readSource, specsUnder } from "../../src/cli/files.js";
import { compile, type Compiled } from "../../src/compile.js";
import type { Core } from "../../src/core/core.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import { Search } from "../../src/engine/explore.js";
import { ask, instancesOf, isEnabled, take } from "../../src/engine/instance.js";
import type { Searching } from "../../src/engine/outcome.js";
import { PackedSearch } from "../../src/engine/packed/search.js";
import type { Kernel } from "../../src/runtime/kernel.js";
import { batchSize, recordsOf } from "../../src/runtime/kernel.js";
import type { Model } from "../../src/runtime/model.js";
import { isSwept } from "../support/specs.js";

/** Enough for each variant of `specs/retract.lw` and `specs/rings.lw` to be explored to its end. */
const maxStates = 8000;
/** Of a larger model, the states up to this one are enough to compare. */
const fewStates = 700;

/** Specs that a kernel cannot hold, each with the reason. */
const unpacked: ReadonlyMap<string, string> = new Map([
  ["specs/classics/sliding_puzzle.lw", "1048576 values of one type are listed"],
  ["specs/arch/zeroed.lw", "the words of its.Word"],
  ["specs/x86/pmd_modify.lw", "the words of Word"],
  ["test/features/words.lw", "the words of Word"],
  ["test/exploration/pieces.lw", "65536 values of one type are listed"],
]);

const folders = [
  "specs",
  "test/kernel",
  "test/features",
  "test/liveness/specs",
  "test/exploration",
  "test/bench",
];
const specs = folders
  .flatMap(specsUnder)
  .filter(isSwept)
  .filter((spec) => compiledOf(spec).isModel);

function compiledOf(spec: string): Compiled {
  const compiled = compile(readSource(spec), loadModule);
  if (!compiled.ok) throw new Error(`${spec} has errors`);
  return compiled.value;
}

/** Their kernels leave it to the readable model to list the initial states. */
const listedByModel = new Set(["specs/classics/coffee_can.lw", "test/features/pool.lw"]);

/** The cores of all variants of a spec. */
function coresOf(spec: string): readonly Core[] {
  const compiled = compiledOf(spec);
  return compiled.variants.map((variant) => {
    const core = compiled.core(variant);
    if (!core.ok) throw new Error(`${spec}, ${variant} has errors`);
    return core.value;
  });
}

function kernelOf(core: Core): Kernel {
  const loaded = loadKernel(core);
  if (!loaded.ok) throw new Error(`no kernel: ${loaded.reason}`);
  return loaded.kernel;
}

function run<S>(search: Searching<S>): ReturnType<Searching<S>["result"]> {
  while (!search.advance(1000));
  return search.result();
}

/** The successors of a state by the kernel: the number of the action instance, and the words. */
function packedSuccessors(
  kernel: Kernel,
  words: readonly number[],
): readonly (readonly number[])[] {
  const stride = kernel.words + 1;
  const most = batchSize + kernel.instances;
  const records = new Int32Array(most * stride);
  const batch = { records, ends: new Int32Array(batchSize) };
  kernel.expand(Int32Array.from(words), 0, 1, batch);
  const count = (batch.ends[0] ?? 0) / stride;
  return Array.from({ length: count }, (_, index) => {
    const record = [...records.slice(index * stride, (index + 1) * stride)];
    return [...record.slice(-1), ...record.slice(0, -1)];
  });
}

function readableSuccessors<S>(
  model: Model<S>,
  kernel: Kernel,
  state: S,
): readonly { readonly record: readonly number[]; readonly state: S }[] {
  const constraints = Object.values(model.constraints ?? {});
  if (!constraints.every((each) => ask(() => each.holds(state)) === true)) return [];
  return instancesOf(model).flatMap((instance, choice) => {
    if (!isEnabled(state, instance)) return [];
    const taken = take(state, instance);
    if (!("state" in taken)) return [];
    return [{ record: [choice, ...kernel.encode(taken.state)], state: taken.state }];
  });
}

test("what a kernel cannot hold is told apart by its reason", () => {
  for (const [spec, reason] of unpacked) {
    for (const core of coresOf(spec)) expect(loadKernel(core)).toEqual({ ok: false, reason });
  }
});

describe.each(specs.filter((spec) => !unpacked.has(spec)))("%s", (spec) => {
  const cores = coresOf(spec);
  const most = spec.includes("classics") ? fewStates : maxStates;

  test("every variant is explored alike", () => {
    for (const core of cores) {
      const model = loadModel(core);
      const packed = run(new PackedSearch(model, kernelOf(core), { maxStates: most }));
      expect(packed, core.variant).toEqual({
        ...run(new Search(model, most)),
        bytes: packed.bytes,
      });
    }
  });

  test("a search that ends at its limit ends alike", () => {
    for (const core of cores.slice(0, 3)) {
      const model = loadModel(core);
      for (const limit of [1, 2, 4, 7, 30, 101]) {
        const packed = run(new PackedSearch(model, kernelOf(core), { maxStates: limit }));
        expect(packed, `${limit}`).toEqual({
          ...run(new Search(model, limit)),
          bytes: packed.bytes,
        });
      }
    }
  });

  test("initial states are listed as the readable model lists them", () => {
    for (const core of cores) {
      const { init } = loadModel(core);
      const kernel = kernelOf(core);
      const records = init.flatMap((state) => [...kernel.encode(state), 0]);
      const listed = kernel.initial({ init: listedByModel.has(spec) ? init : [] });
      expect([...recordsOf(listed, kernel.words + 1)]).toEqual(records);
    }
  });

  test("states along random walks have the same successors and survive encoding", () => {
    const core = cores[0];
    if (core === undefined) return;
    const model = loadModel(core);
    const kernel = kernelOf(core);
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(), { maxLength: 40 }), (start, choices) => {
        let state = model.init[start % model.init.length];
        for (const choice of choices) {
          const words = kernel.encode(state);
          expect(kernel.decode(Int32Array.from(words), 0)).toEqual(state);
          const successors = readableSuccessors(model, kernel, state);
          expect(packedSuccessors(kernel, words)).toEqual(successors.map(({ record }) => record));
          if (successors.length === 0) return;
          state = successors[choice % successors.length]?.state;
        }
      }),
      { numRuns: 40 },
    );
  });
});
