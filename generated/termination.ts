// Generated from specs/classics/termination.lw. Do not edit: run `lockwright generate`.

import type {
  Action,
  Fairness,
  Invariant,
  Model,
  Property,
  StepProperty,
  Total,
} from "lockwright/runtime";
import { has, leadsTo, maps, put, setOf } from "lockwright/runtime";

/** (termination.lw:4) */
export const Node = [0, 1, 2] as const;
export type Node = (typeof Node)[number];

export interface State {
  /** (termination.lw:7) */
  readonly active: Total<Node, boolean>;
  /** (termination.lw:8) */
  readonly detected: boolean;
}

/** Nodes are active or not; termination may have been detected at once. (termination.lw:12) */
export function init(): readonly State[] {
  return maps(Node, [false, true]).flatMap((a) =>
    [false, true]
      .filter((d) => has(setOf([false, all_passive(a)]), d))
      .map((d) => ({ active: a, detected: d })),
  );
}

/** (termination.lw:10) */
export function all_passive(a: Total<Node, boolean>): boolean {
  return Node.every((i) => !a[i]);
}

/** (termination.lw:17) */
export const terminate = {
  parameters: { i: Node, d: [false, true] },
  guard: (s, { i, d }) =>
    s.active[i] && has(setOf([s.detected, all_passive(put(s.active, i, false))]), d),
  effect: (s, { i, d }) => ({ ...s, active: put(s.active, i, false), detected: d }),
} satisfies Action<State, { i: Node; d: boolean }>;

/** (termination.lw:23) */
export const wake = {
  parameters: { i: Node, j: Node },
  guard: (s, { i }) => s.active[i],
  effect: (s, { j }) => ({ ...s, active: put(s.active, j, true) }),
} satisfies Action<State, { i: Node; j: Node }>;

/** (termination.lw:27) */
export const detect = {
  parameters: {},
  guard: (s) => all_passive(s.active),
  effect: (s) => ({ ...s, detected: true }),
} satisfies Action<State>;

/** What is detected is true. (termination.lw:33) */
export const safe = {
  applies: (s) => s.detected,
  holds: (s) => !s.detected || all_passive(s.active),
} satisfies Invariant<State>;

/** Detected is detected for good. (termination.lw:36) */
export const stable = {
  holds: (s, next) => !s.detected || next.detected,
} satisfies StepProperty<State>;

/** Termination is detected. (termination.lw:39) */
export const live = {
  parameters: {},
  formula: () =>
    leadsTo(
      (s) => all_passive(s.active),
      (s) => s.detected,
    ),
} satisfies Property<State>;

/** (termination.lw:31) */
export const detection = {
  strength: "weak",
  parameters: {},
  instances: () => [[detect, {}]],
} satisfies Fairness<State>;

/** Termination detection as seen from outside (SyncTerminationDetection). (termination.lw:1) */
export const model = {
  name: "termination",
  variant: "default",
  get init() {
    return init();
  },
  actions: { terminate, wake, detect },
  invariants: { safe },
  reachable: {},
  steps: { stable },
  properties: { live },
  fairness: [detection],
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["assigned_twice", "out_of_range"],
} satisfies Model<State>;
