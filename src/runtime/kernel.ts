// The contract between a packed kernel and the search: states are a few 32-bit words, and the
// kernel has the loops that find and look at them, many at a time, while the search keeps them.
// What a kernel reports of properties it reports by number, in the order of the lists here.

/**
 * What a step did that the search has to look at: `what` numbers the list that the kind names. Of
 * one kind and `what` only the first counts, by state and instance, and of those that have no value
 * only the first of their kind.
 */
export interface Notice {
  /**
   * A requirement that is broken, an edge of the lock order, a property of steps that is broken
   * (`step`), a wait; and what has no value: an effect (`range`), a guard, a requirement's
   * condition (`judgement`), a property of steps (`comparison`), a sight.
   */
  readonly kind:
    | "requirement"
    | "edge"
    | "step"
    | "wait"
    | "range"
    | "guard"
    | "judgement"
    | "comparison"
    | "sight";
  /** The state before, and the action instance; -1 for a wait or a sight, which is of the state. */
  readonly state: number;
  readonly choice: number;
  /** Of a wait, 0 for a thread that waits for itself and 1 for others. */
  readonly what: number;
}

/** The successors of a batch of states. */
export interface Batch {
  /** Their words, then the number of the action instance. */
  readonly records: Int32Array;
  /** Where the successors of each state end in `records`. */
  readonly ends: Int32Array;
}

/** What a kernel and the search tell each other while states are expanded. */
export interface Marks extends Tally {
  /** 1 for a property that needs no further violation; set by the search. */
  readonly decided: Uint8Array;
  /** 1 for an edge that is known; set by the search. */
  readonly known: Uint8Array;
}

/** What a kernel marks, and each thread for itself. */
export interface Tally {
  /** 1 for a property whose event has happened, where that is not each time its action is taken. */
  readonly applied: Uint8Array;
  /** 1 for an action that was taken. */
  readonly taken: Uint8Array;
  /** How often each exception was true where the need was not, in all states stood for. */
  readonly excused: Float64Array;
  /** How many states those that were expanded stand for, and their successors. */
  readonly weighed: Float64Array;
  /** How many of the states that were looked at lie beyond a constraint: one number. */
  readonly beyond: Float64Array;
}

/** States that are told apart up to the names of interchangeable values. */
export interface Symmetry {
  /** The types whose values are renamed. */
  readonly types: readonly string[];
  /**
   * Whether the initial states, renamed, are initial states: then each state stands for all that
   * are it, renamed. Else it counts as one.
   */
  readonly isClosed: boolean;
  /** Puts the canonical state in the place of each, in records as those of a batch. */
  canonicalise(records: Int32Array, end: number): void;
}

/** The loops of a kernel, running. */
export interface Steps {
  /** What was noticed since the list was last emptied. */
  readonly notices: Notice[];
  /**
   * Expands states in order until the batch is full or `to` is reached; how many it expanded. What
   * lies beyond a constraint has no successors.
   */
  expand(states: Int32Array, from: number, to: number, batch: Batch): number;
  /**
   * Looks at new states; calls `found` with the bits of sights of a chunk, which says what to go on
   * with.
   */
  inspect(
    states: Int32Array,
    from: number,
    to: number,
    active: Int32Array,
    found: (state: number, chunk: number, bits: number) => void,
  ): void;
}

/** What the loops of a kernel are given: the marks, and what they work with. */
export interface KernelHost extends Marks {
  /**
   * Who waits, as bits of threads; whether a value left its type; whether an instance is enabled
   * though it failed; whether a thread waits for itself; the same of one step; who is about to read
   * a lock that others wait to write, as bits of threads.
   */
  readonly F: Int32Array;
  /** Whom each thread waits for, as bits of threads. */
  readonly W: Int32Array;
  readonly notices: Notice[];
  notice(kind: Notice["kind"], choice: number, what: number): void;
  /** Says of which state the notices are that do not say so yet. */
  stamp(state: number): void;
}

