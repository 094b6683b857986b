// Numbers of states, pinned: by our explorer, by the oracle, and by TLC where the model is a known
// one.

import { expect, test } from "vitest";
import { explore } from "../../src/engine/explore.js";
import type { Model } from "../../src/runtime/model.js";
import { toyPageTable } from "../support/toy-page-table.js";
import { lockingModel } from "../support/locking-model.js";
import { toyExplore } from "../support/toy-explorer.js";
import {
  binaryClock,
  counter,
  digraph,
  jugs,
  peterson,
  transactionCommit,
} from "../support/toy-model.js";

const dining = lockingModel({
  Plato: ["lock f0", "lock f1", "unlock f1", "unlock f0"],
  Kant: ["lock f1", "lock f2", "unlock f2", "unlock f1"],
  Mill: ["lock f2", "lock f0", "unlock f0", "unlock f2"],
});

const abba = lockingModel({
  P: ["lock a", "lock b", "unlock b", "unlock a"],
  Q: ["lock b", "lock a", "unlock a", "unlock b"],
});

const upgrade = lockingModel({
  P: ["read m", "lock m", "unlock m", "unlock m"],
  Q: ["read m", "lock m", "unlock m", "unlock m"],
});

/** A model whose states have a type of their own. */
type AnyModel = Model<never>;

const models: readonly (readonly [name: string, model: unknown, numbers: string])[] = [
  ["binary clock", binaryClock, "2 distinct, 4 generated, depth 1"],
  ["digraph", digraph([[1, 2], [3], [3], [], [0]]), "4 distinct, 5 generated, depth 3"],
  ["DieHard (TLC: 16, 97, 8)", jugs, "16 distinct, 97 generated, depth 8"],
  ["TCommit of 3 (TLC: 34, 94, 7)", transactionCommit(3), "34 distinct, 94 generated, depth 7"],
  [
    "TCommit of 5 (TLC: 274, 1296, 11)",
    transactionCommit(5),
    "274 distinct, 1296 generated, depth 11",
  ],
  ["Peterson", peterson(true), "20 distinct, 35 generated, depth 7"],
  ["Peterson, impolite", peterson(false), "16 distinct, 33 generated, depth 7"],
  ["counter", counter, "6 distinct, 6 generated, depth 6"],
  // The farthest state is 11 steps away: 12 levels, as TLC counts.
  ["locked page table", toyPageTable(), "200 distinct, 871 generated, depth 12"],
  ["locked page table, own flush", toyPageTable("own"), "392 distinct, 1527 generated, depth 15"],
  ["two locks in both orders", abba, "19 distinct, 23 generated, depth 9"],
  ["rwsem upgrade", upgrade, "4 distinct, 5 generated, depth 3"],
  ["dining philosophers", dining, "87 distinct, 154 generated, depth 13"],
];

test.each(models)("%s", (_, model, numbers) => {
  const found = explore(model as AnyModel);
  const toy = toyExplore(model as AnyModel);
  expect(`${found.distinct} distinct, ${found.generated} generated, depth ${found.depth}`).toBe(
    numbers,
  );
  expect(`${toy.distinct} distinct, ${toy.generated} generated, depth ${toy.depth}`).toBe(numbers);
  expect(found.complete).toBe(true);
});

test.each(models)("%s: explored twice, the same result", (_, model) => {
  expect(explore(model as AnyModel)).toEqual(explore(model as AnyModel));
});
