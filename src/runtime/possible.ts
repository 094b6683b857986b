// What a property asks of actions: whether one can be taken, and whether a step is one of it. Both
// speak only of steps that change the state.

import type { Action, Arguments } from "./model.js";
import { same } from "./value.js";

/** Some instance of the action with these arguments can be taken, and changes the state. */
export function enabled<S>(state: S, action: Action<S>, given: Arguments = {}): boolean {
  return instances(state, action, given).some(
    (args) => action.guard(state, args) && !same(action.effect(state, args), state),
  );
}

/** The step from `state` to `next` changes it, and an instance with these arguments makes it. */
export function taken<S>(state: S, next: S, action: Action<S>, given: Arguments = {}): boolean {
  if (same(state, next)) return false;
  return instances(state, action, given).some(
    (args) => action.guard(state, args) && same(action.effect(state, args), next),
  );
}

function instances<S>(state: S, action: Action<S>, given: Arguments): readonly Arguments[] {
  let all: Arguments[] = [given];
  for (const [name, values = []] of Object.entries(action.parameters)) {
    if (!(name in given)) all = all.flatMap((args) => values.map((v) => ({ ...args, [name]: v })));
  }
  if (action.choices === undefined) return all;
  return all.flatMap((args) =>
    (action.choices?.(state, args) ?? []).map((chosen) => ({ ...args, ...chosen })),
  );
}
