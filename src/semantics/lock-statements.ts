// Statements about locks and sequence counters: each kind has its own words.

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

export function typeRelease(
  context: Context,
  scope: Scope,
  ast: Of<"lock-release">,
): Statement | undefined {
  const { span } = ast;
  const lock = resolveLock(context, scope, ast.lock);
  if (lock === undefined || !checkTaken(context, lock) || !lock.lock.present) return undefined;
  return { kind: "release", lock, ifHeld: ast.ifHeld, span };
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
