// Sets, sequences, maps and records as values, what ranges over them, and changed copies.

import type { QuantifierWord } from "../core/expression.js";
import type { RecordType, Type } from "../core/type.js";
import { bool } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { coerce, show } from "./assignable.js";
import type { Context, Scope } from "./context.js";
import { bind, hint, isBroken, nested } from "./context.js";
import { setOfElements } from "./elements.js";
import { clearFirst } from "./clarity.js";
import { infer, inferAs, inferBool } from "./expect.js";
import { bitFieldType } from "./names.js";
import { joined } from "./operators.js";
import { allOf } from "./types.js";
import type { Binder, Expr } from "./typed.js";
import { changedBits } from "./words.js";

/**
 * Binders over sets from left to right; a later domain may speak of an earlier name. Of a
 * sequence, its elements are meant.
 */
export function inferBinders(
  context: Context,
  scope: Scope,
  asts: readonly Ast.Binder[],
): Binder[] | undefined {
  const binders = inferElementBinders(context, scope, asts);
  return binders?.map((each) => ({ ...each, domain: setOfElements(each.domain) }));
}

/** The same, but a binder over a sequence meets its elements in order, each as often as it is. */
export function inferElementBinders(
  context: Context,
  scope: Scope,
  asts: readonly Ast.Binder[],
): Binder[] | undefined {
  return allOf(asts, (ast) => {
    const domain = infer(context, scope, ast.domain);
    const of =
      domain?.type.kind === "set" || domain?.type.kind === "seq" ? domain.type.of : undefined;
    if (domain === undefined || of === undefined) {
      if (domain !== undefined) {
        const needed = "a type, a set or a sequence";
        const facts = { found: show(domain.type), needed, where: "what follows `in`" };
        context.report("type/mismatch", facts, { at: ast.domain.span });
      }
      scope.bindings.set(ast.name.text, { kind: "broken" });
      return undefined;
    }
    bind(context, scope, ast.name, { kind: "local", type: of });
    return { name: ast.name.text, type: of, domain };
  });
}

export function inferQuantifier(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "quantifier" }>,
): Expr | undefined {
  const inner = nested(scope);
  const binders = inferElementBinders(context, inner, ast.binders);
  const { word, span } = ast;
  const valued = word === "sum" || word === "min" || word === "max";
  const integers: Type = { kind: "int", name: undefined, low: -(2 ** 31), high: 2 ** 31 };
  const body = valued
    ? inferAs(context, inner, ast.body, integers, `what \`${word}\` adds or compares`)
    : inferBool(context, inner, ast.body, `the body of \`${word}\``);
  if (binders === undefined || body === undefined) return undefined;
  const type = quantifierType(word, binders, body);
  return { kind: "quantifier", word, binders, body, type, span };
}

function quantifierType(word: QuantifierWord, binders: readonly Binder[], body: Expr): Type {
  switch (word) {
    case "all":
    case "some":
      return bool;
    case "count":
      return { kind: "int", name: undefined, low: 0, high: 2 ** 31 };
    case "sum":
      return { kind: "int", name: undefined, low: -(2 ** 31), high: 2 ** 31 };
    case "choose":
      return binders[0]?.type ?? bool;
    case "min":
    case "max":
      return body.type;
  }
}

type SetAst = Extract<
  Ast.Expr,
  { kind: "range" | "set-literal" | "seq-literal" | "record-literal" }
>;

