// Specs in several files mean what the same spec in one file means, with qualified names: the same
// states, verdicts and lanes, from both emitters' point of view.

import { expect, test } from "vitest";
import { render } from "../../src/base/render.js";
import { compile } from "../../src/compile.js";
import type { Core } from "../../src/core/core.js";
import { loadModel } from "../../src/emit/emit.js";
import { explore } from "../../src/engine/explore.js";
import { toyExplore } from "../support/toy-explorer.js";

/** The model of a spec whose modules are other texts, by path. */
function coreOf(texts: Readonly<Record<string, string>>, variant = "default"): Core {
  const outcome = compile({ path: "main.lw", text: texts["main"] ?? "" }, (module) => {
    const text = texts[module.join("/")];
    return text === undefined ? undefined : { path: `${module.join("/")}.lw`, text };
  });
  expect(render(outcome.diagnostics, { colour: false, width: 100 })).toBe("");
  if (!outcome.ok) throw new Error("the spec has errors");
  const core = outcome.value.core(variant);
  if (!core.ok) throw new Error("the model has errors");
  return core.value;
}

function numbersOf(texts: Readonly<Record<string, string>>, variant?: string): unknown {
  const model = loadModel(coreOf(texts, variant));
  const { violated, ...oracle } = toyExplore(model);
  const { distinct, generated, depth, verdicts } = explore(model);
  expect({ distinct, generated, depth }).toEqual(oracle);
  const broken = verdicts.filter(({ verdict }) => verdict === "violated");
  expect(broken.map(({ property }) => property)).toEqual(expect.arrayContaining([...violated]));
  return { distinct, generated, depth, broken: broken.map(({ property }) => property) };
}

const counter = `module counter(limit: 1..3)
lock own : mutex
type Count = 0..limit
state total : Count
object Slot max 1
  lock  ptl : spinlock
  state used : idle | busy
guard total  write own  read any
guard used   write ptl  read any
process Task
  var seen : Count
  step take
    lock own
  step look
    seen := total
  step store
    if seen < limit then total := seen + 1
  step give
    unlock own
fn most() : Count = limit
rule taken_on_write
  on write t.used
  need held(t.ptl)
invariant within_limit
  total <= most()
init
  pick t in Slot
  link t
`;

test("two instances have state, locks and processes of their own", () => {
  const main = `model twice
import counter (limit = 2) as a
import counter (limit = 1) as b
run a.Task * 2, b.Task
invariant both
  (all t in Thread: ended(t)) implies a.total = 2 and b.total = b.most()
variant unlocked  drop lock a.own
scenario one_by_one
  a.Task1: take .. give
  b.Task:  take look store
  then state a.total = 1 and some t in a.Slot: linked(t) and t.used = a.idle
`;
  const texts = { counter, main };
  const flat = (name: string, limit: number): string =>
    counter
      .replace("module counter(limit: 1..3)", `const ${name}_limit = ${limit}`)
      .replaceAll(
        /\b(limit|own|Count|total|Slot|Task|most|within_limit|taken_on_write)\b/g,
        `${name}_$1`,
      )
      .replaceAll("t.used", `t.used_${name}`)
      .replace("used : idle | busy", `used_${name} : idle_${name} | busy_${name}`)
      .replace("guard used ", `guard used_${name} `)
      .replaceAll(`${name}_${name}_`, `${name}_`)
      .replace(/init[^]*/, "");
  const one = `model one
${flat("a", 2)}
${flat("b", 1)}
init
  pick t in a_Slot, u in b_Slot
  link t
  link u
run a_Task * 2, b_Task
variant unlocked  drop lock a_own
`;
  expect(numbersOf(texts)).toEqual({ ...(numbersOf({ main: one }) as object), broken: [] });
  const core = coreOf(texts);
  expect(core.variables.map(({ name }) => name)).toContain("a.total");
  expect(core.processes.map(({ instances }) => instances.values)).toEqual([
    ["a.Task1", "a.Task2"],
    ["b.Task"],
  ]);
  expect(numbersOf(texts, "unlocked")).toMatchObject({ broken: ["both", "a.guard_total"] });
});

test("modules import modules, and pass on what they were given", () => {
  const texts = {
    pair: `module pair(Item: type, n: 1..2)
import cell (Item = Item, first = n) as left
import cell (Item = Item, first = n) as right
fn same() : Bool = left.value = right.value
`,
    cell: `module cell(Item: type, first: Item)
state value : Item = first
action set(x: Item)
  then value := x
`,
    main: `model nested
import pair (Item = 1..2, n = 2) as p
reachable differ
  not p.same() and p.left.value = 1
invariant small
  p.right.value + p.left.value <= 4
`,
  };
  expect(numbersOf(texts)).toEqual({ distinct: 4, generated: 17, depth: 3, broken: [] });
  const core = coreOf(texts);
  expect(core.actions.map(({ name }) => name)).toEqual(["p.left.set", "p.right.set"]);
});

test("properties speak of the actions and processes of instances", () => {
  const texts = {
    cell: `module cell
state value : 0..1
action set(x: 0..1)
  then value := x
process Task
  var seen : 0..1
  step look
    seen := value
  step put
    value := seen
`,
    main: `model fair
import cell as c
fairness looked weak c.Task.look
fairness set weak c.set(1)
property changes  always step (taken(c.set(0)) implies next(c.value) = 0)
property comes    eventually c.value = 1
property stays    eventually always not enabled(c.Task.look)
`,
  };
  const core = coreOf(texts);
  expect(core.fairness.map(({ instances }) => instances.map(({ action }) => action))).toEqual([
    ["c.Task.look"],
    ["c.set"],
  ]);
  const verdicts = explore(loadModel(core)).verdicts;
  const found = verdicts.filter(({ property }) => /^(changes|comes|stays)$/.test(property));
  expect(found.map(({ verdict }) => verdict)).toEqual(["holds", "holds", "holds"]);
});

test("what has no state is one and the same however it is imported", () => {
  const texts = {
    word: `module word
type Word = 0..1
fn flipped(w: Word) : Word = 1 - w
`,
    cell: `module cell
import word as w
state value : w.Word
action flip
  then value := w.flipped(value)
`,
    main: `model shared
import word as mine
import cell
state last : mine.Word
action keep
  then last := value
`,
  };
  expect(numbersOf(texts)).toEqual({ distinct: 4, generated: 9, depth: 4, broken: [] });
});
