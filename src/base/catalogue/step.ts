// Diagnostics about steps, locks, rules, variants and scenarios.

import { entry, lines } from "./entry.js";

export const stepEntries = {
  "step/read-after-write": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `\`${name}\` is read after this step has assigned it`,
    explanation:
      "A step reads the state before it, and its assignments take effect together at its " +
      "end. Keep the value with `let` before the assignment, or split the step. An entry of " +
      "a map may be the one that was assigned, unless both indexes are constants that " +
      "differ.",
    example: lines(
      "state total : 0..3 = 0",
      "state seen  : 0..3 = 0",
      "",
      "process Task",
      "  step add",
      "    total := total + 1",
      "    seen := total",
    ),
  }),
  "step/assigned-twice": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `\`${name}\` is assigned twice on one way through the step`,
    explanation:
      "A step is one simultaneous assignment, so the order of its lines means nothing. Keep " +
      "one of the two, or split the step. What `all` assigns is a place of each value, as " +
      "in `all c in Cpu: flag[c] := false`.",
    example: lines(
      "state turn : 0..1 = 0",
      "",
      "process Task",
      "  step flip",
      "    turn := 1",
      "    turn := 0",
    ),
  }),
  "step/waits-late": entry<{ what: string }>({
    severity: "error",
    message: ({ what }) => `${what} waits, and a step can only wait at its start`,
    explanation:
      "A step is atomic. If it could wait in its middle, other processes would see half of " +
      "it. What waits comes first, never inside an `if`; only `rcu_read_lock`, `irq_off`, " +
      "`bh_off` and `let` may stand before it, and nothing else that waits beside a `lock`; " +
      "several `pick`s may follow each other. Begin a new step with what waits. An action has no " +
      "steps: make one action of each way, or pick from a set that depends on the condition.",
    example: lines(
      "lock pml : spinlock",
      "",
      "state seen : Bool",
      "",
      "process Task",
      "  step both",
      "    seen := true",
      "    lock pml",
    ),
  }),
  "step/not-here": entry<{ what: string; where: string }>({
    severity: "error",
    message: ({ what, where }) => `${what} cannot stand ${where}`,
    explanation:
      "Locks, sections, `goto`, `stop` and calls belong to steps of a process: an action has no " +
      "thread that could hold a lock, and an initial state is not reached by steps. `all` " +
      "assigns, and does nothing else. To the left of `:=` stands a state variable, a field " +
      "of an object, one of the process's own locals, or a part of these.",
    example: lines("lock pml : spinlock", "", "action grab", "  then lock pml"),
  }),
  "step/not-shared": entry<{ mark: "read_once" | "write_once"; name: string }>({
    severity: "error",
    message: ({ mark, name }) =>
      `\`${mark}\` marks accesses to shared state, and \`${name}\` is none`,
    explanation:
      "`read_once(x)` and `write_once(x) := e` say that an access to shared state is meant to " +
      "happen beside others. Only a variable declared `shared state`, a field of an object " +
      "declared so, or a part of one can be accessed like this; of all else, a mark would say " +
      "nothing.",
    example: lines(
      "state flag : Bool",
      "",
      "process Waker",
      "  step wake  write_once(flag) := true",
    ),
  }),
  "step/after-goto": entry<object>({
    severity: "error",
    message: () => "this is never done: the way ends before it",
    explanation:
      "`goto`, `stop`, `call` and `return` end the step; statements after them on the same way " +
      "have no effect. A procedure that is called comes back to the next step.",
    example: lines(
      "state turn : 0..1 = 0",
      "",
      "process Task",
      "  step leave",
      "    goto done",
      "    turn := 1",
      "  step done",
      "    skip",
    ),
  }),
  "step/recursion": entry<{ circle: readonly string[] }>({
    severity: "error",
    message: ({ circle }) => `a procedure calls itself: ${circle.join(" calls ")}`,
    explanation:
      "A model has no stack: each call has its own place in it, so there must be a deepest one. " +
      "Write a loop with `goto`, or a procedure for each level.",
    example: lines(
      "lock pml : spinlock",
      "",
      "procedure walk()",
      "  step take",
      "    lock pml",
      "  step again",
      "    call walk()",
      "",
      "process Task",
      "  step begin",
      "    call walk()",
    ),
  }),
  "step/unassigned": entry<{ name: string; step: string }>({
    severity: "error",
    message: ({ name, step }) => `\`${name}\` may be read in \`${step}\` before it is assigned`,
    explanation:
      "A local without a first value must be assigned on every way that leads to a read of " +
      "it. Assign it there, or give it a first value.",
    example: lines(
      "object Table max 1",
      "  state young : Bool",
      "",
      "process Walk",
      "  var table : Table",
      "",
      "  step mark",
      "    table.young := true",
    ),
  }),
  "lock/not-a-lock": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `\`${name}\` is not a lock`,
    explanation: "A lock is named by its declaration, or as `t.ptl` for the lock of an object.",
    example: lines("state pmd : Bool", "", "process Task", "  step take", "    lock pmd"),
  }),
  "lock/kind": entry<{ name: string; kind: string; problem: string }>({
    severity: "error",
    message: ({ name, kind, problem }) =>
      `\`${name}\` is ${kind.startsWith("rw") ? "an" : "a"} ${kind}, which ${problem}`,
    explanation:
      "The kinds are `spinlock` and `mutex` (one holder) and `rwlock` and `rwsem` (one " +
      "writer or many readers); only an `rwsem` can be downgraded. A `seqcount` has words of its " +
      "own: `write_begin`, `write_end`, `read_begin`, `read_retry`.",
    example: lines("lock pml : spinlock", "", "process Task", "  step take", "    read lock pml"),
  }),
  "lock/order-cycle": entry<{ first: string; second: string }>({
    severity: "error",
    message: ({ first, second }) =>
      `the declared orders put \`${first}\` both outside and inside \`${second}\``,
    explanation: "Lock orders are joined to one order, which must not go round in a circle.",
    example: lines(
      "lock mmap : rwsem",
      "lock pml  : spinlock",
      "",
      "order mmap > pml",
      "order pml > mmap",
    ),
  }),
  "lock/nesting": entry<object>({
    severity: "error",
    message: () => "an order within a class is between that lock of one object and of another",
    explanation:
      "`order all t in T, u in T: t.l > u.l when C` says when a thread that holds `t.l` may take " +
      "`u.l`. Both are the same lock, of the two objects that are named before. Locks of two " +
      "classes have an order without objects, `order a > b`.",
    example: lines(
      "object Table max 2",
      "  lock  ptl : spinlock",
      "  lock  rmap : spinlock",
      "  state low : 0..1",
      "",
      "order all t in Table, u in Table: t.ptl > u.rmap when t.low < u.low",
    ),
  }),
  "rule/event": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation:
      "An event names a variable, a field of an object, a local as `Process.local`, a lock, " +
      "a step as `Process.step`, or an object. A name that nothing declares stands for " +
      "whatever is there, and `_` for anything.",
    example: lines(
      "object Table max 1",
      "  state entry : Bool",
      "",
      "rule linked_on_write",
      "  on   write t.entries",
      "  need linked(t)",
    ),
  }),
  "variant/edit": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation:
      "A variant sets switches and constants, changes `run` and `allow`, drops, replaces " +
      "and adds declarations and steps, and may extend another.",
    example: lines("state busy : Bool", "", "variant started  busy = true"),
  }),
  "scenario/lane": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation:
      "A line of a scenario starts with a process instance that runs in the scenario, or " +
      "with `rcu`, and names steps of that process. A process of one instance gives it its " +
      "name, `Fault`; several are `Fault1`, `Fault2`.",
    example: lines(
      "process Task",
      "  step take",
      "    skip",
      "",
      "scenario misspelt",
      "  Tasks: take",
      "  then possible",
    ),
  }),
};
