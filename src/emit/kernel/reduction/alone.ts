// Where a thread may move alone: at places where whatever the others may do before it moves has
// nothing to do with what it does, so that it makes no difference who is first (a persistent set,
// as of Godefroid, "Partial-order methods", 1996).

import type { Core } from "../../../core/core.js";
import type { Expr } from "../../../core/expression.js";
import type { Beginning } from "../../../runtime/kernel.js";
import type { Instance } from "../action.js";
import type { Subject } from "../scope.js";
import { codecOf } from "../codec.js";
import { instancesOf } from "../instances.js";
import { Unsupported } from "../unsupported.js";
import { Facts, GivenUp, type At } from "./facts.js";
import { lanesOf, stepAt, type Lane } from "./lanes.js";
import { Moves, spread, type Move } from "./moves.js";

/** A lane, and the places at which it may move alone. */
export interface Alone {
  readonly lane: Lane;
  readonly places: readonly number[];
  /** The places at which it may not. */
  readonly others: readonly number[];
}

/** Which moves have nothing to do with each other, and with what is looked for. */
class Independence {
  readonly #facts: Facts;
  readonly #looks: readonly Expr[];

  constructor(facts: Facts, looks: readonly Expr[]) {
    this.#facts = facts;
    this.#looks = looks;
  }

  /** Whether nobody else may disturb what a thread does at a place. */
  isAlone(at: At): boolean {
    const moves = this.#facts.movesAt(at);
    if (moves.length === 0) return false;
    if (moves.some(({ mayFail, mayQueue }) => mayFail || mayQueue)) return false;
    if (moves.some((move) => this.#looks.some((look) => this.#isSeen(move, look, at))))
      return false;
    return this.#facts.lanes.every((_, lane) => {
      if (lane === at[0]) return true;
      return this.#facts.places(lane).every((place) => {
        const other: At = [lane, place];
        if (!this.#facts.mayMeet(at, other)) return true;
        return this.#facts
          .movesAt(other)
          .every((move) => moves.every((own) => !this.#disturbs(own, move, [at, other])));
      });
    });
  }

  /** Whether a move may change the answer to a question. */
  #isSeen(move: Move, look: Expr, at: At): boolean {
    const { moves } = this.#facts;
    const { after } = moves;
    const before = moves.look(look, this.#facts.knownAt(at));
    const moved = this.#facts
      .ways(at, move)
      .map((place) => moves.look(look, this.#facts.knownAt([at[0], place])));
    const writes = [...move.writes].filter((leaf) => !this.#facts.knownAt(at).has(leaf));
    const isSame = moved.every(({ text }) => text === before.text);
    if (isSame && !writes.some((leaf) => before.reads.has(leaf))) return false;
    const all = [before, ...moved].flatMap(({ reads }) => [...reads]);
    const leaves = new Set([...move.reads, ...all]);
    const whole = moves.look(look, new Map());
    const isSeen = this.#facts.some(leaves, [at], (state) => {
      if (!move.take(state)) return false;
      const next = after.slice();
      return whole.holds(state) !== whole.holds(next);
    });
    return isSeen !== false;
  }

  /** Whether it makes a difference if another move comes before a thread's own. */
  #disturbs(own: Move, other: Move, where: readonly At[]): boolean {
    const meets = (writes: ReadonlySet<number>, of: ReadonlySet<number>) =>
      [...writes].some((leaf) => of.has(leaf));
    if (
      !meets(own.writes, other.reads) &&
      !meets(own.writes, other.writes) &&
      !meets(other.writes, own.reads)
    )
      return false;
    const { moves } = this.#facts;
    const leaves = new Set([...own.reads, ...other.reads]);
    const [after, ownAfter] = [moves.after.slice(), moves.after.slice()];
    const differs = this.#facts.some(leaves, where, (state) => {
      const isTaken = other.take(state);
      if (!isTaken && !moves.isBroken) return false;
      const remarks = moves.remarks;
      after.set(moves.after);
      const isOwn = own.take(state);
      const ownRemarks = moves.remarks;
      ownAfter.set(moves.after);
      if (isTaken) {
        if (own.take(after) !== isOwn || moves.remarks !== ownRemarks) return true;
        after.set(moves.after);
      }
      if (!isOwn) return false;
      if (other.take(ownAfter) !== isTaken || moves.remarks !== remarks) return true;
      return isTaken && !isSameState(after, moves.after);
    });
    return differs !== false;
  }
}

