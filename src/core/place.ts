// Places in the state: what of a variable an expression reads.

import type { Place, Selector } from "./core.js";
import type { Expr } from "./expression.js";

/** The place an expression reads, if it is a variable or a part of one. */
export function placeOf(expr: Expr): Place | undefined {
  switch (expr.kind) {
    case "variable":
      return { variable: expr.name, path: [] };
    case "index":
    case "field": {
      const of = placeOf(expr.of);
      const selector: Selector =
        expr.kind === "index"
          ? { kind: "index", index: expr.index }
          : { kind: "field", name: expr.name };
      return of && { variable: of.variable, path: [...of.path, selector] };
    }
    default:
      return undefined;
  }
}
