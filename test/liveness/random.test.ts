// Random small models, fairness and formulas: a counterexample is a fair behaviour on which the
// formula is false, and where there is none, no behaviour up to some length is one. A failure
// prints its seed.

import fc from "fast-check";
import { expect, test } from "vitest";
import { behavioursOf } from "../../src/engine/liveness/behaviours.js";
import { judgeProperties } from "../../src/engine/liveness/liveness.js";
import type { Formula } from "../../src/runtime/formula.js";
import * as f from "../../src/runtime/formula.js";
import type { Action, Fairness, Model } from "../../src/runtime/model.js";
import { behaviours, isBehaviour, isFair, truths } from "../support/toy-liveness.js";

interface State {
  readonly x: number;
}

type Args = { readonly k: number };

const size = 3;
const ways = [0, 1];

/** Where each way of an action leads from each state; nowhere if there is no such state. */
const action = fc
  .array(fc.array(fc.nat(size + 1), { minLength: size, maxLength: size }), {
    minLength: ways.length,
    maxLength: ways.length,
  })
  .map((table): Action<State> => {
    const typed = {
      parameters: { k: ways },
      guard: ({ x }: State, { k }: Args) => (table[k]?.[x] ?? size) < size,
      effect: ({ x }: State, { k }: Args) => ({ x: table[k]?.[x] ?? 0 }),
    };
    return typed satisfies Action<State, Args>;
  });

const predicate = fc.nat(2 ** size - 2).map(
  (mask) =>
    ({ x }: State) =>
      ((mask >> x) & 1) === 1,
);
const ofStep = fc
  .nat(2 ** (size * size) - 1)
  .map((mask) => f.step(({ x }: State, next: State) => ((mask >> (x * size + next.x)) & 1) === 1));

// `calm` says nothing of the step at its own place. What `until` puts together is calm: a step on
// its right side has to happen now if its left side is false, which stuttering, which traces leave
// out, can prevent.
const { formula } = fc.letrec<Record<"calm" | "part" | "formula", Formula<State>>>((tie) => ({
  calm: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    predicate,
    fc.tuple(tie("calm"), tie("calm")).map(([a, b]) => f.and(a, b)),
    tie("calm").map((a) => f.not(a)),
    tie("formula"),
  ),
  part: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    predicate,
    ofStep,
    fc.tuple(tie("part"), tie("part")).map(([a, b]) => f.and(a, b)),
    fc.tuple(tie("part"), tie("part")).map(([a, b]) => f.implies(a, b)),
    fc.tuple(tie("part"), tie("part")).map(([a, b]) => f.or(a, b)),
    tie("part").map((a) => f.not(a)),
    tie("formula"),
  ),
  formula: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    predicate.map((a) => f.eventually(f.always(a))),
    tie("part").map((a) => f.always(a)),
    tie("part").map((a) => f.eventually(a)),
    fc.tuple(tie("part"), tie("part")).map(([a, b]) => f.leadsTo(a, b)),
    fc.tuple(tie("calm"), tie("calm")).map(([a, b]) => f.until(a, b)),
    tie("formula").map((a) => f.not(a)),
  ),
}));

const fairness = fc.record({
  strength: fc.constantFrom("weak", "strong"),
  each: fc.boolean(),
  of: fc.subarray(["a", "b"], { minLength: 1 }),
  from: fc.option(fc.tuple(fc.nat(2), fc.nat(2)), { nil: undefined }),
});

const model = fc
  .record({
    a: action,
    b: action,
    fair: fc.array(fairness, { maxLength: 2 }),
    init: fc.subarray([0, 1, 2], { minLength: 1, maxLength: 2 }),
    formula,
  })
  .map(({ a, b, fair, init, formula: claim }): Model<State> => {
    const actions: Readonly<Record<string, Action<State>>> = { a, b };
    return {
      name: "random",
      variant: "default",
      init: init.map((x) => ({ x })),
      actions,
      invariants: {},
      reachable: {},
      properties: { claim: { parameters: {}, formula: () => claim } },
      fairness: fair.map(({ strength, each, of, from }): Fairness<State> => ({
        strength,
        parameters: each ? { k: ways } : {},
        instances: (args) =>
          of.map((name) => {
            const meant = actions[name] ?? a;
            if (from === undefined) return [meant, args];
            return [meant, {}, ({ x }) => (x === from[0] ? undefined : { k: from[1], ...args })];
          }),
      })),
      processes: {},
      locks: {},
      scenarios: {},
      checks: [],
    };
  });

/** A formula with the truth of its questions in each state, so that a failure can be read. */
function shown(formula: Formula<State>): string {
  const states = [0, 1, 2].map((x) => ({ x }));
  if (typeof formula === "function") return states.map((s) => Number(formula(s))).join("");
  if (formula.kind === "step") {
    const rows = states.map((s) => states.map((t) => Number(formula.holds(s, t))).join(""));
    return `step(${rows.join(" ")})`;
  }
  if ("left" in formula) return `(${shown(formula.left)} ${formula.kind} ${shown(formula.right)})`;
  if ("operand" in formula) return `${formula.kind} ${shown(formula.operand)}`;
  return `${formula.kind}(${formula.parts.map(shown).join(", ")})`;
}

test("a property is violated exactly if some fair behaviour breaks it", () => {
  fc.assert(
    fc.property(model, (each) => {
      const claim = each.properties?.["claim"]?.formula({});
      if (claim === undefined) throw new Error("no claim");
      const extent = { complete: true, maxBytes: Infinity };
      const [found] = judgeProperties(each, behavioursOf(each, Infinity), extent).verdicts;
      const { trace, verdict } = found ?? {};
      if (verdict === "violated" && trace?.loop !== undefined) {
        const all = [trace.initial, ...trace.steps.map(({ state }) => state)];
        const states = trace.loop === trace.steps.length ? all : all.slice(0, -1);
        const behaviour = { states, loop: trace.loop };
        expect(isBehaviour(each, behaviour)).toBe(true);
        expect(isFair(each, behaviour)).toBe(true);
        if (truths(claim, behaviour)[0] !== false)
          throw new Error(`${shown(claim)} is true of ${JSON.stringify(behaviour)}`);
        return;
      }
      for (const behaviour of behaviours(each, 5)) {
        const breaks = truths(claim, behaviour)[0] === false && isFair(each, behaviour);
        expect(breaks ? behaviour : undefined).toBeUndefined();
      }
    }),
    { seed: 20230528, numRuns: 400 },
  );
});
