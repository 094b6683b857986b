// Deadlock, self-deadlock and lock order on threads that take and release locks.

import { expect, test } from "vitest";
import type { Cause } from "../../src/engine/exploration.js";
import { explore } from "../../src/engine/explore.js";
import type { Programs } from "../support/locking-model.js";
import { lockingModel } from "../support/locking-model.js";

function describe(cause: Cause | undefined): string {
  if (cause?.kind === "deadlock") return [...cause.cycle, cause.cycle[0]].join(" -> ");
  if (cause?.kind !== "order") return "";
  return cause.edges.map(({ held, taken }) => `${held} -> ${taken}`).join(", ");
}

/** What is violated: the check, the length of its trace, and the cycle. */
function violations(programs: Programs, checks?: readonly string[]): readonly string[] {
  const model = lockingModel(programs, checks === undefined ? {} : { checks });
  return explore(model)
    .verdicts.filter(({ verdict }) => verdict === "violated")
    .map(({ property, trace, cause }) =>
      `${property} in ${trace?.steps.length}: ${describe(cause)}`.trim(),
    );
}

test("two locks in both orders", () => {
  const programs = {
    P: ["lock a", "lock b", "unlock b", "unlock a"],
    Q: ["lock b", "lock a", "unlock a", "unlock b"],
  };
  expect(violations(programs)).toEqual([
    "deadlock in 2: P -> Q -> P",
    "lock_order in 2: a -> b, b -> a",
  ]);
  expect(violations(programs, ["lock_order"])).toEqual(["lock_order in 2: a -> b, b -> a"]);
});

test("a gate lock keeps an inversion from deadlocking, and it is still reported", () => {
  expect(
    violations({
      P: ["lock g", "lock a", "lock b", "unlock b", "unlock a", "unlock g"],
      Q: ["lock g", "lock b", "lock a", "unlock a", "unlock b", "unlock g"],
    }),
  ).toEqual(["lock_order in 3: a -> b, b -> a"]);
});

test("an inversion of three classes, by threads that never meet", () => {
  expect(
    violations({
      P: ["lock g", "lock a", "lock b", "unlock b", "unlock a", "unlock g"],
      Q: ["lock g", "lock b", "lock c", "unlock c", "unlock b", "unlock g"],
      R: ["lock g", "lock c", "lock a", "unlock a", "unlock c", "unlock g"],
    }),
  ).toEqual(["lock_order in 3: a -> b, b -> c, c -> a"]);
});

test("one order everywhere is in order", () => {
  expect(
    violations({
      P: ["lock a", "lock b", "unlock b", "unlock a"],
      Q: ["lock a", "lock b", "unlock a", "unlock b"],
    }),
  ).toEqual([]);
});

test("a trylock waits for nothing and adds nothing to the order", () => {
  expect(
    violations({
      P: ["lock a", "lock b", "unlock b", "unlock a"],
      Q: ["lock b", "try a", "unlock a", "unlock b"],
    }),
  ).toEqual([]);
});

test("a lock held by a trylock counts as held", () => {
  expect(
    violations({ P: ["lock a", "lock b", "unlock b", "unlock a"], Q: ["try b", "lock a"] }),
  ).toContain("lock_order in 2: a -> b, b -> a");
});

test("two locks of one class, nested", () => {
  expect(violations({ P: ["lock x.ptl", "lock y.ptl", "unlock y.ptl", "unlock x.ptl"] })).toEqual([
    "lock_order in 2: ptl -> ptl",
  ]);
  expect(violations({ P: ["lock x.ptl", "try y.ptl", "unlock y.ptl", "unlock x.ptl"] })).toEqual(
    [],
  );
});

test("a thread that waits for a lock it holds", () => {
  expect(violations({ P: ["lock a", "lock a"] })).toEqual(["self_deadlock in 1: P -> P"]);
  expect(violations({ P: ["read a", "lock a"] })).toEqual(["self_deadlock in 1: P -> P"]);
  expect(violations({ P: ["read a", "read a", "unlock a", "unlock a"] })).toEqual([]);
});

test("whoever waits for one that waits for itself is no deadlock of its own", () => {
  expect(violations({ P: ["lock a", "lock a"], Q: ["lock a", "unlock a"] })).toEqual([
    "self_deadlock in 1: P -> P",
  ]);
});

test("if self-deadlock is allowed, a state without steps is still a deadlock", () => {
  expect(violations({ P: ["lock a", "lock a"] }, ["deadlock"])).toEqual(["deadlock in 1:"]);
});

test("two readers that both want to write wait for each other and for themselves", () => {
  const reader = ["read m", "lock m", "unlock m"];
  expect(violations({ P: reader, Q: reader })).toEqual([
    "deadlock in 2: P -> Q -> P",
    "self_deadlock in 1: P -> P",
  ]);
});

test("a cycle is found though others go on for ever", () => {
  const model = lockingModel({ P: ["lock a", "lock b"], Q: ["lock b", "lock a"] });
  const busy = {
    ...model,
    actions: { ...model.actions, idle: { parameters: {}, guard: () => true, effect: same } },
  };
  const { verdicts } = explore(busy);
  expect(verdicts.find(({ property }) => property === "deadlock")?.cause).toMatchObject({
    cycle: ["P", "Q"],
  });
});

function same<T>(value: T): T {
  return value;
}

test("a lock that is never given back stops others without a cycle", () => {
  const { verdicts } = explore(lockingModel({ P: ["lock a"], Q: ["lock a"] }));
  expect(verdicts.find(({ property }) => property === "deadlock")).toMatchObject({
    verdict: "violated",
    cause: {
      cycle: [],
      waiting: [{ thread: "Q", holders: [{ thread: "P", mode: "write" }] }],
    },
  });
});

test("three philosophers", () => {
  const programs = {
    Plato: ["lock f0", "lock f1", "unlock f1", "unlock f0"],
    Kant: ["lock f1", "lock f2", "unlock f2", "unlock f1"],
    Mill: ["lock f2", "lock f0", "unlock f0", "unlock f2"],
  };
  expect(violations(programs, ["deadlock"])).toEqual([
    "deadlock in 3: Plato -> Kant -> Mill -> Plato",
  ]);
});
