// Mistakes that show in single words and signs: those of other languages, and what was never
// closed. The tolerant grammar reads on past each of them.

import type { Report } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import type { Token } from "./tokens.js";

/** Signs of C and TLA+, and how the same is written here. */
const foreign = new Map([
  ["==", "="],
  ["&&", "and"],
  ["||", "or"],
  ["!", "not"],
  ["~", "not"],
  ["/\\", "and"],
  ["\\/", "or"],
  ["=>", "implies"],
  ["=<", "<="],
  ["<>", "!="],
  ["/=", "!="],
  ["~>", "leads to"],
]);

/** Signs that the tolerant grammar reads past, and what may have been meant by them. */
const strangers = new Map([
  ["%", "write `mod`"],
  ["&", "write `and`, or `intersect` of sets and plain words"],
  ["\\", "write `minus`"],
  ["'", "a step gives a variable its next value with `:=`"],
]);

/** Letters of mathematics, as TLA+ is printed, and quotation marks of a text processor. */
const mathematics = new Map([
  ["∧", "and"],
  ["∨", "or"],
  ["¬", "not"],
  ["⇒", "implies"],
  ["→", "->"],
  ["≠", "!="],
  ["≤", "<="],
  ["≥", ">="],
  ["∈", "in"],
  ["∉", "not in"],
  ["∀", "all"],
  ["∃", "some"],
  ["∪", "union"],
  ["∩", "intersect"],
  ["⊆", "subset"],
  ["∖", "minus"],
  ["≔", ":="],
  ["“", '"'],
  ["”", '"'],
]);

/** The words of TLA+ that begin with a backslash. */
const backslashed = new Map([
  ["A", "all"],
  ["E", "some"],
  ["in", "in"],
  ["notin", "not in"],
  ["union", "union"],
  ["cup", "union"],
  ["intersect", "intersect"],
  ["cap", "intersect"],
  ["subseteq", "subset"],
  ["land", "and"],
  ["lor", "or"],
  ["lnot", "not"],
  ["leq", "<="],
  ["geq", ">="],
  ["div", "div"],
]);

export interface SignMistake {
  readonly start: number;
  readonly say: (report: Report) => void;
  /** The grammar may fail here for the same reason, which is then not said again. */
  readonly confusing: boolean;
}

export function signMistakes(source: SourceFile, tokens: readonly Token[]): readonly SignMistake[] {
  return tokens.flatMap((token, index) => {
    const [before, next] = [tokens[index - 1], tokens[index + 1]];
    const found =
      modality(source, token, before, next) ??
      quotation(source, token, tokens) ??
      bullet(source, token, before, tokens[index - 2]) ??
      (before?.text === "EXCEPT" ? undefined : mistakeOf(source, token));
    return found === undefined ? [] : [{ start: token.start, ...found }];
  });
}

type Found = Omit<SignMistake, "start">;

/** `[]F` and `<>F`, where no value stands before that could be compared. */
function modality(
  source: SourceFile,
  { text, start, end }: Token,
  before: Token | undefined,
  next: Token | undefined,
): Found | undefined {
  const isBox = text === "]" && before?.text === "[" && before.end === start;
  const isPrefix = next?.start === end && (next.kind === "word" || /^[(<[]$/.test(next.text));
  if (!isPrefix || (text !== "<>" && !isBox)) return undefined;
  const sign = isBox ? "[]" : text;
  const place = {
    at: { source, start: isBox ? before.start : start, end },
    help: `write \`${isBox ? "always" : "eventually"}\``,
  };
  return { confusing: true, say: (report) => report("syntax/foreign-sign", { sign }, place) };
}

/** The first sign of a list of conditions, as TLA+ has them: the tolerant grammar reads past it. */
function bullet(
  source: SourceFile,
  { text, first, start, end }: Token,
  before: Token | undefined,
  head: Token | undefined,
): Found | undefined {
  if ((text !== "/\\" && text !== "\\/") || !first) return undefined;
  const isName = /^(invariant|reachable|property|constraint)$/.test(head?.text ?? "");
  if (!isName && before?.kind !== "string" && !/^([(=:]|then|when)$/.test(before?.text ?? ""))
    return undefined;
  const help = "between conditions write `and` or `or`; nothing stands before the first";
  const place = { at: { source, start, end }, help };
  return { confusing: true, say: (report) => report("syntax/foreign-sign", { sign: text }, place) };
}

/** `'A sentence.'`: said once, at its first quote. */
function quotation(
  source: SourceFile,
  { text, start, end }: Token,
  tokens: readonly Token[],
): Found | undefined {
  if (text !== "'") return undefined;
  const isPrime = /\w/.test(source.text[start - 1] ?? "");
  const line = source.text.slice(source.text.lastIndexOf("\n", start) + 1, start);
  const isClosing = /(^|[^\w'])'[^']*$/.test(line);
  if (isClosing) return { confusing: true, say: () => undefined };
  if (isPrime || !tokens.some((other) => other.text === "'" && other.start > start))
    return undefined;
  const place = { at: { source, start, end }, help: "a sentence stands in double quotes" };
  return {
    confusing: true,
    say: (report) => report("syntax/character", { character: text }, place),
  };
}

function mistakeOf(source: SourceFile, token: Token): Found | undefined {
  const { kind, text, start, end } = token;
  const at = { source, start, end };
  if (kind === "foreign-comment") {
    const opener = text.startsWith("#") ? "#" : text.slice(0, 2);
    const place = { at: { ...at, end: start + opener.length } };
    return { confusing: false, say: (report) => report("syntax/comment", { opener }, place) };
  }
  if (kind === "string" && (text.length < 2 || !text.endsWith('"')))
    return {
      confusing: true,
      say: (report) => report("syntax/unclosed-string", {}, { at: { ...at, end: start + 1 } }),
    };
  if (kind === "number" && !/^(0x[\da-fA-F][\da-fA-F_]*|\d[\d_]*)$/.test(text))
    return {
      confusing: true,
      say: (report) => report("syntax/number", { text }, { at }),
    };
  if (kind === "character") return characterMistake(source, token);
  if (kind !== "sign") return undefined;
  if (text === ";")
    return { confusing: false, say: (report) => report("syntax/semicolon", {}, { at }) };
  const sign = foreign.get(text);
  if (sign === undefined) return undefined;
  return {
    confusing: false,
    say: (report) =>
      report("syntax/foreign-sign", { sign: text }, { at, help: `write \`${sign}\`` }),
  };
}

const longestWord = 12;

/** A sign of mathematics is known for what it is; what any other was meant to be is not. */
function characterMistake(source: SourceFile, { text, start, end }: Token): Found {
  const after = /^\w+/.exec(source.text.slice(end, end + longestWord)) ?? [];
  const word = text === "\\" ? (after[0] ?? "") : "";
  const meant = mathematics.get(text) ?? backslashed.get(word);
  if (meant !== undefined) {
    const place = { at: { source, start, end: end + word.length }, help: `write \`${meant}\`` };
    const sign = text + word;
    return { confusing: true, say: (report) => report("syntax/foreign-sign", { sign }, place) };
  }
  if (text === "#") {
    const place = { at: { source, start, end }, help: "write `!=`" };
    return {
      confusing: true,
      say: (report) => report("syntax/foreign-sign", { sign: text }, place),
    };
  }
  const help = strangers.get(text);
  const place = { at: { source, start, end }, ...(help === undefined ? {} : { help }) };
  return {
    confusing: true,
    say: (report) => report("syntax/character", { character: visible(text) }, place),
  };
}

/** A character as a reader can see it. */
function visible(character: string): string {
  if (!/[\p{C}\p{Z}]/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
