// When a property says something: an implication, where its premise is true.

import type { Expr } from "../core/expression.js";
import { boundNames, contains } from "../core/traverse.js";

/** Of `A implies B`, also under `all`: some value for which A. */
export function antecedentOf(expr: Expr): Expr | undefined {
  if (expr.kind === "binary" && expr.operator === "implies") return expr.left;
  if (expr.kind !== "quantifier" || expr.word !== "all") return undefined;
  const inner = antecedentOf(expr.body);
  if (inner === undefined) return undefined;
  const names = new Set(boundNames(expr));
  const depends = contains(inner, (part) => part.kind === "local" && names.has(part.name));
  return depends ? { ...expr, word: "some", body: inner } : inner;
}
