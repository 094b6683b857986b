// Analysis to Core: one feature a file, put together here. After this nothing of the language is
// left but guarded actions over typed state variables.

import type { Action, Core, Domain, Fn, Lock, Origin, Process, Variable } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import { contains } from "../core/traverse.js";
import type { Type } from "../core/type.js";
import type { Analysis } from "../semantics/typed.js";
import * as build from "./build.js";
import { inlineCalls } from "./calls.js";
import { elaborateCallback } from "./callbacks.js";
import { elaborateInitial } from "./initial.js";
import type { Layout, Records } from "./layout.js";
import { featureVariables, layOut, lockType, running } from "./layout.js";
import { lowerExpr } from "./lower.js";
import { elaborateAction, elaborateProcess } from "./processes.js";
import {
  checksOf,
  constraintsOf,
  invariantsOf,
  propertiesOf,
  reachablesOf,
  scenariosOf,
} from "./properties.js";
import { raceFree, racesOf, sharedIn } from "./races.js";
import type { Refined } from "./refine.js";
import { refine } from "./refine.js";
import { monitorsOf } from "./rules.js";
import { fairnessOf, temporalsOf } from "./temporal.js";
import type { Shop } from "./way.js";

/** The model of one variant. The analysis has no errors. */
export function elaborate(written: Analysis): Core {
  const processes = written.processes.map((each) => inlineCalls(each, written.procedures));
  const analysis: Analysis = { ...written, processes };
  const layout = layOut(analysis);
  const functions = elaborateFunctions(analysis, layout);
  const shop = openShop(analysis, layout, functions);
  const { variables, values } = elaborateVariables(analysis, layout);
  const checks = checksOf(analysis, layout);
  const scenarios = scenariosOf(analysis, layout);
  const steps = running(analysis).flatMap((process) => elaborateProcess(shop, process));
  const races = checks.includes("data_race") ? racesOf(layout, analysis.locks, steps) : [];
  const temporals = temporalsOf(analysis, layout);
  const refinements = analysis.refinements.map((each) =>
    refine(each, elaborate(each.abstract), layout),
  );
  return {
    ...originOf(analysis),
    name: analysis.name,
    variant: analysis.variant,
    ...(analysis.claim !== undefined && { claim: analysis.claim }),
    domains: withAbstract(domainsOf(analysis, layout), refinements),
    functions: [...functions, ...refinements.flatMap((each) => each.functions)],
    variables,
    initial: elaborateInitial(shop, variables, values, analysis.inits, analysis),
    actions: [
      ...analysis.actions.map((action) => elaborateAction(shop, action)),
      ...steps.map(({ action }) => action),
      ...callbacks(analysis, shop),
    ],
    properties: propertiesOf(analysis, refinements, checks, scenarios),
    invariants: [
      ...temporals.invariants,
      ...invariantsOf(analysis, layout, checks),
      ...(races.length > 0 ? [raceFree(races, analysis)] : []),
    ],
    reachables: reachablesOf(analysis, layout),
    steps: [...temporals.steps, ...refinements.map(({ step }) => step)],
    temporal: [...temporals.temporal, ...refinements.flatMap(({ fair }) => fair ?? [])],
    fairness: fairnessOf(analysis, layout),
    constraints: constraintsOf(analysis, layout),
    processes: processesOf(analysis, layout),
    locks: locksOf(analysis, layout),
    ...(layout.interrupted && { interrupted: layout.interrupted.name }),
    scenarios,
    ...(races.length > 0 && { races }),
    checks,
  };
}

/** The author's domains, and those of the models that are refined where they are none of these. */
function withAbstract(own: readonly Domain[], refinements: readonly Refined[]): readonly Domain[] {
  const names = new Map(own.map((each) => [each.name, each]));
  for (const domain of refinements.flatMap(({ domains }) => domains))
    if (!names.has(domain.name)) names.set(domain.name, domain);
  return [...names.values()];
}

function originOf({ span, comment, sentence }: Origin): Origin {
  return { span, comment, sentence };
}

function callbacks(analysis: Analysis, shop: Shop): readonly Action[] {
  return analysis.objects.flatMap(({ symbol }) => elaborateCallback(shop, symbol) ?? []);
}

