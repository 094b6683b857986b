// What tells the elements of an interchangeable type apart in a state, whatever they are called:
// what is kept for each, and which variables and sets speak of it. That is a column of a table with
// a row for each element. Elements with equal rows can be swapped, unless the state also relates
// them to elements: then the types are entangled, and rows are not all there is to them.

import type { MapType, Type } from "../../../core/type.js";
import { both, equal, less, not, number, read, truth } from "../code.js";
import type { Code, Leaf } from "../code.js";
import { chunkBits, isScalar, type Types } from "../types.js";
import type { Renaming } from "./renaming.js";

/** Where a column has its value for one element. */
export interface Slot {
  /** When it is there; what decides that is not renamed. */
  readonly when: Code;
  /** A part of a word, which is the value. */
  readonly leaf: Leaf;
  /** Or the value is whether that is this rank. */
  readonly rank?: number;
}

export interface Columns {
  /** For each renamed type and each of its elements its slots, in the same order for all. */
  readonly slots: readonly (readonly (readonly Slot[])[])[];
  /** The numbers of the types that are related to each other or to themselves. */
  readonly entangled: ReadonlySet<number>;
}

/** The name of a word of the state that is made canonical. */
export function wordName(word: number): string {
  return `w${word}`;
}

function readWord(leaf: Leaf): Code {
  return read(leaf, wordName(leaf.word));
}

/** The text of what a column says of an element. */
export function slotText({ when, leaf, rank }: Slot): string {
  const own = readWord(leaf);
  const value = rank === undefined ? own.text : `(${own.text} === ${rank} ? 1 : 0)`;
  return when.constant === 1 ? value : `(${when.text} ? ${value} : 0)`;
}

/** The width of what a column says. */
export function slotWidth({ leaf, rank }: Slot): number {
  return rank === undefined ? leaf.width : 1;
}

/** Where a value stands: for nobody, for one element, or for several. */
type Owner = readonly (readonly [type: number, element: number])[];

interface Context {
  readonly owner: Owner;
  readonly when: Code;
}

export function columnsOf(
  variables: readonly { readonly type: Type; readonly leaves: readonly Leaf[] }[],
  renaming: Renaming,
  types: Types,
): Columns {
  const visitor = new Visitor(renaming, types);
  for (const { type, leaves } of variables) {
    visitor.visit(type, leaves, { owner: [], when: truth(true) });
  }
  return { slots: visitor.slots, entangled: visitor.entangled };
}

class Visitor {
  readonly slots: readonly (readonly Slot[][])[];
  readonly entangled = new Set<number>();
  readonly #renaming: Renaming;
  readonly #types: Types;

  constructor(renaming: Renaming, types: Types) {
    this.#renaming = renaming;
    this.#types = types;
    this.slots = renaming.types.map(({ values }) => values.map((): Slot[] => []));
  }

  visit(type: Type, leaves: readonly Leaf[], context: Context): void {
    if (!this.#renaming.touches(type)) {
      for (const leaf of leaves) this.#keep(leaf, context);
      return;
    }
    const [head, ...rest] = leaves;
    if (head === undefined) return;
    if (isScalar(type)) {
      this.#speak(type, context, (rank) => ({ when: context.when, leaf: head, rank }));
      return;
    }
    const tag = readTag(head);
    switch (type.kind) {
      case "record":
        this.#visitAll(type.fields, leaves, context);
        return;
      case "union":
        this.#keep(head, context);
        type.cases.forEach(({ fields }, index) => {
          this.#visitAll(fields, rest, inside(context, equal(tag, number(index))));
        });
        return;
      case "option":
        this.#keep(head, context);
        this.visit(type.of, rest, inside(context, not(equal(tag, number(0)))));
        return;
      case "seq":
        this.#keep(head, context);
        this.#parts(type.of, rest).forEach((part, index) => {
          this.visit(type.of, part, inside(context, less(number(index), "<", tag)));
        });
        return;
      case "set":
        this.#speak(type.of, context, (rank) => {
          const chunk = leaves[Math.floor(rank / chunkBits)] ?? head;
          const leaf = { ...chunk, shift: chunk.shift + (rank % chunkBits), width: 1 };
          return { when: context.when, leaf };
        });
        return;
      case "map":
        this.#visitMap(type, leaves, context);
        return;
      case "bool":
      case "int":
      case "symbols":
      case "bits":
        throw new Error("a scalar has one leaf");
    }
  }

  /** The leaves of each of several values of a type. */
  #parts(type: Type, leaves: readonly Leaf[]): readonly (readonly Leaf[])[] {
    const size = this.#types.leaves(type).length;
    const count = size === 0 ? 0 : leaves.length / size;
    return Array.from({ length: count }, (_, index) =>
      leaves.slice(index * size, (index + 1) * size),
    );
  }

  #visitAll(
    fields: readonly { readonly type: Type }[],
    leaves: readonly Leaf[],
    context: Context,
  ): void {
    let at = 0;
    for (const { type } of fields) {
      const size = this.#types.leaves(type).length;
      this.visit(type, leaves.slice(at, at + size), context);
      at += size;
    }
  }

  #visitMap(type: MapType, leaves: readonly Leaf[], context: Context): void {
    const parts = this.#parts(type.value, leaves);
    if (!this.#renaming.touches(type.key)) {
      for (const part of parts) this.visit(type.value, part, context);
      return;
    }
    if (context.owner.length > 0) this.#entangle(type.key, context.owner);
    const occurrences = this.#renaming.occurrences(type.key);
    parts.forEach((part, key) => {
      const found = occurrences[key] ?? [];
      if (found.length > 1) for (const each of found) this.entangled.add(each.type);
      const own = found.map((each) => [each.type, each.element] as const);
      this.visit(type.value, part, { ...context, owner: [...context.owner, ...own] });
    });
  }

  #entangle(type: Type, owner: Owner): void {
    for (const [each] of owner) this.entangled.add(each);
    for (const each of this.#renaming.typesIn(type)) this.entangled.add(each);
  }

  /** Something plain tells of the one element that it is kept for. */
  #keep(leaf: Leaf, { owner, when }: Context): void {
    const [only] = owner;
    if (owner.length !== 1 || only === undefined || leaf.width === 0) return;
    this.slots[only[0]]?.[only[1]]?.push({ when, leaf });
  }

  /** A value tells of the element in it. */
  #speak(type: Type, { owner }: Context, slotOf: (rank: number) => Slot): void {
    if (owner.length > 0) {
      this.#entangle(type, owner);
      return;
    }
    this.#renaming.occurrences(type).forEach((found, rank) => {
      if (found.length > 1) for (const each of found) this.entangled.add(each.type);
      const [only] = found;
      if (found.length !== 1 || only === undefined) return;
      const slot = slotOf(rank);
      if (slot.leaf.width > 0) this.slots[only.type]?.[only.element]?.push(slot);
    });
  }
}

/** The tag of a union, an option or a sequence. */
function readTag(leaf: Leaf): Code {
  // A test of a leaf would read the word of the state before, by its own name.
  const { text, isTruth, isPlain, constant } = readWord(leaf);
  return { text, isTruth, isPlain, ...(constant === undefined ? {} : { constant }) };
}

function inside({ owner, when }: Context, test: Code): Context {
  return { owner, when: both(when, test) };
}
