// Several hands find what one finds: the exploration of a packed search with helping threads is
// that of the readable model, to the last step of each trace, wherever the limit is. Helpers are
// made to help from the first state on, which they are not worth in earnest.

import { describe, expect, test } from "vitest";
import { threadsFor } from "../../src/cli/threads.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import { Search } from "../../src/engine/explore.js";
import type { Exploration } from "../../src/engine/exploration.js";
import type { Sharing } from "../../src/engine/packed/loops.js";
import type { Limits } from "../../src/engine/packed/limits.js";
import { PackedSearch } from "../../src/engine/packed/search.js";
import type { Core } from "../../src/core/core.js";
import { coresOfFile } from "../support/specs.js";

const maxStates = 8000;

const specs = [
  "specs/retract.lw",
  "test/kernel/protocols/german.lw",
  "test/kernel/specs/collections.lw",
  "test/kernel/specs/locks.lw",
  "test/kernel/specs/partial.lw",
  "test/kernel/specs/steps.lw",
  "test/kernel/specs/waits.lw",
  "test/kernel/specs/words.lw",
];

function readable(core: Core, limit = maxStates): Exploration<unknown> {
  const search = new Search(loadModel(core), limit);
  while (!search.advance(1000));
  return search.result();
}

function packed(core: Core, limits: Limits): Exploration<unknown> {
  const loaded = loadKernel(core);
  if (!loaded.ok) throw new Error(`no kernel: ${loaded.reason}`);
  const search = new PackedSearch(loadModel(core), loaded.kernel, { maxBytes: 2e7, ...limits });
  while (!search.advance(1000));
  const { bytes, ...exploration } = search.result();
  expect(bytes).toBeGreaterThan(0);
  return exploration;
}

function helped(workers: number, sharing: Sharing = "plain", fromStates = 1): Limits["threads"] {
  return threadsFor(workers, { sharing, fromStates, fromLevel: 1, isAwaited: true });
}

describe.each(specs)("%s", (spec) => {
  const core = coresOfFile(spec)[0];
  if (core === undefined) throw new Error(`${spec} has no variant`);

  test("two and three workers find what the readable model has", () => {
    const expected = readable(core);
    expect(packed(core, { maxStates, threads: helped(2) })).toEqual(expected);
    expect(packed(core, { maxStates, threads: helped(3) })).toEqual(expected);
    expect(packed(core, { maxStates, threads: helped(2, "strict") })).toEqual(expected);
    // They come to help in the middle of a level, too.
    expect(packed(core, { maxStates, threads: helped(2, "plain", 200) })).toEqual(expected);
  });

  test("they end at a limit where one ends", () => {
    for (const limit of [2, 37, 250]) {
      const threads = helped(2);
      expect(packed(core, { maxStates: limit, threads }), `${limit}`).toEqual(
        readable(core, limit),
      );
    }
  });
});

test.each(specs)("%s: two hashes of each state tell them apart", (spec) => {
  const core = coresOfFile(spec)[0];
  if (core === undefined) throw new Error("no variant");
  const { omission, ...found } = packed(core, { maxStates, compact: true });
  expect(omission).toBeLessThan(1e-11);
  expect(found).toEqual(readable(core));
});

test("the limit of memory is a limit of states", () => {
  const core = coresOfFile("test/kernel/protocols/german.lw")[0];
  if (core === undefined) throw new Error("no variant");
  const alone = packed(core, { maxBytes: 200_000 });
  expect(alone.complete).toBe(false);
  expect(alone.distinct).toBeGreaterThan(1000);
  expect(packed(core, { maxBytes: 200_000, threads: helped(2) })).toEqual(alone);
});
