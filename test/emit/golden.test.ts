// What the emitter writes for small cores, byte for byte, and that both compilers accept it.

import { describe, expect, test } from "vitest";
import { emitModel } from "../../src/emit/emit.js";
import { complaints } from "../support/compilers.js";
import { golden, goldenCores } from "../support/golden.js";
import { ownCores } from "../support/specs.js";

describe.each(Object.entries(goldenCores))("%s", (name, core) => {
  test("is written as expected", async () => {
    const { text } = await emitModel(core, `specs/${name}.lw`, "npm run generate");
    expect(text).toBe(golden(name, text));
  });

  test("is written the same twice", async () => {
    const [first, second] = await Promise.all([emitModel(core, "a.lw"), emitModel(core, "a.lw")]);
    expect(first).toEqual(second);
  });
});

test.each(["current", "oldest"] as const)("the %s compiler accepts every module", (compiler) => {
  const folders = ["test/golden", "generated", "src/runtime"];
  expect(complaints(compiler, new Map(), folders)).toBe("");
});

test.each(["current", "oldest"] as const)(
  "the %s compiler accepts the modules of every spec and variant",
  async (compiler) => {
    const modules = new Map<string, string>();
    for (const [name, core] of ownCores()) modules.set(name, (await emitModel(core, name)).text);
    expect(modules.size).toBeGreaterThan(10);
    expect(complaints(compiler, modules)).toBe("");
  },
);
