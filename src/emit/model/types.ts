// The types of the core as TypeScript writes them, and the lists of their values.

import { typeKey } from "../../core/traverse.js";
import type { Type, UnionType } from "../../core/type.js";
import { array, call, code, record, resultText, type Code } from "./code.js";
import {
  domainName,
  freshName,
  payloadName,
  propertyName,
  type ContractType,
  type Helper,
  type Names,
} from "./identifier.js";

/** What types and value lists need: names, and a note of what they use. */
export interface Naming {
  readonly names: Names;
  use(helper: Helper | ContractType): void;
  /** Notes that the list of all values of a named union or record, by its key, is needed. */
  list(key: string): void;
  /** Notes that a function has something of that name. */
  claim(name: string): void;
}

/** Integers of larger ranges are `number`: TypeScript checks a union of literals value by value. */
const literalLimit = 64;

/** True if TypeScript knows the integers of the type one by one. */
export function isListed(type: Type): boolean {
  return type.kind === "int" && type.high - type.low < literalLimit;
}

/** True if a map with such keys is an object; otherwise it is a list of pairs. */
export function isPlainKey(type: Type): boolean {
  return type.kind === "symbols" || isListed(type);
}

/** True if `===` compares values of the type. */
export function isScalar(type: Type): boolean {
  if (type.kind === "option") return isScalar(type.of);
  return ["bool", "int", "symbols", "bits"].includes(type.kind);
}

/** The integers from `low` to `high`. */
export function integers(low: number, high: number): readonly number[] {
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, index) => low + index);
}

/** The type as TypeScript writes it: its name, or what it is. */
export function typeText(type: Type, naming: Naming): string {
  return domainName(type, naming.names) ?? structureText(type, naming);
}

/** The type spelt out. */
export function structureText(type: Type, naming: Naming): string {
  switch (type.kind) {
    case "bool":
      return "boolean";
    case "int":
      return isListed(type) ? integers(type.low, type.high).join(" | ") || "never" : "number";
    case "symbols":
      return type.values.map((value) => JSON.stringify(value)).join(" | ") || "never";
    case "bits":
      return "bigint";
    case "option":
      return `${typeText(type.of, naming)} | null`;
    case "set":
    case "seq":
      return `readonly ${elementText(type.of, naming)}[]`;
    case "map": {
      const map = isPlainKey(type.key) ? "Total" : "Pairs";
      naming.use(map);
      return `${map}<${typeText(type.key, naming)}, ${typeText(type.value, naming)}>`;
    }
    case "record":
      return membersText(type.fields.map((x) => [propertyName(x.name), typeText(x.type, naming)]));
    case "union":
      return type.cases
        .map(({ name, fields }) =>
          membersText([
            ["kind", JSON.stringify(name)],
            ...fields.map((x) => [payloadName(x.name), typeText(x.type, naming)] as const),
          ]),
        )
        .join(" | ");
  }
}

function elementText(type: Type, naming: Naming): string {
  const element = typeText(type, naming);
  return /[ |]/.test(element.replace(/<.*>/, "")) ? `(${element})` : element;
}

function membersText(members: readonly (readonly [name: string, type: string])[]): string {
  return `{ ${members.map(([name, type]) => `readonly ${name}: ${type}`).join("; ")} }`;
}

/**
 * The list of all values of a type, in its order: the constant that has the type's name, mostly.
 */
export function valuesCode(type: Type, naming: Naming): Code {
  const name = domainName(type, naming.names);
  if (type.kind === "union" || type.kind === "record") {
    const list = naming.names.values.get(typeKey(type));
    if (list === undefined) return composedValues(type, naming);
    naming.list(typeKey(type));
    return code(list);
  }
  if (type.kind === "bits") return code(`${name ?? type.name}.values()`);
  return name === undefined ? composedValues(type, naming) : code(name);
}

/** The same, from the types it is made of. */
export function composedValues(type: Type, naming: Naming): Code {
  const use = (helper: Helper, ...parts: readonly Code[]) => {
    naming.use(helper);
    return call(helper, ...parts);
  };
  switch (type.kind) {
    case "bool":
      return code("[false, true]");
    case "int":
      return isListed(type)
        ? array(integers(type.low, type.high).map((value) => code(`${value}`)))
        : use("range", code(`${type.low}`), code(`${type.high}`));
    case "symbols":
      return array(type.values.map((value) => code(JSON.stringify(value))));
    case "option":
      return code(`[null, ...${valuesCode(type.of, naming).text}]`);
    case "set":
      return use("subsets", valuesCode(type.of, naming));
    case "seq":
      return use("sequences", valuesCode(type.of, naming), code(`${type.max}`));
    case "map":
      return use(
        isPlainKey(type.key) ? "maps" : "pairings",
        valuesCode(type.key, naming),
        valuesCode(type.value, naming),
      );
    case "record":
      return eachOf(type.fields, naming, propertyName, (parts) => record(parts));
    case "union": {
      const cases = type.cases.map(({ name, fields }) =>
        eachOf(fields, naming, payloadName, (parts) =>
          construction(
            type,
            name,
            parts.map(([, value]) => value),
            naming,
          ),
        ),
      );
      return array(cases.map((each) => code(unlisted(each.text))));
    }
    case "bits":
      return valuesCode(type, naming);
  }
}

/** The elements of a list as they are written inside another one. */
function unlisted(listText: string): string {
  return /^\[[^[\]]*\]$/.test(listText) ? listText.slice(1, -1) : `...${listText}`;
}

/** The list of what `make` makes of all values of the fields. */
function eachOf(
  fields: readonly { readonly name: string; readonly type: Type }[],
  naming: Naming,
  nameOf: (name: string) => string,
  make: (parts: readonly (readonly [name: string, value: Code])[]) => Code,
): Code {
  const taken = new Set(naming.names.taken);
  const parts = fields.map(({ name, type }) => {
    const local = freshName(name, taken);
    naming.claim(local);
    taken.add(local);
    return { local, type, part: [nameOf(name), code(local)] as const };
  });
  const made = make(parts.map(({ part }) => part));
  const inner = resultText(made);
  return code(
    parts.reduceRight((body, { local, type }, index) => {
      const method = index === parts.length - 1 ? "map" : "flatMap";
      const shown = index === parts.length - 1 ? inner : body;
      return `${valuesCode(type, naming).text}.${method}((${local}) => ${shown})`;
    }, `[${made.text}]`),
  );
}

/** The value of a union, as its constructor makes it: `Pmd.table(t)`. */
export function construction(
  union: UnionType,
  name: string,
  values: readonly Code[],
  naming: Naming,
): Code {
  const made = `${domainName(union, naming.names) ?? union.name}.${propertyName(name)}`;
  return values.length === 0 ? code(made) : call(made, ...values);
}
