// Rules, events and temporal properties.

import type * as Ast from "../syntax/ast.js";
import type { Doc } from "./doc.js";
import { align, group, ifBreak, indent, join, line, wide } from "./doc.js";
import {
  binders,
  comparison,
  enclosed,
  expression,
  expressionItem,
  operand,
} from "./expressions.js";
import { name } from "./names.js";
import { inline, item } from "./placed.js";
import { opensTo, takesBy } from "./strength.js";
import { type } from "./types.js";
import type { Written } from "./written.js";

/** A word and what it says: `need C`. */
type Clause = readonly [word: string, doc: Doc];

/** The clauses of a rule, their words in a column; on one line if the author has them so. */
export function ruleForm(of: Ast.RuleForm, w: Written): Doc {
  const clauses = clausesOf(of, w);
  const widest = Math.max("unless".length, ...clauses.map(([word]) => word.length));
  const parts = clauses.map(([word, doc]): Doc => {
    const fill = " ".repeat(widest - word.length);
    return [word, ifBreak(fill, ""), " ", align(widest + 1, doc)];
  });
  return join(wide(), parts);
}

function clausesOf(of: Ast.RuleForm, w: Written): readonly Clause[] {
  const unless: Clause[] =
    of.unless.length === 0
      ? []
      : [["unless", listOf(of.unless, (each) => expressionItem(each, w))]];
  switch (of.form) {
    case "on":
      return [["on", events(of.on, w)], ["need", expression(of.need, w)], ...unless];
    case "after":
      return [
        ["after", events(of.after, w)],
        ...(of.until.length === 0 ? [] : [["until", events(of.until, w)] as const]),
        ["before", events(of.before, w)],
        ["need", events(of.need, w)],
        ...unless,
      ];
    case "never": {
      const from = listOf(of.from, (each) => event(each, w, true));
      return [
        ["never", events(of.never, w)],
        ["between", group([from, line, "and ", events(of.to, w)])],
        ...unless,
      ];
    }
  }
}

function listOf<T>(of: readonly T[], build: (each: T) => Doc): Doc {
  return group(join([",", line], of.map(build)));
}

function events(of: readonly Ast.Event[], w: Written): Doc {
  return listOf(of, (each) => event(each, w, false));
}

function event(of: Ast.Event, w: Written, beforeAnd: boolean): Doc {
  return item(of, w, () => {
    const { verb, subject, of: kind, by } = of;
    const about = verb === "test" && beforeAnd ? comparison : expression;
    const isClosed = subject !== undefined && by !== undefined && takesBy(subject);
    return [
      verb,
      subject === undefined ? "" : [" ", isClosed ? enclosed(subject, w) : about(subject, w)],
      kind === undefined ? "" : [" in ", type(kind, w)],
      by === undefined ? "" : [" by ", name(by, w)],
    ];
  });
}

// --- Temporal properties -------------------------------------------------------------------------

const strengths = { "leads to": 0, implies: 1, or: 2, and: 3, until: 4, unary: 5 };

/** How strongly a formula holds together, on the scale of operators. */
export function temporal(of: Ast.Temporal, w: Written, lowest = 0, following?: number): Doc {
  return inline(of, w, () => {
    if (of.kind === "temporal-state") return stateFormula(of.expr, w, lowest, following);
    const needs = strengthOf(of) < lowest || (following !== undefined && opens(of));
    const doc = bare(of, w);
    return needs ? ["(", align(1, doc), ")"] : doc;
  });
}

function stateFormula(of: Ast.Expr, w: Written, lowest: number, following?: number): Doc {
  const scale = lowest > strengths.and ? 5 : lowest;
  const next = following === undefined ? {} : { following: Math.max(1, following) };
  return operand(of, { lowest: of.kind === "unary" ? Math.min(scale, 4) : scale, ...next }, w);
}

function strengthOf(of: Ast.Temporal): number {
  return of.kind === "temporal-binary" ? strengths[of.operator] : strengths.unary;
}

/** Whether what follows would become a part of it. */
function opens(of: Ast.Temporal): boolean {
  switch (of.kind) {
    case "temporal-state":
      return opensTo(of.expr, 1);
    case "temporal-step":
    case "temporal-quantifier":
      return true;
    case "temporal-unary":
      return opens(of.operand);
    case "temporal-binary":
      return opens(of.right);
  }
}

function bare(of: Exclude<Ast.Temporal, { kind: "temporal-state" }>, w: Written): Doc {
  switch (of.kind) {
    case "temporal-step":
      return ["step ", expression(of.expr, w)];
    case "temporal-quantifier":
      return group([
        [of.word, " ", binders(of.binders, w), ":"],
        indent([line, temporal(of.body, w)]),
      ]);
    case "temporal-unary":
      return [of.operator, " ", temporal(of.operand, w, strengths.unary)];
    case "temporal-binary": {
      const { operator, left, right } = of;
      const rank = strengths[operator];
      const groupsLeft = operator === "and" || operator === "or";
      return group([
        temporal(left, w, groupsLeft ? rank : rank + 1, rank),
        [line, operator, " "],
        temporal(right, w, operator === "implies" ? rank : rank + 1),
      ]);
    }
  }
}
