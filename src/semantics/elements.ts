// A sequence where a set is asked for: the set of its elements.

import type { Expr } from "./typed.js";

/** The set itself or, of a sequence, the set of its elements. */
export function setOfElements(expr: Expr): Expr {
  if (expr.type.kind !== "seq") return expr;
  const { span } = expr;
  const { of } = expr.type;
  // No name of a spec has a blank, so that this one hides none.
  const name = "_ element";
  const value: Expr = { kind: "local", name, type: of, span };
  const binders = [{ name, type: of, domain: expr }];
  return { kind: "image", binders, value, type: { kind: "set", of }, span };
}
