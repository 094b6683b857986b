// Modules as libraries: what a module of values and functions only depends on is left open, to be
// given with each call instead of by the variants of a model.

import type * as Ast from "../syntax/ast.js";
import type { Spec } from "./spec.js";

const plainKinds: ReadonlySet<string> = new Set(["const", "switch", "type", "bits", "fn"]);

/**
 * The declarations of a module that only collects others, with state variables for their switches;
 * undefined if it is something else, or has more than values and functions.
 */
export function openSwitches({
  header,
  file,
  declarations,
}: Spec): readonly Ast.Declaration[] | undefined {
  if (header.form !== "module" || file.declarations.length === 0) return undefined;
  if (file.declarations.some(({ kind }) => kind !== "import")) return undefined;
  if (declarations.some(({ kind }) => !plainKinds.has(kind))) return undefined;
  return declarations.map((each) => (each.kind === "switch" ? opened(each) : each));
}

function opened({ name, type, value, sentence, comment, span }: Ast.Switch): Ast.State {
  const said = sentence ?? comment;
  return {
    kind: "state",
    variables: [{ kind: "variable", name, type, value, comment: said, span }],
    comment: said,
    span,
  };
}
