// Statements about locks and sequence counters: each kind has its own words.

import type { Span } from "../base/source.js";
import type * as Ast from "../syntax/ast.js";
import type { Context, Scope } from "./context.js";
import { checkMode, resolveLock } from "./locks.js";
import type { LockRef, Statement } from "./typed.js";

type Of<K extends Ast.Statement["kind"]> = Extract<Ast.Statement, { kind: K }>;

export function typeTake(
  context: Context,
  scope: Scope,
  ast: Of<"lock-take">,
): Statement | undefined {
  const { span } = ast;
  const lock = resolveLock(context, scope, ast.lock);
  if (lock === undefined || !checkMode(context, lock, ast.mode)) return undefined;
  if (!checkTaken(context, lock) || !lock.lock.present) return undefined;
  return { kind: "take", lock, mode: ast.mode ?? "write", span };
}

/** `lock irq l` turns interrupts off first; they come back as `unlock irq l` has let go of it. */
export function withMask(ast: Ast.Statement, typed: Statement): readonly Statement[] {
  if (typed.kind === "take" && ast.kind === "lock-take" && ast.masked !== undefined)
    return [masking(ast.masked, ast.span), typed];
  if (typed.kind !== "release" || ast.kind !== "lock-release" || ast.masked === undefined)
    return [typed];
  const what = ast.masked === "irq" ? "irq_restore" : "bh_on";
  const back: Statement = { kind: "section", what, span: ast.span };
  return typed.ifHeld ? [{ ...typed, then: [back] }] : [typed, back];
}

/** What a lock keeps off goes off before it is taken. */
export function masking(masked: Ast.Masked, span: Span): Statement {
  return { kind: "section", what: masked === "irq" ? "irq_save" : "bh_off", span };
}

export function typeRelease(
  context: Context,
  scope: Scope,
  ast: Of<"lock-release">,
): Statement | undefined {
  const { span } = ast;
  const lock = resolveLock(context, scope, ast.lock);
  if (lock === undefined || !checkTaken(context, lock) || !lock.lock.present) return undefined;
  return { kind: "release", lock, ifHeld: ast.ifHeld, then: [], span };
}

export function typeDowngrade(
  context: Context,
  scope: Scope,
  ast: Of<"lock-downgrade">,
): Statement | undefined {
  const lock = resolveLock(context, scope, ast.lock);
  if (lock === undefined) return undefined;
  if (!lock.lock.present) return undefined;
  if (lock.lock.form === "rwsem") return { kind: "downgrade", lock, span: ast.span };
  const { name, form: kind } = lock.lock;
  const problem = "cannot be downgraded";
  context.report("lock/kind", { name, kind, problem }, { at: ast.lock.span });
  return undefined;
}

/** Reports a sequence counter where a lock is taken or released. */
export function checkTaken(context: Context, { lock, span }: LockRef): boolean {
  if (lock.form !== "seqcount") return true;
  const problem = "is entered by `write_begin` and `read_begin`";
  context.report("lock/kind", { name: lock.name, kind: lock.form, problem }, { at: span });
  return false;
}

/** Reports a lock where a sequence counter is meant. */
export function checkCounts(context: Context, { lock, span }: LockRef): boolean {
  if (lock.form === "seqcount") return true;
  const problem = "counts no writes";
  context.report("lock/kind", { name: lock.name, kind: lock.form, problem }, { at: span });
  return false;
}

export function typeSeqcount(
  context: Context,
  scope: Scope,
  ast: Of<"seqcount">,
): Statement | undefined {
  const lock = resolveLock(context, scope, ast.lock);
  if (lock === undefined || !checkCounts(context, lock) || !lock.lock.present) return undefined;
  return { kind: "seqcount", what: ast.what, lock, span: ast.span };
}
