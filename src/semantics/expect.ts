// Expressions where something is expected of them. The parts of the inference call each other
// through here, and so in a circle, which the files do not.

import type { Type } from "../core/type.js";
import { bool } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { assignable, coerce, show } from "./assignable.js";
import type { Context, Scope } from "./context.js";
import type { Expr } from "./typed.js";

/** The typed expression, of whatever type it is; undefined after a report. */
export function infer(
  context: Context,
  scope: Scope,
  ast: Ast.Expr,
  expected?: Type,
): Expr | undefined {
  return context.infer(context, scope, ast, expected);
}

/** The expression as a value of the type; `where` names it to the user. */
export function inferAs(
  context: Context,
  scope: Scope,
  ast: Ast.Expr,
  type: Type,
  where: string,
): Expr | undefined {
  const expr = infer(context, scope, ast, type);
  return expr === undefined ? undefined : coerce(context, expr, type, where);
}

export function inferBool(
  context: Context,
  scope: Scope,
  ast: Ast.Expr,
  where: string,
): Expr | undefined {
  return inferAs(context, scope, ast, bool, where);
}

/** An expression that is a process instance; `where` names it to the user. */
export function inferThread(
  context: Context,
  scope: Scope,
  ast: Ast.Expr,
  where: string,
): Expr | undefined {
  const expr = infer(context, scope, ast, context.thread);
  if (expr === undefined) return undefined;
  if (context.thread !== undefined && assignable(expr.type, context.thread)) return expr;
  const facts = { found: show(expr.type), needed: "a process instance", where };
  context.report("type/mismatch", facts, { at: ast.span });
  return undefined;
}
