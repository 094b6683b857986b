// A text that is the same for models that mean the same, wherever they are written: without places,
// comments, sentences and the name of the variant, but with all names that a verdict or a trace
// has. Models of one key have the same verdicts.

import type { Core } from "./core.js";
import type { Expr } from "./expression.js";
import { exprKey, typeKey } from "./traverse.js";
import type { Type } from "./type.js";

/** What says where something stands, or what a reader is told of it. */
const aside: ReadonlySet<string> = new Set(["span", "comment", "sentence", "variant", "claim"]);

export function modelKey(core: Core): string {
  const { domains, ...rest } = core;
  return `${keyOf(domains, false)}\n${keyOf(rest, true)}`;
}

/** `brief` writes a type by its name and values, as most types stand in many places. */
function keyOf(part: unknown, brief: boolean): string {
  return JSON.stringify(part, (key, value: unknown) => {
    if (aside.has(key)) return undefined;
    if (typeof value === "bigint") return `${value}n`;
    if (isExpr(value)) return exprKey(value);
    return brief && key === "type" && isType(value) ? typeKey(value) : value;
  });
}

function isExpr(value: unknown): value is Expr {
  return isNode(value) && "type" in value && "span" in value;
}

function isType(value: unknown): value is Type {
  return isNode(value);
}

function isNode(value: unknown): value is { readonly kind: string } {
  return typeof value === "object" && value !== null && "kind" in value;
}
