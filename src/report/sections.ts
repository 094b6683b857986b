// RCU read sections and interrupts, which elaboration keeps in a variable for all threads each,
// told in the words of the spec.

import type { Core } from "../core/core.js";
import { fieldOf, variableIn } from "./value.js";

interface Section {
  readonly variable: string;
  readonly enter: string;
  readonly leave: string;
  /** What a thread inside holds. */
  readonly held: string;
}

/** The sections that a model has. A spec's own variable of such a name leaves `_state` to ours. */
function sectionsOf(core: Core): readonly Section[] {
  const variableOf = (name: string) =>
    [`${name}_state`, name].find((wanted) =>
      core.variables.some(
        ({ name: variable, type }) =>
          variable === wanted &&
          type.kind === "map" &&
          type.key.kind === "symbols" &&
          type.key.name === "Thread",
      ),
    );
  const rcu = variableOf("rcu");
  const irq = variableOf("irq_off");
  const bh = variableOf("bh_off");
  return [
    ...(rcu === undefined
      ? []
      : [{ variable: rcu, enter: "rcu_read_lock", leave: "rcu_read_unlock", held: "rcu" }]),
    ...(irq === undefined
      ? []
      : [{ variable: irq, enter: "irq_off", leave: "irq_on", held: "irq off" }]),
    ...(bh === undefined
      ? []
      : [{ variable: bh, enter: "bh_off", leave: "bh_on", held: "bh off" }]),
  ];
}

export function isSection(core: Core, { variable }: { readonly variable: string }): boolean {
  return sectionsOf(core).some((section) => section.variable === variable);
}

/** `rcu_read_lock`, `irq_on`, ... for what a step of a thread did. */
export function sectionChanges(
  core: Core,
  before: unknown,
  after: unknown,
  thread: string,
): readonly string[] {
  return sectionsOf(core).flatMap((section) => {
    const [was, is] = [depthOf(section, before, thread), depthOf(section, after, thread)];
    if (was === is) return [];
    return [is > was ? section.enter : section.leave];
  });
}

/** `returns to Fault` for a handler that ends and lets who it interrupted go on. */
export function returnChanges({ interrupted }: Core, before: unknown, after: unknown) {
  if (interrupted === undefined) return [];
  const now = variableIn(after, interrupted);
  return Object.entries(variableIn(before, interrupted) ?? {}).flatMap(([thread, handler]) =>
    handler === null || fieldOf(now, thread) !== null ? [] : [`returns to ${thread}`],
  );
}

/** The sections that a thread is in: `rcu`, `rcu (2 deep)`, `irq off`. */
export function insideOf(core: Core, state: unknown, thread: string): readonly string[] {
  return sectionsOf(core).flatMap((section) => {
    const depth = depthOf(section, state, thread);
    if (depth === 0) return [];
    return [depth === 1 ? section.held : `${section.held} (${depth} deep)`];
  });
}

/** How deep a thread is in a section: one that does not nest is true or false. */
function depthOf({ variable }: Section, state: unknown, thread: string): number {
  return Number(fieldOf(variableIn(state, variable), thread) ?? 0);
}
