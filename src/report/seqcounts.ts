// Reads under sequence counters, in the words of the spec: who began one, and whom a write makes
// begin again.

import { lockName } from "../engine/lock-name.js";
import type { Core, Lock } from "../core/core.js";
import { fieldOf } from "./value.js";

/** `read_begin seq`, `Reader must retry seq`: what a step of a thread did. */
export function readChanges(
  core: Core,
  before: unknown,
  after: unknown,
  thread: string,
): readonly string[] {
  const counters = core.locks.filter(({ kind }) => kind === "seqcount");
  return counters.flatMap((lock) =>
    (lock.object?.values ?? [undefined]).flatMap((object) => {
      const [was, is] = [readers(lock, object, before), readers(lock, object, after)];
      const name = lockName(
        object === undefined ? { lock: lock.name } : { lock: lock.name, object },
      );
      const began = is.includes(thread) && !was.includes(thread) ? [`read_begin ${name}`] : [];
      const lost = was.filter((each) => !is.includes(each)).join(", ");
      return [...began, ...(lost === "" ? [] : [`${name}: ${lost} must retry`])];
    }),
  );
}

/** The threads whose read no write has made void. */
function readers(
  { variable, field }: Lock,
  object: string | undefined,
  state: unknown,
): readonly unknown[] {
  const whole = fieldOf(state, variable);
  const value = object === undefined ? whole : fieldOf(fieldOf(whole, object), field ?? "");
  const found = fieldOf(value, "readers");
  return Array.isArray(found) ? found : [];
}
