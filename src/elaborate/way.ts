// One way through a step, as it is walked: what is known on it and what it has assigned.
// Requirements, parameters and the guard are gathered for the whole action.

import type { Assignment, Fn, Parameter, Requirement, Wanted } from "../core/core.js";
import type { Span } from "../base/source.js";
import type { Binder, Expr } from "../core/expression.js";
import { equal } from "../core/traverse.js";
import type { Guard, LockSymbol, Rule } from "../semantics/typed.js";
import type { Analysis } from "../semantics/typed.js";
import type { Layout, Records } from "./layout.js";

/** An access to shared state by a step. */
export interface Access {
  readonly place: string;
  readonly indexes: readonly Expr[];
  readonly writes: boolean;
  readonly marked: boolean;
  readonly polls: boolean;
  readonly conditions: readonly Expr[];
  readonly binders: readonly Binder[];
  /** What the step has assigned before it, locks among it. */
  readonly assignments: readonly Assignment[];
  readonly span: Span;
}

/** What all actions of a model are made from. */
export interface Shop {
  readonly layout: Layout;
  readonly functions: ReadonlyMap<string, Fn>;
  readonly rules: readonly Rule[];
  readonly guards: readonly Guard[];
  readonly locks: readonly LockSymbol[];
  readonly order: Analysis["order"];
  readonly nestings: Analysis["nestings"];
  readonly allowed: ReadonlySet<string>;
  /** Shared variables and fields, with how many keys lead to a place of them. */
  readonly shared: ReadonlyMap<string, number>;
  /** First values of the fields of each object kind. */
  readonly firstValues: ReadonlyMap<
    string,
    readonly { readonly field: string; readonly value: Expr }[]
  >;
}

/** The action that is being made. */
export interface Draft {
  readonly shop: Shop;
  /** The thread that takes it, and where its program counter is kept. */
  readonly self: Expr | undefined;
  readonly records: Records | undefined;
  readonly parameters: Parameter[];
  readonly guards: Expr[];
  readonly requirements: Requirement[];
  readonly accesses: Access[];
  wants: Wanted | undefined;
}

/** One way through the step, up to a point of it. */
export interface Way {
  readonly path: readonly Expr[];
  readonly assignments: readonly Assignment[];
}

/** Adds a requirement once; a check that is allowed by name is not asked for. */
export function ask(draft: Draft, found: readonly Requirement[]): void {
  for (const each of found) {
    if (draft.shop.allowed.has(each.property)) continue;
    if (each.need.kind === "bool" && each.need.value) continue;
    if (each.on?.kind === "bool" && !each.on.value) continue;
    // Asked for already, at least as often.
    const covers = (other: Requirement): boolean =>
      other.property === each.property &&
      (other.on === undefined || equal(other.on, each.on)) &&
      equal(other.need, each.need) &&
      equal(other.unless, each.unless);
    if (!draft.requirements.some(covers)) draft.requirements.push(each);
  }
}

/** An assignment to a field of a record of objects or instances. */
export function setField(records: Records, index: Expr, name: string, value: Expr): Assignment {
  const path = [{ kind: "index", index } as const, { kind: "field", name } as const];
  return { binders: [], place: { variable: records.variable, path }, value };
}

/** An assignment to the entry of one thread. */
export function setOwn(variable: { readonly name: string }, self: Expr, value: Expr): Assignment {
  const place = { variable: variable.name, path: [{ kind: "index", index: self } as const] };
  return { binders: [], place, value };
}
