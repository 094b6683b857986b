// Generated from specs/classics/two_phase.lw. Do not edit: run `lockwright generate`.

import type { Action, Invariant, Model, StepProperty, Total } from "lockwright/runtime";
import { fill, has, put, same, union } from "lockwright/runtime";

/** (two_phase.lw:4) */
export const Rm = ["rm1", "rm2", "rm3"] as const;
export type Rm = (typeof Rm)[number];

/** (two_phase.lw:5) */
export const RmState = ["working", "prepared", "committed", "aborted"] as const;
export type RmState = (typeof RmState)[number];

/** (two_phase.lw:6) */
export const TmState = ["waiting", "committed", "aborted"] as const;
export type TmState = (typeof TmState)[number];

/** A transaction manager tells all, so its messages carry no name. (two_phase.lw:8) */
export const Message = {
  prepared_by: (rm: Rm): Message => ({ kind: "prepared_by", rm }),
  commit: { kind: "commit" },
  abort: { kind: "abort" },
} as const;
export type Message =
  | { readonly kind: "prepared_by"; readonly rm: Rm }
  | { readonly kind: "commit" }
  | { readonly kind: "abort" };

export interface State {
  /** (two_phase.lw:11) */
  readonly rm_state: Total<Rm, RmState>;
  /** (two_phase.lw:12) */
  readonly tm_state: TmState;
  /** (two_phase.lw:13) */
  readonly tm_prepared: readonly Rm[];
  /** All messages that were ever sent. (two_phase.lw:15) */
  readonly msgs: readonly Message[];
}

/** (two_phase.lw:1) */
export const init: State = {
  rm_state: fill(Rm, "working"),
  tm_state: "waiting",
  tm_prepared: [],
  msgs: [],
};

/** (t_commit.lw:12) */
export function t_commit_can_commit(s: State): boolean {
  return Rm.every((r) => has(["committed", "prepared"], s.rm_state[r]));
}

/** (t_commit.lw:13) */
export function t_commit_none_committed(s: State): boolean {
  return Rm.every((r) => s.rm_state[r] !== "committed");
}

/** (two_phase.lw:17) */
export const tm_rcv_prepared = {
  parameters: { r: Rm },
  guard: (s, { r }) => s.tm_state === "waiting" && has(s.msgs, Message.prepared_by(r)),
  effect: (s, { r }) => ({ ...s, tm_prepared: union(s.tm_prepared, [r]) }),
} satisfies Action<State, { r: Rm }>;

/** (two_phase.lw:21) */
export const tm_commit = {
  parameters: {},
  guard: (s) => s.tm_state === "waiting" && same(s.tm_prepared, Rm),
  effect: (s) => ({ ...s, tm_state: "committed", msgs: union(s.msgs, [Message.commit]) }),
} satisfies Action<State>;

/** (two_phase.lw:25) */
export const tm_abort = {
  parameters: {},
  guard: (s) => s.tm_state === "waiting",
  effect: (s) => ({ ...s, tm_state: "aborted", msgs: union(s.msgs, [Message.abort]) }),
} satisfies Action<State>;

/** (two_phase.lw:29) */
export const rm_prepare = {
  parameters: { r: Rm },
  guard: (s, { r }) => s.rm_state[r] === "working",
  effect: (s, { r }) => ({
    ...s,
    rm_state: put(s.rm_state, r, "prepared"),
    msgs: union(s.msgs, [Message.prepared_by(r)]),
  }),
} satisfies Action<State, { r: Rm }>;

/** (two_phase.lw:33) */
export const rm_choose_to_abort = {
  parameters: { r: Rm },
  guard: (s, { r }) => s.rm_state[r] === "working",
  effect: (s, { r }) => ({ ...s, rm_state: put(s.rm_state, r, "aborted") }),
} satisfies Action<State, { r: Rm }>;

/** (two_phase.lw:37) */
export const rm_rcv_commit = {
  parameters: { r: Rm },
  guard: (s) => has(s.msgs, Message.commit),
  effect: (s, { r }) => ({ ...s, rm_state: put(s.rm_state, r, "committed") }),
} satisfies Action<State, { r: Rm }>;

/** (two_phase.lw:41) */
export const rm_rcv_abort = {
  parameters: { r: Rm },
  guard: (s) => has(s.msgs, Message.abort),
  effect: (s, { r }) => ({ ...s, rm_state: put(s.rm_state, r, "aborted") }),
} satisfies Action<State, { r: Rm }>;

/** No two resource managers decide differently. (two_phase.lw:45) */
export const consistent = {
  holds: (s) =>
    Rm.every((r) =>
      Rm.every((rm) => !(s.rm_state[r] === "aborted" && s.rm_state[rm] === "committed")),
    ),
} satisfies Invariant<State>;

/** It does nothing but what a commit of a transaction may do. (two_phase.lw:48) */
export const refines_t_commit = {
  initially: (s) => same(s.rm_state, fill(Rm, "working")),
  holds: (s, next) =>
    same(next.rm_state, s.rm_state) ||
    Rm.some(
      (r) => s.rm_state[r] === "working" && same(next.rm_state, put(s.rm_state, r, "prepared")),
    ) ||
    Rm.some(
      (r) =>
        s.rm_state[r] === "prepared" &&
        t_commit_can_commit(s) &&
        same(next.rm_state, put(s.rm_state, r, "committed")),
    ) ||
    Rm.some(
      (r) =>
        has(["prepared", "working"], s.rm_state[r]) &&
        t_commit_none_committed(s) &&
        same(next.rm_state, put(s.rm_state, r, "aborted")),
    ),
} satisfies StepProperty<State>;

/** Two-phase commit: a transaction manager asks, and all commit or abort. (two_phase.lw:1) */
export const model = {
  name: "two_phase",
  variant: "default",
  init: [init],
  actions: {
    tm_rcv_prepared,
    tm_commit,
    tm_abort,
    rm_prepare,
    rm_choose_to_abort,
    rm_rcv_commit,
    rm_rcv_abort,
  },
  invariants: { consistent },
  reachable: {},
  steps: { refines_t_commit },
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
