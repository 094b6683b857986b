// What follows `:=` or `=`.

import type * as Ast from "../syntax/ast.js";
import type { Doc } from "./doc.js";
import { group, hardline, indent, line } from "./doc.js";
import { expression } from "./expressions.js";
import { aboveOf } from "./placed.js";
import type { Written } from "./written.js";

/** On its line, or on the next if it is too long and has no brackets. */
export function assigned(of: Ast.Expr, w: Written): Doc {
  const hugs = ["match-expr", "record-literal", "set-literal", "seq-literal", "map-literal"];
  const above = aboveOf(of, w);
  if (Array.isArray(above) && above.length > 0) return indent([hardline, above, expression(of, w)]);
  if (hugs.includes(of.kind)) return [" ", expression(of, w)];
  return group(indent([line, expression(of, w)]));
}
