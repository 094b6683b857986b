// Who waits for whom, as bits of threads: the holders that are in the way of a lock. Finding that
// nobody waits, or only for threads that can go on, is the kernel's business; what a wait means is
// the engine's.

import { contextClass, passingClass } from "../../core/contexts.js";
import type { Action, Core, Lock, Process, Wanted } from "../../core/core.js";
import type { OptionType, SetType, SymbolsType } from "../../core/type.js";
import * as js from "./code.js";
import type { Code, Leaf } from "./code.js";
import { elementAt } from "./element.js";
import { fit } from "./fit.js";
import { leavesOf, readVariable, type Scope, type Subject } from "./scope.js";
import { Unsupported } from "./unsupported.js";
import { nth, type Value } from "./value.js";

/** More threads than this do not fit the bits of a word. */
const threadLimit = 30;

/** All process instances, as a type: a thread's rank is its bit. */
function threadsOf(core: Core): SymbolsType {
  const values = core.processes.flatMap((process) => process.instances.values);
  if (values.length > threadLimit) throw new Unsupported(`${values.length} threads`);
  return { kind: "symbols", name: "thread", values, interchangeable: false };
}

/** The rank of a thread that is known. */
export function threadAt(value: Value | undefined, core: Core): number | undefined {
  if (value?.kind !== "scalar" || value.type.kind !== "symbols") return undefined;
  const name = value.type.values[value.code.constant ?? 0];
  return name === undefined ? undefined : threadsOf(core).values.indexOf(name);
}

/** The leaf that has the program counter of an instance, and the rank of each step in it. */
export function counterOf(
  process: Process,
  instance: number,
  subject: Subject,
): { readonly leaf: Leaf; readonly steps: readonly string[] } {
  const type = subject.variables.get(process.variable);
  if (type?.kind !== "map" || type.value.kind !== "record") {
    throw new Error(`${process.name} has no records`);
  }
  const size = subject.types.leaves(type.value).length;
  let start = instance * size;
  for (const field of type.value.fields) {
    if (field.name === "at") {
      const leaf = leavesOf(process.variable, subject)[start];
      const steps = field.type.kind === "symbols" ? field.type.values : [];
      if (leaf === undefined) throw new Error(`${process.name} has no place for its step`);
      return { leaf, steps };
    }
    start += subject.types.leaves(field.type).length;
  }
  throw new Error(`${process.name} has no program counter`);
}

function lockNamed(core: Core, name: string): Lock {
  const found = core.locks.find((lock) => lock.name === name);
  if (found === undefined) throw new Error(`no lock ${name}`);
  return found;
}

/** The value of a lock, of an object if it is an object's. */
function lockValue(lock: Lock, object: Value | undefined, scope: Scope): Value {
  const whole = readVariable(lock.variable, scope);
  const owner = object === undefined ? whole : elementAt(whole, object, scope);
  if (lock.field === undefined) return owner;
  if (owner.kind !== "record") throw new Error("a lock is a field of a record");
  const index = owner.type.fields.findIndex((field) => field.name === lock.field);
  const value = owner.fields[index];
  if (value === undefined) throw new Error(`no lock ${lock.field}`);
  return value;
}

/** The bits of a lock's holders: of all, or only of the writer. */
function holders(value: Value, onlyWriter: boolean, scope: Scope): Code {
  const threads = threadsOf(scope.subject.core);
  if (value.kind === "record") {
    const fieldNamed = (name: string): Value => {
      const index = value.type.fields.findIndex((field) => field.name === name);
      const found = value.fields[index];
      if (found === undefined) throw new Error(`a lock has no ${name}`);
      return found;
    };
    const writer = holders(fieldNamed("writer"), true, scope);
    if (onlyWriter) return writer;
    const set: SetType = { kind: "set", of: threads };
    const readers = fit(fieldNamed("readers"), set, scope);
    const chunk = readers.kind === "set" ? readers.chunks[0] : undefined;
    return js.arithmetic(writer, "|", chunk ?? js.number(0));
  }
  const option: OptionType = { kind: "option", of: threads };
  const holder = fit(value, option, scope);
  if (holder.kind !== "scalar") throw new Unsupported("a lock with another holder");
  if (holder.code.constant === 0) return js.number(0);
  // 0 for nobody becomes no bit.
  return js.arithmetic(js.arithmetic(js.number(1), "<<", holder.code), ">>>", js.number(1));
}

/** The bits of the holders in the way of a step. */
export function inTheWay(wanted: Wanted, scope: Scope): Code {
  const lock = lockNamed(scope.subject.core, wanted.lock);
  const object = wanted.object === undefined ? undefined : scope.evaluate(wanted.object, scope);
  const onlyWriter = wanted.mode === "read" || lock.kind === "seqcount";
  return holders(lockValue(lock, object, scope), onlyWriter, scope);
}

