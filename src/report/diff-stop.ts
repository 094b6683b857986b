// Why a model cannot follow a trace of another where they part: whether it has the thread and the
// step at all, what the thread waits for, which condition is false, or where it went instead.

import type { Span } from "../base/source.js";
import type { Action, Core, Effect } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import { stepCalled } from "../core/step.js";
import type { Witness } from "../diff/behaves/compare.js";
import { stepName } from "../diff/behaves/view.js";
import { Waits } from "../engine/deadlock.js";
import { enabledOf, take, type Instance } from "../engine/instance.js";
import { lockName } from "../engine/lock-name.js";
import type { Side } from "./diff-result.js";
import { evaluate } from "./evaluate.js";
import { graceWaitOf } from "./grace.js";
import { holdsOf } from "./locks.js";
import { isImplied, isLocal, placeName, placesOf, placeText } from "./place.js";
import { actionOf, shownSteps, threadOf } from "./step.js";

export type StopKind =
  /** It does not begin like this, has no such thread, or no such step. */
  | "begins"
  | "thread"
  | "step"
  /** The step leads to something else. */
  | "effect"
  /** The thread waits for a lock, or a condition of the step is false. */
  | "waits"
  | "condition"
  /** The thread goes another way before. */
  | "elsewhere";

export interface Stop {
  readonly kind: StopKind;
  /** Sentences, to be wrapped. */
  readonly texts: readonly string[];
  readonly place: Span | undefined;
}

/** States that are looked at for a reason, at most. */
const mostStates = 5000;

/** Why `other` cannot take the last step of a trace of `side`. */
export function stopOf(side: Side, other: Side, { trace, others }: Witness): Stop {
  const last = trace.steps.at(-1);
  if (last === undefined)
    return { kind: "begins", texts: [`${other.name} does not begin like this`], place: undefined };
  const action = actionOf(side.run.core, last.action);
  const thread = threadOf(action, last.args);
  const step = action === undefined ? last.action : stepName(action);
  const { core, model, instances } = other.system;
  const threads = Object.values(model.processes).flatMap((process) => process.instances);
  if (thread !== undefined && !threads.includes(thread)) {
    const text = `${other.name} runs no ${thread}`;
    return { kind: "thread", texts: [text], place: undefined };
  }
  const own = instances.filter(({ name, lane }) => {
    const declared = actionOf(core, name);
    const isOf = thread === undefined || lane === thread;
    return declared !== undefined && stepName(declared) === step && isOf;
  });
  const sets = others.map((states) =>
    [...states.subarray(0, mostStates)].map((state) => other.system.stateAt(state)),
  );
  const asked: Asked = { other, thread, step, own, sets };
  if (own.length === 0) return withoutStep(asked);
  return (
    otherEffect(asked) ?? (thread === undefined ? falseGuard(asked) : stoppedThread(asked, thread))
  );
}

interface Asked {
  readonly other: Side;
  readonly thread: string | undefined;
  readonly step: string;
  /** The instances of the step. */
  readonly own: readonly Instance<unknown>[];
  /** Where the other may be before each step of the trace. */
  readonly sets: readonly (readonly unknown[])[];
}

function withoutStep({ other, thread, step, sets }: Asked): Stop {
  const kind = "step" as const;
  const has = `${other.name} has no ${thread === undefined ? "action" : "step"} ${step}`;
  if (thread === undefined) return { kind, texts: [has], place: undefined };
  const at = new Set((sets.at(-1) ?? []).map((state) => positionOf(other, thread, state)));
  const where = [...at].map((each) => (each === "ended" ? "has ended" : `is at ${each}`));
  const told = where.length > 3 ? [] : [`${thread} ${where.join(", or ")} there`];
  return { kind, texts: [has, ...told], place: undefined };
}

function positionOf({ system }: Side, thread: string, state: unknown): string {
  const process = Object.values(system.model.processes).find(({ instances }) =>
    instances.includes(thread),
  );
  return process?.at(state, thread) ?? "";
}

