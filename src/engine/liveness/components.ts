// The sets of pairs in which a behaviour can go round for ever, fairly.
//
// A behaviour that never ends stays at last in one strongly connected component of the product. If
// it visits all of it again and again, which it can, then it is accepted if the component meets
// every acceptance set, and weakly fair if for each condition some state of it does not permit the
// condition's steps or some step in it is one of them. Strong fairness asks more: where a step of
// the condition is possible in the component but none stays in it, the behaviour has to avoid the
// states where it is possible, so what is left without them is looked at again, on its own.
//
// Components are found depth-first, after Tarjan, as Pearce does with one number for each pair ("A
// space-efficient algorithm for finding strongly connected components", 2016): 0 before the search
// comes to it, then the least number that it leads back to, and at last that of its component,
// which counts down from where no other number is, so that it never is the least.

import type { Automaton } from "./automaton.js";
import type { Conditions } from "./fairness.js";
import { Integers, outside, type Graph } from "./graph.js";
import type { Product } from "./product.js";

/** The number of a pair that there is not, or that is not to be looked at any more. */
const none = 0x7fffffff;

/** What is kept of each pair on the way from the root: it, its step, its node, its own number. */
const frame = 4;

export class Components {
  readonly #product: Product;
  readonly #graph: Graph;
  readonly #conditions: Conditions<unknown>;
  /** The nodes that are looked at, and for each of all nodes its place among them, or -1. */
  readonly #nodes: readonly number[];
  readonly #slots: readonly number[];
  /** For each node that is looked at, the places of those after it. */
  readonly #successors: readonly Int32Array[];
  /** The number of each pair of a state and a node that is looked at. */
  readonly #order: Int32Array;
  readonly #frames = new Integers();
  readonly #stack = new Integers();
  #depth = 0;
  #last = 0;
  #component = none;
  /** 1 for the pairs of fair components. */
  #fair: Uint8Array | undefined;
  /** Parts of components that are to be looked at again. */
  readonly #again: Int32Array[] = [];

  constructor(product: Product, conditions: Conditions<unknown>) {
    const { automaton, graph } = product;
    const free = freeNode(automaton);
    this.#product = product;
    this.#graph = graph;
    this.#conditions = conditions;
    this.#nodes = automaton.successors.flatMap((_, node) => (node === free ? [] : [node]));
    this.#slots = automaton.successors.map((_, node) => this.#nodes.indexOf(node));
    this.#successors = this.#nodes.map((node) => this.#slotsOf(automaton.successors[node] ?? []));
    this.#order = new Int32Array(graph.size * this.#nodes.length);
    this.#nodes.forEach((node, slot) => this.#exclude(product.admitted[node], slot));
    this.#start(free);
    for (let part = this.#again.pop(); part !== undefined; part = this.#again.pop()) {
      for (const pair of part) this.#order[pair] = 0;
      for (const pair of part) if (this.#order[pair] === 0) this.#connect(pair);
    }
  }

  /** True if there is a component in which a fair behaviour can stay. */
  get areFair(): boolean {
    return this.#fair !== undefined;
  }

  /** Bytes that the search needed. */
  get bytes(): number {
    const { byteLength } = this.#order;
    return byteLength + this.#frames.bytes + this.#stack.bytes + (this.#fair?.byteLength ?? 0);
  }

  /** The component of a pair of the product, if it is a fair one; 0 if not. */
  fairComponentOf(pair: number): number {
    const slot = this.#slots[this.#product.nodeOf(pair)] ?? -1;
    if (slot < 0) return 0;
    const own = this.#product.stateOf(pair) * this.#nodes.length + slot;
    return this.#fair?.[own] === 1 ? (this.#order[own] ?? 0) : 0;
  }

  /** The conditions of which some state of a component permits steps. */
  possibleIn(component: number): readonly number[] {
    const { words, all, possible } = this.#conditions;
    const found = new Int32Array(words);
    this.#order.forEach((each, pair) => {
      if (each !== component) return;
      const state = Math.floor(pair / this.#nodes.length);
      for (let word = 0; word < words; word++) {
        found[word] = (found[word] ?? 0) | (possible[state * words + word] ?? 0);
      }
    });
    return all.flatMap((_, at) => (((found[at >> 5] ?? 0) & (1 << (at & 31))) === 0 ? [] : [at]));
  }

