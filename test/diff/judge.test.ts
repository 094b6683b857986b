// Many models judged at a time: as each alone would be, in any number of threads, once for each
// model however often it is asked for, and from the cache where it was judged before.

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { judgeAll, type JudgeOptions } from "../../src/cli/judge.js";
import { silent } from "../../src/cli/terminal.js";
import type { Core } from "../../src/core/core.js";
import { modelKey } from "../../src/core/model-key.js";
import type { Judgement } from "../../src/diff/judgement.js";
import { coreOfText } from "../support/specs.js";

const folder = mkdtempSync(join(tmpdir(), "lockwright-judge-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A counter to `most`, which a rule forbids to be 2. */
function counter(most: number, sentence = "Counts."): Core {
  return coreOfText(`// ${sentence}
state n : 0..9
action up
  when n < ${most}
  then n := n + 1
invariant not_two "${sentence}" n != 2
allow deadlock
`);
}

async function judge(cores: readonly Core[], options: JudgeOptions): Promise<readonly Judgement[]> {
  const subjects = cores.map((core, index) => ({ name: `model ${index}`, core }));
  const stop = { reason: undefined, noteDisk: () => undefined, end: () => undefined };
  return judgeAll(subjects, options, silent, stop);
}

test("models have one key that differ in places and sentences only", () => {
  expect(modelKey(counter(3, "In other words, and later."))).toBe(modelKey(counter(3)));
  expect(modelKey(counter(4))).not.toBe(modelKey(counter(3)));
});

test("judgements do not depend on threads and come back from the cache", async () => {
  const cores = [1, 2, 3, 4, 5, 6, 7].map((most) => counter(most));
  const alone = await judge(cores, { workers: 1, cache: false });
  expect(alone.map(({ distinct }) => distinct)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(alone.map(({ rulings }) => rulings[0])).toEqual([
    { property: "not_two", kind: "invariant", verdict: "holds" },
    ...cores
      .slice(1)
      .map(() => ({ property: "not_two", kind: "invariant", verdict: "violated", steps: 2 })),
  ]);
  expect(await judge(cores, { workers: 3, cache: folder })).toEqual(alone);
  expect(await judge(cores, { workers: 1, cache: folder })).toEqual(alone);
});

test("a model is judged once, and what a limit ended is not kept", async () => {
  const own = join(folder, "own");
  const [one, other] = await judge([counter(3), counter(3, "Again.")], { cache: own });
  expect(other).toBe(one);
  await judge([counter(8)], { cache: own, maxStates: 3 });
  const kept = readdirSync(own, { recursive: true, encoding: "utf8" });
  expect(kept.filter((name) => name.endsWith(".json"))).toHaveLength(1);
});
