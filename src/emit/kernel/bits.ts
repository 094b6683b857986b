// Words of bit layouts in few bits: a field is kept as an index into the values that the model can
// give it. Words come from literals and from changed copies of words, so these are the field values
// that literals have and changes write; only a model that ranges over all words of a layout needs
// them all.

import type { Core, Effect, Requirement } from "../../core/core.js";
import type { Expr } from "../../core/expression.js";
import { expressionsOf } from "../../core/temporal.js";
import { children } from "../../core/traverse.js";
import type { BitField, BitsType, Type } from "../../core/type.js";
import { isPlainWord } from "../../core/type.js";
import { Unsupported } from "./unsupported.js";
import { widthOf } from "./code.js";

export interface CodedField {
  readonly name: string;
  readonly field: BitField;
  /** Where its index is. */
  readonly shift: number;
  readonly width: number;
  /** The values it may have, ascending: numbers, of which 0 is the first if it is among them. */
  readonly values: readonly number[];
}

export interface BitsCoding {
  readonly width: number;
  readonly fields: readonly CodedField[];
}

/** Free fields of more bits have too many values to be listed. */
const listedBits = 10;

/** Values of each field by layout and name; undefined for every value that is allowed. */
type Found = Map<string, { readonly type: BitsType; readonly fields: Map<string, Set<bigint>> }>;

/** The codings of all layouts that a core speaks of. */
export function bitsCodings(core: Core): ReadonlyMap<string, BitsCoding> {
  const found: Found = new Map();
  const expr = (each: Expr): void => {
    noteExpr(each, found);
    children(each).forEach(expr);
  };
  for (const fn of core.functions) expr(fn.body);
  for (const { binders, condition, values } of core.initial) {
    for (const binder of binders) expr(binder.domain);
    if (condition !== undefined) expr(condition);
    values.forEach(expr);
  }
  for (const { guard, requirements, effect, parameters, wants } of core.actions) {
    for (const { type, domain } of parameters) {
      if (domain === undefined) noteAll(type, found);
      else expr(domain);
    }
    expr(guard);
    if (wants?.object !== undefined) expr(wants.object);
    for (const requirement of requirements) partsOf(requirement).forEach(expr);
    visitEffect(effect, expr, core, found);
  }
  for (const { applies, holds } of core.invariants) {
    if (applies !== undefined) expr(applies);
    expr(holds);
  }
  for (const { holds } of [...core.reachables, ...core.constraints]) expr(holds);
  for (const { initially, holds } of core.steps) {
    if (initially !== undefined) expr(initially);
    expr(holds);
  }
  for (const { parameters, formula } of core.temporal) {
    for (const { domain } of parameters) expr(domain);
    expressionsOf(formula).forEach(expr);
  }
  for (const { type } of core.variables) eachLayout(type, (layout) => void entry(layout, found));
  return new Map([...found].map(([name, each]) => [name, codingOf(each.type, each.fields)]));
}

function partsOf({ on, need, unless }: Requirement): readonly Expr[] {
  return [...(on === undefined ? [] : [on]), need, ...unless];
}

function visitEffect(effect: Effect, expr: (each: Expr) => void, core: Core, found: Found): void {
  if (effect.kind === "if") {
    expr(effect.condition);
    visitEffect(effect.then, expr, core, found);
    visitEffect(effect.else, expr, core, found);
    return;
  }
  for (const { binders, place, value } of effect.assignments) {
    for (const binder of binders) expr(binder.domain);
    expr(value);
    let type = core.variables.find((each) => each.name === place.variable)?.type;
    for (const selector of place.path) {
      if (selector.kind === "index") {
        expr(selector.index);
        type = type?.kind === "map" ? type.value : type?.kind === "seq" ? type.of : undefined;
      } else if (type?.kind === "bits") noteChange(type, selector.name, value, found);
      else if (type?.kind === "record") {
        type = type.fields.find((each) => each.name === selector.name)?.type;
      }
    }
  }
}

