// The canonical form under types whose elements are related to each other: the least of the states
// whose elements are in the order of their rows. Where rows are equal, all orders are tried; those
// that give the same state say how symmetric it is.

import type { SymbolsType, Type } from "../../../core/type.js";
import { ones, read, type Leaf } from "../code.js";
import { leavesOf, type Subject } from "../scope.js";
import { columnsOf, wordName } from "./columns.js";
import { Renamer } from "./rename.js";
import { Renaming } from "./renaming.js";
import { Rows } from "./rows.js";

/** A variable that a renaming may change; its first leaf in the array L. */
interface Touched {
  readonly type: Type;
  readonly leaves: readonly Leaf[];
  readonly start: number;
}

export class Orders {
  readonly #subject: Subject;
  readonly #renaming: Renaming;
  readonly #rows: readonly Rows[];
  readonly #touched: readonly Touched[];

  constructor(symbols: readonly SymbolsType[], subject: Subject) {
    this.#subject = subject;
    const renaming = new Renaming(symbols, subject.types);
    this.#renaming = renaming;
    let start = 0;
    this.#touched = subject.core.variables
      .filter(({ type }) => renaming.touches(type))
      .map(({ name, type }) => {
        const placed = { type, leaves: leavesOf(name, subject), start };
        start += placed.leaves.length;
        return placed;
      });
    const { slots } = columnsOf(this.#touched, renaming, subject.types);
    this.#rows = slots.map((own) => new Rows(own));
  }

  /** `settle`, which puts the canonical words into `N`, and into `fixing` how many orders do. */
  get text(): string {
    const names = Array.from({ length: this.#subject.layout.words }, (_, word) => wordName(word));
    const renamer = new Renamer(this.#renaming, this.#subject.types);
    const packed = this.#pack(renamer);
    const leaves = this.#touched.reduce((sum, each) => sum + each.leaves.length, 0);
    return [
      `const L = new Int32Array(${leaves});`,
      `const N = new Int32Array(${names.length});`,
      "let fixing = 0;",
      ...this.#rows.map((rows, type) => declared(rows, type)),
      ...renamer.ranked.flatMap((type, table) => {
        const size = this.#renaming.occurrences(type).length;
        return ["M", "I"].map((name) => `const ${name}${table} = new Int32Array(${size});`);
      }),
      this.#rankText(renamer),
      `function tried(${names.join(", ")}) {`,
      "rename();",
      ...renamer.lines,
      ...packed.map((value, word) => `const n${word} = ${value};`),
      "let c = fixing === 0 ? -1 : 0;",
      ...names.map((_, word) => `if (c === 0) c = n${word} - N[${word}];`),
      "if (c > 0) return;",
      "if (c === 0) { fixing++; return; }",
      "fixing = 1;",
      ...names.map((_, word) => `N[${word}] = n${word};`),
      "}",
      `function settle(${names.join(", ")}) {`,
      ...this.#unpack(),
      ...this.#rows.map((rows, type) => sortText(rows, type)),
      "fixing = 0;",
      this.#allOrders(`tried(${names.join(", ")});`),
      "}",
      tiesText,
    ].join("\n");
  }

  /** The leaves that a renaming may change, into L. */
  #unpack(): readonly string[] {
    return this.#touched.flatMap(({ leaves, start }) =>
      leaves.map((leaf, index) => `L[${start + index}] = ${read(leaf, wordName(leaf.word)).text};`),
    );
  }

  /** The words after a renaming: what it does not touch stays where it is. */
  #pack(renamer: Renamer): readonly string[] {
    const { words } = this.#subject.layout;
    const parts = Array.from({ length: words }, (): string[] => []);
    const masks = Array.from({ length: words }, () => -1);
    for (const { type, leaves, start } of this.#touched) {
      const values = renamer.rename(type, `${start}`);
      leaves.forEach(({ word, shift, width }, index) => {
        if (width === 0) return;
        const value = values[index] ?? "0";
        parts[word]?.push(shift === 0 ? value : `${value} << ${shift}`);
        masks[word] = (masks[word] ?? -1) & ~(ones(width) << shift);
      });
    }
    return parts.map((own, word) =>
      [`${wordName(word)} & ${masks[word] ?? -1}`, ...own].join(" | "),
    );
  }

  /** Tries all orders that keep the rows sorted. */
  #allOrders(inner: string): string {
    return this.#rows.reduceRight(
      (rest, { count, parts }, type) => `
const all${type} = isStrict(O${type}, K${type}, ${parts}) ? 1 : P${type}.length;
for (let k${type} = 0; k${type} < all${type}; k${type}++) {
  const p = P${type}[k${type}];
  if (k${type} > 0 && !keeps(O${type}, K${type}, ${parts}, p)) continue;
  for (let i = 0; i < ${count}; i++) A${type}[O${type}[p[i]]] = i;
  ${rest}
}`,
      inner,
    );
  }

  /** What becomes of each rank: it moves with the elements that are in it. */
  #rankText(renamer: Renamer): string {
    const lines = renamer.ranked.flatMap((type, table) =>
      this.#renaming.occurrences(type).map((found, rank) => {
        const moved = found.map(
          ({ type: of, element, stride }) => ` + (A${of}[${element}] - ${element}) * ${stride}`,
        );
        const to = `M${table}[${rank}] = ${rank}${moved.join("")};`;
        return `${to} I${table}[M${table}[${rank}]] = ${rank};`;
      }),
    );
    return `function rename() {\n${lines.join("\n")}\n}`;
  }
}