/** The step can be taken there, and leads to something else. */
function otherEffect({ other, own, sets, step }: Asked): Stop | undefined {
  for (const state of sets.at(-1) ?? [])
    for (const instance of own)
      for (const enabled of enabledOf(state, instance)) {
        const shown = shownOf(other, state, enabled);
        if (shown === undefined) continue;
        const text = `in ${other.name}, ${step} can only do this there: ${shown}`;
        const place = actionOf(other.system.core, instance.name)?.span;
        return { kind: "effect", texts: [text], place };
      }
  return undefined;
}

/** What a step changes, in a line. */
function shownOf({ run }: Side, state: unknown, instance: Instance<unknown>): string | undefined {
  const taken = take(state, instance);
  if (!("state" in taken)) return undefined;
  const { name: action, args } = instance;
  const [shown] = shownSteps(run, {
    initial: state,
    steps: [{ action, args, state: taken.state }],
  });
  if (shown === undefined) return undefined;
  const changes = shown.changes.map(({ text }) => text);
  return changes.length === 0 ? "nothing" : changes.join("; ");
}

function falseGuard(asked: Asked): Stop {
  const [state] = asked.sets.at(-1) ?? [];
  const [instance] = asked.own;
  const found = instance && conditionOf(asked.other, instance, state);
  const kind = "condition" as const;
  return found ?? { kind, texts: [`${asked.step} is not possible there`], place: undefined };
}

/** The first condition of a step that is false, in the words of the spec. */
function conditionOf(
  { system, name }: Side,
  { name: actionName, args }: Instance<unknown>,
  state: unknown,
): Stop | undefined {
  const { core } = system;
  const action = actionOf(core, actionName);
  if (action === undefined) return undefined;
  const around = { functions: core.functions, state, args };
  for (const each of conjuncts(action.guard)) {
    if (isCounterTest(each, action) || evaluate(each, around)?.value !== false) continue;
    const { source, start, end } = each.span;
    const words = source.text.slice(start, end).replace(/\s+/g, " ");
    const mentioned = placesOf(core, state)
      .filter((place) => variablesIn(each).includes(place.variable))
      .filter((place) => !isImplied(core, place) && !isLocal(core, place))
      .map((place) => `${placeName(place)} = ${placeText(place)}`);
    const now = mentioned.length === 0 ? "" : ` (${mentioned.slice(0, 4).join(", ")})`;
    const texts = [
      `in ${name}, ${stepName(action)} needs \`${words}\`, which is false there${now}`,
    ];
    return { kind: "condition", texts, place: each.span };
  }
  return undefined;
}

function conjuncts(expr: Expr): readonly Expr[] {
  if (expr.kind !== "binary" || expr.operator !== "and") return [expr];
  return [...conjuncts(expr.left), ...conjuncts(expr.right)];
}

/** Whether it is the test that the thread is at the step. */
function isCounterTest(expr: Expr, { step }: Action): boolean {
  return (
    expr.kind === "binary" &&
    expr.operator === "=" &&
    expr.right.kind === "symbol" &&
    expr.right.value === step &&
    expr.left.kind === "field" &&
    expr.left.name === "at"
  );
}

function variablesIn(expr: Expr): readonly string[] {
  const found: string[] = [];
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if ("kind" in part && part.kind === "variable" && "name" in part) found.push(String(part.name));
    for (const [key, value] of Object.entries(part))
      if (key !== "span" && key !== "type") visit(value);
  };
  visit(expr);
  return found;
}

// --- Where a thread stopped ---------------------------------------------------------------------

