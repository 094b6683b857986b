// Searches that leave out orders of steps that make no difference: what holds, what is reached,
// what is taken and what is vacuous is the same, and one that finds something broken does so
// exactly where the search of all states does. A failure prints its seed. `CAMPAIGN=5000` looks at
// more.

import { env, stdout } from "node:process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explore, watchStop } from "../../src/cli/explore.js";
import type { SearchOptions } from "../../src/cli/search.js";
import { silent } from "../../src/cli/terminal.js";
import { threadsFor } from "../../src/cli/threads.js";
import type { Core } from "../../src/core/core.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import type { Exploration } from "../../src/engine/exploration.js";
import type { Limits } from "../../src/engine/packed/limits.js";
import { PackedSearch } from "../../src/engine/packed/search.js";
import { coreOfText, coresOfFile, ownCores } from "../support/specs.js";
import { toyExplore } from "../support/toy-explorer.js";
import { randomProcesses } from "./random-processes.js";

const isCampaign = env["CAMPAIGN"] !== undefined;
const campaign = Number(env["CAMPAIGN"] ?? 30);

/** Enough for nearly all random specs to be explored to their end. */
const maxStates = 60_000;

/** The same for the project's own, most of which are larger. */
const mostOfOwn = isCampaign ? 3_000_000 : 800;

/** The most states that the toy explorer is asked for. */
const mostForToys = 1500;

interface Searched {
  readonly found: Exploration<unknown>;
  readonly isBrokenOff: boolean;
}

function search(core: Core, isFolded: boolean, limits: Limits): Searched {
  const model = loadModel(core);
  const loaded = loadKernel(core, isFolded ? model : undefined);
  if (!loaded.ok) throw new Error(`no kernel: ${loaded.reason}`);
  const packed = new PackedSearch(model, loaded.kernel, { maxStates, ...limits });
  while (!packed.advance(1000));
  return { found: packed.result(), isBrokenOff: packed.isBrokenOff };
}

const broken = ({ verdicts }: Exploration<unknown>) =>
  verdicts.flatMap(({ property, verdict, cause }) =>
    verdict === "violated" && cause?.kind !== "unreachable" && cause?.kind !== "scenario"
      ? [property]
      : [],
  );

/** The toy explorer knows nothing of waits, and of the order of locks only what a spec declares. */
const isForToys = (property: string) =>
  !["deadlock", "self_deadlock", "lock_order"].includes(property);

const told = ({ verdicts, untaken }: Exploration<unknown>) => ({
  verdicts: verdicts.map(({ property, verdict, cause, exceptions }) => ({
    ...{ property, verdict, kind: cause?.kind },
    excused: exceptions?.map((count) => count > 0),
  })),
  untaken,
});

/**
 * Compares a search that leaves something out from the first state on with one that does not;
 * undefined if that is too large.
 */
function compare(
  core: Core,
  isFolded: boolean,
  most = maxStates,
): { readonly kept: number; readonly all: number; readonly isBroken: boolean } | undefined {
  const all = search(core, isFolded, { maxStates: most }).found;
  if (!all.complete) return undefined;
  const { found, isBrokenOff } = search(core, isFolded, { maxStates: most, reducesFrom: 1 });
  const isReduced = found.reducedFrom !== undefined;
  if (isReduced) expect(isBrokenOff).toBe(broken(all).length > 0);
  if (!isBrokenOff) expect(told(found)).toEqual(told(all));
  return { kept: found.distinct, all: all.distinct, isBroken: isBrokenOff };
}

test("random processes", () => {
  const sum = { specs: 0, reduced: 0, kept: 0, all: 0, broken: 0 };
  fc.assert(
    fc.property(randomProcesses, fc.boolean(), (text, isFolded) => {
      const core = coreOfText(text);
      const found = compare(core, isFolded);
      if (found === undefined) return;
      sum.specs++;
      if (found.isBroken) sum.broken++;
      else {
        sum.kept += found.kept;
        sum.all += found.all;
        if (found.kept < found.all) sum.reduced++;
      }
      if (found.all > mostForToys || isFolded) return;
      const toy = toyExplore(loadModel(core));
      const own = search(core, false, {}).found;
      expect(toy.distinct).toBe(own.distinct);
      expect(broken(own).filter(isForToys).sort()).toEqual(toy.violated.filter(isForToys));
    }),
    { numRuns: campaign },
  );
  if (isCampaign) stdout.write(`${JSON.stringify(sum)}\n`);
  expect(sum.kept).toBeLessThan(sum.all);
}, 3_600_000);

describe("the project's own specs", () => {
  const cores = [...ownCores(["specs", "test/features", "test/kernel/specs", "test/bench"])].filter(
    ([, core]) => loadKernel(core).ok,
  );

  test.each(cores.filter(([, core]) => core.processes.length > 0))(
    "%s",
    (name, core) => {
      for (const isFolded of [false, true]) {
        const found = compare(core, isFolded, mostOfOwn);
        if (isCampaign) stdout.write(`${name} ${JSON.stringify(found)}\n`);
      }
    },
    3_600_000,
  );
});

/** A fault, and what takes tables away from it under its lock and after a grace period. */
const bench = coresOfFile("test/bench/models/retract.lw");

test("locks, lives and grace periods are seen through", () => {
  const [, core] = bench;
  if (core === undefined) throw new Error("no variant");
  const all = search(core, false, {}).found;
  const { found } = search(core, false, { reducesFrom: 1 });
  expect([all.distinct, found.distinct]).toEqual([20_112, 13_236]);
});

test("it does not matter how many search, and when they begin to leave something out", () => {
  const [core] = bench;
  if (core === undefined) throw new Error("no variant");
  for (const reducesFrom of [1, 60]) {
    const { found } = search(core, false, { reducesFrom, maxBytes: 2e6 });
    expect(found.reducedFrom).toBeGreaterThanOrEqual(reducesFrom);
    for (const fromStates of [1, 100]) {
      const threads = threadsFor(2, { fromStates, fromLevel: 1, isAwaited: true });
      const helped = search(core, false, { reducesFrom, maxBytes: 2e6, threads });
      expect(helped.found).toEqual(found);
    }
  }
});

describe("a search that finds something broken", () => {
  const text = `
lock a : spinlock
state x : 0..2
process P  step take lock a  step add x := x + 1  step give unlock a  step more x := 0
process Q  step take lock a  step add x := 2  step give unlock a
invariant low x < 2
allow out_of_range`;
  const found = async (options: Partial<SearchOptions>) => {
    const core = coreOfText(text);
    const stop = watchStop();
    const searching = { engine: "packed", workers: 1, ...options } as const;
    const exploration = await explore(core, loadModel(core), searching, silent, stop);
    stop.end();
    return exploration;
  };

  test("is made again, and tells what a search of all states does", async () => {
    expect(await found({ partialOrder: true, reducesFrom: 1 })).toEqual(await found({}));
  });

  test("tells what it has found where the other one ends too early", async () => {
    const all = await found({});
    const { verdicts } = await found({
      partialOrder: true,
      reducesFrom: 1,
      maxStates: all.distinct - 1,
    });
    const low = verdicts.find(({ property }) => property === "low");
    expect(low?.verdict).toBe("violated");
  });
});