/** Calls `note` for each layout that a type is made of. */
function eachLayout(type: Type, note: (layout: BitsType) => void): void {
  switch (type.kind) {
    case "bits":
      note(type);
      return;
    case "option":
    case "set":
    case "seq":
      eachLayout(type.of, note);
      return;
    case "map":
      eachLayout(type.key, note);
      eachLayout(type.value, note);
      return;
    case "record":
      for (const field of type.fields) eachLayout(field.type, note);
      return;
    case "union":
      for (const each of type.cases) for (const field of each.fields) eachLayout(field.type, note);
      return;
    case "bool":
    case "int":
    case "symbols":
  }
}

function noteExpr(expr: Expr, found: Found): void {
  if (expr.kind === "bits" && expr.type.kind === "bits") {
    const { fields } = entry(expr.type, found);
    for (const field of expr.type.fields) {
      fields.get(field.name)?.add((expr.value >> BigInt(field.low)) & onesOf(field));
    }
  }
  if (expr.kind === "with" && expr.type.kind === "bits") {
    for (const change of expr.changes) {
      if (change.kind === "field") noteChange(expr.type, change.name, change.value, found);
    }
  }
  if (expr.kind === "domain") noteAll(expr.of, found);
}

function noteChange(type: BitsType, name: string, value: Expr, found: Found): void {
  const field = type.fields.find((each) => each.name === name);
  const values = entry(type, found).fields.get(name);
  if (field === undefined || values === undefined) return;
  if (value.kind === "bool" || value.kind === "int") values.add(BigInt(value.value));
  else for (const each of allowedOf(field)) values.add(each);
}

function noteAll(type: Type, found: Found): void {
  eachLayout(type, (layout) => {
    const { fields } = entry(layout, found);
    for (const field of layout.fields) {
      for (const value of allowedOf(field)) fields.get(field.name)?.add(value);
    }
  });
}

function entry(type: BitsType, found: Found): { readonly fields: Map<string, Set<bigint>> } {
  const known = found.get(type.name);
  if (known !== undefined) return known;
  const fields = new Map(type.fields.map((field) => [field.name, new Set([0n])]));
  const fresh = { type, fields };
  found.set(type.name, fresh);
  return fresh;
}

function onesOf({ low, high }: BitField): bigint {
  return (1n << BigInt(high - low + 1)) - 1n;
}

function allowedOf(field: BitField): readonly bigint[] {
  if (field.allowed !== undefined) return field.allowed;
  if (field.high - field.low >= listedBits) {
    throw new Unsupported(`the free bits of ${field.name}`);
  }
  return Array.from({ length: Number(onesOf(field)) + 1 }, (_, value) => BigInt(value));
}

function codingOf(type: BitsType, found: ReadonlyMap<string, Set<bigint>>): BitsCoding {
  if (isPlainWord(type)) throw new Unsupported(`the words of ${type.name}`);
  let shift = 0;
  const fields = type.fields.map((field): CodedField => {
    const sorted = [...(found.get(field.name) ?? [])].sort((a, b) => (a < b ? -1 : 1));
    const values = sorted.filter((v) => v <= onesOf(field) && isAllowed(field, v)).map(Number);
    if (values.some((value) => !Number.isSafeInteger(value))) {
      throw new Unsupported(`the values of ${field.name}`);
    }
    const width = widthOf(values.length);
    const coded = { name: field.name, field, shift, width, values };
    shift += width;
    return coded;
  });
  if (shift > 30) throw new Unsupported(`${shift} varying bits of ${type.name}`);
  return { width: shift, fields };
}

function isAllowed(field: BitField, value: bigint): boolean {
  return field.allowed?.includes(value) !== false;
}

/** The coded form of a word whose fields all have values that the model can give them. */
export function codeOf(coding: BitsCoding, word: bigint): number {
  return coding.fields.reduce((code, { field, shift, values }) => {
    const value = Number((word >> BigInt(field.low)) & onesOf(field));
    return code | (values.indexOf(value) << shift);
  }, 0);
}

/** The word of a coded form. */
export function wordOf(coding: BitsCoding, code: number): bigint {
  return coding.fields.reduce((word, { field, shift, width, values }) => {
    const value = values[(code >>> shift) & ((1 << width) - 1)] ?? 0;
    return word | (BigInt(value) << BigInt(field.low));
  }, 0n);
}
