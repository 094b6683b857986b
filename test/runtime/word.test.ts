// Computing with plain words, against the oracle: bit by bit, for any words.

import fc from "fast-check";
import { expect, test } from "vitest";
import { loadModule, readSource } from "../../src/cli/files.js";
import { compile } from "../../src/compile.js";
import { loadModel } from "../../src/emit/emit.js";
import { bitsOf, withBits } from "../../src/runtime/index.js";
import { argumentsOf, Interpreter } from "../support/interpret.js";

const outcome = compile(readSource("test/features/words.lw"), loadModule);
const core = outcome.ok ? outcome.value.core("default") : undefined;
if (core?.ok !== true) throw new Error("the spec of words has errors");
const { value: words } = core;
const model = loadModel(words);

const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const place = fc.integer({ min: 0, max: 63 });

test("actions on words do what the core says", () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 7 }), (w, other, at) => {
      const state = { w, h: other & 0xffff_ffffn, place: at };
      const oracle = new Interpreter(words, state);
      for (const action of words.actions)
        for (const args of argumentsOf(action)) {
          const written = model.actions[action.name];
          const isTaken = oracle.value(action.guard, args);
          expect(written?.guard(state, { ...args })).toBe(isTaken);
          if (isTaken !== true) continue;
          expect(written?.effect(state, { ...args })).toEqual(oracle.after(action.effect, args));
        }
    }),
    { numRuns: 200 },
  );
});

test("what is written is what is read", () => {
  fc.assert(
    fc.property(word, word, place, place, (w, value, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const changed = withBits(w, low, high, value);
      expect(bitsOf(changed, low, high)).toBe(BigInt.asUintN(high - low + 1, value));
      expect(withBits(changed, low, high, bitsOf(w, low, high))).toBe(w);
      expect(withBits(w, low, high, true)).toBe(withBits(w, low, high, 2n ** 64n - 1n));
      expect(withBits(w, low, high, false)).toBe(withBits(w, low, high, 0n));
    }),
  );
  expect(bitsOf(5n, 2, 1)).toBe(0n);
  expect(withBits(5n, 2, 1, true)).toBe(5n);
});
