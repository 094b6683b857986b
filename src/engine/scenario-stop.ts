// Why a scenario stopped: where the lane really is, and who holds what it waits for.

import type { Model, Move } from "../runtime/model.js";
import { stepCalled } from "../core/step.js";
import { holdersInTheWay } from "./deadlock.js";
import type { Instance } from "./instance.js";
import { lockName } from "./lock-name.js";

/** The name by which a scenario calls the step of an action instance. */
export function stepOf<S>({ name, action }: Instance<S>): string {
  return stepCalled(action.step ?? name);
}

/** What kept a lane from making a move in this state, in a phrase. */
export function explainStop<S>(
  model: Model<S>,
  instances: readonly Instance<S>[],
  state: S,
  move: Move,
): string {
  const lane = move[0];
  const step = move[move.length - 1] as string;
  const own = instances.filter((instance) => instance.lane === lane);
  if (!own.some((instance) => stepOf(instance) === step)) return `${lane} has no step ${step}`;
  const process = Object.values(model.processes).find((each) => each.instances.includes(lane));
  if (process === undefined) return `${step} is not possible here`;
  const at = process.at(state, lane);
  if (at === "ended") return `${lane} has ended`;
  const handler = model.interruptedBy?.(state, lane) ?? undefined;
  if (handler !== undefined) return `${lane} is at ${at}, interrupted by ${handler}`;
  const lock = lockInTheWay(
    model,
    state,
    own.filter(({ action }) => action.step === at),
  );
  if (lock !== undefined) return `${lane} is at ${at} and waits for ${lock}`;
  if (stepCalled(at) !== step) return `${lane} is at ${at}`;
  return `${lane} is at ${at}, and what it waits for has not come`;
}

function lockInTheWay<S>(
  model: Model<S>,
  state: S,
  instances: readonly Instance<S>[],
): string | undefined {
  const first = instances[0];
  const wants = first?.action.wants?.(state, first.args);
  if (wants === undefined) return undefined;
  const holders = holdersInTheWay(model, state, wants);
  if (holders.length === 0) return undefined;
  const who = holders.map(({ thread, mode }) => `${thread} (${mode})`).join(", ");
  return `${lockName(wants)}, held by ${who}`;
}
