// Why a part of a text did not parse, in the words of someone who meant something by it. The causes
// we know are asked one after another; what none of them fits is said as the grammar sees it.

import type { Report } from "../base/diagnostic.js";
import type { SourceFile, Span } from "../base/source.js";
import { suggest } from "../base/suggest.js";
import type { Range } from "./chunks.js";
import { headOf, within } from "./chunks.js";
import type { Failure } from "./expected.js";
import { declarationWords, expectations, isReserved, statementWords } from "./expected.js";
import type { Token } from "./tokens.js";
import { closerOf, isCloser, openBrackets } from "./tokens.js";

/** A failure and what is around it. */
export interface Scene {
  readonly source: SourceFile;
  /** The declaration that failed, its tokens, and the parts that can be wrong by themselves. */
  readonly chunk: Range;
  readonly tokens: readonly Token[];
  readonly pieces: readonly Range[];
  /** Its offset counts from the beginning of the source. */
  readonly failure: Failure;
}

/** One mistake: what to say of it, where it is, and what to take out so as to find the next. */
export interface Mistake {
  readonly say: (report: Report) => void;
  readonly at: number;
  readonly remove?: Range;
  /** It says all there is to say of the sign that stands there. */
  readonly ofSign?: boolean;
}

/** The scene with what every cause asks for. */
interface View extends Scene {
  readonly found: Token | undefined;
  readonly before: Token | undefined;
  /** What was expected, as it is said. */
  readonly expected: readonly string[];
  /** What was begun before the failure is complete: something new was expected. */
  readonly complete: boolean;
  readonly spanOf: (range: Range) => Span;
  /**
   * The failing token or, when that stands on a later line, the end of what was left unfinished.
   */
  readonly place: Span;
}

export function explain(scene: Scene): Mistake {
  const view = viewOf(scene);
  for (const cause of causes) {
    const mistake = cause(view);
    if (mistake !== undefined) return mistake;
  }
  return {
    at: view.place.start === view.found?.start ? view.place.start : (view.before?.start ?? 0),
    say: (report) => {
      const after = view.before === undefined || view.complete ? undefined : shown(view.before);
      report("syntax/expected", { expected: view.expected.slice(0, 3), after }, { at: view.place });
    },
  };
}

const causes: readonly ((view: View) => Mistake | undefined)[] = [
  unknownDeclaration,
  unfinishedLine,
  unopenedBracket,
  unclosedBracket,
  stepOutside,
  wrongAssignSign,
  calledStatement,
  missingThen,
  noStatement,
  reservedName,
];

function viewOf(scene: Scene): View {
  const { source, tokens, failure } = scene;
  const index = tokens.findIndex(({ end }) => end > failure.at);
  const found = tokens[index];
  const before = index === -1 ? tokens.at(-1) : tokens[index - 1];
  const expected = expectations(failure);
  const complete =
    failure.needed.size === 0 &&
    ["a declaration", "a statement", "a step"].some((whole) => expected.includes(whole));
  const spanOf = ({ start, end }: Range) => ({ source, start, end });
  const apart = found === undefined || (found.first && !complete);
  const place =
    apart && before !== undefined
      ? spanOf({ start: before.end, end: before.end })
      : spanOf(found ?? { start: failure.at, end: failure.at });
  return { ...scene, found, before, expected, complete, spanOf, place };
}

/** A token as a message may repeat it. */
function shown({ text, kind }: Token): string | undefined {
  return kind === "string" || text.length > 24 ? undefined : text;
}

function unknownDeclaration({ tokens, chunk, spanOf, found, complete }: View): Mistake | undefined {
  const words = declarationWords();
  const head = tokens[0];
  const wrong = head !== undefined && !words.includes(head.text) ? head : undefined;
  const later = found?.first === true && complete && found.kind === "word" ? found : undefined;
  const token = wrong ?? (later !== undefined && !isReserved(later.text) ? later : undefined);
  if (token === undefined || token.text === "step" || token.text === "var") return undefined;
  const meant = suggest(token.text, wrong === undefined ? [...words, ...statementWords()] : words);
  if (wrong === undefined && meant === undefined) return undefined;
  return {
    at: token.start,
    ...(wrong === undefined ? {} : { remove: chunk }),
    say: (report) =>
      report(
        "syntax/unknown-declaration",
        { word: token.text },
        { at: spanOf(token), ...didYouMean(meant) },
      ),
  };
}

function didYouMean(meant: string | undefined): { help?: string } {
  return meant === undefined ? {} : { help: `did you mean \`${meant}\`?` };
}

