// Expressions of the core as kernel code. Quantifiers are unrolled and calls written out, so that
// with the constants of an action instance most of what an expression says is known when it is
// compiled.

import type { Expr } from "../../core/expression.js";
import { countLocal } from "../../core/traverse.js";
import type { Type } from "../../core/type.js";
import { isPath } from "../model/scope.js";
import { bitFieldOf, changeBits, wordLiteral } from "./bit-fields.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { changeElement, elementAt } from "./element.js";
import { fit, isAbsent, isEqual, presentOf } from "./fit.js";
import { folded, sequenceOver } from "./fold.js";
import { quantified } from "./quantifier.js";
import { Block, chain, ensure, readVariable, settled, withLocal, type Scope } from "./scope.js";
import { sequence, sequenceBuiltin } from "./sequence.js";
import { isMember, isSubset, setOperation, setValue, sizeOf } from "./set.js";
import { Unsupported } from "./unsupported.js";
import { fromLeaves, nth, scalar, selectValue, toLeaves, unionValue, type Value } from "./value.js";

type Node<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

/** A condition: a truth. */
export function condition(expr: Expr, scope: Scope): Code {
  const value = evaluate(expr, scope);
  if (value.kind !== "scalar") throw new Error(`a condition is a ${value.kind}`);
  return js.asTruth(value.code);
}

/** A value of a type: `out_of_range` if the expression's value is none of it. */
export function evaluateAs(expr: Expr, type: Type, scope: Scope): Value {
  if (expr.kind !== "if") return fit(evaluate(expr, scope), type, scope);
  return branches(expr, scope, (branch, inner) => evaluateAs(branch, type, inner));
}

function integer(expr: Expr, scope: Scope): Code {
  const value = evaluate(expr, scope);
  if (value.kind !== "scalar" || value.type.kind !== "int") throw new Error("not an integer");
  return value.code;
}

function truth(code: Code): Value {
  return scalar({ kind: "bool" }, code);
}

export function evaluate(expr: Expr, scope: Scope): Value {
  const { types } = scope.subject;
  switch (expr.kind) {
    case "bool":
      return truth(js.truth(expr.value));
    case "int":
      return scalar(expr.type, js.number(expr.value));
    case "symbol":
      if (expr.type.kind !== "symbols") throw new Error("a symbol has a symbols type");
      return scalar(expr.type, js.number(expr.type.values.indexOf(expr.value)));
    case "bits":
      return wordLiteral(expr.type, expr.value, types);
    case "none":
      return { kind: "none" };
    case "variable":
      return readVariable(expr.name, scope, expr.after ?? scope.isAfter);
    case "local":
      return localValue(expr.name, scope);
    case "field":
    case "bit-field":
    case "payload":
    case "present":
    case "index":
      return part(expr, scope);
    case "construct":
    case "record":
    case "with":
      return composed(expr, scope);
    case "not":
    case "negate":
    case "binary":
    case "is":
      return operation(expr, scope);
    case "if":
      return branches(expr, scope, (branch, inner) => evaluateAs(branch, expr.type, inner));
    case "let":
      return letValue(expr, scope);
    case "quantifier":
      return quantified(expr, scope);
    case "fold":
      return folded(expr, scope);
    case "domain":
    case "range":
    case "set":
    case "filter":
    case "image":
    case "seq":
    case "map":
    case "builtin":
      return collection(expr, scope);
    case "call":
      return called(expr, scope);
    case "within":
      return fit(evaluate(expr.operand, scope), expr.type, scope);
    case "enabled":
    case "taken":
      return truth(scope.subject.answers.possible(expr, scope));
  }
}

function localValue(name: string, scope: Scope): Value {
  const local = scope.locals.get(name);
  if (local === undefined) throw new Error(`no local ${name}`);
  return "value" in local ? local.value : evaluate(local.expr, { ...scope, locals: local.locals });
}

function part(
  expr: Node<"field" | "bit-field" | "payload" | "present" | "index">,
  scope: Scope,
): Value {
  const { types } = scope.subject;
  const of = evaluate(expr.of, scope);
  switch (expr.kind) {
    case "field": {
      if (of.kind !== "record") throw new Error(`a ${of.kind} has no fields`);
      const found = of.fields[of.type.fields.findIndex((each) => each.name === expr.name)];
      if (found === undefined) throw new Error(`no field ${expr.name}`);
      return found;
    }
    case "bit-field":
      return bitFieldOf(of, expr.name, expr.type, types);
    case "payload": {
      if (of.kind !== "union") throw new Error(`a ${of.kind} carries nothing`);
      const fields = of.type.cases.find((each) => each.name === expr.case)?.fields ?? [];
      const slots = of.slots.values();
      const values = fields.map((field) => fromLeaves(field.type, slots, types));
      const found = values[fields.findIndex((field) => field.name === expr.name)];
      if (found === undefined) throw new Error(`${expr.case} carries no ${expr.name}`);
      return found;
    }
    case "present":
      return presentOf(of, expr.type, scope);
    case "index":
      return elementAt(of, evaluate(expr.index, scope), scope);
  }
}

