// A core as the data of its module. It must be simple (`simplify`): what conditions have decided
// already, TypeScript knows as well, and does not let us ask again.

import type { Core } from "../../core/core.js";
import { typeKey } from "../../core/traverse.js";
import {
  actionDeclaration,
  claimDeclaration,
  invariantDeclaration,
  modelDeclarations,
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
import { contractTypes, distinctDomains, isOwn, namesOf } from "./identifier.js";
import type { Declaration, Module } from "./module.js";
import { fairnessDeclaration, propertyDeclaration, stepDeclaration } from "./temporal.js";
import type { Naming } from "./types.js";

/**
 * The module of a model, in the order of its spec. If a name of the spec is that of a helper that
 * turns out to be needed, everything is named again with the helpers' names taken.
 */
export function buildModule(core: Core): Module {
  const build = (helpers: ReadonlySet<string>) =>
    attempt(core, helpers, false, (context) => behaviourOf(core, context));
  const { module, claimed } = build(new Set());
  const isHidden = module.values.some((helper) => claimed.has(helper));
  return isHidden ? build(new Set(module.values)).module : module;
}

/** What a module declares after its types. */
export function attempt(
  core: Core,
  helpers: ReadonlySet<string>,
  isLibrary: boolean,
  rest: (context: Context) => readonly Declaration[],
): { readonly module: Module; readonly claimed: ReadonlySet<string> } {
  const used = new Set<string>();
  const listed = new Set<string>();
  const names = namesOf(core, helpers, isLibrary);
  const claimed = new Set<string>(names.taken);
  const naming: Naming = {
    names,
    use: (name) => used.add(name),
    list: (key) => listed.add(key),
    claim: (name) => claimed.add(name),
  };
  const context: Context = {
    naming,
    functions: new Map(core.functions.map((fn) => [fn.name, fn])),
    variables: new Map(core.variables.map((variable) => [variable.name, variable.type])),
  };
  const domains = distinctDomains(core).flatMap((domain) => domainDeclarations(domain, naming));
  const others = rest(context);
  const declarations = [...domains, ...valueLists(core, naming, listed), ...others];
  const isType = (name: string) => contractTypes.some((each) => each === name);
  const sorted = [...used].sort();
  const values = sorted.filter((name) => !isType(name));
  return { module: { values, types: sorted.filter(isType), declarations }, claimed };
}

function behaviourOf(core: Core, context: Context): readonly Declaration[] {
  const { naming } = context;
  return [
    stateDeclaration(core, naming),
    ...core.initial.map((initial, index) =>
      initialDeclaration(initial, naming.names.initial[index] ?? "init", core, context),
    ),
    ...core.functions.map((fn) => functionDeclaration(fn, context)),
    ...core.actions.map((action) => actionDeclaration(action, context)),
    ...core.invariants.map((invariant) => invariantDeclaration(invariant, context)),
    ...core.reachables.map((each) => claimDeclaration("Reachable", each, context)),
    ...core.constraints.map((each) => claimDeclaration("Constraint", each, context)),
    ...core.steps.map((each) => stepDeclaration(each, context)),
    ...core.temporal.map((each) => propertyDeclaration(each, context)),
    ...core.fairness.map((each) => fairnessDeclaration(each, context)),
    ...core.scenarios.map((scenario) => scenarioDeclaration(scenario, context)),
    ...modelDeclarations(core, context),
  ];
}

/** The lists of values that are needed, each after those it is made from. */
function valueLists(core: Core, naming: Naming, listed: Set<string>): readonly Declaration[] {
  const lists: Declaration[] = [];
  const done = new Set<string>();
  const add = (key: string): void => {
    const domain = core.domains.find((each) => isOwn(each) && typeKey(each.type) === key);
    if (domain === undefined || done.has(key)) return;
    done.add(key);
    const inner = new Set<string>();
    const declaration = valuesDeclaration(domain, {
      ...naming,
      list: (other) => inner.add(other),
    });
    for (const other of inner) add(other);
    lists.push(declaration);
  };
  for (const key of listed) add(key);
  return lists;
}
