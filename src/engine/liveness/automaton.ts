// A claim as an automaton whose runs are the behaviours of which it is true, after Gerth, Peled,
// Vardi and Wolper ("Simple on-the-fly automatic verification of linear temporal logic", 1995).
//
// A node says what it asks of the state and the step at its place (its literals), and what has to
// be true from the next place on. It is made by taking formulas apart: `a until b` is b here, or a
// here and the same again next. A run may put off the b of an `until` again and again, so for each
// `until` a run has to come again and again to a node that does not: those are its acceptance sets.

import type { Claim, Literal } from "./literal.js";

export interface Automaton {
  readonly size: number;
  /** What each node asks. */
  readonly literals: readonly (readonly Literal[])[];
  readonly initial: readonly number[];
  readonly successors: readonly (readonly number[])[];
  /** For each acceptance set, 1 for the nodes in it. */
  readonly acceptance: readonly Uint8Array[];
}

/** A node that is being made. */
interface Draft {
  /** What is still to be taken apart. */
  readonly open: readonly number[];
  /** What has been. */
  readonly done: ReadonlySet<number>;
  readonly next: ReadonlySet<number>;
}

interface Node {
  readonly literals: readonly Literal[];
  readonly next: readonly number[];
  readonly accepted: readonly boolean[];
}

type Of<K extends Claim["kind"]> = Extract<Claim, { kind: K }>;

export function automatonOf(claim: Claim): Automaton {
  return new Construction(claim).automaton();
}

class Construction {
  /** Subformulas by number: equal ones have one number. */
  readonly #claims: Claim[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #parts = new Map<number, readonly [left: number, right: number]>();
  readonly #untils: number[] = [];
  readonly #nodes: Node[] = [];
  readonly #known = new Map<string, number>();
  readonly #root: number;

  constructor(claim: Claim) {
    this.#root = this.#intern(claim);
    this.#claims.forEach(({ kind }, number) => {
      if (kind === "until") this.#untils.push(number);
    });
  }

  automaton(): Automaton {
    const initial = this.#expand([this.#root]);
    const successors: (readonly number[])[] = [];
    for (let node = 0; node < this.#nodes.length; node++) {
      successors.push(this.#expand(this.#nodes[node]?.next ?? []));
    }
    return {
      size: this.#nodes.length,
      literals: this.#nodes.map(({ literals }) => literals),
      initial,
      successors,
      acceptance: this.#untils.map((_, set) =>
        Uint8Array.from(this.#nodes, ({ accepted }) => (accepted[set] === true ? 1 : 0)),
      ),
    };
  }

  #intern(claim: Claim): number {
    const parts = "left" in claim ? ([claim.left, claim.right] as const) : undefined;
    const numbers = parts && ([this.#intern(parts[0]), this.#intern(parts[1])] as const);
    const own =
      numbers === undefined ? JSON.stringify(claim) : `${claim.kind} ${numbers.join(" ")}`;
    const known = this.#numbers.get(own);
    if (known !== undefined) return known;
    const number = this.#claims.push(claim) - 1;
    this.#numbers.set(own, number);
    if (numbers !== undefined) this.#parts.set(number, numbers);
    return number;
  }

  /** The nodes in which all of these are true. */
  #expand(claims: readonly number[]): readonly number[] {
    const found = new Set<number>();
    const drafts: Draft[] = [{ open: claims, done: new Set(), next: new Set() }];
    for (let draft = drafts.pop(); draft !== undefined; draft = drafts.pop()) {
      const [claim, ...open] = draft.open;
      if (claim === undefined) found.add(this.#node(draft));
      else if (draft.done.has(claim)) drafts.push({ ...draft, open });
      else drafts.push(...this.#split(claim, { ...draft, open }).reverse());
    }
    return [...found].sort((a, b) => a - b);
  }

  /** The ways to make one more claim true. */
  #split(number: number, draft: Draft): Draft[] {
    const claim = this.#claims[number] as Claim;
    const [left, right] = this.#parts.get(number) ?? [number, number];
    const done = new Set([...draft.done, number]);
    const now = (...open: readonly number[]): Draft => ({
      ...draft,
      done,
      open: [...open, ...draft.open],
    });
    const again = (part: number): Draft => ({
      ...now(part),
      next: new Set([...draft.next, number]),
    });
    switch (claim.kind) {
      case "truth":
        return claim.value ? [now()] : [];
      case "state":
      case "step":
        return this.#contradicts(claim, draft.done) ? [] : [now()];
      case "and":
        return [now(left, right)];
      case "or":
        return [now(left), now(right)];
      case "until":
        return [now(right), again(left)];
      case "release":
        return [now(left, right), again(right)];
    }
  }

  #contradicts(literal: Literal, done: ReadonlySet<number>): boolean {
    const opposite: Literal =
      literal.kind === "state"
        ? { ...literal, positive: !literal.positive }
        : { ...literal, positive: !literal.positive, box: !literal.box };
    const number = this.#numbers.get(JSON.stringify(opposite));
    return number !== undefined && done.has(number);
  }

  /** The node of a draft that is done: nodes that ask the same now and later are one. */
  #node({ done, next }: Draft): number {
    const claims = [...done].sort((a, b) => a - b);
    const literals = claims.flatMap((number) => {
      const claim = this.#claims[number] as Claim | Of<"state">;
      return claim.kind === "state" || claim.kind === "step" ? [claim] : [];
    });
    const accepted = this.#untils.map((number) => {
      const right = this.#parts.get(number)?.[1] ?? number;
      return !done.has(number) || done.has(right);
    });
    const later = [...next].sort((a, b) => a - b);
    const key = JSON.stringify([literals, later, accepted]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const number = this.#nodes.push({ literals, next: later, accepted }) - 1;
    this.#known.set(key, number);
    return number;
  }
}
