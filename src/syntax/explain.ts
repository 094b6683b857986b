// Why a part of a text did not parse, in the words of someone who meant something by it. The causes
// we know are asked one after another; what none of them fits is said as the grammar sees it.

import { saidHere } from "../base/foreign-words.js";
import { suggest } from "../base/suggest.js";
import { headOf } from "./chunks.js";
import { declarationWords, isReserved, statementWords } from "./expected.js";
import { after, helpFor } from "./habits.js";
import type { Mistake, Scene, View } from "./scene.js";
import { shown, viewOf } from "./scene.js";
import type { Token } from "./tokens.js";
import { closerOf, isCloser, openBrackets } from "./tokens.js";

export function explain(scene: Scene): Mistake {
  const view = viewOf(scene);
  for (const cause of causes) {
    const mistake = cause(view);
    if (mistake !== undefined) return mistake;
  }
  return {
    at: view.place.start === view.found?.start ? view.place.start : (view.before?.start ?? 0),
    say: (report) => {
      const expected = view.expected.slice(0, 3);
      const last = view.before === undefined || view.complete ? undefined : shown(view.before);
      report("syntax/expected", { expected, after: last }, { at: view.place, ...helpFor(view) });
    },
  };
}

const causes: readonly ((view: View) => Mistake | undefined)[] = [
  unknownDeclaration,
  unfinishedLine,
  unopenedBracket,
  unclosedBracket,
  stepOutside,
  statementOutside,
  foreignStatement,
  wrongAssignSign,
  calledStatement,
  missingThen,
  noStatement,
  reservedName,
];

function unknownDeclaration({ tokens, chunk, spanOf, found, complete }: View): Mistake | undefined {
  const words = declarationWords();
  const head = tokens[0];
  const wrong = head !== undefined && !words.includes(head.text) ? head : undefined;
  const later = found?.first === true && complete && found.kind === "word" ? found : undefined;
  const token = wrong ?? (later !== undefined && !isReserved(later.text) ? later : undefined);
  if (token === undefined || token.text === "step" || token.text === "var") return undefined;
  const meant = suggest(token.text, wrong === undefined ? [...words, ...statementWords()] : words);
  if (wrong === undefined && meant === undefined) return undefined;
  const said =
    saidHere("declaration", token.text) ??
    (tokens[1]?.text === "==" && meant === undefined ? definition : undefined);
  return {
    at: token.start,
    ...(wrong === undefined ? {} : { remove: chunk }),
    say: (report) =>
      report(
        "syntax/unknown-declaration",
        { word: token.text },
        { at: spanOf(token), ...(said === undefined ? didYouMean(meant) : { help: said }) },
      ),
  };
}

const definition = "write `fn f() : T = e`, `invariant i e` or `action a then x := e`";

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

const shared = "what processes share is declared as in `state x : Bool`";

function stepOutside(view: View): Mistake | undefined {
  const { tokens, chunk, spanOf } = view;
  const head = headOf(tokens)?.text ?? "";
  const found = head === "step" || head === "var" ? tokens[0] : view.found;
  if (found?.text !== "step" && found?.text !== "var") return undefined;
  if (!found.first || head === "process" || head === "procedure") return undefined;
  return {
    at: found.start,
    remove: { start: found.start, end: chunk.end },
    say: (report) => {
      const help = found.text === "var" ? { help: shared } : {};
      report("syntax/step-outside", { word: found.text }, { at: spanOf(found), ...help });
    },
  };
}