export interface Kernel extends Steps, Marks {
  /** Words of a state, and the bits of them that are used. */
  readonly words: number;
  readonly bits: number;
  /** The number of action instances, which are numbered in the order of the readable model. */
  readonly instances: number;
  /** Present if the successors that `expand` finds are canonical. */
  readonly symmetry: Symmetry | undefined;
  /** The text of the loops, from which a thread of its own can have them running too. */
  readonly text: string;

  /** Names by number: properties, actions, lock classes. */
  readonly properties: readonly string[];
  readonly actions: readonly string[];
  readonly requirements: readonly { readonly action: string; readonly position: number }[];
  /** Properties that have applied whenever an action is taken; others are noted in `applied`. */
  readonly applications: readonly { readonly action: string; readonly property: string }[];
  readonly exceptions: readonly { readonly property: string; readonly position: number }[];
  readonly edges: readonly { readonly held: string; readonly taken: string }[];
  /** Properties of steps. */
  readonly steps: readonly string[];
  /** What is looked for in each new state. */
  readonly sights: readonly Sight[];

  /**
   * Loops that leave out orders of steps that make no difference, given the readable model:
   * verdicts are the same, but for what breaks once something is broken. Undefined if there are
   * none to leave out.
   */
  reduce(model: Beginning): (Steps & Pick<Kernel, "text">) | undefined;
  /** The loop over the initial states of the readable model. */
  initial(model: Beginning): InitialLoop;
  /** The questions that temporal properties ask, when they are judged. */
  formulas(): Formulas;
  /** The words of a state of the readable model. */
  encode(state: unknown): readonly number[];
  /** The bits, word by word, of a variable or of one field of all its records. */
  mask(variable: string, field?: string): readonly number[];
  /** The state of the readable model whose words begin at `at`. */
  decode(states: Int32Array, at: number): unknown;
}

/** The initial states of a readable model, which are best not asked for if they are many. */
export interface Beginning {
  readonly init: readonly unknown[];
}

/**
 * Writes the initial states to the records of a batch, in the order of the readable model, and
 * says how many there are whenever they are `batchSize`, and at the end.
 */
export type InitialLoop = (records: Int32Array, take: (count: number) => void) => void;

/** All the records that a loop writes, each so many words long. */
export function recordsOf(loop: InitialLoop, stride: number): Int32Array {
  const batch = new Int32Array(batchSize * stride);
  const parts: Int32Array[] = [];
  loop(batch, (count) => parts.push(batch.slice(0, count * stride)));
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Something to be seen in a state: an invariant broken or said to apply, what is to be reached, a
 * property of steps that an initial state breaks. What lies beyond a constraint is counted instead
 * of being reported.
 */
export interface Sight {
  readonly kind: "broken" | "applies" | "reached" | "beginning" | "beyond";
  readonly property: string;
}

/**
 * Loops over the states of a search, which lie at every `stride` words of the arena, that write 1
 * for each state, or step between two, of which a question is true. Questions are in the order of
 * the readable model's formulas: property by property, for each choice of its parameters, from left
 * to right. Undefined is what a kernel cannot answer.
 */
export interface Formulas {
  readonly states: readonly (StateLoop | undefined)[];
  readonly steps: readonly (StepLoop | undefined)[];
}

export type StateLoop = (
  arena: Int32Array,
  stride: number,
  count: number,
  truths: Uint8Array,
) => void;

/** The steps of each state and where they lead to; a negative number is no state. */
export type StepLoop = (
  arena: Int32Array,
  stride: number,
  count: number,
  offsets: Int32Array,
  targets: Int32Array,
  truths: Uint8Array,
) => void;

/** Sights in one chunk of bits. */
export const sightsPerChunk = 30;

/** The most successors of a batch, beyond which no further state is expanded. */
export const batchSize = 1024;
