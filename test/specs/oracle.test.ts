// Every spec of the project but for most of those on the library, in every variant: the search and
// the oracle find the same states, what is expected comes true, and the model that is written to
// disk is the one that is explored.

import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as written from "../../generated/retract.js";
import { loadModule, readSource } from "../../src/cli/files.js";
import type { Compiled } from "../../src/compile.js";
import { compile } from "../../src/compile.js";
import type { Core } from "../../src/core/core.js";
import { loadModel } from "../../src/emit/emit.js";
import { explore } from "../../src/engine/explore.js";
import { judgeRun } from "../../src/report/result.js";
import { isSwept } from "../support/specs.js";
import { toyExplore } from "../support/toy-explorer.js";

const paths = ["specs", "test/exploration"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".lw"))
    .map((file) => `${folder}/${file}`)
    .filter(isSwept)
    .sort(),
);

function understood(path: string): Compiled {
  const outcome = compile(readSource(path), loadModule);
  expect(outcome.diagnostics).toEqual([]);
  if (!outcome.ok) throw new Error(`${path} has errors`);
  return outcome.value;
}

/** What finds more states than this is for `npm run classics`, which takes the packed search. */
const most = 2_500;

function isSmall({ expectations }: Compiled, variant: string): boolean {
  const counts = expectations.flatMap((each) => (each.variant === variant ? each.counts : []));
  return counts.every(({ what, count }) => what !== "distinct" || count <= most);
}

function coreOf(compiled: Compiled, variant: string): Core {
  const core = compiled.core(variant);
  if (!core.ok) throw new Error(`${variant} has errors`);
  return core.value;
}

const models = paths.flatMap((path) => {
  const compiled = understood(path);
  return compiled.isModel ? [[path, compiled] as const] : [];
});

describe.each(models)("%s", (_, compiled) => {
  const small = compiled.variants.filter((variant) => isSmall(compiled, variant));

  test.each(small)("%s: the search agrees with the oracle", (variant) => {
    const model = loadModel(coreOf(compiled, variant));
    const { distinct, generated, depth, complete, verdicts } = explore(model);
    const { violated, ...numbers } = toyExplore(model);
    expect({ distinct, generated, depth }).toEqual(numbers);
    expect(complete).toBe(true);
    const broken = verdicts.filter((each) => each.verdict === "violated" && each.trace);
    expect(broken.map(({ property }) => property)).toEqual(expect.arrayContaining([...violated]));
  });

  test("comes out as its author expects", () => {
    for (const { variant } of compiled.expectations) {
      if (!small.includes(variant)) continue;
      const core = coreOf(compiled, variant);
      const model = loadModel(core);
      const expected = compiled.expectations.filter((each) => each.variant === variant);
      const { differences } = judgeRun(core, model, explore(model), expected);
      expect(differences).toEqual([]);
    }
  });

  test("has a variant that must fail", () => {
    const violated = compiled.expectations.flatMap(({ violates }) => violates);
    expect(violated.length).toBeGreaterThan(0);
  });
});

test("the model on disk has the states of the spec as written", () => {
  const compiled = models.find(([path]) => path === "specs/retract.lw")?.[1];
  if (compiled === undefined) throw new Error("the flagship is missing");
  const { violated, ...numbers } = toyExplore(written.model);
  const { distinct, generated, depth } = explore(loadModel(coreOf(compiled, "default")));
  expect(numbers).toEqual({ distinct, generated, depth });
  expect(violated).toEqual([]);
});
