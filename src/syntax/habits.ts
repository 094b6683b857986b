// What someone had in mind who wrote as one does in C, TLA+ or Promela: a sentence of help beside
// what the grammar says, where we know it.

import { saidHere } from "../base/foreign-words.js";
import { headOf } from "./chunks.js";
import type { View } from "./scene.js";
import type { Token } from "./tokens.js";

/** The next token of the declaration, also past the failure. */
export function after({ tokens }: View, token: Token | undefined): Token | undefined {
  return token && tokens[tokens.indexOf(token) + 1];
}

function beforeIt({ tokens }: View, token: Token): Token | undefined {
  return tokens[tokens.indexOf(token) - 1];
}

/** What may help where a word or sign was expected and another one stands. */
export function helpFor(view: View): { readonly help?: string } {
  for (const habit of habits) {
    const help = habit(view);
    if (help !== undefined) return { help };
  }
  return {};
}

const habits: readonly ((view: View) => string | undefined)[] = [
  behaviourWord,
  arrow,
  increment,
  tuple,
  valueWord,
  missingVariant,
  typeOfArray,
  enumeration,
  bareHeader,
  unnamed,
  letBody,
  conditional,
  form,
];

function behaviourWord(view: View): string | undefined {
  const { found, before, tokens } = view;
  const word = [found, before].find((each) => /^(always|eventually)$/.test(each?.text ?? ""));
  if (word === undefined || headOf(tokens)?.text === "property") return undefined;
  return `\`${word.text}\` speaks of behaviours: write it in a \`property\``;
}

function arrow(view: View): string | undefined {
  const { found, before, failure } = view;
  if (found?.text !== "->" || before === undefined) return undefined;
  const next = after(view, found);
  if (failure.wanted.has(":")) return "what it gives back stands after `:`";
  const isField = before.end === found.start && next?.start === found.end && next.kind === "word";
  return isField ? `write \`${before.text}.${next.text}\`` : "write `implies`";
}

function increment(view: View): string | undefined {
  const { found, before, failure } = view;
  if (!/^[+\-*]$/.test(found?.text ?? "") || !failure.wanted.has(":=")) return undefined;
  const [target, sign] = [before?.text ?? "x", found?.text ?? ""];
  const isTwice = after(view, found)?.text === sign;
  return `write \`${target} := ${target} ${sign} ${isTwice ? "1" : "..."}\``;
}

function tuple(view: View): string | undefined {
  const { found, before } = view;
  const open = found?.text === "<" ? found : before;
  const isTuple = open?.text === "<" && after(view, open)?.text === "<";
  return isTuple ? "a sequence is `[a, b]`, and a pair a record, `{ x: a, y: b }`" : undefined;
}

function valueWord(view: View): string | undefined {
  const { found, before, expected } = view;
  if (found?.text === "?") return "write `if c then a else b`";
  const statement = found?.kind === "word" ? saidHere("statement", found.text) : undefined;
  if (statement !== undefined && expected.includes("a statement")) return statement;
  return [found, before]
    .map((each) => (each?.kind === "word" ? saidHere("value", each.text) : undefined))
    .find((said) => said !== undefined);
}

function missingVariant({ tokens }: View): string | undefined {
  const [head, ...rest] = tokens;
  const isBare =
    head?.text === "expect" && /^(holds|violates|reachable)$/.test(rest[0]?.text ?? "");
  const meant = rest.slice(0, 2).map(({ text }) => text);
  return isBare ? `the variant stands first: \`expect default ${meant.join(" ")}\`` : undefined;
}

/** The tokens of the type that was being read, if it was one. */
function typeTokens({ tokens, found }: View): readonly Token[] | undefined {
  const read = tokens.slice(0, found === undefined ? tokens.length : tokens.indexOf(found));
  const sign = headOf(tokens)?.text === "type" ? "=" : ":";
  const start = read.findLastIndex(({ text }) => /^(:|=|:=|step|then|\()$/.test(text));
  return read[start]?.text === sign ? read.slice(start + 1) : undefined;
}

function typeOfArray(view: View): string | undefined {
  const { found, failure } = view;
  const map = "an array is a map from its indexes: `a : 0..3 -> Bool`";
  if (found?.text === "[" && failure.wanted.has(":")) return map;
  const type = typeTokens(view);
  if (type === undefined || !failure.wanted.has("an operator")) return undefined;
  const [first, second] = type;
  if (second?.text === "[") return map;
  return first?.text === "[" || second?.text === "-" ? "a range is written `0..3`" : undefined;
}

function enumeration(view: View): string | undefined {
  const type = typeTokens(view);
  const isListed = type?.[0]?.text === "{" || view.found?.kind === "string";
  return type !== undefined && isListed ? "an enumeration is written `a | b | c`" : undefined;
}

/** `process P {`, `step a:`. */
function bareHeader(view: View): string | undefined {
  const { found, before } = view;
  if (before === undefined || !/^[{:(]$/.test(found?.text ?? "")) return undefined;
  const word = beforeIt(view, before)?.text;
  if (word === "process") return "the steps follow the name, each with `step`";
  return word === "step" ? "the statements follow the name, without a sign" : undefined;
}

function unnamed({ found, before, failure }: View): string | undefined {
  const isSign = found?.text === ":" || found?.text === ":=";
  if (found?.text === ":=" && (failure.wanted.has(":") || before?.kind === "word"))
    return `with its type: \`${before?.text ?? "x"} : 0..3 = 0\``;
  const isNamed = before?.text === "state" || before?.text === "var";
  return isSign && isNamed ? `the name stands first: \`${before.text} x : Bool\`` : undefined;
}

function letBody({ failure, tokens, found }: View): string | undefined {
  const index = found === undefined ? tokens.length : tokens.indexOf(found);
  const opener = tokens.slice(0, index).findLast(({ text }) => text === "let");
  if (opener === undefined || !failure.wanted.has(":")) return undefined;
  return "what the name is for stands after `:`, as in `let y = x: y < 3`";
}

function conditional({ found, failure }: View): string | undefined {
  return failure.needed.has("then") && found?.text === "{"
    ? "write `if C then { ... }`"
    : undefined;
}

/** How a declaration goes, for mistakes near its beginning. */
const forms: Readonly<Record<string, string>> = {
  model: 'model NAME "sentence"',
  import: "import x86.pte",
  const: "const n = 3",
  switch: "switch fast : Bool = false",
  type: "type Phase = idle | busy",
  bits: "bits Pte : 64  present at 0",
  object: "object Table max 2  state used : Bool",
  state: "state x : 0..3 = 0",
  var: "var x : 0..3 = 0",
  lock: "lock pml : spinlock",
  order: "order outer > inner",
  guard: "guard x  write pml  read any",
  fn: "fn f(x: T) : Bool = e",
  process: "process P  step begin  skip",
  procedure: "procedure p(x: T)  step begin  skip",
  action: "action a(x: T)  when C  then x := e",
  run: "run P * 2, Q",
  rule: "rule r  on write x  need C",
  expect: "expect default violates r",
  scenario: "scenario s  P: first second  then violates r",
};

const headerLength = 5;

function form({ tokens, found, expected }: View): string | undefined {
  const head = headOf(tokens);
  const known = head && forms[head.text];
  if (head === undefined || known === undefined) return undefined;
  const at = found === undefined ? tokens.length : tokens.indexOf(found);
  const isHeader = at - tokens.indexOf(head) <= headerLength;
  const isInside = tokens.slice(0, at).some(({ text }) => text === "step" || text === "then");
  if (!isHeader || isInside || expected.includes("a statement")) return undefined;
  return `it is written as in \`${known}\``;
}
