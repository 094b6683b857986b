// Which edits change a verdict: the smallest sets, with a judge that is told what needs what.

import { expect, test } from "vitest";
import { compile } from "../../src/compile.js";
import { editsBetween, reasonsFor } from "../../src/diff/blame.js";

const text = `model m
switch a : Bool = false
switch b : Bool = false
state x : 0..1 = 0
process P
  step s
    x := 1
variant one  a = false  run P * 1
variant two of one  a = true  b = true  run P * 2
variant three  drop step P.s  add invariant i x = 0
`;

const outcome = compile({ path: "m.lw", text }, () => undefined);
if (!outcome.ok) throw new Error("the spec has errors");
const compiled = outcome.value;
const edits = (variant: string) => compiled.edits(variant);

test("one edit, two together, and all of them", async () => {
  const between = editsBetween(edits("one"), edits("two"), () => "false");
  expect(between.units.map((unit) => unit.text)).toEqual(["a = true", "run P * 2", "b = true"]);
  const wanted = new Map(["by_a", "by_a_and_b", "by_all"].map((name) => [name, "violated"]));
  const verdictsOf = (made: ReturnType<typeof edits>) => {
    const texts = made.map(({ span: { source, start, end } }) => source.text.slice(start, end));
    const has = (edit: string) => texts.includes(edit);
    const found = [
      ...(has("a = true") ? ["by_a"] : []),
      ...(has("a = true") && has("b = true") ? ["by_a_and_b"] : []),
    ];
    return new Map(found.map((name) => [name, "violated"]));
  };
  const reasons = await reasonsFor(between, wanted, (models) =>
    Promise.resolve(models.map(verdictsOf)),
  );
  expect(reasons).toEqual([
    { property: "by_a", edits: ["a = true"] },
    { property: "by_a_and_b", edits: ["a = true", "b = true"] },
    { property: "by_all", edits: ["a = true", "run P * 2", "b = true"] },
  ]);
});

test("what is as written again is told by its value", () => {
  const { units } = editsBetween(edits("two"), [], () => "false");
  expect(units.map((unit) => unit.text)).toEqual(["a = false", "run as written", "b = false"]);
});

test("what is dropped no more is there again", () => {
  const { units } = editsBetween(edits("three"), [], () => undefined);
  expect(units.map((unit) => unit.text)).toEqual([
    "step P.s as written",
    "no add invariant i x = 0",
  ]);
});
