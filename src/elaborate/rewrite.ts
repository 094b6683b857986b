// A statement with its expressions and the bodies inside it replaced.

import type { BinderOf } from "../core/expression.js";
import type { Expr, LockRef, Statement } from "../semantics/typed.js";

interface Changes {
  readonly expr: (expr: Expr) => Expr;
  readonly body: (body: readonly Statement[]) => readonly Statement[];
}

export function rewriteStatement(statement: Statement, { expr, body }: Changes): Statement {
  const lock = (ref: LockRef): LockRef => ({ ...ref, object: ref.object && expr(ref.object) });
  const binder = (each: BinderOf<Expr>): BinderOf<Expr> => ({
    ...each,
    domain: expr(each.domain),
  });
  switch (statement.kind) {
    case "assign":
      return { ...statement, target: expr(statement.target), value: expr(statement.value) };
    case "assign-all":
      return {
        ...statement,
        binders: statement.binders.map(binder),
        body: body(statement.body),
      };
    case "if":
      return {
        ...statement,
        condition: expr(statement.condition),
        then: body(statement.then),
        else: body(statement.else),
      };
    case "try":
      return {
        ...statement,
        lock: lock(statement.lock),
        then: body(statement.then),
        else: body(statement.else),
      };
    case "either":
      return { ...statement, branches: statement.branches.map(body) };
    case "keep":
      return { ...statement, value: expr(statement.value) };
    case "await":
      return { ...statement, condition: expr(statement.condition) };
    case "pick":
      return {
        ...statement,
        binders: statement.binders.map(binder),
        condition: statement.condition && expr(statement.condition),
      };
    case "take":
    case "release":
    case "seqcount":
    case "downgrade":
      return { ...statement, lock: lock(statement.lock) };
    case "lifetime":
      return { ...statement, object: expr(statement.object) };
    case "call":
      return { ...statement, arguments: statement.arguments.map(expr) };
    case "goto":
    case "stop":
    case "return":
    case "section":
    case "synchronize":
    case "allocate":
      return statement;
  }
}
