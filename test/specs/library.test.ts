// What stands on the library `specs/mm` comes out as its authors expect. Each bug is violated
// before its fix, in no more steps than it was reported with, and holds after it; the table of them
// in `specs/README.md` is what was found. `npm run bugs` writes it.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { loadModule, readSource } from "../../src/cli/files.js";
import { compile, type Compiled } from "../../src/compile.js";
import type { Core } from "../../src/core/core.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import { PackedSearch } from "../../src/engine/packed/search.js";
import { judgeRun, type CheckRun } from "../../src/report/result.js";
import { expectFile } from "../support/bless.js";
import { standingOnLibrary } from "../support/specs.js";

function understood(path: string): Compiled {
  const outcome = compile(readSource(path), loadModule);
  expect(outcome.diagnostics).toEqual([]);
  if (!outcome.ok) throw new Error(`${path} has errors`);
  return outcome.value;
}

function run(compiled: Compiled, variant: string): CheckRun {
  const core = compiled.core(variant);
  if (!core.ok) throw new Error(`${variant} has errors`);
  const model = loadModel(core.value);
  const loaded = loadKernel(core.value);
  if (!loaded.ok) throw new Error(`no kernel: ${loaded.reason}`);
  const search = new PackedSearch(model, loaded.kernel, {});
  while (!search.advance(1000));
  const expected = compiled.expectations.filter((each) => each.variant === variant);
  return judgeRun(core.value, model, search.result(), expected);
}

const violatedIn = ({ verdicts }: CheckRun) =>
  verdicts.filter(({ verdict, kind }) => verdict === "violated" && kind !== "scenario");

function stepsOf({ verdicts }: CheckRun, property: string): number {
  const found = verdicts.find((each) => each.property === property);
  expect(found?.trace, property).toBeDefined();
  return found?.trace?.steps.length ?? 0;
}

/** What a scenario of the run ends with: the first property that it violates. */
function goalOf({ scenarios }: Core, scenario: string): string {
  const outcome = scenarios.find(({ name }) => name === scenario)?.outcome;
  if (outcome?.kind !== "violates") throw new Error(`${scenario} violates nothing`);
  return outcome.properties[0] ?? "";
}

/** `R-38, R-50`: the numbers of rules in the sentences of properties. */
function numbersOf({ properties }: Core, names: readonly string[]): string {
  const sentences = properties.filter(({ name }) => names.includes(name));
  const found = sentences.flatMap(({ sentence }) => sentence?.match(/\bR-\d+/g) ?? []);
  return [...new Set(found)].sort().join(", ");
}

const rows: string[] = [];

/** A bug in the table, once it is found to be one. */
function tell(name: string, before: CheckRun, after: CheckRun): void {
  const goal = goalOf(before.core, "as_reported");
  const shortest = stepsOf(before, goal);
  const reported = stepsOf(before, "as_reported");
  expect(shortest).toBeLessThanOrEqual(reported);
  const violated = violatedIn(before).map(({ property }) => property);
  expect(violated).toContain(goal);
  expect(violatedIn(after)).toEqual([]);
  const counts = [before, after].map(({ exploration: { distinct, depth } }) => [distinct, depth]);
  const others = violated.filter((each) => each !== goal);
  const names = [`**${goal}**`, ...others].join(", ");
  const cells = [`\`${name}\``, ...counts.flat(), shortest, reported, names];
  rows.push(`| ${[...cells, numbersOf(before.core, violated)].join(" | ")} |`);
}

describe("the library", () => {
  const others = standingOnLibrary().filter((path) => !path.startsWith("specs/bugs/"));
  const expected = others.flatMap((path) => {
    const compiled = understood(path);
    const variants = new Set(compiled.expectations.map(({ variant }) => variant));
    return [...variants].map((variant) => [path, variant, compiled] as const);
  });

  test.each(expected)("%s, %s comes out as its author expects", (_, variant, compiled) => {
    expect(run(compiled, variant).differences).toEqual([]);
  });

  test.each(standingOnLibrary().filter((path) => path.startsWith("specs/bugs/")))("%s", (path) => {
    const compiled = understood(path);
    const [before, after] = [run(compiled, "before"), run(compiled, "after")];
    for (const each of [before, after]) expect(each.differences, each.variant).toEqual([]);
    tell(basename(path, ".lw"), before, after);
  });

  test("the table of the bugs is what was found", () => {
    const path = "specs/README.md";
    const heads = ["bug", "states before", "depth", "after", "depth", "steps", "reported"];
    const head = `| ${[...heads, "violated before", "rests on"].join(" | ")} |`;
    const table = [head, head.replaceAll(/[^|]+/g, "---"), ...rows].join("\n");
    const text = readFileSync(path, "utf8");
    const found = text.replace(
      /(<!-- bugs -->\n)[^]*(<!-- end of bugs -->)/,
      (_, start: string, end: string) => `${start}\n${table}\n\n${end}`,
    );
    expectFile(path, found);
  });
});
