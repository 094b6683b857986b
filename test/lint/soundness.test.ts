// What a search finds, the ways of a single process allow: each broken check, each order of locks
// and each wait for oneself is among the mays; and what is never right never is.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isContextClass } from "../../src/core/contexts.js";
import type { Core } from "../../src/core/core.js";
import { loadModel } from "../../src/emit/emit.js";
import { Waits } from "../../src/engine/deadlock.js";
import { enabledOf, instancesOf, judge as judgeStep, take } from "../../src/engine/instance.js";
import { orderEdges as edgesOf } from "../../src/engine/lock-order.js";
import { judge } from "../../src/lint/judge.js";
import { orderEdges } from "../../src/lint/order.js";
import { walk } from "../../src/lint/walk.js";
import { keyOf } from "../../src/runtime/value.js";
import { coreOfText, ownCores } from "../support/specs.js";

/** After these nothing that a process knows of its locks need be true. */
const shattering: ReadonlySet<string> = new Set(["unlock_not_owner", "use_after_free"]);

const mostStates = 400;

/** What contradicts the static analysis; how many of the checks it judged were broken. */
function compare(core: Core): { readonly wrong: readonly string[]; readonly broken: number } {
  const walks = core.processes.map((process) => walk(core, process));
  const judgements = walks.flatMap(judge);
  const edges = orderEdges(walks);
  const model = loadModel(core);
  const instances = instancesOf(model);
  const waits = new Waits(model, instances);
  const ours: ReadonlySet<string> = new Set([
    ...["unlock_not_owner", "held_at_end", "lock_order", "sleep_in_atomic", "rcu_unbalanced"],
    ...core.properties.filter(({ kind }) => kind === "guard").map(({ name }) => name),
  ]);
  const wrong = new Set<string>();
  let broken = 0;
  const seen = new Set(model.init.map(keyOf));
  const work = [...model.init];
  for (let at = 0; at < work.length && at < mostStates; at++) {
    const state = work[at];
    for (const { thread, wants, holders } of waits.in(state)) {
      if (wants === undefined || !holders.some((each) => each.thread === thread)) continue;
      broken++;
      const isForeseen = judgements.some(
        ({ property, action }) => property === "self_deadlock" && action.wants?.lock === wants.lock,
      );
      if (!isForeseen && core.checks.includes("self_deadlock"))
        wrong.add(`${thread} waits for itself at ${wants.lock}`);
    }
    for (const instance of instances.flatMap((each) => enabledOf(state, each))) {
      const found = judgeStep(state, instance);
      for (const each of found) {
        const said = judgements.find(
          ({ action, requirement }) =>
            action.name === instance.name && requirement === each.requirement,
        );
        if (each.broken && ours.has(each.property)) broken++;
        if (each.broken && ours.has(each.property) && said === undefined)
          wrong.add(`${instance.name} breaks ${each.property}, number ${each.requirement}`);
        if (!each.broken && said?.kept === "never")
          wrong.add(`${instance.name} keeps ${each.property}, number ${each.requirement}`);
      }
      for (const { held, taken } of edgesOf(model, state, instance)) {
        // Interrupts are for the search alone.
        if (isContextClass(held) || isContextClass(taken)) continue;
        const isForeseen = edges.some(
          ({ outer, inner, sites }) =>
            outer === held &&
            inner === taken &&
            sites.some(({ action }) => action.name === instance.name),
        );
        if (!isForeseen) wrong.add(`${instance.name} takes ${taken} under ${held}`);
      }
      if (found.some((each) => each.broken && shattering.has(each.property))) continue;
      const after = take(state, instance);
      if (!("state" in after) || seen.has(keyOf(after.state))) continue;
      seen.add(keyOf(after.state));
      work.push(after.state);
    }
  }
  return { wrong: [...wrong], broken };
}

describe("the project's own specs", () => {
  const cores = [...ownCores(["specs", "test/features"])];

  test.each(cores.filter(([, core]) => core.processes.length > 0))("%s", (_, core) => {
    expect(compare(core).wrong).toEqual([]);
  });
});

const locks = ["spin", "sleepy", "shared", "mine.ptl", "other.ptl"];

const statement = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...locks.map((lock) => `lock ${lock}`)) },
  { weight: 5, arbitrary: fc.constantFrom(...locks.map((lock) => `unlock ${lock}`)) },
  { weight: 2, arbitrary: fc.constantFrom(...locks.map((lock) => `unlock ${lock} if held`)) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "read lock shared",
      "downgrade shared",
      "if trylock spin then x := not x else goto last",
      "if trylock read shared then done := true else done := false",
      "if trylock mine.ptl then skip else stop",
      "if done then unlock shared",
      "rcu_read_lock",
      "rcu_read_unlock",
      "irq_off",
      "irq_on",
      "synchronize_rcu",
      "if x then goto last",
      "if done then goto last",
      "x := not x",
      "mine.used := x",
      "if other.used then done := true",
      "pick t in T mine := t",
      "pick t in T if trylock t.ptl then other := t",
      "pick t in T where held(t.ptl) by self unlock t.ptl",
      "mine := other",
      "either done := true or goto last",
      "unlock spin, sleepy if held",
      "lock spin x := not x unlock spin",
      "await x",
    ),
  },
);

const body = fc.array(statement, { minLength: 2, maxLength: 7 });

function textOf(bodies: readonly (readonly string[])[]): string {
  const processes = bodies.map((steps, index) =>
    [
      `process P${index}`,
      "  var mine : T",
      "  var other : T",
      "  var done : Bool = false",
      "  step first pick a in T, b in T mine := a other := b",
      ...steps.map((step, at) => `  step s${at} ${step}`),
      "  step last skip",
    ].join("\n"),
  );
  return [
    "lock spin : spinlock",
    "lock sleepy : mutex",
    "lock shared : rwsem",
    "state x : Bool",
    "object T max 2",
    "  lock ptl : spinlock",
    "  state used : Bool",
    "init pick a in T, b in T where a != b link a link b",
    "order sleepy > shared > spin > ptl",
    "guard x write spin or shared(write) read spin or shared or rcu",
    "guard T.used write ptl read ptl or (rcu and irq_off)",
    "allow deadlock, leak",
    ...processes,
  ].join("\n");
}

test("random processes", () => {
  let broken = 0;
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 2 }), (bodies) => {
      const found = compare(coreOfText(textOf(bodies)));
      broken += found.broken;
      expect(found.wrong).toEqual([]);
    }),
    { numRuns: 50 },
  );
  expect(broken).toBeGreaterThan(0);
});
