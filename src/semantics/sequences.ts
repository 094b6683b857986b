// Sequences made of others, element by element, and folds.

import { typeKey } from "../core/traverse.js";
import { cardinality } from "../core/cardinality.js";
import type { Type } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { coerce, show } from "./assignable.js";
import { inferElementBinders } from "./collections.js";
import type { Context, Scope } from "./context.js";
import { bind, nested } from "./context.js";
import { infer, inferAs, inferBool } from "./expect.js";
import { anyInt, joined } from "./operators.js";
import type { Binder, Expr } from "./typed.js";

/** What a sum may be that nobody bounded. */
const number: Type = { kind: "int", name: undefined, low: -(2 ** 31), high: 2 ** 31 };

/** `q[a..b]`: the elements from index a to index b. */
export function inferPart(
  context: Context,
  scope: Scope,
  of: Expr,
  { low, high }: Extract<Ast.Expr, { kind: "range" }>,
  span: Expr["span"],
): Expr | undefined {
  const from = inferAs(context, scope, low, anyInt, "the first index");
  const to = inferAs(context, scope, high, anyInt, "the last index");
  if (from === undefined || to === undefined) return undefined;
  return { kind: "builtin", name: "part", arguments: [of, from, to], type: of.type, span };
}

type OverAst = Extract<Ast.Expr, { kind: "seq-filter" | "seq-image" }>;

/** `[ x in q : p ]`, `[ e for x in q ]`. */
export function inferSequenceOver(
  context: Context,
  scope: Scope,
  ast: OverAst,
  expected: Type | undefined,
): Expr | undefined {
  const { span } = ast;
  const inner = nested(scope);
  const [binder] = inferElementBinders(context, inner, [ast.binder]) ?? [];
  if (ast.kind === "seq-filter") {
    const condition = inferBool(context, inner, ast.condition, "the condition of the sequence");
    if (binder === undefined || condition === undefined) return undefined;
    if (binder.domain.type.kind === "seq")
      return { kind: "filter", binder, condition, type: binder.domain.type, span };
    const { type } = binder.domain;
    const facts = { found: show(type), needed: "a sequence", where: "what follows `in`" };
    const help = "braces filter a set: `{ x in S : p }`";
    context.report("type/mismatch", facts, { at: ast.binder.domain.span, help });
    return undefined;
  }
  const wanted = expected?.kind === "seq" ? expected.of : undefined;
  const value = infer(context, inner, ast.value, wanted);
  const max = binder && longest(context, binder);
  if (binder === undefined || value === undefined || max === undefined) return undefined;
  const typed = wanted === undefined ? value : coerce(context, value, wanted, "the elements");
  if (typed === undefined) return undefined;
  const type: Type = { kind: "seq", of: typed.type, max };
  return { kind: "image", binders: [binder], value: typed, type, span };
}

/** How many elements there can be at most; reports a set of more than a state should hold. */
function longest(context: Context, { type, domain }: Binder): number | undefined {
  if (domain.type.kind === "seq") return domain.type.max;
  const count = cardinality(type);
  if (count <= 4096) return count;
  const problem = `can be any of ${count} values, and a sequence has a place for each`;
  context.report("type/bound", { what: "what follows `in`", problem }, { at: domain.span });
  return undefined;
}

type FoldAst = Extract<Ast.Expr, { kind: "fold" }>;

/**
 * A fold keeps the type that is expected where it stands. Elsewhere integers may be any, and a
 * collection may become wider than it begins, but not with every element.
 */
export function inferFold(
  context: Context,
  scope: Scope,
  ast: FoldAst,
  expected: Type | undefined,
): Expr | undefined {
  const wanted = expected?.kind === "int" ? narrower(expected) : expected;
  const initial = infer(context, scope, ast.initial, wanted);
  if (initial === undefined) return undefined;
  let type = wanted ?? (initial.type.kind === "int" ? number : initial.type);
  const outer = nested(scope);
  const [binder] = inferElementBinders(context, outer, [ast.binder]) ?? [];
  for (let round = 0; round < 3; round++) {
    const inner = nested(outer);
    bind(context, inner, ast.name, { kind: "local", type });
    const body = infer(context, inner, ast.body, type);
    if (binder === undefined || body === undefined) return undefined;
    const wider = wanted === undefined ? joined(type, body.type) : type;
    if (wider === undefined || typeKey(wider) === typeKey(type) || type === number)
      return fold(context, ast, { initial, type, binder, body });
    type = wider;
  }
  const help = "write it as the body of a `fn`, whose type says what it can be";
  context.report("type/unclear", { what: "this `fold`" }, { at: ast.span, help });
  return undefined;
}

/** Sums of what nobody bounded stay within what a machine counts with. */
function narrower(type: Extract<Type, { kind: "int" }>): Type {
  return type.high - type.low > 2 ** 32 ? number : type;
}

function fold(
  context: Context,
  { name, span }: FoldAst,
  parts: {
    readonly initial: Expr;
    readonly type: Type;
    readonly binder: Binder;
    readonly body: Expr;
  },
): Expr | undefined {
  const { type, binder } = parts;
  const initial = coerce(context, parts.initial, type, `what \`${name.text}\` begins with`);
  const body = coerce(context, parts.body, type, `what \`${name.text}\` becomes`);
  if (initial === undefined || body === undefined) return undefined;
  return { kind: "fold", accumulator: name.text, initial, binder, body, type, span };
}
