// Walking typed expressions: as in the core, with the language's own features among the nodes.

import { mapChildrenOf } from "../core/traverse.js";
import type { Expr } from "./typed.js";

interface Exprs {
  readonly expr: Expr;
}

/** The expression with `change` applied to each child. */
export function mapChildren(expr: Expr, change: (child: Expr) => Expr): Expr {
  switch (expr.kind) {
    case "object-field":
    case "life":
      return { ...expr, object: change(expr.object) };
    case "process-local":
    case "at":
    case "in-section":
      return { ...expr, instance: change(expr.instance) };
    case "kept":
      return { ...expr, value: change(expr.value) };
    case "held": {
      const { object } = expr.lock;
      const lock = object === undefined ? expr.lock : { ...expr.lock, object: change(object) };
      return { ...expr, lock, by: expr.by && change(expr.by) };
    }
    default:
      return mapChildrenOf<Exprs, Exprs>(expr, change);
  }
}

/** The children of an expression, in order of evaluation. */
export function children(expr: Expr): Expr[] {
  const found: Expr[] = [];
  mapChildren(expr, (child) => {
    found.push(child);
    return child;
  });
  return found;
}
