// Specs of one feature each, in all their variants: what they expect is found, and the search, the
// oracle and the packed kernel find the same states. The kernel's own tests run these specs too.

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadModule, readSource } from "../../src/cli/files.js";
import { compile } from "../../src/compile.js";
import { loadModel } from "../../src/emit/emit.js";
import { explore } from "../../src/engine/explore.js";
import { judgeRun } from "../../src/report/result.js";
import { toyExplore } from "../support/toy-explorer.js";

const folder = fileURLToPath(new URL(".", import.meta.url));

describe.each(readdirSync(folder).filter((name) => name.endsWith(".lw")))("%s", (name) => {
  const outcome = compile(readSource(`test/features/${name}`), loadModule);
  const compiled = outcome.ok ? outcome.value : undefined;

  test("has no mistake", () => {
    expect(outcome.diagnostics).toEqual([]);
  });

  test.each(compiled?.variants ?? [])("%s comes out as expected", (variant) => {
    const found = compiled?.core(variant);
    if (found?.ok !== true) throw new Error(`${variant} has no model`);
    const model = loadModel(found.value);
    const exploration = explore(model);
    const { distinct, generated, depth, verdicts } = exploration;
    const { violated, ...numbers } = toyExplore(model);
    expect(numbers).toEqual({ distinct, generated, depth });
    const broken = verdicts.filter((each) => each.verdict === "violated" && each.trace);
    expect(broken.map(({ property }) => property)).toEqual(expect.arrayContaining([...violated]));
    const expectations = compiled?.expectations ?? [];
    const expected = expectations.filter((each) => each.variant === variant);
    expect(judgeRun(found.value, model, exploration, expected).differences).toEqual([]);
  });
});
