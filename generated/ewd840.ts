// Generated from specs/classics/ewd840.lw. Do not edit: run `lockwright generate`.

import type {
  Action,
  Fairness,
  Invariant,
  Model,
  Property,
  StepProperty,
  Total,
} from "lockwright/runtime";
import {
  always,
  eventually,
  has,
  leadsTo,
  maps,
  or,
  put,
  range,
  same,
  setOf,
  step,
  within,
} from "lockwright/runtime";

/** (ewd840.lw:4) */
export const Node = [0, 1, 2] as const;
export type Node = (typeof Node)[number];

/** (ewd840.lw:5) */
export const Color = ["white", "black"] as const;
export type Color = (typeof Color)[number];

export interface State {
  /** (ewd840.lw:8) */
  readonly active: Total<Node, boolean>;
  /** (ewd840.lw:9) */
  readonly color: Total<Node, Color>;
  /** (ewd840.lw:10) */
  readonly tpos: Node;
  /** (ewd840.lw:11) */
  readonly tcolor: Color;
}

/** The token is black, and all else is as it may be. (ewd840.lw:13) */
export function init(): readonly State[] {
  return maps(Node, [false, true]).flatMap((a) =>
    maps(Node, Color).flatMap((c) =>
      Node.map((t) => ({ active: a, color: c, tpos: t, tcolor: "black" })),
    ),
  );
}

/** (ewd840.lw:37) */
export function terminated(s: State): boolean {
  return Node.every((i) => !s.active[i]);
}

/** (ewd840.lw:38) */
export function detected(s: State): boolean {
  return s.tpos === 0 && s.tcolor === "white" && s.color[0] === "white" && !s.active[0];
}

/** (termination.lw:10) */
export function termination_all_passive(a: Total<Node, boolean>): boolean {
  return Node.every((i) => !a[i]);
}

/** (ewd840.lw:19) */
export const initiate_probe = {
  parameters: {},
  guard: (s) => s.tpos === 0 && (s.tcolor === "black" || s.color[0] === "black"),
  effect: (s) => ({ ...s, tpos: 2, tcolor: "white", color: put(s.color, 0, "white") }),
} satisfies Action<State>;

/** (ewd840.lw:23) */
export const pass_token = {
  parameters: { i: Node },
  guard: (s, { i }) =>
    i !== 0 && s.tpos === i && (!s.active[i] || s.color[i] === "black" || s.tcolor === "black"),
  effect: (s, { i }) => ({
    ...s,
    tpos: within(Node, i - 1),
    tcolor: s.color[i] === "black" ? "black" : s.tcolor,
    color: put(s.color, i, "white"),
  }),
} satisfies Action<State, { i: Node }>;

/** (ewd840.lw:29) */
export const send_msg = {
  parameters: { i: Node, j: Node },
  guard: (s, { i, j }) => s.active[i] && j !== i,
  effect: (s, { i, j }) => {
    if (j > i) {
      return { ...s, active: put(s.active, j, true), color: put(s.color, i, "black") };
    }
    return { ...s, active: put(s.active, j, true) };
  },
} satisfies Action<State, { i: Node; j: Node }>;

/** (ewd840.lw:33) */
export const deactivate = {
  parameters: { i: Node },
  guard: (s, { i }) => s.active[i],
  effect: (s, { i }) => ({ ...s, active: put(s.active, i, false) }),
} satisfies Action<State, { i: Node }>;

/** What is detected is true: every node is passive. (ewd840.lw:40) */
export const termination_detection = {
  applies: (s) => detected(s),
  holds: (s) => !detected(s) || terminated(s),
} satisfies Invariant<State>;

/** Dijkstra's invariant. (ewd840.lw:43) */
export const inv = {
  holds: (s) =>
    Node.every((i) => s.tpos >= i || !s.active[i]) ||
    range(0, s.tpos).some((j) => s.color[within(Node, j)] === "black") ||
    s.tcolor === "black",
} satisfies Invariant<State>;

/** It detects termination as it is meant. (ewd840.lw:53) */
export const refines_termination = {
  initially: (s) =>
    maps(Node, [false, true]).some((a) =>
      [false, true].some(
        (d) =>
          has(setOf([false, termination_all_passive(a)]), d) &&
          same(s.active, a) &&
          detected(s) === d,
      ),
    ),
  holds: (s, next) =>
    (same(next.active, s.active) && detected(next) === detected(s)) ||
    Node.some((i) =>
      [false, true].some(
        (d) =>
          s.active[i] &&
          has(setOf([detected(s), termination_all_passive(put(s.active, i, false))]), d) &&
          same(next.active, put(s.active, i, false)) &&
          detected(next) === d,
      ),
    ) ||
    Node.some((i) =>
      Node.some(
        (j) =>
          s.active[i] &&
          same(next.active, put(s.active, j, true)) &&
          detected(next) === detected(s),
      ),
    ) ||
    (termination_all_passive(s.active) && same(next.active, s.active) && detected(next)),
} satisfies StepProperty<State>;

/** Termination is detected. (ewd840.lw:50) */
export const liveness = {
  parameters: {},
  formula: () =>
    leadsTo(
      (s) => terminated(s),
      (s) => detected(s),
    ),
} satisfies Property<State>;

/** It detects termination as it is meant. (ewd840.lw:53) */
export const refines_termination_fairly = {
  parameters: {},
  formula: () =>
    always(
      eventually(
        or(
          (s) => !(termination_all_passive(s.active) && !detected(s)),
          step(
            (s, next) =>
              !(same(next.active, s.active) && detected(next) === detected(s)) &&
              termination_all_passive(s.active) &&
              same(next.active, s.active) &&
              detected(next),
          ),
        ),
      ),
    ),
} satisfies Property<State>;

/** (ewd840.lw:48) */
export const system = {
  strength: "weak",
  parameters: {},
  instances: () => [
    [initiate_probe, {}],
    [pass_token, {}],
  ],
} satisfies Fairness<State>;

/** Dijkstra's termination detection on a ring (EWD 840). (ewd840.lw:1) */
export const model = {
  name: "ewd840",
  variant: "default",
  get init() {
    return init();
  },
  actions: { initiate_probe, pass_token, send_msg, deactivate },
  invariants: { termination_detection, inv },
  reachable: {},
  steps: { refines_termination },
  properties: { liveness, refines_termination_fairly },
  fairness: [system],
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["assigned_twice", "out_of_range"],
} satisfies Model<State>;
