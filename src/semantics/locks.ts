// Which lock an expression names: one of its own, or `t.ptl`, the lock of an object.

import type { Type } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { textOf } from "./assignable.js";
import type { Context, Scope } from "./context.js";
import { hint, isBroken, isLost, isWritten, lookup, unknownName } from "./context.js";
import { infer } from "./expect.js";
import type { LockRef, LockSymbol } from "./typed.js";

/** The lock; undefined after a report. */
export function resolveLock(context: Context, scope: Scope, ast: Ast.Expr): LockRef | undefined {
  if (ast.kind === "name") {
    const symbol = context.symbol(ast.name.text);
    if (symbol?.kind === "lock") return { lock: symbol, object: undefined, span: ast.span };
    if (symbol === undefined && isBound(context, scope, ast.name.text)) {
      const value = infer(context, scope, ast);
      if (value !== undefined) reportValue(context, ast.name, value.type);
    } else reportNoLock(context, ast.name, symbol !== undefined);
    return undefined;
  }
  if (ast.kind === "field") {
    const object = infer(context, scope, ast.of);
    if (object === undefined) return undefined;
    const lock = lockOf(context, ast.name.text, object.type);
    // A lock that all objects share is not found through one of them.
    if (lock !== undefined)
      return { lock, object: lock.object === undefined ? undefined : object, span: ast.span };
    reportNoMember(context, ast.name, object.type);
    return undefined;
  }
  context.report("lock/not-a-lock", { name: textOf(ast.span) }, { at: ast.span });
  return undefined;
}

function isBound(context: Context, scope: Scope, name: string): boolean {
  if (lookup(scope, name) !== undefined) return true;
  return scope.process !== undefined && isWritten(context, scope.process.name, name);
}

/** A value where a lock is meant: an object has locks. */
function reportValue(context: Context, { text, span }: Ast.Name, type: Type): void {
  const entries = [...context.objectLocks].map(([name, locks]) => ({ name, locks }));
  const own = entries.find(({ locks }) =>
    locks.some(({ owner }) => type.kind === "symbols" && owner.name === type.name),
  );
  const help = own === undefined ? {} : { help: `its lock is \`${text}.${own.name}\`` };
  context.report("lock/not-a-lock", { name: text }, { at: span, ...help });
}

function reportNoMember(context: Context, { text, span }: Ast.Name, type: Type): void {
  if (isBroken(context.broken, text)) return;
  const symbol = type.kind === "symbols" ? context.symbol(type.name) : undefined;
  if (symbol?.kind === "object" && isLost(context, symbol.name, text)) return;
  const known = [...context.objectLocks].flatMap(([name, locks]) =>
    locks.some(({ owner }) => owner === symbol) ? [name] : [],
  );
  context.report("lock/not-a-lock", { name: text }, { at: span, ...hint(text, known) });
}

/** The lock of that name that objects of the type have. */
function lockOf(
  context: Context,
  name: string,
  type: { readonly kind: string; readonly name?: string | undefined },
): LockSymbol | undefined {
  if (type.kind !== "symbols") return undefined;
  return context.objectLocks.get(name)?.find(({ owner }) => owner.name === type.name)?.lock;
}

/** Reports a name that is no lock; what is declared and has no symbol was reported already. */
export function reportNoLock(context: Context, name: Ast.Name, declared: boolean): void {
  if (isBroken(context.broken, name.text)) return;
  const ofObject = context.objectLocks.get(name.text)?.[0];
  if (ofObject !== undefined) {
    context.report(
      "lock/not-a-lock",
      { name: name.text },
      { at: name.span, help: `every ${ofObject.owner.name} has one: write \`t.${name.text}\`` },
    );
    return;
  }
  if (declared) context.report("lock/not-a-lock", { name: name.text }, { at: name.span });
  else if (!context.declarations.has(name.text)) {
    const locks = [...context.declarations].filter(([, { kind }]) => kind === "lock");
    const known = [...locks.map(([text]) => text), ...context.objectLocks.keys()];
    unknownName(context, name, "lock", known);
  }
}

/** The lock that `lock ptl is pml` names; inside an object it may be one declared above it. */
export function sameLock(
  context: Context,
  same: Ast.Expr,
  object: LockSymbol["object"],
): LockSymbol | undefined {
  if (same.kind !== "name") {
    context.report("lock/not-a-lock", { name: textOf(same.span) }, { at: same.span });
    return undefined;
  }
  const { name } = same;
  const above = context.objectLocks.get(name.text)?.find(({ owner }) => owner === object);
  if (above !== undefined) return above.lock;
  const symbol = context.symbol(name.text);
  if (symbol?.kind === "lock") return symbol;
  reportNoLock(context, name, symbol !== undefined);
  return undefined;
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
