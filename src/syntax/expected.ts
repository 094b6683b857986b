// What the grammar would have taken where a text went wrong. Ohm names the words and signs; a set
// of them that begins every type is said as "a type".

import type { MatchResult } from "ohm-js";
import grammars from "../../grammar/lockwright.ohm-bundle.js";

/** Where a match failed, and what would have been taken there. */
export interface Failure {
  readonly at: number;
  /** Words and signs as they are written, and descriptions such as "a name". */
  readonly wanted: ReadonlySet<string>;
  /** Those of them without which what was begun cannot end; the others would only have gone on. */
  readonly needed: ReadonlySet<string>;
}

/** The part of Ohm's failures that its types leave out. */
interface OhmFailure {
  isFluffy(): boolean;
  toString(): string;
}

function recordsFailures(
  match: MatchResult,
): match is MatchResult & { getRightmostFailures(): readonly OhmFailure[] } {
  return "getRightmostFailures" in match;
}

const end = "end of input";
/** What the tolerant grammar alone takes. */
const hole = "\\u0001";

export function failureOf(match: MatchResult): Failure {
  const wanted = new Set<string>();
  const needed = new Set<string>();
  if (!match.failed() || !recordsFailures(match)) return { at: 0, wanted, needed };
  for (const failure of match.getRightmostFailures()) {
    const text = unquoted(failure.toString());
    if (text === end || text === hole || text.startsWith("not ")) continue;
    wanted.add(text);
    if (!failure.isFluffy()) needed.add(text);
  }
  return { at: match.getRightmostFailurePosition(), wanted, needed };
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text;
}

/** A character that no rule takes. */
const nothing = "\0";

function failureAfter(text: string, rule: string): Failure {
  return failureOf(grammars.Lockwright.match(text + nothing, rule));
}

/** Works a value out when it is first asked for: a spec without mistakes never does. */
function once<T>(work: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: work() }).value;
}

/** Larger ones first: a type can begin as an expression does, with the lower bound of a range. */
const categories: readonly (readonly [rule: string, said: string])[] = [
  ["Declaration", "a declaration"],
  ["Statement", "a statement"],
  ["Step", "a step"],
  ["Type", "a type"],
  ["Expr", "an expression"],
  ["Event", "an event"],
  ["LockSet", "a lock"],
];

/** Every category with what begins it. */
const beginnings = once(() =>
  categories.map(([rule, said]) => ({ said, ...failureAfter("", rule) })),
);

/** What can follow a complete expression or type and go on with it: operators, mostly. */
const continuations = once(
  () => new Set([...failureAfter("a ", "Expr").wanted, ...failureAfter("A ", "Type").wanted]),
);

/** The words that may begin a declaration, a header among them. */
export const declarationWords: () => readonly string[] = once(() => [
  ...failureAfter("", "Declaration").wanted,
  ...failureAfter("", "Header").wanted,
]);

/** The words that may begin a statement. */
export const statementWords: () => readonly string[] = once(() =>
  [...failureAfter("", "Statement").wanted].filter((word) => word !== "a name"),
);

const known = new Map<string, boolean>();

/** Whether a word of the language can never be a name. */
export function isReserved(word: string): boolean {
  const found = known.get(word) ?? grammars.Lockwright.match(word, "reserved").succeeded();
  known.set(word, found);
  return found;
}

/** What may stand in many places, and is hardly ever what is missing there. */
const additions = new Set(["a sentence in quotes", "an indented line", "only", "an operator"]);

/** What to say was expected: the general before the particular. */
export function expectations(failure: Failure): readonly string[] {
  const all = failure.needed.size > 0 ? failure.needed : failure.wanted;
  // Ohm has the words that were tried last first.
  const remaining = new Set([...all].reverse());
  const said: string[] = [];
  for (const { said: category, needed, wanted } of beginnings()) {
    if (![...needed].every((word) => all.has(word))) continue;
    // A type may begin as an expression does, so one who can have either is told of the former.
    if (category !== "an expression" || !said.includes("a type")) said.push(category);
    for (const word of wanted) remaining.delete(word);
  }
  const goesOn = (word: string) => continuations().has(word) || additions.has(word);
  const particular = [...remaining].filter((word) => !goesOn(word)).map(quoted);
  if (said.length + particular.length > 0) return [...said, ...particular];
  return remaining.has("an operator") ? ["an operator"] : [...remaining].map(quoted);
}

function quoted(text: string): string {
  return /^an? /.test(text) ? text : `\`${text}\``;
}