/**
 * `K<t>` are the rows of a type's elements, `O<t>` the elements in their order, `P<t>` all orders
 * of positions, and `A<t>` where each element is in the one that is tried.
 */
function declared({ count, parts }: Rows, type: number): string {
  return [
    `const K${type} = new Int32Array(${count * parts});`,
    `const O${type} = new Int32Array(${count});`,
    `const A${type} = new Int32Array(${count});`,
    `const P${type} = ${JSON.stringify(permutations(count))};`,
  ].join("\n");
}

/** Sorts the elements of a type by their rows; those of equal ones as they were. */
function sortText(rows: Rows, type: number): string {
  const { count, parts } = rows;
  const [keys, order] = [`K${type}`, `O${type}`];
  const numbers = Array.from({ length: count * parts }, (_, index) => index);
  const isGreater =
    parts === 1
      ? `${keys}[${order}[j - 1]] > ${keys}[i]`
      : `compare(${keys}, ${order}[j - 1], i, ${parts}) > 0`;
  const values = numbers.map((index) => {
    const text = rows.text(Math.floor(index / parts), index % parts);
    return `${keys}[${index}] = ${text};`;
  });
  return `${values.join("\n")}
for (let i = 0; i < ${count}; i++) {
  let j = i;
  while (j > 0 && ${isGreater}) {
    ${order}[j] = ${order}[j - 1];
    j--;
  }
  ${order}[j] = i;
}`;
}

const tiesText = `function compare(keys, a, b, parts) {
  for (let i = 0; i < parts; i++) {
    const c = keys[a * parts + i] - keys[b * parts + i];
    if (c !== 0) return c;
  }
  return 0;
}
function isStrict(order, keys, parts) {
  for (let i = 1; i < order.length; i++)
    if (compare(keys, order[i - 1], order[i], parts) === 0) return false;
  return true;
}
function keeps(order, keys, parts, p) {
  for (let i = 0; i < p.length; i++)
    if (p[i] !== i && compare(keys, order[i], order[p[i]], parts) !== 0) return false;
  return true;
}`;

/** All orders of so many positions, the one that leaves all as they are first. */
function permutations(size: number): readonly (readonly number[])[] {
  const orders = (left: readonly number[]): readonly (readonly number[])[] =>
    left.length === 0
      ? [[]]
      : left.flatMap((first) =>
          orders(left.filter((each) => each !== first)).map((rest) => [first, ...rest]),
        );
  return orders(Array.from({ length: size }, (_, index) => index));
}
