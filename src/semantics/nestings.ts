// Orders of locks of one class: `order all t in T, u in T: t.ptl > u.ptl when t.low < u.low`.

import type * as Ast from "../syntax/ast.js";
import { inferBinders } from "./collections.js";
import { isPresent } from "./constant.js";
import type { Context, Scope } from "./context.js";
import { bind, nested } from "./context.js";
import { inferBool } from "./expect.js";
import { resolveLock } from "./locks.js";
import type { LockRef, Nesting } from "./typed.js";

/** The order; undefined if it has errors or is absent from the variant. */
export function typeNesting(
  context: Context,
  outside: Scope,
  ast: Ast.Nesting,
): Nesting | undefined {
  const scope = nested(outside);
  const binders = inferBinders(context, scope, ast.binders);
  const { by } = ast;
  if (by !== undefined && context.thread !== undefined)
    bind(context, scope, by, { kind: "local", type: context.thread });
  const outer = resolveLock(context, scope, ast.outer);
  const inner = resolveLock(context, scope, ast.inner);
  const condition = inferBool(context, scope, ast.condition, "what follows `when`");
  if (outer === undefined || inner === undefined) return undefined;
  if (binders === undefined || condition === undefined) return undefined;
  const names = [ownerOf(outer), ownerOf(inner)] as const;
  const isOfTwo = names[0] !== names[1] && binders.length === 2;
  if (names[0] === undefined || names[1] === undefined || !isOfTwo || outer.lock !== inner.lock) {
    context.report("lock/nesting", {}, { at: ast.inner.span });
    return undefined;
  }
  if (!isPresent(context, ast.onlyWhen) || !outer.lock.present) return undefined;
  const { lock } = outer;
  const [first, second] = names;
  return { lock, outer: first, inner: second, by: by?.text, condition, span: ast.span };
}

/** The name of the object whose lock it is, where it is named and nothing else. */
function ownerOf({ object }: LockRef): string | undefined {
  return object?.kind === "local" ? object.name : undefined;
}
