// States told apart only up to names: the same verdicts, with counterexamples as short and just as
// true, the same counts where they can be known, and one canonical state for all that are alike.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSource } from "../../src/cli/files.js";
import { threadsFor } from "../../src/cli/threads.js";
import type { Core } from "../../src/core/core.js";
import { interchangeableTypes } from "../../src/core/symmetry.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import { runKernel } from "../../src/emit/kernel/run.js";
import type { Exploration, Trace } from "../../src/engine/exploration.js";
import { instancesOf, isEnabled, judge, take } from "../../src/engine/instance.js";
import { formOf } from "../../src/engine/packed/folding.js";
import type { Limits } from "../../src/engine/packed/limits.js";
import { PackedSearch } from "../../src/engine/packed/search.js";
import type { Beginning, Kernel } from "../../src/runtime/kernel.js";
import type { Model } from "../../src/runtime/model.js";
import { coreOfText, coresOfFile, ownCores } from "../support/specs.js";
import { ordersOf, renamed } from "./renamed.js";
import { randomSpec } from "./random-spec.js";

/** Enough for most variants to be explored to their end. */
const maxStates = 4000;

const folders = ["specs", "test/features", "test/kernel"];
const cores = [...ownCores(folders)].filter(([, core]) => interchangeableTypes(core).length > 0);

function kernelOf(core: Core, model?: Beginning): Kernel {
  const loaded = loadKernel(core, model);
  if (!loaded.ok) throw new Error(`no kernel: ${loaded.reason}`);
  return loaded.kernel;
}

function search(core: Core, isFolded: boolean, limits: Limits = {}): Exploration<unknown> {
  const model = loadModel(core);
  return explore(model, kernelOf(core, isFolded ? model : undefined), limits);
}

function explore<S>(model: Model<S>, kernel: Kernel, limits: Limits = {}): Exploration<S> {
  const packed = new PackedSearch(model, kernel, { maxStates, ...limits });
  while (!packed.advance(1000));
  return packed.result();
}

const told = ({ verdicts, untaken }: Exploration<unknown>) => ({
  verdicts: verdicts.map(({ property, verdict, trace, cause }) => ({
    ...{ property, verdict, steps: trace?.steps.length, kind: cause?.kind },
  })),
  untaken,
});

/** What is counted in all states, or in those searched. */
const counted = ({ distinct, generated, depth, verdicts }: Exploration<unknown>) => ({
  ...{ distinct, generated, depth },
  exceptions: verdicts.map(({ exceptions }) => exceptions),
});

/** Follows a trace on the readable model, and says which requirements its last step breaks. */
function follow<S>(model: Model<S>, { initial, steps }: Trace<S>): readonly string[] {
  expect(model.init).toContainEqual(initial);
  let state = initial;
  let broken: readonly string[] = [];
  for (const step of steps) {
    const found = instancesOf(model).find(
      ({ name, args }) => name === step.action && fc.stringify(args) === fc.stringify(step.args),
    );
    if (found === undefined) throw new Error(`no instance of ${step.action}`);
    expect(isEnabled(state, found)).toBe(true);
    broken = judge(state, found).flatMap((each) => (each.broken ? [each.property] : []));
    const taken = take(state, found);
    if ("state" in taken) expect(taken.state).toEqual(step.state);
    state = step.state;
  }
  return broken;
}

/** Compares a search up to names with one of all states. */
function compare(core: Core, folded = search(core, true)): Exploration<unknown> {
  const whole = search(core, false);
  if (!whole.complete) return folded;
  expect(told(folded)).toEqual(told(whole));
  if (folded.symmetry?.isExact === true) expect(counted(folded)).toEqual(counted(whole));
  return folded;
}

function followAll(core: Core, { verdicts }: Exploration<unknown>): void {
  const model = loadModel(core);
  for (const { property, trace, cause } of verdicts) {
    if (trace === undefined || trace.loop !== undefined) continue;
    const broken = follow(model, trace);
    if (cause?.kind === "step") expect(broken).toContain(property);
    const last = trace.steps.at(-1)?.state ?? trace.initial;
    if (cause?.kind === "state") expect(model.invariants[property]?.holds(last)).toBe(false);
    if (cause?.kind !== "deadlock") continue;
    for (const { thread } of cause.waiting) expect(JSON.stringify(last)).toContain(thread);
  }
}

