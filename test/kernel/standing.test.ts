// A search that goes on from where another one stood finds what that one finds: the exploration of
// the readable model, to the last step of each trace. What is kept is read some time after the
// standing was taken, as a checkpoint is.

import { describe, expect, test } from "vitest";
import type { Core } from "../../src/core/core.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import { Search } from "../../src/engine/explore.js";
import type { Exploration } from "../../src/engine/exploration.js";
import { hasRoomFor, type Limits } from "../../src/engine/packed/limits.js";
import { PackedSearch } from "../../src/engine/packed/search.js";
import type { Kept } from "../../src/engine/packed/standing.js";
import type { Model } from "../../src/runtime/model.js";
import { threadsFor } from "../../src/cli/threads.js";
import { coresOfFile } from "../support/specs.js";

const maxStates = 8000;

/** A core and its readable model. Kernels are made anew: a search marks in them what it knows. */
interface Subject {
  readonly core: Core;
  readonly model: Model<unknown>;
}

function subjectOf(spec: string): Subject {
  const core = coresOfFile(spec)[0];
  if (core === undefined) throw new Error(`${spec} has no variant`);
  return { core, model: loadModel(core) };
}

function searchOf({ core, model }: Subject, limits: Limits): PackedSearch<unknown> {
  const loaded = loadKernel(core);
  if (!loaded.ok) throw new Error(`no kernel: ${loaded.reason}`);
  return new PackedSearch(model, loaded.kernel, { maxStates, maxBytes: 2e7, ...limits });
}

function readable({ model }: Subject): Exploration<unknown> {
  const search = new Search(model, maxStates);
  while (!search.advance(1000));
  return search.result();
}

function found(search: PackedSearch<unknown>): Exploration<unknown> {
  while (!search.advance(1000));
  const { bytes, omission, ...exploration } = search.result();
  expect(bytes).toBeGreaterThan(0);
  expect(omission ?? 0).toBeLessThan(1e-9);
  return exploration;
}

/** What a checkpoint would keep of a search now, as JSON and copies. */
function kept({ standing, stock }: PackedSearch<unknown>): Kept | undefined {
  if (standing === undefined) return undefined;
  const records = stock.records(0, standing.allotted).slice();
  return {
    standing: JSON.parse(JSON.stringify(standing)) as Kept["standing"],
    readRecords: (from, into) => {
      into.set(records.subarray(from * stock.stride, from * stock.stride + into.length));
    },
    order: stock.order()?.slice(),
    bodies: stock.bodies()?.slice(),
  };
}

const threads = (workers: number): Limits["threads"] =>
  threadsFor(workers, { fromStates: 1, fromLevel: 1, isAwaited: true });

/** A search on threads starts them anew: they are awaited from so many moments only. */
const mostAwaited = 6;

/** At most so many of a list, from its first to its last, evenly. */
function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const step = (all.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => all[Math.round(at * step)] as T);
}

describe.each([
  ["specs/retract.lw", 3],
  ["test/kernel/protocols/german.lw", 11],
  ["test/kernel/specs/locks.lw", 2],
  ["test/kernel/specs/steps.lw", 5],
  ["test/kernel/specs/waits.lw", 1],
  ["specs/classics/ewd840.lw", 1],
])("%s", (spec, pause) => {
  const subject = subjectOf(spec);
  const expected = readable(subject);

  test.each<[string, Limits, Limits]>([
    ["one worker", {}, {}],
    ["two workers", { threads: threads(2) }, { threads: threads(2) }],
    ["two workers, then one", { threads: threads(2) }, {}],
    ["hashes", { compact: true }, { compact: true }],
  ])("%s", (_, before, after) => {
    const search = searchOf(subject, { ...before, remembers: true });
    const moments: Kept[] = [];
    for (let count = 0; !search.advance(100); count++) {
      const moment = count % pause === 0 ? kept(search) : undefined;
      if (moment !== undefined) moments.push(moment);
    }
    expect(found(search)).toEqual(expected);
    const end = kept(search);
    expect(moments.length).toBeGreaterThan(0);
    const all = [...moments, ...(end === undefined ? [] : [end])];
    for (const from of after.threads === undefined ? all : evenly(all, mostAwaited)) {
      expect(found(searchOf(subject, { ...after, from, remembers: true }))).toEqual(expected);
    }
  });
});

test("where there is said to be room for a standing, a search goes on from it", () => {
  // Half of its memory is for the steps that its properties are judged on.
  const subject = subjectOf("specs/classics/ewd840.lw");
  const loaded = loadKernel(subject.core);
  if (!loaded.ok) throw new Error(loaded.reason);
  const search = searchOf(subject, { remembers: true });
  while (!search.advance(1000));
  const from = kept(search);
  if (from === undefined) throw new Error("no standing");
  const rooms = Array.from({ length: 12 }, (_, index) => (index + 1) * 40_000);
  const answers = rooms.map((maxBytes) => {
    const hasRoom = hasRoomFor(from.standing, subject.model, loaded.kernel, { maxBytes });
    if (hasRoom) expect(() => searchOf(subject, { maxBytes, from })).not.toThrow();
    return hasRoom;
  });
  expect(new Set(answers)).toEqual(new Set([false, true]));
});