function composed(expr: Node<"construct" | "record" | "with">, scope: Scope): Value {
  const { type } = expr;
  if (expr.kind === "with") return changedCopy(expr, scope);
  const valueOf = (name: string, of: Type): Value => {
    const given = expr.fields.find((each) => each.name === name);
    if (given === undefined) throw new Error(`no value for ${name}`);
    return evaluateAs(given.value, of, scope);
  };
  if (expr.kind === "record") {
    if (type.kind !== "record") throw new Error("a record has a record type");
    const fields = type.fields.map((field) => valueOf(field.name, field.type));
    return { kind: "record", type, fields };
  }
  if (type.kind !== "union") throw new Error("a case is of a union");
  const fields = type.cases.find((each) => each.name === expr.case)?.fields ?? [];
  const values = fields.map((field) => valueOf(field.name, field.type));
  return unionValue(type, expr.case, values, scope.subject.types);
}

function changedCopy(expr: Node<"with">, scope: Scope): Value {
  const old = evaluate(expr.of, scope);
  return expr.changes.reduce((value: Value, change) => {
    if (change.kind === "index") {
      const index = evaluate(change.index, scope);
      return changeElement(value, index, (of) => evaluateAs(change.value, of, scope), scope);
    }
    if (value.kind === "record") {
      const fields = value.type.fields.map((field, index) =>
        field.name === change.name
          ? evaluateAs(change.value, field.type, scope)
          : (value.fields[index] ?? { kind: "none" as const }),
      );
      return { ...value, fields };
    }
    return changeBits(value, change.name, evaluate(change.value, scope), scope);
  }, old);
}

function operation(expr: Node<"not" | "negate" | "binary" | "is">, scope: Scope): Value {
  switch (expr.kind) {
    case "not":
      return truth(js.not(condition(expr.operand, scope)));
    case "negate":
      return scalar(expr.type, js.arithmetic(js.number(0), "-", integer(expr.operand, scope)));
    case "is": {
      const of = evaluate(expr.of, scope);
      if (of.kind === "union") {
        const tag = of.type.cases.findIndex((each) => each.name === expr.case);
        return truth(js.equal(of.tag, js.number(tag)));
      }
      const absent = isAbsent(of);
      return truth(expr.case === "none" ? absent : js.not(absent));
    }
    case "binary":
      return binary(expr, scope);
  }
}

function binary(expr: Node<"binary">, scope: Scope): Value {
  const { operator, left, right } = expr;
  const compare = (a: Expr, sign: "<" | "<=", b: Expr): Value => {
    const [x, y] = [integer(left, scope), integer(right, scope)];
    return truth(js.less(a === left ? x : y, sign, b === right ? y : x));
  };
  switch (operator) {
    case "and":
    case "or":
      return truth(
        chain(operator, condition(left, scope), (inner) => condition(right, inner), scope),
      );
    case "implies": {
      const given = js.not(condition(left, scope));
      return truth(chain("or", given, (inner) => condition(right, inner), scope));
    }
    case "=":
    case "!=": {
      const same = isEqual(evaluate(left, scope), evaluate(right, scope), scope);
      return truth(operator === "=" ? same : js.not(same));
    }
    case "<":
    case "<=":
      return compare(left, operator, right);
    case ">":
    case ">=":
      return compare(right, operator === ">" ? "<" : "<=", left);
    case "in":
      return truth(isMember(evaluate(left, scope), right, scope));
    case "subset":
      return truth(isSubset(evaluate(left, scope), evaluate(right, scope), scope));
    case "union":
    case "intersect":
    case "minus":
      return setOperation(
        operator,
        evaluate(left, scope),
        evaluate(right, scope),
        expr.type,
        scope,
      );
    case "+":
    case "-":
    case "*":
      return scalar(
        expr.type,
        js.arithmetic(integer(left, scope), operator, integer(right, scope)),
      );
    case "div":
    case "mod":
      return scalar(
        expr.type,
        divided(operator, integer(left, scope), integer(right, scope), scope),
      );
  }
}

