// Generated from specs/classics/scheduling_allocator.lw. Do not edit: run `lockwright generate`.

import type { Action, Fairness, Invariant, Model, Property, Total } from "lockwright/runtime";
import {
  always,
  atMost,
  bounded,
  eventually,
  fill,
  forAll,
  has,
  intersect,
  leadsTo,
  nth,
  part,
  put,
  range,
  same,
  sequences,
  setOf,
  subset,
  subsets,
  union,
  without,
} from "lockwright/runtime";

/** (scheduling_allocator.lw:9) */
export const Client = [1, 2, 3] as const;
export type Client = (typeof Client)[number];

/** (scheduling_allocator.lw:10) */
export const Resource = ["resource1", "resource2"] as const;
export type Resource = (typeof Resource)[number];

/** (scheduling_allocator.lw:11) */
export type Schedule = readonly Client[];

/** (scheduling_allocator.lw:25) */
export const WithoutPlace = [0, 1, 2] as const;
export type WithoutPlace = (typeof WithoutPlace)[number];

export interface State {
  /** (scheduling_allocator.lw:14) */
  readonly wanted: Total<Client, readonly Resource[]>;
  /** (scheduling_allocator.lw:15) */
  readonly allocated: Total<Client, readonly Resource[]>;
  /** (scheduling_allocator.lw:16) */
  readonly schedule: readonly Client[];
}

/** (scheduling_allocator.lw:1) */
export const init: State = { wanted: fill(Client, []), allocated: fill(Client, []), schedule: [] };

/** (scheduling_allocator.lw:18) */
export function available(s: State): readonly Resource[] {
  return without(Resource, setOf(Client.flatMap((c) => s.allocated[c].map((r) => r))));
}

/** (scheduling_allocator.lw:20) */
export function unscheduled(s: State): readonly Client[] {
  return Client.filter((c) => !same(s.wanted[c], []) && !has(s.schedule, c));
}

/** (scheduling_allocator.lw:22) */
export function orders(of: readonly Client[]): readonly (readonly Client[])[] {
  return bounded("orders", 4, () =>
    same(of, [])
      ? [[]]
      : setOf(of.flatMap((c) => orders(without(of, [c])).map((way) => atMost(3, [...way, c])))),
  );
}

/** (scheduling_allocator.lw:25) */
export function without_(s: State, place: WithoutPlace): readonly Client[] {
  return atMost(3, [
    ...part(s.schedule, 0, place - 1),
    ...part(s.schedule, place + 1, s.schedule.length - 1),
  ]);
}

/** (scheduling_allocator.lw:28) */
export const request = {
  parameters: { c: Client, wish: subsets(Resource) },
  guard: (s, { c, wish }) => same(s.wanted[c], []) && same(s.allocated[c], []) && !same(wish, []),
  effect: (s, { c, wish }) => ({ ...s, wanted: put(s.wanted, c, wish) }),
} satisfies Action<State, { c: Client; wish: readonly Resource[] }>;

/** Nobody earlier in the schedule wants any of it. (scheduling_allocator.lw:32) */
export const serve = {
  parameters: { c: Client, part: subsets(Resource), place: [0, 1, 2] },
  guard: (s, { c, part: part_, place }) =>
    !same(part_, []) &&
    subset(part_, intersect(available(s), s.wanted[c])) &&
    0 <= place &&
    place <= s.schedule.length - 1 &&
    nth(s.schedule, place) === c &&
    range(0, place - 1).every((earlier) =>
      same(intersect(s.wanted[nth(s.schedule, earlier)], part_), []),
    ),
  effect: (s, { c, part: part_, place }) => {
    if (same(part_, s.wanted[c])) {
      return {
        ...s,
        schedule: without_(s, place),
        allocated: put(s.allocated, c, union(s.allocated[c], part_)),
        wanted: put(s.wanted, c, without(s.wanted[c], part_)),
      };
    }
    return {
      ...s,
      allocated: put(s.allocated, c, union(s.allocated[c], part_)),
      wanted: put(s.wanted, c, without(s.wanted[c], part_)),
    };
  },
} satisfies Action<State, { c: Client; part: readonly Resource[]; place: 0 | 1 | 2 }>;

