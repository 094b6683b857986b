// What the leaves of the state are called where the kernel is read: by their place in the state,
// and with names for their values.

import type { Type } from "../../core/type.js";
import type { Leaf } from "./code.js";
import { leavesOf, type Subject } from "./scope.js";
import { isScalar } from "./types.js";

export interface NamedLeaf {
  /** `table_table1_used`; an identifier of its own. */
  readonly name: string;
  /** `table[table1].used`. */
  readonly place: string;
  readonly leaf: Leaf;
  /** What its values 0, 1, ... mean, where they have names. */
  readonly labels: readonly string[];
}

type Described = Pick<NamedLeaf, "place" | "labels">;

/** All leaves of more than one value, in the order of the state variables. */
export function namedLeaves(subject: Subject): readonly NamedLeaf[] {
  const used = new Set<string>();
  return subject.core.variables.flatMap(({ name, type }) => {
    const leaves = leavesOf(name, subject);
    return describe(type, name, subject).flatMap(({ place, labels }, index) => {
      const leaf = leaves[index];
      if (leaf === undefined || leaf.width === 0) return [];
      return [{ name: identifier(place, used), place, leaf, labels }];
    });
  });
}

/** An identifier that is not in use; it then is. */
function identifier(place: string, used: Set<string>): string {
  const plain = place.replace(/\W+/g, "_").replace(/^_|_$/g, "");
  const base = /^[A-Za-z]/.test(plain) && !/^[stnp]\d*$/.test(plain) ? plain : `the_${plain}`;
  let name = base;
  for (let count = 2; used.has(name); count++) name = `${base}_${count}`;
  used.add(name);
  return name;
}

function describe(type: Type, place: string, subject: Subject): readonly Described[] {
  const { types, reading } = subject;
  if (isScalar(type)) return [{ place, labels: labelsOf(type) }];
  const of = (part: Type, at: string) => describe(part, at, subject);
  switch (type.kind) {
    case "option":
      return [{ place: `${place} is some`, labels: ["no", "yes"] }, ...of(type.of, place)];
    case "record":
      return type.fields.flatMap((field) => of(field.type, `${place}.${field.name}`));
    case "union":
      return [
        { place, labels: type.cases.map(({ name }) => name) },
        ...types
          .slots(type.cases)
          .map((_, slot) => ({ place: `${place} slot ${slot}`, labels: [] })),
      ];
    case "map":
      return reading.values(type.key).flatMap((key) => of(type.value, `${place}[${shown(key)}]`));
    case "set": {
      const chunks = types.chunks(type.of);
      return chunks.map((_, at) => ({
        place: chunks.length === 1 ? place : `${place} part ${at}`,
        labels: [],
      }));
    }
    case "seq":
      return [
        { place: `len ${place}`, labels: [] },
        ...Array.from({ length: type.max }, (_, at) => of(type.of, `${place}[${at}]`)).flat(),
      ];
    case "bool":
    case "int":
    case "symbols":
    case "bits":
      return [];
  }
}

function labelsOf(type: Type): readonly string[] {
  if (type.kind === "bool") return ["false", "true"];
  if (type.kind === "symbols") return type.values;
  if (type.kind === "option") {
    const inner = labelsOf(type.of);
    return inner.length === 0 ? [] : ["none", ...inner];
  }
  return [];
}

/** A value of the readable model in a few words. */
export function shown(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return `{${value.map(shown).join(", ")}}`;
  if (value === null) return "none";
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") {
    return `${value}`;
  }
  if (typeof value !== "object") throw new Error("a state has no such value");
  return Object.entries(value)
    .map(([name, part]) => (name === "kind" ? shown(part) : `${name}: ${shown(part)}`))
    .join(", ");
}