/** Signs and words after which an expression goes on. */
const infix = /^([=<>+*-]|:=|!=|<=|>=|\.\.|and|or|implies|in|div|mod|union|intersect|minus)$/;

/** `x :=` and a next line that was meant as a statement of its own, and was read as the value. */
function unfinishedLine({ tokens, found, before, spanOf }: View): Mistake | undefined {
  if (before === undefined) return undefined;
  const last = found?.first === false ? found : before;
  const openings = tokens.slice(0, tokens.indexOf(last) + 1).filter(({ first }) => first);
  const [above, opening] = openings.slice(-2);
  if (above === undefined || opening?.kind !== "word") return undefined;
  const end = tokens[tokens.indexOf(opening) - 1];
  if (end === undefined || !infix.test(end.text) || opening.column > above.column) return undefined;
  const place = spanOf({ start: end.end, end: end.end });
  const expected = ["an expression"];
  return {
    at: end.start,
    say: (report) => report("syntax/expected", { expected, after: end.text }, { at: place }),
  };
}

function unopenedBracket({ tokens, found, spanOf, failure }: View): Mistake | undefined {
  if (found === undefined || !isCloser(found) || failure.wanted.has(found.text)) return undefined;
  if (openBrackets(tokens.filter(({ end }) => end <= found.start)).length > 0) return undefined;
  return {
    at: found.start,
    remove: found,
    say: (report) => report("syntax/unopened", { closer: found.text }, { at: spanOf(found) }),
  };
}

function unclosedBracket({ tokens, found, before, spanOf, failure }: View): Mistake | undefined {
  const open = openBrackets(tokens.filter(({ start }) => start < failure.at)).at(-1);
  const closer = open === undefined ? undefined : closerOf(open.text);
  if (open === undefined || closer === undefined || !failure.wanted.has(closer)) return undefined;
  if (found !== undefined && !found.first && !isCloser(found)) return undefined;
  const end = found !== undefined && isCloser(found) ? found : before;
  const secondary =
    end === undefined || end === open
      ? []
      : [
          {
            span: spanOf(end),
            text: `\`${closer}\` is missing ${end === found ? "here" : "after this"}`,
          },
        ];
  return {
    at: open.start,
    say: (report) =>
      report("syntax/unclosed", { opener: open.text }, { at: spanOf(open), secondary }),
  };
}

function stepOutside(view: View): Mistake | undefined {
  const { tokens, chunk, spanOf } = view;
  const head = headOf(tokens)?.text ?? "";
  const found = head === "step" || head === "var" ? tokens[0] : view.found;
  if (found?.text !== "step" && found?.text !== "var") return undefined;
  if (!found.first || head === "process" || head === "procedure") return undefined;
  return {
    at: found.start,
    remove: { start: found.start, end: chunk.end },
    say: (report) => report("syntax/step-outside", { word: found.text }, { at: spanOf(found) }),
  };
}

function wrongAssignSign({ found, failure, spanOf }: View): Mistake | undefined {
  const isEqual = found?.text === "=" || found?.text === "==";
  const wanted = isEqual ? ":=" : found?.text === ":=" ? "=" : undefined;
  if (found === undefined || wanted === undefined) return undefined;
  const isComparison = wanted === "=" && failure.wanted.has("an operator");
  if (!isComparison && !failure.wanted.has(wanted)) return undefined;
  return {
    at: found.start,
    ofSign: true,
    say: (report) =>
      report(
        "syntax/assign-sign",
        { sign: found.text },
        { at: spanOf(found), help: `write \`${wanted}\`` },
      ),
  };
}

/** `lock(pml)`, as in C. */
function calledStatement({ tokens, found, before, spanOf }: View): Mistake | undefined {
  const last = found?.text === "(" ? found : before;
  if (last === undefined) return undefined;
  const line = tokens.slice(0, tokens.indexOf(last) + 1);
  const bracket = line.findLastIndex(({ text }) => text === "(");
  const [word, opener] = [line[bracket - 1], line[bracket]];
  if (word === undefined || opener === undefined || !statementWords().includes(word.text))
    return undefined;
  const closed = last === opener || (last.text === ")" && line.at(-1) === last);
  if (!closed || ["if", "match", "await", "all"].includes(word.text)) return undefined;
  return {
    at: word.start,
    say: (report) => report("syntax/call", { word: word.text }, { at: spanOf(opener) }),
  };
}

