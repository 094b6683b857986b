// What is given to a module or a model by name, and refinements.

import type * as Ast from "../syntax/ast.js";
import type { Doc } from "./doc.js";
import { align, bracketed, hardline, indent, join, words } from "./doc.js";
import { onlyWhen } from "./editable.js";
import { assigned } from "./assigned.js";
import { expression } from "./expressions.js";
import { name, path, sentence } from "./names.js";
import { inline } from "./placed.js";
import { type } from "./types.js";
import type { Written } from "./written.js";

/** What a module's parameter stands for. */
export function argument(of: Ast.Argument, w: Written): Doc {
  return inline(of, w, () =>
    of.kind === "argument-value" ? expression(of.expr, w) : type(of.type, w),
  );
}

function given(of: Ast.Given, w: Written): Doc {
  return inline(of, w, () => [name(of.name, w), " = ", argument(of.argument, w)]);
}

export function givens(of: readonly Ast.Given[], w: Written): Doc | undefined {
  if (of.length === 0) return undefined;
  return bracketed(
    "(",
    of.map((each) => given(each, w)),
    ")",
  );
}

export function refinement(of: Ast.Refinement, w: Written): Doc {
  const parts = of.parts.map((part) =>
    inline(part, w, () => [name(part.name, w), " :=", assigned(part.value, w)]),
  );
  const head = words(
    ["property refines ", path(of.path, w)],
    givens(of.given, w),
    sentence(of.sentence),
  );
  const only = onlyWhen(of.onlyWhen, w);
  const [first] = parts;
  if (first === undefined) return words(head, only);
  if (parts.length === 1) return words(head, ["with ", align("with ".length, first)], only);
  const list: Doc = ["with ", align("with ".length, join([",", hardline], parts))];
  return [head, indent([hardline, list, only === undefined ? "" : [hardline, only]])];
}
