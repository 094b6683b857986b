// Which lock an expression names: one of its own, or `t.ptl`, the lock of an object.

import type * as Ast from "../syntax/ast.js";
import type { Context, Scope } from "./context.js";
import { unknownName } from "./context.js";
import { infer } from "./infer.js";
import type { LockRef, LockSymbol } from "./typed.js";

/** The lock; undefined after a report. */
export function resolveLock(context: Context, scope: Scope, ast: Ast.Expr): LockRef | undefined {
  if (ast.kind === "name") {
    const symbol = context.symbol(ast.name.text);
    if (symbol?.kind === "lock") return { lock: symbol, object: undefined, span: ast.span };
    reportNoLock(context, ast.name, symbol !== undefined);
    return undefined;
  }
  if (ast.kind === "field") {
    const object = infer(context, scope, ast.of);
    if (object === undefined) return undefined;
    const lock = lockOf(context, ast.name.text, object.type);
    if (lock !== undefined) return { lock, object, span: ast.span };
    if (!context.broken.has(ast.name.text))
      context.report("lock/not-a-lock", { name: ast.name.text }, { at: ast.name.span });
    return undefined;
  }
  context.report("lock/not-a-lock", { name: "this" }, { at: ast.span });
  return undefined;
}

/** The lock of that name that objects of the type have. */
export function lockOf(
  context: Context,
  name: string,
  type: { readonly kind: string; readonly name?: string | undefined },
): LockSymbol | undefined {
  if (type.kind !== "symbols") return undefined;
  return context.objectLocks.get(name)?.find((lock) => lock.object?.name === type.name);
}

function reportNoLock(context: Context, name: Ast.Name, declared: boolean): void {
  const ofObject = context.objectLocks.get(name.text)?.[0];
  if (ofObject?.object !== undefined) {
    context.report(
      "lock/not-a-lock",
      { name: name.text },
      { at: name.span, help: `every ${ofObject.object.name} has one: write \`t.${name.text}\`` },
    );
    return;
  }
  if (declared) context.report("lock/not-a-lock", { name: name.text }, { at: name.span });
  else if (!context.declarations.has(name.text)) {
    const locks = [...context.declarations].filter(([, { kind }]) => kind === "lock");
    unknownName(context, name, "lock", [...locks.map(([text]) => text), "trylock"]);
  }
}

/** Reports a mode that the kind of lock does not have. */
export function checkMode(
  context: Context,
  ref: LockRef,
  mode: "read" | "write" | undefined,
): boolean {
  const exclusive = ref.lock.form === "spinlock" || ref.lock.form === "mutex";
  if (mode !== "read" || !exclusive) return true;
  context.report(
    "lock/kind",
    { name: ref.lock.name, kind: ref.lock.form, problem: "has no read mode" },
    { at: ref.span },
  );
  return false;
}
