// Renaming a state: JavaScript that computes the leaves of a variable from its leaves before, in
// the array L. `M<n>` is what becomes of each rank of a type, and `I<n>` the other way round.

import type { Type } from "../../../core/type.js";
import { isSame, chunkBits, isScalar, type Types } from "../types.js";
import type { Renaming } from "./renaming.js";

/** The types of which ranks are renamed, numbered, and the text that is written so far. */
export class Renamer {
  readonly lines: string[] = [];
  /** Types of scalars, keys and elements, whose ranks `M<n>` renames. */
  readonly ranked: Type[] = [];
  readonly #renaming: Renaming;
  readonly #types: Types;
  #names = 0;

  constructor(renaming: Renaming, types: Types) {
    this.#renaming = renaming;
    this.#types = types;
  }

  /** The leaves of a value whose leaves before begin at `start`, an expression. */
  rename(type: Type, start: string): readonly string[] {
    const count = this.#types.leaves(type).length;
    const leafAt = (index: number) => `L[${start} + ${index}]`;
    if (!this.#renaming.touches(type)) {
      return Array.from({ length: count }, (_, index) => leafAt(index));
    }
    if (isScalar(type)) return [`M${this.#rank(type)}[${leafAt(0)}]`];
    switch (type.kind) {
      case "record":
        return this.#all(
          type.fields.map((field) => field.type),
          start,
          0,
        );
      case "option":
        return this.#guarded(start, count, [
          { when: `${leafAt(0)} !== 0`, parts: [{ type: type.of, at: 1 }] },
        ]);
      case "union":
        return this.#guarded(
          start,
          count,
          type.cases.map(({ fields }, tag) => ({
            when: `${leafAt(0)} === ${tag}`,
            parts: this.#placed(
              fields.map((field) => field.type),
              1,
            ),
          })),
        );
      case "seq": {
        const size = this.#types.leaves(type.of).length;
        return this.#guarded(
          start,
          count,
          Array.from({ length: type.max }, (_, index) => ({
            when: `${leafAt(0)} > ${index}`,
            parts: [{ type: type.of, at: 1 + index * size }],
          })),
        );
      }
      case "set":
        return this.#set(type.of, start, count);
      case "map":
        return this.#map(type, start);
      case "bool":
      case "int":
      case "symbols":
      case "bits":
        throw new Error("a scalar has one leaf");
    }
  }

  #fresh(): string {
    return `r${this.#names++}`;
  }

  #rank(type: Type): number {
    const known = this.ranked.findIndex((each) => isSame(each, type));
    return known < 0 ? this.ranked.push(type) - 1 : known;
  }

  #placed(all: readonly Type[], first: number): readonly { type: Type; at: number }[] {
    let at = first;
    return all.map((type) => {
      const placed = { type, at };
      at += this.#types.leaves(type).length;
      return placed;
    });
  }

  #all(all: readonly Type[], start: string, first: number): readonly string[] {
    return this.#placed(all, first).flatMap(({ type, at }) =>
      this.rename(type, `${start} + ${at}`),
    );
  }

  /** A copy, of which some parts are renamed where they are there. */
  #guarded(
    start: string,
    count: number,
    branches: readonly {
      readonly when: string;
      readonly parts: readonly { readonly type: Type; readonly at: number }[];
    }[],
  ): readonly string[] {
    const names = Array.from({ length: count }, (_, index) => {
      const name = this.#fresh();
      this.lines.push(`let ${name} = L[${start} + ${index}];`);
      return name;
    });
    for (const { when, parts } of branches) {
      const touched = parts.filter(({ type }) => this.#renaming.touches(type));
      if (touched.length === 0) continue;
      this.lines.push(`if (${when}) {`);
      for (const { type, at } of touched)
        this.rename(type, `${start} + ${at}`).forEach((text, index) => {
          this.lines.push(`${names[at + index] ?? ""} = ${text};`);
        });
      this.lines.push("}");
    }
    return names;
  }

  #set(of: Type, start: string, chunks: number): readonly string[] {
    const rank = this.#rank(of);
    const names = Array.from({ length: chunks }, () => this.#fresh());
    for (const name of names) this.lines.push(`let ${name} = 0;`);
    for (let chunk = 0; chunk < chunks; chunk++) {
      const element = `M${rank}[${chunk * chunkBits} + 31 - Math.clz32(rest & -rest)]`;
      const put =
        chunks === 1
          ? `${names[0] ?? ""} |= 1 << ${element};`
          : `const to = ${element}; ${names
              .map((name, index) => {
                const low = index * chunkBits;
                const test = `to >= ${low} && to < ${low + chunkBits}`;
                return `if (${test}) ${name} |= 1 << (to - ${low});`;
              })
              .join(" ")}`;
      this.lines.push(
        `for (let rest = L[${start} + ${chunk}]; rest !== 0; rest &= rest - 1) { ${put} }`,
      );
    }
    return names;
  }

  #map(type: Extract<Type, { kind: "map" }>, start: string): readonly string[] {
    const size = this.#types.leaves(type.value).length;
    const keys = Array.from({ length: this.#types.listed(type.key) }, (_, key) => key);
    if (!this.#renaming.touches(type.key))
      return keys.flatMap((key) => this.rename(type.value, `${start} + ${key * size}`));
    const rank = this.#rank(type.key);
    return keys.flatMap((key) => {
      const from = this.#fresh();
      this.lines.push(`const ${from} = ${start} + I${rank}[${key}] * ${size};`);
      return this.rename(type.value, from);
    });
  }
}
