// The constants a function begins with: what it says often, and what TypeScript narrows only by
// name.

import type { Effect, Selector } from "../../core/core.js";
import type { Expr } from "../../core/expression.js";
import { isTotal } from "../../core/fold.js";
import { children, contains, exprKey } from "../../core/traverse.js";
import { freshName, propertyName } from "./identifier.js";
import type { Meaning } from "./meaning.js";

/** A constant at the top of a function, for an expression of the state and the parameters. */
export interface Constant {
  readonly name: string;
  readonly value: Expr;
}

/** An effect names what it says this often; an expression only what it says more often. */
const often = { effect: 2, value: 3 };

/** Chooses names that nothing else in the function has. */
export class Constants {
  readonly all: Constant[] = [];
  private readonly parameters: readonly string[];
  private readonly taken: Set<string>;

  constructor(parameters: readonly string[], taken: Iterable<string>) {
    this.parameters = parameters;
    this.taken = new Set(taken);
  }

  /** A constant for an expression, if it speaks only of the state and the parameters. */
  add(value: Expr): void {
    const isOpen = (part: Expr) => part.kind === "local" && !this.parameters.includes(part.name);
    if (contains(value, isOpen)) return;
    const name = freshName(lastName(value), this.taken);
    this.taken.add(name);
    this.all.push({ name, value });
  }
}

/** The locals of a process, if a function reads one of them often: `s.fault[self].table`. */
export function frequentParts(meaning: Meaning): readonly Expr[] {
  const counts = new Map<string, { readonly part: Expr; count: number }>();
  const note = (expr: Expr, weight: number): void => {
    if (isOwnField(expr)) {
      const key = exprKey(expr);
      const before = counts.get(key)?.count ?? 0;
      counts.set(key, { part: expr, count: before + weight });
      return;
    }
    for (const child of children(expr)) note(child, weight);
  };
  if (meaning.kind === "value") note(meaning.value, 1);
  else if (meaning.kind === "effect") noteEffect(meaning.effect, note);
  else return [];
  const parts = [...counts.values()];
  const apart = parts
    .filter(({ count }) => count >= often[meaning.kind])
    .map(({ part }) => recordKey(part));
  return parts.map(({ part }) => part).filter((part) => apart.includes(recordKey(part)));
}

function recordKey(part: Expr): string {
  return part.kind === "field" ? exprKey(part.of) : "";
}

/** True of a field of the record that a parameter leads to. */
function isOwnField(expr: Expr): boolean {
  return (
    expr.kind === "field" &&
    expr.of.kind === "index" &&
    expr.of.of.kind === "variable" &&
    expr.of.index.kind === "local" &&
    isTotal(expr)
  );
}

function noteEffect(effect: Effect, note: (expr: Expr, weight: number) => void): void {
  if (effect.kind === "if") {
    note(effect.condition, 1);
    noteEffect(effect.then, note);
    noteEffect(effect.else, note);
    return;
  }
  for (const { binders, place, value } of effect.assignments) {
    for (const { domain } of binders) note(domain, 1);
    place.path.forEach((selector, depth) => noteIndex(selector, place.path.length - depth, note));
    note(value, 1);
  }
}

/** An index is said once for each level that is copied below it. */
function noteIndex(
  selector: Selector,
  levels: number,
  note: (expr: Expr, weight: number) => void,
): void {
  if (selector.kind === "index") note(selector.index, Math.max(1, levels - 1));
}

/** What an access is called: the last name in it. */
function lastName(expr: Expr): string {
  if (expr.kind === "index") return lastName(expr.of);
  return "name" in expr ? expr.name : "value";
}

/** The declarations: constants of one record are taken from it together. */
export function declarationsOf(
  constants: readonly Constant[],
  shown: (expr: Expr) => string,
): readonly string[] {
  const groups = new Map<string, { readonly of: string; readonly parts: string[] }>();
  const single: string[] = [];
  for (const { name, value } of constants) {
    if (value.kind !== "field" && value.kind !== "variable") {
      single.push(`const ${name} = ${shown(value)};`);
      continue;
    }
    const text = shown(value);
    const of = text.slice(0, text.lastIndexOf("."));
    const group = groups.get(of) ?? { of, parts: [] };
    const property = propertyName(value.name);
    group.parts.push(property === name ? name : `${property}: ${name}`);
    groups.set(of, group);
  }
  const grouped = [...groups.values()].map(
    ({ of, parts }) => `const { ${parts.join(", ")} } = ${of};`,
  );
  return [...grouped, ...single];
}