/** States along a walk have one form with all that are alike but for names, and count them. */
function compareForms(core: Core, choices: readonly number[]): void {
  const model = loadModel(core);
  const kernel = kernelOf(core, model);
  const names = new Set(kernel.symmetry?.types);
  const types = interchangeableTypes(core).filter(({ name }) => names.has(name));
  if (types.reduce((count, { values }) => count * ordersOf(values).length, 1) > 1000) return;
  const state = walk(model, choices);
  const alike = renamed(
    state,
    types.map(({ values }) => values),
  );
  expect(new Set(alike.map((each) => formOf(kernel, each).join())).size).toBe(1);
  const form = kernel.decode(Int32Array.from(formOf(kernel, state)), 0);
  expect(new Set(alike.map((each) => kernel.encode(each).join()))).toContain(
    kernel.encode(form).join(),
  );
}

function walk<S>(model: Model<S>, choices: readonly number[]): S {
  const instances = instancesOf(model);
  let state = model.init[(choices[0] ?? 0) % model.init.length] as S;
  for (const choice of choices) {
    const next = instances.flatMap((instance) => {
      if (!isEnabled(state, instance)) return [];
      const taken = take(state, instance);
      return "state" in taken ? [taken.state] : [];
    });
    state = next[choice % next.length] ?? state;
  }
  return state;
}

describe.each(cores)("%s", (_, core) => {
  test("is judged alike, and counted alike where that can be, with true traces", () => {
    followAll(core, compare(core));
  });

  test("states that are alike but for names have one canonical form", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (choices) => {
        compareForms(core, choices);
      }),
      { numRuns: 5 },
    );
  });
});

test("random models are judged alike, and their states have one form", () => {
  const choices = fc.array(fc.nat(), { maxLength: 20 });
  fc.assert(
    fc.property(randomSpec, choices, (spec, steps) => {
      const core = coreOfText(spec);
      if (interchangeableTypes(core).length === 0) return;
      followAll(core, compare(core));
      compareForms(core, steps);
    }),
    { numRuns: 100 },
  );
});

/** The kernel with a canonical form that says nothing of one bit. */
function forgetting(kernel: Kernel, word: number, bit: number): Kernel {
  const store = `records[r + ${word}] = `;
  const text = kernel.text.replace(store, `${store}${~(1 << bit)} & `);
  expect(text).not.toBe(kernel.text);
  const { canonicalise, ...steps } = runKernel(text, kernel);
  if (canonicalise === undefined || kernel.symmetry === undefined) throw new Error("no symmetry");
  return { ...kernel, ...steps, symmetry: { ...kernel.symmetry, canonicalise } };
}

test("a form that forgets anything of a state is found out", () => {
  const core = coreOfText(`
    type A = interchangeable 2
    state f : A -> Bool
    state r : A -> A?
    state p : A?
    action raise(a: A) when not f[a] then f[a] := true
    action relate(a: A, b: A) when r[a] = none then r[a] := b
    action point(a: A) when p = none then p := a
    invariant far
      p is some(q) implies not (f[q] and (all a in A: r[a] is some(b) and f[b] and b = q))`);
  const model = loadModel(core);
  const { bits } = kernelOf(core);
  expect(kernelOf(core).words).toBe(1);
  const harmless = Array.from({ length: bits }, (_, bit) => bit).filter((bit) => {
    try {
      const kernel = forgetting(kernelOf(core, model), 0, bit);
      followAll(core, compare(core, explore(model, kernel)));
      return true;
    } catch {
      return false;
    }
  });
  // The element in `p` is the last one of every canonical state.
  expect(harmless).toEqual([6]);
});

test("several hands find what one finds", () => {
  const core = coresOfFile("test/bench/models/counter.lw")[0];
  if (core === undefined) throw new Error("no core");
  const threads = threadsFor(3, { sharing: "plain", fromStates: 1, fromLevel: 1, isAwaited: true });
  expect(search(core, true, { maxBytes: 2e7, threads })).toEqual(
    search(core, true, { maxBytes: 2e7 }),
  );
});

test("a compact search counts the same", () => {
  const [, core] = cores[0] ?? [];
  if (core === undefined) throw new Error("no core");
  const { omission, bytes, ...found } = search(core, true, { compact: true });
  expect(omission).toBeLessThan(1e-11);
  expect(bytes).toBeGreaterThan(0);
  expect(search(core, true)).toMatchObject(found);
});

test("German's protocol has as many states up to names as Rumur finds", () => {
  const path = "test/kernel/protocols/german.lw";
  const { text } = readSource(path);
  for (const [caches, states] of [
    [2, 753],
    [3, 5115],
    [4, 28_514],
  ] as const) {
    const nodes = text.replace("= 0..3", `= interchangeable ${caches}`);
    const core = coreOfText(nodes.slice(nodes.indexOf("\n")));
    const symmetry = { types: ["Node"], searched: states, isExact: false };
    const found = search(core, true, { maxStates: 50_000 });
    expect(found).toMatchObject({ distinct: states, complete: true, symmetry });
  }
});
