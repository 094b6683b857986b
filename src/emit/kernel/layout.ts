// Where each leaf of the state is: a bit field of one of a few 32-bit words. Parts that are changed
// together stay in one word where that costs no further word: a whole variable if it fits, or else
// an element of a map, such as the record of a process; in the last resort a leaf.

import type { Core } from "../../core/core.js";
import type { Type } from "../../core/type.js";
import { widthOf, type Leaf } from "./code.js";
import type { Types } from "./types.js";

export interface Layout {
  readonly words: number;
  readonly bits: number;
  /** How many leaves there are. */
  readonly leaves: number;
  /** The leaves of each variable, in the order of its type. */
  readonly variables: ReadonlyMap<string, readonly Leaf[]>;
}

const wordBits = 32;

/** Neighbouring leaves that go into one word. */
type Unit = readonly number[];

export function layoutOf(core: Core, types: Types): Layout {
  const units = core.variables.map(({ type }) => unitsOf(type, types));
  const whole = units.map((each) => joined([each.flat()]));
  const elements = units.map(joined);
  const leaves = units.map((each) => each.flat().map((width) => [width]));
  const placed = [whole, elements, leaves].map(place);
  const words = Math.min(...placed.map((each) => each.words));
  const best = placed.find((each) => each.words === words);
  if (best === undefined) throw new Error("there is always a layout");
  const all = best.leaves.values();
  const variables = core.variables.map(({ name, type }) => {
    const own = types.leaves(type).map((): Leaf => {
      const { value } = all.next();
      if (value === undefined) throw new Error("a leaf has no place");
      return value;
    });
    return [name, own] as const;
  });
  const bits = best.leaves.reduce((sum, leaf) => sum + leaf.width, 0);
  return { words, bits, leaves: best.leaves.length, variables: new Map(variables) };
}

/** The widths of a variable's leaves, by element for a map. */
function unitsOf(type: Type, types: Types): readonly Unit[] {
  if (type.kind !== "map") return [types.leaves(type).map(widthOf)];
  const value = types.leaves(type.value).map(widthOf);
  return Array.from({ length: types.listed(type.key) }, () => value);
}

/** Units that are too wide for a word are cut into the longest pieces that are not. */
function joined(units: readonly Unit[]): readonly Unit[] {
  return units.flatMap((unit) => {
    const pieces: number[][] = [[]];
    let used = 0;
    for (const width of unit) {
      if (used + width > wordBits) {
        pieces.push([]);
        used = 0;
      }
      pieces.at(-1)?.push(width);
      used += width;
    }
    return pieces;
  });
}

interface Placed {
  readonly words: number;
  /** In the order of the units. */
  readonly leaves: readonly Leaf[];
}

/** Puts the widest unit first, each into the first word that has room. */
function place(variables: readonly (readonly Unit[])[]): Placed {
  const used: number[] = [];
  const units = variables.flat().map((unit) => ({
    unit,
    width: unit.reduce((sum, width) => sum + width, 0),
    leaves: [] as Leaf[],
  }));
  const ordered = [...units].sort((a, b) => b.width - a.width);
  for (const each of ordered) {
    const room = used.findIndex((bits) => bits + each.width <= wordBits);
    const word = room < 0 ? used.length : room;
    let shift = used[word] ?? 0;
    for (const width of each.unit) {
      each.leaves.push({
        index: 0,
        word: width === 0 ? 0 : word,
        shift: width === 0 ? 0 : shift,
        width,
      });
      shift += width;
    }
    if (each.width > 0) used[word] = shift;
  }
  const leaves = units.flatMap((each) => each.leaves).map((leaf, index) => ({ ...leaf, index }));
  return { words: Math.max(1, used.length), leaves };
}
