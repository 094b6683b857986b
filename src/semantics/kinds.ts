// Kinds of objects: all that there are, and the one that is named.

import type * as Ast from "../syntax/ast.js";
import type { Context } from "./context.js";
import { unknownName } from "./context.js";
import type { ObjectSymbol } from "./typed.js";

export function objectsOf(context: Context): ObjectSymbol[] {
  return [...context.declarations.keys()].flatMap((name) => {
    const symbol = context.symbol(name);
    return symbol?.kind === "object" ? [symbol] : [];
  });
}

/** The kind of object that is written there; undefined after a report. */
export function objectNamed(context: Context, of: Ast.Type): ObjectSymbol | undefined {
  const name = of.kind === "type-name" ? of.path[0] : undefined;
  if (name === undefined) return undefined;
  const symbol = context.symbol(name.text);
  if (symbol?.kind === "object") return symbol;
  // What is declared, but has errors, was reported there.
  if (symbol === undefined && context.declarations.has(name.text)) return undefined;
  const all = [...context.declarations].filter(([, { kind }]) => kind === "object");
  const known = all.map(([each]) => each);
  unknownName(context, name, "kind of object", known);
  return undefined;
}
