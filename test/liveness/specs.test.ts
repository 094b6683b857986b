// Specs whose liveness is well known, each with variants that lose it: every verdict is as the
// spec says, and the packed search judges as the readable model does, to the last step of each
// lasso.

import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { loadModule, readSource } from "../../src/cli/files.js";
import { compile } from "../../src/compile.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import type { Core } from "../../src/core/core.js";
import type { Exploration } from "../../src/engine/exploration.js";
import { explore } from "../../src/engine/explore.js";
import { PackedSearch } from "../../src/engine/packed/search.js";
import { judgeRun } from "../../src/report/result.js";
import { reportText } from "../../src/report/text.js";
import type { Model } from "../../src/runtime/model.js";

function searched(core: Core, model: Model<unknown>): Exploration<unknown> {
  const loaded = loadKernel(core);
  if (!loaded.ok) throw new Error(`no kernel: ${loaded.reason}`);
  const search = new PackedSearch(model, loaded.kernel);
  while (!search.advance(1000));
  return search.result();
}

const folder = "test/liveness/specs";

test.each(readdirSync(folder))("%s", (file) => {
  const outcome = compile(readSource(`${folder}/${file}`), loadModule);
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join("\n"));
  const runs = outcome.value.variants.map((variant) => {
    const core = outcome.value.core(variant);
    if (!core.ok) throw new Error(`${variant} has errors`);
    const model = loadModel(core.value);
    const exploration = explore(model);
    const { bytes, ...packed } = searched(core.value, model);
    expect(bytes).toBeGreaterThan(0);
    expect(packed).toEqual(exploration);
    const expected = outcome.value.expectations.filter((each) => each.variant === variant);
    return judgeRun(core.value, model, exploration, expected);
  });
  expect(reportText(runs)).toMatch(/as expected\n$/);
  for (const line of reportText(runs, outcome.value.variants).split("\n")) {
    expect(line.length).toBeLessThanOrEqual(line.startsWith("replay:") ? 200 : 75);
  }
});
