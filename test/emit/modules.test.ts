// What the emitter makes of small specs that were hard to write well: names that clash, initial
// states of several objects, expressions without a value.

import { describe, expect, test } from "vitest";
import { emitModel, loadModel } from "../../src/emit/emit.js";
import { OutOfRange } from "../../src/runtime/index.js";
import * as b from "../support/build-core.js";
import { complaints } from "../support/compilers.js";
import { coreOfText } from "../support/specs.js";

async function written(text: string): Promise<string> {
  return (await emitModel(coreOfText(text), "text.lw")).text;
}

/** The declaration of the initial states, without its comment. */
async function initOf(text: string): Promise<string> {
  return /export function init[^]*?\n}\n/.exec(await written(text))?.[0] ?? "";
}

const process = "process P\n  step a skip\n";

describe("names that clash", () => {
  const specs: Readonly<Record<string, string>> = {
    "a process and the elements of a state": `
state x : 0..1
state q : seq of 0..1 max 2
process Q step a x := 1
invariant i len(q) = 0 or head(q) = x
`,
    "two ranges of one case": `
type M = idle | two(a: 0..1, b: 0..2)
state m : M
process P step a m := two(1, 2)
`,
    "an action and a callback": `
object T max 1
init pick t in T link t
process P step a pick t in T where linked(t) unlink t  call_rcu free t
action free_t when true then skip
`,
    "a lock and what every object has": `
lock constructor : mutex
lock toString : rwsem
process hasOwnProperty
  step a lock constructor
  step b unlock constructor
process valueOf
  step a read lock toString
  step b unlock toString
`,
    "a state and a word": `
state null : 0..1?
process P step a null := 1
`,
  };

  test.each(Object.entries(specs))("%s", (_, text) => {
    expect(() => loadModel(coreOfText(text))).not.toThrow();
  });

  test("compile", async () => {
    const modules = new Map<string, string>();
    for (const [name, text] of Object.entries(specs)) {
      modules.set(name.replaceAll(" ", "-"), await written(text));
    }
    expect(complaints("current", modules)).toBe("");
    expect(complaints("oldest", modules)).toBe("");
  });

  test("of types with the same name and different values are told apart", async () => {
    const [small, large] = [b.int("N", 0, 1), b.int("N", 0, 2)];
    const core = b.core("clash", {
      domains: [b.domainOf(1, small), b.domainOf(2, large), b.domainOf(3, small)],
      variables: [b.state(4, "x", small), b.state(5, "y", large)],
      initial: [b.initial(6, undefined, b.number(0), b.number(2))],
    });
    const { text } = await emitModel(core, "clash.lw");
    expect(text).toContain("export const N = [0, 1] as const;");
    expect(text).toContain("export const N_ = [0, 1, 2] as const;");
    expect(text).toContain("readonly y: N_;");
  });

  test("of two actions leave both in the model", () => {
    const parts = { parameters: [], guard: b.yes, effect: b.assigning() };
    const core = b.core("clash", { actions: [b.action(1, "a", parts), b.action(2, "a", parts)] });
    expect(Object.keys(loadModel(core).actions)).toEqual(["a", "a_"]);
  });
});

describe("initial states", () => {
  test("say once what each part of an object is", async () => {
    const text = `
object Table max 2
  state addr : 0..1
  state entry : Bool
init
  pick a in Table, b in Table where a != b
  link a
  link b
  a.addr := 0
  b.addr := 1
  a.entry := true
${process}`;
    expect(await initOf(text)).toBe(`\
export function init(): readonly State[] {
  return Table.flatMap((a) =>
    Table.filter((b) => a !== b).map((b) => ({
      table: tabulate(Table, (table) => ({
        life: table === a || table === b ? "linked" : "free",
        addr: table === b ? 1 : 0,
        entry: table === a,
      })),
      p: fill(P, { at: "a" }),
    })),
  );
}
`);
  });

  test("do not double with each object", async () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const picks = names.map((name) => `${name} in T`).join(", ");
    const links = names.map((name, i) => `  link ${name}\n  ${name}.x := ${i}`).join("\n");
    const next = names.slice(1).map((name, i) => `  ${names[i] ?? ""}.next := ${name}`);
    const text = `
object T max 6
  state x : 0..6
  state next : T?
state seen : T -> 0..2 -> Bool
init
  pick ${picks}
${links}
${next.join("\n")}
  seen[a][1] := true
  seen[b][2] := true
${process}`;
    const init = await initOf(text);
    expect(init.split("\n").length).toBeLessThan(50);
    const modules = new Map([["six", await written(text)]]);
    expect(complaints("current", modules)).toBe("");
    expect(complaints("oldest", modules)).toBe("");
  });

  test("give the last value where two names are the same object", () => {
    const core = coreOfText(`
object T max 2
  state x : 0..3
  state y : 0..3
init
  pick a in T, b in T
  link a
  a.x := 1
  b.x := 2
  b.y := 3
${process}`);
    const found = loadModel(core).init.map((state) => JSON.stringify(state));
    const table = (life: string, x: number, y: number) => ({ life, x, y });
    const of = (t1: object, t2: object) => JSON.stringify({ t: { t1, t2 }, p: { P: { at: "a" } } });
    expect(found).toEqual([
      of(table("linked", 2, 3), table("free", 0, 0)),
      of(table("linked", 1, 0), table("free", 2, 3)),
      of(table("free", 2, 3), table("linked", 1, 0)),
      of(table("free", 0, 0), table("linked", 2, 3)),
    ]);
  });
});

describe("comments", () => {
  test("have no place where a feature adds something", async () => {
    const life = b.symbols("Life", "free", "linked");
    const declared = { ...b.domainOf(1, life, "The life of an object."), added: true };
    const silent = { ...b.domainOf(1, b.symbols("Step", "a")), added: true };
    const core = b.core("added", { domains: [declared, silent] });
    const { text } = await emitModel(core, "added.lw");
    expect(text).toContain("/** The life of an object. */\nexport const Life");
    expect(text).toMatch(/\n\nexport const Step/);
  });
});

describe("an expression without a value is out of range", () => {
  const expressions = [
    "q[x + 1]",
    "some z in x..5: q[z]",
    "(choose z in 0..1: z > 1 + x) < 2",
    "(min z in x + 1..0: z) = 1",
    "(min z in x + 1..0: z) >= 0",
    "(max z in x + 1..0: z) = 1",
    "x div 0 = 2",
    "x div 0 = x div 0",
    "x mod 0 >= 0",
    "not (x mod x = 0)",
    "x div x = 1 or true",
    "x div x in 0..1",
    "head(l) = 1",
    "len(tail(l)) = 0",
    "l[x] = 0",
  ];

  const state = "state q : 0..1 -> Bool\nstate x : 0..1\nstate l : seq of 0..1 max 2\n";

  test.each(expressions)("in an invariant: %s", (expression) => {
    const model = loadModel(coreOfText(`${state}${process}invariant i ${expression}`));
    const judge = () => model.init.map((one) => model.invariants["i"]?.holds(one));
    // At first `x` is 0, so that the one index that says `x` is there.
    if (expression === "q[x + 1]") expect(judge()).toEqual([false]);
    else expect(judge).toThrow(OutOfRange);
  });
});
