// A core as the data of its module. The names depend on which helpers are imported and the helpers on
// what is printed, so it is built twice; nothing else is kept between the two.

import type { Core } from "../../core/core.js";
import { simplify } from "../../core/simplify.js";
import {
  actionDeclaration,
  invariantDeclaration,
  modelDeclaration,
  reachableDeclaration,
  scenarioDeclaration,
} from "./behaviour.js";
import {
  domainDeclarations,
  functionDeclaration,
  initialDeclaration,
  stateDeclaration,
  valuesDeclaration,
} from "./declarations.js";
import type { Context } from "./function.js";
import { contractTypes, namesOf } from "./identifier.js";
import type { Declaration, Module } from "./module.js";
import type { Naming } from "./types.js";

/** The module of a model, in the order of its spec. */
export function buildModule(core: Core): Module {
  const simple = simplify(core);
  const helpers = new Set(attempt(simple, new Set()).values);
  return attempt(simple, helpers);
}

function attempt(core: Core, helpers: ReadonlySet<string>): Module {
  const used = new Set<string>();
  const listed = new Set<string>();
  const naming: Naming = {
    names: namesOf(core, helpers),
    use: (name) => used.add(name),
    list: (domain) => listed.add(domain),
  };
  const context: Context = {
    naming,
    functions: new Map(core.functions.map((fn) => [fn.name, fn])),
    variables: new Map(core.variables.map((variable) => [variable.name, variable.type])),
  };
  const domains = core.domains.flatMap((domain) => domainDeclarations(domain, naming));
  const behaviour: readonly Declaration[] = [
    stateDeclaration(core, naming),
    ...core.initial.map((initial, index) =>
      initialDeclaration(initial, naming.names.initial[index] ?? "init", core, context),
    ),
    ...core.functions.map((fn) => functionDeclaration(fn, context)),
    ...core.actions.map((action) => actionDeclaration(action, context)),
    ...core.invariants.map((invariant) => invariantDeclaration(invariant, context)),
    ...core.reachables.map((reachable) => reachableDeclaration(reachable, context)),
    ...core.scenarios.map((scenario) => scenarioDeclaration(scenario, context)),
    modelDeclaration(core, context),
  ];
  const declarations = [...domains, ...valueLists(core, naming, listed), ...behaviour];
  const isType = (name: string) => contractTypes.some((each) => each === name);
  const sorted = [...used].sort();
  return {
    values: sorted.filter((name) => !isType(name)),
    types: sorted.filter(isType),
    declarations,
  };
}

/** The lists of values that are needed, each after those it is made from. */
function valueLists(core: Core, naming: Naming, listed: Set<string>): readonly Declaration[] {
  const lists: Declaration[] = [];
  const done = new Set<string>();
  const add = (name: string): void => {
    const domain = core.domains.find((each) => each.name === name);
    if (domain === undefined || done.has(name)) return;
    done.add(name);
    const inner = new Set<string>();
    const declaration = valuesDeclaration(domain, {
      ...naming,
      list: (other) => inner.add(other),
    });
    for (const other of inner) add(other);
    lists.push(declaration);
  };
  for (const name of listed) add(name);
  return lists;
}