/** The nearest that the thread gets to the step, and why no nearer. */
function stoppedThread(asked: Asked, thread: string): Stop {
  const { other, sets, step, own } = asked;
  const { core } = other.system;
  const targets = own.map(({ name }) => actionOf(core, name)?.step ?? "");
  const distance = distancesTo(core, own[0]?.name ?? "", targets);
  for (const states of [...sets].reverse()) {
    const ranked = states
      .map((state) => ({ state, at: positionOf(other, thread, state) }))
      .flatMap(({ state, at }) => {
        const far = distance.get(at);
        return far === undefined ? [] : [{ state, at, far }];
      });
    const nearest = Math.min(...ranked.map(({ far }) => far));
    const candidates = ranked.filter(({ far }) => far === nearest);
    for (const { state, at } of candidates) {
      const found = stoppedAt(asked, thread, state, at);
      if (found !== undefined) return found;
    }
    if (candidates.length > 0) break;
  }
  const text = `in ${other.name}, ${thread} does not get to ${step} on this way`;
  return { kind: "elsewhere", texts: [text], place: undefined };
}

function stoppedAt({ other }: Asked, thread: string, state: unknown, at: string): Stop | undefined {
  const { model, instances, core } = other.system;
  const here = instances.filter(
    ({ name, lane }) => lane === thread && actionOf(core, name)?.step === at,
  );
  const enabled = here.flatMap((each) => enabledOf(state, each));
  const place = actionOf(core, here[0]?.name ?? "")?.span;
  const [first] = enabled;
  if (first === undefined) {
    const waiting = new Waits(model, instances).in(state).find((each) => each.thread === thread);
    if (waiting?.wants !== undefined) {
      const by = waiting.holders.map(({ thread: who, mode }) => `${who} (${mode})`).join(", ");
      const text = `in ${other.name}, ${thread} waits at ${at} for ${lockName(waiting.wants)}`;
      return { kind: "waits", texts: [`${text}, held by ${by}`], place };
    }
    const readers = graceWaitOf(core, state, thread);
    if (readers !== undefined) {
      const text = `in ${other.name}, ${thread} waits at ${stepCalled(at)} for ${readers}`;
      return { kind: "waits", texts: [text.replace("_done for", " for")], place };
    }
    const [instance] = here;
    return instance && conditionOf(other, instance, state);
  }
  const shown = shownOf(other, state, first);
  const taken = take(state, first);
  if (shown === undefined || !("state" in taken)) return undefined;
  const holding = Object.values(model.processes)
    .flatMap((process) => process.instances)
    .flatMap((who) => {
      const held = who === thread ? [] : holdsOf(model, state, who);
      return held.length === 0 ? [] : [`${who} holds ${held.join(", ")}`];
    });
  const to = positionOf(other, thread, taken.state);
  const goes = to === "ended" ? "ends" : `goes on at ${stepCalled(to)}`;
  const does = shown === "nothing" ? goes : `does ${shown}, and ${goes}`;
  const text = `in ${other.name}, ${thread} is then at ${stepCalled(at)}, where it ${does}`;
  const texts = [text, ...(holding.length === 0 ? [] : [`there ${holding.join("; ")}`])];
  return { kind: "elsewhere", texts, place };
}

/** How many steps it is, at least, from each step of a process to one of these. */
function distancesTo(
  core: Core,
  actionName: string,
  targets: readonly string[],
): ReadonlyMap<string, number> {
  const process = actionOf(core, actionName)?.process;
  const actions = core.actions.filter((each) => each.process === process);
  const distance = new Map(targets.map((each) => [each, 0]));
  for (let far = 0, changed = true; changed; far++) {
    changed = false;
    for (const { step, effect } of actions) {
      if (step === undefined || distance.has(step)) continue;
      if (!nextSteps(effect).some((next) => distance.get(next) === far)) continue;
      distance.set(step, far + 1);
      changed = true;
    }
  }
  return distance;
}

function nextSteps(effect: Effect): readonly string[] {
  if (effect.kind === "if") return [...nextSteps(effect.then), ...nextSteps(effect.else)];
  return effect.assignments.flatMap(({ place: { path }, value }) => {
    const last = path.at(-1);
    const isCounter = last?.kind === "field" && last.name === "at" && value.kind === "symbol";
    return isCounter ? [value.value] : [];
  });
}
