// The values that a switch may have, and a spec with one of them.

import type * as Ast from "../syntax/ast.js";
import type { Declarations } from "./statements.js";

export interface Choice {
  readonly text: string;
  readonly value: Ast.Expr;
}

/** More values than these are no choice between alternatives. */
const mostValues = 64;

export function switchesIn(declarations: Declarations): readonly Ast.Switch[] {
  return declarations.filter((each): each is Ast.Switch => each.kind === "switch");
}

/** The values of a switch in their order; undefined if they cannot be listed. */
export function choicesOf(
  { type }: Ast.Switch,
  declarations: Declarations,
): readonly Choice[] | undefined {
  return valuesOf(type, declarations);
}

function valuesOf(type: Ast.Type, declarations: Declarations): readonly Choice[] | undefined {
  const { span } = type;
  switch (type.kind) {
    case "type-name": {
      const name = type.path.map(({ text }) => text).join(".");
      if (name === "Bool")
        return [false, true].map((value) => ({
          text: String(value),
          value: { kind: "boolean", value, span },
        }));
      const declared = declarations.find((each) => each.kind === "type" && each.name.text === name);
      return declared?.kind === "type" ? valuesOf(declared.type, declarations) : undefined;
    }
    case "type-union":
      if (type.cases.some(({ fields }) => fields.length > 0)) return undefined;
      return type.cases.map(({ name }) => ({
        text: name.text.slice(name.text.lastIndexOf(".") + 1),
        value: { kind: "name", name, span },
      }));
    case "type-range": {
      const [low, high] = [type.low, type.high].map((each) =>
        each.kind === "number" ? Number(each.value) : undefined,
      );
      if (low === undefined || high === undefined || high - low >= mostValues) return undefined;
      return Array.from({ length: Math.max(0, high - low + 1) }, (_, index) => ({
        text: String(low + index),
        value: { kind: "number", value: BigInt(low + index), hex: false, span },
      }));
    }
    default:
      return undefined;
  }
}

/** The declarations with other values of some switches. */
export function withChoices(
  declarations: Declarations,
  chosen: ReadonlyMap<string, Ast.Expr>,
): Declarations {
  return declarations.map((each) => {
    const value = each.kind === "switch" ? chosen.get(each.name.text) : undefined;
    return each.kind === "switch" && value !== undefined ? { ...each, value } : each;
  });
}
