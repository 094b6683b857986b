// Which operator takes its operands first. The grammar has operands and operators in one list, for
// a rule for every rank would be tried at every operand; here the list becomes a tree, by
// precedence climbing (Richards and Whitby-Strevens 1979): what binds at least as tightly is taken
// to the right.

import { cover } from "../base/source.js";
import type * as Ast from "./ast.js";
import type { Name } from "./ast.js";
import { underConstruction } from "./building.js";

/** An operand with the prefixes before it, outermost first. */
export interface Operand {
  readonly prefixes: readonly Name[];
  readonly expr: Ast.Expr;
}

/** What follows an operand: an operator and the next one, or `is` and a pattern. */
export type Link =
  | { readonly operator: Name; readonly right: Operand }
  | { readonly operator: Name; readonly pattern: Ast.Pattern };

export interface Rank {
  readonly rank: number;
  /** The lowest rank that its right side may have. */
  readonly right: number;
  /** `a = b = c` means nothing. */
  readonly alone?: true;
}

const comparison: Rank = { rank: 5, right: 6, alone: true };
const ofSets: Rank = { rank: 6, right: 7 };
const sum: Rank = { rank: 8, right: 9 };
const product: Rank = { rank: 9, right: 10 };

/** From weakest to strongest, as in the table of the reference. */
export const ranks: Readonly<Record<Ast.BinaryOperator | "is" | "..", Rank>> = {
  implies: { rank: 1, right: 1 },
  or: { rank: 2, right: 3 },
  and: { rank: 3, right: 4 },
  "=": comparison,
  "!=": comparison,
  "<": comparison,
  "<=": comparison,
  ">": comparison,
  ">=": comparison,
  in: comparison,
  "not in": comparison,
  subset: comparison,
  is: comparison,
  union: ofSets,
  intersect: ofSets,
  minus: ofSets,
  "..": { rank: 7, right: 8, alone: true },
  "+": sum,
  "-": sum,
  "*": product,
  div: product,
  mod: product,
};

/** The lowest rank that may follow a prefix: `not a = b` is `not (a = b)`. */
export const prefixRanks = { not: 5, "-": 10 };

function isOperator(text: string): text is keyof typeof ranks {
  return text in ranks;
}

/** Signs that only the tolerant grammar reads, as what they stand for. */
const foreign: Readonly<Record<string, keyof typeof ranks>> = {
  "&&": "and",
  "/\\": "and",
  "||": "or",
  "\\/": "or",
  "=>": "implies",
  "==": "=",
  "=<": "<=",
  "<>": "!=",
  "/=": "!=",
  "#": "!=",
};

function meaningOf({ text }: Name): keyof typeof ranks {
  if (isOperator(text)) return text;
  return text.startsWith("not") ? "not in" : (foreign[text] ?? "=");
}

/** The tree of a list of operands. */
export function ranked(first: Operand, links: readonly Link[]): Ast.Expr {
  let next = 0;

  const prefixed = (operand: Operand, from = 0): Ast.Expr => {
    const prefix = operand.prefixes[from];
    if (prefix === undefined) return operand.expr;
    const operator = prefix.text === "-" ? "-" : "not";
    const inner = climb(prefixed(operand, from + 1), prefixRanks[operator]);
    return { kind: "unary", operator, operand: inner, span: cover(prefix.span, inner.span) };
  };

  const climb = (start: Ast.Expr, lowest: number): Ast.Expr => {
    let left = start;
    let taken: Rank | undefined;
    for (let link = links[next]; link !== undefined; link = links[next]) {
      const meaning = meaningOf(link.operator);
      const { rank, right, alone } = ranks[meaning];
      if (rank < lowest) break;
      const isChained = alone === true && taken?.rank === rank;
      if (isChained) reportChained(link.operator, meaning);
      next++;
      taken = ranks[meaning];
      const build = (operand: Operand) => climb(prefixed(operand), right);
      left = isChained
        ? unchained(left, (middle) => linked(middle, meaning, link, build))
        : linked(left, meaning, link, build);
    }
    return left;
  };

  return climb(prefixed(first), 0);
}

function linked(
  left: Ast.Expr,
  operator: keyof typeof ranks,
  link: Link,
  build: (operand: Operand) => Ast.Expr,
): Ast.Expr {
  if ("pattern" in link) {
    const span = cover(left.span, link.pattern.span);
    return { kind: "is", subject: left, pattern: link.pattern, span };
  }
  const right = build(link.right);
  const span = cover(left.span, right.span);
  if (operator === "..") return { kind: "range", low: left, high: right, span };
  if (operator === "is") throw new Error("the grammar lets `is` through without a pattern");
  return { kind: "binary", operator, left, right, span };
}

/** `a < b < c`, which was reported, as `a < b and b < c`: so that no type is found wrong in it. */
function unchained(left: Ast.Expr, again: (middle: Ast.Expr) => Ast.Expr): Ast.Expr {
  const last = left.kind === "binary" && left.operator === "and" ? left.right : left;
  const right = again(last.kind === "binary" ? last.right : last);
  return { kind: "binary", operator: "and", left, right, span: cover(left.span, right.span) };
}

function reportChained({ text, span }: Name, operator: keyof typeof ranks): void {
  const help =
    operator === ".." ? {} : { help: "join the two with `and`, or put one of them in parentheses" };
  underConstruction().report("syntax/chained", { operator: text }, { at: span, ...help });
}
