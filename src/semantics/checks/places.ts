// Places that statements of a step read and assign, and whether two of them overlap.

import { equal } from "../../core/traverse.js";
import type { Expr } from "../typed.js";

/** Kinds of expressions that may be places. */
export const placeKinds: ReadonlySet<string> = new Set([
  "variable",
  "object-field",
  "process-local",
  "index",
  "field",
]);

interface Place {
  readonly root: string;
  readonly selectors: readonly (Expr | string)[];
}

function placeOf(expr: Expr): Place | undefined {
  switch (expr.kind) {
    case "variable":
      return { root: expr.name, selectors: [] };
    case "object-field":
      return { root: `object ${expr.name}`, selectors: [expr.object] };
    case "process-local":
      return { root: `local ${expr.name}`, selectors: [expr.instance] };
    case "index":
    case "field": {
      const of = placeOf(expr.of);
      const selector = expr.kind === "index" ? expr.index : expr.name;
      return of && { root: of.root, selectors: [...of.selectors, selector] };
    }
    default:
      return undefined;
  }
}

/** Whether two places are the same or one is part of the other: surely, or at least possibly. */
export function overlap(a: Expr, b: Expr, surely: boolean): boolean {
  const left = placeOf(a);
  const right = placeOf(b);
  if (left === undefined || right === undefined || left.root !== right.root) return false;
  const shared = Math.min(left.selectors.length, right.selectors.length);
  for (let depth = 0; depth < shared; depth++) {
    const first = left.selectors[depth];
    const second = right.selectors[depth];
    if (equal(first, second)) continue;
    if (surely || typeof first === "string" || typeof second === "string") return false;
    if (first !== undefined && second !== undefined && isLiteral(first) && isLiteral(second))
      return false;
  }
  return true;
}

function isLiteral({ kind }: Expr): boolean {
  return kind === "int" || kind === "bool" || kind === "symbol" || kind === "bits";
}
