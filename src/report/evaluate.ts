// What an expression is in a state, so that a report can say which way a step went. Partial: for
// what reports can do without it gives nothing, and a report then says what is true either way.

import type { Fn } from "../core/core.js";
import type { BinaryOperator, Change, Expr } from "../core/expression.js";
import type { Type } from "../core/type.js";
import type { Arguments } from "../runtime/model.js";
import { has, intersect, setOf, subset, union, without } from "../runtime/set.js";
import { same } from "../runtime/value.js";
import { bitsOf, caseOf, elementsOf, fieldOf, mapPairs, payloadOf, variableIn } from "./value.js";

/** Where an expression stands: the state before a step, and what its names are. */
export interface Around {
  readonly functions: readonly Fn[];
  readonly state: unknown;
  readonly args: Arguments;
}

/** Thrown inside, never out of this file. */
class Unknown extends Error {
  override readonly name = "Unknown";
}

/** The value in a box; nothing if that is not known. */
export function evaluate(expr: Expr, around: Around): { readonly value: unknown } | undefined {
  try {
    return { value: valueOf(expr, around) };
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

function valueOf(expr: Expr, around: Around): unknown {
  const of = (part: Expr) => valueOf(part, around);
  const isTrue = (part: Expr) => of(part) === true;
  switch (expr.kind) {
    case "bool":
    case "int":
    case "symbol":
    case "bits":
      return expr.value;
    case "none":
      return null;
    case "variable":
      return known(variableIn(around.state, expr.name));
    case "local":
      return known(around.args[expr.name]);
    case "field":
      return known(fieldOf(of(expr.of), expr.name));
    case "payload":
      return known(payloadOf(of(expr.of), expr.name));
    case "bit-field":
      return bitField(of(expr.of), expr.of.type, expr.name);
    case "present":
    case "within":
      return known(of(expr.kind === "present" ? expr.of : expr.operand));
    case "index":
      return elementAt(of(expr.of), expr.of.type, of(expr.index));
    case "not":
      return !isTrue(expr.operand);
    case "binary":
      return binaryOf(expr.operator, expr.left, expr.right, of);
    case "is":
      return isCase(of(expr.of), expr.of.type, expr.case);
    case "if":
      return isTrue(expr.condition) ? of(expr.then) : of(expr.else);
    case "let":
      return valueOf(expr.body, {
        ...around,
        args: { ...around.args, [expr.name]: of(expr.value) },
      });
    case "call":
      return called(expr.function, expr.arguments.map(of), around);
    case "with":
      return expr.changes.reduce(
        (value, change) => changed(value, expr.of.type, change, of),
        of(expr.of),
      );
    case "domain":
      return domainOf(expr.of);
    case "set":
      return setOf(expr.elements.map(of));
    case "quantifier":
      return quantified(expr, around);
    default:
      throw new Unknown();
  }
}

function known(value: unknown): unknown {
  if (value === undefined) throw new Unknown();
  return value;
}

function bitField(word: unknown, type: Type, name: string): unknown {
  const field = type.kind === "bits" ? type.fields.find((each) => each.name === name) : undefined;
  if (field === undefined || typeof word !== "bigint") throw new Unknown();
  const bits = bitsOf(word, field);
  return field.low === field.high ? bits !== 0n : Number(bits);
}

function called(name: string, given: readonly unknown[], around: Around): unknown {
  const fn = around.functions.find((each) => each.name === name);
  if (fn === undefined || fn.deepest !== undefined) throw new Unknown();
  const args = fn.parameters.map(({ name: parameter }, index) => [parameter, given[index]]);
  return valueOf(fn.body, { ...around, args: Object.fromEntries(args) as Arguments });
}

/** A changed copy of a record or a layout. */
function changed(value: unknown, type: Type, change: Change, of: (part: Expr) => unknown): unknown {
  if (change.kind !== "field") throw new Unknown();
  const to = of(change.value);
  if (type.kind === "record") return { ...(value as object), [change.name]: to };
  const field = type.kind === "bits" && type.fields.find(({ name }) => name === change.name);
  if (!field || typeof value !== "bigint") throw new Unknown();
  const mask = ((1n << BigInt(field.high - field.low + 1)) - 1n) << BigInt(field.low);
  return (value & ~mask) | ((BigInt(Number(to)) << BigInt(field.low)) & mask);
}

function elementAt(of: unknown, type: Type, index: unknown): unknown {
  if (type.kind === "map")
    return known(mapPairs(of, type.key).find(([key]) => same(key, index))?.[1]);
  return known(elementsOf(of)[Number(index)]);
}

function isCase(value: unknown, type: Type, name: string): boolean {
  if (type.kind === "option") return (value !== null) === (name === "some");
  return caseOf(value) === name;
}

function binaryOf(
  operator: BinaryOperator,
  leftExpr: Expr,
  rightExpr: Expr,
  of: (part: Expr) => unknown,
): unknown {
  const left = of(leftExpr);
  // Only as much of a condition has a value as is needed.
  if (operator === "and" && left === false) return false;
  if (operator === "or" && left === true) return true;
  if (operator === "implies" && left === false) return true;
  const right = of(rightExpr);
  if (typeof left === "bigint" && operator !== "=" && operator !== "!=") throw new Unknown();
  switch (operator) {
    case "and":
    case "or":
    case "implies":
      return right;
    case "=":
      return same(left, right);
    case "!=":
      return !same(left, right);
    case "in":
      return has(elementsOf(right), left);
    case "subset":
      return subset(elementsOf(left), elementsOf(right));
    case "union":
      return union(elementsOf(left), elementsOf(right));
    case "intersect":
      return intersect(elementsOf(left), elementsOf(right));
    case "minus":
      return without(elementsOf(left), elementsOf(right));
    case "<":
      return Number(left) < Number(right);
    case "<=":
      return Number(left) <= Number(right);
    case ">":
      return Number(left) > Number(right);
    case ">=":
      return Number(left) >= Number(right);
    case "+":
      return Number(left) + Number(right);
    case "-":
      return Number(left) - Number(right);
    case "*":
    case "div":
    case "mod":
      throw new Unknown();
  }
}

function domainOf(type: Type): readonly unknown[] {
  if (type.kind === "symbols") return type.values;
  if (type.kind === "bool") return [false, true];
  if (type.kind === "int")
    return Array.from({ length: type.high - type.low + 1 }, (_, index) => type.low + index);
  throw new Unknown();
}

function quantified(expr: Extract<Expr, { kind: "quantifier" }>, around: Around): unknown {
  const [binder, ...binders] = expr.binders;
  if (expr.word !== "all" && expr.word !== "some") throw new Unknown();
  if (binder === undefined) return valueOf(expr.body, around);
  const rest: Expr = binders.length === 0 ? expr.body : { ...expr, binders };
  const holds = (value: unknown) =>
    valueOf(rest, { ...around, args: { ...around.args, [binder.name]: value } }) === true;
  const all = elementsOf(valueOf(binder.domain, around));
  return expr.word === "all" ? all.every(holds) : all.some(holds);
}
