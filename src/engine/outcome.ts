// What both searches do with what they find: waits are judged the same way, and findings become an
// exploration, with the scenarios followed on the readable model.

import type { Model } from "../runtime/model.js";
import { deadlockIn, selfWaiting, type Waits } from "./deadlock.js";
import { withFewestSwitches } from "./context-switches.js";
import type { Exploration, Progress, Trace } from "./exploration.js";
import type { Findings, Place } from "./findings.js";
import type { Behaviours } from "./liveness/behaviours.js";
import { judgeProperties } from "./liveness/liveness.js";
import { followScenarios } from "./scenario.js";

/** A search that can be interrupted between two states, and asked for what it knows so far. */
export interface Searching<S> {
  /** Expands about so many states; true once there are none left, or the limit is reached. */
  advance(count: number): boolean;
  progress(): Progress;
  result(): Exploration<S>;
  /** Present if the search has left something out and broken off: others have to be made. */
  readonly isBrokenOff?: boolean;
}

/** Looks for threads that wait for each other or for themselves, and for a state without steps. */
export function judgeWaits<S>(
  model: Model<S>,
  waits: Waits<S>,
  findings: Findings<S>,
  place: { readonly number: number; readonly state: S; readonly stuck: boolean },
): void {
  const undecided = ["deadlock", "self_deadlock"].filter(
    (check) => model.checks.includes(check) && !findings.isViolated(check),
  );
  if (undecided.length === 0) return;
  const { number, state, stuck } = place;
  const waiting = waits.in(state);
  const self = selfWaiting(waiting);
  if (self !== undefined) {
    const cause = { kind: "deadlock", waiting, cycle: [self] } as const;
    findings.violate("self_deadlock", { state: number }, cause);
  }
  const cycle = deadlockIn(model, state, waiting, stuck);
  if (cycle !== undefined) {
    findings.violate("deadlock", { state: number }, { kind: "deadlock", waiting, cycle });
  }
}

/** What a search has counted and found. */
export interface Found<S> {
  readonly counts: Pick<Exploration<S>, "distinct" | "generated" | "depth" | "complete">;
  readonly findings: Findings<S>;
  readonly maxStates: number;
  /** True for an action that was taken. */
  isTaken(action: string): boolean;
  traceTo(place: Place<S>): Trace<S>;
  /** What temporal properties are judged on; undefined if it is not known. */
  behaviours(maxStates: number): Behaviours<S> | undefined;
  /** The most bytes that judging them may take. */
  readonly maxBytes?: number;
}

/** States of a readable model that are looked at, at most, where the limit is higher. */
const mostReadable = 5_000_000;

export function explorationOf<S>(model: Model<S>, found: Found<S>): Exploration<S> {
  const { counts, findings, maxStates, maxBytes = Infinity } = found;
  const most = Math.min(maxStates, mostReadable);
  const scenarios = followScenarios(model, most);
  // A search that was interrupted says nothing of the states it would have found.
  const isKnown = counts.complete || counts.distinct >= most;
  const behaviours = isTemporal(model) && isKnown ? found.behaviours(most) : undefined;
  const extent = { complete: counts.complete, maxBytes };
  const temporal = judgeProperties(model, behaviours, extent);
  const verdicts = findings.verdicts(counts.complete, (place) =>
    withFewestSwitches(model, found.traceTo(place)),
  );
  return {
    ...counts,
    verdicts: [...verdicts, ...temporal.verdicts, ...scenarios],
    ...(behaviours === undefined ? {} : { stepBytes: temporal.bytes }),
    untaken: Object.keys(model.actions).filter((name) => !found.isTaken(name)),
  };
}

/** True if a model has properties of behaviours. */
export function isTemporal<S>(model: Model<S>): boolean {
  return Object.keys(model.properties ?? {}).length > 0;
}
