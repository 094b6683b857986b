// What a function of the module computes.

import type { Effect } from "../../core/core.js";
import type { Expr, Instances } from "../../core/expression.js";
import type { Temporal } from "../../core/temporal.js";
import type { Type } from "../../core/type.js";

/** What a function computes: a value of a type, the state after an effect, or a formula. */
export type Meaning =
  | { readonly kind: "value"; readonly value: Expr; readonly type: Type | undefined }
  | { readonly kind: "effect"; readonly effect: Effect }
  | { readonly kind: "formula"; readonly formula: Temporal }
  | { readonly kind: "instances"; readonly instances: readonly Instances[] };
