// What a core means, told a second time and as plainly as possible: the oracle for what the emitter
// writes. Values are those of the readable model.

import type { Action, Assignment, Core, Effect } from "../../src/core/core.js";
import type { Binder, Expr } from "../../src/core/expression.js";
import type { Type } from "../../src/core/type.js";
import { compare, same, setOf } from "../../src/runtime/index.js";

type Env = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldsOf(value: unknown): Fields {
  if (!isFields(value)) throw new Error("not a record");
  return value;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error("not a list");
  return value;
}

function isPlain(key: Type): boolean {
  return key.kind === "symbols" || key.kind === "int";
}

/** All values of a type that is a map's key or a binder's. */
function valuesOf(type: Type): readonly unknown[] {
  if (type.kind === "bool") return [false, true];
  if (type.kind === "symbols") return type.values;
  if (type.kind === "option") return [null, ...valuesOf(type.of)];
  if (type.kind === "int") {
    return Array.from({ length: type.high - type.low + 1 }, (_, index) => type.low + index);
  }
  throw new Error(`no list of ${type.kind}`);
}

function isWordBuiltin(name: string): boolean {
  return ["word", "bit", "slice", "splice"].includes(name);
}

/** What words are joined to by an operator, bit by bit or as numbers. */
function wordOperation(operator: string, a: bigint, b: bigint, type: Type): unknown {
  const width = type.kind === "bits" ? type.width : 64;
  switch (operator) {
    case "union":
      return a | b;
    case "intersect":
      return a & b;
    case "minus":
      return a & (a ^ b);
    case "+":
      return (a + b) % 2n ** BigInt(width);
    case "-":
      return (2n ** BigInt(width) + a - b) % 2n ** BigInt(width);
    case "subset":
      return (a | b) === b;
    case "=":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    default:
      throw new Error(`no ${operator} of words`);
  }
}

/** Evaluates the expressions and effects of one core in one state. */
export class Interpreter {
  private readonly core: Core;
  private readonly state: Fields;

  constructor(core: Core, state: unknown) {
    this.core = core;
    this.state = fieldsOf(state);
  }

  private each<T>(binders: readonly Binder[], env: Env, visit: (env: Env) => readonly T[]): T[] {
    const [binder, ...rest] = binders;
    if (binder === undefined) return [...visit(env)];
    const { domain } = binder;
    const list = domain.kind === "domain" ? valuesOf(domain.of) : listOf(this.value(domain, env));
    return list.flatMap((one) => this.each(rest, { ...env, [binder.name]: one }, visit));
  }

  private bits(type: Type, name: string): { readonly low: bigint; readonly ones: bigint } {
    const field = type.kind === "bits" ? type.fields.find((x) => x.name === name) : undefined;
    if (field === undefined) throw new Error(`no bits ${name}`);
    return { low: BigInt(field.low), ones: (1n << BigInt(field.high - field.low + 1)) - 1n };
  }

  private part(of: unknown, type: Type, key: unknown): unknown {
    if (type.kind === "seq") return listOf(of)[Number(key)];
    if (type.kind !== "map") throw new Error("not a map");
    if (isPlain(type.key)) return fieldsOf(of)[String(key)];
    return listOf(listOf(of).find((pair) => same(listOf(pair)[0], key)))[1];
  }

  private changed(of: unknown, type: Type, key: unknown, value: unknown): unknown {
    if (type.kind === "seq") return listOf(of).map((old, i) => (i === key ? value : old));
    if (type.kind === "bits") {
      const { low, ones } = this.bits(type, String(key));
      const word = BigInt(String(of));
      return (word & ~(ones << low)) | (BigInt(Number(value)) << low);
    }
    if (type.kind === "map" && !isPlain(type.key)) {
      return listOf(of).map((pair) =>
        same(listOf(pair)[0], key) ? [listOf(pair)[0], value] : pair,
      );
    }
    return { ...fieldsOf(of), [String(key)]: value };
  }

