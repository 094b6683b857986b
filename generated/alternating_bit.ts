// Generated from specs/classics/alternating_bit.lw. Do not edit: run `lockwright generate`.

import type { Action, Constraint, Fairness, Model, Property } from "lockwright/runtime";
import { atMost, forAll, head, leadsTo, part, same, tail, within } from "lockwright/runtime";

/** (alternating_bit.lw:6) */
export const Bit = [0, 1] as const;
export type Bit = (typeof Bit)[number];

/** (alternating_bit.lw:7) */
export const Value = ["d1", "d2"] as const;
export type Value = (typeof Value)[number];

/** (alternating_bit.lw:8) */
export interface Message {
  readonly bit: Bit;
  readonly value: Value;
}

/** (alternating_bit.lw:51) */
export const LoseMessageI = [0, 1, 2] as const;
export type LoseMessageI = (typeof LoseMessageI)[number];

/** (alternating_bit.lw:55) */
export const LoseAckI = [0, 1, 2] as const;
export type LoseAckI = (typeof LoseAckI)[number];

export interface State {
  /** (alternating_bit.lw:11) */
  readonly messages: readonly Message[];
  /** (alternating_bit.lw:12) */
  readonly acks: readonly Bit[];
  /** (alternating_bit.lw:13) */
  readonly sent_bit: Bit;
  /** (alternating_bit.lw:14) */
  readonly acked: Bit;
  /** (alternating_bit.lw:15) */
  readonly received: Bit;
  /** (alternating_bit.lw:16) */
  readonly sent: Value;
  /** (alternating_bit.lw:17) */
  readonly got: Value;
}

/** (alternating_bit.lw:19) */
export function init(): readonly State[] {
  return Bit.flatMap((b) =>
    Value.flatMap((value) =>
      Value.map((g) => ({
        messages: [],
        acks: [],
        sent_bit: b,
        acked: b,
        received: b,
        sent: value,
        got: g,
      })),
    ),
  );
}

/** (alternating_bit.lw:27) */
export const send = {
  parameters: { v: Value },
  guard: (s) => s.acked === s.sent_bit,
  effect: (s, { v }) => ({
    ...s,
    messages: atMost(3, [...s.messages, { bit: within(Bit, 1 - s.sent_bit), value: v }]),
    sent_bit: within(Bit, 1 - s.sent_bit),
    sent: v,
  }),
} satisfies Action<State, { v: Value }>;

/** (alternating_bit.lw:33) */
export const resend = {
  parameters: {},
  guard: (s) => s.acked !== s.sent_bit,
  effect: (s) => ({
    ...s,
    messages: atMost(3, [...s.messages, { bit: s.sent_bit, value: s.sent }]),
  }),
} satisfies Action<State>;

/** (alternating_bit.lw:37) */
export const receive = {
  parameters: {},
  guard: (s) => !same(s.messages, []),
  effect: (s) => ({
    ...s,
    received: head(s.messages).bit,
    got: head(s.messages).value,
    messages: tail(s.messages),
  }),
} satisfies Action<State>;

/** (alternating_bit.lw:43) */
export const acknowledge = {
  parameters: {},
  guard: () => true,
  effect: (s) => ({ ...s, acks: atMost(3, [...s.acks, s.received]) }),
} satisfies Action<State>;

/** (alternating_bit.lw:46) */
export const receive_ack = {
  parameters: {},
  guard: (s) => !same(s.acks, []),
  effect: (s) => ({ ...s, acked: within(Bit, head(s.acks)), acks: tail(s.acks) }),
} satisfies Action<State>;

/** (alternating_bit.lw:51) */
export const lose_message = {
  parameters: { i: LoseMessageI },
  guard: (s, { i }) => i < s.messages.length,
  effect: (s, { i }) => ({
    ...s,
    messages: atMost(3, [
      ...part(s.messages, 0, i - 1),
      ...part(s.messages, i + 1, s.messages.length - 1),
    ]),
  }),
} satisfies Action<State, { i: LoseMessageI }>;

/** (alternating_bit.lw:55) */
export const lose_ack = {
  parameters: { i: LoseAckI },
  guard: (s, { i }) => i < s.acks.length,
  effect: (s, { i }) => ({
    ...s,
    acks: atMost(3, [...part(s.acks, 0, i - 1), ...part(s.acks, i + 1, s.acks.length - 1)]),
  }),
} satisfies Action<State, { i: LoseAckI }>;

/** (alternating_bit.lw:59) */
export const short = {
  holds: (s) => s.messages.length <= 2 && s.acks.length <= 2,
} satisfies Constraint<State>;

/** What is sent and not acknowledged arrives. (alternating_bit.lw:62) */
export const arrives = {
  parameters: {},
  formula: () =>
    forAll(Value, (v) =>
      leadsTo(
        (s) => s.sent === v && s.sent_bit !== s.acked,
        (s) => s.got === v,
      ),
    ),
} satisfies Property<State>;

/** (alternating_bit.lw:33) */
export const fair_resend = {
  strength: "weak",
  parameters: {},
  instances: () => [[resend, {}]],
} satisfies Fairness<State>;

/** (alternating_bit.lw:37) */
export const fair_receive = {
  strength: "strong",
  parameters: {},
  instances: () => [[receive, {}]],
} satisfies Fairness<State>;

/** (alternating_bit.lw:43) */
export const fair_acknowledge = {
  strength: "weak",
  parameters: {},
  instances: () => [[acknowledge, {}]],
} satisfies Fairness<State>;

/** (alternating_bit.lw:46) */
export const fair_receive_ack = {
  strength: "strong",
  parameters: {},
  instances: () => [[receive_ack, {}]],
} satisfies Fairness<State>;

/**
 * Values go one by one over lines that lose and repeat, told apart by a bit.
 * (alternating_bit.lw:1)
 */
export const model = {
  name: "alternating_bit",
  variant: "default",
  get init() {
    return init();
  },
  actions: { send, resend, receive, acknowledge, receive_ack, lose_message, lose_ack },
  invariants: {},
  reachable: {},
  properties: { arrives },
  fairness: [fair_resend, fair_receive, fair_acknowledge, fair_receive_ack],
  constraints: { short },
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
