// What a variable is after an effect, as an expression of the state before.

import type { Assignment, Effect, Selector } from "../core/core.js";
import type { Binder, Change, Expr } from "../core/expression.js";
import { countLocal, replaceLocal } from "../core/traverse.js";
import type { Type } from "../core/type.js";
import { bool } from "../core/type.js";
import * as build from "./build.js";

type Variable = Extract<Expr, { kind: "variable" }>;

/** The value of the variable after the effect. */
export function valueAfter(effect: Effect, variable: Variable): Expr {
  if (effect.kind === "if") {
    const then = valueAfter(effect.then, variable);
    return build.choose(effect.condition, then, valueAfter(effect.else, variable));
  }
  return effect.assignments
    .filter(({ place }) => place.variable === variable.name)
    .reduce(
      (of: Expr, each) => changed(of, 0, { ...each, path: each.place.path, needs: [] }),
      variable,
    );
}

/** What is assigned below a place, for those values of the binders for which all is true. */
interface Write extends Pick<Assignment, "binders" | "value"> {
  readonly path: readonly Selector[];
  readonly needs: readonly Expr[];
}

/** The value of a place with what is written below it; `depth` indexes lead to it. */
function changed(of: Expr, depth: number, write: Write): Expr {
  const [first, ...path] = write.path;
  if (first === undefined) return written(of, write);
  const below = { ...write, path };
  if (first.kind === "field") {
    const value = changed(fieldOf(of, first.name), depth, below);
    return withChange(of, { kind: "field", name: first.name, value });
  }
  const { index } = first;
  if (!write.binders.some(({ name }) => countLocal(index, name) > 0)) {
    const value = changed(entryOf(of, index), depth + 1, below);
    return withChange(of, { kind: "index", index, value });
  }
  return of.type.kind === "map"
    ? everyKey(of, of.type.key, index, depth, below)
    : everyPosition(of, index, depth, below);
}

/** The map with what is written at the index, whatever the binders make of it. */
function everyKey(of: Expr, keyType: Type, index: Expr, depth: number, write: Write): Expr {
  const { span } = index;
  // No spec has a name like this.
  const name = `_ ${depth}`;
  const key = build.local(name, keyType, span);
  const own = write.binders.find((each) => index.kind === "local" && index.name === each.name);
  const below =
    own === undefined
      ? { ...write, needs: [...write.needs, build.binary("=", index, key)] }
      : pinned(write, own, key);
  const value = changed(entryOf(of, key), depth + 1, below);
  return {
    kind: "map",
    binder: build.binderOver(name, keyType, span),
    value,
    type: of.type,
    span,
  };
}

/** The same of a sequence, position after position. */
function everyPosition(of: Expr, index: Expr, depth: number, write: Write): Expr {
  const { span, type } = index;
  if (of.type.kind !== "seq") throw new Error("only maps and sequences have indexes");
  const length: Expr = { kind: "builtin", name: "len", arguments: [of], type, span };
  return Array.from({ length: of.type.max }, (_, position) => position).reduce((all, position) => {
    const here: Expr = { kind: "int", value: position, type, span };
    const needs = [...write.needs, build.binary("=", index, here)];
    const value = changed(entryOf(of, here), depth + 1, { ...write, needs });
    const isThere = build.binary("<", here, length);
    return build.choose(isThere, withChange(all, { kind: "index", index: here, value }), all);
  }, of);
}

/** The write for the one value of the binder that matters. */
function pinned(write: Write, binder: Binder, value: Expr): Write {
  const replace = (expr: Expr): Expr => replaceLocal(expr, binder.name, value);
  const isAll = binder.domain.kind === "domain";
  const member = isAll ? [] : [build.binary("in", value, binder.domain)];
  return {
    path: write.path.map((each) =>
      each.kind === "index" ? { ...each, index: replace(each.index) } : each,
    ),
    binders: write.binders
      .filter((each) => each !== binder)
      .map((each) => ({ ...each, domain: replace(each.domain) })),
    needs: [...write.needs.map(replace), ...member],
    value: replace(write.value),
  };
}

/** The value that is written, if the binders have values for which all is true. */
function written(of: Expr, write: Write): Expr {
  const { span } = write.value;
  const isWritten = some(write.binders, build.conjunction(write.needs, span));
  return build.choose(isWritten, chosen(write), of);
}

function chosen(write: Write): Expr {
  const [first, ...rest] = write.binders;
  const { value, needs } = write;
  if (first === undefined || !write.binders.some(({ name }) => countLocal(value, name) > 0))
    return value;
  const { type, domain } = first;
  const body = some(rest, build.conjunction(needs, value.span));
  const { span } = domain;
  const choice: Expr = { kind: "quantifier", word: "choose", binders: [first], body, type, span };
  return chosen(pinned(write, first, choice));
}

/** As the author would write it, though a domain may be empty. */
function some(binders: readonly Binder[], body: Expr): Expr {
  if (binders.length === 0) return body;
  return { kind: "quantifier", word: "some", binders, body, type: bool, span: body.span };
}

function withChange(of: Expr, change: Change): Expr {
  return { kind: "with", of, changes: [change], type: of.type, span: of.span };
}

function entryOf(of: Expr, index: Expr): Expr {
  const { type, span } = of;
  if (type.kind !== "map" && type.kind !== "seq") throw new Error("no map or sequence");
  return { kind: "index", of, index, type: type.kind === "map" ? type.value : type.of, span };
}

function fieldOf(of: Expr, name: string): Expr {
  const { type, span } = of;
  if (type.kind !== "record" && type.kind !== "bits") throw new Error("no record or layout");
  if (type.kind === "record") {
    const field = type.fields.find((each) => each.name === name);
    if (field === undefined) throw new Error(`no field ${name}`);
    return build.field(of, name, field.type);
  }
  const bits = type.fields.find((each) => each.name === name);
  const width = bits === undefined ? 1 : bits.high - bits.low + 1;
  const wide: Type = { kind: "int", name: undefined, low: 0, high: 2 ** width - 1 };
  return { kind: "bit-field", of, name, type: width === 1 ? bool : wide, span };
}
