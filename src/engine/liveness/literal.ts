// A claim about behaviours as the automaton needs it: no negation but of atoms, which are numbered,
// and no words but `and`, `or`, `until` and `release`.

import type { Compound, Formula } from "../../runtime/formula.js";

/** What a formula asks of one state, or of one step, is one of these. */
export type Literal =
  | { readonly kind: "state"; readonly atom: number; readonly positive: boolean }
  /** `box`: a step that changes nothing satisfies it; else none of these does. */
  | {
      readonly kind: "step";
      readonly atom: number;
      readonly positive: boolean;
      readonly box: boolean;
    };

export type Claim =
  | Literal
  | { readonly kind: "truth"; readonly value: boolean }
  | {
      readonly kind: "and" | "or" | "until" | "release";
      readonly left: Claim;
      readonly right: Claim;
    };

/** What a formula asks of a state, and of a step. */
export type StateQuestion<S> = (state: S) => boolean;
export type StepQuestion<S> = Extract<Compound<S>, { kind: "step" }>;

/** The questions that the literals of a claim number. */
export interface Atoms<S> {
  readonly states: StateQuestion<S>[];
  readonly steps: StepQuestion<S>[];
}

/** Questions and their numbers: those of states and those of steps are counted apart. */
export class Numbers<S> {
  readonly #numbers = new Map<StateQuestion<S> | StepQuestion<S>, number>();
  #states = 0;
  #steps = 0;

  /** Numbers all questions of a formula, from left to right. */
  add(formula: Formula<S>): void {
    if (typeof formula === "function") this.#numbers.set(formula, this.#states++);
    else if (formula.kind === "step") this.#numbers.set(formula, this.#steps++);
    else if ("operand" in formula) this.add(formula.operand);
    else if ("parts" in formula) for (const part of formula.parts) this.add(part);
    else for (const part of [formula.left, formula.right]) this.add(part);
  }

  of(question: StateQuestion<S> | StepQuestion<S>): number {
    return this.#numbers.get(question) ?? -1;
  }
}

const yes: Claim = { kind: "truth", value: true };
const no: Claim = { kind: "truth", value: false };

/** The negation of a formula; its questions are added to the atoms. */
export function negated<S>(formula: Formula<S>, atoms: Atoms<S>): Claim {
  return claimOf(formula, false, false, atoms);
}

/**
 * The formula, or with `positive` false its negation. `box` says of which kind a step is here: in
 * what must go on being true, or in what must come true.
 */
function claimOf<S>(formula: Formula<S>, positive: boolean, box: boolean, atoms: Atoms<S>): Claim {
  if (typeof formula === "function") {
    return { kind: "state", atom: atoms.states.push(formula) - 1, positive };
  }
  const lasting = (part: Formula<S>, truth: boolean) => claimOf(part, truth, true, atoms);
  const coming = (part: Formula<S>, truth: boolean) => claimOf(part, truth, false, atoms);
  const here = (part: Formula<S>, truth = positive) => claimOf(part, truth, box, atoms);
  switch (formula.kind) {
    case "step":
      return { kind: "step", atom: atoms.steps.push(formula) - 1, positive, box };
    case "not":
      return here(formula.operand, !positive);
    case "always":
      return positive
        ? two("release", no, lasting(formula.operand, true))
        : two("until", yes, coming(formula.operand, false));
    case "eventually":
      return positive
        ? two("until", yes, coming(formula.operand, true))
        : two("release", no, lasting(formula.operand, false));
    case "until":
      return positive
        ? two("until", lasting(formula.left, true), coming(formula.right, true))
        : two("release", coming(formula.left, false), lasting(formula.right, false));
    case "leads to":
      return positive
        ? two(
            "release",
            no,
            two("or", lasting(formula.left, false), two("until", yes, coming(formula.right, true))),
          )
        : two(
            "until",
            yes,
            two(
              "and",
              coming(formula.left, true),
              two("release", no, lasting(formula.right, false)),
            ),
          );
    case "and":
    case "or":
      return joined(formula.kind, positive, [here(formula.left), here(formula.right)]);
    case "implies":
      return joined("or", positive, [here(formula.left, !positive), here(formula.right)]);
    case "all":
    case "some":
      return joined(
        formula.kind === "all" ? "and" : "or",
        positive,
        formula.parts.map((part) => here(part)),
      );
  }
}

function two(kind: "and" | "or" | "until" | "release", left: Claim, right: Claim): Claim {
  return { kind, left, right };
}

/** The parts joined by the word, or of a negation, by its dual. */
function joined(word: "and" | "or", positive: boolean, parts: readonly Claim[]): Claim {
  const kind = (word === "and") === positive ? "and" : "or";
  const [first, ...rest] = parts;
  if (first === undefined) return kind === "and" ? yes : no;
  return rest.reduce((left, right) => two(kind, left, right), first);
}