function elaborateFunctions(analysis: Analysis, layout: Layout): Fn[] {
  // A function of the instances of a process that does not run is never called.
  const callable = analysis.functions.filter(({ parameters }) =>
    parameters.every(({ type }) => type.kind !== "symbols" || type.values.length > 0),
  );
  const plain = callable.map((fn) => ({ ...fn, body: lowerExpr(layout, fn.body) }));
  const reading = new Set<string>();
  const reads = (part: Expr): boolean =>
    part.kind === "variable" || (part.kind === "call" && reading.has(part.function));
  for (let before = -1; before !== reading.size;) {
    before = reading.size;
    for (const { name, body } of plain) if (contains(body, reads)) reading.add(name);
  }
  return plain.map((fn) => ({ ...fn, readsState: reading.has(fn.name) }));
}

function openShop(analysis: Analysis, layout: Layout, functions: readonly Fn[]): Shop {
  return {
    layout,
    functions: new Map(functions.map((fn) => [fn.name, fn])),
    rules: analysis.rules,
    guards: analysis.guards,
    locks: analysis.locks,
    order: analysis.order,
    nestings: analysis.nestings,
    allowed: new Set(analysis.allowed),
    shared: sharedIn(analysis),
    firstValues: new Map(
      analysis.objects.map(({ symbol, values }) => [
        symbol.name,
        symbol.fields.flatMap(({ name }, index) => {
          const value = values[index];
          return value === undefined ? [] : [{ field: name, value: lowerExpr(layout, value) }];
        }),
      ]),
    ),
  };
}

interface Started {
  readonly variable: Variable;
  readonly value: Expr;
}

/**
 * The state variables, with their first values, in the order: author's, locks, objects, processes.
 */
function elaborateVariables(
  analysis: Analysis,
  layout: Layout,
): { readonly variables: readonly Variable[]; readonly values: readonly Expr[] } {
  const started: Started[] = [
    ...analysis.variables.map(({ symbol, value }) => ({
      variable: { ...originOf(symbol), name: symbol.name, type: symbol.type },
      value: lowerExpr(layout, value),
    })),
    ...analysis.locks
      .filter(({ object }) => object === undefined)
      .map((lock) => {
        const type = lockType(lock, layout);
        return {
          variable: { ...originOf(lock), name: lock.name, type },
          value: firstOf(type, lock),
        };
      }),
    ...analysis.objects.flatMap(({ symbol, values }) => {
      const records = layout.objects.get(symbol.name);
      if (records === undefined) return [];
      const own = new Map(symbol.fields.map(({ name }, index) => [name, values[index]]));
      return [startRecords(records, symbol, layout, (name) => own.get(name))];
    }),
    ...running(analysis).flatMap(({ symbol, values }) => {
      const records = layout.processes.get(symbol.name);
      if (records === undefined) return [];
      const own = new Map(symbol.locals.map(({ name }, index) => [name, values[index]]));
      return [startRecords(records, symbol, layout, (name) => own.get(name))];
    }),
    ...featureVariables(layout).map((each) => ({
      variable: {
        ...bare(analysis, sentences.get(each.name)),
        ...{ name: each.name, type: each.type, isInner: true as const },
      },
      value: firstOf(each.type, analysis),
    })),
    ...monitorsOf(analysis.rules).map((variable) => ({
      variable,
      value: firstOf(variable.type, variable),
    })),
  ];
  return {
    variables: started.map(({ variable }) => variable),
    values: started.map(({ value }) => value),
  };
}

const sentences: ReadonlyMap<string, string> = new Map([
  ["rcu", "Which threads are in an RCU read section."],
  ["irq_off", "Which threads have interrupts off."],
  ["bh_off", "Which threads have softirqs off."],
  ["interrupted", "The handler that each thread is interrupted by."],
  ["rcu_wait", "The readers that each synchronize_rcu still waits for."],
  ["ipi_wait", "The threads that each synchronize_ipi still waits for."],
]);

function bare({ span }: Pick<Origin, "span">, sentence: string | undefined): Origin {
  return { span, comment: undefined, sentence };
}

