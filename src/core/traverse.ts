// Walking expressions of the core: children, copies with other children, free names, and a key that
// is the same for expressions that mean the same text, wherever they were written.

import type { Binder, BinderOf, ChangeOf, Expr, InstancesOf, NodeOf } from "./expression.js";
import type { Field, Type } from "./type.js";

interface Children {
  readonly expr: unknown;
}

/** A copy with each child replaced, whatever the children are: core expressions, or richer ones. */
export function mapChildrenOf<C extends Children, D extends Children>(
  node: NodeOf<C>,
  f: (child: C["expr"]) => D["expr"],
): NodeOf<D> {
  const each = (list: readonly C["expr"][]): D["expr"][] => list.map(f);
  const binder = (old: BinderOf<C["expr"]>): BinderOf<D["expr"]> => ({
    ...old,
    domain: f(old.domain),
  });
  const change = (old: ChangeOf<C["expr"]>): ChangeOf<D["expr"]> =>
    old.kind === "field"
      ? { ...old, value: f(old.value) }
      : { ...old, index: f(old.index), value: f(old.value) };
  switch (node.kind) {
    case "bool":
    case "int":
    case "symbol":
    case "bits":
    case "none":
    case "variable":
    case "local":
    case "domain":
      return node;
    case "field":
    case "bit-field":
    case "payload":
    case "present":
    case "is":
      return { ...node, of: f(node.of) };
    case "index":
      return { ...node, of: f(node.of), index: f(node.index) };
    case "construct":
    case "record":
      return { ...node, fields: node.fields.map((x) => ({ ...x, value: f(x.value) })) };
    case "with":
      return { ...node, of: f(node.of), changes: node.changes.map(change) };
    case "not":
    case "negate":
    case "within":
      return { ...node, operand: f(node.operand) };
    case "binary":
      return { ...node, left: f(node.left), right: f(node.right) };
    case "if":
      return { ...node, condition: f(node.condition), then: f(node.then), else: f(node.else) };
    case "let":
      return { ...node, value: f(node.value), body: f(node.body) };
    case "quantifier":
      return { ...node, binders: node.binders.map(binder), body: f(node.body) };
    case "fold":
      return { ...node, initial: f(node.initial), binder: binder(node.binder), body: f(node.body) };
    case "range":
      return { ...node, low: f(node.low), high: f(node.high) };
    case "set":
    case "seq":
      return { ...node, elements: each(node.elements) };
    case "filter":
      return { ...node, binder: binder(node.binder), condition: f(node.condition) };
    case "image":
      return { ...node, binders: node.binders.map(binder), value: f(node.value) };
    case "map":
      return { ...node, binder: binder(node.binder), value: f(node.value) };
    case "call":
    case "builtin":
      return { ...node, arguments: each(node.arguments) };
    case "enabled":
    case "taken":
      return { ...node, instances: mapInstances(node.instances, f) };
  }
}

/** The instances with each argument and condition replaced. */
export function mapInstances<E, F>(
  instances: readonly InstancesOf<E>[],
  f: (part: E) => F,
): InstancesOf<F>[] {
  return instances.map(({ action, arguments: given, when }) => ({
    action,
    arguments: given.map(({ name, value }) => ({ name, value: f(value) })),
    ...(when !== undefined && { when: f(when) }),
  }));
}

interface CoreExprs {
  readonly expr: Expr;
}

/**
 * A copy with each child replaced, or the expression itself if none is another one. The names that
 * children may use are the caller's business.
 */
export function mapChildren(expr: Expr, f: (child: Expr) => Expr): Expr {
  let others = 0;
  const copy = mapChildrenOf<CoreExprs, CoreExprs>(expr, (child) => {
    const made = f(child);
    if (made !== child) others++;
    return made;
  });
  return others === 0 ? expr : copy;
}

const childrenOf = new WeakMap<Expr, readonly Expr[]>();

/** The direct children, in the order they are written. */
export function children(expr: Expr): readonly Expr[] {
  const known = childrenOf.get(expr);
  if (known !== undefined) return known;
  const found: Expr[] = [];
  mapChildrenOf<CoreExprs, CoreExprs>(expr, (child) => {
    found.push(child);
    return child;
  });
  childrenOf.set(expr, found);
  return found;
}

/** True if the expression or one below it satisfies `test`. */
export function contains(expr: Expr, test: (part: Expr) => boolean): boolean {
  return test(expr) || children(expr).some((child) => contains(child, test));
}

/** The names that an expression binds for some of its children. */
export function boundNames(expr: Expr): readonly string[] {
  if (expr.kind === "let") return [expr.name];
  if (expr.kind === "filter" || expr.kind === "map") return [expr.binder.name];
  if (expr.kind === "fold") return [expr.accumulator, expr.binder.name];
  if (expr.kind !== "quantifier" && expr.kind !== "image") return [];
  return expr.binders.map((binder) => binder.name);
}

/** How often a local of that name occurs; a name bound again inside is counted too. */
export function countLocal(expr: Expr, name: string): number {
  const here = expr.kind === "local" && expr.name === name ? 1 : 0;
  return children(expr).reduce((total, child) => total + countLocal(child, name), here);
}

/**
 * `expr` with `value` for the local `name`. No binder inside may have the name of a local of
 * either.
 */
