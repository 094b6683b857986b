// What was never put to the test: properties that had nothing to say and steps that were never
// taken. In every variant that is a warning; in some it is often what the variant is about. Many
// are folded.

import { stepCalled } from "../core/step.js";
import { firstHalfOf, isIdleCallback } from "./grace.js";
import type { CheckRun } from "./result.js";
import { actionOf } from "./step.js";
import { counted, grouped, pageWidth, wrapList } from "./wrap.js";

const mostNames = 8;

/** More variants than these are counted. */
const mostVariants = 3;

/** Warnings over all runs; incomplete runs cannot tell. */
export function drawWarnings(runs: readonly CheckRun[]): readonly string[] {
  const complete = runs.filter(({ exploration }) => exploration.complete);
  const vacuous = ({ verdicts }: CheckRun) =>
    verdicts.filter(({ verdict }) => verdict === "vacuous").map(({ property }) => property);
  return [...warn(complete, "vacuous", vacuous), ...warn(complete, "never taken", untakenOf)];
}

/**
 * The actions that were never taken: of a step that synchronises, only that it never returned if it
 * began; not the callback of objects that nothing hands to RCU.
 */
function untakenOf({ core, exploration: { untaken } }: CheckRun): readonly string[] {
  return untaken.flatMap((name) => {
    const action = actionOf(core, name);
    if (action === undefined) return [name];
    const called = stepCalled(action.step ?? name);
    // A step of a procedure, wherever it is called from, and whoever calls it.
    if (called !== (action.step ?? name)) {
      const copies = core.actions.filter(({ step }) => step && stepCalled(step) === called);
      return copies.every((copy) => untaken.includes(copy.name)) ? [called] : [];
    }
    const first = firstHalfOf(core, action);
    if (first !== undefined) {
      return untaken.includes(first.name) ? [] : [`${first.name} to its end`];
    }
    return isIdleCallback(core, action) ? [] : [name];
  });
}

function warn(
  runs: readonly CheckRun[],
  what: string,
  namesOf: (run: CheckRun) => readonly string[],
): readonly string[] {
  const where = new Map<string, string[]>();
  for (const run of runs) {
    for (const name of new Set(namesOf(run))) {
      where.set(name, [...(where.get(name) ?? []), run.variant]);
    }
  }
  const all = runs.map(({ variant }) => variant);
  const always = [...where].filter(([, found]) => found.length === all.length);
  const sometimes = [...where].filter(([, found]) => found.length < all.length);
  const inAll = runs.length === 1 ? "" : " in all variants";
  const line = (head: string, names: readonly string[]) =>
    names.length === 0 ? [] : wrapList(head, folded(names), pageWidth);
  return [
    ...line(
      `warning: ${what}${inAll}: `,
      always.map(([name]) => name),
    ),
    ...line(
      `note: ${what}: `,
      sometimes.map(([name, found]) => `${name} (${variantsText(found, all)})`),
    ),
  ];
}

/** `in fixed`, `in all but default`, `in 5 of 19 variants`. */
function variantsText(found: readonly string[], all: readonly string[]): string {
  const others = all.filter((variant) => !found.includes(variant));
  if (found.length <= Math.min(mostVariants, others.length)) return `in ${found.join(", ")}`;
  if (others.length <= mostVariants) return `in all but ${others.join(", ")}`;
  return `in ${found.length} of ${counted(all.length, "variant")}`;
}

function folded(names: readonly string[]): readonly string[] {
  const more = names.length - mostNames;
  if (more <= 1) return names;
  return [...names.slice(0, mostNames), `and ${grouped(more)} more`];
}