function startRecords(
  records: Records,
  origin: Origin,
  layout: Layout,
  given: (name: string) => Analysis["variables"][number]["value"] | undefined,
): Started {
  const { value: type, key } = records.type;
  const fields = type.fields.map((field) => {
    const value = given(field.name);
    return {
      name: field.name,
      value: value === undefined ? firstOf(field.type, origin) : lowerExpr(layout, value),
    };
  });
  const record: Expr = { kind: "record", fields, type, span: origin.span };
  return {
    variable: { ...originOf(origin), name: records.variable, type: records.type },
    value: filled(key, record, records.type, origin),
  };
}

function filled(key: Type, value: Expr, type: Type, { span }: Pick<Origin, "span">): Expr {
  return { kind: "map", binder: build.binderOver("_", key, span), value, type, span };
}

/** Nobody, false, nothing, the first step: what the variables of features start with. */
function firstOf(type: Type, origin: Pick<Origin, "span">): Expr {
  const { span } = origin;
  switch (type.kind) {
    case "bool":
      return build.truth(false, span);
    case "int":
      return { kind: "int", value: type.low, type, span };
    case "option":
      return build.none(type, span);
    case "set":
      return build.setOf([], type.of, span);
    case "symbols":
      return build.symbol(type.values[0] ?? "ended", type, span);
    case "map":
      return filled(type.key, firstOf(type.value, origin), type, origin);
    case "record": {
      const fields = type.fields.map((field) => ({
        name: field.name,
        value: firstOf(field.type, origin),
      }));
      return { kind: "record", fields, type, span };
    }
    case "union":
    case "seq":
    case "bits":
      throw new Error(`features keep no ${type.kind}`);
  }
}

/** The author's types, then those of the features. */
function domainsOf(analysis: Analysis, layout: Layout): Domain[] {
  const found = [...analysis.domains];
  const add = (type: Type, origin: Origin): void => {
    const name = "name" in type ? type.name : undefined;
    if (name !== undefined && !found.some((each) => each.name === name))
      found.push({ ...origin, name, type });
  };
  const own = (sentence: string): Origin => bare(analysis, sentence);
  if (analysis.thread !== undefined) add(layout.thread, own("Every instance of every process."));
  add(layout.sharedLock, own("A lock with one writer or many readers."));
  if (layout.rcu !== undefined)
    add(layout.rcu.type.value, own("How deep read sections are nested."));
  for (const each of [layout.irqOff, layout.bhOff])
    if (each !== undefined) add(each.type.value, own("How often it was turned off."));
  for (const { symbol } of analysis.objects) {
    const records = layout.objects.get(symbol.name);
    for (const field of records?.type.value.fields ?? [])
      if (field.name === "life") add(field.type, own("The life of an object."));
    if (records !== undefined) add(records.type.value, bare(symbol, `What a ${symbol.name} has.`));
  }
  for (const { symbol } of analysis.processes) {
    const records = layout.processes.get(symbol.name);
    if (records === undefined) continue;
    const [at] = records.type.value.fields;
    const said = (sentence: string): Origin => bare(symbol, sentence);
    if (at !== undefined) add(at.type, said(`The steps of ${symbol.name}.`));
    add(records.type.value, said(`Where a ${symbol.name} is, and its locals.`));
  }
  return found;
}

function processesOf(analysis: Analysis, layout: Layout): Process[] {
  return running(analysis).flatMap(({ symbol, frames }) => {
    const records = layout.processes.get(symbol.name);
    if (records === undefined) return [];
    const { variable } = records;
    const { name, type: instances, context } = symbol;
    const process = { ...originOf(symbol), name, instances, variable };
    return [{ ...process, ...(frames && { frames }), ...(context && { context }) }];
  });
}

function locksOf(analysis: Analysis, layout: Layout): Lock[] {
  return analysis.locks.map((lock) => {
    const records = lock.object && layout.objects.get(lock.object.name);
    const nests = analysis.nestings
      .filter((each) => each.lock.name === lock.name)
      .map(({ span }) => span);
    return {
      ...originOf(lock),
      name: lock.name,
      kind: lock.form,
      object: lock.object?.type,
      variable: records?.variable ?? lock.name,
      field: records === undefined ? undefined : lock.name,
      ...(nests.length > 0 ? { nests } : {}),
    };
  });
}
