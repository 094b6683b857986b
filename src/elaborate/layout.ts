// Which state variables the features of a spec become: one for the objects of a kind, one for the
// instances of a process, a few for RCU and interrupts. Only those that a spec needs.

import type { HandlerContext, Origin } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import type { Field, OptionType, RecordType, SetType, SymbolsType, Type } from "../core/type.js";
import { lowerLast } from "../core/qualified.js";
import { bool } from "../core/type.js";
import type {
  Analysis,
  LockSymbol,
  ObjectSymbol,
  ProcessSymbol,
  Section,
  Statement,
} from "../semantics/typed.js";
import { callbackName } from "../semantics/callback.js";
import { innerBodies } from "../semantics/checks/step-laws.js";
import { crossings, deepestSection } from "./sections.js";

/** The record of each object or process instance, as one state variable. */
export interface Records {
  readonly variable: string;
  readonly type: { readonly kind: "map"; readonly key: SymbolsType; readonly value: RecordType };
}

export interface Layout {
  readonly thread: SymbolsType;
  readonly holder: OptionType;
  readonly threads: SetType;
  readonly sharedLock: RecordType;
  readonly objects: ReadonlyMap<string, Records>;
  readonly processes: ReadonlyMap<string, Records>;
  /** Reader nesting of each thread: Bool where sections never nest, else a depth. */
  readonly rcu: StateVariable | undefined;
  readonly irqOff: StateVariable | undefined;
  /** Who has softirqs off, with interrupts on. */
  readonly bhOff: StateVariable | undefined;
  /** The handler that each thread is interrupted by. */
  readonly interrupted: StateVariable | undefined;
  /** The processes that are handlers, by name. */
  readonly contexts: ReadonlyMap<string, HandlerContext>;
  /** The readers that a `synchronize_...` in progress still waits for. */
  readonly rcuWait: StateVariable | undefined;
  readonly ipiWait: StateVariable | undefined;
  /** The actions that each step of a running process becomes, in order. */
  readonly stepActions: ReadonlyMap<string, readonly StepActions[]>;
  /** The action that frees the objects of a kind, where RCU does. */
  readonly callbacks: ReadonlyMap<string, string>;
  /** Whether `call_rcu` is used, so that objects keep the readers they wait for. */
  readonly defers: boolean;
}

export interface StepActions {
  readonly step: string;
  readonly actions: readonly string[];
}

export interface StateVariable {
  readonly name: string;
  readonly type: { readonly kind: "map"; readonly key: SymbolsType; readonly value: Type };
}

const lifeValues = ["free", "new", "linked", "detached", "dying"] as const;

const lifeType: SymbolsType = {
  kind: "symbols",
  name: "Life",
  values: lifeValues,
  interchangeable: false,
};

/** The processes that have instances; the others are left out of the model. */
export function running(analysis: Analysis): Analysis["processes"] {
  return analysis.processes.filter(({ symbol }) => symbol.type.values.length > 0);
}

/** Whether some present step contains a statement of this kind. */
function uses(analysis: Analysis, test: (statement: Statement) => boolean): boolean {
  const found = (body: readonly Statement[]): boolean =>
    body.some((each) => test(each) || innerBodies(each).some(found));
  return running(analysis).some(({ steps }) =>
    steps.some((step) => step.present && found(step.body)),
  );
}

function threadsOf({ thread }: Analysis): SymbolsType {
  return thread ?? { kind: "symbols", name: "Thread", values: [], interchangeable: true };
}

function sharedLockOf(holder: OptionType, threads: SetType): RecordType {
  const fields = [
    { name: "writer", type: holder },
    { name: "readers", type: threads },
  ];
  return { kind: "record", name: "SharedLock", fields };
}

/** The state variables for an analysis. */
export function layOut(analysis: Analysis): Layout {
  const taken = new Set([
    ...analysis.variables.map(({ symbol }) => symbol.name),
    ...analysis.locks.map(({ name }) => name),
  ]);
  const free = (name: string): string => {
    const chosen = taken.has(name) ? `${name}_state` : name;
    taken.add(chosen);
    return chosen;
  };
  const thread = threadsOf(analysis);
  const threads: SetType = { kind: "set", of: thread };
  const holder: OptionType = { kind: "option", of: thread };
  const sharedLock = sharedLockOf(holder, threads);
  const shapes = { holder, threads, sharedLock };
  const defers = uses(analysis, (each) => each.kind === "lifetime" && each.what === "call_rcu");
  const section = (name: Section): boolean =>
    uses(analysis, (each) => each.kind === "section" && crossings[each.what].section === name);
  const waits = (what: string): boolean =>
    uses(analysis, (each) => each.kind === "synchronize" && each.what === what);
  const perThread = (name: string, value: Type): StateVariable => ({
    name: free(name),
    type: { kind: "map", key: thread, value },
  });
  const contexts = contextsOf(analysis);
  const hardirqs = [...contexts.values()].includes("hardirq");
  const depthOf = (name: Section, type: string): Type =>
    deepestSection(running(analysis), name) > 1
      ? { kind: "int", name: type, low: 0, high: 3 }
      : bool;
  const objects = new Map(
    analysis.objects.map(({ symbol, locks }) => [
      symbol.name,
      recordsOf(free(lowerLast(symbol.name)), symbol, objectFields(symbol, locks, defers, shapes)),
    ]),
  );
  const processes = new Map(
    running(analysis).map(({ symbol, steps }) => {
      const names = steps.filter(({ present }) => present).flatMap(pcValues);
      return [
        symbol.name,
        recordsOf(free(lowerLast(symbol.name)), symbol, processFields(symbol, names)),
      ];
    }),
  );
  return {
    thread,
    threads,
    holder,
    sharedLock,
    objects,
    processes,
    rcu: section("rcu") ? perThread("rcu", depthOf("rcu", "RcuDepth")) : undefined,
    irqOff:
      hardirqs || section("irq_off")
        ? perThread("irq_off", depthOf("irq_off", "IrqDepth"))
        : undefined,
    bhOff: section("bh_off") ? perThread("bh_off", depthOf("bh_off", "BhDepth")) : undefined,
    interrupted: contexts.size > 0 ? perThread("interrupted", holder) : undefined,
    contexts,
    rcuWait: waits("synchronize_rcu") ? perThread("rcu_wait", threads) : undefined,
    ipiWait: waits("synchronize_ipi") ? perThread("ipi_wait", threads) : undefined,
    stepActions: stepActionsOf(analysis),
    callbacks: defers ? callbackNames(analysis) : new Map<string, string>(),
    defers,
  };
}