/** What stands in a process before its first step. */
function statementOutside(view: View): Mistake | undefined {
  const { tokens, chunk, found, before, spanOf } = view;
  const head = headOf(tokens);
  if (head?.text !== "process" && head?.text !== "procedure") return undefined;
  const last = found ?? before;
  const read = last === undefined ? [] : tokens.slice(0, tokens.indexOf(last) + 1);
  const line = read.findLast(({ first, text }) => first && text !== "step");
  if (line?.kind !== "word" || line.column <= head.column) return undefined;
  const isPart = ["var", "in", "fair", "strongly"].includes(line.text);
  if (isPart || read.some(({ text, start }) => text === "step" && start < line.start))
    return undefined;
  const next = tokens.find(
    ({ first, text, start }) => first && text === "step" && start > line.end,
  );
  const isLabel = after(view, line)?.text === ":";
  const begin = isLabel ? `a label is a step: \`step ${line.text}\`` : "begin a step above it";
  const help = saidHere("statement", line.text) ?? begin;
  return {
    at: line.start,
    remove: { start: line.start, end: next?.start ?? chunk.end },
    foreign: true,
    say: (report) => report("syntax/statement-outside", {}, { at: spanOf(line), help }),
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

function missingThen(view: View): Mistake | undefined {
  const { found, before, tokens, failure, place, spanOf } = view;
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
      report(
        "syntax/missing-then",
        { before: shown(before) },
        { at: place, secondary, ...(found?.text === "{" ? helpFor(view) : {}) },
      ),
  };
}

/** Words and signs after which a statement may begin on the same line. */
const openers = new Set(["then", "else", "either", "or", "{", ":"]);

/** `elif C then`, `for (...)`, `spin_lock(l)`: the word of a statement of another language. */
function foreignStatement(view: View): Mistake | undefined {
  const { tokens, found, before, spanOf } = view;
  const head = headOf(tokens)?.text ?? "";
  if (!["process", "procedure", "action", "init", "variant"].includes(head)) return undefined;
  const last = found?.first === false ? found : before;
  const line = last && tokens.slice(0, tokens.indexOf(last) + 1).findLast(({ first }) => first);
  const named = line?.text === "step" ? after(view, after(view, line)) : undefined;
  const word = [last, before, named, line].find((each): each is Token => {
    if (each?.kind !== "word" || saidHere("statement", each.text) === undefined) return false;
    const next = after(view, each);
    if (each.text === "when" && each !== found) return false;
    return beginsStatement(view, each) && ![":=", ".", "["].includes(next?.text ?? "");
  });
  if (word === undefined) return undefined;
  const help = saidHere("statement", word.text) ?? "";
  return {
    at: word.start,
    foreign: true,
    say: (report) =>
      report("syntax/unknown-statement", { word: word.text }, { at: spanOf(word), help }),
  };
}

/** Whether what stands before a token is complete. */
function beginsStatement({ tokens }: View, token: Token): boolean {
  const [prior, last] = tokens.slice(Math.max(0, tokens.indexOf(token) - 2), tokens.indexOf(token));
  if (token.first || last === undefined || prior?.text === "step") return true;
  const isOperand =
    last.kind === "word"
      ? !isReserved(last.text) || /^(skip|stop|return|true|false|self)$/.test(last.text)
      : last.kind !== "sign";
  return openers.has(last.text) || isCloser(last) || isOperand;
}

function noStatement(view: View): Mistake | undefined {
  const { tokens, failure, expected, place, spanOf, before } = view;
  if (!expected.includes("`:=`") || before === undefined) return undefined;
  const opening = statementOpening(view);
  if (opening === undefined) return undefined;
  const words = [...statementWords(), ...declarationWords(), "step", "var"];
  const meant =
    tokens.indexOf(before) === tokens.indexOf(opening) ? suggest(opening.text, words) : undefined;
  if (meant === undefined)
    return {
      at: opening.start,
      say: (report) => {
        const { text } = view.source;
        const target = text.slice(opening.start, before.end);
        report("syntax/missing-assign", { target }, { at: place, ...helpFor(view) });
      },
    };
  return {
    at: failure.at > opening.start ? opening.start : failure.at,
    say: (report) =>
      report(
        "syntax/unknown-statement",
        { word: opening.text },
        { at: spanOf(opening), ...didYouMean(meant) },
      ),
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
