// Generated from specs/locked-page-table.lw. Do not edit: run `npm run generate`.

import type {
  Action,
  Fairness,
  Invariant,
  Model,
  Property,
  StepProperty,
  Total,
} from "lockwright/runtime";
import { fill, leadsTo, put, tabulate } from "lockwright/runtime";

/** (hand-made.lw:5) */
export const Cpu = [0, 1] as const;
export type Cpu = (typeof Cpu)[number];

/** (hand-made.lw:6) */
export const Page = [0, 1] as const;
export type Page = (typeof Page)[number];

/** (hand-made.lw:7) */
export const Phase = ["idle", "spinning", "critical"] as const;
export type Phase = (typeof Phase)[number];

export interface State {
  /** The lock word. (hand-made.lw:10) */
  readonly holder: Cpu | null;
  /** Where each CPU is. (hand-made.lw:11) */
  readonly phase: Total<Cpu, Phase>;
  /** The page table. (hand-made.lw:12) */
  readonly mapped: Total<Page, boolean>;
  /** Each CPU's TLB. (hand-made.lw:13) */
  readonly cached: Total<Cpu, Total<Page, boolean>>;
}

/** The lock is free, no CPU wants it, and nothing is mapped. (hand-made.lw:9) */
export const init: State = {
  holder: null,
  phase: fill(Cpu, "idle"),
  mapped: fill(Page, false),
  cached: fill(Cpu, fill(Page, false)),
};

/** A CPU wants the lock and starts to spin. (hand-made.lw:16) */
export const request = {
  parameters: { cpu: Cpu },
  guard: (s, { cpu }) => s.phase[cpu] === "idle",
  effect: (s, { cpu }) => ({ ...s, phase: put(s.phase, cpu, "spinning") }),
} satisfies Action<State, { cpu: Cpu }>;

/** The test-and-set succeeds: the lock is free and the CPU takes it. (hand-made.lw:21) */
export const acquire = {
  parameters: { cpu: Cpu },
  guard: (s, { cpu }) => s.phase[cpu] === "spinning" && s.holder === null,
  effect: (s, { cpu }) => ({ ...s, holder: cpu, phase: put(s.phase, cpu, "critical") }),
} satisfies Action<State, { cpu: Cpu }>;

/** The holder installs a translation. (hand-made.lw:27) */
export const map = {
  parameters: { cpu: Cpu, page: Page },
  guard: (s, { cpu, page }) => s.holder === cpu && !s.mapped[page],
  effect: (s, { page }) => ({ ...s, mapped: put(s.mapped, page, true) }),
} satisfies Action<State, { cpu: Cpu; page: Page }>;

/**
 * The holder removes a translation and shoots it down in every TLB, in one step.
 * (hand-made.lw:32)
 */
export const unmap = {
  parameters: { cpu: Cpu, page: Page },
  guard: (s, { cpu, page }) => s.holder === cpu && s.mapped[page],
  effect: (s, { page }) => ({
    ...s,
    mapped: put(s.mapped, page, false),
    cached: tabulate(Cpu, (c) => put(s.cached[c], page, false)),
  }),
} satisfies Action<State, { cpu: Cpu; page: Page }>;

/** The hardware walker caches a live translation. It takes no lock. (hand-made.lw:38) */
export const walk = {
  parameters: { cpu: Cpu, page: Page },
  guard: (s, { cpu, page }) => s.mapped[page] && !s.cached[cpu][page],
  effect: (s, { cpu, page }) => ({
    ...s,
    cached: put(s.cached, cpu, put(s.cached[cpu], page, true)),
  }),
} satisfies Action<State, { cpu: Cpu; page: Page }>;

/** The holder leaves the critical section. (hand-made.lw:43) */
export const release = {
  parameters: { cpu: Cpu },
  guard: (s, { cpu }) => s.holder === cpu,
  effect: (s, { cpu }) => ({ ...s, holder: null, phase: put(s.phase, cpu, "idle") }),
} satisfies Action<State, { cpu: Cpu }>;

/** A CPU is in the critical section exactly when it holds the lock. (hand-made.lw:49) */
export const mutualExclusion = {
  holds: (s) => Cpu.every((c) => (s.phase[c] === "critical") === (s.holder === c)),
} satisfies Invariant<State>;

/** No TLB translates through a page that the table no longer maps. (hand-made.lw:53) */
export const noStaleTranslation = {
  holds: (s) => Cpu.every((c) => Page.every((p) => !s.cached[c][p] || s.mapped[p])),
} satisfies Invariant<State>;

/** A CPU goes on spinning or becomes critical. (hand-made.lw:61) */
export const spinsOrEnters = {
  holds: (s, next) => Cpu.every((c) => s.phase[c] !== "spinning" || next.phase[c] !== "idle"),
} satisfies StepProperty<State>;

/** Every CPU that spins gets the lock. (hand-made.lw:57) */
export const everySpinnerEnters = {
  parameters: { cpu: Cpu },
  formula: ({ cpu }) =>
    leadsTo(
      (s) => s.phase[cpu] === "spinning",
      (s) => s.phase[cpu] === "critical",
    ),
} satisfies Property<State, { cpu: Cpu }>;

/** (hand-made.lw:21) */
export const fair_acquire = {
  strength: "strong",
  parameters: { cpu: Cpu },
  instances: ({ cpu }) => [[acquire, { cpu }]],
} satisfies Fairness<State, { cpu: Cpu }>;

/** (hand-made.lw:43) */
export const fair_release = {
  strength: "weak",
  parameters: { cpu: Cpu },
  instances: ({ cpu }) => [[release, { cpu }]],
} satisfies Fairness<State, { cpu: Cpu }>;

/** Two CPUs share a one-level page table under a test-and-set spinlock. (hand-made.lw:3) */
export const model = {
  name: "LockedPageTable",
  variant: "default",
  init: [init],
  actions: { request, acquire, map, unmap, walk, release },
  invariants: { mutualExclusion, noStaleTranslation },
  reachable: {},
  steps: { spinsOrEnters },
  properties: { everySpinnerEnters },
  fairness: [fair_acquire, fair_release],
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock"],
} satisfies Model<State>;
