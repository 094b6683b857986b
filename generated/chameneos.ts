// Generated from specs/classics/chameneos.lw. Do not edit: run `lockwright generate`.

import type { Action, Invariant, Model, Total } from "lockwright/runtime";
import { choose, fill, maps, present, put, sum, within } from "lockwright/runtime";

/** (chameneos.lw:7) */
export const Colour = ["blue", "red", "yellow"] as const;
export type Colour = (typeof Colour)[number];

/** (chameneos.lw:8) */
export const Creature = [1, 2, 3, 4] as const;
export type Creature = (typeof Creature)[number];

/** (chameneos.lw:12) */
export const Met = [0, 1, 2, 3, 4] as const;
export type Met = (typeof Met)[number];

/** (chameneos.lw:14) */
export const SoFar = [0, 1, 2, 3, 4] as const;
export type SoFar = (typeof SoFar)[number];

export interface State {
  /** (chameneos.lw:11) */
  readonly colour: Total<Creature, Colour | null>;
  /** (chameneos.lw:12) */
  readonly met: Total<Creature, Met>;
  /** (chameneos.lw:13) */
  readonly waiting: Creature | null;
  /** (chameneos.lw:14) */
  readonly so_far: SoFar;
}

/** (chameneos.lw:16) */
export function init(): readonly State[] {
  return maps(Creature, Colour).map((first) => ({
    colour: first,
    met: fill(Creature, 0),
    waiting: null,
    so_far: 0,
  }));
}

/** (chameneos.lw:20) */
export function mixed(a: Colour | null, b: Colour | null): Colour | null {
  return a === b ? a : choose(Colour, (c) => c !== a && c !== b);
}

/** (chameneos.lw:23) */
export const enter = {
  parameters: { c: Creature },
  guard: (s, { c }) => s.colour[c] !== null && s.waiting === null && s.so_far < 4,
  effect: (s, { c }) => ({ ...s, waiting: c }),
} satisfies Action<State, { c: Creature }>;

/** (chameneos.lw:27) */
export const fade = {
  parameters: { c: Creature },
  guard: (s, { c }) => s.colour[c] !== null && s.waiting === null && s.so_far === 4,
  effect: (s, { c }) => ({ ...s, colour: put(s.colour, c, null) }),
} satisfies Action<State, { c: Creature }>;

/** (chameneos.lw:31) */
export const meet = {
  parameters: { c: Creature },
  guard: (s, { c }) => s.colour[c] !== null && s.waiting !== null && s.waiting !== c,
  effect: (s, { c }) => ({
    ...s,
    colour: put(
      put(s.colour, c, mixed(s.colour[c], s.colour[present(s.waiting)])),
      present(s.waiting),
      mixed(s.colour[c], s.colour[present(s.waiting)]),
    ),
    met: put(
      put(s.met, c, within(Met, s.met[c] + 1)),
      present(s.waiting),
      within(Met, s.met[present(s.waiting)] + 1),
    ),
    so_far: within(SoFar, s.so_far + 1),
    waiting: null,
  }),
} satisfies Action<State, { c: Creature }>;

/** (chameneos.lw:39) */
export const all_counted = {
  applies: (s) => s.so_far === 4,
  holds: (s) => s.so_far !== 4 || sum(Creature, (c) => s.met[c]) === 8,
} satisfies Invariant<State>;

/**
 * Creatures meet in pairs, mix their colours, and fade after so many meetings.
 * (chameneos.lw:1)
 */
export const model = {
  name: "chameneos",
  variant: "default",
  get init() {
    return init();
  },
  actions: { enter, fade, meet },
  invariants: { all_counted },
  reachable: {},
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["assigned_twice", "out_of_range"],
} satisfies Model<State>;
