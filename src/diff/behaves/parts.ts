// What of a state can be looked at, and called by name: variables, the fields of objects and
// processes, locks. What features keep for themselves is nobody's to see.

import type { Core, Variable } from "../../core/core.js";
import { ownVariables } from "./own.js";
import type { SymbolsType, Type } from "../../core/type.js";

/** A variable, or one field of all its records. */
export interface Part {
  /** As `--observe` has it: `pmd`, `Table.entry`, `Fault.orig`. */
  readonly name: string;
  readonly variable: string;
  readonly field: string | undefined;
  /** The objects or process instances that have it. */
  readonly key: SymbolsType | undefined;
  readonly type: Type;
  readonly kind: "shared" | "lock" | "local";
}

/** The parts of a model's states, in the order of the spec. */
export function partsOf(core: Core): readonly Part[] {
  const own = ownVariables(core);
  return core.variables.flatMap((variable) => partsIn(core, variable, own));
}

function partsIn(core: Core, variable: Variable, own: ReadonlySet<string>): readonly Part[] {
  const { name, type } = variable;
  if (variable.isInner === true) return [];
  const process = core.processes.find((each) => each.variable === name);
  if (type.kind === "map" && type.key.kind === "symbols" && type.value.kind === "record") {
    const { key, value } = type;
    const isObject = value.name === `${key.name}State` && value.fields[0]?.name === "life";
    if (process !== undefined || isObject) {
      return value.fields.flatMap((field, index): Part[] => {
        const isKept = process === undefined ? isReaders(core, name, field, index) : index === 0;
        const kind = process === undefined ? kindOf(core, name, field.name) : "local";
        const called = `${process?.name ?? key.name}.${field.name}`;
        const part = { variable: name, field: field.name, key, type: field.type, kind } as const;
        return isKept ? [] : [{ name: called, ...part }];
      });
    }
  }
  const kind = own.has(name) ? "local" : kindOf(core, name);
  return [{ name, variable: name, field: undefined, key: undefined, type, kind }];
}

/** Whom the grace period of an object still waits for; elaboration keeps it after the life. */
function isReaders(
  core: Core,
  variable: string,
  { name, type }: { readonly name: string; readonly type: Type },
  index: number,
): boolean {
  const isThreads = type.kind === "set" && type.of.kind === "symbols" && type.of.name === "Thread";
  return index === 1 && isThreads && kindOf(core, variable, name) !== "lock" && name === "readers";
}

function kindOf(core: Core, variable: string, field?: string): "lock" | "shared" {
  const isLock = core.locks.some((each) => each.variable === variable && each.field === field);
  return isLock ? "lock" : "shared";
}

/** Equal for types of which values can be compared by what they are called. */
export function shapeOf(type: Type): string {
  switch (type.kind) {
    case "map":
      return `map ${keysOf(type.key)} ${shapeOf(type.value)}`;
    case "record":
      return `{${type.fields.map((field) => `${field.name} ${shapeOf(field.type)}`).join(", ")}}`;
    case "option":
      return `option ${shapeOf(type.of)}`;
    case "set":
    case "seq":
      return `${type.kind} ${shapeOf(type.of)}`;
    case "bool":
    case "int":
    case "symbols":
    case "union":
    case "bits":
      return type.kind;
  }
}

/** The keys of a map, by name. */
export function keysOf(key: Type): string {
  switch (key.kind) {
    case "symbols":
      return key.values.join(" ");
    case "int":
      return `${key.low}..${key.high}`;
    default:
      return shapeOf(key);
  }
}