  value(expr: Expr, env: Env): unknown {
    const of = (part: Expr) => this.value(part, env);
    switch (expr.kind) {
      case "bool":
      case "int":
      case "symbol":
      case "bits":
        return expr.value;
      case "none":
        return null;
      case "variable":
        return this.state[expr.name];
      case "local":
        return env[expr.name];
      case "field":
        return fieldsOf(of(expr.of))[expr.name];
      case "payload":
        return fieldsOf(of(expr.of))[expr.name === "kind" ? "kind_" : expr.name];
      case "present":
        return of(expr.of);
      case "bit-field": {
        const { low, ones } = this.bits(expr.of.type, expr.name);
        const bits = (BigInt(String(of(expr.of))) >> low) & ones;
        return ones === 1n ? bits === 1n : Number(bits);
      }
      case "index":
        return this.part(of(expr.of), expr.of.type, of(expr.index));
      case "construct":
        return Object.fromEntries([
          ["kind", expr.case],
          ...expr.fields.map((x) => [x.name === "kind" ? "kind_" : x.name, of(x.value)] as const),
        ]);
      case "record":
        return Object.fromEntries(expr.fields.map((x) => [x.name, of(x.value)]));
      case "with":
        return expr.changes.reduce((old: unknown, change) => {
          const key = change.kind === "field" ? change.name : of(change.index);
          return this.changed(old, expr.type, key, of(change.value));
        }, of(expr.of));
      case "not":
        return of(expr.operand) !== true;
      case "negate":
        return -Number(of(expr.operand));
      case "within":
        return of(expr.operand);
      case "is": {
        const value = of(expr.of);
        if (expr.of.type.kind === "option") return (value === null) === (expr.case === "none");
        return fieldsOf(value)["kind"] === expr.case;
      }
      case "if":
        return of(expr.condition) === true ? of(expr.then) : of(expr.else);
      case "let":
        return this.value(expr.body, { ...env, [expr.name]: of(expr.value) });
      case "domain":
        return setOf(valuesOf(expr.of));
      case "set":
        return setOf(expr.elements.map(of));
      case "seq":
        return expr.elements.map(of);
      case "binary":
        return this.binary(expr, env);
      case "call": {
        const fn = this.core.functions.find((each) => each.name === expr.function);
        if (fn === undefined) throw new Error(`no function ${expr.function}`);
        const given = expr.arguments.map(of);
        return this.value(
          fn.body,
          Object.fromEntries(fn.parameters.map((parameter, i) => [parameter.name, given[i]])),
        );
      }
      case "enabled":
      case "taken":
        throw new Error("not needed here");
      case "fold":
        return this.each([expr.binder], env, (inner) => [inner]).reduce(
          (value, inner) => this.value(expr.body, { ...inner, [expr.accumulator]: value }),
          this.value(expr.initial, env),
        );
      case "quantifier":
      case "filter":
      case "image":
      case "map":
      case "range":
      case "builtin":
        return this.collection(expr, env);
    }
  }

  private binary(expr: Extract<Expr, { kind: "binary" }>, env: Env): unknown {
    const left = this.value(expr.left, env);
    const { operator } = expr;
    if (operator === "and") return left === true && this.value(expr.right, env) === true;
    if (operator === "or") return left === true || this.value(expr.right, env) === true;
    if (operator === "implies") return left !== true || this.value(expr.right, env) === true;
    const right = this.value(expr.right, env);
    const isIn = (set: unknown, one: unknown) => listOf(set).some((each) => same(each, one));
    if (typeof left === "bigint" && typeof right === "bigint")
      return wordOperation(operator, left, right, expr.type);
    const [a, b] = [Number(left), Number(right)];
    switch (operator) {
      case "=":
        return same(left, right);
      case "!=":
        return !same(left, right);
      case "<":
        return a < b;
      case "<=":
        return a <= b;
      case ">":
        return a > b;
      case ">=":
        return a >= b;
      case "+":
        return a + b;
      case "-":
        return a - b;
      case "*":
        return a * b;
      case "div":
        return Math.floor(a / b);
      case "mod":
        return a - b * Math.floor(a / b);
      case "in":
        return isIn(right, left);
      case "subset":
        return listOf(left).every((each) => isIn(right, each));
      case "union":
        return setOf([...listOf(left), ...listOf(right)]);
      case "intersect":
        return listOf(left).filter((each) => isIn(right, each));
      case "minus":
        return listOf(left).filter((each) => !isIn(right, each));
    }
  }

  private collection(
    expr: Extract<Expr, { kind: "quantifier" | "filter" | "image" | "map" | "range" | "builtin" }>,
    env: Env,
  ): unknown {
    switch (expr.kind) {
      case "range": {
        const [low, high] = [Number(this.value(expr.low, env)), Number(this.value(expr.high, env))];
        return valuesOf({ kind: "int", name: undefined, low, high });
      }
      case "filter": {
        const { name } = expr.binder;
        const kept = this.each([expr.binder], env, (inner) =>
          this.value(expr.condition, inner) === true ? [inner[name]] : [],
        );
        return expr.type.kind === "seq" ? kept : setOf(kept);
      }
      case "image": {
        const made = this.each(expr.binders, env, (inner) => [this.value(expr.value, inner)]);
        return expr.type.kind === "seq" ? made : setOf(made);
      }
      case "map": {
        const pairs = this.each(
          [expr.binder],
          env,
          (inner) => [[inner[expr.binder.name], this.value(expr.value, inner)]] as const,
        );
        return isPlain(expr.binder.type)
          ? Object.fromEntries(pairs.map(([key, value]) => [String(key), value]))
          : pairs;
      }
      case "quantifier":
        return this.quantifier(expr, env);
      case "builtin": {
        const [first, second] = expr.arguments.map((each) => this.value(each, env));
        if (expr.name === "append") return [...listOf(first), second];
        if (expr.name === "concat") return [...listOf(first), ...listOf(second)];
        if (expr.name === "head") return listOf(first)[0];
        if (expr.name === "tail") return listOf(first).slice(1);
        if (expr.name === "reverse") return listOf(first).toReversed();
        if (expr.name === "part") throw new Error("not needed here");
        if (isWordBuiltin(expr.name)) return this.bitsOf(expr, env);
        if (expr.name === "subsets") throw new Error("not needed here");
        return listOf(first).length;
      }
    }
  }