  #slotsOf(nodes: readonly number[]): Int32Array {
    return Int32Array.from(nodes.map((node) => this.#slots[node] ?? -1).filter((at) => at >= 0));
  }

  #exclude(admitted: Uint8Array | undefined, slot: number): void {
    if (admitted === undefined) return;
    const order = this.#order;
    for (let state = 0, at = slot; state < admitted.length; state++, at += this.#nodes.length) {
      if (admitted[state] === 0) order[at] = none;
    }
  }

  /** Looks from where behaviours begin, and where they leave the free node, which is anywhere. */
  #start(free: number | undefined): void {
    const { automaton, graph } = this.#product;
    const count = this.#nodes.length;
    for (const state of graph.initial) {
      for (const slot of this.#slotsOf(automaton.initial)) this.#begin(state * count + slot);
    }
    if (free === undefined) return;
    const after = this.#slotsOf(automaton.successors[free] ?? []);
    for (let state = 0; state < graph.size; state++) {
      for (const slot of after) this.#begin(state * count + slot);
    }
  }

  #begin(pair: number): void {
    if (this.#order[pair] === 0) this.#connect(pair);
  }

  /** Finds all components that a pair leads to. */
  #connect(root: number): void {
    const order = this.#order;
    this.#last = 0;
    this.#enter(root);
    while (this.#depth > 0) {
      const base = (this.#depth - 1) * frame;
      const next = this.#advance(base);
      if (next >= 0) {
        this.#enter(next);
        continue;
      }
      this.#depth--;
      const pair = this.#frames.at(base);
      const least = order[pair] ?? 0;
      if (least < this.#frames.at(base + 3)) this.#stack.push(pair);
      else this.#close(pair, least);
      if (this.#depth === 0) return;
      const before = this.#frames.at(base - frame);
      order[before] = Math.min(order[before] ?? 0, order[pair] ?? 0);
    }
  }

  #enter(pair: number): void {
    const base = this.#depth++ * frame;
    const frames = this.#frames.reserve(base + frame);
    this.#frames.size = base + frame;
    frames[base] = pair;
    frames[base + 1] = this.#graph.offsets[Math.floor(pair / this.#nodes.length)] ?? 0;
    frames[base + 2] = 0;
    frames[base + 3] = ++this.#last;
    this.#order[pair] = this.#last;
  }

  /** Goes on with the successors of a pair on the way; the first one that is new, or -1. */
  #advance(base: number): number {
    const frames = this.#frames.reserve(0);
    const order = this.#order;
    const { offsets, targets } = this.#graph;
    const count = this.#nodes.length;
    const pair = frames[base] ?? 0;
    const state = Math.floor(pair / count);
    const slot = pair - state * count;
    const successors = this.#successors[slot] ?? new Int32Array(0);
    const permitted = this.#permitted(slot);
    const end = offsets[state + 1] ?? 0;
    let least = order[pair] ?? 0;
    let turn = frames[base + 2] ?? 0;
    for (let step = frames[base + 1] ?? 0; step <= end; step++, turn = 0) {
      const target = step === end ? this.#stillAt(state, slot) : (targets[step] ?? outside);
      if (target === outside) continue;
      if (permitted !== undefined && step < end && permitted[step] === 0) continue;
      while (turn < successors.length) {
        const next = target * count + (successors[turn++] ?? 0);
        const known = order[next] ?? 0;
        if (known === 0) {
          frames[base + 1] = step;
          frames[base + 2] = turn;
          order[pair] = least;
          return next;
        }
        if (known < least) least = known;
      }
    }
    order[pair] = least;
    return -1;
  }

