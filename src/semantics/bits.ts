// Bit layouts: the fields lie inside the word and apart from each other, and a literal has only
// bits that are named and values that are allowed. A plain word has no fields, and any bits.

import type { Report } from "../base/diagnostic.js";
import type { BitField, BitsType } from "../core/type.js";
import { isPlainWord } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import type { Context } from "./context.js";
import { checkDistinct } from "./context.js";
import type { Span } from "../base/source.js";

/** The layout type of a declaration; undefined after a report. */
export function resolveBits(context: Context, ast: Ast.Bits): BitsType | undefined {
  let mistakes = 0;
  const problems: Report = (code, facts, place) => {
    mistakes++;
    context.report(code, facts, place);
  };
  if (![8, 16, 32, 64].includes(ast.width)) {
    problems(
      "type/bits",
      { problem: `a layout is 8, 16, 32 or 64 bits wide, not ${ast.width}` },
      { at: ast.name.span },
    );
    return undefined;
  }
  checkDistinct(
    problems,
    ast.fields.map(({ name }) => name),
  );
  for (const [index, field] of ast.fields.entries()) {
    const at = field.name.span;
    const name = field.name.text;
    if (field.low > field.high) {
      const range = `bit ${field.low} to bit ${field.high}`;
      const problem = `\`${name}\` is from ${range}: the lower one is first`;
      problems("type/bits", { problem }, { at });
      continue;
    }
    const other = ast.fields.slice(0, index).find((each) => overlap(each, field));
    if (field.high >= ast.width)
      problems("type/bits", { problem: `\`${name}\` lies outside the ${ast.width} bits` }, { at });
    else if (other !== undefined && other.name.text !== name) {
      const problem = `\`${name}\` overlaps \`${other.name.text}\``;
      const secondary = [{ span: other.span, text: "this bit, or one of these" }];
      problems("type/bits", { problem }, { at, secondary });
    }
    for (const value of field.allowed ?? [])
      if (value >> BigInt(field.high - field.low + 1) !== 0n)
        problems("type/bits", { problem: `${value} does not fit in \`${name}\`` }, { at });
  }
  if (mistakes > 0) return undefined;
  const fields = ast.fields.map(({ name, low, high, allowed }): BitField => ({
    name: name.text,
    low,
    high,
    allowed,
  }));
  return { kind: "bits", name: ast.name.text, width: ast.width, fields };
}

function overlap(a: Ast.BitField, b: Ast.BitField): boolean {
  return a.low <= b.high && b.low <= a.high;
}

function maskOf({ low, high }: { readonly low: number; readonly high: number }): bigint {
  return ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low);
}

/** Whether a word is a value of the layout; reports the first reason why not. */
export function checkWord(context: Context, type: BitsType, value: bigint, at: Span): boolean {
  const complain = (problem: string): boolean => {
    context.report("type/bits", { problem }, { at });
    return false;
  };
  if (isPlainWord(type) && value >> BigInt(type.width) === 0n) return true;
  let rest = value;
  for (const field of type.fields) {
    const part = (value & maskOf(field)) >> BigInt(field.low);
    if (field.allowed?.includes(part) === false)
      return complain(`\`${field.name}\` of ${type.name} may not be 0x${part.toString(16)}`);
    rest &= ~maskOf(field);
  }
  if (rest === 0n) return true;
  if (value >> BigInt(type.width) !== 0n)
    return complain(`0x${value.toString(16)} does not fit in ${type.width} bits`);
  return complain(`no field of ${type.name} names the bits 0x${rest.toString(16)}`);
}
