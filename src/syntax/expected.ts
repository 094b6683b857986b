// What the grammar would have taken where a text went wrong. Ohm names the words and signs; a set of
// them that begins every type is said as "a type".

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

export function failureOf(match: MatchResult): Failure {
  const wanted = new Set<string>();
  const needed = new Set<string>();
  if (!match.failed() || !recordsFailures(match)) return { at: 0, wanted, needed };
  for (const failure of match.getRightmostFailures()) {
    const text = unquoted(failure.toString());
    if (text === end || text.startsWith("not ")) continue;
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

function wantedAfter(text: string, rule: string): ReadonlySet<string> {
  return failureOf(grammars.Lockwright.match(text + nothing, rule)).wanted;
}

/** Larger ones first: a type can begin as an expression does, with the lower bound of a range. */
const categories: readonly (readonly [rule: string, said: string])[] = [
  ["Declaration", "a declaration"],
  ["Statement", "a statement"],
  ["Step", "a step"],
  ["Type", "a type"],
  ["Expr", "an expression"],
  ["Sum", "an expression"],
  ["Postfix", "an expression"],
  ["Event", "an event"],
  ["LockSet", "a lock"],
  ["RuleForm", "`on`, `after` or `never`"],
];

interface Beginnings {
  readonly said: string;
  readonly words: ReadonlySet<string>;
}

let beginnings: readonly Beginnings[] | undefined;

function allBeginnings(): readonly Beginnings[] {
  beginnings ??= categories.map(([rule, said]) => ({ said, words: wantedAfter("", rule) }));
  return beginnings;
}

let continuations: ReadonlySet<string> | undefined;

/** What can follow a complete expression and go on with it: operators, mostly. */
function afterExpression(): ReadonlySet<string> {
  continuations ??= wantedAfter("a ", "Expr");
  return continuations;
}

/** The words that may begin a declaration, a header among them. */
export function declarationWords(): readonly string[] {
  return [...wantedAfter("", "Declaration"), ...wantedAfter("", "Header")];
}

/** The words that may begin a statement. */
export function statementWords(): readonly string[] {
  return [...wantedAfter("", "Statement")].filter((word) => word !== "a name");
}

/** Whether a word of the language can never be a name. */
export function isReserved(word: string): boolean {
  return grammars.Lockwright.match(word, "reserved").succeeded();
}

/** What to say was expected: the general before the particular. */
export function expectations(failure: Failure): readonly string[] {
  const remaining = new Set(failure.needed.size > 0 ? failure.needed : failure.wanted);
  const said: string[] = [];
  for (const { said: category, words } of allBeginnings()) {
    if (![...words].every((word) => remaining.has(word))) continue;
    if (!said.includes(category)) said.push(category);
    for (const word of words) remaining.delete(word);
  }
  const particular = [...remaining].filter((word) => !afterExpression().has(word));
  const operators = remaining.size > particular.length;
  return [
    ...(operators && particular.length === 0 ? ["an operator"] : []),
    ...said,
    ...particular.map(quoted),
  ];
}

function quoted(text: string): string {
  return /^an? /.test(text) ? text : `\`${text}\``;
}
