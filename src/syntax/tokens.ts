// Words and signs of a text, for what the grammar cannot say: where lines begin, which signs are of
// another language, and what stands next to a mistake. Only files with mistakes are cut into
// tokens.

export type TokenKind = "word" | "number" | "string" | "sign" | "foreign-comment" | "character";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How far it is from the beginning of its line. */
  readonly column: number;
  /** Nothing stands before it on its line. */
  readonly first: boolean;
}

const blank = /(?:[ \t\r\n]|\/\/.*)+/y;

/** In this order, for a comment begins like a sign and a long sign like a short one. */
const kinds: readonly (readonly [TokenKind, RegExp])[] = [
  ["word", /[A-Za-z_][A-Za-z0-9_]*/y],
  ["number", /[0-9][A-Za-z0-9_]*/y],
  ["string", /"[^"\n]*"?/y],
  ["foreign-comment", /\/\*[^]*?(?:\*\/|$)|\(\*[^]*?(?:\*\)|$)|\\\*.*/y],
  ["sign", /==|=>|~>|=<|<>|\/=|!=|<=|>=|:=|->|\.\.|&&|\|\||\/\\|\\\/|[()[\]{},:;=<>+\-*.?|!~]/y],
  ["character", /[^]/uy],
];

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let lineOfLast = -1;
  for (;;) {
    at += lengthAt(blank, text, at);
    if (at >= text.length) return tokens;
    const line = text.lastIndexOf("\n", at - 1) + 1;
    const first = line !== lineOfLast;
    const [kind, length] = tokenAt(text, at, first);
    const end = at + length;
    tokens.push({ kind, text: text.slice(at, end), start: at, end, column: at - line, first });
    lineOfLast = line;
    at = end;
  }
}

const hashComment = /#.*/y;
/** Two words next to each other, as no expression has them. */
const hashSentence = /# *[A-Za-z]\w* +(?!(?:and|or|implies|then|for|in|is)\b)[A-Za-z].*/y;

function tokenAt(text: string, at: number, first: boolean): [TokenKind, number] {
  // Elsewhere in a line `#` is what TLA+ writes for `!=`.
  const hash = lengthAt(first ? hashComment : hashSentence, text, at);
  if (hash > 0) return ["foreign-comment", hash];
  for (const [kind, pattern] of kinds) {
    const length = lengthAt(pattern, text, at);
    if (length > 0) return [kind, length];
  }
  return ["character", 1];
}

function lengthAt(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0].length ?? 0;
}

const closers = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

export function closerOf(opener: string): string | undefined {
  return closers.get(opener);
}

export function isCloser(token: Token): boolean {
  return token.kind === "sign" && [...closers.values()].includes(token.text);
}

/** The brackets that are open after these tokens, outermost first. */
export function openBrackets(tokens: readonly Token[]): readonly Token[] {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== "sign") continue;
    if (closers.has(token.text)) open.push(token);
    const innermost = open.at(-1);
    if (innermost !== undefined && closerOf(innermost.text) === token.text) open.pop();
  }
  return open;
}

/** The bracket with the most brackets around it; the first token of a text that has none. */
export function deepest(tokens: readonly Token[]): Token | undefined {
  let found = tokens[0];
  let depth = 0;
  let most = 0;
  for (const token of tokens) {
    if (token.kind !== "sign") continue;
    if (isCloser(token)) depth--;
    else if (closers.has(token.text)) depth++;
    if (depth <= most) continue;
    most = depth;
    found = token;
  }
  return found;
}
