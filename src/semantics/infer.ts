// Expressions as written become typed expressions: one kind of node after the other. An expression
// that cannot be understood is reported once and is undefined from then on, so that no report
// causes another.

import type { Span } from "../base/source.js";
import type { Type } from "../core/type.js";
import { bool } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { inferApply } from "./apply.js";
import { show, textOf } from "./assignable.js";
import type { Context, Scope } from "./context.js";
import { bind, nested } from "./context.js";
import { inferAlike } from "./clarity.js";
import { inferMap, inferQuantifier, inferSet, inferSetOver, inferWith } from "./collections.js";
import { infer, inferAs, inferBool, inferThread } from "./expect.js";
import { checkCounts } from "./lock-statements.js";
import { checkMode, resolveLock } from "./locks.js";
import { inferField, inferName } from "./names.js";
import { inferBinary, inferUnary, unify } from "./operators.js";
import { inferIs, inferMatch } from "./patterns.js";
import { inferFold, inferPart, inferSequenceOver } from "./sequences.js";
import type { Expr } from "./typed.js";
import { inferValues } from "./value-sets.js";
import { inferBits } from "./words.js";

/** The typed expression; `expected` helps where the type is not clear from the expression alone. */
export function inferExpr(
  context: Context,
  scope: Scope,
  ast: Ast.Expr,
  expected?: Type,
): Expr | undefined {
  const { span } = ast;
  switch (ast.kind) {
    case "number":
      return integer(Number(ast.value), span);
    case "boolean":
      return { kind: "bool", value: ast.value, type: bool, span };
    case "name":
      return inferName(context, scope, ast.name, expected);
    case "wildcard":
      reportWildcard(context, scope, span);
      return undefined;
    case "field":
      return inferField(context, scope, ast);
    case "index":
      return inferIndex(context, scope, ast);
    case "apply":
      return inferApply(context, scope, ast, expected);
    case "held":
      return inferHeld(context, scope, ast);
    case "read-retry":
      return inferRetry(context, scope, ast);
    case "trylock":
      // The parser has reported it: only the condition of an `if` statement may be one.
      return undefined;
    case "unary":
      return inferUnary(context, scope, ast);
    case "binary":
      return inferBinary(context, scope, ast, expected);
    case "is":
      return inferIs(context, scope, ast);
    case "if-expr":
      return inferIf(context, scope, ast, expected);
    case "match-expr":
      return inferMatch(context, scope, ast, expected);
    case "let-expr":
      return inferLet(context, scope, ast, expected);
    case "quantifier":
      return inferQuantifier(context, scope, ast);
    case "fold":
      return inferFold(context, scope, ast, expected);
    case "seq-filter":
    case "seq-image":
      return inferSequenceOver(context, scope, ast, expected);
    case "range":
    case "set-literal":
    case "seq-literal":
    case "record-literal":
      return inferSet(context, scope, ast, expected);
    case "map-set":
    case "sets-of":
    case "seqs-of":
    case "options-of":
      return inferValues(context, scope, ast);
    case "set-filter":
    case "set-image":
      return inferSetOver(context, scope, ast);
    case "map-literal":
      return inferMap(context, scope, ast, expected);
    case "with":
      return inferWith(context, scope, ast);
    case "later":
      context.report("feature/later", { feature: ast.feature }, { at: span });
      return undefined;
  }
}

function reportWildcard(context: Context, { patterns }: Scope, at: Span): void {
  const problem =
    patterns === undefined
      ? "`_` stands for anything only in events"
      : "`_` cannot stand in a `test`: give what it stands for a name";
  context.report("rule/event", { problem }, { at });
}

function integer(value: number, span: Span): Expr {
  return {
    kind: "int",
    value,
    type: { kind: "int", name: undefined, low: value, high: value },
    span,
  };
}

function inferHeld(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "held" }>,
): Expr | undefined {
  const { span } = ast;
  const lock = resolveLock(context, scope, ast.lock);
  const by = ast.by && inferThread(context, scope, ast.by, "what follows `by`");
  if (lock === undefined || (ast.by !== undefined && by === undefined)) return undefined;
  if (!checkMode(context, lock, ast.mode)) return undefined;
  return { kind: "held", lock, mode: ast.mode, by, type: bool, span };
}

/** Whether a write began since self last did `read_begin`; not where the counter is absent. */
function inferRetry(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "read-retry" }>,
): Expr | undefined {
  const { span } = ast;
  const lock = resolveLock(context, scope, ast.lock);
  if (lock === undefined || !checkCounts(context, lock)) return undefined;
  if (scope.process === undefined) {
    context.report(
      "step/not-here",
      { what: "`read_retry`", where: "outside of steps" },
      { at: span },
    );
    return undefined;
  }
  if (!lock.lock.present) return { kind: "bool", value: false, type: bool, span };
  const by: Expr = { kind: "local", name: "self", type: scope.process.type, span };
  const operand: Expr = { kind: "held", lock, mode: "read", by, type: bool, span };
  return { kind: "not", operand, type: bool, span };
}

function inferIf(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "if-expr" }>,
  expected: Type | undefined,
): Expr | undefined {
  const { span } = ast;
  const inner = nested(scope);
  const condition = inferBool(context, inner, ast.condition, "the condition");
  const branches = [
    { scope: inner, ast: ast.then },
    { scope: nested(scope), ast: ast.else },
  ];
  const [then, other] = inferAlike(context, branches, expected);
  if (condition === undefined || then === undefined || other === undefined) return undefined;
  return unify(context, condition, then, other, span);
}

function inferLet(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "let-expr" }>,
  expected: Type | undefined,
): Expr | undefined {
  const { span } = ast;
  const value = infer(context, scope, ast.value);
  if (value === undefined) return undefined;
  const inner = nested(scope);
  bind(context, inner, ast.name, { kind: "local", type: value.type });
  const body = infer(context, inner, ast.body, expected);
  return body && { kind: "let", name: ast.name.text, value, body, type: body.type, span };
}

function inferIndex(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "index" }>,
): Expr | undefined {
  const of = infer(context, scope, ast.of);
  if (of === undefined) return undefined;
  const where = `the index of \`${textOf(ast.of.span)}\``;
  if (of.type.kind === "map") {
    const index = inferAs(context, scope, ast.index, of.type.key, where);
    return index && { kind: "index", of, index, type: of.type.value, span: ast.span };
  }
  if (of.type.kind === "seq") {
    if (ast.index.kind === "range") return inferPart(context, scope, of, ast.index, ast.span);
    const places: Type = { kind: "int", name: undefined, low: 0, high: of.type.max };
    const index = inferAs(context, scope, ast.index, places, where);
    return index && { kind: "index", of, index, type: of.type.of, span: ast.span };
  }
  if (of.type.kind === "bits") return inferBits(context, scope, of, ast.index, ast.span);
  context.report(
    "type/mismatch",
    { found: show(of.type), needed: "a map or a sequence", where: `\`${textOf(ast.of.span)}\`` },
    { at: ast.of.span },
  );
  return undefined;
}
