// The written module, the evaluated one and the core itself agree on every state within reach.

import { describe, expect, test } from "vitest";
import type { Core } from "../../src/core/core.js";
import { loadModel } from "../../src/emit/emit.js";
import { keyOf, OutOfRange, type Model } from "../../src/runtime/index.js";
import { goldenCores } from "../support/golden.js";
import { argumentsOf, Interpreter } from "../support/interpret.js";

const stateLimit = 400;

/** What one action instance does: no step, a step, or out of range. */
function told(run: () => unknown): string {
  try {
    const value = run();
    return value === undefined ? "not enabled" : keyOf(value);
  } catch (error) {
    if (error instanceof OutOfRange) return "out of range";
    throw error;
  }
}

function stepOf(model: Model<unknown>, name: string, state: unknown, args: object): unknown {
  const action = model.actions[name];
  if (action === undefined) throw new Error(`no action ${name}`);
  return action.guard(state, { ...args }) ? action.effect(state, { ...args }) : undefined;
}

/** The model that was written to a file. */
async function writtenModel(name: string): Promise<Model<unknown>> {
  const module: unknown = await import(`../golden/${name}/output.ts`);
  if (!isModule(module)) throw new Error(`${name} exports no model`);
  return module.model;
}

function isModule(module: unknown): module is { readonly model: Model<unknown> } {
  return typeof module === "object" && module !== null && "model" in module;
}

/** Calls `visit` with the first states of a breadth-first search. */
function visitStates(model: Model<unknown>, core: Core, visit: (state: unknown) => void): void {
  const queue = [...model.init];
  const seen = new Set(queue.map(keyOf));
  for (const state of queue) {
    visit(state);
    for (const action of core.actions) {
      for (const args of argumentsOf(action)) {
        if (seen.size >= stateLimit) break;
        let next: unknown;
        const text = told(() => (next = stepOf(model, action.name, state, args)));
        if (text === "out of range" || next === undefined || seen.has(text)) continue;
        seen.add(text);
        queue.push(next);
      }
    }
  }
}

describe.each(Object.entries(goldenCores))("%s", (name, core) => {
  const evaluated = loadModel(core);

  test("the written and the evaluated model take the core's steps", async () => {
    const written = await writtenModel(name);
    expect(written.init).toEqual(evaluated.init);
    visitStates(evaluated, core, (state) => {
      const interpreter = new Interpreter(core, state);
      for (const action of core.actions) {
        for (const args of argumentsOf(action)) {
          const ours = told(() => stepOf(evaluated, action.name, state, args));
          expect(told(() => stepOf(written, action.name, state, args))).toBe(ours);
          if (ours === "out of range") continue;
          const oracle = told(() =>
            interpreter.value(action.guard, args) === true
              ? interpreter.after(action.effect, args)
              : undefined,
          );
          expect(ours, `${action.name} ${JSON.stringify(args)} of ${keyOf(state)}`).toBe(oracle);
        }
      }
    });
  });

  test("the written and the evaluated model judge as the core does", async () => {
    const written = await writtenModel(name);
    visitStates(evaluated, core, (state) => {
      const interpreter = new Interpreter(core, state);
      for (const { name: invariant, holds } of core.invariants) {
        const expected = interpreter.value(holds, {});
        expect(evaluated.invariants[invariant]?.holds(state)).toBe(expected);
        expect(written.invariants[invariant]?.holds(state)).toBe(expected);
      }
      for (const lock of Object.keys(evaluated.locks)) {
        for (const object of evaluated.locks[lock]?.objects ?? [""]) {
          const holders = evaluated.locks[lock]?.holders(state, object);
          expect(written.locks[lock]?.holders(state, object)).toEqual(holders);
        }
      }
    });
  });
});
