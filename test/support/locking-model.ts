// Models of threads that take and release locks, each from a list of words: `lock a`, `read a`,
// `try a`, `unlock a`, `skip`. Locks of one class differ by their object: `x.ptl`, `y.ptl`.

import type { Action, Holder, Lock, Model, Wanted } from "../../src/runtime/model.js";
import { toyModel } from "./toy-model.js";

export interface Locking {
  /** How many of its words each thread has done. */
  readonly at: Readonly<Record<string, number>>;
  readonly holders: Readonly<Record<string, readonly Holder[]>>;
}

export type Programs = Readonly<Record<string, readonly string[]>>;

interface Word {
  readonly verb: string;
  readonly lock: string;
}

function wordOf(text: string): Word {
  const [verb = "", lock = ""] = text.split(" ");
  return { verb, lock };
}

function wantedBy({ verb, lock }: Word): Wanted {
  const mode = verb === "read" ? "read" : "write";
  const [object, name] = lock.split(".");
  return name === undefined || object === undefined ? { lock, mode } : { lock: name, object, mode };
}

function isFree(s: Locking, { verb, lock }: Word): boolean {
  const inTheWay = s.holders[lock]?.filter(({ mode }) => verb !== "read" || mode === "write");
  return inTheWay?.length === 0;
}

function take(s: Locking, thread: string, word: Word): Locking["holders"] {
  const mode = word.verb === "read" ? "read" : "write";
  // Sorted, for the order in which readers came must not make states different.
  const holders = [...(s.holders[word.lock] ?? []), { thread, mode } as const].sort((a, b) =>
    a.thread < b.thread ? -1 : 1,
  );
  return { ...s.holders, [word.lock]: holders };
}

function release(s: Locking, thread: string, { lock }: Word): Locking["holders"] {
  const index = s.holders[lock]?.findIndex((holder) => holder.thread === thread) ?? -1;
  return { ...s.holders, [lock]: s.holders[lock]?.filter((_, i) => i !== index) ?? [] };
}

function stepAction(thread: string, index: number, word: Word): Action<Locking> {
  const next = (s: Locking) => ({ ...s.at, [thread]: index + 1 });
  const waits = word.verb === "lock" || word.verb === "read";
  return {
    process: thread,
    step: `s${index}`,
    parameters: { self: [thread] },
    guard: (s) => s.at[thread] === index && (!waits || isFree(s, word)),
    ...(waits ? { wants: () => wantedBy(word) } : {}),
    effect: (s) => {
      const takes = waits || (word.verb === "try" && isFree(s, word));
      if (takes) return { at: next(s), holders: take(s, thread, word) };
      if (word.verb === "unlock") return { at: next(s), holders: release(s, thread, word) };
      return { ...s, at: next(s) };
    },
  };
}

/** One process of one instance for each program. */
export function lockingModel(
  programs: Programs,
  parts: Partial<Model<Locking>> = {},
): Model<Locking> {
  const threads = Object.keys(programs);
  const words = Object.values(programs).flatMap((program) => program.map(wordOf));
  const names = [...new Set(words.map(({ lock }) => lock).filter((lock) => lock !== ""))].sort();
  const locks: Record<string, Lock<Locking>> = {};
  for (const name of names) {
    const { lock, object } = wantedBy({ verb: "lock", lock: name });
    const objects = [...(locks[lock]?.objects ?? []), ...(object === undefined ? [] : [object])];
    locks[lock] = {
      kind: "rwsem",
      ...(object === undefined ? {} : { objects }),
      holders: (s, of) => s.holders[object === undefined ? lock : `${of}.${lock}`] ?? [],
    };
  }
  const steps = Object.entries(programs).flatMap(([thread, program]) =>
    program.map((text, index) => [`${thread}.s${index}`, stepAction(thread, index, wordOf(text))]),
  );
  return toyModel<Locking>({
    init: [
      {
        at: Object.fromEntries(threads.map((thread) => [thread, 0])),
        holders: Object.fromEntries(names.map((name) => [name, []])),
      },
    ],
    actions: Object.fromEntries(steps) as Record<string, Action<Locking>>,
    processes: Object.fromEntries(
      Object.entries(programs).map(([thread, program]) => [
        thread,
        {
          instances: [thread],
          at: (s: Locking) => (s.at[thread] === program.length ? "ended" : `s${s.at[thread]}`),
        },
      ]),
    ),
    locks,
    checks: ["deadlock", "self_deadlock", "lock_order"],
    ...parts,
  });
}
