// Which name each part of a spec has in the generated module. Every clash is solved here: a name
// that is taken gets an underscore, and each group of taken names says why it is.

import type { Core } from "../../core/core.js";

/** JavaScript does not let a module declare these. */
const reservedWords =
  "arguments await break case catch class const continue debugger default delete do else enum " +
  "eval export extends false finally for function if implements import in instanceof " +
  "interface let new null package private protected public return static super switch this " +
  "throw true try typeof var void while with yield";

/** TypeScript does not let a module declare a type of that name. */
const reservedTypes =
  "any bigint boolean never number object string symbol undefined unknown void asserts";

/** The module would hide what its own expressions mean by them. */
const usedGlobals = "Infinity NaN globalThis";

/** The module declares these itself; `s` is the state in every function. */
const ownNames = "State init model s";

/** The state's own name in every function that reads it. */
export const stateName = "s";

/** The types that a module imports. */
export const contractTypes = [
  "Action",
  "Invariant",
  "Model",
  "Pairs",
  "Reachable",
  "Scenario",
  "Total",
] as const;

export type ContractType = (typeof contractTypes)[number];

/** The functions that expressions of a module are written with. */
export type Helper =
  | "asCase"
  | "at"
  | "atMost"
  | "change"
  | "changeAt"
  | "changeNth"
  | "choose"
  | "div"
  | "fill"
  | "given"
  | "has"
  | "head"
  | "holdersOf"
  | "intersect"
  | "largest"
  | "layout"
  | "maps"
  | "merge"
  | "mod"
  | "nth"
  | "pairings"
  | "pairs"
  | "present"
  | "put"
  | "range"
  | "same"
  | "sequences"
  | "setOf"
  | "smallest"
  | "subset"
  | "subsets"
  | "sum"
  | "tabulate"
  | "tail"
  | "union"
  | "within"
  | "without";

/** The names of a module. */
export interface Names {
  readonly domains: ReadonlyMap<string, string>;
  /** The list of a composed domain's values, where it is needed. */
  readonly values: ReadonlyMap<string, string>;
  readonly functions: ReadonlyMap<string, string>;
  readonly actions: ReadonlyMap<string, string>;
  readonly invariants: ReadonlyMap<string, string>;
  readonly reachables: ReadonlyMap<string, string>;
  readonly scenarios: ReadonlyMap<string, string>;
  /** One for each block of initial states. */
  readonly initial: readonly string[];
  /** Everything that a local must not hide. */
  readonly taken: ReadonlySet<string>;
}

/** `wanted` as an identifier that is not taken. */
export function freshName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted.replace(/[^A-Za-z0-9_]/g, "_");
  while (taken.has(name)) name += "_";
  return name;
}

/** The name of a property: the one property name that means something else is avoided. */
export function propertyName(name: string): string {
  return name === "__proto__" ? "__proto" : name;
}

/** The name of what a union value carries: `kind` says which case the value is. */
export function payloadName(name: string): string {
  return name === "kind" ? "kind_" : propertyName(name);
}

/** A property name or key as it is written before a colon. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** The names for a module that imports `helpers`. */
export function namesOf(core: Core, helpers: ReadonlySet<string>): Names {
  const words = `${reservedWords} ${reservedTypes} ${usedGlobals} ${ownNames}`.split(" ");
  const taken = new Set<string>([...words, ...contractTypes, ...helpers]);
  const claim = (wanted: string): string => {
    const name = freshName(wanted, taken);
    taken.add(name);
    return name;
  };
  const claimAll = (parts: readonly { readonly name: string }[], suffix = "") =>
    new Map(parts.map((part) => [part.name, claim(`${part.name}${suffix}`)]));

  const initial =
    core.initial.length === 1
      ? ["init"]
      : core.initial.map((_, index) => claim(`init${index + 1}`));
  const domains = claimAll(core.domains);
  const functions = claimAll(core.functions);
  const actions = claimAll(core.actions);
  const invariants = claimAll(core.invariants);
  const reachables = claimAll(core.reachables);
  const scenarios = claimAll(core.scenarios);
  const values = claimAll(core.domains, "_values");
  return {
    domains,
    values,
    functions,
    actions,
    invariants,
    reachables,
    scenarios,
    initial,
    taken,
  };
}
