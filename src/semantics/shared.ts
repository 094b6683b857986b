// Shared state, which threads touch without a lock: accesses of it are marked, `read_once(x)` and
// `write_once(x) := e`, or they are plain, and may race.

import type { Type } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { textOf } from "./assignable.js";
import type { Context, Scope } from "./context.js";
import { infer } from "./expect.js";
import type { Expr } from "./typed.js";

/** `read_once(x)`: the value of x. */
export function inferReadOnce(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "apply" }>,
  expected: Type | undefined,
): Expr | undefined {
  const [place] = ast.arguments;
  const operand = place && infer(context, scope, place, expected);
  if (place === undefined || operand === undefined) return undefined;
  if (!checkShared(context, operand, "read_once", place)) return undefined;
  return { kind: "once", operand, type: operand.type, span: ast.span };
}

/** What `write_once(x) := e` assigns; undefined where an assignment is plain. */
export function markedPlace(target: Ast.Expr): Ast.Expr | undefined {
  if (target.kind !== "apply" || target.name.text !== "write_once") return undefined;
  return target.arguments.length === 1 ? target.arguments[0] : undefined;
}

/** Reports a mark of what is not shared, and would say nothing. */
export function checkShared(
  context: Context,
  place: Expr,
  mark: "read_once" | "write_once",
  ast: Ast.Expr,
): boolean {
  if (isShared(context, place)) return true;
  const name = textOf(ast.span);
  const help = "declare it with `shared state`";
  const isPlace = rootOf(place) !== undefined;
  context.report("step/not-shared", { mark, name }, { at: ast.span, ...(isPlace && { help }) });
  return false;
}

function isShared(context: Context, place: Expr): boolean {
  const root = rootOf(place);
  if (root?.kind === "variable") {
    const symbol = context.symbol(root.name);
    return symbol?.kind === "variable" && symbol.shared === true;
  }
  if (root?.kind !== "object-field" || root.object.type.kind !== "symbols") return false;
  const symbol = context.symbol(root.object.type.name);
  return symbol?.kind === "object" && symbol.shared.has(root.name);
}

/** The variable, or the field of an object, that a place is a part of. */
function rootOf(place: Expr): Extract<Expr, { kind: "variable" | "object-field" }> | undefined {
  switch (place.kind) {
    case "variable":
    case "object-field":
      return place;
    case "index":
    case "field":
    case "bit-field":
      return rootOf(place.of);
    default:
      return undefined;
  }
}
