// What a search knows of each property while it runs: the first violation or witness, whether the
// property has said anything yet, and which exceptions it needed.

import type { Model } from "../runtime/model.js";
import type { Cause, PropertyVerdict, Step, Trace } from "./exploration.js";
import type { Judgement } from "./instance.js";

/** A state by number, and the step from it that is at issue, if it is not the state itself. */
export interface Place<S> {
  readonly state: number;
  readonly step?: Step<S>;
}

interface Finding<S> {
  readonly kind: "invariant" | "requirement" | "check" | "reachable" | "step";
  violation: { readonly place: Place<S>; readonly cause: Cause } | undefined;
  witness: Place<S> | undefined;
  /** Whether it has applied to a state, or its event has happened. */
  applied: boolean;
  readonly exceptions: number[];
}

/**
 * Findings by property, in the order they are reported: of several kinds with one name, the last.
 */
export class Findings<S> {
  readonly #of = new Map<string, Finding<S>>();

  constructor(model: Model<S>) {
    const add = (property: string, kind: Finding<S>["kind"], applied: boolean) => {
      const before = this.#of.get(property);
      const exceptions = before?.exceptions ?? [];
      if (before?.kind === kind) return exceptions;
      this.#of.delete(property);
      const blank = { violation: undefined, witness: undefined };
      this.#of.set(property, { kind, applied, exceptions, ...blank });
      return exceptions;
    };
    for (const [name, invariant] of Object.entries(model.invariants)) {
      add(name, "invariant", !("applies" in invariant));
    }
    for (const name of Object.keys(model.steps ?? {})) add(name, "step", true);
    for (const { requires = [] } of Object.values(model.actions)) {
      for (const { property, unless = [] } of requires) {
        const exceptions = add(property, "requirement", false);
        unless.forEach((_, index) => (exceptions[index] ??= 0));
      }
    }
    for (const name of model.checks) add(name, "check", true);
    for (const name of Object.keys(model.reachable)) add(name, "reachable", true);
  }

  isViolated(property: string): boolean {
    return this.#of.get(property)?.violation !== undefined;
  }

  /** Whether any property is violated. */
  get isAnyViolated(): boolean {
    return [...this.#of.values()].some(({ violation }) => violation !== undefined);
  }

  /** Records a violation of a property that is checked; only the first one counts. */
  violate(property: string, place: Place<S>, cause: Cause): void {
    const finding = this.#of.get(property);
    if (finding !== undefined) finding.violation ??= { place, cause };
  }

  /** Where the first violation or witness of a property is. */
  placeOf(property: string): Place<S> | undefined {
    const finding = this.#of.get(property);
    return finding?.violation?.place ?? finding?.witness;
  }

  isReached(property: string): boolean {
    return this.#of.get(property)?.witness !== undefined;
  }

  reach(property: string, place: Place<S>): void {
    const finding = this.#of.get(property);
    if (finding !== undefined) finding.witness ??= place;
  }

  hasApplied(property: string): boolean {
    return this.#of.get(property)?.applied ?? true;
  }

  apply(property: string): void {
    const finding = this.#of.get(property);
    if (finding !== undefined) finding.applied = true;
  }

  /** Records what became of a requirement whose event happened. */
  judged({ property, excused }: Judgement): void {
    const finding = this.#of.get(property);
    if (finding === undefined) return;
    finding.applied = true;
    for (const index of excused) finding.exceptions[index] = (finding.exceptions[index] ?? 0) + 1;
  }

  /** Sets how often an exception of a rule was true where its need was not. */
  excuse(property: string, exception: number, count: number): void {
    const finding = this.#of.get(property);
    if (finding !== undefined) finding.exceptions[exception] = count;
  }

  verdicts(complete: boolean, traceTo: (place: Place<S>) => Trace<S>): PropertyVerdict<S>[] {
    return [...this.#of].map(([property, finding]) => ({
      property,
      ...verdictOf(finding, complete, traceTo),
      ...(finding.exceptions.length === 0 ? {} : { exceptions: finding.exceptions }),
    }));
  }
}

type Said<S> = Pick<PropertyVerdict<S>, "verdict" | "trace" | "cause">;

function verdictOf<S>(
  { kind, violation, witness, applied }: Finding<S>,
  complete: boolean,
  traceTo: (place: Place<S>) => Trace<S>,
): Said<S> {
  if (violation !== undefined) {
    return { verdict: "violated", trace: traceTo(violation.place), cause: violation.cause };
  }
  if (witness !== undefined) return { verdict: "holds", trace: traceTo(witness) };
  if (!complete) return { verdict: "unknown" };
  if (kind === "reachable") return { verdict: "violated", cause: { kind: "unreachable" } };
  return { verdict: applied ? "holds" : "vacuous" };
}