function missingThen({ found, before, tokens, failure, place, spanOf }: View): Mistake | undefined {
  if (!failure.needed.has("then") || before === undefined || found?.text === ",") return undefined;
  const index = found === undefined ? tokens.length : tokens.indexOf(found);
  const restOfLine = tokens.slice(index + 1);
  const lineEnd = restOfLine.findIndex(({ first, text }) => first || text === "case");
  const line = lineEnd === -1 ? restOfLine : restOfLine.slice(0, lineEnd);
  if (found?.first === false && line.some(({ text }) => text === "then")) return undefined;
  const opener = tokens
    .slice(0, index)
    .findLast(({ text }) => ["if", "case", "when", "action", "scenario"].includes(text));
  const secondary =
    opener === undefined ? [] : [{ span: spanOf(opener), text: "this needs a `then`" }];
  return {
    at: before.start,
    say: (report) =>
      report("syntax/missing-then", { before: shown(before) }, { at: place, secondary }),
  };
}

/** Statements of other languages, and what says the same here. */
const foreignStatements = new Map([
  ["while", "a loop is a `goto` back to the step it begins with"],
  ["for", "write `all x in D: ...` to assign for every value, or `goto` a step to loop"],
  ["do", "a loop is a `goto` back to the step it begins with"],
  ["assert", "write an `invariant`, or a `rule` about an event"],
  ["assume", "write `await` to wait for a condition"],
  ["break", "write `goto` and the step that comes next"],
  ["continue", "write `goto` and the step to go on with"],
  ["begin", "several statements stand in `{ }`"],
  ["wait", "write `await`"],
  ["with", "write `pick x in D`"],
]);

function noStatement(view: View): Mistake | undefined {
  const { tokens, failure, expected, place, spanOf, before } = view;
  if (!expected.includes("`:=`") || before === undefined) return undefined;
  const opening = statementOpening(view);
  if (opening === undefined) return undefined;
  const foreign = foreignStatements.get(opening.text);
  const words = [...statementWords(), ...declarationWords(), "step", "var"];
  const meant =
    tokens.indexOf(before) === tokens.indexOf(opening) ? suggest(opening.text, words) : undefined;
  const help = foreign === undefined ? didYouMean(meant) : { help: foreign };
  if (foreign === undefined && meant === undefined)
    return {
      at: opening.start,
      say: (report) => {
        const { text } = view.source;
        const target = text.slice(opening.start, before.end);
        report("syntax/missing-assign", { target }, { at: place });
      },
    };
  return {
    at: failure.at > opening.start ? opening.start : failure.at,
    say: (report) =>
      report("syntax/unknown-statement", { word: opening.text }, { at: spanOf(opening), ...help }),
  };
}

/** The first word of the assignment that has no sign yet: `t.entry[0]` before the failure. */
function statementOpening({ tokens, before }: View): Token | undefined {
  let index = before === undefined ? -1 : tokens.indexOf(before);
  let depth = 0;
  for (; index >= 0; index--) {
    const token = tokens[index];
    if (token === undefined) return undefined;
    if (isCloser(token)) depth++;
    else if (closerOf(token.text) !== undefined) depth--;
    else if (depth === 0 && token.kind === "word" && tokens[index - 1]?.text !== ".") return token;
  }
  return undefined;
}

/**
 * Words that only go on with something: where one of them stands, something is missing before it.
 */
const goingOn = new Set([
  "then",
  "else",
  "case",
  "and",
  "or",
  "implies",
  "in",
  "is",
  "when",
  "only",
]);

function reservedName(view: View): Mistake | undefined {
  const { found, failure, spanOf, tokens, expected } = view;
  if (found?.kind !== "word" || !isReserved(found.text)) return undefined;
  const next = tokens[tokens.indexOf(found) + 1];
  const isDeclared = next !== undefined && [":", ":="].includes(next.text);
  const required = failure.needed.size > 0 ? failure.needed : failure.wanted;
  const isUsed = !found.first && !goingOn.has(found.text) && required.has("a name");
  const isBegun = expected.includes("an expression") && next?.kind === "word";
  if (!(isDeclared && failure.wanted.has("a name")) && (!isUsed || isBegun)) return undefined;
  return {
    at: found.start,
    say: (report) => report("syntax/reserved", { word: found.text }, { at: spanOf(found) }),
  };
}

/** The smallest part of the declaration that holds a mistake, or all of it. */
export function culpritOf(scene: Scene, { at, remove }: Mistake): Range {
  return remove ?? scene.pieces.find((piece) => within({ start: at }, piece)) ?? scene.chunk;
}
