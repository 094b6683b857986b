// `lockwright simulate`: walks through a spec that is too large to be searched, and reports what
// they break as `check` does.

import { check, type CheckOptions } from "./check.js";
import type { ExitCode } from "./exit.js";
import type { Terminal } from "./terminal.js";

export interface SimulateOptions extends Omit<CheckOptions, "plan" | "engine"> {
  readonly schedule: "random" | "pct";
  readonly seed: number;
  readonly walks: number;
  readonly depth: number;
  readonly changes: number;
}

export function simulate(
  spec: string,
  { schedule, seed, walks, depth, changes, ...options }: SimulateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const plan = { schedule, seed, walks, depth, changes };
  return check(spec, { ...options, engine: "packed", plan }, terminal);
}
