// Types and parameters.

import type * as Ast from "../syntax/ast.js";
import type { Doc } from "./doc.js";
import { bracketed, group, indent, line } from "./doc.js";
import { bound } from "./expressions.js";
import { name, path } from "./names.js";
import { inline, item, suffix } from "./placed.js";
import type { Written } from "./written.js";

export function type(of: Ast.Type, w: Written): Doc {
  return inline(of, w, () => bareType(of, w));
}

function bareType(of: Ast.Type, w: Written): Doc {
  switch (of.kind) {
    case "type-name":
      return path(of.path, w);
    case "type-range":
      return [bound(of.low, w), "..", bound(of.high, w)];
    case "type-union": {
      const [first = "", ...rest] = of.cases.map((each) => unionCase(each, w));
      const isBare = rest.length === 0 && of.cases[0]?.fields.length === 0;
      if (isBare) return ["| ", first];
      return group([first, indent(rest.map((each) => [line, "| ", each]))]);
    }
    case "type-record":
      return bracketed("{ ", parameterList(of.fields, w), " }");
    case "type-map":
      return [inner(of.key, isOption, w), " -> ", type(of.value, w)];
    case "type-set":
      return ["set of ", inner(of.of, isOption, w)];
    case "type-seq":
      return ["seq of ", inner(of.of, isOption, w), " max ", bound(of.max, w)];
    case "type-option":
      return [inner(of.of, isOptional, w), "?"];
    case "type-interchangeable":
      return ["interchangeable ", bound(of.count, w)];
  }
}

function inner(of: Ast.Type, fits: (of: Ast.Type) => boolean, w: Written): Doc {
  return fits(of) ? type(of, w) : ["(", type(of, w), ")"];
}

/** What can be an element or a key as it stands. */
function isOption({ kind }: Ast.Type): boolean {
  return kind !== "type-union" && kind !== "type-map";
}

/** What a `?` after it makes optional: in `set of T?` that is `T`. */
function isOptional(of: Ast.Type): boolean {
  return isOption(of) && of.kind !== "type-set";
}

function unionCase(of: Ast.UnionCase, w: Written): Doc {
  return inline(of, w, () => {
    const fields = of.fields.map((field) =>
      field.name === undefined
        ? type(field.type, w)
        : [name(field.name, w), ": ", type(field.type, w)],
    );
    return [name(of.name, w), fields.length === 0 ? "" : bracketed("(", fields, ")")];
  });
}

function parameterList(of: readonly Ast.Parameter[], w: Written): readonly Doc[] {
  return of.map((each) => item(each, w, () => [name(each.name, w), ": ", type(each.type, w)]));
}

export function parameters(of: readonly Ast.Parameter[], w: Written): Doc {
  const last = of.at(-1);
  const comments = last === undefined ? [] : w.take(last, "after");
  return [bracketed("(", parameterList(of, w), ")"), comments.map(suffix)];
}
