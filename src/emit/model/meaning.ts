// What a function of the module computes.

import type { Effect } from "../../core/core.js";
import type { Expr } from "../../core/expression.js";
import type { Type } from "../../core/type.js";

/** What a function computes: a value of a type, or the state after an effect. */
export type Meaning =
  | { readonly kind: "value"; readonly value: Expr; readonly type: Type | undefined }
  | { readonly kind: "effect"; readonly effect: Effect };
