// Where to cut a text so that a mistake stays in its own part: at lines that begin with a word that
// begins a declaration and, inside of a declaration, at its members and their statements.

import { declarationWords, isReserved, statementWords } from "./expected.js";
import type { Token } from "./tokens.js";

export interface Range {
  readonly start: number;
  readonly end: number;
}

export function within(inner: { start: number }, outer: Range): boolean {
  return inner.start >= outer.start && inner.start < outer.end;
}

let firstColumn: RegExp | undefined;

/**
 * The parts of a text whose declarations all begin in the first column, as they do in every spec
 * that anyone lays out. Each can be parsed alone: no object or variant goes on there, and what else
 * could is tried on the whole text when its part fails.
 */
export function chunksOf(text: string): readonly Range[] {
  firstColumn ??= new RegExp(
    // `lock a` may be a statement, in a spec without any indentation.
    `^(?:(?!lock\\b)(?:${declarationWords().join("|")})\\b|lock\\s+\\w+\\s*(?::|is\\b))`,
    "gm",
  );
  const starts = [...text.matchAll(firstColumn)].map(({ index }) => index);
  const [first = 0] = starts;
  const headed = /^(?:\s|\/\/.*)*$/.test(text.slice(0, first));
  return rangesFrom(headed ? starts.slice(1) : starts, text.length);
}

/** Words that begin a line of a declaration and no declaration. */
const clauses = new Set([
  ...["on", "need", "unless", "after", "until", "before", "never", "between", "where", "by"],
  ...["add", "drop", "replace", "with", "of", "as"],
]);

/**
 * The same for a text that is wrong: lines may be indented, and a line that begins as far left as a
 * declaration with a word that is none may be meant as one.
 */
export function likelyChunksOf(text: string, tokens: readonly Token[]): readonly Range[] {
  const words = new Set(declarationWords());
  const firsts = tokens.filter(({ first, kind }) => first && kind === "word");
  const left = Math.min(
    ...firsts
      .filter(({ text: word }) => words.has(word) && !isHeader(word))
      .map(({ column }) => column),
  );
  const statements = new Set(statementWords());
  const meantAsOne = ({ text: word }: Token) =>
    !isReserved(word) && !statements.has(word) && !clauses.has(word);
  let inProcess = false;
  const isStart = (token: Token, index: number): boolean => {
    const [next, afterNext] = tokens.slice(index + 1, index + 3);
    if (token.text === "lock") {
      const indented = (tokens[index - 1]?.column ?? 0) > left;
      return indented || afterNext?.text === ":" || afterNext?.text === "is";
    }
    if (words.has(token.text)) return true;
    if (token.text === "step" || token.text === "var") return !inProcess;
    return meantAsOne(token) && next?.first === false && isHeading(next);
  };
  const starts: number[] = [];
  tokens.forEach((token, index) => {
    if (!token.first || token.kind !== "word" || token.column > left) return;
    if (!isStart(token, index)) return;
    starts.push(token.start);
    // A process whose own word is misspelt has steps all the same.
    inProcess = ["process", "procedure", "fair", "strongly"].includes(token.text);
    inProcess ||= !words.has(token.text);
  });
  return rangesFrom(starts[0] === tokens[0]?.start ? starts.slice(1) : starts, text.length);
}

/** The header says nothing of how far the declarations below it are indented. */
function isHeader(word: string): boolean {
  return word === "model" || word === "module";
}

/** What may follow the first word of a declaration, in this language or in TLA+. */
function isHeading({ kind, text }: Token): boolean {
  return kind === "word" || kind === "string" || text === "==";
}

/** Cuts at these offsets; what comes before the first declaration stays with it. */
function rangesFrom(cuts: readonly number[], end: number): readonly Range[] {
  const all = [0, ...cuts];
  return all.map((start, index) => ({ start, end: all[index + 1] ?? end }));
}

/** The word that says what a declaration is, past `fair` and the like. */
export function headOf(tokens: readonly Token[]): Token | undefined {
  return tokens.find(({ text }) => !["fair", "strongly", "shared"].includes(text));
}

/**
 * The parts of a declaration that can be wrong by themselves, smallest first: lines of statements,
 * and members with all their lines.
 */
export function piecesOf(tokens: readonly Token[], chunk: Range): readonly Range[] {
  const head = headOf(tokens)?.text ?? "";
  const members = split(tokens, chunk, (token, next) => isMember(head, token, next));
  const bodies = head === "init" || head === "action" ? [chunk] : members;
  const statements = bodies.flatMap((body) => statementLines(tokens, body));
  return [...statements, ...members];
}

function isMember(head: string, token: Token, next: Token | undefined): boolean {
  if (!token.first) return false;
  switch (head) {
    case "process":
    case "procedure":
      return ["step", "var", "fair", "strongly"].includes(token.text);
    case "object":
      return token.text === "lock" || token.text === "state";
    case "state":
      return token.text !== head && next?.text === ":";
    case "bits":
      return next?.text === "at";
    case "variant":
      return next?.text === "=" || ["run", "allow", "check", "drop", "add"].includes(token.text);
    default:
      return false;
  }
}

function split(
  tokens: readonly Token[],
  range: Range,
  starts: (token: Token, next: Token | undefined) => boolean,
): readonly Range[] {
  const found = tokens.filter((token, index) => starts(token, tokens[index + 1]));
  return found.map(({ start }, index) => ({ start, end: found[index + 1]?.start ?? range.end }));
}

/** Words and signs that go on with the statement of the line above. */
const goesOn = new Set(["else", "or", "and", "implies", "case", "where", "then", "}", ")", "]"]);

/** The statements of a body that begin in the column of its first one, or left of it by mistake. */
function statementLines(tokens: readonly Token[], body: Range): readonly Range[] {
  const inside = tokens.filter((token) => within(token, body));
  const then = inside[0]?.text === "action" ? inside.findIndex(({ text }) => text === "then") : 0;
  const rest = inside.slice(then + 1);
  const opening = inside[0]?.text === "action" ? rest[0] : rest.find(({ first }) => first);
  if (opening === undefined || then < 0 || inside[0]?.text === "var") return [];
  return split(
    rest,
    body,
    (token) =>
      token === opening ||
      (token.first && token.column <= opening.column && !goesOn.has(token.text)),
  );
}
