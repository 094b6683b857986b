// Where an instance of a process stands, as far as it knows by itself: its program counter, its
// small variables, and the locks it holds. Standings are definite: where a step may go two ways,
// two standings follow it.

import type { Span } from "../base/source.js";
import type { Expr } from "../core/expression.js";
import { exprKey } from "../core/traverse.js";
import type { View } from "./view.js";
import { ownKey } from "./view.js";

/** A value that is known; a symbol by its name, of an option perhaps only whether it has one. */
export type Known = boolean | number | string;

/** The absence of an option's value, and its presence. */
export const absent = "#none";
export const present = "#some";

export interface Holding {
  readonly lock: string;
  readonly mode: "read" | "write";
  /**
   * Terms for the object whose lock it is, all of which are that object; without any, it is some
   * object, or the lock belongs to none.
   */
  readonly owner: readonly string[];
  /** Where it was taken. */
  readonly span: Span;
}

export interface Standing {
  readonly own: ReadonlyMap<string, Known>;
  readonly held: readonly Holding[];
}

/** The same for standings that have nothing to tell them apart. */
export function standingKey({ own, held }: Standing): string {
  const values = [...own].map(([key, value]) => `${key}=${String(value)}`).sort();
  const locks = held
    .map(({ lock, mode, owner, span }) => `${lock} ${mode} ${[...owner].join()} ${span.start}`)
    .sort();
  return [...values, ...locks].join(";");
}

/** An object that the instance holds no lock of: it stands for all of them. */
export const stranger = "#stranger";

/** The object of the holding with this index. */
export function ownerName(index: number): string {
  return `#${index}`;
}

/** A name for the object that an expression is; equal names are one object. */
export function termOf(view: View, expr: Expr): string {
  if (expr.kind === "present") return termOf(view, expr.of);
  if (expr.kind === "symbol") return `=${expr.value}`;
  if (expr.kind === "local" && expr.name.startsWith("#")) return expr.name;
  const { type } = expr;
  const [only, ...others] = type.kind === "symbols" ? type.values : [];
  if (only !== undefined && others.length === 0) return `=${only}`;
  if (expr.kind === "local") return expr.name;
  return ownKey(view, expr) ?? exprKey(expr);
}

/** Whether a term means the same object after the step as before it, if its variable does. */
export function isLasting(view: View, term: string): boolean {
  return term.startsWith("=") || view.owners.includes(term);
}
