// What of a temporal formula speaks of one state only is one expression, as the parser has it.

import type * as Ast from "../../src/syntax/ast.js";

export function temporalOfState(of: Ast.Temporal): Ast.Temporal {
  const { span } = of;
  if (of.kind === "temporal-unary" && of.operator === "not" && of.operand.kind === "temporal-state")
    return {
      kind: "temporal-state",
      expr: { kind: "unary", operator: "not", operand: of.operand.expr, span },
      span,
    };
  if (of.kind !== "temporal-binary") return of;
  const { operator, left, right } = of;
  if (operator === "leads to" || operator === "until") return of;
  if (left.kind !== "temporal-state" || right.kind !== "temporal-state") return of;
  return {
    kind: "temporal-state",
    expr: { kind: "binary", operator, left: left.expr, right: right.expr, span },
    span,
  };
}
