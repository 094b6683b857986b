// The shape of a catalogue entry.

/** One kind of diagnostic. `message` is one sentence: lower-case start, present tense, no full stop. */
export interface Entry<F> {
  readonly severity: "error" | "warning";
  readonly message: (facts: F) => string;
  /** Why the language has this law and what to do; plain text paragraphs. */
  readonly explanation: string;
  /** A few lines of a spec that show the mistake. */
  readonly example: string;
}

/** Types the facts of an entry from its message. */
export function entry<F>(value: Entry<F>): Entry<F> {
  return value;
}
