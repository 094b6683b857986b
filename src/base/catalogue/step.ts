// Diagnostics about steps, locks, rules, variants and scenarios.

import { entry } from "./entry.js";

export const stepEntries = {
  "step/read-after-write": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `\`${name}\` is read after this step has assigned it`,
    explanation:
      "A step reads the state before it, and its assignments take effect together. Keep the value with " +
      "`let`, or split the step.",
    example: "step add\n  total := total + 1\n  seen := total",
  }),
  "step/assigned-twice": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `\`${name}\` is assigned twice on one way through the step`,
    explanation:
      "A step is one simultaneous assignment, so the order of its lines means nothing. Keep one of the " +
      "two, or split the step.",
    example: "step set\n  pmd := none\n  pmd := table(t)",
  }),
  "step/waits-late": entry<{ what: string }>({
    severity: "error",
    message: ({ what }) => `${what} waits, and a step can only wait at its start`,
    explanation:
      "A step is atomic. If it could wait in its middle, other processes would see half of it. Begin a " +
      "new step with what waits.",
    example: "step both\n  seen := total\n  lock pml",
  }),
  "step/not-here": entry<{ what: string; where: string }>({
    severity: "error",
    message: ({ what, where }) => `${what} cannot stand in ${where}`,
    explanation:
      "Locks, sections, `goto` and `stop` belong to steps of a process: an action has no thread that " +
      "could hold a lock, and an initial state is not reached by steps.",
    example: "action grab\n  then lock pml",
  }),
  "step/after-goto": entry<Record<never, never>>({
    severity: "error",
    message: () => "this is never done: the way ends before it",
    explanation: "`goto` and `stop` end the step; statements after them on the same way have no effect.",
    example: "step leave\n  goto done\n  x := 1",
  }),
  "step/unassigned": entry<{ name: string; step: string }>({
    severity: "error",
    message: ({ name, step }) => `\`${name}\` may be read in \`${step}\` before it is assigned`,
    explanation:
      "A local without a first value must be assigned on every way that leads to a read of it.",
    example: "process P\n  var t : Table\n  step look\n    t.entry := false",
  }),
  "lock/not-a-lock": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `\`${name}\` is not a lock`,
    explanation: "A lock is named by its declaration, or as `t.ptl` for the lock of an object.",
    example: "state pmd : Bool\nprocess P\n  step a\n    lock pmd",
  }),
  "lock/kind": entry<{ name: string; kind: string; problem: string }>({
    severity: "error",
    message: ({ name, kind, problem }) => `\`${name}\` is a ${kind}, which ${problem}`,
    explanation:
      "The kinds are `spinlock` and `mutex` (one holder) and `rwlock` and `rwsem` (one writer or many " +
      "readers). Only an rwsem can be downgraded.",
    example: "lock pml : spinlock\nprocess P\n  step a\n    read lock pml",
  }),
  "lock/order-cycle": entry<{ first: string; second: string }>({
    severity: "error",
    message: ({ first, second }) => `the declared orders put \`${first}\` both outside and inside \`${second}\``,
    explanation: "Lock orders are joined to one order, which must not go round in a circle.",
    example: "order a > b\norder b > a",
  }),
  "rule/event": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation:
      "An event names a variable, a field of an object, a lock, a step or an object. A name that nothing " +
      "declares stands for whatever is there.",
    example: "rule r\n  on write 3\n  need true",
  }),
  "variant/edit": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation: "A variant sets switches and constants, changes `run` and `allow`, and may extend another.",
    example: "variant fast  speed = high",
  }),
  "scenario/lane": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation:
      "A line of a scenario starts with a process instance that runs, or with `rcu`, and names steps of " +
      "that process.",
    example: "scenario s\n  Nobody: step_one\n  then possible",
  }),
};