  #permitted(slot: number): Uint8Array | undefined {
    return this.#product.permitted[this.#nodes[slot] ?? 0];
  }

  /** Where stuttering leads to, if it is permitted. */
  #stillAt(state: number, slot: number): number {
    return this.#product.still[this.#nodes[slot] ?? 0] === true ? state : outside;
  }

  /** Takes the component of a pair off the stack, and judges it. */
  #close(pair: number, least: number): void {
    const stack = this.#stack;
    const order = this.#order;
    const component = --this.#component;
    let from = stack.size;
    for (; from > 0 && (order[stack.at(from - 1)] ?? 0) >= least; from--) {
      order[stack.at(from - 1)] = component;
    }
    order[pair] = component;
    stack.push(pair);
    const pairs = stack.all.subarray(from);
    const rest = this.#judge(pairs, component);
    if (rest.length > 0) this.#again.push(rest);
    stack.size = from;
  }

  /** Notes a component if it is fair; else gives what of it is to be looked at again. */
  #judge(pairs: Int32Array, component: number): Int32Array {
    const { words, strong } = this.#conditions;
    if (!this.#turns(pairs) || !this.#isAccepted(pairs)) return nothing;
    const broken = new Int32Array(words);
    for (let word = 0; word < words; word++) {
      const asked = this.#asked(pairs, word);
      if (asked === 0) continue;
      broken[word] = asked & ~this.#taken(pairs, component, word, asked);
      if (((broken[word] ?? 0) & ~(strong[word] ?? 0)) !== 0) return nothing;
    }
    if (broken.every((bits) => bits === 0)) {
      this.#fair ??= new Uint8Array(this.#order.length);
      for (const pair of pairs) this.#fair[pair] = 1;
      return nothing;
    }
    return pairs.filter((pair) =>
      broken.every((bits, word) => (this.#at(pair, word) & bits) === 0),
    );
  }

  /** True if a behaviour can go on in a component: a pair alone has only stuttering for that. */
  #turns(pairs: Int32Array): boolean {
    if (pairs.length > 1) return true;
    const slot = (pairs[0] ?? 0) % this.#nodes.length;
    return this.#stillAt(0, slot) !== outside && (this.#successors[slot]?.includes(slot) ?? false);
  }

  #isAccepted(pairs: Int32Array): boolean {
    return this.#product.automaton.acceptance.every((nodes) =>
      pairs.some((pair) => nodes[this.#nodes[pair % this.#nodes.length] ?? 0] === 1),
    );
  }

  /** The conditions of which the state of a pair permits steps. */
  #at(pair: number, word: number): number {
    const { possible, words } = this.#conditions;
    return possible[Math.floor(pair / this.#nodes.length) * words + word] ?? 0;
  }

  /** The conditions of which a step has to be taken in a component. */
  #asked(pairs: Int32Array, word: number): number {
    const strong = this.#conditions.strong[word] ?? 0;
    let [always, sometimes] = [-1, 0];
    for (const pair of pairs) {
      const possible = this.#at(pair, word);
      always &= possible;
      sometimes |= possible;
      if (strong === 0 && always === 0) return 0;
    }
    return (always & ~strong) | (sometimes & strong);
  }

  /** Those of the conditions asked for of which steps stay in a component. */
  #taken(pairs: Int32Array, component: number, word: number, asked: number): number {
    const { offsets, targets } = this.#graph;
    const count = this.#nodes.length;
    let taken = 0;
    for (const pair of pairs) {
      const state = Math.floor(pair / count);
      const slot = pair - state * count;
      const permitted = this.#permitted(slot);
      const end = offsets[state + 1] ?? 0;
      for (let step = offsets[state] ?? 0; step < end; step++) {
        const bits = this.#conditions.ofStep(step, word) & asked & ~taken;
        if (bits === 0 || permitted?.[step] === 0) continue;
        const target = targets[step] ?? outside;
        if (target !== outside && this.#staysIn(component, target, slot)) taken |= bits;
      }
      if (taken === asked) break;
    }
    return taken;
  }

  #staysIn(component: number, target: number, slot: number): boolean {
    const successors = this.#successors[slot] ?? nothing;
    for (const next of successors) {
      if (this.#order[target * this.#nodes.length + next] === component) return true;
    }
    return false;
  }
}

const nothing = new Int32Array(0);

/**
 * A node that every behaviour may stay at for as long as it likes, and none for ever: it asks
 * nothing, runs begin there and come from nowhere else. Pairs with it are all states that there
 * are, so that they need no looking at.
 */
function freeNode({ literals, initial, successors, acceptance }: Automaton): number | undefined {
  return initial.find(
    (node) =>
      literals[node]?.length === 0 &&
      successors.every((after, other) => after.includes(node) === (other === node)) &&
      acceptance.some((nodes) => nodes[node] === 0),
  );
}
