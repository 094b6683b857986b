// Locks as a kernel developer reads them: who took or gave back what in a step, who holds and waits
// for what at the end.

import type { Waiting } from "../engine/exploration.js";
import { lockName } from "../engine/lock-name.js";
import type { Model } from "../runtime/model.js";

interface Held {
  readonly kind: Kind;
  readonly lock: string;
  readonly mode: "read" | "write";
}

type Kind = Model<unknown>["locks"][string]["kind"];

/** The locks that a thread holds, each with its class. */
export function lockClassesHeld(
  model: Model<unknown>,
  state: unknown,
  thread: string,
): readonly { readonly lock: string; readonly name: string }[] {
  return lockEntries(model).flatMap(([lock, { objects, holders }]) =>
    (objects ?? [undefined]).flatMap((object) => {
      const isHeld = holders(state, object ?? "").some((holder) => holder.thread === thread);
      const name = lockName(object === undefined ? { lock } : { lock, object });
      return isHeld ? [{ lock, name }] : [];
    }),
  );
}

/** What each thread holds, by thread; a lock once for each time it is held. */
function heldIn(model: Model<unknown>, state: unknown): Map<string, Held[]> {
  const held = new Map<string, Held[]>();
  for (const [lock, { kind, objects, holders }] of lockEntries(model)) {
    for (const object of objects ?? [undefined]) {
      const name = lockName(object === undefined ? { lock } : { lock, object });
      for (const { thread, mode } of holders(state, object ?? "")) {
        held.set(thread, [...(held.get(thread) ?? []), { kind, lock: name, mode }]);
      }
    }
  }
  return held;
}

function lockEntries(model: Model<unknown>) {
  return Object.entries(model.locks).map(
    ([name, lock]) =>
      [
        name,
        {
          kind: lock.kind,
          objects: lock.objects,
          holders: (state: unknown, object: string) => lock.holders(state, object),
        },
      ] as const,
  );
}

/** `lock pml`, `read lock i_mmap`, `unlock table1.ptl`, `downgrade i_mmap`; others' by name. */
export function lockChanges(
  model: Model<unknown>,
  before: unknown,
  after: unknown,
  lane: string,
): readonly string[] {
  const old = heldIn(model, before);
  const now = heldIn(model, after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((thread) => {
    const found = threadChanges(old.get(thread) ?? [], now.get(thread) ?? []);
    if (thread === lane) return found;
    // A second writer ends no write: it is counted as the only one.
    const others = found.filter((text) => !text.startsWith("write_end"));
    return others.map((text) => `${text} by ${thread}`);
  });
}

function threadChanges(before: readonly Held[], after: readonly Held[]): readonly string[] {
  const count = (held: readonly Held[], lock: string, mode: Held["mode"]) =>
    held.filter((each) => each.lock === lock && each.mode === mode).length;
  const byVerb = new Map<string, string[]>();
  for (const { lock, kind } of [...before, ...after]) {
    const writes = count(after, lock, "write") - count(before, lock, "write");
    const reads = count(after, lock, "read") - count(before, lock, "read");
    const verb = verbOf(kind, writes, reads);
    if (verb !== undefined && byVerb.get(verb)?.includes(lock) !== true)
      byVerb.set(verb, [...(byVerb.get(verb) ?? []), lock]);
  }
  return [...byVerb].map(([verb, locks]) => `${verb} ${locks.join(", ")}`);
}

/** What happened to a lock that is now held so many times more for writing and for reading. */
function verbOf(kind: Kind, writes: number, reads: number): string | undefined {
  if (kind === "seqcount" && writes !== 0) return writes > 0 ? "write_begin" : "write_end";
  if (writes < 0 && reads > 0) return "downgrade";
  if (writes > 0) return "lock";
  if (reads > 0) return "read lock";
  return writes < 0 || reads < 0 ? "unlock" : undefined;
}

/** What a thread holds: `pml (write), i_mmap (read)`. */
export function holdsOf(model: Model<unknown>, state: unknown, thread: string): readonly string[] {
  return (heldIn(model, state).get(thread) ?? []).map(({ lock, mode }) => `${lock} (${mode})`);
}

/** `Fault -> pml -> Retract -> table1.ptl -> Fault`, from a cycle of threads. */
export function cycleText(cycle: readonly string[], waiting: readonly Waiting[]): string {
  const links = cycle.map((thread) => {
    const wants = waiting.find((each) => each.thread === thread)?.wants;
    return wants === undefined ? `${thread} (interrupted)` : `${thread} -> ${lockName(wants)}`;
  });
  return [...links, cycle[0] ?? ""].join(" -> ");
}
