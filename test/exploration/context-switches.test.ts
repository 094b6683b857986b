// Traces change threads as rarely as their steps allow, as trying every order of them shows.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Step, Trace } from "../../src/engine/exploration.js";
import { explore } from "../../src/engine/explore.js";
import type { Model } from "../../src/runtime/model.js";
import { keyOf } from "../../src/runtime/value.js";
import { lockingModel } from "../support/locking-model.js";

type Lane = readonly Step<unknown>[];

const laneOf = ({ args }: Step<unknown>): unknown => args["self"];

/** How often one step is another thread's than the one before it. */
function switchesOf(steps: Lane): number {
  return steps.filter((step, at) => at > 0 && laneOf(step) !== laneOf(steps[at - 1] as typeof step))
    .length;
}

/** The fewest switches with which these lanes lead from a state to the goal, and then to `last`. */
function fewest(
  model: Model<unknown>,
  state: unknown,
  lanes: readonly Lane[],
  goal: string,
  last: unknown,
  now?: unknown,
): number {
  if (lanes.every((lane) => lane.length === 0))
    return keyOf(state) === goal ? Number(now !== undefined && now !== last) : Infinity;
  const counts = lanes.map(([step, ...rest], at) => {
    const action = step && model.actions[step.action];
    if (!step || !action?.guard(state, step.args)) return Infinity;
    const others = lanes.map((lane, index) => (index === at ? rest : lane));
    const next = action.effect(state, step.args);
    const further = fewest(model, next, others, goal, last, laneOf(step));
    return further + Number(now !== undefined && now !== laneOf(step));
  });
  return Math.min(...counts);
}

function expectFewest(model: Model<unknown>, { initial, steps }: Trace<unknown>): void {
  const others = steps.slice(0, -1);
  const last = steps.at(-1);
  if (last === undefined) return;
  let state = initial;
  for (const step of steps) {
    const action = model.actions[step.action];
    expect(action?.guard(state, step.args)).toBe(true);
    expect(action?.effect(state, step.args)).toEqual(step.state);
    state = step.state;
  }
  const names = [...new Set(others.map(laneOf))];
  const lanes = names.map((name) => others.filter((step) => laneOf(step) === name));
  const goal = keyOf(others.at(-1)?.state ?? initial);
  expect(switchesOf(steps)).toBe(fewest(model, initial, lanes, goal, laneOf(last)));
}

const word = fc
  .tuple(fc.constantFrom("lock", "read", "unlock", "skip"), fc.constantFrom("a", "b", "x.c"))
  .map(([verb, lock]) => `${verb} ${lock}`);

const program = fc.array(word, { minLength: 2, maxLength: 5 });

test("deadlocks of random threads", () => {
  fc.assert(
    fc.property(program, program, program, (P, Q, R) => {
      const model = lockingModel({ P, Q, R }, { checks: ["deadlock"] }) as Model<unknown>;
      for (const { trace } of explore(model).verdicts)
        if (trace !== undefined) expectFewest(model, trace);
    }),
    { numRuns: 200 },
  );
});

test("a deadlock is told thread by thread", () => {
  const programs = {
    P: ["skip", "skip", "lock a", "lock b", "unlock b", "unlock a"],
    Q: ["skip", "lock b", "lock a", "unlock a", "unlock b"],
  };
  const model = lockingModel(programs, { checks: ["deadlock"] });
  const trace = explore(model).verdicts.find(({ property }) => property === "deadlock")?.trace;
  expect(trace?.steps.map(({ args }) => args["self"]).join(" ")).toBe("P P P Q Q");
});
