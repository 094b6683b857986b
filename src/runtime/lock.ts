// Who holds a lock, read off its value in a state.

import type { Holder } from "./model.js";

/** The value of a lock that can be held for reading and for writing. */
export interface Shared {
  readonly writer: string | null;
  readonly readers: readonly string[];
}

/** The holders of a lock: of an exclusive one, whose value is its holder, or of a shared one. */
export function holdersOf(lock: string | null | Shared): readonly Holder[] {
  if (lock === null) return [];
  if (typeof lock === "string") return [{ thread: lock, mode: "write" }];
  const readers = lock.readers.map((thread) => ({ thread, mode: "read" }) as const);
  return lock.writer === null ? readers : [{ thread: lock.writer, mode: "write" }, ...readers];
}
