// Formulas of linear time, as a readable model writes them: a function of a state is a formula, and
// the words of the language put formulas together.

/** A formula about behaviours through states `S`. */
export type Formula<S> = ((state: S) => boolean) | Compound<S>;

export type Compound<S> =
  | { readonly kind: "step"; holds(state: S, next: S): boolean }
  | { readonly kind: "not" | "always" | "eventually"; readonly operand: Formula<S> }
  | {
      readonly kind: "and" | "or" | "implies" | "until" | "leads to";
      readonly left: Formula<S>;
      readonly right: Formula<S>;
    }
  | { readonly kind: "all" | "some"; readonly parts: readonly Formula<S>[] };

/**
 * The step satisfies `holds`. Stuttering is not seen: under `always` it satisfies everything, under
 * `eventually` nothing.
 */
export function step<S>(holds: (state: S, next: S) => boolean): Compound<S> {
  return { kind: "step", holds };
}

export function not<S>(operand: Formula<S>): Compound<S> {
  return { kind: "not", operand };
}

export function always<S>(operand: Formula<S>): Compound<S> {
  return { kind: "always", operand };
}

export function eventually<S>(operand: Formula<S>): Compound<S> {
  return { kind: "eventually", operand };
}

export function and<S>(left: Formula<S>, right: Formula<S>): Compound<S> {
  return { kind: "and", left, right };
}

export function or<S>(left: Formula<S>, right: Formula<S>): Compound<S> {
  return { kind: "or", left, right };
}

export function implies<S>(left: Formula<S>, right: Formula<S>): Compound<S> {
  return { kind: "implies", left, right };
}

/** `right` comes to be true, and until then `left` is. */
export function until<S>(left: Formula<S>, right: Formula<S>): Compound<S> {
  return { kind: "until", left, right };
}

/** Whenever `left` is true, `right` is then or later. */
export function leadsTo<S>(left: Formula<S>, right: Formula<S>): Compound<S> {
  return { kind: "leads to", left, right };
}

/** The formula for each of the values. */
export function forAll<T, S>(values: readonly T[], of: (value: T) => Formula<S>): Compound<S> {
  return { kind: "all", parts: values.map(of) };
}

/** The formula for one of the values. */
export function forSome<T, S>(values: readonly T[], of: (value: T) => Formula<S>): Compound<S> {
  return { kind: "some", parts: values.map(of) };
}