export function inferSet(
  context: Context,
  scope: Scope,
  ast: SetAst,
  expected: Type | undefined,
): Expr | undefined {
  const { span } = ast;
  const wanted = expected?.kind === "option" ? expected.of : expected;
  switch (ast.kind) {
    case "range": {
      const low = infer(context, scope, ast.low);
      const high = infer(context, scope, ast.high);
      if (low?.type.kind !== "int" || high?.type.kind !== "int") {
        const wrong = low?.type.kind === "int" ? high : low;
        const facts = {
          found: wrong ? show(wrong.type) : "",
          needed: "an integer",
          where: "a bound",
        };
        if (wrong !== undefined) context.report("type/mismatch", facts, { at: wrong.span });
        return undefined;
      }
      const of: Type = { kind: "int", name: undefined, low: low.type.low, high: high.type.high };
      return { kind: "range", low, high, type: { kind: "set", of }, span };
    }
    case "set-literal": {
      const hint = wanted?.kind === "set" ? wanted.of : undefined;
      const found = inferElements(context, scope, ast.elements, hint, span);
      return (
        found && {
          kind: "set",
          elements: found.elements,
          type: { kind: "set", of: found.of },
          span,
        }
      );
    }
    case "seq-literal": {
      const hint = wanted?.kind === "seq" ? wanted.of : undefined;
      const found = inferElements(context, scope, ast.elements, hint, span);
      if (found === undefined) return undefined;
      const type: Type = { kind: "seq", of: found.of, max: found.elements.length };
      return { kind: "seq", elements: found.elements, type, span };
    }
    case "record-literal":
      return inferRecord(context, scope, ast, wanted);
  }
}

function inferElements(
  context: Context,
  scope: Scope,
  asts: readonly Ast.Expr[],
  hint: Type | undefined,
  span: Ast.Expr["span"],
): { readonly elements: readonly Expr[]; readonly of: Type } | undefined {
  let of: Type | undefined;
  const elements = allOf(clearFirst(context, asts), (place) => {
    const ast = asts[place];
    const element = ast && infer(context, scope, ast, hint ?? of);
    if (element === undefined) return undefined;
    const wider = of === undefined ? element.type : joined(of, element.type);
    if (wider === undefined && of !== undefined) {
      coerce(context, element, of, "this element");
      return undefined;
    }
    of = wider;
    return [place, element] as const;
  });
  if (elements === undefined) return undefined;
  const type = of === undefined || hint === undefined ? (of ?? hint) : (joined(hint, of) ?? of);
  if (type === undefined) {
    context.report("type/unclear", { what: "an empty collection" }, { at: span });
    return undefined;
  }
  const inPlace = elements.sort(([a], [b]) => a - b).map(([, element]) => element);
  return { elements: inPlace, of: type };
}

function inferRecord(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "record-literal" }>,
  expected: Type | undefined,
): Expr | undefined {
  const type = expected?.kind === "record" ? expected : recordWith(context, ast);
  if (type === undefined) {
    context.report("type/unclear", { what: "this record" }, { at: ast.span });
    return undefined;
  }
  for (const { name } of ast.fields)
    if (!type.fields.some((field) => field.name === name.text)) reportNoField(context, type, name);
  const fields = allOf(type.fields, (field) => {
    const given = ast.fields.find(({ name }) => name.text === field.name);
    if (given === undefined) {
      const label = `every ${type.name} has a field \`${field.name}\``;
      context.report(
        "type/no-field",
        { name: field.name, type: "this record" },
        { at: ast.span, label },
      );
      return undefined;
    }
    const value = inferAs(context, scope, given.value, field.type, `\`${field.name}\``);
    return value && { name: field.name, value };
  });
  return fields && { kind: "record", fields, type, span: ast.span };
}

/** The only record type with just these fields. */
function recordWith(
  context: Context,
  ast: Extract<Ast.Expr, { kind: "record-literal" }>,
): RecordType | undefined {
  const names = new Set(ast.fields.map(({ name }) => name.text));
  const found = context.domains.flatMap(({ type }) =>
    type.kind === "record" &&
    type.fields.length === names.size &&
    type.fields.every((field) => names.has(field.name))
      ? [type]
      : [],
  );
  return found.length === 1 ? found[0] : undefined;
}

