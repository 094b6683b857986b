// The rows of a type's elements as JavaScript: each a few small integers, its columns side by side,
// that can be compared, put in order, and written back in that order.

import { ones, type Leaf } from "../code.js";
import { slotText, slotWidth, wordName, type Slot } from "./columns.js";

/** Bits of a row in one number: a small integer of any V8. */
const partBits = 30;

/** A column: its slot for each element, and where it is in a row. */
interface Column {
  readonly slots: readonly Slot[];
  readonly part: number;
  readonly shift: number;
  readonly width: number;
}

export class Rows {
  /** How many elements. */
  readonly count: number;
  /** How many numbers a row is. */
  readonly parts: number;
  readonly #columns: readonly Column[];

  constructor(slots: readonly (readonly Slot[])[]) {
    this.count = slots.length;
    const columns = joined(transposed(slots));
    this.#columns = placed(columns);
    this.parts = Math.max(1, ...this.#columns.map(({ part }) => part + 1));
  }

  /** The text of a part of an element's row. */
  text(element: number, part: number): string {
    const texts = this.#columns
      .filter((column) => column.part === part)
      .map(({ slots, shift }) => {
        const slot = slots[element];
        if (slot === undefined) throw new Error("a column has a slot for each element");
        return shift === 0 ? slotText(slot) : `${slotText(slot)} << ${shift}`;
      });
    return texts.length === 0 ? "0" : texts.join(" | ");
  }

  /** Declares the rows, as `k<element>` and letters for further parts. */
  declare(word: "let" | "const"): string {
    const names = this.#each().map(
      ([element, part]) => `${this.#name(element, part)} = ${this.text(element, part)}`,
    );
    return `${word} ${names.join(", ")};`;
  }

  isGreater(one: number, other: number): string {
    const last = this.parts - 1;
    const test = (part: number) => `${this.#name(one, part)} > ${this.#name(other, part)}`;
    let text = test(last);
    for (let part = last - 1; part >= 0; part--) {
      const same = `${this.#name(one, part)} === ${this.#name(other, part)}`;
      text = `(${test(part)} || ${same} && ${text})`;
    }
    return text;
  }

  isEqual(one: number, other: number): string {
    return this.#partNumbers()
      .map((part) => `${this.#name(one, part)} === ${this.#name(other, part)}`)
      .join(" && ");
  }

  swap(one: number, other: number): string {
    return this.#partNumbers()
      .map((part) => {
        const [a, b] = [this.#name(one, part), this.#name(other, part)];
        return `const t${part} = ${a}; ${a} = ${b}; ${b} = t${part};`;
      })
      .join(" ");
  }

  /** Gives each element the row that has its name: what the words have of all of them changes. */
  writeBack(): readonly string[] {
    const words = new Map<number, { mask: number; parts: string[] }>();
    const guarded: string[] = [];
    for (const column of this.#columns) {
      column.slots.forEach((slot, element) => {
        const value = this.#value(column, element);
        const { leaf } = slot;
        if (slot.rank === undefined && slot.when.constant === 1) {
          const own = words.get(leaf.word) ?? { mask: 0, parts: [] };
          own.mask |= ones(leaf.width) << leaf.shift;
          own.parts.push(shifted(value, leaf.shift));
          words.set(leaf.word, own);
        } else if (slot.rank === undefined) {
          guarded.push(`if (${slot.when.text}) ${stored(leaf, shifted(value, leaf.shift))}`);
        } else if (element === 0) {
          guarded.push(this.#choice(column));
        }
      });
    }
    const plain = [...words].map(([word, { mask, parts }]) => {
      const name = wordName(word);
      const others = mask === -1 ? [] : [`${name} & ${~mask}`];
      return `${name} = ${[...others, ...parts].join(" | ")};`;
    });
    return [...plain, ...guarded];
  }

  /** The rank of the element that a value speaks of. */
  #choice(column: Column): string {
    const choices = column.slots.map(({ leaf, rank = 0 }, element) => {
      const value = `${rank << leaf.shift}`;
      return `if (${this.#value(column, element)} !== 0) ${stored(leaf, value)}`;
    });
    return choices.join("\nelse ");
  }

  #value({ part, shift, width }: Column, element: number): string {
    const name = this.#name(element, part);
    const above = shift === 0 ? name : `${name} >>> ${shift}`;
    return width >= partBits ? name : `(${above} & ${ones(width)})`;
  }

  #name(element: number, part: number): string {
    return part === 0 ? `k${element}` : `k${element}_${part}`;
  }

  #partNumbers(): readonly number[] {
    return Array.from({ length: this.parts }, (_, part) => part);
  }

  #each(): readonly (readonly [element: number, part: number])[] {
    const elements = Array.from({ length: this.count }, (_, element) => element);
    return elements.flatMap((element) =>
      this.#partNumbers().map((part) => [element, part] as const),
    );
  }
}

function shifted(value: string, shift: number): string {
  return shift === 0 ? value : `${value} << ${shift}`;
}

function stored(leaf: Leaf, value: string): string {
  const name = wordName(leaf.word);
  return `${name} = ${name} & ${~(ones(leaf.width) << leaf.shift)} | ${value};`;
}

function transposed(slots: readonly (readonly Slot[])[]): readonly (readonly Slot[])[] {
  return (slots[0] ?? []).map((_, column) =>
    slots.map((own) => {
      const slot = own[column];
      if (slot === undefined) throw new Error("elements have the same columns");
      return slot;
    }),
  );
}

/** Columns that are next to each other for every element are one. */
function joined(columns: readonly (readonly Slot[])[]): readonly (readonly Slot[])[] {
  const done: (readonly Slot[])[] = [];
  for (const column of columns) {
    const both = done.at(-1)?.map((slot, element) => union(slot, column[element]));
    if (both?.every((slot) => slot !== undefined) === true) done.splice(-1, 1, both);
    else done.push(column);
  }
  return done;
}

function union(low: Slot, high: Slot | undefined): Slot | undefined {
  const isPlain = [low, high].every(
    (each) => each?.rank === undefined && each?.when.constant === 1,
  );
  if (high === undefined || !isPlain) return undefined;
  const width = low.leaf.width + high.leaf.width;
  const isNext =
    low.leaf.word === high.leaf.word && low.leaf.shift + low.leaf.width === high.leaf.shift;
  return isNext && width <= partBits ? { ...low, leaf: { ...low.leaf, width } } : undefined;
}

function placed(columns: readonly (readonly Slot[])[]): readonly Column[] {
  const found: Column[] = [];
  let [part, used] = [0, 0];
  for (const slots of columns) {
    const [first] = slots;
    const width = first === undefined ? 0 : slotWidth(first);
    if (used > 0 && used + width > partBits) [part, used] = [part + 1, 0];
    found.push({ slots, part, shift: used, width });
    used += width;
  }
  return found;
}
