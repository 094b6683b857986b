// Random small models and a random edit: the comparison agrees with a brute one, which enumerates
// what can be observed of all ways up to a length. A failure prints its seed.

import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "../../src/compile.js";
import { compareBehaviours, type Inclusion } from "../../src/diff/behaves/compare.js";
import { systemOf, type System } from "../../src/diff/behaves/system.js";
import { loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import { instancesOf, isEnabled, take } from "../../src/engine/instance.js";
import type { Model } from "../../src/runtime/model.js";
import { keyOf } from "../../src/runtime/value.js";

const statement = fc.constantFrom(
  "x := 1",
  "x := own",
  "own := x",
  "own := y",
  "y := (y + 1) mod 3",
  "skip",
  "lock a",
  "unlock a if held",
  "if own = 1 then stop",
  "if x = 1 then goto last",
  "await y = 1",
  "either x := 0 or y := 2",
);

const body = fc.array(statement, { minLength: 1, maxLength: 3 });

const bodies = fc.tuple(body, body);

const edit = fc.record({ process: fc.nat(1), step: fc.nat(9), to: statement });

function specOf(processes: readonly (readonly string[])[]): string {
  const written = processes.map((steps, index) => {
    const lines = steps.map((text, step) => `  step s${step}\n    ${text}\n`);
    const name = index === 0 ? "P" : "Q";
    return `process ${name}\n  var own : 0..2 = 0\n${lines.join("")}  step last\n    skip\n`;
  });
  const state =
    "state x : 0..2 = 0\nstate y : 0..2 = 0\nlock a : mutex\nallow deadlock, held_at_end";
  return `model random\n${state}, self_deadlock\n${written.join("\n")}`;
}

function systemIn(text: string, isPacked: boolean): System {
  const outcome = compile({ path: "random.lw", text }, () => undefined);
  const core = outcome.ok ? outcome.value.core("default") : outcome;
  if (!core.ok) throw new Error(`${text}\n${JSON.stringify(core.diagnostics[0]?.message)}`);
  const kernel = isPacked ? loadKernel(core.value) : undefined;
  const loaded = kernel?.ok === true ? kernel.kernel : undefined;
  const limits = { maxStates: 100_000, maxBytes: 2 ** 28 };
  return systemOf(core.value, loadModel(core.value), loaded, limits);
}

interface Brute {
  readonly seen: string;
  readonly state: unknown;
}

function look(state: unknown): string {
  const { x, y } = state as { readonly x: number; readonly y: number };
  return `${x}${y}`;
}

/** What can be seen of all ways of so many steps, and of fewer, by their lengths. */
function seenBy(model: Model<unknown>, length: number): readonly ReadonlySet<string>[] {
  const instances = instancesOf(model);
  let level: Brute[] = model.init.map((state) => ({ seen: look(state), state }));
  const all: ReadonlySet<string>[] = [new Set(level.map(({ seen }) => seen))];
  for (let step = 1; step <= length; step++) {
    const next = new Map<string, Brute>();
    for (const { seen, state } of level)
      for (const instance of instances) {
        if (!isEnabled(state, instance)) continue;
        const taken = take(state, instance);
        if (!("state" in taken)) continue;
        const { name } = instance;
        const isSeen = look(taken.state) !== look(state);
        const now = isSeen ? `${seen} ${name}:${look(taken.state)}` : seen;
        next.set(`${now} ${keyOf(taken.state)}`, { seen: now, state: taken.state });
      }
    level = [...next.values()];
    all.push(new Set(level.map(({ seen }) => seen)));
  }
  return all;
}

/** Long enough for every way of these models to end. */
const longest = 10;

/** How many steps the shortest way takes that the other has not; undefined if there is none. */
function shortest(
  ours: readonly ReadonlySet<string>[],
  theirs: readonly ReadonlySet<string>[],
): number | undefined {
  const all = new Set(theirs.flatMap((each) => [...each]));
  const found = ours.findIndex((seen) => [...seen].some((each) => !all.has(each)));
  return found < 0 ? undefined : found;
}

function lengthOf(inclusion: Inclusion): number | undefined {
  expect(inclusion.kind).not.toBe("unknown");
  return inclusion.kind === "differs" ? inclusion.witness.trace.steps.length : undefined;
}

test("a random edit of a random model", () =>
  fc.assert(
    fc.asyncProperty(
      bodies,
      edit,
      fc.boolean(),
      async ([p, q], { process, step, to }, isPacked) => {
        const change = (steps: readonly string[]) => steps.with(step % steps.length, to);
        const before = systemIn(specOf([p, q]), isPacked);
        const after = systemIn(specOf(process === 0 ? [change(p), q] : [p, change(q)]), isPacked);
        const { forth, back } = await compareBehaviours(before, after);
        const [ours, theirs] = [before, after].map(({ model }) => seenBy(model, longest));
        expect(lengthOf(forth)).toBe(shortest(ours ?? [], theirs ?? []));
        expect(lengthOf(back)).toBe(shortest(theirs ?? [], ours ?? []));
      },
    ),
    { numRuns: 60 },
  ));
