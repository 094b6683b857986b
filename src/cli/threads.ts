// Threads that help a search. They are started when it asks for them, and end with it or with the
// program.

import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Threads } from "../engine/packed/crew.js";

/** The script of a thread: beside this file, or in the built program if this file is its source. */
export function scriptBeside(name: string): string {
  const places = [`./${name}`, `../../dist/cli/${name}`];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const script = files.find((path) => existsSync(path));
  if (script === undefined)
    throw new Error(`the script ${name} of the search's threads is missing`);
  return script;
}

/** As many workers as asked for, or as there are cores; the program's own thread is one of them. */
export function threadsFor(
  workers = availableParallelism(),
  settings: Partial<Threads> = {},
): Threads | undefined {
  if (workers < 2) return undefined;
  return {
    count: workers - 1,
    sharing: "plain",
    fromStates: 100_000,
    fromLevel: 4096,
    isAwaited: false,
    ...settings,
    start(jobs) {
      const script = scriptBeside("search-thread.js");
      for (const job of jobs) new Worker(script, { workerData: job }).unref();
    },
  };
}
