// A part of a spec laid out by itself, without comments: how reports quote what a variant says,
// which nobody wrote like that.

import type * as Ast from "../syntax/ast.js";
import { file } from "./declarations.js";
import { textOf } from "./doc.js";
import { editable } from "./editable.js";
import type { Written } from "./written.js";

/** A tree without a text: nothing is said but by the tree. */
const unwritten: Written = {
  take: () => [],
  isApart: () => false,
  isBroken: () => false,
  beginsLine: () => false,
  isLong: () => false,
  isEnclosed: () => false,
  isListed: () => true,
  numbers: () => [],
  text: () => undefined,
};

/** A declaration, or a step, in lines of at most so many columns where that can be. */
export function partText(part: Ast.Declaration | Ast.Step, columns: number): string {
  if (part.kind === "step") return textOf(editable(part, unwritten), columns).trimEnd();
  const { span } = part;
  const whole: Ast.File = {
    ...{ kind: "file", span, header: undefined, declarations: [part], broken: [] },
  };
  return textOf(file(whole, unwritten), columns).trimEnd();
}
