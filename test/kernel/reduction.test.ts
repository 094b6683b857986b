// Searches that leave out orders of steps that make no difference: what holds, what is reached, what
// is taken and what is vacuous is the same, and one that finds something broken does so exactly
// where the search of all states does. A failure prints its seed. `CAMPAIGN=5000` looks at more.

import { env } from "node:process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Core } from "../../src/core/core.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import type { Exploration } from "../../src/engine/exploration.js";
import type { Limits } from "../../src/engine/packed/limits.js";
import { PackedSearch } from "../../src/engine/packed/search.js";
import { coreOfText } from "../support/specs.js";
import { toyExplore } from "../support/toy-explorer.js";
import { randomProcesses } from "./random-processes.js";

const campaign = Number(env["CAMPAIGN"] ?? 100);

/** Enough for nearly all of them to be explored to their end. */
const maxStates = 60_000;

/** The most states that the toy explorer is asked for. */
const mostForToys = 2000;

interface Searched {
  readonly found: Exploration<unknown>;
  readonly isBrokenOff: boolean;
}

function search(core: Core, isFolded: boolean, limits: Limits): Searched {
  const model = loadModel(core);
  const loaded = loadKernel(core, isFolded ? model.init : undefined);
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

const told = ({ verdicts, untaken }: Exploration<unknown>) => ({
  verdicts: verdicts.map(({ property, verdict, cause, exceptions }) => ({
    ...{ property, verdict, kind: cause?.kind },
    excused: exceptions?.map((count) => count > 0),
  })),
  untaken,
});

/** Compares a search that leaves something out from the first state on with one that does not. */
function compare(core: Core, isFolded: boolean): { readonly kept: number; readonly all: number; readonly isBroken: boolean } | undefined {
  const all = search(core, isFolded, {}).found;
  if (!all.complete) return undefined;
  const { found, isBrokenOff } = search(core, isFolded, { reducesFrom: 1 });
  const isReduced = found.reducedFrom !== undefined;
  if (isReduced) expect(isBrokenOff).toBe(broken(all).length > 0);
  const isComparable = !isReduced || !isBrokenOff;
  if (isComparable) expect(told(found)).toEqual(told(all));
  return { kept: found.distinct, all: all.distinct, isBroken: !isComparable };
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
      const violated = broken(own).filter((property) => !property.endsWith("deadlock"));
      expect(violated.sort()).toEqual(toy.violated);
    }),
    { numRuns: campaign },
  );
  if (env["CAMPAIGN"] !== undefined) console.log(sum);
  expect(sum.kept).toBeLessThan(sum.all);
}, 3_600_000);
