// Expressions. Parentheses stand where the tree needs them, and where the author put
// them to keep two logical operators apart; an operator leads the line that it begins.

import type * as Ast from "../syntax/ast.js";
import { ranks } from "../syntax/operators.js";
import type { Doc } from "./doc.js";
import { align, bracketed, breakParent, group, indent, join, line } from "./doc.js";
import { name, numberText } from "./names.js";
import { pattern } from "./patterns.js";
import { aboveOf, endOf, inline, item } from "./placed.js";
import { isMix, opensTo, strengthOf } from "./strength.js";
import type { Written } from "./written.js";

export function expression(of: Ast.Expr, w: Written): Doc {
  return inline(of, w, () => bare(of, w));
}

/** An expression that begins a line if it must. */
export function expressionItem(of: Ast.Expr, w: Written): Doc {
  return item(of, w, () => bare(of, w));
}

/** A bound of a range, as the grammar has them. */
export function bound(of: Ast.Expr, w: Written): Doc {
  return operand(of, { lowest: ranks["+"].rank, following: ranks[".."].rank }, w);
}

/** A set to take values from. */
function domain(of: Ast.Expr, w: Written): Doc {
  if (isWholeSet(of)) return inline(of, w, () => wholeSet(of, w));
  return operand(of, { lowest: ranks.union.rank, following: ranks.in.rank }, w);
}

type WholeSet = Extract<Ast.Expr, { kind: "map-set" | "sets-of" | "seqs-of" | "options-of" }>;

/** A set that is written as a type is. */
function isWholeSet(of: Ast.Expr): of is WholeSet {
  return ["map-set", "sets-of", "seqs-of", "options-of"].includes(of.kind);
}

function wholeSet(of: WholeSet, w: Written): Doc {
  switch (of.kind) {
    case "map-set": {
      const { keys, values } = of;
      return [
        keys.kind === "map-set" ? enclosedSet(keys, w) : domain(keys, w),
        " -> ",
        domain(values, w),
      ];
    }
    case "sets-of":
      return ["set of ", elements(of.of, w)];
    case "seqs-of":
      return ["seq of ", elements(of.of, w), " max ", bound(of.max, w)];
    case "options-of":
      return [isWholeSet(of.of) ? enclosedSet(of.of, w) : domain(of.of, w), "?"];
  }
}

function elements(of: Ast.Expr, w: Written): Doc {
  return of.kind === "map-set" ? enclosedSet(of, w) : domain(of, w);
}

/** Outside of a binder, such a set stands in parentheses. */
function enclosedSet(of: WholeSet, w: Written): Doc {
  return parenthesised(wholeSet(of, w));
}

/** What `test` and temporal operators are followed by. */
export function comparison(of: Ast.Expr, w: Written): Doc {
  return operand(of, { lowest: ranks["="].rank, following: ranks.and.rank }, w);
}

export interface Position {
  /** The lowest strength that needs no parentheses here. */
  readonly lowest: number;
  /** The rank of the operator that follows; nothing that goes on to the right may take it. */
  readonly following?: number;
  /** What this is an operand of. */
  readonly parent?: Ast.Expr;
}

export function operand(of: Ast.Expr, position: Position, w: Written): Doc {
  return inline(of, w, () =>
    needsParentheses(of, position, w) ? parenthesised(bare(of, w)) : bare(of, w),
  );
}

/** An expression that would go on with what follows it. */
export function enclosed(of: Ast.Expr, w: Written): Doc {
  return inline(of, w, () => parenthesised(bare(of, w)));
}

export function parenthesised(doc: Doc): Doc {
  return ["(", align(1, doc), ")"];
}

function needsParentheses(of: Ast.Expr, position: Position, w: Written): boolean {
  const { lowest, following, parent } = position;
  if (strengthOf(of) < lowest) return true;
  if (following !== undefined && opensTo(of, following)) return true;
  return parent !== undefined && isMix(of, parent) && w.isEnclosed(of);
}

/** `f(x)`, `x.f`, and what else an index or a field can follow. */
/** What is a word and a lock. */
const tries: ReadonlySet<Ast.Expr["kind"]> = new Set(["trylock", "read-retry"]);

function base(of: Ast.Expr, w: Written): Doc {
  const isBase =
    strengthOf(of) === Infinity && !(of.kind === "held" && of.by) && !tries.has(of.kind);
  const doc = () => bare(of, w);
  return inline(of, w, () => (isBase && !opensTo(of, Infinity) ? doc() : parenthesised(doc())));
}

