// What is always checked, said in a sentence each, for reports and for `lockwright explain`.

import { isContextClass } from "../core/contexts.js";
import type { CheckRun, Judged } from "./result.js";

interface Check {
  readonly sentence: string;
  /** What `lockwright explain` says beside that. */
  readonly note?: string;
  /** A spec that violates it, and it alone. */
  readonly example: string;
}

function lines(...text: readonly string[]): string {
  return text.join("\n");
}

const cycle = "Processes wait for each other's locks in a cycle.";
const stuck = "No step is possible, and a process has not ended.";

const checks: Readonly<Record<string, Check>> = {
  deadlock: {
    sentence:
      "Processes wait for each other's locks in a cycle, or no step is possible and one has not " +
      "ended.",
    note:
      "A process that waits for a lock which it holds itself is `self_deadlock`, and no deadlock " +
      "too, nor is what waits for it; with `allow self_deadlock` it is one.",
    example: lines(
      "model abba",
      "lock a : mutex",
      "lock b : mutex",
      "process P",
      "  step first  lock a",
      "  step second lock b",
      "  step give   unlock a, b",
      "process Q",
      "  step first  lock b",
      "  step second lock a",
      "  step give   unlock a, b",
      "allow lock_order",
    ),
  },
  self_deadlock: {
    sentence: "A process waits for a lock that it holds itself.",
    example: lines(
      "model twice",
      "lock a : mutex",
      "process P",
      "  step take  lock a",
      "  step again lock a",
      "  step give  unlock a",
    ),
  },
  unlock_not_owner: {
    sentence: "A lock is given back or downgraded by a process that does not hold it so.",
    example: lines("model stray", "lock a : mutex", "process P", "  step give unlock a"),
  },
  seqcount_writers: {
    sentence: "A write section of a sequence counter begins inside another one.",
    note:
      "Two writers at once make the count even while both write, so that a reader believes what " +
      "it sees. A lock around the write sections keeps writers apart.",
    example: lines(
      "model unserialised",
      "lock seq : seqcount",
      "process P",
      "  step begin write_begin seq",
      "  step end_  write_end seq",
      "run P * 2",
      "allow unlock_not_owner",
    ),
  },
  held_at_end: {
    sentence:
      "A process ends with a lock held, in a read section, or with interrupts or softirqs off.",
    example: lines("model kept", "lock a : mutex", "process P", "  step take lock a"),
  },
  lock_order: {
    sentence:
      "Locks are taken against the declared order, or two classes of locks in both orders, or " +
      "two locks of one class that has no order, or a lock in a handler that may interrupt who " +
      "holds it.",
    note:
      "The orders are collected over all reachable states, so that an inversion is found even " +
      "where nothing deadlocks. Locks of one class that nest have an order of their own, `order " +
      "all t in Table, u in Table: t.ptl > u.ptl when t.address < u.address`, which must never " +
      "say both ways of two objects.",
    example: lines(
      "model inverted",
      "lock a : mutex",
      "lock b : mutex",
      "order a > b",
      "process P",
      "  step inner lock b",
      "  step outer lock a",
      "  step give  unlock a, b",
    ),
  },
  sleep_in_atomic: {
    sentence:
      "A process may sleep while it holds a spinlock or rwlock, is in an RCU read section, has " +
      "interrupts or softirqs off, or is a handler.",
    example: lines(
      "model sleepy",
      "lock spin : spinlock",
      "lock m    : mutex",
      "process P",
      "  step outer lock spin",
      "  step inner lock m",
      "  step give  unlock m, spin",
    ),
  },
  rcu_unbalanced: {
    sentence: "A section is left that was not entered, or entered twice where it may not be.",
    example: lines("model outside", "process P", "  step leave rcu_read_unlock"),
  },
  use_after_free: {
    sentence: "A field or a lock of a free object is touched.",
    example: lines(
      "model late",
      "object T max 1",
      "  state used : Bool",
      "init pick t in T link t",
      "process P",
      "  var mine : T",
      "  step take pick t in T mine := t  unlink t",
      "  step drop free mine",
      "  step use  mine.used := true",
    ),
  },
  lifetime: {
    sentence: "An object is linked, unlinked or freed in a state of life where it may not be.",
    example: lines(
      "model hasty",
      "object T max 1",
      "init pick t in T link t",
      "process P",
      "  step drop pick t in T free t",
    ),
  },
  data_race: {
    sentence:
      "Two threads access the same place of shared state at once: one of them writes it, and one " +
      "of the accesses is plain.",
    note:
      "Plain accesses of `shared state` are ordered by locks, or by being steps of which one " +
      "cannot be next where the other is. Otherwise the compiler may tear, merge or repeat them. " +
      "Mark both, `read_once(x)` and `write_once(x) := e`, or take a lock.",
    example: lines(
      "model unmarked",
      "shared state flag : Bool",
      "process P",
      "  step set  flag := true",
      "process Q",
      "  step wait await read_once(flag)",
    ),
  },
  leak: {
    sentence: "All processes have ended, and an object is neither linked nor free.",
    example: lines("model lost", "object T max 1", "process P", "  step make allocate t in T"),
  },
  assigned_twice: {
    sentence: "One step assigns the same place twice, by two names for it.",
    example: lines(
      "model alias",
      "object T max 1",
      "  state x : 0..2",
      "init pick t in T link t",
      "process P",
      "  step set pick a in T, b in T a.x := 1  b.x := 2",
    ),
  },
  out_of_range: {
    sentence: "An integer, a layout field or a sequence leaves its type.",
    example: lines(
      "model full",
      "state total : 0..1 = 1",
      "process P",
      "  step add total := total + 1",
    ),
  },
};

/** What is said of any guard. */
const guardCheck: Check = {
  sentence: "A variable is read or written without what its guard asks for.",
  note: "The guard of a variable `x` has the name `guard_x`, and so has that of a field `T.x`.",
  example: lines(
    "model bare",
    "lock a : mutex",
    "state x : Bool",
    "guard x write a read any",
    "process P",
    "  step set x := true",
  ),
};

function checkCalled(name: string): Check | undefined {
  return Object.hasOwn(checks, name) ? checks[name] : undefined;
}

/** What a check is, with an example; undefined for what is neither always checked nor a guard. */
export function checkNamed(name: string): Check | undefined {
  return /^guard_(\w+|\.\.\.)$/.test(name) ? guardCheck : checkCalled(name);
}

/** What is wrong where a check is violated; of what its sentence says, the part that applies. */
export function brokenCheck({ model }: CheckRun, { property, cause }: Judged): string | undefined {
  if (cause?.kind === "deadlock" && property === "deadlock") {
    const hasProcesses = Object.keys(model.processes).length > 0;
    return cause.cycle.length > 0 ? cycle : hasProcesses ? stuck : "No action is possible.";
  }
  if (property !== "lock_order") return checkCalled(property)?.sentence;
  if (cause?.kind !== "order") return "A lock is taken against the declared order.";
  if (cause.edges.some(({ taken }) => isContextClass(taken)))
    return "A lock is held where a handler may come that takes it, at once or under other locks.";
  const [first] = cause.edges;
  if (cause.edges.length > 2) return "Classes of locks are taken in orders that form a cycle.";
  if (first?.held !== first?.taken) return "Two classes of locks are taken in both orders.";
  return "Two locks of one class are nested: a second task could take them the other way round.";
}

/** The names of all checks. */
export function checkNames(): readonly string[] {
  return Object.keys(checks);
}
