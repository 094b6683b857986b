// What is always checked, said in a sentence each, for reports and for `lockwright explain`.

const sentences: Readonly<Record<string, string>> = {
  deadlock:
    "Processes wait for each other's locks in a cycle, or no step is possible and one has not " +
    "ended.",
  self_deadlock: "A process waits for a lock that it holds itself.",
  unlock_not_owner: "A lock is given back or downgraded by a process that does not hold it so.",
  held_at_end: "A process ends with a lock held, in an RCU read section, or with interrupts off.",
  lock_order: "Locks are taken against the declared order, or two classes of locks in both orders.",
  sleep_in_atomic:
    "A process may sleep while it holds a spinlock or rwlock, is in an RCU read section, or has " +
    "interrupts off.",
  rcu_unbalanced:
    "A section is left that was not entered, nests too deep, or is entered twice where it may " +
    "not be.",
  use_after_free: "A field or a lock of a free object is touched.",
  lifetime: "An object is linked, unlinked or freed in a state of life where it may not be.",
  leak: "All processes have ended, and an object is neither linked nor free.",
  out_of_range: "An integer, a layout field or a sequence leaves its type.",
};

/** What it means that a check is violated; undefined for what is not always checked. */
export function checkSentence(name: string): string | undefined {
  return Object.hasOwn(sentences, name) ? sentences[name] : undefined;
}

/** The names of all checks. */
export function checkNames(): readonly string[] {
  return Object.keys(sentences);
}
