// What happens in a step, as rules and guards see it: each read, write, lock, test, ... with the
// places and the conditions under which it happens.

import type { Span } from "../base/source.js";
import type { Fn } from "../core/core.js";
import type { Binder, Expr } from "../core/expression.js";
import { placeOf } from "../core/place.js";
import { children, substitute } from "../core/traverse.js";
import type { Subject, Verb } from "../semantics/typed.js";
import * as build from "./build.js";
import type { Layout } from "./layout.js";
import { featureVariables } from "./layout.js";

export interface Occurrence {
  readonly verb: Verb;
  readonly subject: Subject;
  /** The object or instance first, then the indexes. */
  readonly arguments: readonly Expr[];
  readonly span: Span;
  /** What is true where it happens, beyond the way through the step. */
  readonly conditions: readonly Expr[];
  /** The quantified names in its arguments and conditions: it happens for each value. */
  readonly binders: readonly Binder[];
  /** By `read_once` or `write_once`. */
  readonly marked?: true;
  /** As a part of what is waited for. */
  readonly polls?: true;
}

/** What is around an expression that is read. */
interface Around {
  readonly conditions: readonly Expr[];
  readonly binders: readonly Binder[];
}

const nothing: Around = { conditions: [], binders: [] };

/**
 * The reads of an expression in order of evaluation; functions are looked into, those that call
 * themselves once.
 */
export function readsOf(
  layout: Layout,
  functions: ReadonlyMap<string, Fn>,
  expr: Expr,
  around: Around = nothing,
): Occurrence[] {
  const inner = (child: Expr, conditions: readonly Expr[] = [], binders: readonly Binder[] = []) =>
    readsOf(layout, functions, child, {
      conditions: [...around.conditions, ...conditions],
      binders: [...around.binders, ...binders],
    });
  if (expr.kept === true) return [];
  switch (expr.kind) {
    case "variable":
    case "index":
    case "field": {
      const place = placeOf(expr);
      if (place === undefined) return children(expr).flatMap((child) => inner(child));
      const indexes = place.path.flatMap((each) => (each.kind === "index" ? [each.index] : []));
      const own = accessOf(layout, expr);
      const before = indexes.flatMap((index) => inner(index));
      return own === undefined
        ? before
        : [...before, { ...own, ...around, ...(expr.once && { marked: expr.once }), verb: "read" }];
    }
    case "binary":
      if (expr.operator === "and" || expr.operator === "implies")
        return [...inner(expr.left), ...inner(expr.right, [expr.left])];
      if (expr.operator === "or")
        return [...inner(expr.left), ...inner(expr.right, [build.not(expr.left)])];
      break;
    case "if":
      return [
        ...inner(expr.condition),
        ...inner(expr.then, [expr.condition]),
        ...inner(expr.else, [build.not(expr.condition)]),
      ];
    case "quantifier":
    case "image": {
      const said = expr.kind === "quantifier" ? expr.body : expr.value;
      return [
        ...expr.binders.flatMap(({ domain }) => inner(domain)),
        ...inner(said, within(expr.binders), expr.binders),
      ];
    }
    case "filter":
      return [
        ...inner(expr.binder.domain),
        ...inner(expr.condition, within([expr.binder]), [expr.binder]),
      ];
    case "map":
      return inner(expr.value, [], [expr.binder]);
    case "fold": {
      const { accumulator: name, type, initial: domain, binder } = expr;
      return [
        ...inner(expr.initial),
        ...inner(binder.domain),
        ...inner(expr.body, within([binder]), [{ name, type, domain }, binder]),
      ];
    }
    case "call":
      return [
        ...expr.arguments.flatMap((argument) => inner(argument)),
        ...readsInside(layout, functions, expr, around),
      ];
    default:
      break;
  }
  return children(expr).flatMap((child) => inner(child));
}

/** What a function reads that is called. */
function readsInside(
  layout: Layout,
  functions: ReadonlyMap<string, Fn>,
  { function: name, arguments: given, span }: Extract<Expr, { kind: "call" }>,
  around: Around,
): Occurrence[] {
  const called = functions.get(name);
  if (called?.readsState !== true) return [];
  const body = called.parameters.reduce((value, parameter, index) => {
    const argument = given[index];
    return argument === undefined ? value : substitute(value, parameter.name, argument);
  }, called.body);
  const others = new Map([...functions].filter(([other]) => other !== name));
  const known = called.deepest === undefined ? functions : others;
  return readsOf(layout, known, body, around).map((each) => ({ ...each, span }));
}

/** That quantified names lie in domains that are not all of their type. */
function within(binders: readonly Binder[]): Expr[] {
  return binders.flatMap(({ name, type, domain }) =>
    domain.kind === "domain"
      ? []
      : [build.binary("in", build.local(name, type, domain.span), domain)],
  );
}

/** What a place is to rules and guards; undefined for what features keep to themselves. */
export function accessOf(
  layout: Layout,
  expr: Expr,
): Pick<Occurrence, "subject" | "arguments" | "span"> | undefined {
  const place = placeOf(expr);
  if (place === undefined) return undefined;
  const { span } = expr;
  const rest = place.path.flatMap((each) => (each.kind === "index" ? [each.index] : []));
  const object = [...layout.objects].find(([, { variable }]) => variable === place.variable);
  const process = [...layout.processes].find(([, { variable }]) => variable === place.variable);
  if (object === undefined && process === undefined)
    return isPrivate(layout, place.variable)
      ? undefined
      : { subject: { kind: "variable", name: place.variable }, arguments: rest, span };
  const [, member] = place.path;
  if (member?.kind !== "field") return undefined;
  const { name } = member;
  // The life of an object is asked for, not touched: who asks does not go to the object.
  if (object !== undefined && (name === "life" || name === "readers")) return undefined;
  if (object !== undefined)
    return { subject: { kind: "object-field", object: object[0], name }, arguments: rest, span };
  if (process === undefined || name === "at") return undefined;
  return { subject: { kind: "process-local", process: process[0], name }, arguments: rest, span };
}

function isPrivate(layout: Layout, variable: string): boolean {
  return featureVariables(layout).some(({ name }) => name === variable);
}
