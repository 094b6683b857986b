// Grace periods and synchronisations, which elaboration keeps as sets of the threads that are
// waited for, told in the words of the spec.

import type { Action, Core, Effect, Variable } from "../core/core.js";
import type { Type } from "../core/type.js";
import { isLife, ownersOf } from "./owners.js";
import { elementsOf, fieldOf, mapEntries, variableIn } from "./value.js";

/** The life of an object from `call_rcu` until its grace period is over. */
export const dying = "dying";

/** Objects of a kind that RCU frees: their variable, and the fields of its records. */
interface Deferred {
  readonly variable: string;
  readonly key: Type;
  readonly life: string;
  readonly readers: string;
}

/** What `synchronize_rcu` or `synchronize_ipi` of each thread waits for. */
interface Synchronisation {
  readonly variable: string;
  readonly key: Type;
  readonly word: "synchronize_rcu" | "synchronize_ipi";
}

function isThreads(type: Type): boolean {
  return type.kind === "set" && type.of.kind === "symbols" && type.of.name === "Thread";
}

/** Elaboration keeps the readers right after the life, before what the spec declares. */
function deferredIn(core: Core): readonly Deferred[] {
  return core.variables.flatMap((variable) => {
    const owners = ownersOf(core, variable);
    const [life, readers] = owners?.fields ?? [];
    if (owners === undefined || life === undefined || readers === undefined) return [];
    const isLock = core.locks.some(
      ({ variable: of, field }) => of === variable.name && field === readers.name,
    );
    if (isLock || !isLife(life.type) || !isThreads(readers.type)) return [];
    const { name } = variable;
    return [{ variable: name, key: owners.key, life: life.name, readers: readers.name }];
  });
}

function synchronisationsIn(core: Core): readonly Synchronisation[] {
  const word = ({ name, type }: Variable) => {
    const isWait = type.kind === "map" && isThreads(type.value);
    const [, of] = (isWait ? /^(rcu|ipi)_wait(?:_state)?$/.exec(name) : undefined) ?? [];
    if (of === undefined) return undefined;
    return of === "rcu" ? ("synchronize_rcu" as const) : ("synchronize_ipi" as const);
  };
  return core.variables.flatMap((variable) => {
    const found = word(variable);
    if (found === undefined || variable.type.kind !== "map") return [];
    return [{ variable: variable.name, key: variable.type.key, word: found }];
  });
}

/** Whether a place is one of these sets. */
export function isGrace(
  core: Core,
  { variable, name }: { readonly variable: string; readonly name: string },
): boolean {
  return (
    deferredIn(core).some((each) => each.variable === variable && each.readers === name) ||
    synchronisationsIn(core).some((each) => each.variable === variable)
  );
}

/** `call_rcu free table1`, `waits for readers A`, ... for what a step did. */
export function graceChanges(
  core: Core,
  before: unknown,
  after: unknown,
  thread: string,
): readonly string[] {
  return [
    ...deferredIn(core).flatMap((kind) => deferredChanges(kind, before, after)),
    ...synchronisationsIn(core).flatMap((each) => waitChanges(each, before, after, thread)),
  ];
}

function deferredChanges(
  { variable, key, life, readers }: Deferred,
  before: unknown,
  after: unknown,
): readonly string[] {
  const old = new Map(mapEntries(variableIn(before, variable), key));
  return mapEntries(variableIn(after, variable), key).flatMap(([object, record]) => {
    const was = old.get(object);
    if (fieldOf(record, life) !== dying) return [];
    const now = names(fieldOf(record, readers));
    if (fieldOf(was, life) !== dying) {
      const waits = now === "" ? [] : [`grace period waits for ${now}`];
      return [`call_rcu free ${object}`, ...waits];
    }
    if (now === names(fieldOf(was, readers))) return [];
    return [`grace period of ${object} ${now === "" ? "ends" : `waits for ${now}`}`];
  });
}

function waitChanges(
  { variable, key, word }: Synchronisation,
  before: unknown,
  after: unknown,
  thread: string,
): readonly string[] {
  const old = new Map(mapEntries(variableIn(before, variable), key));
  return mapEntries(variableIn(after, variable), key).flatMap(([waiter, readers]) => {
    const now = names(readers);
    if (now === names(old.get(waiter))) return [];
    if (now === "") return [`${word} of ${waiter} may return`];
    return [waiter === thread ? waitText(word, now) : `${waiter} ${waitText(word, now)}`];
  });
}

function names(threads: unknown): string {
  return elementsOf(threads).map(String).join(", ");
}

function waitText(word: Synchronisation["word"], threads: string): string {
  return word === "synchronize_rcu"
    ? `waits for readers ${threads}`
    : `waits for irq_on of ${threads}`;
}

/** What the synchronisation that a thread is in waits for: `readers A, B`. */
export function graceWaitOf(core: Core, state: unknown, thread: string): string | undefined {
  for (const { variable, word } of synchronisationsIn(core)) {
    const threads = names(fieldOf(variableIn(state, variable), thread));
    if (threads !== "") return waitText(word, threads).replace("waits for ", "");
  }
  return undefined;
}

/** The first half of a step that synchronises, where `action` is the second, in which it waits. */
export function firstHalfOf(core: Core, { process, step, span }: Action): Action | undefined {
  return core.actions.find(
    (each) =>
      each.process === process &&
      each.step !== undefined &&
      `${each.step}_done` === step &&
      each.span.start === span.start &&
      each.span.source === span.source,
  );
}

/** Whether an action is the callback of objects that no step hands to `call_rcu`. */
export function isIdleCallback(core: Core, action: Action): boolean {
  if (action.process !== undefined || !/\bRCU callback\b/.test(action.sentence ?? "")) return false;
  const [parameter] = action.parameters;
  const kind = deferredIn(core).find(({ key }) => sameName(key, parameter?.type));
  return kind !== undefined && !core.actions.some(({ effect }) => defers(effect, kind));
}

function sameName(key: Type, type: Type | undefined): boolean {
  return key.kind === "symbols" && type?.kind === "symbols" && key.name === type.name;
}

function defers(effect: Effect, kind: Deferred): boolean {
  if (effect.kind === "if") {
    return [effect.then, effect.else].some((each) => defers(each, kind));
  }
  return effect.assignments.some(({ place, value }) => {
    const last = place.path[place.path.length - 1];
    const isDying = value.kind === "symbol" && value.value === dying;
    const isTheirs = last?.kind === "field" && last.name === kind.life;
    return place.variable === kind.variable && isTheirs && isDying;
  });
}
