// From fair components to a behaviour that a person can follow: a shortest way to one of them, and
// from there a way round that does all that the automaton and fairness ask for.

import type { Components } from "./components.js";
import type { Conditions } from "./fairness.js";
import { stutter, type Product } from "./product.js";

/** The steps to a state and those round and back to it; stuttering left out. */
export interface Lasso {
  readonly initial: number;
  readonly stem: readonly number[];
  readonly round: readonly number[];
}

/** Something that a way round has to come by: one of some pairs, or one of some steps. */
interface Goal {
  at(pair: number): boolean;
  over(step: number): boolean;
}

/** A step of a way, and the pair that it leaves. */
interface Passed {
  readonly pair: number;
  readonly step: number;
}

interface Way {
  readonly passed: readonly Passed[];
  readonly end: number;
}

const never = (): boolean => false;

export class Lassos {
  readonly #product: Product;
  readonly #components: Components;
  readonly #conditions: Conditions<unknown>;
  readonly #from: Int32Array;
  readonly #by: Int32Array;
  /** Which search has come to a pair last. */
  readonly #reached: Int32Array;
  readonly #queue: Int32Array;
  #searches = 0;

  constructor(product: Product, components: Components, conditions: Conditions<unknown>) {
    this.#product = product;
    this.#components = components;
    this.#conditions = conditions;
    this.#from = new Int32Array(product.size);
    this.#by = new Int32Array(product.size);
    this.#reached = new Int32Array(product.size);
    this.#queue = new Int32Array(product.size);
  }

  /** A lasso round the fair component that is nearest to an initial state. */
  nearest(): Lasso {
    const product = this.#product;
    const starts = product.graph.initial.flatMap((state) =>
      product.automaton.initial
        .filter((node) => product.admits(state, node))
        .map((node) => product.pairOf(state, node)),
    );
    const isFair = (pair: number): boolean => this.#components.fairComponentOf(pair) !== 0;
    const entry = starts.find(isFair);
    const stem: Way =
      entry === undefined
        ? this.#search(starts, { at: isFair, over: never }, () => true)
        : { passed: [], end: entry };
    const first = stem.passed[0]?.pair ?? stem.end;
    return {
      initial: product.stateOf(first),
      stem: stepsOf(stem.passed),
      round: this.#around(stem.end),
    };
  }

  #around(entry: number): readonly number[] {
    const component = this.#components.fairComponentOf(entry);
    const isInside = (pair: number) => this.#components.fairComponentOf(pair) === component;
    const passed: Passed[] = [];
    let at = entry;
    const go = (goal: Goal): void => {
      const way = this.#search([at], goal, isInside);
      passed.push(...way.passed);
      at = way.end;
    };
    for (const goal of this.#goals(component)) {
      const isMet = passed.some(({ pair, step }) => goal.at(pair) || goal.over(step));
      if (!isMet && !goal.at(at)) go(goal);
    }
    if (at !== entry || passed.length === 0) go({ at: (pair) => pair === entry, over: never });
    return stepsOf(passed);
  }

  #goals(component: number): readonly Goal[] {
    const { automaton } = this.#product;
    const conditions = this.#conditions;
    const takes = (condition: number) => (step: number) =>
      step !== stutter && conditions.isOf(step, condition);
    const possible = this.#components.possibleIn(component);
    const isStrong = (condition: number) => conditions.all[condition]?.strong === true;
    return [
      ...automaton.acceptance.map((nodes): Goal => ({
        at: (pair) => nodes[this.#product.nodeOf(pair)] === 1,
        over: never,
      })),
      ...possible
        .filter(isStrong)
        .map((condition): Goal => ({ at: never, over: takes(condition) })),
      ...conditions.all.flatMap(({ strong }, condition): readonly Goal[] => {
        const at = (pair: number) => !conditions.isPossible(this.#product.stateOf(pair), condition);
        return strong ? [] : [{ at, over: takes(condition) }];
      }),
    ];
  }

  /** A shortest way, of one step at least, to a pair or over a step. */
  #search(starts: readonly number[], goal: Goal, isAllowed: (pair: number) => boolean): Way {
    const search = ++this.#searches;
    const [from, by, reached, queue] = [this.#from, this.#by, this.#reached, this.#queue];
    let end = 0;
    for (const start of starts) {
      if (reached[start] === search) continue;
      reached[start] = search;
      from[start] = -1;
      queue[end++] = start;
    }
    let last: (Passed & { readonly next: number }) | undefined;
    for (let at = 0; at < end && last === undefined; at++) {
      const pair = queue[at] ?? 0;
      this.#product.visit(pair, (next, step) => {
        if (!isAllowed(next)) return false;
        if (goal.over(step) || goal.at(next)) {
          last = { pair, step, next };
          return true;
        }
        if (reached[next] === search) return false;
        reached[next] = search;
        from[next] = pair;
        by[next] = step;
        queue[end++] = next;
        return false;
      });
    }
    if (last === undefined) throw new Error("a component does not have what it was found for");
    return { passed: [...this.#wayTo(last.pair), last], end: last.next };
  }

  #wayTo(end: number): readonly Passed[] {
    const passed: Passed[] = [];
    for (let pair = end; (this.#from[pair] ?? -1) >= 0;) {
      const before = this.#from[pair] ?? 0;
      passed.push({ pair: before, step: this.#by[pair] ?? stutter });
      pair = before;
    }
    return passed.reverse();
  }
}

function stepsOf(passed: readonly Passed[]): readonly number[] {
  return passed.map(({ step }) => step).filter((step) => step !== stutter);
}