/** The locks for which readers queue behind writers, with the first place of each in Q. */
export function queuesOf({ locks, actions }: Core): {
  readonly places: ReadonlyMap<string, number>;
  readonly count: number;
} {
  const takes = (lock: string, mode: "read" | "write"): boolean =>
    actions.some(({ wants }) => wants?.lock === lock && wants.mode === mode);
  const places = new Map<string, number>();
  let count = 0;
  for (const { name, kind, object } of locks) {
    if (kind !== "rwlock" && kind !== "rwsem") continue;
    if (!takes(name, "read") || !takes(name, "write")) continue;
    places.set(name, count);
    count += object?.values.length ?? 1;
  }
  return { places, count };
}

/** The place in Q of the lock that a step waits for; undefined if it has no queue. */
export function queueOf(wanted: Wanted, scope: Scope): Code | undefined {
  const first = queuesOf(scope.subject.core).places.get(wanted.lock);
  const lock = lockNamed(scope.subject.core, wanted.lock);
  if (first === undefined) return undefined;
  if (wanted.object === undefined || lock.object === undefined) return js.number(first);
  const object = fit(scope.evaluate(wanted.object, scope), lock.object, scope);
  if (object.kind !== "scalar") throw new Unsupported("a lock of another object");
  return js.arithmetic(js.number(first), "+", object.code);
}

/** The bit of the handler that has interrupted a thread; 0 for nobody. */
export function handlerOn(thread: number, scope: Scope): Code {
  const { interrupted } = scope.subject.core;
  if (interrupted === undefined) return js.number(0);
  const type = scope.subject.variables.get(interrupted);
  if (type?.kind !== "map") throw new Error("not every thread may be interrupted");
  const self = nth(type.key, thread, scope.subject.types);
  const handler = elementAt(readVariable(interrupted, scope), self, scope);
  return holders(handler, true, scope);
}

/** Whether a handler reads an rwlock: only a writer that holds it is in the way. */
export function isPassing(wanted: Wanted, action: Action, core: Core): boolean {
  const { context } = core.processes.find(({ name }) => name === action.process) ?? {};
  const isRead = wanted.mode === "read" && lockNamed(core, wanted.lock).kind === "rwlock";
  return isRead && context !== undefined;
}

/** The classes of locks that a thread may hold while it takes another, and when it does. */
export function classesHeld(
  wanted: Pick<Wanted, "lock" | "object">,
  thread: number,
  scope: Scope,
): readonly { readonly lock: string; readonly test: Code }[] {
  const object = wanted.object === undefined ? undefined : scope.evaluate(wanted.object, scope);
  const holds = (lock: Lock, value: Value, onlyWriter = lock.kind === "seqcount"): Code => {
    const mask = holders(value, onlyWriter, scope);
    const bit = js.arithmetic(mask, "&", js.number(1 << thread));
    return js.not(js.equal(bit, js.number(0)));
  };
  const { core } = scope.subject;
  const isPassed = ({ name }: Lock): boolean =>
    core.actions.some(
      (action) => action.wants?.lock === name && isPassing(action.wants, action, core),
    );
  const locks = core.locks.flatMap((lock) => {
    const isWanted = lock.name === wanted.lock;
    if (isWanted && lock.nests !== undefined) return [];
    if (lock.object === undefined) {
      if (isWanted) return [{ lock: lock.name, test: js.truth(false) }];
      const value = lockValue(lock, undefined, scope);
      return [
        { lock: lock.name, test: holds(lock, value) },
        ...(isPassed(lock)
          ? [{ lock: passingClass(lock.name), test: holds(lock, value, true) }]
          : []),
      ];
    }
    const of = lock.object;
    const testOf = (rank: number, onlyWriter: boolean): Code => {
      const each = nth(of, rank, scope.subject.types);
      const held = holds(lock, lockValue(lock, each, scope), onlyWriter);
      if (!isWanted || object === undefined) return held;
      const given = fit(object, of, scope);
      const isOther =
        given.kind === "scalar" ? js.not(js.equal(given.code, js.number(rank))) : js.truth(true);
      return js.both(isOther, held);
    };
    const someOf = (onlyWriter: boolean): Code =>
      of.values.map((_, rank) => testOf(rank, onlyWriter)).reduce(js.either, js.truth(false));
    return [
      { lock: lock.name, test: someOf(lock.kind === "seqcount") },
      ...(isPassed(lock) ? [{ lock: passingClass(lock.name), test: someOf(true) }] : []),
    ];
  });
  const context = processOf(thread, scope.subject.core)?.context;
  const own = context && { lock: contextClass(context), test: js.truth(true) };
  return own === undefined ? locks : [...locks, own];
}

function processOf(thread: number, { processes }: Core): Process | undefined {
  let rest = thread;
  return processes.find(({ instances }) => {
    rest -= instances.values.length;
    return rest < 0;
  });
}

/** True if an action's step waits for a lock. */
export function isWanting(action: Action): action is Action & { readonly wants: Wanted } {
  return action.wants !== undefined && action.step !== undefined;
}