/** Whether two states are the same; what follows their leaves is the instance that led there. */
function isSameState(one: Int32Array, other: Int32Array): boolean {
  for (let leaf = 0; leaf < one.length - 1; leaf++) if (one[leaf] !== other[leaf]) return false;
  return true;
}

/** Everything that is looked for in states. */
function looksOf(core: Core): readonly Expr[] {
  return [
    ...core.invariants.flatMap(({ applies, holds }) =>
      applies === undefined ? [holds] : [applies, holds],
    ),
    ...core.reachables.map(({ holds }) => holds),
  ];
}

/**
 * Where threads may move alone, on no way round for ever, from these initial states; nowhere if a
 * model asks for more than states and steps from them, or is too large to be looked through.
 */
export function aloneIn(subject: Subject, model: Beginning): readonly Alone[] {
  if (!isReducible(subject.core)) return [];
  try {
    const codec = codecOf(spread(subject));
    return findAlone(
      subject,
      instancesOf(subject),
      model.init.map((state) => codec.encode(state)),
    );
  } catch (error) {
    if (error instanceof GivenUp || error instanceof Unsupported) return [];
    throw error;
  }
}

/** A thread that is interrupted is moved by others. */
function isReducible({ steps, temporal, constraints, interrupted, processes }: Core): boolean {
  return (
    steps.length + temporal.length + constraints.length === 0 &&
    interrupted === undefined &&
    processes.every(({ context }) => context === undefined)
  );
}

function findAlone(
  subject: Subject,
  instances: readonly Instance[],
  initial: readonly (readonly number[])[],
): readonly Alone[] {
  const moves = new Moves(subject);
  const lanes = lanesOf(instances, subject);
  const facts = new Facts(lanes, moves, subject, initial);
  const independence = new Independence(facts, looksOf(subject.core));
  const found = lanes.map((lane, index) => ({
    lane,
    index,
    places:
      lane.process === undefined
        ? []
        : facts.places(index).filter((place) => independence.isAlone([index, place])),
  }));
  return withoutCycles(found, facts);
}

/**
 * Where a thread only ever moves alone, the others are ignored; so there is a step on each way
 * round at which it does not. Steps are left out for all threads of a process, so that it does not
 * matter how they are named.
 */
function withoutCycles(
  found: readonly (Omit<Alone, "others"> & { readonly index: number })[],
  facts: Facts,
): readonly Alone[] {
  const leadsTo = new Map<string, Set<string>>();
  const key = (lane: Lane, place: number) => `${lane.process?.name ?? ""} ${stepAt(lane, place)}`;
  for (const { lane, index, places } of found) {
    for (const place of places) {
      const from = key(lane, place);
      const next = leadsTo.get(from) ?? new Set<string>();
      leadsTo.set(from, next);
      for (const move of facts.movesAt([index, place])) {
        for (const to of facts.ways([index, place], move)) next.add(key(lane, to));
      }
    }
  }
  const dropped = new Set<string>();
  const done = new Set<string>();
  const visit = (at: string, way: ReadonlySet<string>): void => {
    for (const next of leadsTo.get(at) ?? []) {
      if (next === at || way.has(next)) dropped.add(at);
      else if (!done.has(next)) visit(next, new Set([...way, next]));
    }
    done.add(at);
  };
  for (const at of leadsTo.keys()) if (!done.has(at)) visit(at, new Set([at]));
  return found.map(({ lane, index, places }) => {
    const kept = places.filter((place) => !dropped.has(key(lane, place)));
    return {
      lane,
      places: kept,
      others: facts.places(index).filter((place) => !kept.includes(place)),
    };
  });
}
