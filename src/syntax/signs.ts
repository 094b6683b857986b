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
  return tokens.flatMap((token) => {
    const found = mistakeOf(source, token);
    return found === undefined ? [] : [{ start: token.start, ...found }];
  });
}

function mistakeOf(source: SourceFile, token: Token): Omit<SignMistake, "start"> | undefined {
  const { kind, text, start, end } = token;
  const at = { source, start, end };
  if (kind === "foreign-comment") {
    const opener = text.startsWith("#") ? "#" : "/*";
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
function characterMistake(
  source: SourceFile,
  { text, start, end }: Token,
): Omit<SignMistake, "start"> {
  const after = /^\w+/.exec(source.text.slice(end, end + longestWord)) ?? [];
  const word = text === "\\" ? (after[0] ?? "") : "";
  const meant = mathematics.get(text) ?? backslashed.get(word);
  if (meant !== undefined) {
    const place = { at: { source, start, end: end + word.length }, help: `write \`${meant}\`` };
    const sign = text + word;
    return { confusing: true, say: (report) => report("syntax/foreign-sign", { sign }, place) };
  }
  const help = text === "'" ? { help: "a step gives a variable its next value with `:=`" } : {};
  const place = { at: { source, start, end }, ...help };
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
