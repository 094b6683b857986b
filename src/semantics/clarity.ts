// Whether an expression says by itself of what type it is, or only the place where it stands does.
// Of two expressions of one type, the one that says so is understood first.

import type { Type } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import type { Context, Scope } from "./context.js";
import { infer } from "./expect.js";
import type { Expr } from "./typed.js";

/** Whether the type of an expression is clear without a type that is expected there. */
export function isClear(context: Context, ast: Ast.Expr): boolean {
  switch (ast.kind) {
    case "name":
      return ast.name.text !== "none" && !context.cases.has(ast.name.text);
    case "apply":
      return context.declarations.has(ast.name.text);
    case "record-literal":
      return false;
    case "set-literal":
    case "seq-literal":
      return ast.elements.some((each) => isClear(context, each));
    case "set-image":
      return isClear(context, ast.value);
    case "if-expr":
      return isClear(context, ast.then) || isClear(context, ast.else);
    case "match-expr":
      return resultsOf(ast).some((each) => isClear(context, each));
    case "let-expr":
      return isClear(context, ast.body);
    case "fold":
      return isClear(context, ast.initial);
    case "binary":
      return (
        !["union", "intersect", "minus"].includes(ast.operator) ||
        isClear(context, ast.left) ||
        isClear(context, ast.right)
      );
    default:
      return true;
  }
}

function resultsOf(ast: Extract<Ast.Expr, { kind: "match-expr" }>): readonly Ast.Expr[] {
  return [...ast.cases.map(({ value }) => value), ...(ast.else === undefined ? [] : [ast.else])];
}

/** The places of those that are clear, then of the others. */
export function clearFirst(context: Context, asts: readonly Ast.Expr[]): readonly number[] {
  const clear = asts.map((ast) => isClear(context, ast));
  const places = [...asts.keys()];
  return [...places.filter((place) => clear[place]), ...places.filter((place) => !clear[place])];
}

/** An expression, and where its names are known. */
export interface Branch {
  readonly scope: Scope;
  readonly ast: Ast.Expr;
}

/** What expressions of one type are, in their order; undefined where one has errors. */
export function inferAlike(
  context: Context,
  branches: readonly Branch[],
  expected: Type | undefined,
): readonly (Expr | undefined)[] {
  const found: (Expr | undefined)[] = branches.map(() => undefined);
  let type = expected;
  for (const place of clearFirst(
    context,
    branches.map(({ ast }) => ast),
  )) {
    const branch = branches[place];
    if (branch === undefined) continue;
    found[place] = infer(context, branch.scope, branch.ast, type);
    type ??= found[place]?.type;
  }
  return found;
}
