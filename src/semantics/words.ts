// Words bit by bit: conversions between layouts, `w[9..58]`, changed copies, and the operators that
// plain words have. A word is the set of its bits, so the operators of sets are those of words.

import type { BinaryOperator } from "../core/expression.js";
import type { BitsType, Type } from "../core/type.js";
import { bool, isPlainWord } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { coerce, show } from "./assignable.js";
import { checkWord } from "./bits.js";
import type { Context, Scope } from "./context.js";
import { infer, inferAs } from "./expect.js";
import type { Expr } from "./typed.js";

type Span = Expr["span"];

/** `Pte(0x27)`: the word with exactly these bits. `Pte(w)`: the bits of another word. */
export function inferWord(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "apply" }>,
  type: BitsType,
): Expr | undefined {
  const [argument, ...rest] = ast.arguments;
  const isOne = argument !== undefined && rest.length === 0;
  if (isOne && argument.kind === "number") {
    if (!checkWord(context, type, argument.value, argument.span)) return undefined;
    return { kind: "bits", value: argument.value, type, span: ast.span };
  }
  const word = isOne ? infer(context, scope, argument) : undefined;
  if (isOne && word === undefined) return undefined;
  if (word?.type.kind === "bits" || (word?.type.kind === "int" && isPlainWord(type)))
    return builtin("word", [word], type, ast.span);
  const problem = `\`${type.name}(...)\` takes one number or word`;
  const help = "change fields with `e with { field: value }`";
  context.report("type/bits", { problem }, { at: ast.span, help });
  return undefined;
}

function builtin(
  name: "word" | "bit" | "slice" | "splice",
  given: readonly Expr[],
  type: Type,
  span: Span,
): Expr {
  return { kind: "builtin", name, arguments: given, type, span };
}

/** `w[58]`, whether this bit is 1; `w[9..58]`, these bits as a word. */
export function inferBits(
  context: Context,
  scope: Scope,
  of: Expr,
  index: Ast.Expr,
  span: Span,
): Expr | undefined {
  const type = plainType(context, of, `what has bits at \`[...]\``);
  const places = type && placesOf(context, scope, type, index);
  if (places === undefined) return undefined;
  const [low, high] = places;
  if (high === undefined) return builtin("bit", [of, low], bool, span);
  return builtin("slice", [of, low, high], of.type, span);
}

/** `w with { [58]: true }`, `w with { [9..58]: v }`. */
export function changedBits(
  context: Context,
  scope: Scope,
  of: Expr,
  change: Extract<Ast.Change, { readonly index: unknown }>,
): Expr | undefined {
  const type = plainType(context, of, "what is changed at an index");
  if (type === undefined) return undefined;
  const places = placesOf(context, scope, type, change.index);
  const isOne = change.index.kind !== "range";
  const value = inferAs(context, scope, change.value, isOne ? bool : of.type, "the value");
  if (places === undefined || value === undefined) return undefined;
  const [low, high = low] = places;
  return builtin("splice", [of, low, high, value], of.type, of.span);
}

/** The type of a plain word; undefined after a report. */
function plainType(context: Context, { type, span }: Expr, where: string): BitsType | undefined {
  if (type.kind === "bits" && isPlainWord(type)) return type;
  const facts = { found: show(type), needed: "a plain word", where };
  context.report("type/mismatch", facts, { at: span, help: asPlain });
  return undefined;
}

const asPlain = "convert it to a layout without fields: `Word(e)` with `bits Word : 64`";

/** A place, or the first and the last one. */
function placesOf(
  context: Context,
  scope: Scope,
  { width }: BitsType,
  index: Ast.Expr,
): readonly [Expr, Expr?] | undefined {
  const place = (ast: Ast.Expr): Expr | undefined => {
    const bits: Type = { kind: "int", name: undefined, low: 0, high: width - 1 };
    return inferAs(context, scope, ast, bits, "the place of a bit");
  };
  if (index.kind !== "range") {
    const only = place(index);
    return only && [only];
  }
  const [low, high] = [place(index.low), place(index.high)];
  return low && high && [low, high];
}

/** What two words may be joined by, and what comes out. */
const operators: Readonly<Record<string, "word" | "truth">> = {
  union: "word",
  intersect: "word",
  minus: "word",
  "+": "word",
  "-": "word",
  subset: "truth",
  "<": "truth",
  "<=": "truth",
  ">": "truth",
  ">=": "truth",
};

/** Two plain words of one type and an operator; undefined after a report. */
export function wordOperation(
  context: Context,
  operator: BinaryOperator,
  left: Expr,
  right: Expr,
  span: Span,
): Expr | undefined {
  const found = operators[operator];
  const odd = [left, right].find((side) => !isPlainWord(side.type));
  if (found === undefined || odd !== undefined) {
    const facts = {
      found: show((odd ?? left).type),
      needed: found === undefined ? "an integer" : "a plain word",
      where: `this side of \`${operator}\``,
    };
    const help = odd?.type.kind === "bits" ? { help: asPlain } : {};
    context.report("type/mismatch", facts, { at: (odd ?? left).span, ...help });
    return undefined;
  }
  const other = coerce(context, right, left.type, `the right of \`${operator}\``);
  if (other === undefined) return undefined;
  const type = found === "truth" ? bool : left.type;
  return { kind: "binary", operator, left, right: other, type, span };
}
