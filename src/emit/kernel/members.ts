// The members of a set that is computed, in groups of which the same is asked: what is said of a
// wide set is a few masks over its words instead of a test for each value that it could have.

import type { Binder, Expr } from "../../core/expression.js";
import { isTotal } from "../../core/fold.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { bound, truthOf } from "./domain.js";
import { Block, settled, withLocal, type Scope } from "./scope.js";
import { chunkBits } from "./types.js";
import { nth, type Value } from "./value.js";

/** Values that meet one condition and of which one thing is said. */
export interface Group {
  readonly condition: Code;
  readonly said: Code;
  /** The part of the set in each leaf of it. */
  readonly parts: readonly Code[];
}

/** Smaller types are written out. */
const fewest = 16;

/** A set without the filters around it. */
function unfiltered(domain: Expr): Expr {
  return domain.kind === "filter" ? unfiltered(domain.binder.domain) : domain;
}

/** True if the domain is a set that has to be computed. */
function isComputed(domain: Expr): boolean {
  const isListed = ["domain", "range", "set", "builtin", "image"].includes(domain.kind);
  return !isListed && domain.type.kind === "set";
}

/** What the filters of a domain ask of a value, from the inside out. */
function conditionOf(domain: Expr, value: Value, scope: Scope): Code {
  if (domain.kind !== "filter") return js.truth(true);
  const { binder, condition } = domain;
  const outer = conditionOf(binder.domain, value, scope);
  if (outer.constant === 0) return outer;
  const inner = withLocal(scope, binder.name, { value: bound(value, binder, scope) });
  return js.both(outer, truthOf(inner.evaluate(condition, inner)));
}

function isTotalDomain(domain: Expr): boolean {
  return (
    domain.kind !== "filter" || (isTotal(domain.condition) && isTotalDomain(domain.binder.domain))
  );
}

/**
 * The groups of the members of a binder's domain, by what `said` makes of each; undefined where
 * they are better written out, one by one: few values, or what is asked of them needs statements.
 */
export function groupsOf(
  { name, type, domain }: Binder,
  body: Expr | undefined,
  said: (inner: Scope) => Code,
  scope: Scope,
): readonly Group[] | undefined {
  const base = unfiltered(domain);
  const isAsked = isTotalDomain(domain) && (body === undefined || isTotal(body));
  if (!isAsked || !isComputed(base) || base.type.kind !== "set") return undefined;
  const { types } = scope.subject;
  const count = types.listed(base.type.of);
  if (count < fewest) return undefined;
  const probe = new Block(scope.block);
  const inner = { ...scope, block: probe };
  const found = new Map<string, { condition: Code; said: Code; masks: number[] }>();
  for (let rank = 0; rank < count; rank++) {
    const value = nth(base.type.of, rank, types);
    const condition = conditionOf(domain, value, inner);
    if (condition.constant === 0) continue;
    const own = said(
      withLocal(inner, name, { value: bound(value, { name, type, domain }, inner) }),
    );
    if (probe.lines.length > 0) return undefined;
    const key = `${condition.text} ${own.text}`;
    const group = found.get(key) ?? { condition, said: own, masks: [] };
    found.set(key, group);
    const chunk = Math.floor(rank / chunkBits);
    group.masks[chunk] = (group.masks[chunk] ?? 0) | (1 << (rank % chunkBits));
  }
  const set = settled(scope.evaluate(base, scope), scope);
  if (set.kind !== "set") throw new Error(`a ${set.kind} has no members`);
  return [...found.values()].map(({ condition, said: own, masks }) => ({
    condition,
    said: own,
    parts: set.chunks.map((chunk, index) =>
      js.arithmetic(chunk, "&", js.number(masks[index] ?? 0)),
    ),
  }));
}

/** True if the set has a member of the group that meets its condition. */
export function hasSome({ condition, parts }: Group): Code {
  const all = parts.reduce((some: Code, part) => js.arithmetic(some, "|", part), js.number(0));
  return js.both(js.not(js.equal(all, js.number(0))), condition);
}

/** How many members of the group the set has. */
export function countOf({ condition, parts }: Group): Code {
  const count = parts.reduce(
    (sum: Code, part) =>
      part.constant === 0 ? sum : js.arithmetic(sum, "+", js.numeric(`ones(${part.text})`)),
    js.number(0),
  );
  return js.select(condition, count, js.number(0));
}
