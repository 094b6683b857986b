// What the emitter writes for small cores, byte for byte, and that both compilers accept it.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { emitModel } from "../../src/emit/emit.js";
import { golden, goldenCores } from "../support/golden.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);

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

/**
 * The project's own options, less what the oldest compiler does not know and a model cannot break.
 */
function projectOptions(): Readonly<Record<string, unknown>> {
  const text = readFileSync(`${root}tsconfig.json`, "utf8").replace(/^\s*\/\/.*$/gm, "");
  const read: unknown = JSON.parse(text);
  if (typeof read !== "object" || read === null || !("compilerOptions" in read)) {
    throw new Error("tsconfig.json has no options");
  }
  const options: unknown = read.compilerOptions;
  return {
    ...(typeof options === "object" ? options : {}),
    erasableSyntaxOnly: undefined,
    types: [],
    paths: { "lockwright/runtime": [`${root}src/runtime/index.ts`] },
  };
}

/** What a compiler has to say about every module. */
function complaints(compiler: string): string {
  const folder = mkdtempSync(join(tmpdir(), "lockwright-"));
  const project = join(folder, "tsconfig.json");
  const include = [`${root}test/golden`, `${root}generated`, `${root}src/runtime`];
  writeFileSync(project, JSON.stringify({ compilerOptions: projectOptions(), include }));
  try {
    return execFileSync(process.execPath, [compiler, "-p", project], { encoding: "utf8" });
  } catch (error) {
    if (error instanceof Error && "stdout" in error) return String(error.stdout);
    throw error;
  }
}

test("the TypeScript we use accepts every module", () => {
  expect(complaints(require.resolve("typescript/lib/tsc.js"))).toBe("");
});

test("the oldest TypeScript we promise accepts every module", () => {
  expect(complaints(require.resolve("typescript-oldest/lib/tsc.js"))).toBe("");
});
