// Generated from specs/rings.lw. Do not edit: run `lockwright generate`.

import type { Action, Invariant, Model, Reachable, Total } from "lockwright/runtime";
import { fill, has, holdersOf, merge, mod, put, same, union, within } from "lockwright/runtime";

/** (rings.lw:3) */
export const Request = ["first", "second"] as const;
export type Request = (typeof Request)[number];

/** (ring.lw:1) */
export type AskItem = Request;

/** One slot stays empty, so that a full ring differs from an empty one. (ring.lw:5) */
export const AskIndex = [0, 1] as const;
export type AskIndex = (typeof AskIndex)[number];

/** (ring.lw:1) */
export type AnswerItem = Request;

/** One slot stays empty, so that a full ring differs from an empty one. (ring.lw:5) */
export const AnswerIndex = [0, 1] as const;
export type AnswerIndex = (typeof AnswerIndex)[number];

/** Each sends one request. (rings.lw:12) */
export const Client = ["Client1", "Client2"] as const;
export type Client = (typeof Client)[number];

/**
 * Answers each request with itself. It alone fills the ring of answers: no lock.
 * (rings.lw:30)
 */
export const Server = ["Server"] as const;
export type Server = (typeof Server)[number];

/** (rings.lw:48) */
export const Reaper = ["Reaper"] as const;
export type Reaper = (typeof Reaper)[number];

/** (rings.lw:32) */
export const ServerLeft = [1, 2] as const;
export type ServerLeft = (typeof ServerLeft)[number];

/** (rings.lw:49) */
export const ReaperLeft = [1, 2] as const;
export type ReaperLeft = (typeof ReaperLeft)[number];

/** Every instance of every process. (rings.lw:1) */
export const Thread = ["Client1", "Client2", "Server", "Reaper"] as const;
export type Thread = (typeof Thread)[number];

/** The steps of Client. (rings.lw:12) */
export const ClientStep = ["begin", "take", "room", "fill", "publish", "give", "ended"] as const;
export type ClientStep = (typeof ClientStep)[number];

/** Where a Client is, and its locals. (rings.lw:12) */
export interface ClientState {
  readonly at: ClientStep;
  readonly request: Request;
}

/** The steps of Server. (rings.lw:30) */
export const ServerStep = [
  "await_request",
  "get",
  "release",
  "room",
  "fill",
  "publish",
  "ended",
] as const;
export type ServerStep = (typeof ServerStep)[number];

/** Where a Server is, and its locals. (rings.lw:30) */
export interface ServerState {
  readonly at: ServerStep;
  readonly request: Request;
  readonly left: ServerLeft;
}

/** The steps of Reaper. (rings.lw:48) */
export const ReaperStep = ["await_answer", "get", "release", "ended"] as const;
export type ReaperStep = (typeof ReaperStep)[number];

/** Where a Reaper is, and its locals. (rings.lw:48) */
export interface ReaperState {
  readonly at: ReaperStep;
  readonly left: ReaperLeft;
}

export interface State {
  /** (ring.lw:10) */
  readonly ask_slot: Total<AskIndex, Request>;
  /** the slot that is filled next (ring.lw:11) */
  readonly ask_head: AskIndex;
  /** the oldest item, if there is one (ring.lw:12) */
  readonly ask_tail: AskIndex;
  /** (ring.lw:10) */
  readonly answer_slot: Total<AnswerIndex, Request>;
  /** the slot that is filled next (ring.lw:11) */
  readonly answer_head: AnswerIndex;
  /** the oldest item, if there is one (ring.lw:12) */
  readonly answer_tail: AnswerIndex;
  /** (rings.lw:9) */
  readonly sent: readonly Request[];
  /** (rings.lw:10) */
  readonly answered: readonly Request[];
  /** Taken by whoever adds an item, where several may. (ring.lw:7) */
  readonly ask_producer: Thread | null;
  /** Each sends one request. (rings.lw:12) */
  readonly client: Total<Client, ClientState>;
  /**
   * Answers each request with itself. It alone fills the ring of answers: no lock.
   * (rings.lw:30)
   */
  readonly server: Total<Server, ServerState>;
  /** (rings.lw:48) */
  readonly reaper: Total<Reaper, ReaperState>;
}

