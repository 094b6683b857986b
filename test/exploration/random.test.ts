// Random small models: the engine finds what the oracle finds. A failure prints its seed.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Exploration } from "../../src/engine/exploration.js";
import { explore } from "../../src/engine/explore.js";
import { lockingModel } from "../support/locking-model.js";
import type { ToyExploration } from "../support/toy-explorer.js";
import { toyExplore } from "../support/toy-explorer.js";
import { toyModel } from "../support/toy-model.js";
import { OutOfRange } from "../../src/runtime/model.js";

const word = fc
  .tuple(fc.constantFrom("lock", "read", "try", "unlock", "skip"), fc.constantFrom("a", "b", "x.c"))
  .map(([verb, lock]) => `${verb} ${lock}`);

const program = fc.array(word, { minLength: 1, maxLength: 5 });

/** Counters that go up and down by random amounts; too high is out of range. */
const counters = fc.record({
  start: fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 3 }),
  by: fc.array(fc.tuple(fc.integer({ min: -2, max: 3 }), fc.integer({ min: -2, max: 3 })), {
    minLength: 1,
    maxLength: 4,
  }),
  forbidden: fc.nat(8),
  needed: fc.nat(8),
});

function agree(found: Exploration<unknown>, toy: ToyExploration): void {
  const { distinct, generated, depth, violated } = toy;
  expect(found).toMatchObject({ distinct, generated, depth, complete: true });
  const ours = found.verdicts
    .filter(({ verdict, cause }) => verdict === "violated" && cause?.kind !== "deadlock")
    .map(({ property }) => property);
  expect(ours.sort()).toEqual(violated);
}

test("threads and locks", () => {
  fc.assert(
    fc.property(program, program, program, (P, Q, R) => {
      const model = lockingModel({ P, Q, R }, { checks: ["deadlock", "self_deadlock"] });
      agree(explore(model), toyExplore(model));
    }),
    { numRuns: 200 },
  );
});

test("counters with invariants, requirements and ranges", () => {
  fc.assert(
    fc.property(counters, ({ start, by, forbidden, needed }) => {
      const model = toyModel<{ x: number; y: number }>({
        init: start.map(([x, y]) => ({ x, y })),
        actions: {
          add: {
            parameters: { which: by.map((_, index) => index) },
            guard: (s, { which }) => s.x + (by[which as number]?.[0] ?? 0) >= 0,
            requires: [
              { property: "needs", on: (s) => s.y > 2, need: (s) => s.x !== needed },
              { property: "never", on: () => false, need: () => false },
            ],
            effect: (s, { which }) => {
              const [dx, dy] = by[which as number] ?? [0, 0];
              if (s.y + dy > 6) throw new OutOfRange(`${s.y + dy}`);
              return { x: Math.min(8, s.x + dx), y: Math.max(0, s.y + dy) };
            },
          },
        },
        invariants: { not_there: { holds: (s) => s.x !== forbidden } },
        checks: ["out_of_range"],
      });
      agree(explore(model), toyExplore(model));
    }),
    { numRuns: 300 },
  );
});
