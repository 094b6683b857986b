// The way that a step took through its decisions: what it decided, and which places it assigned.

import type { Assignment, Core, Effect } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import { children } from "../core/traverse.js";
import type { Around } from "./evaluate.js";
import { evaluate } from "./evaluate.js";
import { isLife, ownersOf } from "./owners.js";
import { showValue } from "./value.js";

/** A condition that was found true or false. */
interface Decision {
  readonly condition: Expr;
  readonly outcome: boolean;
}

interface WayTaken {
  readonly decisions: readonly Decision[];
  /** The assignments of the way, or where that is not known, those of every way. */
  readonly assignments: readonly Assignment[];
}

/** Follows the effect of an action from the state before it. */
export function wayTaken(effect: Effect, around: Around): WayTaken {
  if (effect.kind === "assign") return { decisions: [], assignments: effect.assignments };
  const { condition } = effect;
  const outcome = evaluate(condition, around)?.value;
  if (typeof outcome !== "boolean") {
    const other = wayTaken(effect.else, around).assignments.map((each) => keyOfPlace(each, around));
    const both = wayTaken(effect.then, around).assignments;
    return {
      decisions: [],
      assignments: both.filter((each) => other.includes(keyOfPlace(each, around))),
    };
  }
  const { decisions, assignments } = wayTaken(outcome ? effect.then : effect.else, around);
  return { decisions: [{ condition, outcome }, ...decisions], assignments };
}

/** What is assigned, called as `placeKey` calls it. */
export function keyOfPlace({ place: { variable, path } }: Assignment, around: Around): string {
  const steps = path.map((each) =>
    each.kind === "field"
      ? `.${each.name}`
      : `[${showValue(evaluate(each.index, around)?.value, each.index.type)}]`,
  );
  return variable + steps.join("");
}

/**
 * What is assigned, called as `placeKey` calls it; each stands for its parts too. What an
 * allocation gives its first value is not among it.
 */
export function assignedKeys(
  core: Core,
  assignments: readonly Assignment[],
  around: Around,
): readonly string[] {
  const single = assignments.filter(({ binders }) => binders.length === 0);
  const allocated = single
    .filter(({ place, value }) => {
      const last = place.path[place.path.length - 1];
      const fresh = value.kind === "symbol" && isLife(value.type) && value.value === "new";
      return last?.kind === "field" && fresh;
    })
    .map((each) => keyOfPlace(each, around).replace(/\.\w+$/, "."));
  return single
    .filter(({ place: { variable, path } }) => {
      const declared = core.variables.find(({ name }) => name === variable);
      const isOwned = declared !== undefined && ownersOf(core, declared) !== undefined;
      return !isOwned || path.length > 1;
    })
    .map((each) => keyOfPlace(each, around))
    .filter((key) => !allocated.some((owner) => key.startsWith(owner)));
}

/**
 * What a decision was, in the words of the spec: `trylock table1.ptl fails`, `if pmd = t: no`. Only
 * those that the spec spells out so.
 */
export function decisionText(
  core: Core,
  { condition, outcome }: Decision,
  around: Around,
): string | undefined {
  const { source, start, end } = condition.span;
  const before = source.text.slice(0, start);
  const words = source.text.slice(start, end).replace(/\s+/g, " ");
  if (/\btrylock\s+(read\s+)?$/.test(before)) {
    return outcome ? undefined : `trylock ${lockIn(core, condition, around) ?? words} fails`;
  }
  const [head, not = ""] = /\bif\s+(not\s+)?$/.exec(before) ?? [];
  const isWhole = head !== undefined && /^\s*then\b/.test(source.text.slice(end));
  // `read_retry` is a negation in itself.
  const isNegated = condition.kind === "not" && !/^read_retry\b/.test(words);
  if (!isWhole || isNegated !== (not !== "")) return undefined;
  return `if ${not === "" ? "" : "not "}${words}: ${outcome ? "yes" : "no"}`;
}

/** The object's lock that a condition looks at: `table1.ptl`. */
function lockIn(core: Core, expr: Expr, around: Around): string | undefined {
  if (expr.kind === "field" && expr.of.kind === "index") {
    const { of, index } = expr.of;
    const isLock = core.locks.some(
      ({ variable, field }) =>
        of.kind === "variable" && variable === of.name && field === expr.name,
    );
    const owner = evaluate(index, around);
    if (isLock && owner !== undefined) return `${showValue(owner.value, index.type)}.${expr.name}`;
  }
  for (const child of children(expr)) {
    const found = lockIn(core, child, around);
    if (found !== undefined) return found;
  }
  return undefined;
}
