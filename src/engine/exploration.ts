// What a search hands to the report: counts, and a verdict with a trace for each property.

import type { Arguments, Holder, Wanted } from "../runtime/model.js";

/** How a behaviour that goes round satisfies a fairness condition. */
export interface Fair {
  /** The condition's place in the model's list, and its arguments. */
  readonly fairness: number;
  readonly args: Arguments;
  /**
   * `taken`: by the step of that number, again and again. `impossible`: in the state after the step
   * of that number, again and again. `never`: in none of the states that go round.
   */
  readonly how: "taken" | "impossible" | "never";
  readonly step: number;
}

export type Verdict = "holds" | "violated" | "vacuous" | "unknown";

/** An action instance and the state after it. */
export interface Step<S> {
  readonly action: string;
  readonly args: Arguments;
  readonly state: S;
}

/** A trace: an initial state and the steps from it; replayable from its choices alone. */
export interface Trace<S> {
  readonly initial: S;
  readonly steps: readonly Step<S>[];
  /**
   * Of a behaviour without end: after the last step it is again where it was after so many steps,
   * and goes on as it did from there. After all of them: nothing happens any more.
   */
  readonly loop?: number;
}

/** A process instance that waits for a lock, or for the handler that interrupted it. */
export interface Waiting {
  readonly thread: string;
  /** The lock; absent for one that is interrupted. */
  readonly wants?: Wanted;
  /** Those it waits for. */
  readonly holders: readonly Holder[];
  /** Of those, the ones that do not hold the lock: writers that wait for it themselves. */
  readonly behind?: readonly string[];
}

/** A lock class taken, waiting for it, while another (or another lock of the same) was held. */
export interface OrderEdge {
  readonly held: string;
  readonly taken: string;
  /** The action instance that was the first to do so. */
  readonly action: string;
  readonly args: Arguments;
}

/** Why a property is violated, beyond its trace. */
export type Cause =
  /** The state at the end of the trace breaks an invariant. */
  | { readonly kind: "state" }
  /** The last step of the trace breaks this requirement of its action. */
  | { readonly kind: "step"; readonly action: string; readonly requirement: number }
  /** The last step of the trace, or its initial state, breaks a property of steps. */
  | { readonly kind: "transition" }
  /** For these arguments the property is false of this behaviour, which is fair for the reasons. */
  | { readonly kind: "lasso"; readonly args: Arguments; readonly fair: readonly Fair[] }
  /**
   * A value left its type in an effect; `detail` says what. The last step of the trace is the one
   * that failed, and its state the one before it.
   */
  | { readonly kind: "range"; readonly detail: string }
  /** Nobody can go on; `cycle` is the wait-for cycle of threads, if there is one. */
  | {
      readonly kind: "deadlock";
      readonly waiting: readonly Waiting[];
      readonly cycle: readonly string[];
    }
  /** Lock classes taken in a cycle, the last edge by the last step of the trace. */
  | { readonly kind: "order"; readonly edges: readonly OrderEdge[] }
  /** No state of a complete search satisfies a `reachable`. */
  | { readonly kind: "unreachable" }
  /**
   * A scenario could not be followed; `move` is the index of the first move that was not possible,
   * or the number of moves if it is the outcome that differs.
   */
  | { readonly kind: "scenario"; readonly move: number; readonly detail: string };

export interface PropertyVerdict<S> {
  readonly property: string;
  readonly verdict: Verdict;
  /** The shortest counterexample; for a `reachable` that holds and a scenario, the witness. */
  readonly trace?: Trace<S>;
  readonly cause?: Cause;
  /** A shorter trace may exist. */
  readonly isLong?: true;
  /** How often each exception of the rule was true where its need was not. */
  readonly exceptions?: readonly number[];
}

export interface Exploration<S> {
  /** Different states found. */
  readonly distinct: number;
  /** Initial states and all successors, repeated ones included. */
  readonly generated: number;
  /** Levels of the breadth-first search; initial states are level 1. */
  readonly depth: number;
  /** False if a limit ended the search: what is not violated is then unknown. */
  readonly complete: boolean;
  /** What the states take in memory, if they are packed; the same for any number of workers. */
  readonly bytes?: number;
  /** Present if states were told apart up to the names of the values of some types. */
  readonly symmetry?: Folded;
  /** Present if orders of steps were left out: states found before that. */
  readonly reducedFrom?: number;
  /** What steps between states take beside, where temporal properties are judged on them. */
  readonly stepBytes?: number;
  /** At most how likely it is that a compact search has taken two states for one. */
  readonly omission?: number;
  /** Present if states were met on walks. */
  readonly simulated?: Simulated;
  /** In the order: invariants, requirements, checks, reachables, scenarios. */
  readonly verdicts: readonly PropertyVerdict<S>[];
  /** Actions that were never taken. */
  readonly untaken: readonly string[];
}

/** What a search up to names has searched, and what it counts. */
export interface Folded {
  readonly types: readonly string[];
  /** The states that were searched. */
  readonly searched: number;
  /**
   * Whether `distinct`, `generated` and `depth` are those of all states that the searched ones
   * stand for. They are of the searched ones where the initial states prefer a value, such as the
   * first one of a type, and where the search was not complete.
   */
  readonly isExact: boolean;
}

/** What was walked of a model instead of a search of it. */
export interface Simulated {
  readonly walks: number;
  readonly steps: number;
  readonly seed: number;
  readonly schedule: "random" | "pct";
}

/** How far a search is, for a progress line. */
export interface Progress {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly frontier: number;
}
