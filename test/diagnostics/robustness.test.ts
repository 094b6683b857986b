// Whatever a spec is mutilated to: it compiles or is reported, in places that are in a file, and
// what compiles has a model. Seeded, so that a failure can be seen again.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadModule } from "../../src/cli/files.js";
import { run } from "../../src/cli/run.js";
import { silent, type Terminal } from "../../src/cli/terminal.js";
import { compile } from "../../src/compile.js";
import { mutantOf, smallSpecs, tokenized } from "../support/mutants.js";

const flagship = tokenized("specs/retract.lw");

/** What `lockwright` prints and says with its exit code, in this process. */
async function lockwright(...args: readonly string[]): Promise<[number, string, string]> {
  const printed = { out: "", err: "" };
  const terminal: Terminal = {
    ...silent,
    print: (text) => void (printed.out += text),
    complain: (text) => void (printed.err += `${text}\n`),
  };
  return [await run(args, () => terminal), printed.out, printed.err];
}

interface Report {
  readonly diagnostics: readonly { path: string; line: number; column: number }[];
}

test("the flagship has no mistake, nor a warning", () => {
  expect(compile(flagship, loadModule).diagnostics).toEqual([]);
});

test(
  "fifty broken flagships (seed 66): exit code 2, places in the file, no stack trace",
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "lockwright-broken-"));
    const path = join(folder, "broken.lw");
    const mutants = fc.sample(mutantOf(flagship, ["delete", "double", "swap"]), {
      seed: 66,
      numRuns: 100,
    });
    let broken = 0;
    try {
      for (const text of mutants) {
        writeFileSync(path, text);
        // No such variant: what has no mistake is refused for that, and need not be searched.
        const [code, json, complaints] = await lockwright(
          "check",
          path,
          "--json",
          "--variant",
          "_",
        );
        expect(code, text).toBe(2);
        expect(complaints, text).not.toMatch(/^ +at .*:\d+|bug of Lockwright/m);
        if (json === "") continue;
        const lines = text.split("\n");
        const { diagnostics } = JSON.parse(json) as Report;
        expect(diagnostics, text).not.toEqual([]);
        for (const { path: at, line, column } of diagnostics) {
          if (at !== path) continue;
          expect(complaints).toContain(`${at}:${line}:${column}`);
          expect(column, text).toBeLessThanOrEqual((lines[line - 1]?.length ?? -1) + 1);
        }
        if (++broken === 50) break;
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    expect(broken).toBe(50);
  },
);

test.each(smallSpecs())("$path with a token deleted, doubled, swapped or replaced", (spec) => {
  fc.assert(
    fc.property(mutantOf(spec), (text) => {
      const outcome = compile({ path: spec.path, text }, loadModule);
      expect(outcome.ok).toBe(outcome.diagnostics.every(({ severity }) => severity !== "error"));
      for (const { primary, secondary } of outcome.diagnostics)
        for (const { span } of [primary, ...secondary]) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(span.source.text.length);
        }
      if (outcome.ok && outcome.value.isModel)
        for (const variant of outcome.value.variants.slice(0, 3))
          expect(outcome.value.core(variant).ok).toBe(true);
    }),
    { seed: 66, numRuns: 40 },
  );
});
