// Which name each part of a spec has in the generated module. Every clash is solved here: a name
// that is taken gets an underscore, and each group of taken names says why it is.

import type { Core, Domain } from "../../core/core.js";
import { identifierOf, typeIdentifierOf } from "../../core/qualified.js";
import { typeKey } from "../../core/traverse.js";
import type { Type } from "../../core/type.js";

/** JavaScript does not let a module declare these. */
const reservedWords =
  "arguments await break case catch class const continue debugger default delete do else enum " +
  "eval export extends false finally for function if implements import in instanceof " +
  "interface let new null package private protected public return static super switch this " +
  "throw true try typeof var void while with yield";

/** TypeScript does not let a module declare a type of that name, or reads it as an operator. */
const reservedTypes =
  "any bigint boolean never number object string symbol undefined unknown void " +
  "as asserts infer intrinsic keyof readonly unique";

/** A module that is compiled to CommonJS has these already. */
const moduleNames = "__esModule exports require";

/** The module would hide what its own expressions mean by them. */
const usedGlobals = "BigInt Infinity NaN globalThis";

/** The module declares these itself; `s` is the state in every function. */
const ownNames = "State init model s";

/** The type, and the constant, that stand for the state in a library. */
export const setupType = "Setup";
export const setupName = "setup";

/** The state after a step, in what speaks of steps. */
export const afterName = "next";

/** The state's own name in every function that reads it. */
export const stateName = "s";

/** The types that a module imports. */
export const contractTypes = [
  "Action",
  "Fairness",
  "Invariant",
  "Model",
  "Pairs",
  "Property",
  "Reachable",
  "Constraint",
  "Scenario",
  "StepProperty",
  "Total",
] as const;

export type ContractType = (typeof contractTypes)[number];

/** The functions that expressions of a module are written with. */
export type Helper =
  | "always"
  | "and"
  | "asCase"
  | "at"
  | "atMost"
  | "change"
  | "changeAt"
  | "changeNth"
  | "choose"
  | "div"
  | "enabled"
  | "eventually"
  | "fill"
  | "forAll"
  | "forSome"
  | "given"
  | "has"
  | "head"
  | "holdersOf"
  | "implies"
  | "intersect"
  | "largest"
  | "layout"
  | "bounded"
  | "leadsTo"
  | "maps"
  | "merge"
  | "mod"
  | "not"
  | "nth"
  | "or"
  | "pairings"
  | "pairs"
  | "present"
  | "put"
  | "between"
  | "part"
  | "range"
  | "same"
  | "sequences"
  | "setOf"
  | "smallest"
  | "step"
  | "subset"
  | "subsets"
  | "sum"
  | "tabulate"
  | "tail"
  | "taken"
  | "union"
  | "until"
  | "within"
  | "without"
  | "bitsOf"
  | "withBits";

/** The names of a module. */
export interface Names {
  /** The constant or type of each declared part: of a domain, an action, an invariant and so on. */
  readonly declared: ReadonlyMap<object, string>;
  /** The domain of each named type, and the list of a composed domain's values. */
  readonly domains: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, string>;
  readonly functions: ReadonlyMap<string, string>;
  readonly actions: ReadonlyMap<string, string>;
  /** One for each block of initial states. */
  readonly initial: readonly string[];
  /** Functions of a library take the state last, and have one to take if none is given. */
  readonly isLibrary: boolean;
  /** Everything that a local must not hide. */
  readonly taken: ReadonlySet<string>;
}

/** The name of a declared part. */
export function nameOf(part: { readonly name: string }, names: Names): string {
  const name = names.declared.get(part);
  if (name === undefined) throw new Error(`${part.name} is not declared`);
  return name;
}

/** True if the domain is the declaration of its type, not just another name for it. */
export function isOwn({ name, type }: Domain): boolean {
  return "name" in type && type.name === name;
}

/** `wanted` as an identifier that is not taken. */
export function freshName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted.replace(/[^A-Za-z0-9_]+/g, "_");
  while (taken.has(name)) name += "_";
  return name;
}

/** The name of a property: the one property name that means something else is avoided. */
export function propertyName(name: string): string {
  return /^__proto__+$/.test(name) ? `${name}_` : identifierOf(name);
}

/** The name of what a union value carries: `kind` says which case the value is. */
export function payloadName(name: string): string {
  return /^kind_*$/.test(name) ? `${name}_` : propertyName(name);
}

/** A property name or key as it is written before a colon. */
export function propertyKey(name: string): string {
  if (name === "__proto__") return `[${JSON.stringify(name)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** The domains, each type once. */
export function distinctDomains({ domains }: Core): readonly Domain[] {
  const keyOf = ({ name, type }: Domain) => `${name} ${typeKey(type)}`;
  const keys = domains.map(keyOf);
  return domains.filter((domain, index) => keys.indexOf(keyOf(domain)) === index);
}

/** The names for a module that imports `helpers`. */
export function namesOf(core: Core, helpers: ReadonlySet<string>, isLibrary = false): Names {
  const own = isLibrary ? `${setupType} ${setupName} ${stateName}` : ownNames;
  const words = [reservedWords, reservedTypes, moduleNames, usedGlobals, own];
  const speaksOfSteps = core.steps.length + core.temporal.length > 0;
  if (speaksOfSteps) words.push(afterName);
  const taken = new Set<string>([...words.join(" ").split(" "), ...contractTypes, ...helpers]);
  const claim = (wanted: string): string => {
    const name = freshName(wanted, taken);
    taken.add(name);
    return name;
  };
  const initial =
    core.initial.length === 1
      ? ["init"]
      : core.initial.map((_, index) => claim(`init${index + 1}`));
  const all = distinctDomains(core);
  const declared = new Map<object, string>();
  for (const part of all) declared.set(part, claim(typeIdentifierOf(part.name)));
  for (const parts of [
    core.functions,
    core.actions,
    core.invariants,
    core.reachables,
    core.steps,
    core.temporal,
    core.fairness,
    core.constraints,
    core.scenarios,
  ]) {
    for (const part of parts) declared.set(part, claim(part.name));
  }
  const nameIn = (part: object): string => declared.get(part) ?? "";
  const keyed = all.filter(isOwn).map((domain) => [typeKey(domain.type), domain] as const);
  return {
    declared,
    domains: new Map(keyed.map(([key, domain]) => [key, nameIn(domain)])),
    values: new Map(
      keyed.map(([key, domain]) => [key, claim(`${typeIdentifierOf(domain.name)}_values`)]),
    ),
    functions: new Map(core.functions.map((fn) => [fn.name, nameIn(fn)])),
    actions: new Map(core.actions.map((action) => [action.name, nameIn(action)])),
    initial,
    isLibrary,
    taken,
  };
}

/** The name of a type, if it has one that the module declares. */
export function domainName(type: Type, names: Names): string | undefined {
  return "name" in type && type.name !== undefined ? names.domains.get(typeKey(type)) : undefined;
}