function contextsOf(analysis: Analysis): Layout["contexts"] {
  return new Map(
    running(analysis).flatMap(({ symbol: { name, context } }) =>
      context === undefined ? [] : [[name, context] as const],
    ),
  );
}

function stepActionsOf(analysis: Analysis): Layout["stepActions"] {
  return new Map(
    running(analysis).map(({ symbol, steps }) => [
      symbol.name,
      steps
        .filter(({ present }) => present)
        .map((step) => ({
          step: step.name,
          actions: pcValues(step).map((name) => `${symbol.name}.${name}`),
        })),
    ]),
  );
}

/** An action may have the name of a callback; the callback then says whose it is. */
function callbackNames(analysis: Analysis): ReadonlyMap<string, string> {
  const taken = new Set(analysis.actions.map(({ name }) => name));
  return new Map(
    analysis.objects.map(({ symbol }) => {
      const name = callbackName(symbol.name);
      return [symbol.name, taken.has(name) ? `rcu.${name}` : name];
    }),
  );
}

/** A step that synchronises has a second half, in which it waits. */
function pcValues(step: { readonly name: string; readonly body: readonly Statement[] }): string[] {
  const synchronises = step.body.some(({ kind }) => kind === "synchronize");
  return synchronises ? [step.name, secondHalf(step.name)] : [step.name];
}

export function secondHalf(step: string): string {
  return `${step}_done`;
}

function recordsOf(
  variable: string,
  symbol: { readonly name: string; readonly type: SymbolsType },
  fields: readonly Field[],
): Records {
  const value: RecordType = { kind: "record", name: `${symbol.name}State`, fields };
  return { variable, type: { kind: "map", key: symbol.type, value } };
}

function objectFields(
  symbol: ObjectSymbol,
  locks: readonly LockSymbol[],
  defers: boolean,
  shapes: Pick<Layout, "holder" | "threads" | "sharedLock">,
): Field[] {
  return [
    { name: "life", type: lifeType },
    ...(defers ? [{ name: "readers", type: shapes.threads }] : []),
    ...locks.map((lock) => ({ name: lock.name, type: lockType(lock, shapes) })),
    ...symbol.fields,
  ];
}

function processFields(symbol: ProcessSymbol, steps: readonly string[]): Field[] {
  const values = [...steps, "ended"];
  const type: SymbolsType = {
    kind: "symbols",
    name: `${symbol.name}Step`,
    values,
    interchangeable: false,
  };
  return [{ name: "at", type }, ...symbol.locals];
}

/** Exclusive locks are their holder or none; shared ones have a writer and readers. */
export function lockType(
  lock: { readonly form: LockSymbol["form"] },
  { holder, sharedLock }: Pick<Layout, "holder" | "sharedLock">,
): Type {
  return isShared(lock) ? sharedLock : holder;
}

export function isShared({ form }: { readonly form: LockSymbol["form"] }): boolean {
  return form === "rwlock" || form === "rwsem" || form === "seqcount";
}

/** What is kept for each thread of sections, interrupts and waits. */
export function featureVariables(layout: Layout): readonly StateVariable[] {
  const { rcu, irqOff, bhOff, interrupted, rcuWait, ipiWait } = layout;
  const all = [rcu, irqOff, bhOff, interrupted, rcuWait, ipiWait];
  return all.filter((each) => each !== undefined);
}

export function sectionVariable(layout: Layout, section: Section): StateVariable | undefined {
  return { rcu: layout.rcu, irq_off: layout.irqOff, bh_off: layout.bhOff }[section];
}

/** The context of the process that a thread is an instance of; undefined for a task. */
export function contextOf({ contexts }: Layout, { type }: Expr): HandlerContext | undefined {
  return type.kind === "symbols" ? contexts.get(type.name) : undefined;
}

/** The state variable as an expression. */
export function read(
  variable: { readonly name: string; readonly type: Type },
  origin: Pick<Origin, "span">,
): Expr {
  return { kind: "variable", name: variable.name, type: variable.type, span: origin.span };
}

/** The record of one object or instance. */
function recordAt(records: Records, index: Expr): Expr {
  const of: Expr = {
    kind: "variable",
    name: records.variable,
    type: records.type,
    span: index.span,
  };
  return { kind: "index", of, index, type: records.type.value, span: index.span };
}

/** One field of that record. */
export function fieldAt(records: Records, index: Expr, name: string): Expr {
  const found = records.type.value.fields.find((each) => each.name === name);
  if (found === undefined) throw new Error(`${records.variable} has no field ${name}`);
  return { kind: "field", of: recordAt(records, index), name, type: found.type, span: index.span };
}
