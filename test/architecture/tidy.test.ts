// The habits a machine can hold: what every source, grammar and spec looks like, line by line.

import { expect, test } from "vitest";
import { filesMatching, linesBreaking } from "./tree.js";

const written = /^(src|test|generated)\/.*\.[jt]s$|^grammar\/.*\.ohm$|^specs\/.*\.lw$/;

test("every source file opens with a comment that says what it is", () => {
  const silent = filesMatching(/^src\/.*\.ts$/).filter(({ lines }) => {
    const first = lines[0]?.startsWith("#!") ? lines[1] : lines[0];
    return !/^\/[/*]/.test(first ?? "");
  });
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test("no line is wider than 100 characters", () => {
  expect(linesBreaking(written, (line) => [...line].length > 100)).toEqual([]);
});

test("no line ends in a blank", () => {
  const text = /\.(ts|js|json|ohm|lw|md)$|^\.ci\//;
  expect(linesBreaking(text, (line) => /\s$/.test(line))).toEqual([]);
});

test("what is left to do names its issue", () => {
  // The brackets keep this file from matching itself.
  const unowned = /\b(TO[D]O|FIX[M]E)\b(?!\(#\d+\))/;
  expect(linesBreaking(written, (line) => unowned.test(line))).toEqual([]);
});

test("a rule that is switched off carries its reason", () => {
  const bare = /eslint-disabl[e](?!.* -- \S)|@ts-(ignor[e]|nochec[k])|@ts-expect-erro[r](?! \S)/;
  expect(linesBreaking(written, (line) => bare.test(line))).toEqual([]);
});

test("no test is left out or run alone", () => {
  const partial = /\b(it|test|describe)\.(only|skip|todo)\b/;
  expect(linesBreaking(/^test\/.*\.test\.ts$/, (line) => partial.test(line))).toEqual([]);
});
