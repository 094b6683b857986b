// Statements. What an author wrote on one line stays on one if it fits; otherwise each statement
// has its line.

import type * as Ast from "../syntax/ast.js";
import type { Doc } from "./doc.js";
import { align, breakParent, group, hardline, indent, join, line, wide } from "./doc.js";
import { assigned } from "./assigned.js";
import { arguments_, binders, expression, maskedLock } from "./expressions.js";
import { name } from "./names.js";
import { pattern } from "./patterns.js";
import { inline, item } from "./placed.js";
import { type } from "./types.js";
import type { Placed, Written } from "./written.js";

type Of<K extends Ast.Statement["kind"]> = Extract<Ast.Statement, { kind: K }>;

/** One written statement: several of the tree if they are `unlock a, b`. */
type Whole = readonly [Ast.Statement, ...Ast.Statement[]];

function wholes(of: readonly Ast.Statement[], w: Written): readonly Whole[] {
  const found: [Ast.Statement, ...Ast.Statement[]][] = [];
  for (const statement of of) {
    const last = found.at(-1);
    const before = last?.at(-1);
    const both = before?.kind === "lock-release" && statement.kind === "lock-release";
    if (last !== undefined && both && w.isListed(before, statement)) last.push(statement);
    else found.push([statement]);
  }
  return found;
}

/** Statements after each other on one line or, if that breaks, below each other. */
export function statements(of: readonly Ast.Statement[], w: Written): Doc {
  return wholes(of, w).map((whole, index) => {
    const [first] = whole;
    const blank = index > 0 && w.isApart(first) ? hardline : "";
    return [index > 0 ? wide() : "", blank, item(first, w, () => wholeStatement(whole, w))];
  });
}

/** Statements on one line if the author has them on one. */
export function statementList(of: readonly Ast.Statement[], w: Written): Doc {
  return group([isSpread(of, w) ? breakParent : "", statements(of, w)]);
}

/** Whether the author has statements below their header, or below each other. */
export function isBelow(header: Placed, of: readonly Ast.Statement[], w: Written): boolean {
  const [first] = of;
  return first !== undefined && (w.isBroken(header, first) || isSpread(of, w));
}

function isSpread(of: readonly Ast.Statement[], w: Written): boolean {
  const [first] = of;
  const last = of.at(-1);
  return first !== undefined && last !== undefined && w.isBroken(first, last);
}

function wholeStatement([first, ...rest]: Whole, w: Written): Doc {
  if (first.kind !== "lock-release") return bare(first, w);
  const others = rest.filter((other) => other.kind === "lock-release");
  const released = [
    bareReleased(first, w),
    ...others.map((other) => inline(other, w, () => bareReleased(other, w))),
  ];
  return group(["unlock ", align("unlock ".length, join([",", line], released))]);
}

function bareReleased(of: Of<"lock-release">, w: Written): Doc {
  return [maskedLock(of, w), of.ifHeld ? " if held" : ""];
}

function bare(of: Exclude<Ast.Statement, Of<"lock-release">>, w: Written): Doc {
  switch (of.kind) {
    case "assign":
      return group([expression(of.target, w), " :=", assigned(of.value, w)]);
    case "assign-all":
      return group(["all ", binders(of.binders, w), ":", branch(of.body, w)]);
    case "if":
      return conditional(of, w);
    case "match":
      return matching(of, w);
    case "either":
      return alternatives(of, w);
    case "goto":
      return ["goto ", name(of.step, w)];
    case "stop":
    case "skip":
    case "return":
      return of.kind;
    case "await":
      return ["await ", indent(expression(of.condition, w))];
    case "pick":
      return group([
        ["pick ", binders(of.binders, w)],
        of.condition === undefined ? "" : indent([line, "where ", expression(of.condition, w)]),
      ]);
    case "let":
      return group(["let ", name(of.name, w), " =", assigned(of.value, w)]);
    case "lock-take":
      return [of.mode === undefined ? "" : `${of.mode} `, "lock ", maskedLock(of, w)];
    case "lock-downgrade":
      return ["downgrade ", expression(of.lock, w)];
    case "seqcount":
      return [of.what, " ", expression(of.lock, w)];
    case "section":
    case "synchronize":
      return of.what;
    case "allocate":
      return ["allocate ", name(of.name, w), " in ", type(of.domain, w)];
    case "lifetime":
      return [of.what === "call_rcu" ? "call_rcu free" : of.what, " ", expression(of.object, w)];
    case "call":
      return ["call ", name(of.procedure, w), arguments_(of.arguments, w)];
    case "later":
      return w.text(of) ?? "";
  }
}

