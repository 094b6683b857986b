// The sets of pairs in which a behaviour can go round for ever, fairly.
//
// A behaviour that never ends stays at last in one strongly connected component of the product. If
// it visits all of it again and again, which it can, then it is accepted if the component meets
// every acceptance set, and weakly fair if for each condition some state of it does not permit the
// condition's steps or some step in it is one of them. Strong fairness asks more: where a step of
// the condition is possible in the component but none stays in it, the behaviour has to avoid the
// states where it is possible, so what is left without them is looked at again, on its own.

import type { Conditions } from "./fairness.js";
import { stutter, type Product } from "./product.js";

/** A set of pairs in which a fair behaviour can stay, visiting all of them again and again. */
export interface Component {
  readonly pairs: readonly number[];
  /** True of the pairs in it. */
  has(pair: number): boolean;
  /** The strong conditions whose steps are possible in it, and so have to be taken in it. */
  readonly strong: readonly number[];
}

const nowhere = 0;

export class Components<S> {
  readonly #product: Product<S>;
  readonly #conditions: Conditions<S>;
  /** The part of the product that a pair is looked at in; 0 if in none any more. */
  readonly #region: Int32Array;
  readonly #index: Int32Array;
  readonly #low: Int32Array;
  readonly #place: Int32Array;
  readonly #enabled: Int32Array;
  #regions = 0;

  constructor(product: Product<S>, conditions: Conditions<S>) {
    this.#product = product;
    this.#conditions = conditions;
    this.#region = new Int32Array(product.size);
    this.#index = new Int32Array(product.size);
    this.#low = new Int32Array(product.size);
    this.#place = new Int32Array(product.size);
    this.#enabled = new Int32Array(conditions.all.length).fill(-1);
  }

  /** Calls `found` with each fair component. */
  search(found: (component: Component) => void): void {
    const recurrent = recurrentNodes(this.#product.automaton);
    const all: number[] = [];
    for (let pair = 0; pair < this.#product.size; pair++) {
      if (recurrent[this.#product.nodeOf(pair)] === 1) all.push(pair);
    }
    const open: (readonly number[])[] = [all];
    for (let pairs = open.pop(); pairs !== undefined; pairs = open.pop()) {
      const region = this.#mark(pairs);
      for (const component of this.#connected(pairs, region)) {
        const own = this.#mark(component);
        const rest = this.#judge(component, own, found);
        if (rest.length > 0) open.push(rest);
      }
    }
  }

  #mark(pairs: readonly number[]): number {
    const region = ++this.#regions;
    for (const pair of pairs) {
      this.#region[pair] = region;
      this.#index[pair] = 0;
    }
    return region;
  }

  /** The strongly connected components of a region, after Tarjan, with a stack of our own. */
  *#connected(pairs: readonly number[], region: number): Generator<readonly number[]> {
    const product = this.#product;
    const [path, stack]: [number[], number[]] = [[], []];
    let count = 0;
    const enter = (pair: number): void => {
      this.#index[pair] = ++count;
      this.#low[pair] = count;
      this.#place[pair] = 0;
      path.push(pair);
      stack.push(pair);
    };
    for (const root of pairs) {
      // A pair that has been given to a component lies in a region of its own.
      if (this.#region[root] !== region || this.#index[root] !== 0) continue;
      enter(root);
      for (let pair = path.at(-1); pair !== undefined; pair = path.at(-1)) {
        const place = this.#place[pair] ?? 0;
        if (place < product.places(pair)) {
          this.#place[pair] = place + 1;
          const next = product.successorAt(pair, place);
          if (next < 0 || this.#region[next] !== region) continue;
          if (this.#index[next] === 0) enter(next);
          else this.#lower(pair, this.#index[next] ?? 0);
          continue;
        }
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) this.#lower(parent, this.#low[pair] ?? 0);
        if (this.#low[pair] !== this.#index[pair]) continue;
        const component = stack.splice(stack.lastIndexOf(pair));
        for (const each of component) this.#region[each] = nowhere;
        yield component;
      }
    }
  }

  #lower(pair: number, to: number): void {
    this.#low[pair] = Math.min(this.#low[pair] ?? 0, to);
  }

  /** Reports a fair component; else gives what of it is to be looked at again. */
  #judge(
    pairs: readonly number[],
    region: number,
    found: (component: Component) => void,
  ): readonly number[] {
    const { acceptance } = this.#product.automaton;
    const { all } = this.#conditions;
    const accepted = acceptance.map(() => false);
    const [possible, avoided, taken] = [all.map(() => false), all.map(() => false), new Set()];
    let turns = false;
    for (const pair of pairs) {
      const node = this.#product.nodeOf(pair);
      acceptance.forEach((nodes, set) => {
        if (nodes[node] === 1) accepted[set] = true;
      });
      turns = this.#look(pair, region, (condition) => taken.add(condition)) || turns;
      this.#enabled.forEach((at, condition) => {
        if (at === pair) possible[condition] = true;
        else avoided[condition] = true;
      });
    }
    if (!turns || !accepted.every(Boolean)) return [];
    const isKept = ({ strong }: { readonly strong: boolean }, condition: number) =>
      taken.has(condition) || (strong ? possible[condition] !== true : avoided[condition] === true);
    const broken = all.flatMap((each, condition) => (isKept(each, condition) ? [] : [condition]));
    if (broken.length === 0) {
      const strong = all.flatMap((each, at) => (each.strong && possible[at] === true ? [at] : []));
      found({ pairs, has: (pair) => this.#region[pair] === region, strong });
      return [];
    }
    if (broken.some((condition) => all[condition]?.strong !== true)) return [];
    return pairs.filter((pair) => !broken.some((condition) => this.isPossible(pair, condition)));
  }

  /** Notes which conditions' steps are possible and which stay; whether any step stays. */
  #look(pair: number, region: number, takes: (condition: number) => void): boolean {
    this.#note(pair);
    const product = this.#product;
    const count = product.places(pair);
    let stays = false;
    for (let place = 0; place < count; place++) {
      const next = product.successorAt(pair, place);
      if (next < 0 || this.#region[next] !== region) continue;
      stays = true;
      const step = product.stepAt(pair, place);
      if (step !== stutter) for (const condition of this.conditionsOf(step)) takes(condition);
    }
    return stays;
  }

  #note(pair: number): void {
    const { offsets } = this.#product.graph;
    const state = this.#product.stateOf(pair);
    for (let step = offsets[state] ?? 0; step < (offsets[state + 1] ?? 0); step++) {
      for (const condition of this.conditionsOf(step)) this.#enabled[condition] = pair;
    }
  }

  /** The conditions that a step is one of. */
  conditionsOf(step: number): readonly number[] {
    return this.#conditions.of[this.#product.graph.choices[step] ?? 0] ?? [];
  }

  isPossible(pair: number, condition: number): boolean {
    const { offsets } = this.#product.graph;
    const state = this.#product.stateOf(pair);
    for (let step = offsets[state] ?? 0; step < (offsets[state + 1] ?? 0); step++) {
      if (this.conditionsOf(step).includes(condition)) return true;
    }
    return false;
  }
}

/** 1 for the nodes of an automaton from which a run can come back to them. */
function recurrentNodes({ size, successors }: Product<unknown>["automaton"]): Uint8Array {
  const found = new Uint8Array(size);
  for (let node = 0; node < size; node++) {
    const reached = new Set(successors[node]);
    for (const each of reached) for (const next of successors[each] ?? []) reached.add(next);
    if (reached.has(node)) found[node] = 1;
  }
  return found;
}