function bare(of: Ast.Expr, w: Written): Doc {
  switch (of.kind) {
    case "number":
      return numberText(of, w);
    case "boolean":
      return String(of.value);
    case "name":
      return name(of.name, w);
    case "wildcard":
      return "_";
    case "field":
      return [base(of.of, w), ".", name(of.name, w)];
    case "index":
      return [base(of.of, w), "[", expression(of.index, w), "]"];
    case "apply":
      return [name(of.name, w), arguments_(of.arguments, w)];
    case "held":
      return heldText(of, w);
    case "trylock":
      return ["trylock ", of.mode === undefined ? "" : `${of.mode} `, maskedLock(of, w)];
    case "read-retry":
      return ["read_retry ", expression(of.lock, w)];
    case "unary":
      return unary(of, w);
    case "binary":
      return binary(of, w);
    case "is":
      return [operand(of.subject, leftOf("is"), w), " is ", pattern(of.pattern, w)];
    case "range": {
      const right = { lowest: ranks[".."].right };
      return [operand(of.low, leftOf(".."), w), "..", operand(of.high, right, w)];
    }
    case "if-expr":
      return conditional(of, w);
    case "match-expr":
      return matching(of, w);
    case "let-expr":
      return group([
        ["let ", name(of.name, w), " = ", expression(of.value, w), ":"],
        indent([line, expressionItem(of.body, w)]),
      ]);
    case "quantifier":
      return group([
        [of.word, " ", binders(of.binders, w), ":"],
        indent([line, expressionItem(of.body, w)]),
      ]);
    case "fold":
      return folded(of, w);
    case "map-set":
    case "sets-of":
    case "seqs-of":
    case "options-of":
      return enclosedSet(of, w);
    case "set-literal":
    case "set-filter":
    case "set-image":
    case "seq-literal":
    case "seq-filter":
    case "seq-image":
    case "map-literal":
    case "record-literal":
      return collection(of, w);
    case "with":
      return changed(of, w);
    case "later":
      return w.text(of) ?? "";
  }
}

function folded(of: Extract<Ast.Expr, { kind: "fold" }>, w: Written): Doc {
  return group([
    ["fold ", name(of.name, w), " = ", expression(of.initial, w)],
    [" for ", binder(of.binder, w), ":"],
    indent([line, expressionItem(of.body, w)]),
  ]);
}

function changed(of: Extract<Ast.Expr, { kind: "with" }>, w: Written): Doc {
  const changes = of.changes.map((each) => change(each, w));
  return [base(of.of, w), " with ", bracketed("{ ", changes, " }")];
}

type Collection = Extract<
  Ast.Expr,
  {
    kind:
      | "set-literal"
      | "set-filter"
      | "set-image"
      | "seq-literal"
      | "seq-filter"
      | "seq-image"
      | "map-literal"
      | "record-literal";
  }
>;

function collection(of: Collection, w: Written): Doc {
  switch (of.kind) {
    case "set-literal":
      return bracketed("{", items(of.elements, w), "}");
    case "set-filter":
      return filtered("{", of, "}", w);
    case "set-image":
      return mapped("{", of.value, of.binders, "}", w);
    case "seq-literal":
      return bracketed("[", items(of.elements, w), "]");
    case "seq-filter":
      return filtered("[", of, "]", w);
    case "seq-image":
      return mapped("[", of.value, [of.binder], "]", w);
    case "map-literal":
      return group([
        ["[ ", binder(of.binder, w, elements), " ->"],
        indent([line, expressionItem(of.value, w)]),
        [line, "]"],
      ]);
    case "record-literal":
      return bracketed(
        "{ ",
        of.fields.map((field) => fieldValue(field, w)),
        " }",
      );
  }
}

/** `{ x in S : p }`, `[ x in q : p ]`. */
function filtered(
  open: string,
  of: Extract<Ast.Expr, { kind: "set-filter" | "seq-filter" }>,
  close: string,
  w: Written,
): Doc {
  const condition = indent([line, expressionItem(of.condition, w)]);
  return group([[open, " ", binder(of.binder, w), " :"], condition, [line, close]]);
}

/** `{ e for x in S, y in T }`, `[ e for x in q ]`. */
function mapped(
  open: string,
  value: Ast.Expr,
  over: readonly Ast.Binder[],
  close: string,
  w: Written,
): Doc {
  const given = indent([line, "for ", binders(over, w)]);
  return group([open, " ", expression(value, w), given, " ", close]);
}

function items(of: readonly Ast.Expr[], w: Written): readonly Doc[] {
  return of.map((each) => expressionItem(each, w));
}

export function arguments_(of: readonly Ast.Expr[], w: Written): Doc {
  return bracketed("(", items(of, w), ")");
}

function heldText(of: Extract<Ast.Expr, { kind: "held" }>, w: Written): Doc {
  const mode = of.mode === undefined ? "" : `, ${of.mode}`;
  const by =
    of.by === undefined ? "" : [" by ", isOwner(of.by) ? base(of.by, w) : enclosed(of.by, w)];
  return ["held(", expression(of.lock, w), mode, ")", by];
}

