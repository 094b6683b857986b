// What is vacuous of imported modules is counted; what is of the spec itself is named.

import { expect, test } from "vitest";
import { compile } from "../../src/compile.js";
import { loadModel } from "../../src/emit/emit.js";
import { explore } from "../../src/engine/explore.js";
import { judgeRun } from "../../src/report/result.js";
import { drawWarnings } from "../../src/report/warnings.js";

const library = `module lib
state done : Bool
state broken : Bool
process Task
  step work  done := true
  step wait  if broken then done := false
rule on_break
  on   write broken
  need done
invariant mended
  broken implies done
`;

function warningsOf(main: string): readonly string[] {
  const outcome = compile({ path: "main.lw", text: main }, () => ({
    path: "lib.lw",
    text: library,
  }));
  if (!outcome.ok) throw new Error("the spec has errors");
  const core = outcome.value.core("default");
  if (!core.ok) throw new Error("the model has errors");
  const model = loadModel(core.value);
  return drawWarnings([judgeRun(core.value, model, explore(model), [])]);
}

test("a spec without properties of its own", () => {
  expect(warningsOf("model main\nimport lib\nrun Task\n")).toEqual([
    "warning: vacuous: 2 of imported modules",
  ]);
});

test("a spec with one", () => {
  const own = "invariant own\n  broken implies not done\n";
  expect(warningsOf(`model main\nimport lib\nrun Task\n${own}`)).toEqual([
    "warning: vacuous: own, and 2 of imported modules",
  ]);
});
