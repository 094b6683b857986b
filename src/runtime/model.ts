// The contract that a readable model is written against, and nothing else it needs to be explored,
// simulated or replayed. Depends on nothing, so a model runs wherever JavaScript does.

import type { Formula } from "./formula.js";

/** The arguments that make an action an action instance. */
export type Arguments = Readonly<Record<string, unknown>>;

/** The finite domain each parameter ranges over; those without one have `choices`. */
export type Domains<A> = { readonly [K in keyof A]?: readonly A[K][] };

/** A value for each key. */
export type Total<K extends PropertyKey, V> = { readonly [key in K]: V };

/** Who holds a lock, and how. */
export interface Holder {
  readonly thread: string;
  readonly mode: "read" | "write";
}

/** A lock that somebody waits for; `object` is the object it belongs to, if any. */
export interface Wanted {
  readonly lock: string;
  readonly object?: string;
  readonly mode: "read" | "write";
}

// Functions of a model are methods, not function-typed properties: a model holds actions of
// different parameters in one record, and TypeScript compares only methods bivariantly.

/** What must be true of the state before, whenever an action is taken. */
export interface Requirement<S, A extends Arguments = Arguments> {
  /** The rule, guard or always-on check that asks for it. */
  readonly property: string;
  /** When the event happens; absent: whenever the action is taken. */
  on?(state: S, args: A): boolean;
  need(state: S, args: A): boolean;
  /** The exceptions, of which one is enough. */
  readonly unless?: readonly Exception<S, A>[];
}

export interface Exception<S, A extends Arguments = Arguments> {
  holds(state: S, args: A): boolean;
}

export interface Action<S, A extends Arguments = Arguments> {
  /** The process and step it is; its argument `self` is then the instance that takes it. */
  readonly process?: string;
  readonly step?: string;
  readonly parameters: Domains<A>;
  /** What the other parameters may be in a state, once those with a domain are chosen. */
  choices?(state: S, args: A): readonly Partial<A>[];
  guard(state: S, args: A): boolean;
  /** The lock it waits for when the program counter is at its step. */
  wants?(state: S, args: A): Wanted;
  readonly requires?: readonly Requirement<S, A>[];
  /** The state after. */
  effect(state: S, args: A): S;
}

export interface Invariant<S> {
  /** Some state in which the invariant says something; absent: every state. */
  applies?(state: S): boolean;
  holds(state: S): boolean;
}

/** A state that must be reachable. */
export interface Reachable<S> {
  holds(state: S): boolean;
}

/** What is true of the initial states, and of every step that changes the state. */
export interface StepProperty<S> {
  initially?(state: S): boolean;
  holds(state: S, next: S): boolean;
}

/** What is true of every fair behaviour, for all arguments. */
export interface Property<S, A extends Arguments = Arguments> {
  readonly parameters: Domains<A>;
  formula(args: A): Formula<S>;
}

/**
 * The instances of an action that have these arguments, whatever the others are. With `from`, only
 * their steps from some states, with more arguments: those it gives, or no steps at all.
 */
export type Instances<S> = readonly [
  action: Action<S>,
  args: Arguments,
  from?: (state: S) => Arguments | undefined,
];

/**
 * Steps of these instances that change the state are not put off for ever: weak, if from some time
 * on one is always possible; strong, if one is possible again and again. One condition for each
 * choice of arguments.
 */
export interface Fairness<S, A extends Arguments = Arguments> {
  readonly strength: "weak" | "strong";
  readonly parameters: Domains<A>;
  instances(args: A): readonly Instances<S>[];
}

/**
 * States beyond a constraint are judged, but neither counted nor gone on from: it keeps a model
 * finite.
 */
export interface Constraint<S> {
  holds(state: S): boolean;
}

export interface Process<S> {
  readonly instances: readonly string[];
  /** The step that an instance takes next, or `ended`. */
  at(state: S, self: string): string;
  /** Of handlers: each runs on the CPU of a thread, from its step `interrupt` on. */
  readonly context?: "softirq" | "hardirq";
}

export interface Lock<S> {
  readonly kind: "spinlock" | "mutex" | "rwlock" | "rwsem" | "seqcount";
  /** The objects that have one each; absent for a lock of its own. */
  readonly objects?: readonly string[];
  /** There is an order among those of the objects. */
  readonly nests?: true;
  holders(state: S, object: string): readonly Holder[];
}

/**
 * One move of a scenario: `[lane, step]`, or `[lane, "..", step]` if other steps may come first.
 */
export type Move =
  readonly [lane: string, step: string] | readonly [lane: string, gap: "..", step: string];

export interface Scenario<S> {
  readonly moves: readonly Move[];
  readonly then:
    | { readonly violates: readonly string[] }
    | { holds(state: S): boolean }
    | { readonly blocked: string }
    | "possible";
}

export interface Model<S> {
  readonly name: string;
  readonly variant: string;
  readonly init: readonly S[];
  readonly actions: Readonly<Record<string, Action<S>>>;
  readonly invariants: Readonly<Record<string, Invariant<S>>>;
  readonly reachable: Readonly<Record<string, Reachable<S>>>;
  readonly steps?: Readonly<Record<string, StepProperty<S>>>;
  readonly properties?: Readonly<Record<string, Property<S>>>;
  readonly fairness?: readonly Fairness<S>[];
  readonly constraints?: Readonly<Record<string, Constraint<S>>>;
  readonly processes: Readonly<Record<string, Process<S>>>;
  readonly locks: Readonly<Record<string, Lock<S>>>;
  /** The handler that has interrupted a thread, which stands still until it returns. */
  interruptedBy?(state: S, thread: string): string | null;
  readonly scenarios: Readonly<Record<string, Scenario<S>>>;
  /** The always-on checks that are on and that the search itself makes. */
  readonly checks: readonly string[];
}

/**
 * Thrown by any function of a model when a value leaves its type, or is asked for where there is
 * none: an index that is not there, a division by zero, a choice from nothing. The report is
 * `out_of_range`.
 */
export class OutOfRange extends Error {
  override readonly name = "OutOfRange";
}
