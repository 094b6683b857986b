// Walking typed expressions: as in the core, with the language's own features among the nodes.

import { mapChildrenOf } from "../core/traverse.js";
import type { Expr, InstancesRef } from "./typed.js";

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
    case "next":
    case "once":
      return { ...expr, operand: change(expr.operand) };
    case "possible":
      return { ...expr, instances: mapInstances(expr.instances, change) };
    case "held": {
      const { object } = expr.lock;
      const lock = object === undefined ? expr.lock : { ...expr.lock, object: change(object) };
      return { ...expr, lock, by: expr.by && change(expr.by) };
    }
    default:
      return mapChildrenOf<Exprs, Exprs>(expr, change);
  }
}

function mapInstances(instances: InstancesRef, change: (child: Expr) => Expr): InstancesRef {
  if (instances.of === "action") {
    const given = instances.arguments.map((x) => ({ ...x, value: change(x.value) }));
    return { ...instances, arguments: given };
  }
  if (instances.of !== "process") return instances;
  return { ...instances, self: instances.self && change(instances.self) };
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