  /** Bit by bit, as lists of bits. */
  private bitsOf(expr: Extract<Expr, { kind: "builtin" }>, env: Env): unknown {
    const [of, low, high, value] = expr.arguments.map((each) => this.value(each, env));
    const { type } = expr.arguments[0] ?? expr;
    const width = type.kind === "bits" ? type.width : 64;
    const word = BigInt(String(of));
    const bits = Array.from({ length: width }, (_, place) => (word >> BigInt(place)) & 1n);
    const wordOf = (list: readonly bigint[]) => list.reduceRight((sum, bit) => 2n * sum + bit, 0n);
    if (expr.name === "word") {
      const most = expr.type.kind === "bits" ? expr.type.width : 0;
      return wordOf(bits.slice(0, most));
    }
    if (expr.name === "bit") return bits[Number(low)] === 1n;
    if (expr.name === "slice") return wordOf(bits.slice(Number(low), Number(high) + 1));
    return wordOf(
      bits.map((old, place) => {
        if (place < Number(low) || place > Number(high)) return old;
        if (typeof value !== "bigint") return value === true ? 1n : 0n;
        return (value >> BigInt(place - Number(low))) & 1n;
      }),
    );
  }

  private quantifier(expr: Extract<Expr, { kind: "quantifier" }>, env: Env): unknown {
    const { word, binders } = expr;
    const values = this.each(binders, env, (inner) => [
      [inner, this.value(expr.body, inner)] as const,
    ]);
    const numbers = values.map(([, value]) => Number(value));
    switch (word) {
      case "all":
        return values.every(([, value]) => value === true);
      case "some":
        return values.some(([, value]) => value === true);
      case "count":
        return values.filter(([, value]) => value === true).length;
      case "choose":
        return values.find(([, value]) => value === true)?.[0][binders[0]?.name ?? ""];
      case "sum":
        return numbers.reduce((total, one) => total + one, 0);
      case "min":
        return [...numbers].sort(compare)[0];
      case "max":
        return [...numbers].sort(compare).at(-1);
    }
  }

  /** The state after an effect. */
  after(effect: Effect, env: Env): unknown {
    if (effect.kind === "if") {
      const isTaken = this.value(effect.condition, env) === true;
      return this.after(isTaken ? effect.then : effect.else, env);
    }
    let next: Fields = this.state;
    for (const assignment of effect.assignments) {
      this.each(assignment.binders, env, (inner) => {
        next = this.assigned(next, assignment, inner);
        return [];
      });
    }
    return next;
  }

  private assigned(next: Fields, { place, value }: Assignment, env: Env): Fields {
    const type = this.core.variables.find((each) => each.name === place.variable)?.type;
    if (type === undefined) throw new Error(`no variable ${place.variable}`);
    const keys = place.path.map((selector) =>
      selector.kind === "field" ? selector.name : this.value(selector.index, env),
    );
    const put = (old: unknown, at: Type, depth: number): unknown => {
      if (depth === keys.length) return this.value(value, env);
      const key = keys[depth];
      if (at.kind === "bits") return this.changed(old, at, key, this.value(value, env));
      if (at.kind === "record") {
        const field = at.fields.find((x) => x.name === key)?.type;
        if (field === undefined) throw new Error("no such field");
        return this.changed(old, at, key, put(fieldsOf(old)[String(key)], field, depth + 1));
      }
      const inner = at.kind === "map" ? at.value : at.kind === "seq" ? at.of : at;
      return this.changed(old, at, key, put(this.part(old, at, key), inner, depth + 1));
    };
    return { ...next, [place.variable]: put(next[place.variable], type, 0) };
  }
}

/** All arguments of an action. */
export function argumentsOf(action: Action): readonly Env[] {
  return action.parameters.reduce<readonly Env[]>(
    (found, { name, type }) =>
      found.flatMap((args) => valuesOf(type).map((value) => ({ ...args, [name]: value }))),
    [{}],
  );
}
