// Patterns of `match` and `is`.

import type * as Ast from "../syntax/ast.js";
import type { Doc } from "./doc.js";
import { bracketed } from "./doc.js";
import { name } from "./names.js";
import { inline } from "./placed.js";
import type { Written } from "./written.js";

export function pattern(of: Ast.Pattern, w: Written): Doc {
  return inline(of, w, () => {
    if (of.kind === "pattern-any") return "_";
    const fields = of.fields.map((field) => (field === undefined ? "_" : name(field, w)));
    return [name(of.name, w), fields.length === 0 ? "" : bracketed("(", fields, ")")];
  });
}
