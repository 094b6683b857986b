// Action instances: what a search can take in a state, in a fixed order, and how a step is taken
// and judged. Explorer and scenarios take their steps here, so that they agree on what a step is.

import type { Action, Arguments, Domains, Model } from "../runtime/model.js";
import { OutOfRange } from "../runtime/model.js";

/** An action with its arguments. */
export interface Instance<S> {
  readonly name: string;
  readonly action: Action<S>;
  readonly args: Arguments;
  /** The process instance that takes it, or the name of an action without a process. */
  readonly lane: string;
}

/**
 * All action instances of a model: actions in its order, arguments in the order of their domains.
 */
export function instancesOf<S>(model: Model<S>): readonly Instance<S>[] {
  return Object.entries(model.actions).flatMap(([name, action]) =>
    argumentsOf(action.parameters).map((args) => ({
      name,
      action,
      args,
      lane: laneOf(name, action, args),
    })),
  );
}

/** All choices of arguments, the last parameter changing quickest. */
export function argumentsOf(parameters: Domains<Arguments>): readonly Arguments[] {
  let all: Arguments[] = [{}];
  for (const [name, domain] of Object.entries(parameters)) {
    all = all.flatMap((args) => (domain ?? []).map((value) => ({ ...args, [name]: value })));
  }
  return all;
}

/** Who takes an action with these arguments, as a scenario names it. */
export function laneOf<S>(name: string, action: Action<S>, args: Arguments): string {
  return action.process === undefined ? name : String(args["self"]);
}

/**
 * The instance with the arguments that a state leaves to choose. Asking for them may be
 * `OutOfRange`, as asking a guard may.
 */
export function choicesOf<S>(state: S, instance: Instance<S>): readonly Instance<S>[] {
  const { action, args } = instance;
  if (action.choices === undefined) return [instance];
  return action
    .choices(state, args)
    .map((chosen) => ({ ...instance, args: { ...args, ...chosen } }));
}

/**
 * The choices of an instance that can be taken. One whose guard has no value cannot; the search
 * says so where it meets it.
 */
export function enabledOf<S>(state: S, instance: Instance<S>): readonly Instance<S>[] {
  let found: readonly Instance<S>[] = [];
  ask(() => {
    found = choicesOf(state, instance);
    return true;
  });
  return found.filter(({ action, args }) => ask(() => action.guard(state, args)) === true);
}

export function isEnabled<S>(state: S, instance: Instance<S>): boolean {
  return enabledOf(state, instance).length > 0;
}

/** The answer to a question about a state, or what in it left its type. */
export function ask(question: () => boolean): boolean | { readonly outOfRange: string } {
  try {
    return question();
  } catch (error) {
    if (error instanceof OutOfRange) return { outOfRange: error.message };
    throw error;
  }
}

/** The state after, or what left its type. */
export type Taken<S> = { readonly state: S } | { readonly outOfRange: string };

/** Takes an enabled action instance. */
export function take<S>(state: S, instance: Instance<S>): Taken<S> {
  try {
    return { state: instance.action.effect(state, instance.args) };
  } catch (error) {
    if (error instanceof OutOfRange) return { outOfRange: error.message };
    throw error;
  }
}

/** What became of one requirement of a step that was taken. */
export interface Judgement {
  readonly property: string;
  /** Its position in the action's requirements. */
  readonly requirement: number;
  readonly broken: boolean;
  /** The exceptions that were true where the need was not. */
  readonly excused: readonly number[];
}

/** Judges the requirements of a step whose event happens; all on the state before. */
export function judge<S>(state: S, { action, args }: Instance<S>): readonly Judgement[] {
  const judgements: Judgement[] = [];
  action.requires?.forEach((required, requirement) => {
    const { property, unless = [] } = required;
    const excused: number[] = [];
    const holds = ask(() => {
      if (required.on?.(state, args) === false) return true;
      const isMet = required.need(state, args);
      judgements.push({ property, requirement, broken: false, excused });
      if (isMet) return true;
      excused.push(...unless.flatMap((each, index) => (each.holds(state, args) ? [index] : [])));
      return excused.length > 0;
    });
    if (holds === true) return;
    if (holds === false) judgements.pop();
    const broken = holds === false ? property : "out_of_range";
    judgements.push({ property: broken, requirement, broken: true, excused });
  });
  return judgements;
}
