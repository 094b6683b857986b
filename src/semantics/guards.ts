// Guards and lock order: what an access needs, and which lock is taken outside which.

import type * as Ast from "../syntax/ast.js";
import { isPresent } from "./constant.js";
import type { Context } from "./context.js";
import { hint, isBroken, isLost, newScope, unknownName } from "./context.js";
import { checkMode, resolveLock } from "./locks.js";
import { guardName } from "./variants.js";
import type { Analysis, Guard, LockSet, ObjectSymbol, Subject } from "./typed.js";

/** A guard; undefined if it has errors or is absent from the variant. */
export function typeGuard(context: Context, ast: Ast.Guard): Guard | undefined {
  const found = guarded(context, ast);
  for (const [index, { access, locks }] of ast.accesses.entries())
    if (ast.accesses.findIndex((each) => each.access === access) < index)
      context.report("name/duplicate", { name: access, done: "given" }, { at: locks.span });
  if (found === undefined) return undefined;
  const sets = ast.accesses.map(({ access, locks }) => ({
    access,
    locks: typeLockSet(context, locks, found.object),
  }));
  const of = (wanted: "read" | "write"): LockSet | undefined =>
    sets.find(({ access }) => access === wanted)?.locks;
  if (!isPresent(context, ast.onlyWhen)) return undefined;

  const read = of("read");
  const write = of("write");
  return {
    span: ast.span,
    comment: ast.comment,
    sentence: ast.sentence,
    name: guardName(ast),
    subject: found.subject,
    read,
    write,
  };
}

function guarded(
  context: Context,
  ast: Ast.Guard,
): { readonly subject: Subject; readonly object: ObjectSymbol | undefined } | undefined {
  const [first, second] = ast.target;
  if (first === undefined) return undefined;
  const symbol = context.symbol(first.text);
  if (second === undefined) {
    if (symbol?.kind === "variable")
      return { subject: { kind: "variable", name: symbol.name }, object: undefined };
    const owners = [...context.declarations.keys()].flatMap((name) => {
      const each = context.symbol(name);
      return each?.kind === "object" && each.fields.some((field) => field.name === first.text)
        ? [each]
        : [];
    });
    const [owner] = owners;
    if (owner !== undefined && owners.length === 1) return fieldOf(owner, first.text);
    if (symbol === undefined && context.declarations.has(first.text)) return undefined;
    unknownName(context, first, "state variable or object field", context.declarations.keys());
    return undefined;
  }
  if (symbol?.kind !== "object") {
    if (!context.declarations.has(first.text))
      unknownName(context, first, "object", context.declarations.keys());
    return undefined;
  }
  if (symbol.fields.some((field) => field.name === second.text))
    return fieldOf(symbol, second.text);
  if (isLost(context, symbol.name, second.text)) return undefined;
  if (isBroken(context.broken, second.text)) return undefined;
  const known = symbol.fields.map(({ name }) => name);
  const facts = { name: second.text, type: symbol.name };
  context.report("type/no-field", facts, { at: second.span, ...hint(second.text, known) });
  return undefined;
}

function fieldOf(
  object: ObjectSymbol,
  name: string,
): { readonly subject: Subject; readonly object: ObjectSymbol } {
  return { subject: { kind: "object-field", object: object.name, name }, object };
}

function typeLockSet(
  context: Context,
  ast: Ast.LockSet,
  object: ObjectSymbol | undefined,
): LockSet | undefined {
  switch (ast.kind) {
    case "lock-set-any":
      return { kind: "any" };
    case "lock-set-section":
      return { kind: "section", section: ast.section };
    case "lock-set-lock": {
      const { lock: expr, mode } = ast;
      const own =
        object !== undefined && expr.kind === "name"
          ? context.objectLocks.get(expr.name.text)?.find(({ owner }) => owner === object)?.lock
          : undefined;
      if (own !== undefined) return { kind: "lock", lock: own, object: undefined, mode };
      const found = resolveLock(context, newScope(), expr);
      if (found === undefined || !checkMode(context, found, mode)) return undefined;
      return { kind: "lock", lock: found.lock, object: found.object, mode };
    }
    case "lock-set-operation": {
      const left = typeLockSet(context, ast.left, object);
      const right = typeLockSet(context, ast.right, object);
      return left && right && { kind: ast.operator, left, right };
    }
  }
}

/** The declared edges, outer before inner; reports an order that goes round in a circle. */
export function typeOrder(context: Context, asts: readonly Ast.Order[]): Analysis["order"] {
  const edges = asts.flatMap((ast) => {
    const known = ast.locks.map((name) => isLock(context, name));
    if (!known.every(Boolean) || !isPresent(context, ast.onlyWhen)) return [];
    return ast.locks.slice(1).flatMap((inner, index) => {
      const outer = ast.locks[index] ?? inner;
      return edgesBetween(context, outer, inner);
    });
  });
  for (const [index, { outer, inner, span }] of edges.entries()) {
    const before = edges.slice(0, index);
    const opposite = before.find(
      (edge) => edge.outer === inner && reaches(before, edge.inner, outer),
    );
    if (opposite === undefined && outer !== inner) continue;
    const secondary = opposite
      ? [{ span: opposite.span, text: `\`${inner}\` is outside here` }]
      : [];
    context.report("lock/order-cycle", { first: outer, second: inner }, { at: span, secondary });
    return [];
  }
  return edges;
}

/** Two names of one lock have no order. */
function edgesBetween(context: Context, outer: Ast.Name, inner: Ast.Name): Analysis["order"] {
  const { span } = inner;
  return classesOf(context, outer).flatMap((from) =>
    classesOf(context, inner)
      .filter((to) => to !== from || outer.text === inner.text)
      .map((to) => ({ outer: from, inner: to, span })),
  );
}

/** The names of the locks themselves that a name stands for. */
function classesOf(context: Context, { text }: Ast.Name): readonly string[] {
  const owned = context.objectLocks.get(text)?.map(({ lock }) => lock.name) ?? [];
  if (owned.length > 0) return [...new Set(owned)];
  const symbol = context.symbol(text);
  return symbol?.kind === "lock" ? [symbol.name] : [];
}

function isLock(context: Context, name: Ast.Name): boolean {
  if (context.objectLocks.has(name.text)) return true;
  const symbol = context.symbol(name.text);
  if (symbol?.kind === "lock") return true;
  if (symbol !== undefined)
    context.report("lock/not-a-lock", { name: name.text }, { at: name.span });
  else if (!context.declarations.has(name.text))
    unknownName(context, name, "lock", [
      ...context.declarations.keys(),
      ...context.objectLocks.keys(),
    ]);
  return false;
}

/** Whether `from` is `to`, or is declared outside it directly or through others. */
export function reaches(
  edges: readonly { readonly outer: string; readonly inner: string }[],
  from: string,
  to: string,
): boolean {
  const seen = new Set<string>([from]);
  for (const lock of seen)
    for (const { outer, inner } of edges) if (outer === lock) seen.add(inner);
  return seen.has(to);
}
