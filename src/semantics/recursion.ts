// Functions that lead back to themselves, and how deep they may.

import type * as Ast from "../syntax/ast.js";
import { constantInt } from "./constant.js";
import type { Context } from "./context.js";
import { children } from "./traverse.js";
import type { Expr } from "./typed.js";

/** A search asks its questions on the stack of the program, which has room for about ten times. */
const most = 1000;

/** How deep calls may be nested where the spec does not say. */
const usual = 200;

interface Typed {
  readonly name: string;
  readonly body: Expr;
}

/** The depth each function may reach: undefined for one that does not lead back to itself. */
export function boundRecursion<F extends Typed>(
  context: Context,
  functions: readonly F[],
  asts: readonly Ast.Fn[],
): (F & { readonly deepest: number | undefined })[] {
  const calls = new Map(functions.map(({ name, body }) => [name, callsIn(body)]));
  const reached = (name: string): ReadonlySet<string> => {
    const found = new Set<string>();
    const visit = (from: string): void => {
      for (const called of calls.get(from) ?? []) {
        if (found.has(called)) continue;
        found.add(called);
        visit(called);
      }
    };
    visit(name);
    return found;
  };
  return functions.map((fn) => {
    const given = asts.find(({ name }) => name.text === fn.name)?.deepest;
    const what = `the depth of \`${fn.name}\``;
    const deepest =
      given === undefined ? usual : (constantInt(context, given, what, 1, most) ?? usual);
    return { ...fn, deepest: reached(fn.name).has(fn.name) ? deepest : undefined };
  });
}

function callsIn(expr: Expr): readonly string[] {
  const own = expr.kind === "call" ? [expr.function] : [];
  return [...own, ...children(expr).flatMap(callsIn)];
}
