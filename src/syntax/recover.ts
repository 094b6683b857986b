// What can be said of a text that does not parse, and kept of it: every mistake that is not the
// consequence of another, and the declarations, members and statements that have none.
//
// A declaration that fails is parsed again and again, each time without the smallest part that
// holds the mistake just found, until what is left of it is right. Every round takes out at least
// one character that is not blank, so the rounds end.

import type { Grammar, MatchResult } from "ohm-js";
import grammars from "../../grammar/lockwright.ohm-bundle.js";
import type { Report } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import { positionOf } from "../base/source.js";
import { namesDeclaredBy } from "./broken.js";
import type { Contents } from "./build.js";
import { contentsOf } from "./build.js";
import { building, rootOf } from "./building.js";
import type { Range } from "./chunks.js";
import { likelyChunksOf, piecesOf, within } from "./chunks.js";
import { explain } from "./explain.js";
import { failureOf } from "./expected.js";
import type { Mistake, Scene } from "./scene.js";
import { culpritOf } from "./scene.js";
import type { SignMistake } from "./signs.js";
import { signMistakes } from "./signs.js";
import type { Token } from "./tokens.js";
import { tokensOf } from "./tokens.js";

/** What the tolerant grammar takes for a member of a list. */
const hole = "\u0001";
const removed = new Set<string | undefined>([hole, " "]);

/** A part of a text that parses. */
export interface Match extends Range {
  readonly match: MatchResult;
}

/** A part of a text by itself; only the first can have a header. */
export function matchRange(grammar: Grammar, text: string, { start, end }: Range): MatchResult {
  return grammar.match(text.slice(start, end), start === 0 ? "File" : "Declarations");
}

/** What was kept, and the names that are missing for what was not. */
export interface Recovered {
  readonly contents: readonly Contents[];
  readonly broken: readonly string[];
}

interface Patient {
  readonly source: SourceFile;
  /** The text without the comments of other languages. */
  readonly text: string;
  readonly report: Report;
  readonly signs: readonly SignMistake[];
  readonly broken: Set<string>;
}

/** `matches` are the parts of the text that are known to parse. */
export function recover(source: SourceFile, matches: readonly Match[], report: Report): Recovered {
  const all = tokensOf(source.text);
  const signs = signMistakes(source, all);
  const tokens = all.filter(({ kind }) => kind !== "foreign-comment");
  const text = withoutComments(source.text, all);
  const patient: Patient = { source, text, report, signs, broken: new Set() };
  const contents = likelyChunksOf(source.text, tokens).flatMap((chunk) => {
    const inside = tokens.filter((token) => within(token, chunk));
    const known = matches.find(({ start, end }) => start === chunk.start && end === chunk.end);
    return inside.length === 0 ? [] : [mend(patient, chunk, inside, known?.match)];
  });
  return { contents, broken: [...patient.broken] };
}

function withoutComments(text: string, tokens: readonly Token[]): string {
  let left = text;
  for (const { kind, start, end } of tokens) {
    if (kind !== "foreign-comment") continue;
    left = left.slice(0, start) + left.slice(start, end).replace(/[^\n]/g, " ") + left.slice(end);
  }
  return left;
}

/** What is right in one declaration; what is wrong in it is reported. */
function mend(
  patient: Patient,
  chunk: Range,
  tokens: readonly Token[],
  known: MatchResult | undefined,
): Contents {
  const { source, report } = patient;
  const build = (match: MatchResult, grammar: "Lockwright" | "Tolerant") =>
    building({ source, offset: chunk.start, report }, () => contentsOf(rootOf(match, grammar)));
  const strict = known ?? matchRange(grammars.Lockwright, source.text, chunk);
  if (strict.succeeded()) return build(strict, "Lockwright");

  const scene = { source, chunk, pieces: piecesOf(tokens, chunk) };
  const signs = patient.signs.filter((sign) => within(sign, chunk));
  const tolerant = matchRange(grammars.Tolerant, patient.text, chunk);
  if (tolerant.succeeded()) {
    // Without a foreign sign it is an empty list that the language does not take, and it says
    // where.
    if (signs.length === 0)
      explain({ ...scene, tokens, failure: failureIn(strict, chunk) }).say(report);
    for (const sign of signs) sign.say(report);
    return build(tolerant, "Tolerant");
  }
  return build(mended(patient, { ...scene, tokens, signs }, tolerant), "Tolerant");
}

/** The match of what is left when all that is wrong is taken out. */
function mended(
  { source, text: whole, report, broken }: Patient,
  around: Omit<Scene, "failure"> & { readonly signs: readonly SignMistake[] },
  firstMatch: MatchResult,
): MatchResult {
  const { chunk, tokens } = around;
  const said: Range[] = [];
  const explained = new Set<number>();
  let match = firstMatch;
  const passedOver: Range[] = [];
  let text = whole.slice(chunk.start, chunk.end);
  while (match.failed()) {
    const left = tokens.filter(({ start }) => !removed.has(text[start - chunk.start]));
    const scene = { ...around, tokens: left, failure: failureIn(match, chunk) };
    const mistake = explain(scene);
    const culprit = culpritOf(scene, mistake);
    const isForeign = mistake.foreign === true || mistake.remove === chunk;
    const signs = around.signs.filter((sign) => !isForeign || !within(sign, culprit));
    if (!follows(source, mistake, culprit, signs, said)) mistake.say(report);
    if (mistake.ofSign) explained.add(mistake.at);
    said.push(culprit);
    if (isForeign) passedOver.push(culprit);
    const lost = left.filter((token) => within(token, culprit));
    for (const name of namesDeclaredBy(lost)) broken.add(name);
    text = without(text, culprit, around);
    match = grammars.Tolerant.match(text, chunk.start === 0 ? "File" : "Declarations");
  }
  // What was passed over as a whole may be no Lockwright at all, and its signs are its own.
  for (const sign of around.signs)
    if (!explained.has(sign.start) && !passedOver.some((range) => within(sign, range)))
      sign.say(report);
  return match;
}

/** Whether a mistake is the consequence of one that was said already, or of a foreign sign. */
function follows(
  source: SourceFile,
  { at }: Mistake,
  culprit: Range,
  signs: readonly SignMistake[],
  said: readonly Range[],
): boolean {
  const line = (offset: number) => positionOf(source, offset).line;
  const confused = signs.some(
    ({ confusing, start }) => confusing && Math.abs(line(start) - line(at)) <= 1,
  );
  const inside = (range: Range) => range.start > culprit.start && range.end <= culprit.end;
  return confused || said.some(inside);
}

function failureIn(match: MatchResult, { start }: Range): Scene["failure"] {
  const failure = failureOf(match);
  return { ...failure, at: failure.at + start };
}

/** The text without a part of it: a hole for what is one of a list, and blanks for all the rest. */
function without(
  text: string,
  culprit: Range,
  { chunk, pieces }: Pick<Scene, "chunk" | "pieces">,
): string {
  const [start, end] = [culprit.start - chunk.start, culprit.end - chunk.start];
  const blank = text.slice(start, end).replace(/[^\n]/g, " ");
  const left = pieces.includes(culprit) ? blank.replace(" ", hole) : blank;
  return text.slice(0, start) + left + text.slice(end);
}