export function inferSetOver(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "set-filter" | "set-image" }>,
): Expr | undefined {
  const inner = nested(scope);
  if (ast.kind === "set-filter") {
    const [binder] = inferBinders(context, inner, [ast.binder]) ?? [];
    const condition = inferBool(context, inner, ast.condition, "the condition of the set");
    if (binder === undefined || condition === undefined) return undefined;
    const type: Type = { kind: "set", of: binder.type };
    return { kind: "filter", binder, condition, type, span: ast.span };
  }
  const binders = inferElementBinders(context, inner, ast.binders);
  const value = infer(context, inner, ast.value);
  if (binders === undefined || value === undefined) return undefined;
  return { kind: "image", binders, value, type: { kind: "set", of: value.type }, span: ast.span };
}

export function inferMap(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "map-literal" }>,
  expected: Type | undefined,
): Expr | undefined {
  const inner = nested(scope);
  const [binder] = inferBinders(context, inner, [ast.binder]) ?? [];
  const hint = expected?.kind === "map" ? expected.value : undefined;
  const value = infer(context, inner, ast.value, hint);
  if (binder === undefined || value === undefined) return undefined;
  const typed = hint === undefined ? value : coerce(context, value, hint, "the value of the map");
  if (typed === undefined) return undefined;
  const type: Type = { kind: "map", key: binder.type, value: typed.type };
  return { kind: "map", binder, value: typed, type, span: ast.span };
}

/** `e with { ... }`. */
export function inferWith(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "with" }>,
): Expr | undefined {
  const of = infer(context, scope, ast.of);
  if (of === undefined) return undefined;
  if (of.type.kind === "bits" && ast.changes.some((change) => "index" in change))
    return ast.changes.reduce<Expr | undefined>(
      (word, change) => word && changedWord(context, scope, word, change),
      of,
    );
  const changes = allOf(ast.changes, (change) => inferChange(context, scope, of.type, change));
  return changes && { kind: "with", of, changes, type: of.type, span: ast.span };
}

/** A word with one change, of a field or of bits. */
function changedWord(
  context: Context,
  scope: Scope,
  of: Expr,
  change: Ast.Change,
): Expr | undefined {
  if ("index" in change) return changedBits(context, scope, of, change);
  const field = inferChange(context, scope, of.type, change);
  return field && { kind: "with", of, changes: [field], type: of.type, span: of.span };
}

function inferChange(
  context: Context,
  scope: Scope,
  type: Type,
  change: Ast.Change,
): Extract<Expr, { kind: "with" }>["changes"][number] | undefined {
  if ("index" in change) {
    const parts =
      type.kind === "map"
        ? ([type.key, type.value] as const)
        : type.kind === "seq"
          ? ([{ kind: "int", name: undefined, low: 0, high: type.max }, type.of] as const)
          : undefined;
    if (parts === undefined) {
      const facts = { found: show(type), needed: "a map", where: "what is changed at an index" };
      context.report("type/mismatch", facts, { at: change.index.span });
      return undefined;
    }
    const index = inferAs(context, scope, change.index, parts[0], "the index");
    const value = inferAs(context, scope, change.value, parts[1], "the value");
    return index && value && { kind: "index", index, value };
  }
  const name = change.name.text;
  const fieldType =
    type.kind === "bits"
      ? bitFieldType(type, name)
      : type.kind === "record"
        ? type.fields.find((field) => field.name === name)?.type
        : undefined;
  if (fieldType === undefined) {
    reportNoField(context, type, change.name);
    return undefined;
  }
  const value = inferAs(context, scope, change.value, fieldType, `\`${name}\``);
  return value && { kind: "field", name, value };
}

function reportNoField(context: Context, type: Type, { text, span }: Ast.Name): void {
  if (isBroken(context.broken, text)) return;
  const fields = type.kind === "record" || type.kind === "bits" ? type.fields : [];
  const known = fields.map(({ name }) => name);
  context.report(
    "type/no-field",
    { name: text, type: show(type) },
    { at: span, ...hint(text, known) },
  );
}