/** (scheduling_allocator.lw:41) */
export const give_back = {
  parameters: { c: Client, part: subsets(Resource) },
  guard: (s, { c, part: part_ }) => !same(part_, []) && subset(part_, s.allocated[c]),
  effect: (s, { c, part: part_ }) => ({
    ...s,
    allocated: put(s.allocated, c, without(s.allocated[c], part_)),
  }),
} satisfies Action<State, { c: Client; part: readonly Resource[] }>;

/** (scheduling_allocator.lw:45) */
export const extend_schedule = {
  parameters: { way: sequences(Client, 3) },
  guard: (s, { way }) => !same(unscheduled(s), []) && has(orders(unscheduled(s)), way),
  effect: (s, { way }) => ({ ...s, schedule: atMost(3, [...s.schedule, ...way]) }),
} satisfies Action<State, { way: readonly Client[] }>;

/** No resource has two owners. (scheduling_allocator.lw:54) */
export const exclusive = {
  applies: () => Client.some((a) => Client.some((b) => a !== b)),
  holds: (s) =>
    Client.every((a) =>
      Client.every((b) => a === b || same(intersect(s.allocated[a], s.allocated[b]), [])),
    ),
} satisfies Invariant<State>;

/**
 * Each scheduled client can be served once those before it have given back.
 * (scheduling_allocator.lw:57)
 */
export const schedulable = {
  holds: (s) =>
    range(0, s.schedule.length - 1).every(
      (place) =>
        !same(s.wanted[nth(s.schedule, place)], []) &&
        range(0, place - 1).every((before) =>
          same(
            intersect(s.allocated[nth(s.schedule, place)], s.wanted[nth(s.schedule, before)]),
            [],
          ),
        ) &&
        subset(
          s.wanted[nth(s.schedule, place)],
          union(
            union(
              available(s),
              setOf(
                range(0, place - 1).flatMap((b) =>
                  union(s.wanted[nth(s.schedule, b)], s.allocated[nth(s.schedule, b)]).map(
                    (r) => r,
                  ),
                ),
              ),
            ),
            setOf(without(Client, setOf(s.schedule)).flatMap((d) => s.allocated[d].map((r) => r))),
          ),
        ),
    ),
} satisfies Invariant<State>;

/** (scheduling_allocator.lw:67) */
export const returns = {
  parameters: { c: Client },
  formula: ({ c }) =>
    leadsTo(
      (s) => same(s.wanted[c], []),
      (s) => same(s.allocated[c], []),
    ),
} satisfies Property<State, { c: Client }>;

/** (scheduling_allocator.lw:70) */
export const obtains = {
  parameters: {},
  formula: () =>
    forAll(Client, (c) =>
      forAll(Resource, (r) =>
        leadsTo(
          (s) => has(s.wanted[c], r),
          (s) => has(s.allocated[c], r),
        ),
      ),
    ),
} satisfies Property<State>;

/** (scheduling_allocator.lw:73) */
export const satisfied = {
  parameters: {},
  formula: () => forAll(Client, (c) => always(eventually((s) => same(s.wanted[c], [])))),
} satisfies Property<State>;

/** (scheduling_allocator.lw:50) */
export const gives_back = {
  strength: "weak",
  parameters: { c: Client },
  instances: ({ c }) => [
    [give_back, {}, (s) => (same(s.wanted[c], []) ? { c, part: s.allocated[c] } : undefined)],
  ],
} satisfies Fairness<State, { c: Client }>;

/** (scheduling_allocator.lw:51) */
export const serves = {
  strength: "weak",
  parameters: { c: Client },
  instances: ({ c }) => [[serve, { c }]],
} satisfies Fairness<State, { c: Client }>;

/** (scheduling_allocator.lw:52) */
export const schedules = {
  strength: "weak",
  parameters: {},
  instances: () => [[extend_schedule, {}]],
} satisfies Fairness<State>;

/**
 * Clients ask for sets of resources, which are given to them by a schedule.
 * (scheduling_allocator.lw:1)
 */
export const model = {
  name: "scheduling_allocator",
  variant: "default",
  init: [init],
  actions: { request, serve, give_back, extend_schedule },
  invariants: { exclusive, schedulable },
  reachable: {},
  properties: { returns, obtains, satisfied },
  fairness: [gives_back, serves, schedules],
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
