// What a model comes to, in plain data that can go to another thread or to the disk: a verdict for
// each property, and how long the shortest trace to what it says is.

import type { Core, PropertyKind } from "../core/core.js";
import type { Exploration, Verdict } from "../engine/exploration.js";
import { verdictsOf } from "../engine/verdicts.js";

/** A model to be judged, and how it is called in progress lines. */
export interface Subject {
  readonly name: string;
  readonly core: Core;
}

/** `violated` is said of a `reachable` that is not reached, too. */
export interface Ruling {
  readonly property: string;
  readonly kind: PropertyKind;
  readonly verdict: Verdict;
  /** Of the shortest counterexample, or of the witness of a `reachable`; 0 is an initial state. */
  readonly steps?: number;
  /** How often each exception of a rule was true where its need was not. */
  readonly exceptions?: readonly number[];
}

export interface Judgement {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** False if a limit, or Ctrl-C, ended the search: what is not violated is then unknown. */
  readonly complete: boolean;
  /** In the order of the spec. */
  readonly rulings: readonly Ruling[];
  /** Actions that were never taken. */
  readonly untaken: readonly string[];
}

export function judgementOf(core: Core, exploration: Exploration<unknown>): Judgement {
  const { distinct, generated, depth, complete, untaken } = exploration;
  const rulings = verdictsOf(core, exploration).map(
    ({ property, kind, verdict, trace, exceptions }): Ruling => ({
      ...{ property, kind, verdict },
      ...(trace === undefined ? {} : { steps: trace.steps.length }),
      ...(exceptions === undefined ? {} : { exceptions }),
    }),
  );
  return { distinct, generated, depth, complete, rulings, untaken };
}

/** What is said of a model that was not searched at all. */
export function unjudged(core: Core): Judgement {
  const none = { distinct: 0, generated: 0, depth: 0, complete: false, untaken: [] };
  const rulings = core.properties.map(({ name, kind }): Ruling => ({
    property: name,
    kind,
    verdict: "unknown",
  }));
  return { ...none, rulings };
}