/** A change after `by p` is one of the answer, not of `p`. */
function isOwner(of: Ast.Expr): boolean {
  return of.kind === "field" || of.kind === "index" ? isOwner(of.of) : of.kind !== "with";
}

function unary(of: Extract<Ast.Expr, { kind: "unary" }>, w: Written): Doc {
  if (of.operator === "-") return ["-", operand(of.operand, { lowest: strengthOf(of) }, w)];
  const isNot = of.operand.kind === "unary" && of.operand.operator === "not";
  const lowest = isNot ? 0 : ranks["="].rank;
  return ["not ", operand(of.operand, { lowest, parent: of }, w)];
}

type Operator = keyof typeof ranks;

function leftOf(operator: Operator, parent?: Ast.Expr): Position {
  const { rank, right, alone } = ranks[operator];
  // To the left of an operator that groups to the right, or not at all, its like needs parentheses.
  const lowest = alone === true || right === rank ? rank + 1 : rank;
  return { lowest, following: rank, ...(parent === undefined ? {} : { parent }) };
}

/** `a or b or c` is one list, and so are `a + b - c` and `a implies b implies c`. */
function binary(of: Binary, w: Written): Doc {
  const { right, alone } = ranks[of.operator];
  if (alone === true)
    return group([
      operand(of.left, leftOf(of.operator, of), w),
      indent([line, `${of.operator} `, rightOperand(of, { lowest: right, parent: of }, w)]),
    ]);
  return group([...chain(of, w)]);
}

type Binary = Extract<Ast.Expr, { kind: "binary" }>;

/** The operands of operators of one rank: each but the first begins a line with its operator. */
function chain(of: Binary, w: Written, following?: number): readonly Doc[] {
  const { operator, left, right } = of;
  const { rank, right: rightRank } = ranks[operator];
  const isLink = (side: Ast.Expr): side is Binary =>
    side.kind === "binary" && ranks[side.operator].rank === rank;
  const before =
    rightRank > rank && isLink(left)
      ? [...chain(left, w, rank), endOf(left, w)]
      : [indent(operand(left, leftOf(operator, of), w))];
  const above = aboveOf(right, w);
  const next = following === undefined ? {} : { following };
  const after =
    rightRank === rank && isLink(right)
      ? [...chain(right, w), endOf(right, w)]
      : [indent(rightOperand(of, { lowest: rightRank, parent: of, ...next }, w))];
  return [...before, line, above, `${operator} `, ...after];
}

/** `not` may begin any operand, for nothing stronger than it can follow on the left. */
function rightOperand(of: Binary, position: Position, w: Written): Doc {
  const { right } = of;
  const isNot = right.kind === "unary" && right.operator === "not";
  return operand(right, isNot ? { ...position, lowest: 0 } : position, w);
}

function conditional(of: Extract<Ast.Expr, { kind: "if-expr" }>, w: Written): Doc {
  const condition = indent(expression(of.condition, w));
  const otherwise =
    of.else.kind === "if-expr"
      ? [" ", expression(of.else, w)]
      : indent([line, expressionItem(of.else, w)]);
  return group([
    ["if ", condition, " then", indent([line, expressionItem(of.then, w)])],
    [line, "else", otherwise],
  ]);
}

function matching(of: Extract<Ast.Expr, { kind: "match-expr" }>, w: Written): Doc {
  const cases = of.cases.map((each): Doc => [
    ["case ", pattern(each.pattern, w), " then"],
    group(indent([line, expressionItem(each.value, w)])),
  ]);
  if (of.else !== undefined)
    cases.push(["else", group(indent([line, expressionItem(of.else, w)]))]);
  return group([
    w.isLong(of) ? breakParent : "",
    ["match ", indent(expression(of.subject, w)), " {"],
    indent([line, join(line, cases)]),
    [line, "}"],
  ]);
}

export function binders(of: readonly Ast.Binder[], w: Written): Doc {
  return group(
    indent(
      join(
        [",", line],
        of.map((each) => binder(each, w)),
      ),
    ),
  );
}

function binder(of: Ast.Binder, w: Written, set = domain): Doc {
  return inline(of, w, () => [name(of.name, w), " in ", set(of.domain, w)]);
}

function fieldValue(of: Ast.FieldValue, w: Written): Doc {
  return [aboveOf(of.name, w), name(of.name, w), ": ", expression(of.value, w)];
}

function change(of: Ast.Change, w: Written): Doc {
  if ("name" in of) return fieldValue(of, w);
  const above = aboveOf(of.index, w);
  return [above, "[", expression(of.index, w), "]: ", expression(of.value, w)];
}

/** A lock, with what it keeps off while it is held. */
export function maskedLock(
  { lock, masked }: { readonly lock: Ast.Expr; readonly masked: Ast.Masked | undefined },
  w: Written,
): Doc {
  return [masked === undefined ? "" : `${masked} `, expression(lock, w)];
}
