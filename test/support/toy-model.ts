// Small models by hand, known from the literature or small enough to count on paper.

import type { Action, Model } from "../../src/runtime/model.js";
import { OutOfRange } from "../../src/runtime/model.js";

/** A model with everything that is not said left empty. */
export function toyModel<S>(
  parts: Pick<Model<S>, "init" | "actions"> & Partial<Model<S>>,
): Model<S> {
  return {
    name: "toy",
    variant: "default",
    invariants: {},
    reachable: {},
    processes: {},
    locks: {},
    scenarios: {},
    checks: [],
    ...parts,
  };
}

/** An action without parameters. */
function plain<S>(guard: (state: S) => boolean, effect: (state: S) => S): Action<S> {
  return { parameters: {}, guard, effect };
}

/** Lamport's binary clock. */
export const binaryClock = toyModel<{ bit: number }>({
  init: [{ bit: 0 }, { bit: 1 }],
  actions: {
    tick: plain(
      (s) => s.bit === 0,
      () => ({ bit: 1 }),
    ),
    tock: plain(
      (s) => s.bit === 1,
      () => ({ bit: 0 }),
    ),
  },
  invariants: { is_a_bit: { holds: (s) => s.bit === 0 || s.bit === 1 } },
  checks: ["deadlock"],
});

/** A walk in a directed graph, by adjacency lists; ends where a node has none. */
export function digraph(edges: readonly (readonly number[])[]) {
  const nodes = edges.map((_, node) => node);
  return toyModel<{ at: number }>({
    init: [{ at: 0 }],
    actions: {
      go: {
        parameters: { to: nodes },
        guard: (s, { to }) => edges[s.at]?.includes(to as number) ?? false,
        effect: (_, { to }) => ({ at: to as number }),
      },
    },
    reachable: Object.fromEntries(
      nodes.map((node) => [`n${node}`, { holds: (s) => s.at === node }]),
    ),
    checks: ["deadlock"],
  });
}

interface Jugs {
  readonly small: number;
  readonly big: number;
}

/**
 * DieHard of the TLA+ examples: TLC finds 16 distinct, 97 generated, depth 8, and 4 gallons in 7
 * states.
 */
export const jugs = toyModel<Jugs>({
  init: [{ small: 0, big: 0 }],
  actions: {
    fill_small: plain(
      () => true,
      (s) => ({ ...s, small: 3 }),
    ),
    fill_big: plain(
      () => true,
      (s) => ({ ...s, big: 5 }),
    ),
    empty_small: plain(
      () => true,
      (s) => ({ ...s, small: 0 }),
    ),
    empty_big: plain(
      () => true,
      (s) => ({ ...s, big: 0 }),
    ),
    small_to_big: plain(
      () => true,
      ({ small, big }) => ({ small: Math.max(0, small + big - 5), big: Math.min(5, small + big) }),
    ),
    big_to_small: plain(
      () => true,
      ({ small, big }) => ({ small: Math.min(3, small + big), big: Math.max(0, small + big - 3) }),
    ),
  },
  invariants: { not_solved: { holds: (s) => s.big !== 4 } },
});

type Manager = "working" | "prepared" | "committed" | "aborted";
type Managers = Readonly<Record<string, Manager>>;

/** TCommit of the TLA+ examples: with 3 managers TLC finds 34, 94, 7; with 5, 274, 1296, 11. */
export function transactionCommit(count: number): Model<Managers> {
  const managers = Array.from({ length: count }, (_, index) => `rm${index}`);
  const all = (s: Managers, ...states: Manager[]) =>
    Object.values(s).every((m) => states.includes(m));
  const none = (s: Managers, state: Manager) => !Object.values(s).includes(state);
  const decide = (
    to: Manager,
    guard: (s: Managers, self: string) => boolean,
  ): Action<Managers> => ({
    parameters: { rm: managers },
    guard: (s, { rm }) => guard(s, rm as string),
    effect: (s, { rm }) => ({ ...s, [rm as string]: to }),
  });
  return toyModel<Managers>({
    init: [Object.fromEntries(managers.map((rm) => [rm, "working"]))],
    actions: {
      prepare: decide("prepared", (s, rm) => s[rm] === "working"),
      commit: decide(
        "committed",
        (s, rm) => s[rm] === "prepared" && all(s, "prepared", "committed"),
      ),
      abort: decide(
        "aborted",
        (s, rm) => (s[rm] === "working" || s[rm] === "prepared") && none(s, "committed"),
      ),
    },
    invariants: {
      consistent: { holds: (s) => none(s, "aborted") || none(s, "committed") },
    },
    checks: ["deadlock"],
  });
}

type Place = "idle" | "wants" | "waits" | "critical";

interface Peterson {
  readonly at: readonly [Place, Place];
  readonly wants: readonly [boolean, boolean];
  readonly turn: 0 | 1;
}

/** Peterson's algorithm for two, one shared access a step; `polite` false leaves out giving way. */
export function peterson(polite: boolean): Model<Peterson> {
  const put = <T>(pair: readonly [T, T], self: number, value: T): readonly [T, T] =>
    self === 0 ? [value, pair[1]] : [pair[0], value];
  const step = (
    from: Place,
    to: Place,
    change: (s: Peterson, self: 0 | 1) => Partial<Peterson>,
    guard: (s: Peterson, self: 0 | 1) => boolean = () => true,
  ): Action<Peterson> => ({
    parameters: { self: [0, 1] },
    guard: (s, { self }) => s.at[self as 0 | 1] === from && guard(s, self as 0 | 1),
    effect: (s, { self }) => ({
      ...s,
      at: put(s.at, self as number, to),
      ...change(s, self as 0 | 1),
    }),
  });
  const other = (self: 0 | 1) => (1 - self) as 0 | 1;
  return toyModel<Peterson>({
    init: [{ at: ["idle", "idle"], wants: [false, false], turn: 0 }],
    actions: {
      want: step("idle", "wants", (s, self) => ({ wants: put(s.wants, self, true) })),
      give_way: step("wants", "waits", (_, self) => (polite ? { turn: other(self) } : {})),
      enter: step(
        "waits",
        "critical",
        () => ({}),
        (s, self) => !s.wants[other(self)] || s.turn === self || !polite,
      ),
      leave: step("critical", "idle", (s, self) => ({ wants: put(s.wants, self, false) })),
    },
    invariants: {
      mutual_exclusion: { holds: (s) => s.at[0] !== "critical" || s.at[1] !== "critical" },
    },
    checks: ["deadlock"],
  });
}

/** Counts to five, and on if nobody stops it: the sixth count leaves the type. */
export const counter = toyModel<{ count: number }>({
  init: [{ count: 0 }],
  actions: {
    up: {
      parameters: {},
      guard: () => true,
      requires: [
        {
          property: "small",
          need: (s) => s.count < 3,
          unless: [{ holds: (s) => s.count === 3 }, { holds: (s) => s.count === 9 }],
        },
        { property: "never_asked", on: (s) => s.count > 9, need: () => false },
      ],
      effect: (s) => {
        if (s.count === 5) throw new OutOfRange("6 is not in 0..5");
        return { count: s.count + 1 };
      },
    },
    down: {
      parameters: {},
      guard: (s) => s.count > 100,
      effect: (s) => s,
    },
  },
  invariants: {
    idle_talk: { applies: (s) => s.count > 9, holds: () => true },
    below_six: { applies: (s) => s.count > 2, holds: (s) => s.count < 6 },
  },
  checks: ["out_of_range"],
});
