// Pieces of an expression's text with the strength of their outermost operator, so that a piece is
// put in parentheses only where it needs them.

/** Text of an expression. */
export interface Code {
  readonly text: string;
  readonly strength: number;
}

/** The languages that the text is for. */
export type Language = "typescript" | "javascript";

/** Where a type argument begins and ends, in text for both languages: no expression has these. */
const [open, close] = ["\u{e000}", "\u{e001}"];

/** `name<type>`, for TypeScript; the mere name for JavaScript. */
export function withType(name: string, type: string): string {
  return `${name}${open}${type}${close}`;
}

/** The text with its type arguments or without. */
export function inLanguage(text: string, language: Language): string {
  return language === "typescript"
    ? text.replaceAll(open, "<").replaceAll(close, ">")
    : text.replaceAll(/\u{e000}[^\u{e001}]*\u{e001}/gu, "");
}

/** How strongly JavaScript's operators bind; weakest first. */
export const strength = {
  arrow: 1,
  conditional: 2,
  or: 3,
  and: 4,
  bitOr: 5,
  bitAnd: 6,
  equality: 7,
  relation: 8,
  shift: 9,
  sum: 10,
  product: 11,
  prefix: 12,
  member: 13,
  whole: 14,
} as const;

export function code(text: string, outermost: number = strength.whole): Code {
  return { text, strength: outermost };
}

/** The text, in parentheses if its operator binds more weakly than `least`. */
export function wrap(part: Code, least: number): string {
  return part.strength < least ? `(${part.text})` : part.text;
}

/** `a op b op c`, for a left-associative operator. */
export function infix(left: Code, operator: string, right: Code, own: number): Code {
  return code(`${wrap(left, own)} ${operator} ${wrap(right, own + 1)}`, own);
}

/** `a && b && c` in one row, for an associative operator. */
export function chain(left: Code, operator: string, right: Code, own: number): Code {
  return code(`${wrap(left, own)} ${operator} ${wrap(right, own)}`, own);
}

export function not(operand: Code): Code {
  return code(`!${wrap(operand, strength.prefix)}`, strength.prefix);
}

export function call(name: string, ...parts: readonly Code[]): Code {
  return code(`${name}(${parts.map((part) => part.text).join(", ")})`, strength.member);
}

export function member(of: Code, name: string): Code {
  return code(`${wrap(of, strength.member)}.${name}`, strength.member);
}

/** The entry of a map at a key that is a constant. */
export function entry(of: Code, key: string): Code {
  return /^[A-Za-z_]\w*$/.test(key) ? member(of, key) : element(of, code(JSON.stringify(key)));
}

export function element(of: Code, index: Code): Code {
  return code(`${wrap(of, strength.member)}[${index.text}]`, strength.member);
}

export function method(of: Code, name: string, ...parts: readonly Code[]): Code {
  return code(call(member(of, name).text, ...parts).text, strength.member);
}

/** `(a, b) => body`. */
export function arrow(parameters: readonly string[], body: Code): Code {
  return code(`(${parameters.join(", ")}) => ${resultText(body)}`, strength.arrow);
}

/** An expression as the body of an arrow function. */
export function resultText(body: Code): string {
  return body.text.startsWith("{") ? `(${body.text})` : body.text;
}

export function conditional(condition: Code, yes: Code, no: Code): Code {
  const test = wrap(condition, strength.or);
  return code(
    `${test} ? ${wrap(yes, strength.conditional)} : ${wrap(no, strength.conditional)}`,
    strength.conditional,
  );
}

/** `a: x`; a value that is its own name is said once, unless it is no name but a word. */
export function property(name: string, value: string): string {
  return name === value && !["null", "true", "false"].includes(name) ? name : `${name}: ${value}`;
}

/** `{ a: x, b }`. */
export function record(parts: readonly (readonly [name: string, value: Code])[]): Code {
  const members = parts.map(([name, value]) => property(name, value.text));
  return code(members.length === 0 ? "{}" : `{ ${members.join(", ")} }`);
}

/** `{ ...base, a: x }`. */
export function changed(
  base: Code,
  parts: readonly (readonly [name: string, value: Code])[],
): Code {
  return code(`{ ...${base.text}, ${record(parts).text.slice(2)}`);
}

/** `...list`, or the elements of a list that is written out. */
export function spread(list: Code): Code {
  const isWritten = list.text.startsWith("[") && list.strength === strength.whole;
  return code(isWritten ? list.text.slice(1, -1) : `...${list.text}`);
}

export function array(elements: readonly Code[]): Code {
  const texts = elements.map((each) => each.text).filter((text) => text !== "");
  return code(`[${texts.join(", ")}]`);
}
