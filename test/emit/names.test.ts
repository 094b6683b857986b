// Any name may stand anywhere: a core under hostile names has the same states, and its module
// compiles.

import { describe, expect, test } from "vitest";
import type { Core } from "../../src/core/core.js";
import { emitModel, loadModel } from "../../src/emit/emit.js";
import type { Action, Arguments, Model } from "../../src/runtime/index.js";
import * as runtime from "../../src/runtime/index.js";
import { complaints } from "../support/compilers.js";
import { goldenCores } from "../support/golden.js";
import { renamed, type NameKind } from "../support/rename.js";
import { coreOfText } from "../support/specs.js";

const words =
  "abstract any arguments as async await bigint boolean break case catch class const constructor " +
  "continue debugger declare default delete do else enum eval export extends false finally for " +
  "from function get global if implements import in infer instanceof interface intrinsic is " +
  "keyof " +
  "let module namespace never new null number object of out override package private protected " +
  "public readonly require exports return satisfies set static string super switch symbol this " +
  "throw true try type typeof undefined unique unknown using var void while with yield asserts";

/** What every object has, what every module has, and what the emitter calls things itself. */
const taken =
  `${Object.getOwnPropertyNames(Object.prototype).join(" ")} __proto __proto___ prototype length ` +
  "NaN Infinity globalThis Object Array Map Set Promise Symbol Function Error JSON Math Reflect " +
  "Readonly Partial Record Omit State Action Model Invariant Reachable Scenario Total Pairs " +
  "s _s ss old each self at init init1 init2 model runtime kind kind_ kind__ values _values " +
  "life Life readers Thread SharedLock name variant checks ended __esModule _ _1 _self __ $runtime";

/** A generator of numbers from 0 to 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** The names of a core itself, so that they come back in other places and in other spellings. */
function namesIn(core: Core): readonly string[] {
  const found = new Set<string>();
  renamed(core, (_, name) => {
    found.add(name);
    return name;
  });
  return [...found];
}

function spellings(name: string): readonly string[] {
  const first = name.charAt(0);
  const rest = name.slice(1);
  return [name, `${name}_`, first.toUpperCase() + rest, first.toLowerCase() + rest, `_${name}`];
}

/** What the runtime calls the parts of a lock. */
const fixed = [
  ["writer", "writer"],
  ["readers", "readers"],
] as const;

/** The core with each name replaced by a random one that is nasty. */
function nasty(core: Core, seed: number): Core {
  const random = randomOf(seed);
  const hostile = [...words.split(" "), ...taken.split(" "), ...Object.keys(runtime)];
  const own = namesIn(core).flatMap(spellings);
  const pool = [...new Set([...hostile, ...own])].filter((name) => /^\w+$/.test(name));
  const used = new Map<NameKind, Map<string, string>>();
  return renamed(core, (kind, name) => {
    const names = used.get(kind) ?? new Map<string, string>(fixed);
    used.set(kind, names);
    const known = names.get(name);
    if (known !== undefined) return known;
    const free = pool.filter((each) => each !== "_" && ![...names.values()].includes(each));
    const chosen = free[Math.floor(random() * free.length)];
    if (chosen === undefined) throw new Error("there are too few names");
    names.set(name, chosen);
    return chosen;
  });
}

/** The written module of each seed. */
async function modulesOf(name: string, core: Core): Promise<ReadonlyMap<string, string>> {
  const modules = new Map<string, string>();
  for (const seed of seeds) {
    const { text } = await emitModel(nasty(core, seed), `${name}.lw`);
    modules.set(`${name}-${seed}`, text);
  }
  return modules;
}

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

/** Objects, processes and locks of both kinds, which no golden core has together. */
const locking = coreOfText(`
type Phase = idle | busy(first: 0..1, second: 0..1)
object Table max 2
  lock ptl : spinlock
  lock sem : rwsem
  state entry : 0..2
  state next : Table?
state phase : Phase
state seen : 0..1 -> 0..1 -> Bool
lock top : mutex
init
  pick a in Table, b in Table where a != b
  link a
  link b
  b.entry := 1
  a.next := b
process Fault
  var found : Table
  step find
    pick t in Table where linked(t)
    found := t
  step take lock found.ptl
  step change
    found.entry := 2
    if phase is busy(c, o) then phase := busy(o, c) else phase := busy(0, 1)
    unlock found.ptl
process Reader
  step enter read lock top_sem
  step leave seen[1][0] := true  unlock top_sem
lock top_sem : rwsem
process Other
  step hold lock top
  step drop unlock top
invariant some_entry some t in Table: t.entry > 0
`);

const cores: Readonly<Record<string, Core>> = { ...goldenCores, locking };

const enough = 200;

/** How many states there are at each distance, until there are enough. */
function levelsOf({ init, actions, invariants }: Model<unknown>): readonly string[] {
  const seen = new Set(init.map(runtime.keyOf));
  const sizes: string[] = [];
  for (let level = [...init]; level.length > 0 && seen.size < enough;) {
    const good = level.filter((s) => Object.values(invariants).every((each) => each.holds(s)));
    sizes.push(`${level.length}, of which ${good.length} keep the invariants`);
    level = level
      .flatMap((state) => Object.values(actions).flatMap((action) => after(state, action)))
      .filter((state) => seen.size < seen.add(runtime.keyOf(state)).size);
  }
  return sizes;
}

/** The states after an action, for all of its arguments. */
function after(state: unknown, action: Action<unknown>): readonly unknown[] {
  const all = Object.entries(action.parameters).reduce<readonly Arguments[]>(
    (found, [name, values]) =>
      found.flatMap((args) => (values ?? []).map((value) => ({ ...args, [name]: value }))),
    [{}],
  );
  return all
    .filter((args) => action.guard(state, args))
    .flatMap((args) => {
      try {
        return [action.effect(state, args)];
      } catch (error) {
        if (error instanceof runtime.OutOfRange) return [];
        throw error;
      }
    });
}

describe.each(Object.entries(cores))("%s", (name, core) => {
  const levels = levelsOf(loadModel(core));

  test.each(seeds)("has the same states under the hostile names of seed %i", (seed) => {
    expect(levelsOf(loadModel(nasty(core, seed)))).toEqual(levels);
  });

  test("compiles under hostile names", async () => {
    const modules = await modulesOf(name, core);
    expect(complaints("current", modules)).toBe("");
    expect(complaints("oldest", modules)).toBe("");
  });
});
