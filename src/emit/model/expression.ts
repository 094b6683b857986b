// Expressions of the core as JavaScript text: valid in a typed and in an untyped module, without a
// cast and with parentheses only where an operator needs them.

import type { Expr, Instances } from "../../core/expression.js";
import { countLocal, substitute } from "../../core/traverse.js";
import type { Type } from "../../core/type.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { fitted, isWide } from "./fit.js";
import { payloadName, propertyName } from "./identifier.js";
import { valueCode } from "./compound.js";
import { operatorCode } from "./operator.js";
import {
  builtSetCode,
  filterCode,
  imageCode,
  foldCode,
  quantifierCode,
  listCode,
  rangeCode,
  setCode,
} from "./collection.js";
import {
  inside,
  isNarrowable,
  isPath,
  lambda,
  use,
  stateOf,
  where,
  wish,
  type Scope,
} from "./scope.js";
import { isPlainKey, valuesCode } from "./types.js";
import { wordCode } from "./word.js";

type Node<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

/** The expression; where a type is expected, a value that TypeScript takes for one of that type. */
export function print(expr: Expr, scope: Scope, expected?: Type): Code {
  if (expr.kind === "let") return letCode(expr, scope, expected);
  if (expr.kind !== "if") return fitted(expr, shown(expr, scope, expected), scope, expected);
  return js.conditional(
    print(expr.condition, scope),
    print(expr.then, where(scope, expr.condition, true), expected),
    print(expr.else, where(scope, expr.condition, false), expected),
  );
}

function shown(expr: Exclude<Expr, Node<"if" | "let">>, scope: Scope, expected?: Type): Code {
  switch (expr.kind) {
    case "bool":
      return js.code(`${expr.value}`);
    case "int":
      return js.code(`${expr.value}`, expr.value < 0 ? js.strength.prefix : js.strength.whole);
    case "symbol":
      return js.code(JSON.stringify(expr.value));
    case "bits":
      return js.code(expr.value < 10n ? `${expr.value}n` : `0x${expr.value.toString(16)}n`);
    case "none":
      return js.code("null");
    case "variable":
      return js.member(stateOf(expr, scope), propertyName(expr.name));
    case "local":
      scope.usage.locals.add(expr.name);
      return js.code(expr.name);
    case "field":
      return js.member(print(expr.of, scope), propertyName(expr.name));
    case "payload":
      return payloadCode(expr, scope);
    case "present":
      return presentCode(expr, scope);
    case "index":
      return indexCode(expr, scope);
    case "not":
    case "negate":
    case "binary":
    case "is":
      return operatorCode(expr, scope, expected);
    case "quantifier":
    case "fold":
    case "domain":
    case "range":
    case "set":
    case "filter":
    case "image":
    case "seq":
    case "map":
    case "builtin":
      return collectionCode(expr, scope, expected);
    case "construct":
    case "record":
    case "with":
    case "bit-field":
    case "call":
    case "within":
      return valueCode(expr, scope, expected);
    case "enabled":
    case "taken":
      return possibleCode(expr, scope);
  }
}

/** Whether some of the instances can be taken, or whether the step is one of theirs. */
function possibleCode(expr: Node<"enabled" | "taken">, scope: Scope): Code {
  if (expr.instances.length === 0) return js.code("false");
  const states =
    expr.kind === "enabled"
      ? [stateOf(expr, scope)]
      : [stateOf({}, scope), stateOf({ after: true }, scope)];
  const tests = expr.instances.map((each) =>
    js.call(use(scope, expr.kind), ...states, ...instancesParts(each, scope)),
  );
  return tests.reduce((left, right) => js.chain(left, "||", right, js.strength.or));
}

/** The action, and the arguments if any are given. */
export function instancesParts({ action, arguments: given }: Instances, scope: Scope): Code[] {
  const parts = given.map((x) => [propertyName(x.name), print(x.value, scope)] as const);
  const name = js.code(scope.naming.names.actions.get(action) ?? action);
  return parts.length === 0 ? [name] : [name, js.record(parts)];
}

function payloadCode(expr: Node<"payload">, scope: Scope): Code {
  const of = print(expr.of, scope);
  const name = payloadName(expr.name);
  if (isNarrowable(expr.of, scope) && scope.visible.knows(expr.of, expr.case)) {
    return js.member(of, name);
  }
  if (scope.known.knows(expr.of, expr.case)) wish(scope, expr.of);
  return js.member(js.call(use(scope, "asCase"), of, js.code(JSON.stringify(expr.case))), name);
}

function presentCode(expr: Node<"present">, scope: Scope): Code {
  const of = print(expr.of, scope);
  if (isNarrowable(expr.of, scope) && scope.visible.knows(expr.of, "some")) return of;
  if (scope.known.knows(expr.of, "some")) wish(scope, expr.of);
  return js.call(use(scope, "present"), of);
}

