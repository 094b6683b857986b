// A refinement that fails is explained in terms of the model that is refined.

import { expect, test } from "vitest";
import type { Core } from "../../src/core/core.js";
import { loadModel } from "../../src/emit/emit.js";
import { explore } from "../../src/engine/explore.js";
import { explainCause } from "../../src/report/cause.js";
import { judgeRun } from "../../src/report/result.js";
import { coresOfFile } from "../support/specs.js";

function explained(path: string, variant: string, property: string): readonly string[] {
  const core = coresOfFile(path).find((each) => each.variant === variant) as Core;
  const model = loadModel(core);
  const run = judgeRun(core, model, explore(model), []);
  const verdict = run.verdicts.find((each) => each.property === property);
  return verdict === undefined ? [] : explainCause(run, verdict);
}

test("a commit that is too early", () => {
  const lines = explained("specs/classics/two_phase.lw", "hasty", "refines_t_commit");
  expect(lines).toEqual([
    "t_commit, before: rm_state = [rm1 -> prepared, rm2 -> working, rm3 ->",
    "    working]",
    "t_commit, after: rm_state = [rm1 -> committed, rm2 -> working, rm3 ->",
    "    working]",
  ]);
});
