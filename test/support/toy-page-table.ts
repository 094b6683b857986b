// Two CPUs share a one-level page table under a test-and-set spinlock; hardware walks fill each
// CPU's TLB without taking the lock. 200 distinct states, 871 generated, the farthest 11 steps
// away.

import type { Action, Model } from "../../src/runtime/model.js";
import { toyModel } from "./toy-model.js";

type Pair<T> = readonly [T, T];

export interface PageTable {
  readonly holder: 0 | 1 | null;
  readonly phase: Pair<"idle" | "spinning" | "critical">;
  readonly mapped: Pair<boolean>;
  readonly cached: Pair<Pair<boolean>>;
}

const ids = [0, 1] as const;

function put<T>(pair: Pair<T>, at: 0 | 1, value: T): Pair<T> {
  return at === 0 ? [value, pair[1]] : [pair[0], value];
}

/** An action of a CPU. */
function ofCpu(
  guard: (s: PageTable, cpu: 0 | 1) => boolean,
  effect: (s: PageTable, cpu: 0 | 1) => PageTable,
): Action<PageTable, { cpu: 0 | 1 }> {
  return {
    parameters: { cpu: ids },
    guard: (s, { cpu }) => guard(s, cpu),
    effect: (s, { cpu }) => effect(s, cpu),
  };
}

/** An action of a CPU on a page. */
function ofPage(
  guard: (s: PageTable, cpu: 0 | 1, page: 0 | 1) => boolean,
  effect: (s: PageTable, cpu: 0 | 1, page: 0 | 1) => PageTable,
): Action<PageTable, { cpu: 0 | 1; page: 0 | 1 }> {
  return {
    parameters: { cpu: ids, page: ids },
    guard: (s, { cpu, page }) => guard(s, cpu, page),
    effect: (s, { cpu, page }) => effect(s, cpu, page),
  };
}

/** With `flush` "own" the unmapping CPU clears only its own TLB: a stale translation in 5 steps. */
export function toyPageTable(flush: "all" | "own" = "all"): Model<PageTable> {
  const cleared = (s: PageTable, at: 0 | 1, page: 0 | 1): Pair<Pair<boolean>> => [
    flush === "all" || at === 0 ? put(s.cached[0], page, false) : s.cached[0],
    flush === "all" || at === 1 ? put(s.cached[1], page, false) : s.cached[1],
  ];
  const none = [false, false] as const;
  return toyModel<PageTable>({
    init: [{ holder: null, phase: ["idle", "idle"], mapped: none, cached: [none, none] }],
    actions: {
      request: ofCpu(
        (s, cpu) => s.phase[cpu] === "idle",
        (s, cpu) => ({ ...s, phase: put(s.phase, cpu, "spinning") }),
      ),
      acquire: ofCpu(
        (s, cpu) => s.phase[cpu] === "spinning" && s.holder === null,
        (s, cpu) => ({ ...s, holder: cpu, phase: put(s.phase, cpu, "critical") }),
      ),
      map: ofPage(
        (s, cpu, page) => s.holder === cpu && !s.mapped[page],
        (s, _, page) => ({ ...s, mapped: put(s.mapped, page, true) }),
      ),
      unmap: ofPage(
        (s, cpu, page) => s.holder === cpu && s.mapped[page],
        (s, cpu, page) => ({
          ...s,
          mapped: put(s.mapped, page, false),
          cached: cleared(s, cpu, page),
        }),
      ),
      walk: ofPage(
        (s, cpu, page) => s.mapped[page] && !s.cached[cpu][page],
        (s, cpu, page) => ({ ...s, cached: put(s.cached, cpu, put(s.cached[cpu], page, true)) }),
      ),
      release: ofCpu(
        (s, cpu) => s.holder === cpu,
        (s, cpu) => ({ ...s, holder: null, phase: put(s.phase, cpu, "idle") }),
      ),
    },
    invariants: {
      mutual_exclusion: {
        holds: (s) => ids.every((c) => (s.phase[c] === "critical") === (s.holder === c)),
      },
      no_stale_translation: {
        holds: (s) => ids.every((c) => ids.every((p) => !s.cached[c][p] || s.mapped[p])),
      },
    },
    checks: ["deadlock"],
  });
}
