// Short constructors for cores written by hand, named like the nodes they make.

import type { SourceFile, Span } from "../../src/base/source.js";
import type {
  Action,
  Assignment,
  Core,
  Domain,
  Effect,
  Initial,
  Invariant,
  Origin,
  Reachable,
  Selector,
  Variable,
} from "../../src/core/core.js";
import type { Binder, BinaryOperator, Expr, QuantifierWord } from "../../src/core/expression.js";
import {
  bool,
  type IntType,
  type MapType,
  type OptionType,
  type RecordType,
  type SetType,
  type SymbolsType,
  type Type,
} from "../../src/core/type.js";

const source: SourceFile = { path: "specs/hand-made.lw", text: "\n".repeat(200) };

/** The place of a line of the imagined spec. */
export function line(number: number): Span {
  return { source, start: number - 1, end: number - 1 };
}

export function origin(number: number, sentence?: string, comment?: string): Origin {
  return { span: line(number), sentence, comment };
}

const span = line(1);

export function int(name: string | undefined, low: number, high: number): IntType {
  return { kind: "int", name, low, high };
}

export function symbols(name: string, ...values: string[]): SymbolsType {
  return { kind: "symbols", name, values, interchangeable: false };
}

export function record(name: string, fields: Readonly<Record<string, Type>>): RecordType {
  const list = Object.entries(fields).map(([field, type]) => ({ name: field, type }));
  return { kind: "record", name, fields: list };
}

export function map(key: Type, value: Type): MapType {
  return { kind: "map", key, value };
}

export function setOf(of: Type): SetType {
  return { kind: "set", of };
}

export function option(of: Type): OptionType {
  return { kind: "option", of };
}

export const yes: Expr = { kind: "bool", value: true, type: bool, span };
export const no: Expr = { kind: "bool", value: false, type: bool, span };

export function number(value: number): Expr {
  return { kind: "int", value, type: int(undefined, value, value), span };
}

export function symbol(type: Type, value: string): Expr {
  return { kind: "symbol", value, type, span };
}

export function none(type: Type): Expr {
  return { kind: "none", type, span };
}

export function word(type: Type, value: bigint): Expr {
  return { kind: "bits", value, type, span };
}

export function variable({ name, type }: { name: string; type: Type }): Expr {
  return { kind: "variable", name, type, span };
}

/** A variable after a step. */
export function after({ name, type }: { name: string; type: Type }): Expr {
  return { kind: "variable", name, after: true, type, span };
}

export function local(name: string, type: Type): Expr {
  return { kind: "local", name, type, span };
}

export function field(of: Expr, name: string): Expr {
  if (of.type.kind === "bits") {
    const place = of.type.fields.find((each) => each.name === name);
    const wide = int(undefined, 0, 2 ** ((place?.high ?? 0) - (place?.low ?? 0) + 1) - 1);
    const type = place?.low === place?.high ? bool : wide;
    return { kind: "bit-field", of, name, type, span };
  }
  const type = of.type.kind === "record" ? of.type.fields.find((x) => x.name === name)?.type : bool;
  if (type === undefined) throw new Error(`no field ${name}`);
  return { kind: "field", of, name, type, span };
}

export function index(of: Expr, key: Expr): Expr {
  if (of.type.kind === "map") return { kind: "index", of, index: key, type: of.type.value, span };
  if (of.type.kind === "seq") return { kind: "index", of, index: key, type: of.type.of, span };
  throw new Error("not a map");
}

export function payload(of: Expr, name: string, part: string): Expr {
  const found =
    of.type.kind === "union"
      ? of.type.cases.find((x) => x.name === name)?.fields.find((x) => x.name === part)?.type
      : undefined;
  if (found === undefined) throw new Error(`no payload ${part}`);
  return { kind: "payload", of, case: name, name: part, type: found, span };
}

export function present(of: Expr): Expr {
  return { kind: "present", of, type: of.type.kind === "option" ? of.type.of : of.type, span };
}

export function is(of: Expr, name: string): Expr {
  return { kind: "is", of, case: name, type: bool, span };
}

export function construct(type: Type, name: string, parts: Readonly<Record<string, Expr>>): Expr {
  const fields = Object.entries(parts).map(([part, value]) => ({ name: part, value }));
  return { kind: "construct", case: name, fields, type, span };
}

export function fields(type: Type, parts: Readonly<Record<string, Expr>>): Expr {
  const list = Object.entries(parts).map(([name, value]) => ({ name, value }));
  return { kind: "record", fields: list, type, span };
}

/** A copy of a word or record with some fields changed. */
export function changed(of: Expr, parts: Readonly<Record<string, Expr>>): Expr {
  const changes = Object.entries(parts).map(
    ([name, value]) => ({ kind: "field", name, value }) as const,
  );
  return { kind: "with", of, changes, type: of.type, span };
}

