// Variables that hold one record for each object or process instance, as elaboration makes them.

import type { Core, Variable } from "../core/core.js";
import type { Field, Type } from "../core/type.js";

/** The key and the fields of a variable that holds such records; nothing for another one. */
export function ownersOf(
  core: Core,
  { name, type }: Variable,
): { readonly key: Type; readonly fields: readonly Field[] } | undefined {
  if (type.kind !== "map" || type.key.kind !== "symbols" || type.value.kind !== "record") {
    return undefined;
  }
  const isOwned =
    core.processes.some((process) => process.variable === name) ||
    type.value.name === `${type.key.name}State`;
  return isOwned ? { key: type.key, fields: type.value.fields } : undefined;
}

const lives = ["free", "new", "linked", "detached"];

/** Whether it is the type of an object's life, which no type of a spec is quite like. */
export function isLife(type: Type): boolean {
  return type.kind === "symbols" && lives.every((life, index) => type.values[index] === life);
}
