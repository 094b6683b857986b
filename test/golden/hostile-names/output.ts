// Generated from specs/hostile-names.lw. Do not edit: run `npm run generate`.

import type { Action, Invariant, Model, Total } from "lockwright/runtime";
import { fill, put } from "lockwright/runtime";

/** Closes the comment? *\/ No. (hand-made.lw:1) */
export const State_ = ["constructor", "toString", "null"] as const;
export type State_ = (typeof State_)[number];

/** (hand-made.lw:2) */
export const string_ = [0, 1] as const;
export type string_ = (typeof string_)[number];

/** (hand-made.lw:3) */
export const Record = {
  constructor: { kind: "constructor" },
  class: (kind: State_, default_: string_): Record => ({
    kind: "class",
    kind_: kind,
    default: default_,
  }),
} as const;
export type Record =
  | { readonly kind: "constructor" }
  | { readonly kind: "class"; readonly kind_: State_; readonly default: string_ };

/** (hand-made.lw:4) */
export const model_ = ["a", "b"] as const;
export type model_ = (typeof model_)[number];

export interface State {
  /** (hand-made.lw:10) */
  readonly constructor: State_;
  /** (hand-made.lw:11) */
  readonly class: Total<string_, State_>;
  /** (hand-made.lw:12) */
  readonly put: Record;
  /** (hand-made.lw:13) */
  readonly s: Total<model_, string_>;
  /** (hand-made.lw:14) */
  readonly init: boolean;
}

/** (hand-made.lw:20) */
export const init1: State = {
  constructor: "constructor",
  class: fill(string_, "toString"),
  put: Record.constructor,
  s: fill(model_, 0),
  init: false,
};

/** (hand-made.lw:21) */
export const init2: State = {
  constructor: "null",
  class: fill(string_, "null"),
  put: Record.constructor,
  s: fill(model_, 1),
  init: true,
};

/** (hand-made.lw:5) */
export function put_(s: State, function_: State_, string__: string_): boolean {
  return function_ === s.constructor && s.class[string__] === function_;
}

/** (hand-made.lw:6) */
export function State__(delete_: string_): string_ {
  return delete_;
}

/** (hand-made.lw:30) */
export const model__ = {
  parameters: { s: model_, class: string_ },
  guard: (s, { s: model___ }) =>
    s.s[model___] === 0 && string_.some((put__) => put_(s, s.constructor, put__)),
  effect: (s, { s: model___, class: class__ }) => ({
    ...s,
    s: put(s.s, model___, State__(class__)),
    put: Record.class(s.constructor, class__),
  }),
} satisfies Action<State, { s: model_; class: string_ }>;

/** (hand-made.lw:31) */
export const init_ = {
  parameters: { constructor: State_ },
  guard: (s, { constructor }) => s.constructor !== constructor,
  effect: (s, { constructor }) => ({
    ...s,
    constructor,
    class: fill(string_, constructor),
    init: true,
  }),
} satisfies Action<State, { constructor: State_ }>;

/** (hand-made.lw:32) */
export const class_ = {
  parameters: {},
  guard: (s) => s.put.kind === "class" && s.put.default === 1,
  effect: (s) => ({ ...s, put: Record.constructor }),
} satisfies Action<State>;

/** Nothing is amiss. (hand-made.lw:40) */
export const invariant = {
  holds: (s) => {
    const { put: put__ } = s;
    return put__.kind !== "class" || State_.some((state) => state === put__.kind_);
  },
} satisfies Invariant<State>;

/** Always. (hand-made.lw:41) */
export const await_ = {
  holds: () => true,
} satisfies Invariant<State>;

/** (hand-made.lw:1) */
export const model = {
  name: "class",
  variant: "default",
  init: [init1, init2],
  actions: { model: model__, init: init_, class: class_ },
  invariants: { invariant, await: await_ },
  reachable: {},
  processes: {},
  locks: {},
  scenarios: {},
  checks: [],
} satisfies Model<State>;
