// Who waits for whom. A thread waits for a lock when it is at a step that wants one and cannot take
// it; it then waits for every holder in its way, so a cycle of waiting threads never ends, whatever
// others do. That is why a cycle is looked for in each state and not only where nothing moves. A
// thread that is interrupted waits for the handler, whatever else it waits for.
//
// Who waits to write keeps new readers out: they queue behind it. When it began to wait is no part
// of a state, and need not be. A reader that is not yet there may always have come first; so steps
// are those of a lock that lets readers pass. But a reader that is about to take the lock may as
// well come second, and then waits for the writer, and for all that keeps the writer waiting.

import { interrupt } from "../core/contexts.js";
import type { Holder, Model, Process, Wanted } from "../runtime/model.js";
import type { Waiting } from "./exploration.js";
import type { Instance } from "./instance.js";
import { isEnabled } from "./instance.js";

/** The holders that keep a lock from being taken in this mode. */
export function holdersInTheWay<S>(model: Model<S>, state: S, wants: Wanted): readonly Holder[] {
  const holders = model.locks[wants.lock]?.holders(state, wants.object ?? "") ?? [];
  return holders.filter((holder) => wants.mode === "write" || holder.mode === "write");
}

/** Finds the threads that wait for a lock, in the order of the model's processes. */
export class Waits<S> {
  readonly #model: Model<S>;
  /** The instances that wait for a lock, by thread and step. */
  readonly #wanting = new Map<string, Map<string, Instance<S>[]>>();

  constructor(model: Model<S>, instances: readonly Instance<S>[]) {
    this.#model = model;
    for (const instance of instances) {
      const { step } = instance.action;
      if (!("wants" in instance.action) || step === undefined) continue;
      const steps = this.#wanting.get(instance.lane) ?? new Map<string, Instance<S>[]>();
      steps.set(step, [...(steps.get(step) ?? []), instance]);
      this.#wanting.set(instance.lane, steps);
    }
  }

  /**
   * The threads that wait for a lock in this state or for a handler to return, and readers that may
   * have to wait behind one that waits to write.
   */
  in(state: S): readonly Waiting[] {
    const about = Object.values(this.#model.processes).flatMap((process) =>
      process.instances.flatMap((thread) => this.#about(state, process, thread)),
    );
    const writers = about.filter(({ wants, holders }) => isWriting(wants) && holders.length > 0);
    return about.flatMap((each): readonly Waiting[] => {
      const { thread, wants, queues, holders } = each;
      const behind = writers.filter((one) => queues && one.thread !== thread && isOne(wants, one));
      const ahead = behind.map((one): Holder => ({ thread: one.thread, mode: "write" }));
      const waiting = { thread, ...(wants === undefined ? {} : { wants }) };
      if (ahead.length > 0)
        return [{ ...waiting, holders: [...holders, ...ahead], behind: behind.map(threadOf) }];
      return holders.length === 0 ? [] : [{ ...waiting, holders }];
    });
  }

  /** Whom a thread waits for, or what it is about to wait for. */
  #about(state: S, process: Process<S>, thread: string): readonly About[] {
    const handler = this.#model.interruptedBy?.(state, thread) ?? undefined;
    if (handler !== undefined)
      return [{ thread, queues: false, holders: [{ thread: handler, mode: "write" }] }];
    const candidates = this.#wanting.get(thread)?.get(process.at(state, thread)) ?? [];
    const [first] = candidates;
    const wants = first?.action.wants?.(state, first.args);
    if (wants === undefined) return [];
    const isFree = candidates.some((each) => isEnabled(state, each));
    const { kind } = this.#model.locks[wants.lock] ?? {};
    // In a handler, a reader passes those that wait.
    const isQueue = (kind === "rwlock" || kind === "rwsem") && process.context === undefined;
    const holders = isFree ? [] : holdersInTheWay(this.#model, state, wants);
    return [{ thread, wants, queues: isQueue && wants.mode === "read", holders }];
  }
}

/** A thread that is at a step which takes a lock, or is interrupted. */
interface About extends Omit<Waiting, "behind"> {
  /** It comes after those that wait to write. */
  readonly queues: boolean;
}

function threadOf({ thread }: About): string {
  return thread;
}

function isWriting(wants: Wanted | undefined): boolean {
  return wants?.mode === "write";
}

function isOne(wants: Wanted | undefined, { wants: other }: About): boolean {
  return wants?.lock === other?.lock && wants?.object === other?.object;
}

/** The first thread that waits for a lock it holds itself. */
export function selfWaiting(waiting: readonly Waiting[]): string | undefined {
  return waiting.find(waitsForItself)?.thread;
}

function waitsForItself({ thread, holders }: Waiting): boolean {
  return holders.some((holder) => holder.thread === thread);
}

/**
 * The deadlock of a state: a cycle of threads that wait for each other; or none, if the state is
 * stuck though it should not be. A state is stuck if it has no steps. It may be if every thread has
 * ended, is a handler whose interrupt need not come, or waits, directly or through others, for one
 * that waits for itself and that `self_deadlock` reports.
 */
export function deadlockIn<S>(
  model: Model<S>,
  state: S,
  waiting: readonly Waiting[],
  stuck: boolean,
): readonly string[] | undefined {
  const cycle = waitCycle(waiting);
  if (cycle !== undefined) return cycle;
  if (!stuck) return undefined;
  const processes = Object.values(model.processes);
  const unfinished = processes.flatMap((process) =>
    process.instances.filter((self) => !isAtRest(process, process.at(state, self))),
  );
  const reported = model.checks.includes("self_deadlock");
  const mayRest =
    processes.length > 0 &&
    unfinished.every((thread) => reported && waitsForSelfWaiting(waiting, thread));
  return mayRest ? undefined : [];
}

function isAtRest<S>({ context }: Process<S>, at: string): boolean {
  return at === "ended" || (context !== undefined && at === interrupt);
}

/** A shortest cycle of two or more threads, each waiting for the next; the last for the first. */
function waitCycle(waiting: readonly Waiting[]): readonly string[] | undefined {
  const cycles = waiting
    .map(({ thread }) => pathBetween(waiting, thread, (at) => at === thread))
    .filter((cycle) => cycle !== undefined);
  return cycles.sort((a, b) => a.length - b.length)[0];
}

function waitsForSelfWaiting(waiting: readonly Waiting[], thread: string): boolean {
  const arrives = (at: string) =>
    waiting.some((each) => each.thread === at && waitsForItself(each));
  return arrives(thread) || pathBetween(waiting, thread, arrives) !== undefined;
}

/**
 * The threads from `start` on, each waiting for another one, that end before one that `arrives`.
 */
function pathBetween(
  waiting: readonly Waiting[],
  start: string,
  arrives: (thread: string) => boolean,
): readonly string[] | undefined {
  const paths: (readonly string[])[] = [[start]];
  const visited = new Set([start]);
  for (const path of paths) {
    const at = path[path.length - 1] as string;
    const holders = waiting.find(({ thread }) => thread === at)?.holders ?? [];
    for (const { thread } of holders) {
      if (thread === at) continue;
      if (arrives(thread)) return path;
      if (visited.has(thread)) continue;
      visited.add(thread);
      paths.push([...path, thread]);
    }
  }
  return undefined;
}
