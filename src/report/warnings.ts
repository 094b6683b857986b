// What was never put to the test: properties that had nothing to say and steps that were never
// taken. In every variant that is a warning; in some it is often what the variant is about. Many
// are folded, and what modules have that the spec does not need is only counted.

import { stepCalled } from "../core/step.js";
import { firstHalfOf, isIdleCallback } from "./grace.js";
import type { CheckRun } from "./result.js";
import { actionOf } from "./step.js";
import { counted, grouped, pageWidth, wrapList } from "./wrap.js";

const mostNames = 8;

/** More variants than these are counted. */
const mostVariants = 3;

/** Whether a property or an action is of the spec's own file, not of a module that it imports. */
function isOwn({ core }: CheckRun, name: string): boolean {
  const called = core.actions.find(({ step }) => step !== undefined && stepCalled(step) === name);
  const found =
    core.properties.find((each) => each.name === name) ?? actionOf(core, name) ?? called;
  return found === undefined || found.span.source.path === core.span.source.path;
}

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
  const line = (
    head: string,
    found: typeof always,
    textOf: (each: (typeof always)[number]) => string,
  ) => {
    const own = found.filter(([name]) => runs.every((run) => isOwn(run, name)));
    const others = found.length - own.length;
    const words = folded(own.map(textOf));
    if (others > 0)
      words.push(`${words.length > 0 ? "and " : ""}${grouped(others)} of imported modules`);
    return words.length === 0 ? [] : wrapList(head, words, pageWidth);
  };
  return [
    ...line(`warning: ${what}${inAll}: `, always, ([name]) => name),
    ...line(`note: ${what}: `, sometimes, ([name, found]) => {
      return `${name} (${variantsText(found, all)})`;
    }),
  ];
}

/** `in fixed`, `in all but default`, `in 5 of 19 variants`. */
function variantsText(found: readonly string[], all: readonly string[]): string {
  const others = all.filter((variant) => !found.includes(variant));
  if (found.length <= Math.min(mostVariants, others.length)) return `in ${found.join(", ")}`;
  if (others.length <= mostVariants) return `in all but ${others.join(", ")}`;
  return `in ${found.length} of ${counted(all.length, "variant")}`;
}

function folded(names: readonly string[]): string[] {
  const more = names.length - mostNames;
  if (more <= 1) return [...names];
  return [...names.slice(0, mostNames), `and ${grouped(more)} more`];
}
