// Values that are put together from others: union values, records, words, and changed copies of
// them.

import type { Expr } from "../../core/expression.js";
import type { RecordType, Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { domainName, propertyName } from "./identifier.js";
import { inside, stateOf, use, type Scope } from "./scope.js";
import { construction, isPlainKey } from "./types.js";

type Node<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

/** A value of several parts, or of a call. */
export function valueCode(
  expr: Node<"construct" | "record" | "with" | "bit-field" | "call" | "within">,
  scope: Scope,
  expected?: Type,
): Code {
  const { naming } = scope;
  switch (expr.kind) {
    case "construct": {
      if (expr.type.kind !== "union") throw new Error(`${expr.case} is no case of a union`);
      const fields = expr.type.cases.find((each) => each.name === expr.case)?.fields ?? [];
      const parts = partsInOrder(expr.fields, fields, scope);
      return construction(
        expr.type,
        expr.case,
        parts.map(([, value]) => value),
        naming,
      );
    }
    case "record": {
      const type = expected?.kind === "record" ? expected : expr.type;
      return recordCode(expr, type.kind === "record" ? type : undefined, scope);
    }
    case "with":
      return withCode(expr, scope);
    case "bit-field":
      return js.method(
        js.code(layoutName(expr.of.type, scope)),
        "get",
        scope.print(expr.of, scope),
        js.code(JSON.stringify(propertyName(expr.name))),
      );
    case "call": {
      const fn = scope.naming.names.functions.get(expr.function) ?? expr.function;
      const { parameters, readsState } = scope.signature(expr.function);
      const given = expr.arguments.map((each, i) => scope.print(each, scope, parameters[i]?.type));
      const state = readsState ? [stateOf(expr, scope)] : [];
      return scope.naming.names.isLibrary
        ? js.call(fn, ...given, ...state)
        : js.call(fn, ...state, ...given);
    }
    case "within":
      return scope.print(expr.operand, scope, expr.type);
  }
}

/**
 * The fields with their values in the order of their type: the order of keys is part of a value.
 */
function partsInOrder(
  given: readonly { readonly name: string; readonly value: Expr }[],
  fields: readonly { readonly name: string; readonly type: Type }[],
  scope: Scope,
): readonly (readonly [name: string, value: Code])[] {
  return fields.flatMap(({ name, type }) => {
    const value = given.find((each) => each.name === name)?.value;
    return value === undefined
      ? []
      : [[propertyName(name), scope.print(value, scope, type)] as const];
  });
}

function recordCode(expr: Node<"record">, type: RecordType | undefined, scope: Scope): Code {
  return js.record(partsInOrder(expr.fields, type?.fields ?? [], scope));
}

/** The constant of a bit layout. */
export function layoutName(type: Type, scope: Scope): string {
  const name = domainName(type, scope.naming.names);
  if (name === undefined) throw new Error("a bit layout has no domain");
  return name;
}

/** A value for a field of a word: numbers are written as kernel developers write them. */
export function bitsPart(value: Expr, scope: Scope): Code {
  return value.kind === "int" && value.value > 9
    ? js.code(`0x${value.value.toString(16)}`)
    : scope.print(value, scope);
}

function withCode(expr: Node<"with">, scope: Scope): Code {
  const of = scope.print(expr.of, scope);
  const type = expr.type;
  const fields = expr.changes.flatMap((change) => (change.kind === "field" ? [change] : []));
  if (type.kind === "bits") {
    const parts = fields.map((x) => [propertyName(x.name), bitsPart(x.value, scope)] as const);
    return js.method(js.code(layoutName(type, scope)), "with", of, js.record(parts));
  }
  if (type.kind === "record") {
    const parts = partsInOrder(fields, type.fields, scope);
    return js.changed(of, parts);
  }
  return expr.changes.reduce((map, change) => {
    if (change.kind === "field") return map;
    return putCode(map, type, change.index, change.value, scope);
  }, of);
}

/** A map or sequence with `value` at `index`. */
function putCode(of: Code, type: Type, index: Expr, value: Expr, scope: Scope): Code {
  if (type.kind !== "map") {
    const element = type.kind === "seq" ? type.of : undefined;
    const body = js.arrow([], scope.print(value, inside(scope, []), element));
    return js.call(use(scope, "changeNth"), of, scope.print(index, scope), body);
  }
  const key = scope.print(index, scope, type.key);
  if (isPlainKey(type.key)) {
    return js.call(use(scope, "put"), of, key, scope.print(value, scope, type.value));
  }
  const body = js.arrow([], scope.print(value, inside(scope, []), type.value));
  return js.call(use(scope, "changeAt"), of, key, body);
}