/** (rings.lw:1) */
export const init: State = {
  ask_slot: fill(AskIndex, "first"),
  ask_head: 0,
  ask_tail: 0,
  answer_slot: fill(AnswerIndex, "first"),
  answer_head: 0,
  answer_tail: 0,
  sent: [],
  answered: [],
  ask_producer: null,
  client: fill(Client, { at: "begin", request: "first" }),
  server: fill(Server, { at: "await_request", request: "first", left: 2 }),
  reaper: fill(Reaper, { at: "await_answer", left: 2 }),
};

/** (ring.lw:16) */
export function ask_after(i: AskIndex): AskIndex {
  return within(AskIndex, mod(i + 1, 2));
}

/** (ring.lw:17) */
export function ask_empty(s: State): boolean {
  return s.ask_head === s.ask_tail;
}

/** (ring.lw:18) */
export function ask_full(s: State): boolean {
  return ask_after(s.ask_head) === s.ask_tail;
}

/** (ring.lw:19) */
export function ask_visible(s: State, i: AskIndex): boolean {
  return mod(i - s.ask_tail, 2) < mod(s.ask_head - s.ask_tail, 2);
}

/** (ring.lw:16) */
export function answer_after(i: AnswerIndex): AnswerIndex {
  return within(AnswerIndex, mod(i + 1, 2));
}

/** (ring.lw:17) */
export function answer_empty(s: State): boolean {
  return s.answer_head === s.answer_tail;
}

/** (ring.lw:18) */
export function answer_full(s: State): boolean {
  return answer_after(s.answer_head) === s.answer_tail;
}

/** (ring.lw:19) */
export function answer_visible(s: State, i: AnswerIndex): boolean {
  return mod(i - s.answer_tail, 2) < mod(s.answer_head - s.answer_tail, 2);
}

/** (rings.lw:15) */
export const Client_begin = {
  process: "Client",
  step: "begin",
  parameters: { self: Client, r: Request },
  guard: (s, { self, r }) => s.client[self].at === "begin" && !has(s.sent, r),
  effect: (s, { self, r }) => ({
    ...s,
    client: merge(s.client, self, { request: r, at: "take" }),
    sent: union(s.sent, [r]),
  }),
} satisfies Action<State, { self: Client; r: Request }>;

/** (rings.lw:19) */
export const Client_take = {
  process: "Client",
  step: "take",
  parameters: { self: Client },
  guard: (s, { self }) => s.client[self].at === "take" && s.ask_producer === null,
  wants: () => ({ lock: "ask.producer", mode: "write" }),
  requires: [
    // rings.lw:20
    { property: "self_deadlock", need: (s, { self }) => s.ask_producer !== self },
  ],
  effect: (s, { self }) => ({
    ...s,
    ask_producer: self,
    client: merge(s.client, self, { at: "room" }),
  }),
} satisfies Action<State, { self: Client }>;

/** (rings.lw:21) */
export const Client_room = {
  process: "Client",
  step: "room",
  parameters: { self: Client },
  guard: (s, { self }) => s.client[self].at === "room" && !ask_full(s),
  effect: (s, { self }) => ({ ...s, client: merge(s.client, self, { at: "fill" }) }),
} satisfies Action<State, { self: Client }>;

/** (rings.lw:23) */
export const Client_fill = {
  process: "Client",
  step: "fill",
  parameters: { self: Client },
  guard: (s, { self }) => s.client[self].at === "fill",
  requires: [
    // rings.lw:24
    { property: "ask.unseen_on_write", need: (s) => !ask_visible(s, s.ask_head) },
  ],
  effect: (s, { self }) => ({
    ...s,
    ask_slot: put(s.ask_slot, s.ask_head, s.client[self].request),
    client: merge(s.client, self, { at: "publish" }),
  }),
} satisfies Action<State, { self: Client }>;

