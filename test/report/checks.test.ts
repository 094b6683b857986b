// What is always checked: each check has a sentence, and an example that violates it alone.

import { expect, test } from "vitest";
import { compile } from "../../src/compile.js";
import { loadModel } from "../../src/emit/emit.js";
import { explore } from "../../src/engine/explore.js";
import { checkNamed, checkNames } from "../../src/report/checks.js";

/** What is violated in a spec without imports. */
function violatedIn(text: string): readonly string[] {
  const compiled = compile({ path: "example.lw", text }, () => undefined);
  expect(compiled.diagnostics).toEqual([]);
  const core = compiled.ok ? compiled.value.core("default") : compiled;
  if (!core.ok) throw new Error("the example has errors");
  return explore(loadModel(core.value))
    .verdicts.filter(({ verdict }) => verdict === "violated")
    .map(({ property }) => property);
}

test.each([...checkNames(), "guard_x"])("%s", (name) => {
  const check = checkNamed(name);
  expect(check?.sentence).toMatch(/^[A-Z].*\.$/);
  expect(violatedIn(check?.example ?? "")).toEqual([name]);
});

test("what is no check has no sentence", () => {
  expect(checkNamed("constructor")).toBeUndefined();
  expect(checkNamed("linked_on_write")).toBeUndefined();
});
