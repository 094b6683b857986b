// The packed search judges temporal properties as the readable model does: random specs with
// fairness and formulas over states, steps and actions, to the last step of each lasso, wherever
// the limit is. A failure prints its seed.

import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "../../src/compile.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import { Search } from "../../src/engine/explore.js";
import type { Exploration } from "../../src/engine/exploration.js";
import type { Searching } from "../../src/engine/outcome.js";
import { PackedSearch } from "../../src/engine/packed/search.js";

const number = fc.nat(3);
const ofState = fc.oneof(
  number.map((n) => `x = ${n}`),
  number.map((n) => `x > ${n}`),
  fc.constantFrom("y", "not y", "seen[x]", "enabled(a)", "enabled(b(1))", "x = k", "seen[k]"),
);
const ofStep = fc.constantFrom(
  "next(x) > x",
  "next(y)",
  "taken(a)",
  "taken(b(0))",
  "next(enabled(b))",
  "next(seen[k])",
);
const formula = fc.letrec<Record<"part" | "formula", string>>((tie) => ({
  part: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    ofState,
    ofStep.map((each) => `(step ${each})`),
    fc
      .tuple(tie("part"), fc.constantFrom("and", "or", "implies"), tie("part"))
      .map(([a, word, b]) => `not (${a} ${word} ${b})`),
    tie("formula"),
  ),
  formula: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    ofState.map((each) => `(eventually always ${each})`),
    tie("part").map((each) => `(always ${each})`),
    tie("part").map((each) => `(eventually ${each})`),
    fc.tuple(tie("part"), tie("part")).map(([a, b]) => `(${a} leads to ${b})`),
    fc.tuple(ofState, ofState).map(([a, b]) => `((${a}) until (${b}))`),
  ),
})).formula;

const action = fc
  .tuple(ofState, number, number, fc.boolean(), fc.boolean())
  .filter(([guard]) => !guard.includes("enabled"))
  .map(
    ([guard, low, high, marks, flips]) =>
      `when (${guard}) or x = ${low}\n  then ${marks ? "seen[x] := true  " : ""}` +
      `${flips ? "y := not y  " : ""}x := if x = ${low} then ${high} else k`,
  );

const fairness = fc
  .tuple(
    fc.constantFrom("weak", "strong"),
    fc.constantFrom(
      ...["a", "b", "a or b", "b(1)", "all i in 0..1: a(i)", "a(_) when x > 1 or b"],
      ...["b(x mod 2)", "all i in 0..1: a(i) when seen[i] and y"],
    ),
  )
  .map(([strength, of]) => `${strength} ${of}`);

const spec = fc
  .record({
    a: action,
    b: action,
    fair: fc.array(fairness, { maxLength: 2 }),
    formula: fc
      .tuple(formula, fc.boolean())
      .map(([each, isForAll]) =>
        isForAll ? `all j in 0..1: ${each.replaceAll("[k]", "[j]")}` : each,
      ),
  })
  .map(
    ({ a, b, fair, formula: claim }) => `model random "Anything at all."

state
  x : 0..3
  y : Bool
  seen : 0..3 -> Bool = false

action a(k: 0..1)
  ${a}

action b(k: 0..1)
  ${b}

${fair.map((each, index) => `fairness f${index} ${each}`).join("\n")}

property claim(k: 0..1)
  ${claim}

allow deadlock
`,
  );

function run(search: Searching<unknown>): Exploration<unknown> {
  while (!search.advance(100));
  return search.result();
}

test("random formulas are judged alike", () => {
  const verdicts = new Map<string, number>();
  fc.assert(
    fc.property(spec, fc.constantFrom(Infinity, 2, 7), (text, maxStates) => {
      const compiled = compile({ path: "random.lw", text }, () => undefined);
      if (!compiled.ok) throw new Error(`${compiled.diagnostics[0]?.message ?? ""}\n${text}`);
      const core = compiled.value.core("default");
      if (!core.ok) throw new Error("no core");
      const model = loadModel(core.value);
      const loaded = loadKernel(core.value);
      if (!loaded.ok) throw new Error(loaded.reason);
      const { states, steps } = loaded.kernel.formulas();
      expect([...states, ...steps]).not.toContain(undefined);
      const { bytes, ...packed } = run(new PackedSearch(model, loaded.kernel, { maxStates }));
      expect(bytes).toBeGreaterThan(0);
      expect(packed).toEqual(run(new Search(model, maxStates)));
      const { verdict = "" } = packed.verdicts.find(({ property }) => property === "claim") ?? {};
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }),
    { seed: 20230605, numRuns: 120 },
  );
  expect([...verdicts.keys()]).toEqual(expect.arrayContaining(["holds", "violated", "unknown"]));
});