/**
 * One statement as it is, or several in braces; in braces on one line if the author has them there.
 */
function branch(of: readonly Ast.Statement[], w: Written): Doc {
  if (wholes(of, w).length === 1) return group(indent([line, statements(of, w)]));
  return [" ", block(of, w)];
}

function block(of: readonly Ast.Statement[], w: Written): Doc {
  const [first] = of;
  const isBroken = first !== undefined && (w.beginsLine(first) || isSpread(of, w));
  return group(["{", indent([line, statements(of, w)]), line, "}", isBroken ? breakParent : ""]);
}

/** A branch that an `else` or an `or` follows, which it must not take for its own. */
function closedBranch(
  of: readonly Ast.Statement[],
  word: "else" | "or",
  w: Written,
): { readonly doc: Doc; readonly separator: Doc } {
  const [only] = of;
  const isOne = wholes(of, w).length === 1 && only !== undefined && !takes(only, word);
  return isOne
    ? { doc: branch(of, w), separator: line }
    : { doc: [" ", block(of, w)], separator: " " };
}

/** Whether a statement would take the word after it for its own. */
function takes(of: Ast.Statement, word: "else" | "or"): boolean {
  switch (of.kind) {
    case "if": {
      if (of.else.length === 0 && word === "else") return true;
      const last = of.else.length === 0 ? of.then : of.else;
      return takesAtEnd(last, word);
    }
    case "either":
      return word === "or" || takesAtEnd(of.branches.at(-1) ?? [], word);
    case "assign-all":
      return takesAtEnd(of.body, word);
    default:
      return false;
  }
}

function takesAtEnd(of: readonly Ast.Statement[], word: "else" | "or"): boolean {
  const [only] = of;
  return of.length === 1 && only !== undefined && takes(only, word);
}

function conditional(of: Of<"if">, w: Written): Doc {
  const head = ["if ", indent(expression(of.condition, w)), " then"];
  if (of.else.length === 0) return group([head, branch(of.then, w)]);
  const { doc, separator } = closedBranch(of.then, "else", w);
  const [next] = of.else;
  const otherwise =
    of.else.length === 1 && next?.kind === "if"
      ? [" ", statements(of.else, w)]
      : branch(of.else, w);
  return group([head, doc, separator, "else", otherwise]);
}

function matching(of: Of<"match">, w: Written): Doc {
  const cases = of.cases.map(({ pattern: shape, body }, index) => {
    const isLast = of.else !== undefined && index === of.cases.length - 1;
    return [
      ["case ", pattern(shape, w), " then"],
      isLast ? closedBranch(body, "else", w).doc : branch(body, w),
    ];
  });
  if (of.else !== undefined) cases.push(["else", branch(of.else, w)]);
  return group([
    w.isLong(of) ? breakParent : "",
    ["match ", indent(expression(of.subject, w)), " {"],
    indent([line, join(line, cases)]),
    [line, "}"],
  ]);
}

function alternatives(of: Of<"either">, w: Written): Doc {
  const last = of.branches.length - 1;
  const parts: Doc[] = of.branches.map((each, index) => {
    const word = index === 0 ? "either" : "or";
    if (index === last) return [word, branch(each, w)];
    const { doc, separator } = closedBranch(each, "or", w);
    return [word, doc, separator];
  });
  return group(parts);
}
