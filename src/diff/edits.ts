// Which actions of each model a written difference touches: those on which a trace has to take a
// step for the difference to show.

import type { Action, Core, Effect } from "../core/core.js";
import { stepCalled } from "../core/step.js";
import { contains } from "../core/traverse.js";
import type { Use } from "./behaves/compare.js";
import type { Difference } from "./written/compare.js";

/** What a difference is called: `step Fault.pmd_same`. */
export function editName({ kind, name }: Difference): string {
  return `${kind} ${name}`;
}

/** The differences that touch steps of a model, each with the actions it touches. */
export function usesIn(
  core: Core,
  differences: readonly Difference[],
  side: "first" | "second",
  other: Core,
): readonly Use[] {
  return differences.flatMap((each) => {
    const actions = touched(core, each, side, other);
    return actions.length === 0 ? [] : [{ edit: editName(each), actions }];
  });
}

function touched(
  core: Core,
  { kind, name, renamed, change }: Difference,
  side: "first" | "second",
  other: Core,
): readonly string[] {
  if (change === "renamed") return [];
  const own = side === "second" ? (renamed ?? name) : name;
  switch (kind) {
    case "action":
      return core.actions.filter((each) => each.name === own).map((each) => each.name);
    case "step": {
      const found = actionsOfStep(core, own);
      return found.length > 0 ? found : actionsBefore(core, own, other);
    }
    case "run":
      return core.actions.filter(({ process }) => process === own).map((each) => each.name);
    case "fn":
      return core.actions.filter((each) => callsIn(each, own)).map((each) => each.name);
    default:
      return [];
  }
}

function isStep({ process, step }: Action, name: string): boolean {
  if (process === undefined || step === undefined) return false;
  const called = stepCalled(step);
  return name === called || name === `${process}.${called}`;
}

function actionsOfStep(core: Core, name: string): readonly string[] {
  return core.actions.filter((each) => isStep(each, name)).map((each) => each.name);
}

/** Where a step is missing, the steps that lead to it in the other model; else those after it. */
function actionsBefore(core: Core, name: string, other: Core): readonly string[] {
  const missing = other.actions.find((each) => isStep(each, name));
  if (missing?.step === undefined) return [];
  const inProcess = other.actions.filter(({ process }) => process === missing.process);
  const before = inProcess.filter(({ effect }) => leadsTo(effect, missing.step));
  const after = inProcess.filter(({ step }) => leadsTo(missing.effect, step));
  const near = (before.length > 0 ? before : after).map((each) => each.name);
  return core.actions.map((each) => each.name).filter((each) => near.includes(each));
}

function leadsTo(effect: Effect, step: string | undefined): boolean {
  if (effect.kind === "if") return [effect.then, effect.else].some((each) => leadsTo(each, step));
  return effect.assignments.some(({ place: { path }, value }) => {
    const last = path.at(-1);
    return (
      last?.kind === "field" &&
      last.name === "at" &&
      value.kind === "symbol" &&
      value.value === step
    );
  });
}

function callsIn({ guard, effect }: Action, name: string): boolean {
  const calls = (effect: Effect): boolean =>
    effect.kind === "if"
      ? isCalled(effect.condition) || calls(effect.then) || calls(effect.else)
      : effect.assignments.some(({ value }) => isCalled(value));
  const isCalled = (expr: Action["guard"]) =>
    contains(expr, (part) => part.kind === "call" && part.function === name);
  return isCalled(guard) || calls(effect);
}