function divided(operator: "div" | "mod", left: Code, right: Code, scope: Scope): Code {
  const [a, b] = [scope.block.named(left), scope.block.named(right)];
  ensure(js.not(js.equal(b, js.number(0))), scope);
  const quotient = js.numeric(`Math.floor(${a.text} / ${b.text})`);
  if (operator === "div") return quotient;
  return js.arithmetic(a, "-", js.arithmetic(b, "*", quotient));
}

/** `if c then a else b`, each branch computed only where it is taken. */
function branches(
  expr: Node<"if">,
  scope: Scope,
  evaluateBranch: (branch: Expr, inner: Scope) => Value,
): Value {
  const test = scope.block.named(condition(expr.condition, scope));
  if (test.constant !== undefined) {
    return evaluateBranch(test.constant === 1 ? expr.then : expr.else, scope);
  }
  const [yesBlock, noBlock] = [new Block(scope.block), new Block(scope.block)];
  const yes = evaluateBranch(expr.then, { ...scope, block: yesBlock });
  const no = evaluateBranch(expr.else, { ...scope, block: noBlock });
  const { types } = scope.subject;
  if (yesBlock.lines.length + noBlock.lines.length === 0) {
    return selectValue(test, yes, no, types);
  }
  if (yes.kind === "none") throw new Unsupported("none without a type");
  const others = toLeaves(no);
  const leaves = toLeaves(yes).map((leaf, index) => {
    const name = scope.block.fresh();
    scope.block.add(`let ${name};`);
    yesBlock.add(`${name} = ${leaf.text};`);
    noBlock.add(`${name} = ${(others[index] ?? leaf).text};`);
    return js.numeric(name, true);
  });
  scope.block.add(`if (${test.text}) {\n${yesBlock.text}\n} else {\n${noBlock.text}\n}`);
  return fromLeaves(yes.type, leaves.values(), types);
}

/** Where a `let` is used once, or its value is a mere place, it stands there instead. */
function letValue(expr: Node<"let">, scope: Scope): Value {
  const { name, value, body } = expr;
  const isLazy = isPath(value) || countLocal(body, name) <= 1;
  const local = isLazy
    ? { expr: value, locals: scope.locals }
    : { value: settled(evaluate(value, scope), scope) };
  return evaluate(body, withLocal(scope, name, local));
}

function called(expr: Node<"call">, scope: Scope): Value {
  const fn = scope.subject.functions.get(expr.function);
  if (fn === undefined) throw new Error(`no function ${expr.function}`);
  const locals = fn.parameters.map(({ name, type }, index) => {
    const given = expr.arguments[index];
    if (given === undefined) throw new Error(`${fn.name} lacks ${name}`);
    return [name, { value: settled(evaluateAs(given, type, scope), scope) }] as const;
  });
  const isAfter = expr.after ?? scope.isAfter ?? false;
  if (fn.deepest !== undefined) {
    const given = locals.map(([, { value }]) => value);
    return scope.subject.answers.recursive(fn, given, isAfter, scope);
  }
  return evaluateAs(fn.body, fn.result, { ...scope, isAfter, locals: new Map(locals) });
}

function collection(
  expr: Node<"domain" | "range" | "set" | "filter" | "image" | "seq" | "map" | "builtin">,
  scope: Scope,
): Value {
  const { type } = expr;
  switch (expr.kind) {
    case "seq":
      return sequence(
        type,
        expr.elements.map((each) => evaluate(each, scope)),
        scope,
      );
    case "map": {
      if (type.kind !== "map") throw new Error("a map has a map type");
      const count = scope.subject.types.listed(type.key);
      const elements = Array.from({ length: count }, (_, rank) => {
        const value = nth(type.key, rank, scope.subject.types);
        return evaluateAs(expr.value, type.value, withLocal(scope, expr.binder.name, { value }));
      });
      return { kind: "map", type, elements };
    }
    case "builtin": {
      const { name } = expr;
      if (name === "subsets" || name === "maps" || name === "sequences") {
        return setValue(expr, scope);
      }
      if (name === "word" || name === "bit" || name === "slice" || name === "splice") {
        throw new Unsupported("words bit by bit");
      }
      const given = () => expr.arguments.map((each) => evaluate(each, scope));
      if (name === "size") return scalar(intType(type), sizeOf(given()));
      return sequenceBuiltin(name, given(), type, scope);
    }
    case "filter":
    case "image":
      return type.kind === "seq" ? sequenceOver(expr, type, scope) : setValue(expr, scope);
    case "domain":
    case "range":
    case "set":
      return setValue(expr, scope);
  }
}

function intType(type: Type): Type {
  return type.kind === "int" ? type : { kind: "int", name: undefined, low: 0, high: 2 ** 30 };
}