export function not(operand: Expr): Expr {
  return { kind: "not", operand, type: bool, span };
}

function typeOf(operator: BinaryOperator, left: Expr): Type {
  if (["union", "intersect", "minus"].includes(operator)) return left.type;
  return ["+", "-", "*", "div", "mod"].includes(operator) ? int(undefined, -1000, 1000) : bool;
}

export function binary(left: Expr, operator: BinaryOperator, right: Expr): Expr {
  return { kind: "binary", operator, left, right, type: typeOf(operator, left), span };
}

export function equal(left: Expr, right: Expr): Expr {
  return binary(left, "=", right);
}

export function and(...parts: Expr[]): Expr {
  return parts.reduce((left, right) => binary(left, "and", right));
}

export function conditional(condition: Expr, then: Expr, other: Expr): Expr {
  return { kind: "if", condition, then, else: other, type: then.type, span };
}

export function letIn(name: string, value: Expr, body: (name: Expr) => Expr): Expr {
  const inner = body(local(name, value.type));
  return { kind: "let", name, value, body: inner, type: inner.type, span };
}

export function domain(of: Type): Expr {
  return { kind: "domain", of, type: setOf(of), span };
}

export function set(type: Type, ...elements: Expr[]): Expr {
  return { kind: "set", elements, type, span };
}

export function within(operand: Expr, type: Type): Expr {
  return { kind: "within", operand, type, span };
}

export function binder(name: string, type: Type, over: Expr = domain(type)): Binder {
  return { name, type, domain: over };
}

const results: Partial<Record<QuantifierWord, Type>> = { all: bool, some: bool };

export function quantifier(
  kind: QuantifierWord,
  name: string,
  type: Type,
  body: (name: Expr) => Expr,
  over: Expr = domain(type),
): Expr {
  return {
    kind: "quantifier",
    word: kind,
    binders: [binder(name, type, over)],
    body: body(local(name, type)),
    type: results[kind] ?? (kind === "choose" ? type : int(undefined, 0, 1000)),
    span,
  };
}

export function filter(
  name: string,
  type: Type,
  condition: (name: Expr) => Expr,
  over: Expr = domain(type),
): Expr {
  const inner = condition(local(name, type));
  const result = setOf(type);
  return { kind: "filter", binder: binder(name, type, over), condition: inner, type: result, span };
}

/** A map with a value for each key. */
export function each(type: MapType, name: string, value: (name: Expr) => Expr): Expr {
  const inner = value(local(name, type.key));
  return { kind: "map", binder: binder(name, type.key), value: inner, type, span };
}

export function call(name: string, type: Type, ...given: Expr[]): Expr {
  return { kind: "call", function: name, arguments: given, type, span };
}

export function assign(
  name: string,
  path: readonly (string | Expr)[],
  value: Expr,
  ...binders: Binder[]
): Assignment {
  const selectors = path.map((part): Selector =>
    typeof part === "string" ? { kind: "field", name: part } : { kind: "index", index: part },
  );
  return { binders, place: { variable: name, path: selectors }, value };
}

export function assigning(...assignments: Assignment[]): Effect {
  return { kind: "assign", assignments };
}

export function branch(condition: Expr, then: Effect, other: Effect): Effect {
  return { kind: "if", condition, then, else: other };
}

export function domainOf(
  number: number,
  type: Type & { name: string | undefined },
  sentence?: string,
): Domain {
  return { ...origin(number, sentence), name: type.name ?? "", type };
}

export function state(number: number, name: string, type: Type, comment?: string): Variable {
  return { ...origin(number, undefined, comment), name, type };
}

export function initial(number: number, sentence: string | undefined, ...values: Expr[]): Initial {
  return { ...origin(number, sentence), binders: [], condition: undefined, values };
}

export function action(
  number: number,
  name: string,
  parts: Pick<Action, "parameters" | "guard" | "effect"> & Partial<Action>,
): Action {
  return {
    ...origin(number),
    name,
    process: undefined,
    step: undefined,
    wants: undefined,
    requirements: [],
    ...parts,
  };
}

export function invariant(number: number, name: string, sentence: string, holds: Expr): Invariant {
  return { ...origin(number, sentence), name, applies: undefined, holds };
}

export function reachable(number: number, name: string, sentence: string, holds: Expr): Reachable {
  return { ...origin(number, sentence), name, holds };
}

export function core(name: string, parts: Partial<Core>): Core {
  return {
    ...origin(1),
    name,
    variant: "default",
    domains: [],
    functions: [],
    variables: [],
    initial: [],
    actions: [],
    properties: [],
    invariants: [],
    reachables: [],
    steps: [],
    temporal: [],
    fairness: [],
    constraints: [],
    processes: [],
    locks: [],
    scenarios: [],
    checks: [],
    ...parts,
  };
}
