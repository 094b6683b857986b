// Initial states: the first values, changed by the statements of `init`. Each way through an `init`
// block is one initial state for each choice of its picks.

import type { Assignment, Core, Effect, Initial, Place, Selector, Variable } from "../core/core.js";
import type { Binder, Expr } from "../core/expression.js";
import { equal, substitute } from "../core/traverse.js";
import type { Init } from "../semantics/typed.js";
import { beginWith } from "./advance.js";
import * as build from "./build.js";
import { walk } from "./steps.js";
import type { Draft, Shop } from "./way.js";

/** The initial states over the variables, whose first values are given in the same order. */
export function elaborateInitial(
  shop: Shop,
  variables: readonly Variable[],
  values: readonly Expr[],
  inits: readonly Init[],
  origin: Pick<Core, "span">,
): Initial[] {
  const first: Assignment[] = variables.map(({ name }, index) => {
    const value = values[index];
    if (value === undefined) throw new Error(`no first value for ${name}`);
    return { binders: [], place: { variable: name, path: [] }, value };
  });
  if (inits.length === 0)
    return [{ ...bare, span: origin.span, binders: [], condition: undefined, values }];
  return inits.flatMap((init) => elaborateInit(shop, variables, first, init));
}

const bare = { comment: undefined, sentence: undefined };

function elaborateInit(
  shop: Shop,
  variables: readonly Variable[],
  first: readonly Assignment[],
  init: Init,
): Initial[] {
  const draft: Draft = {
    shop,
    self: undefined,
    records: undefined,
    parameters: [],
    guards: [],
    requirements: [],
    accesses: [],
    wants: undefined,
  };
  const effect = walk(draft, init.body, { path: [], assignments: [] }, (way) => ({
    kind: "assign",
    assignments: way.assignments,
  }));
  const start = (expr: Expr): Expr => settle(beginWith(expr, first));
  const binders: Binder[] = draft.parameters.map(({ name, type, domain, among }) => ({
    name,
    type,
    domain: domain ?? (among && start(among)) ?? build.domain(type, init.span),
  }));
  return leaves(effect, []).map(({ path, assignments }): Initial => {
    const condition = build.conjunction([...draft.guards, ...path].map(start), init.span);
    const held = assignments.map((each) => started(each, start));
    return {
      span: init.span,
      comment: init.comment,
      sentence: init.sentence,
      binders,
      condition: condition.kind === "bool" && condition.value ? undefined : condition,
      values: variables.map(({ name }) => valueAfter(name, first, held)),
    };
  });
}

/** All that an assignment reads, read from the first values. */
function started({ binders, place, value }: Assignment, start: (expr: Expr) => Expr): Assignment {
  const path = place.path.map((each) =>
    each.kind === "index" ? { ...each, index: start(each.index) } : each,
  );
  return {
    binders: binders.map((each) => ({ ...each, domain: start(each.domain) })),
    place: { ...place, path },
    value: start(value),
  };
}

function leaves(
  effect: Effect,
  path: readonly Expr[],
): { readonly path: readonly Expr[]; readonly assignments: readonly Assignment[] }[] {
  if (effect.kind === "assign") return [{ path, assignments: effect.assignments }];
  return [
    ...leaves(effect.then, [...path, effect.condition]),
    ...leaves(effect.else, [...path, build.not(effect.condition)]),
  ];
}

function valueAfter(
  name: string,
  first: readonly Assignment[],
  assignments: readonly Assignment[],
): Expr {
  const before = first.find(({ place }) => place.variable === name)?.value;
  if (before === undefined) throw new Error(`no first value for ${name}`);
  return assignments
    .filter(({ place }) => place.variable === name)
    .reduce((value, each) => changed(value, each.place, each), before);
}

/** `of` with the part that the place names replaced: with binders, for each of their values. */
function changed(of: Expr, place: Place, { binders, value }: Assignment): Expr {
  return changedPart(of, place.path, binders, value);
}

function changedPart(
  of: Expr,
  path: readonly Selector[],
  binders: readonly Binder[],
  value: Expr,
): Expr {
  const [head, ...rest] = path;
  if (head === undefined || binders.length === 0) return put(of, path, value);
  const own = part(of, head);
  const binder =
    head.kind === "index"
      ? binders.find(({ name }) => equal(head.index, { kind: "local", name }))
      : undefined;
  const others = binders.filter((each) => each !== binder);
  const inner = changedPart(own, rest, others, value);
  if (binder === undefined || of.type.kind !== "map") return put(of, [head], inner);
  const { name, type, domain } = binder;
  const isIn = build.binary("in", build.local(name, type, of.span), domain);
  const entry = domain.kind === "domain" ? inner : build.choose(isIn, inner, own);
  const whole = build.binderOver(name, of.type.key, of.span);
  return { kind: "map", binder: whole, value: entry, type: of.type, span: of.span };
}

function put(of: Expr, path: readonly Selector[], value: Expr): Expr {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  const inner = put(part(of, head), rest, value);
  if (head.kind === "field" && of.kind === "record")
    return {
      ...of,
      fields: of.fields.map((each) => (each.name === head.name ? { ...each, value: inner } : each)),
    };
  const [only, ...others] = of.kind === "with" ? of.changes : [];
  if (of.kind === "with" && head.kind === "index" && only?.kind === "index" && others.length === 0)
    if (equal(only.index, head.index)) return { ...of, changes: [{ ...only, value: inner }] };
  const change =
    head.kind === "field"
      ? ({ kind: "field", name: head.name, value: inner } as const)
      : ({ kind: "index", index: head.index, value: inner } as const);
  return { kind: "with", of, changes: [change], type: of.type, span: of.span };
}

/** A part of a value, read off where the value is spelt out. */
function part(of: Expr, selector: Selector): Expr {
  if (selector.kind === "field") {
    if (of.kind === "record") {
      const found = of.fields.find(({ name }) => name === selector.name);
      if (found !== undefined) return found.value;
    }
    if (of.type.kind !== "record") throw new Error("a field of something that is not a record");
    const field = of.type.fields.find(({ name }) => name === selector.name);
    if (field === undefined) throw new Error(`no field ${selector.name}`);
    return build.field(of, selector.name, field.type);
  }
  if (of.kind === "map") return substitute(of.value, of.binder.name, selector.index);
  if (of.kind === "with") {
    const [change] = of.changes;
    if (of.changes.length === 1 && change?.kind === "index" && equal(change.index, selector.index))
      return change.value;
  }
  return build.at(of, selector.index);
}

/**
 * Reads the parts of values that are spelt out, so that conditions become as simple as they are.
 */
function settle(expr: Expr): Expr {
  if (expr.kind === "field") return part(settle(expr.of), { kind: "field", name: expr.name });
  if (expr.kind === "index" && expr.of.type.kind === "map")
    return part(settle(expr.of), { kind: "index", index: expr.index });
  return expr;
}
