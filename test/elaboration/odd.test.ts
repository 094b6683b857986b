// Specs that nobody would write, and that mean something all the same: each has a model, and what
// its last lines expect of it is found. Most have an invariant for each step that says what it has
// done.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadModule } from "../../src/cli/files.js";
import { compile } from "../../src/compile.js";
import { loadModel } from "../../src/emit/emit.js";
import { explore } from "../../src/engine/explore.js";

const folder = fileURLToPath(new URL(".", import.meta.url));

describe.each(readdirSync(folder).filter((name) => name.endsWith(".lw")))("%s", (name) => {
  const text = readFileSync(folder + name, "utf8");
  const outcome = compile({ path: `test/elaboration/${name}`, text }, loadModule);

  test("has no mistake", () => {
    expect(outcome.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  const compiled = outcome.ok ? outcome.value : undefined;
  test.each(compiled?.expectations ?? [])("is as expected in $variant", ({ variant, violates }) => {
    const found = compiled?.core(variant);
    if (found?.ok !== true) throw new Error(`${variant} has no model`);
    const { complete, verdicts } = explore(loadModel(found.value), { maxStates: 10_000 });
    const violated = verdicts.filter(({ verdict }) => verdict === "violated");
    expect(violated.map(({ property }) => property).sort()).toEqual([...violates].sort());
    expect(complete).toBe(true);
  });
});