/** (rings.lw:25) */
export const Client_publish = {
  process: "Client",
  step: "publish",
  parameters: { self: Client },
  guard: (s, { self }) => s.client[self].at === "publish",
  requires: [
    // rings.lw:26
    { property: "ask.guard_head", need: (s, { self }) => s.ask_producer === self },
  ],
  effect: (s, { self }) => ({
    ...s,
    ask_head: ask_after(s.ask_head),
    client: merge(s.client, self, { at: "give" }),
  }),
} satisfies Action<State, { self: Client }>;

/** (rings.lw:27) */
export const Client_give = {
  process: "Client",
  step: "give",
  parameters: { self: Client },
  guard: (s, { self }) => s.client[self].at === "give",
  requires: [
    // rings.lw:28
    { property: "unlock_not_owner", need: (s, { self }) => s.ask_producer === self },
    // rings.lw:27
    { property: "held_at_end", need: () => true },
  ],
  effect: (s, { self }) => ({
    ...s,
    ask_producer: null,
    client: merge(s.client, self, { at: "ended" }),
  }),
} satisfies Action<State, { self: Client }>;

/** (rings.lw:34) */
export const Server_await_request = {
  process: "Server",
  step: "await_request",
  parameters: { self: Server },
  guard: (s, { self }) => s.server[self].at === "await_request" && !ask_empty(s),
  effect: (s, { self }) => ({ ...s, server: merge(s.server, self, { at: "get" }) }),
} satisfies Action<State, { self: Server }>;

/** (rings.lw:36) */
export const Server_get = {
  process: "Server",
  step: "get",
  parameters: { self: Server },
  guard: (s, { self }) => s.server[self].at === "get",
  effect: (s, { self }) => ({
    ...s,
    server: merge(s.server, self, { request: s.ask_slot[s.ask_tail], at: "release" }),
  }),
} satisfies Action<State, { self: Server }>;

/** (rings.lw:38) */
export const Server_release = {
  process: "Server",
  step: "release",
  parameters: { self: Server },
  guard: (s, { self }) => s.server[self].at === "release",
  effect: (s, { self }) => ({
    ...s,
    ask_tail: ask_after(s.ask_tail),
    server: merge(s.server, self, { at: "room" }),
  }),
} satisfies Action<State, { self: Server }>;

/** (rings.lw:40) */
export const Server_room = {
  process: "Server",
  step: "room",
  parameters: { self: Server },
  guard: (s, { self }) => s.server[self].at === "room" && !answer_full(s),
  effect: (s, { self }) => ({ ...s, server: merge(s.server, self, { at: "fill" }) }),
} satisfies Action<State, { self: Server }>;

/** (rings.lw:42) */
export const Server_fill = {
  process: "Server",
  step: "fill",
  parameters: { self: Server },
  guard: (s, { self }) => s.server[self].at === "fill",
  requires: [
    // rings.lw:43
    { property: "answer.unseen_on_write", need: (s) => !answer_visible(s, s.answer_head) },
  ],
  effect: (s, { self }) => ({
    ...s,
    answer_slot: put(s.answer_slot, s.answer_head, s.server[self].request),
    server: merge(s.server, self, { at: "publish" }),
  }),
} satisfies Action<State, { self: Server }>;

/** (rings.lw:44) */
export const Server_publish = {
  process: "Server",
  step: "publish",
  parameters: { self: Server },
  guard: (s, { self }) => s.server[self].at === "publish",
  requires: [
    // rings.lw:44
    {
      property: "held_at_end",
      on: (s, { self }) => s.server[self].left !== 2,
      need: (s, { self }) => s.ask_producer !== self,
    },
  ],
  effect: (s, { self }) => {
    if (s.server[self].left === 2) {
      return {
        ...s,
        answer_head: answer_after(s.answer_head),
        server: merge(s.server, self, { left: 1, at: "await_request" }),
      };
    }
    return {
      ...s,
      answer_head: answer_after(s.answer_head),
      server: merge(s.server, self, { at: "ended" }),
    };
  },
} satisfies Action<State, { self: Server }>;