function indexCode(expr: Node<"index">, scope: Scope): Code {
  const of = print(expr.of, scope);
  const container = expr.of.type;
  if (container.kind !== "map") return js.call(use(scope, "nth"), of, print(expr.index, scope));
  const index = print(expr.index, scope, container.key);
  if (!isPlainKey(container.key)) return js.call(use(scope, "at"), of, index);
  return expr.index.kind === "symbol" ? js.entry(of, expr.index.value) : js.element(of, index);
}

function collectionCode(
  expr: Node<
    | "quantifier"
    | "fold"
    | "domain"
    | "range"
    | "set"
    | "filter"
    | "image"
    | "seq"
    | "map"
    | "builtin"
  >,
  scope: Scope,
  expected?: Type,
): Code {
  switch (expr.kind) {
    case "quantifier":
      return quantifierCode(expr, scope);
    case "fold":
      return foldCode(expr, scope);
    case "domain":
      return setCode(valuesCode(expr.of, scope.naming), expr.of, scope);
    case "range":
      return rangeCode(expr, scope, expected);
    case "filter":
      return filterCode(expr, scope, expected);
    case "image":
      return imageCode(expr, scope, expected);
    case "set": {
      const of = expected?.kind === "set" ? expected.of : undefined;
      return listedSet(expr.elements, scope, of);
    }
    case "seq": {
      const of = expected?.kind === "seq" ? expected.of : undefined;
      return js.array(expr.elements.map((each) => print(each, scope, of)));
    }
    case "map":
      return mapCode(expr, scope, expected);
    case "builtin":
      return builtinCode(expr, scope, expected);
  }
}

/** A set of the elements; constants are put in order here and now. */
function listedSet(elements: readonly Expr[], scope: Scope, of: Type | undefined): Code {
  const constants = elements.flatMap((each) =>
    each.kind === "int" || each.kind === "bits" || each.kind === "symbol" ? [each] : [],
  );
  if (constants.length < elements.length) {
    const shown = js.array(elements.map((each) => print(each, scope, of)));
    return elements.length < 2 ? shown : js.call(use(scope, "setOf"), shown);
  }
  const sorted = [...constants].sort((a, b) => (a.value < b.value ? -1 : 1));
  const distinct = sorted.filter((each, index) => each.value !== sorted[index - 1]?.value);
  return js.array(distinct.map((each) => print(each, scope, of)));
}

/** A map from a value for each key. */
function mapCode(expr: Node<"map">, scope: Scope, expected?: Type): Code {
  const { binder, value, type } = expr;
  const of = expected?.kind === "map" ? expected : type;
  const [keyType, valueType] = of.kind === "map" ? [of.key, of.value] : [binder.type, undefined];
  const keys = valuesCode(keyType, scope.naming);
  const inner = inside(scope, [binder.name]);
  if (isPlainKey(keyType) && countLocal(value, binder.name) === 0) {
    return js.call(use(scope, "fill"), keys, print(value, inner, valueType));
  }
  const body = lambda([binder.name], inner, (within) => print(value, within, valueType));
  return js.call(use(scope, isPlainKey(keyType) ? "tabulate" : "pairs"), keys, body);
}

function builtinCode(expr: Node<"builtin">, scope: Scope, expected?: Type): Code {
  const [first, second] = expr.arguments;
  if (first === undefined) throw new Error(`${expr.name} has no argument`);
  // How long a part may be is no question: the whole is checked where it goes.
  const loose: Type | undefined =
    expected?.kind === "seq" ? { ...expected, max: Infinity } : expected;
  const spread = (of: Expr) => js.spread(print(of, scope, loose));
  switch (expr.name) {
    case "size":
      return js.member(listCode(first, scope), "length");
    case "len":
      return js.member(print(first, scope), "length");
    case "subsets":
      return js.call(use(scope, "subsets"), listCode(first, scope));
    case "maps":
    case "sequences":
      return js.call(use(scope, "setOf"), builtSetCode(expr, scope));
    case "head":
    case "tail":
      return js.call(use(scope, expr.name), print(first, scope));
    case "word":
    case "bit":
    case "slice":
    case "splice":
      return wordCode(expr.name, expr, scope);
    case "part":
      return js.call(use(scope, "part"), ...expr.arguments.map((each) => print(each, scope)));
    case "reverse":
      return js.method(print(first, scope), "toReversed");
    case "append": {
      const of = expected?.kind === "seq" ? expected.of : undefined;
      return js.array([spread(first), ...(second === undefined ? [] : [print(second, scope, of)])]);
    }
    case "concat":
      return js.array([spread(first), ...(second === undefined ? [] : [spread(second)])]);
  }
}

/** A `let` inside an expression: its value in its place where that reads well. */
function letCode(expr: Node<"let">, scope: Scope, expected?: Type): Code {
  if (isPath(expr.value) || countLocal(expr.body, expr.name) <= 1) {
    return print(substitute(expr.body, expr.name, expr.value), scope, expected);
  }
  const wide = isWide(expr.value, scope) ? [expr.name] : [];
  const body = lambda([expr.name], inside(scope, [expr.name], wide), (within) =>
    print(expr.body, within, expected),
  );
  return js.call(use(scope, "given"), print(expr.value, scope), body);
}
