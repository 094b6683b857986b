// The shape of a catalogue entry.

export type Severity = "error" | "warning";

/**
 * One kind of diagnostic. `message` is one sentence: lower-case start, present tense, no full stop.
 */
export interface Entry<F> {
  /** How grave it is; for some, that follows from the facts. */
  readonly severity: Severity | ((facts: F) => Severity);
  readonly message: (facts: F) => string;
  /** Why the language has this law and what to do; plain text paragraphs. */
  readonly explanation: string;
  /** A spec that shows the mistake, whole but for its first line, `model NAME`. */
  readonly example: string;
}

/** Types the facts of an entry from its message. */
export function entry<F>(value: Entry<F>): Entry<F> {
  return value;
}

/** The lines of an example as one text. */
export function lines(...parts: readonly string[]): string {
  return parts.join("\n");
}
