// Mutilated specs: one token deleted, doubled, changed with the next one, or replaced by another.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import type { Token } from "../../src/syntax/tokens.js";
import { tokensOf } from "../../src/syntax/tokens.js";
import { isSwept } from "./specs.js";

export const mutilations = ["delete", "double", "swap", "replace"] as const;

export type Mutilation = (typeof mutilations)[number];

/** A spec in its tokens. */
export interface Tokenized {
  readonly path: string;
  readonly text: string;
  readonly tokens: readonly Token[];
}

export function tokenized(path: string): Tokenized {
  const text = readFileSync(path, "utf8");
  return { path, text, tokens: tokensOf(text) };
}

/** Large, or importing much: dear to compile some forty times each. */
const large = /^specs\/(?:mm|x86)\/|^specs\/(?:retract|thread)\.lw$/;

/** The project's smaller specs and modules: many features, and little of each. */
export function smallSpecs(): readonly Tokenized[] {
  return readdirSync("specs", { recursive: true, encoding: "utf8" })
    .map((file) => `specs/${file}`)
    .filter((path) => path.endsWith(".lw") && !large.test(path) && isSwept(path))
    .sort()
    .map(tokenized);
}

/** The text of a spec mutilated in one place, in one of these ways. */
export function mutantOf(
  { text, tokens }: Tokenized,
  ways: readonly Mutilation[] = mutilations,
): fc.Arbitrary<string> {
  const token = fc.nat({ max: tokens.length - 2 });
  return fc
    .tuple(token, fc.constantFrom(...ways), token)
    .map(([index, how, by]) => mutilated(text, tokens.slice(index, index + 2), how, tokens[by]));
}

function mutilated(
  text: string,
  [one, next]: readonly Token[],
  how: Mutilation,
  other: Token | undefined,
): string {
  if (one === undefined || next === undefined || other === undefined) return text;
  const [before, after] = [text.slice(0, one.start), text.slice(one.end)];
  switch (how) {
    case "delete":
      return before + after;
    case "double":
      return `${before}${one.text} ${text.slice(one.start)}`;
    case "swap":
      return before + next.text + text.slice(one.end, next.start) + one.text + text.slice(next.end);
    case "replace":
      return before + other.text + after;
  }
}