export function substitute(expr: Expr, name: string, value: Expr): Expr {
  if (expr.kind === "local") return expr.name === name ? value : expr;
  return mapChildren(expr, (child) => substitute(child, name, value));
}

/** True if something in the expression binds the name. */
export function bindsLocally(expr: Expr, name: string): boolean {
  return contains(expr, (part) => boundNames(part).includes(name));
}

/**
 * `expr` with `value` for the local `name` where that is not bound again. No binder inside may have
 * the name of a local of `value`.
 */
export function replaceLocal(expr: Expr, name: string, value: Expr): Expr {
  const replace = (part: Expr) => replaceLocal(part, name, value);
  if (expr.kind === "local") return expr.name === name ? value : expr;
  if (!boundNames(expr).includes(name)) return mapChildren(expr, replace);
  const outside = (binder: Binder): Binder => ({ ...binder, domain: replace(binder.domain) });
  if (expr.kind === "let") return { ...expr, value: replace(expr.value) };
  if (expr.kind === "filter" || expr.kind === "map") {
    return { ...expr, binder: outside(expr.binder) };
  }
  if (expr.kind === "fold")
    return { ...expr, initial: replace(expr.initial), binder: outside(expr.binder) };
  if (expr.kind !== "quantifier" && expr.kind !== "image") return expr;
  const first = expr.binders.findIndex((binder) => binder.name === name);
  const binders = expr.binders.map((binder, i) => (i <= first ? outside(binder) : binder));
  return { ...expr, binders };
}

const keys = new WeakMap<Expr, string>();

/** Equal for expressions that differ at most in their places in the source. */
export function exprKey(expr: Expr): string {
  const known = keys.get(expr);
  if (known !== undefined) return known;
  const key = writeKey(expr);
  keys.set(expr, key);
  return key;
}

/** Nodes that mean something else where they are of another type. */
const keptTypes: ReadonlySet<string> = new Set(["within", "none", "construct", "image"]);

function writeKey(expr: Expr): string {
  const keepsType = keptTypes.has(expr.kind);
  const parts: string[] = [];
  for (const [name, value] of Object.entries(expr) as [string, unknown][]) {
    if (name === "span" || name === "kept" || (name === "type" && !keepsType)) continue;
    if (isAtom(value) || name === "type" || (expr.kind === "domain" && name === "of"))
      parts.push(`${name}:${atomKey(value)}`);
  }
  parts.push(...boundNames(expr), ...labelsOf(expr));
  for (const child of children(expr)) parts.push(exprKey(child));
  return `(${parts.join(" ")})`;
}

function labelsOf(expr: Expr): readonly string[] {
  if (expr.kind === "construct" || expr.kind === "record") return expr.fields.map((f) => f.name);
  if (expr.kind === "enabled" || expr.kind === "taken")
    return expr.instances.flatMap(({ action, arguments: given }) => [
      action,
      ...given.map(({ name }) => `${name}:`),
    ]);
  if (expr.kind !== "with") return [];
  return expr.changes.map((change) => (change.kind === "field" ? change.name : "[]"));
}

function isAtom(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function atomKey(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return `${value}`;
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "bigint" ? `${part}n` : part,
  );
}

/** Whether two expressions are the same, wherever they are written. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const left = Object.entries(a).filter(([key]) => !ignored.has(key));
  const right = new Map(Object.entries(b).filter(([key]) => !ignored.has(key)));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && equal(value, right.get(key)))
  );
}

/** Places differ without meaning anything, and the type follows from the rest. */
const ignored: ReadonlySet<string> = new Set(["span", "type", "kept", "once"]);

/** `expr` with `value` wherever an expression of that key stands. */
export function replaceKey(expr: Expr, key: string, value: Expr): Expr {
  if (exprKey(expr) === key) return value;
  return mapChildren(expr, (child) => replaceKey(child, key, value));
}

const typeKeys = new WeakMap<Type, string>();

/** Equal for types that have the same name, if any, and the same values. */
export function typeKey(type: Type): string {
  const known = typeKeys.get(type);
  if (known !== undefined) return known;
  const key = writeTypeKey(type);
  typeKeys.set(type, key);
  return key;
}

function writeTypeKey(type: Type): string {
  const fieldsKey = (fields: readonly Field[]) =>
    fields.map(({ name, type: of }) => `${name}:${typeKey(of)}`).join(" ");
  switch (type.kind) {
    case "bool":
      return "bool";
    case "int":
      return `(${type.name ?? ""} ${type.low}..${type.high})`;
    case "symbols":
      return `(${type.name} ${type.values.join(" ")})`;
    case "union": {
      const cases = type.cases.map(({ name, fields }) => `${name}(${fieldsKey(fields)})`);
      return `(${type.name} ${cases.join("|")})`;
    }
    case "record":
      return `{${type.name} ${fieldsKey(type.fields)}}`;
    case "map":
      return `(${typeKey(type.key)}->${typeKey(type.value)})`;
    case "set":
      return `(set ${typeKey(type.of)})`;
    case "seq":
      return `(seq ${type.max} ${typeKey(type.of)})`;
    case "option":
      return `(${typeKey(type.of)}?)`;
    case "bits": {
      const fields = type.fields.map(
        (x) => `${x.name}:${x.low}:${x.high}:${x.allowed?.join(",") ?? ""}`,
      );
      return `(${type.name} ${type.width} ${fields.join(" ")})`;
    }
  }
}