/** (rings.lw:51) */
export const Reaper_await_answer = {
  process: "Reaper",
  step: "await_answer",
  parameters: { self: Reaper },
  guard: (s, { self }) => s.reaper[self].at === "await_answer" && !answer_empty(s),
  effect: (s, { self }) => ({ ...s, reaper: merge(s.reaper, self, { at: "get" }) }),
} satisfies Action<State, { self: Reaper }>;

/** (rings.lw:53) */
export const Reaper_get = {
  process: "Reaper",
  step: "get",
  parameters: { self: Reaper },
  guard: (s, { self }) => s.reaper[self].at === "get",
  effect: (s, { self }) => ({
    ...s,
    answered: union(s.answered, [s.answer_slot[s.answer_tail]]),
    reaper: merge(s.reaper, self, { at: "release" }),
  }),
} satisfies Action<State, { self: Reaper }>;

/** (rings.lw:55) */
export const Reaper_release = {
  process: "Reaper",
  step: "release",
  parameters: { self: Reaper },
  guard: (s, { self }) => s.reaper[self].at === "release",
  requires: [
    // rings.lw:55
    {
      property: "held_at_end",
      on: (s, { self }) => s.reaper[self].left !== 2,
      need: (s, { self }) => s.ask_producer !== self,
    },
  ],
  effect: (s, { self }) => {
    if (s.reaper[self].left === 2) {
      return {
        ...s,
        answer_tail: answer_after(s.answer_tail),
        reaper: merge(s.reaper, self, { left: 1, at: "await_answer" }),
      };
    }
    return {
      ...s,
      answer_tail: answer_after(s.answer_tail),
      reaper: merge(s.reaper, self, { at: "ended" }),
    };
  },
} satisfies Action<State, { self: Reaper }>;

/** When all is done, every request has its answer. (rings.lw:61) */
export const none_lost = {
  applies: (s) =>
    Thread.every(
      (t) =>
        Client.some((each) => each === t && s.client[each].at === "ended") ||
        Server.some((each) => each === t && s.server[each].at === "ended") ||
        Reaper.some((each) => each === t && s.reaper[each].at === "ended"),
    ),
  holds: (s) =>
    !Thread.every(
      (t) =>
        Client.some((each) => each === t && s.client[each].at === "ended") ||
        Server.some((each) => each === t && s.server[each].at === "ended") ||
        Reaper.some((each) => each === t && s.reaper[each].at === "ended"),
    ) || same(s.answered, Request),
} satisfies Invariant<State>;

/** Both rings may be full at once. (rings.lw:64) */
export const both_full = {
  holds: (s) => ask_full(s) && answer_full(s),
} satisfies Reachable<State>;

/**
 * Requests go to a server through one ring, and their answers come back through another.
 * (rings.lw:1)
 */
export const model = {
  name: "rings",
  variant: "default",
  init: [init],
  actions: {
    "Client.begin": Client_begin,
    "Client.take": Client_take,
    "Client.room": Client_room,
    "Client.fill": Client_fill,
    "Client.publish": Client_publish,
    "Client.give": Client_give,
    "Server.await_request": Server_await_request,
    "Server.get": Server_get,
    "Server.release": Server_release,
    "Server.room": Server_room,
    "Server.fill": Server_fill,
    "Server.publish": Server_publish,
    "Reaper.await_answer": Reaper_await_answer,
    "Reaper.get": Reaper_get,
    "Reaper.release": Reaper_release,
  },
  invariants: { none_lost },
  reachable: { both_full },
  processes: {
    Client: { instances: Client, at: (s, self: Client) => s.client[self].at },
    Server: { instances: Server, at: (s, self: Server) => s.server[self].at },
    Reaper: { instances: Reaper, at: (s, self: Reaper) => s.reaper[self].at },
  },
  locks: { "ask.producer": { kind: "spinlock", holders: (s) => holdersOf(s.ask_producer) } },
  scenarios: {},
  checks: [
    "deadlock",
    "self_deadlock",
    "unlock_not_owner",
    "held_at_end",
    "lock_order",
    "sleep_in_atomic",
    "assigned_twice",
    "out_of_range",
  ],
} satisfies Model<State>;
