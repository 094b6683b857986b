// Specs whose liveness is well known, each with variants that lose it: every verdict is as the
// spec says.

import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { loadModule, readSource } from "../../src/cli/files.js";
import { compile } from "../../src/compile.js";
import { loadModel } from "../../src/emit/emit.js";
import { explore } from "../../src/engine/explore.js";
import { judgeRun } from "../../src/report/result.js";
import { reportText } from "../../src/report/text.js";

const folder = "test/liveness/specs";

test.each(readdirSync(folder))("%s", (file) => {
  const outcome = compile(readSource(`${folder}/${file}`), loadModule);
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join("\n"));
  const runs = outcome.value.variants.map((variant) => {
    const core = outcome.value.core(variant);
    if (!core.ok) throw new Error(`${variant} has errors`);
    const model = loadModel(core.value);
    const expected = outcome.value.expectations.filter((each) => each.variant === variant);
    return judgeRun(core.value, model, explore(model), expected);
  });
  expect(reportText(runs)).toMatch(/as expected\n$/);
  for (const line of reportText(runs, outcome.value.variants).split("\n")) {
    expect(line.length).toBeLessThanOrEqual(line.startsWith("replay:") ? 200 : 75);
  }
});
