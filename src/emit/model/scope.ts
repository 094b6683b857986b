// Where an expression is printed: what the names around it are, what is true there, and what
// TypeScript knows of that. Printing notes in `usage` what the text needs from around it.

import type { Fn } from "../../core/core.js";
import type { Expr } from "../../core/expression.js";
import { isTotal } from "../../core/fold.js";
import type { Facts } from "../../core/facts.js";
import { exprKey } from "../../core/traverse.js";
import type { Type } from "../../core/type.js";
import { arrow, code, type Code } from "./code.js";
import { afterName, freshName, stateName, type Helper } from "./identifier.js";
import { isPlainKey, type Naming } from "./types.js";

/** What the text of one function needs. */
export interface Usage {
  /** The locals that it speaks of; the state is one of them. */
  readonly locals: Set<string>;
  /** Expressions that TypeScript would narrow if they were constants. */
  readonly wishes: Map<string, Expr>;
}

export interface Scope {
  readonly naming: Naming;
  readonly usage: Usage;
  /** What is true here. */
  readonly known: Facts;
  /** What of it TypeScript narrows by: conditions of this very function on plain accesses. */
  readonly visible: Facts;
  /** Every name that this function has for something of its own. */
  readonly locals: ReadonlySet<string>;
  /** The locals that are `number` to TypeScript, whatever their range. */
  readonly wide: ReadonlySet<string>;
  readonly signature: (name: string) => Fn;
  /** Prints an expression as a value of the type `expected`. */
  readonly print: (expr: Expr, scope: Scope, expected?: Type) => Code;
}

export function use(scope: Scope, helper: Helper): Helper {
  scope.naming.use(helper);
  return helper;
}

/** True if TypeScript narrows the expression where it is tested. */
export function isNarrowable(expr: Expr, scope: Scope): boolean {
  if (expr.kind === "local" || expr.kind === "variable") return true;
  if (expr.kind === "field") return isNarrowable(expr.of, scope);
  if (expr.kind === "payload" || expr.kind === "present") {
    const name = expr.kind === "payload" ? expr.case : "some";
    return isNarrowable(expr.of, scope) && scope.visible.knows(expr.of, name);
  }
  return (
    expr.kind === "index" &&
    expr.of.type.kind === "map" &&
    isPlainKey(expr.of.type.key) &&
    ["local", "symbol", "int"].includes(expr.index.kind) &&
    isNarrowable(expr.of, scope)
  );
}

/** The scope where `condition` is known to be `truth`. */
export function where(scope: Scope, condition: Expr, truth: boolean): Scope {
  return {
    ...scope,
    known: scope.known.assume(condition, truth),
    visible: scope.visible.assume(condition, truth, (of) => isNarrowable(of, scope)),
  };
}

/**
 * The scope of a function inside the function: TypeScript forgets there what it knew of accesses,
 * and remembers what it knew of constants.
 */
export function inside(
  scope: Scope,
  names: readonly string[],
  wide: readonly string[] = [],
): Scope {
  return {
    ...scope,
    known: scope.known.without(names),
    locals: new Set([...scope.locals, ...names]),
    visible: scope.visible.keep((of) => of.kind === "local").without(names),
    wide: new Set([...[...scope.wide].filter((name) => !names.includes(name)), ...wide]),
  };
}

/** The state that an expression reads: the one before a step, or after it. */
export function stateOf({ after }: { readonly after?: true }, scope: Scope): Code {
  const name = after === true ? afterName : stateName;
  scope.usage.locals.add(name);
  return code(name);
}

/** `(names) => body`, without the last of the names that the body does not speak of. */
export function lambda(names: readonly string[], scope: Scope, body: (scope: Scope) => Code): Code {
  const locals = new Set<string>();
  const shown = body({ ...scope, usage: { ...scope.usage, locals } });
  const last = names.findLastIndex((name) => locals.has(name));
  for (const name of locals) scope.usage.locals.add(name);
  const parameters = names
    .slice(0, last + 1)
    .map((name) => (locals.has(name) ? name : unusedName(name, scope)));
  return arrow(parameters, shown);
}

/** A name for a parameter that is there only for the ones after it. */
export function unusedName(name: string, scope: Pick<Scope, "naming" | "locals">): string {
  return freshName(`_${name}`, new Set([...scope.naming.names.taken, ...scope.locals]));
}

/** Notes that a test of `of` would be worth a constant, if the expression can stand at the top. */
export function wish(scope: Scope, of: Expr): void {
  if (isAccess(of) && isTotal(of)) scope.usage.wishes.set(exprKey(of), of);
}

/** True if the expression reads a part of the state, or of a local. */
function isAccess(expr: Expr): boolean {
  if (expr.kind === "field") return isAccess(expr.of);
  if (expr.kind === "index") return isAccess(expr.of) && isAccess(expr.index);
  return ["local", "variable", "symbol", "int", "bool"].includes(expr.kind);
}

/** A name for a local of the emitter's own. */
export function ownLocal(wanted: string, scope: Scope): string {
  const name = freshName(wanted, new Set([...scope.naming.names.taken, ...scope.locals]));
  scope.naming.claim(name);
  return name;
}

/** True if the text of the expression is short and says what it is. */
export function isPath(expr: Expr): boolean {
  if (["variable", "local", "symbol", "int", "bool", "none", "bits"].includes(expr.kind))
    return true;
  if (expr.kind === "field" || expr.kind === "payload" || expr.kind === "present") {
    return isPath(expr.of);
  }
  return expr.kind === "index" && isPath(expr.of) && isPath(expr.index);
}
