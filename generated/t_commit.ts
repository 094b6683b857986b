// Generated from specs/classics/t_commit.lw. Do not edit: run `lockwright generate`.

import type { Action, Invariant, Model, Total } from "lockwright/runtime";
import { fill, has, put } from "lockwright/runtime";

/** (t_commit.lw:7) */
export const Rm = ["rm1", "rm2", "rm3"] as const;
export type Rm = (typeof Rm)[number];

/** (t_commit.lw:8) */
export const RmState = ["working", "prepared", "committed", "aborted"] as const;
export type RmState = (typeof RmState)[number];

export interface State {
  /** (t_commit.lw:10) */
  readonly rm_state: Total<Rm, RmState>;
}

/** (t_commit.lw:1) */
export const init: State = { rm_state: fill(Rm, "working") };

/** (t_commit.lw:12) */
export function can_commit(s: State): boolean {
  return Rm.every((r) => has(["committed", "prepared"], s.rm_state[r]));
}

/** (t_commit.lw:13) */
export function none_committed(s: State): boolean {
  return Rm.every((r) => s.rm_state[r] !== "committed");
}

/** (t_commit.lw:15) */
export const prepare = {
  parameters: { r: Rm },
  guard: (s, { r }) => s.rm_state[r] === "working",
  effect: (s, { r }) => ({ ...s, rm_state: put(s.rm_state, r, "prepared") }),
} satisfies Action<State, { r: Rm }>;

/** (t_commit.lw:19) */
export const decide_commit = {
  parameters: { r: Rm },
  guard: (s, { r }) => s.rm_state[r] === "prepared" && can_commit(s),
  effect: (s, { r }) => ({ ...s, rm_state: put(s.rm_state, r, "committed") }),
} satisfies Action<State, { r: Rm }>;

/** (t_commit.lw:23) */
export const decide_abort = {
  parameters: { r: Rm },
  guard: (s, { r }) => has(["prepared", "working"], s.rm_state[r]) && none_committed(s),
  effect: (s, { r }) => ({ ...s, rm_state: put(s.rm_state, r, "aborted") }),
} satisfies Action<State, { r: Rm }>;

/** No two resource managers decide differently. (t_commit.lw:27) */
export const consistent = {
  holds: (s) =>
    Rm.every((r) =>
      Rm.every((rm) => !(s.rm_state[r] === "aborted" && s.rm_state[rm] === "committed")),
    ),
} satisfies Invariant<State>;

/** A transaction is committed by all of its resource managers, or aborted. (t_commit.lw:1) */
export const model = {
  name: "t_commit",
  variant: "default",
  init: [init],
  actions: { prepare, decide_commit, decide_abort },
  invariants: { consistent },
  reachable: {},
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["assigned_twice", "out_of_range"],
} satisfies Model<State>;
