// Generated from specs/classics/lamport_mutex.lw. Do not edit: run `lockwright generate`.

import type { Action, Constraint, Invariant, Model, Total } from "lockwright/runtime";
import {
  asCase,
  atMost,
  change,
  fill,
  has,
  head,
  put,
  same,
  tabulate,
  tail,
  union,
  within,
  without,
} from "lockwright/runtime";

/** (lamport_mutex.lw:5) */
export const Proc = [1, 2, 3] as const;
export type Proc = (typeof Proc)[number];

/** (lamport_mutex.lw:6) */
export const Clock = [1, 2, 3, 4, 5, 6, 7] as const;
export type Clock = (typeof Clock)[number];

/** (lamport_mutex.lw:7) */
export const Stamp = [0, 1, 2, 3, 4, 5, 6, 7] as const;
export type Stamp = (typeof Stamp)[number];

/** (lamport_mutex.lw:8) */
export const Message = {
  req: (clock: Clock): Message => ({ kind: "req", clock }),
  ack: { kind: "ack" },
  rel: { kind: "rel" },
} as const;
export type Message =
  | { readonly kind: "req"; readonly clock: Clock }
  | { readonly kind: "ack" }
  | { readonly kind: "rel" };

export interface State {
  /** (lamport_mutex.lw:11) */
  readonly clock: Total<Proc, Clock>;
  /** The clock of a request of q that p has received; 0 if there is none. (lamport_mutex.lw:13) */
  readonly request: Total<Proc, Total<Proc, Stamp>>;
  /** (lamport_mutex.lw:14) */
  readonly acked: Total<Proc, readonly Proc[]>;
  /** (lamport_mutex.lw:15) */
  readonly network: Total<Proc, Total<Proc, readonly Message[]>>;
  /** (lamport_mutex.lw:16) */
  readonly crit: readonly Proc[];
}

/** (lamport_mutex.lw:1) */
export const init: State = {
  clock: fill(Proc, 1),
  request: fill(Proc, fill(Proc, 0)),
  acked: fill(Proc, []),
  network: fill(Proc, fill(Proc, [])),
  crit: [],
};

/** (lamport_mutex.lw:21) */
export function beats(s: State, p: Proc, q: Proc): boolean {
  return (
    s.request[p][q] === 0 ||
    s.request[p][p] < s.request[p][q] ||
    (s.request[p][p] === s.request[p][q] && p < q)
  );
}

/** (lamport_mutex.lw:24) */
export const ask = {
  parameters: { p: Proc },
  guard: (s, { p }) => s.request[p][p] === 0,
  effect: (s, { p }) => ({
    ...s,
    request: put(s.request, p, put(s.request[p], p, s.clock[p])),
    network: put(
      s.network,
      p,
      tabulate(Proc, (r) =>
        r !== p ? atMost(4, [...s.network[p][r], Message.req(s.clock[p])]) : s.network[p][r],
      ),
    ),
    acked: put(s.acked, p, [p]),
  }),
} satisfies Action<State, { p: Proc }>;

/** (lamport_mutex.lw:30) */
export const receive_request = {
  parameters: { p: Proc, q: Proc },
  guard: (s, { p, q }) =>
    p !== q && !same(s.network[q][p], []) && head(s.network[q][p]).kind === "req",
  requires: [
    // lamport_mutex.lw:41
    { property: "assigned_twice", need: () => true },
    // lamport_mutex.lw:41
    { property: "assigned_twice", on: () => false, need: () => true },
  ],
  effect: (s, { p, q }) => ({
    ...s,
    request: put(s.request, p, put(s.request[p], q, asCase(head(s.network[q][p]), "req").clock)),
    clock: put(
      s.clock,
      p,
      asCase(head(s.network[q][p]), "req").clock > s.clock[p]
        ? within(Clock, asCase(head(s.network[q][p]), "req").clock + 1)
        : within(Clock, s.clock[p] + 1),
    ),
    network: change(put(s.network, q, put(s.network[q], p, tail(s.network[q][p]))), p, (old) =>
      put(old, q, atMost(4, [...s.network[p][q], Message.ack])),
    ),
  }),
} satisfies Action<State, { p: Proc; q: Proc }>;

/** (lamport_mutex.lw:43) */
export const receive_ack = {
  parameters: { p: Proc, q: Proc },
  guard: (s, { p, q }) =>
    p !== q && !same(s.network[q][p], []) && head(s.network[q][p]).kind === "ack",
  effect: (s, { p, q }) => ({
    ...s,
    acked: put(s.acked, p, union(s.acked[p], [q])),
    network: put(s.network, q, put(s.network[q], p, tail(s.network[q][p]))),
  }),
} satisfies Action<State, { p: Proc; q: Proc }>;

/** (lamport_mutex.lw:48) */
export const enter = {
  parameters: { p: Proc },
  guard: (s, { p }) => same(s.acked[p], Proc) && Proc.every((q) => q === p || beats(s, p, q)),
  effect: (s, { p }) => ({ ...s, crit: union(s.crit, [p]) }),
} satisfies Action<State, { p: Proc }>;

/** (lamport_mutex.lw:52) */
export const exit = {
  parameters: { p: Proc },
  guard: (s, { p }) => has(s.crit, p),
  effect: (s, { p }) => ({
    ...s,
    crit: without(s.crit, [p]),
    network: put(
      s.network,
      p,
      tabulate(Proc, (r) =>
        r !== p ? atMost(4, [...s.network[p][r], Message.rel]) : s.network[p][r],
      ),
    ),
    request: put(s.request, p, put(s.request[p], p, 0)),
    acked: put(s.acked, p, []),
  }),
} satisfies Action<State, { p: Proc }>;

/** (lamport_mutex.lw:59) */
export const receive_release = {
  parameters: { p: Proc, q: Proc },
  guard: (s, { p, q }) =>
    p !== q && !same(s.network[q][p], []) && head(s.network[q][p]).kind === "rel",
  effect: (s, { p, q }) => ({
    ...s,
    request: put(s.request, p, put(s.request[p], q, 0)),
    network: put(s.network, q, put(s.network[q], p, tail(s.network[q][p]))),
  }),
} satisfies Action<State, { p: Proc; q: Proc }>;

/** No channel has more than three messages. (lamport_mutex.lw:64) */
export const bounded_network = {
  holds: (s) => Proc.every((p) => Proc.every((q) => s.network[p][q].length <= 3)),
} satisfies Invariant<State>;

/** One process at most is in its critical section. (lamport_mutex.lw:67) */
export const mutex = {
  holds: (s) => s.crit.length <= 1,
} satisfies Invariant<State>;

/** Clocks do not grow beyond a bound. (lamport_mutex.lw:18) */
export const clocks = {
  holds: (s) => Proc.every((p) => s.clock[p] <= 6),
} satisfies Constraint<State>;

/** Lamport's distributed mutual exclusion with logical clocks. (lamport_mutex.lw:1) */
export const model = {
  name: "lamport_mutex",
  variant: "default",
  init: [init],
  actions: { ask, receive_request, receive_ack, enter, exit, receive_release },
  invariants: { bounded_network, mutex },
  reachable: {},
  constraints: { clocks },
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
