// What `lockwright lint` finds without a search. It looks at each process by itself, over all ways
// through its steps: what is wrong on each of them is an error, what is wrong on some is a warning,
// since what the others do may keep it from being taken.

import { entry, lines } from "./entry.js";

/** What is found may be so on every way there, or on some. */
export interface Always {
  /** On every way there. */
  readonly always: boolean;
}

function gravity({ always }: Always): "error" | "warning" {
  return always ? "error" : "warning";
}

export const lintEntries = {
  "lint/unguarded": entry<Always & { what: string }>({
    severity: gravity,
    message: ({ what, always }) =>
      `\`${what}\` ${always ? "is" : "may be"} accessed without what its guard asks for`,
    explanation:
      "A `guard` says which locks or sections an access needs. Over all ways through the " +
      "steps of the process, none of these is held here on any of them (an error), or on some " +
      "of them is not (a warning). The search says whether such a way is really taken, as " +
      "`guard_...`. Take the lock before, or say in the guard what else protects the access.",
    example: lines(
      "lock pml : spinlock",
      "state pmd : Bool",
      "guard pmd  write pml  read any",
      "",
      "process Task",
      "  step set   pmd := true",
      "  step look  if pmd then skip",
      "  step take  lock pml",
      "  step give  unlock pml",
    ),
  }),
  "lint/sleep-in-atomic": entry<Always>({
    severity: gravity,
    message: ({ always }) => `this ${always ? "sleeps" : "may sleep"} in an atomic context`,
    explanation:
      "Mutexes, rwsems and `synchronize_...` may put the process to sleep, which must not " +
      "happen while it holds a spinlock or rwlock, is in an RCU read section or has interrupts " +
      "off. Take what sleeps first, or let go of the rest before. The search reports it as " +
      "`sleep_in_atomic`.",
    example: lines(
      "lock pml  : spinlock",
      "lock mmap : rwsem",
      "",
      "process Task",
      "  step outer  lock pml",
      "  step inner  read lock mmap",
      "  step give   unlock mmap, pml",
    ),
  }),
  "lint/against-order": entry<Always & { lock: string }>({
    severity: gravity,
    message: ({ lock, always }) =>
      `\`${lock}\` ${always ? "is" : "may be"} taken against the declared order`,
    explanation:
      "An `order` names locks from outer to inner, and here an inner one is held already when " +
      "an outer one is waited for. Two processes that take them in different orders wait for " +
      "each other for ever. A trylock does not wait, and is exempt. The search reports it as " +
      "`lock_order`.",
    example: lines(
      "lock pml : spinlock",
      "lock ptl : spinlock",
      "order pml > ptl",
      "",
      "process Task",
      "  step inner  lock ptl",
      "  step outer  lock pml",
      "  step give   unlock pml, ptl",
    ),
  }),
  "lint/inversion": entry<{ locks: readonly string[] }>({
    severity: "warning",
    message: ({ locks: [first = "", ...others] }) => {
      if (others.length === 0) return `two locks of the class \`${first}\` may be nested`;
      const last = others.at(-1) ?? "";
      if (others.length === 1) return `\`${first}\` and \`${last}\` may be taken in both orders`;
      const middle = others.slice(0, -1).map((each) => `\`${each}\``);
      return `\`${first}\`, ${middle.join(", ")} and \`${last}\` may be taken in a circle`;
    },
    explanation:
      "A class of locks is taken while another is held, and somewhere else the other way " +
      "round, be it by way of further locks; or two locks of one class are held at once, which " +
      "a second process may take the other way round. That can deadlock. The search says " +
      "whether both orders really occur, as `lock_order`: some other lock, or an order in time, " +
      "may keep them apart. `allow lock_order` switches both off.",
    example: lines(
      "lock a : mutex",
      "lock b : mutex",
      "",
      "process P",
      "  step first   lock a",
      "  step second  lock b",
      "  step give    unlock a, b",
      "",
      "process Q",
      "  step first   lock b",
      "  step second  lock a",
      "  step give    unlock a, b",
    ),
  }),
  "lint/self-deadlock": entry<Always & { lock: string }>({
    severity: gravity,
    message: ({ lock, always }) =>
      `\`${lock}\` ${always ? "is" : "may be"} taken by a process that holds it`,
    explanation:
      "Locks do not nest, not even for reading: who waits for a lock that it holds itself " +
      "waits for ever. The search reports it as `self_deadlock`.",
    example: lines(
      "lock pml : spinlock",
      "",
      "process Task",
      "  step take   lock pml",
      "  step again  lock pml",
      "  step give   unlock pml",
    ),
  }),
  "lint/not-held": entry<Always & { lock: string; done: "given back" | "downgraded" }>({
    severity: gravity,
    message: ({ lock, done, always }) => {
      const held = done === "downgraded" ? "held for writing" : "held";
      return `\`${lock}\` is ${done}, and ${always ? "is never" : "may not be"} ${held} here`;
    },
    explanation:
      "`unlock` and `downgrade` are for the holder of a lock (`downgrade` for one who holds it " +
      "for writing). `unlock l if held` does nothing where it is not held. The search reports " +
      "it as `unlock_not_owner`.",
    example: lines(
      "lock pml : spinlock",
      "",
      "process Task",
      "  step take   lock pml",
      "  step give   unlock pml",
      "  step again  unlock pml",
    ),
  }),
  "lint/held-at-end": entry<Always & { what: string }>({
    severity: gravity,
    message: ({ what, always }) => `the process ${always ? "ends" : "may end"} with ${what} held`,
    explanation:
      "A process that ends must have let go of its locks and left its sections: nobody else " +
      "can. A `goto` or `stop` has often jumped over the unlock. The search reports it as " +
      "`held_at_end`.",
    example: lines(
      "lock pml : spinlock",
      "state done : Bool",
      "",
      "process Task",
      "  step take  lock pml",
      "  step look  if done then stop",
      "  step give  unlock pml",
      "",
      "process Other",
      "  step set  done := true",
    ),
  }),
  "lint/unbalanced": entry<Always & { word: string; enters: boolean }>({
    severity: gravity,
    message: ({ word, enters, always }) => {
      const verb = always ? (enters ? "enters" : "leaves") : `may ${enters ? "enter" : "leave"}`;
      const why = enters ? "that the process is in already" : "that the process is not in";
      return `\`${word}\` ${verb} a section ${why}`;
    },
    explanation:
      "Sections are entered and left in pairs on every way through the steps; `irq_off` does " +
      "not nest, while `lock irq l` may stand where interrupts are off already. The search " +
      "reports it as `rcu_unbalanced`.",
    example: lines(
      "process Reader",
      "  step enter  rcu_read_lock",
      "  step leave  rcu_read_unlock",
      "  step again  rcu_read_unlock",
    ),
  }),
  "lint/interrupted": entry<{ lock: string; context: "softirq" | "hardirq" }>({
    severity: "warning",
    message: ({ lock, context }) =>
      `\`${lock}\` is taken in a ${context}, and may be held where that ${context} comes`,
    explanation:
      "A handler that waits for a lock of the very task it has interrupted waits for ever: that " +
      "task goes on when the handler returns. Whoever shares a lock with a handler takes it with " +
      "interrupts off, `lock irq l` and `unlock irq l`, or with softirqs off, `lock bh l`, where " +
      "only softirqs take it. The search says whether the handler really comes there, as " +
      "`lock_order`, and as `deadlock` if it also waits.",
    example: lines(
      "lock ring : spinlock",
      "",
      "process Submit",
      "  step take  lock ring",
      "  step give  unlock ring",
      "",
      "process Tick in hardirq",
      "  step take  lock ring",
      "  step give  unlock ring",
    ),
  }),
  "lint/two-accesses": entry<{ first: string; second: string }>({
    severity: "warning",
    message: ({ first, second }) =>
      `\`${first}\` and \`${second}\` are touched in one step, and nothing keeps others out`,
    explanation:
      "A step is one atomic action, and real hardware touches one variable after the other: " +
      "another CPU may come between. Make it two steps, and the search tries that; or hold a " +
      "lock that all who access them hold. What only this process touches, or nobody else " +
      "changes, does not count. `allow two_accesses` switches this off, where one step stands " +
      "for something that is atomic.",
    example: lines(
      "state flag : Bool",
      "state turn : Bool",
      "",
      "process Task",
      "  step wait  await flag or turn",
      "",
      "process Other",
      "  step raise  flag := true",
      "  step yield  turn := true",
    ),
  }),
  "lint/never-written": entry<{ what: string }>({
    severity: "warning",
    message: ({ what }) => `${what} is never written`,
    explanation:
      "No step, action or initial state assigns it, in any variant, so that it keeps its first " +
      "value: a `const` says that better. Often a step is missing. `allow never_written` " +
      "switches this off.",
    example: lines(
      "state limit : 0..3 = 2",
      "state total : 0..3",
      "",
      "process Task",
      "  step add  if total < limit then total := total + 1",
    ),
  }),
  "lint/never-read": entry<{ what: string }>({
    severity: "warning",
    message: ({ what }) => `${what} is never read`,
    explanation:
      "It is assigned, and no step, rule, invariant or function asks for it, in any variant: it " +
      "costs states and says nothing. `allow never_read` switches this off.",
    example: lines("state trace : Bool", "", "process Task", "  step note  trace := true"),
  }),
  "lint/never-taken": entry<{ lock: string }>({
    severity: "warning",
    message: ({ lock }) => `the lock \`${lock}\` is never taken`,
    explanation:
      "Orders, guards or rules speak of it, and no step of any variant takes it. Often a step " +
      "is missing. `allow never_taken` switches this off.",
    example: lines(
      "lock pml : spinlock",
      "lock ptl : spinlock",
      "order pml > ptl",
      "",
      "process Task",
      "  step take  lock pml",
      "  step give  unlock pml",
    ),
  }),
  "lint/never-released": entry<{ lock: string }>({
    severity: "warning",
    message: ({ lock }) => `the lock \`${lock}\` is taken, and never released`,
    explanation:
      "No step of any variant unlocks it: whoever comes second waits for ever. `allow " +
      "never_released` switches this off.",
    example: lines(
      "lock pml : spinlock",
      "",
      "process Task",
      "  step take  lock pml",
      "  step spin  goto spin",
    ),
  }),
  "lint/never-consulted": entry<{ name: string }>({
    severity: "warning",
    message: ({ name }) => `the switch \`${name}\` is never consulted`,
    explanation:
      "Variants may set it, and nothing in the spec depends on it, so that they do not differ. " +
      "`allow never_consulted` switches this off.",
    example: "switch careful : Bool = true",
  }),
};

/** The lints that no check of the search decides; `allow` switches them off by these names. */
export const lintNames: ReadonlyMap<string, keyof typeof lintEntries> = new Map([
  ["two_accesses", "lint/two-accesses"],
  ["never_written", "lint/never-written"],
  ["never_read", "lint/never-read"],
  ["never_taken", "lint/never-taken"],
  ["never_released", "lint/never-released"],
  ["never_consulted", "lint/never-consulted"],
]);
