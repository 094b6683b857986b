// Names, numbers, sentences and lists of them.

import type * as Ast from "../syntax/ast.js";
import type { Doc } from "./doc.js";
import { join } from "./doc.js";
import { inline } from "./placed.js";
import type { Written } from "./written.js";

export function name(of: Ast.Name, w: Written): Doc {
  return inline(of, w, () => of.text);
}

export function names(of: readonly Ast.Name[], w: Written): readonly Doc[] {
  return of.map((each) => name(each, w));
}

export function path(of: readonly Ast.Name[], w: Written): Doc {
  return join(".", [...names(of, w)]);
}

export function sentence(of: Ast.Sentence): Doc | undefined {
  return of === undefined ? undefined : `"${of}"`;
}

/** A number as it was written, or in the base that it was written in. */
export function numberText(of: Extract<Ast.Expr, { kind: "number" }>, w: Written): Doc {
  return w.numbers(of)[0] ?? (of.hex ? `0x${of.value.toString(16)}` : of.value.toString());
}
