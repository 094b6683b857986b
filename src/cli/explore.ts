// One search from beginning to end, as the command line sees it: progress, Ctrl-C, checkpoints, and
// what to do when it ended too early.

import { setImmediate } from "node:timers/promises";
import type { Core } from "../core/core.js";
import type { Exploration } from "../engine/exploration.js";
import { grouped, wrap } from "../report/wrap.js";
import type { Model } from "../runtime/model.js";
import { CheckpointFailed, type CheckpointOptions } from "./checkpoint.js";
import { searchOf, type SearchOptions } from "./search.js";
import type { Terminal } from "./terminal.js";

/** Milliseconds of search between two looks at the world: Ctrl-C, the progress line. */
const slice = 50;

/** A search of no more states is fast anyhow. */
const fewStates = 10_000;

/** Why searches end before they are done; there is no more to be searched then. */
export interface Stop {
  readonly reason: "interrupted" | "disk" | undefined;
  /** The disk takes no more. */
  noteDisk(): void;
  /** Stops watching. */
  end(): void;
}

/** Notes Ctrl-C instead of dying of it; a second one kills as usual. */
export function watchStop(): Stop {
  let reason: Stop["reason"];
  const note = () => {
    reason = "interrupted";
  };
  process.once("SIGINT", note);
  return {
    get reason() {
      return reason;
    },
    noteDisk: () => {
      reason = "disk";
    },
    end: () => void process.off("SIGINT", note),
  };
}

/** Explores a variant; says on the terminal why it ended, if that is too early. */
export async function explore(
  core: Core,
  model: Model<unknown>,
  options: SearchOptions & CheckpointOptions,
  terminal: Terminal,
  stop: Stop,
): Promise<Exploration<unknown>> {
  let found = await run(core, model, options, terminal, stop);
  if (found.isBrokenOff) {
    // What is broken is told by its shortest trace, and what else is with it.
    const all = await run(core, model, { ...options, partialOrder: false }, terminal, stop);
    found = { ...all, exploration: withBroken(all.exploration, found.exploration) };
  }
  const { exploration } = found;
  if (!exploration.complete && options.plan === undefined)
    advise(core.variant, exploration, options.resume ?? options.checkpoint, terminal, stop);
  return exploration;
}

interface Ran {
  readonly exploration: Exploration<unknown>;
  /** The search has left something out, and found something broken. */
  readonly isBrokenOff: boolean;
}

async function run(
  core: Core,
  model: Model<unknown>,
  options: SearchOptions & CheckpointOptions,
  terminal: Terminal,
  stop: Stop,
): Promise<Ran> {
  const { search, checkpoint, unpacked } = searchOf(core, model, options);
  terminal.clearProgress();
  const folder = options.resume ?? options.checkpoint;
  if (folder !== undefined && checkpoint === undefined) {
    terminal.complain(`${core.variant}: no checkpoints, as its model does not pack`);
  }
  const keep = (save: () => void): void => {
    try {
      save();
    } catch (error) {
      if (!(error instanceof CheckpointFailed)) throw error;
      terminal.complain(`${core.variant}: ${error.message}`);
      stop.noteDisk();
    }
  };
  for (let end = performance.now() + slice; !search.advance(100);) {
    if (performance.now() < end) continue;
    terminal.progress(model.variant, search.progress());
    await setImmediate();
    if (stop.reason === undefined) keep(() => checkpoint?.saveIfDue());
    if (stop.reason !== undefined) break;
    end = performance.now() + slice;
  }
  terminal.clearProgress();
  const exploration = search.result();
  if (unpacked !== undefined && exploration.distinct > fewStates) {
    terminal.complain(
      `note: ${core.variant} is searched as it is, tens of times later than packed: ${unpacked}`,
    );
  }
  if (stop.reason !== "disk") keep(() => checkpoint?.saveAtEnd(exploration.complete));
  return { exploration, isBrokenOff: search.isBrokenOff === true };
}

/** What a search of all states has not come to, though it is known to be broken. */
function withBroken(
  all: Exploration<unknown>,
  { verdicts }: Exploration<unknown>,
): Exploration<unknown> {
  if (all.complete) return all;
  const broken = new Map(
    verdicts
      .filter(({ verdict, trace }) => verdict === "violated" && trace !== undefined)
      .map((each) => [each.property, { ...each, isLong: true } as const]),
  );
  return {
    ...all,
    verdicts: all.verdicts.map((each) =>
      each.verdict === "unknown" ? (broken.get(each.property) ?? each) : each,
    ),
  };
}

function advise(
  variant: string,
  { distinct, bytes }: Exploration<unknown>,
  folder: string | undefined,
  terminal: Terminal,
  { reason }: Stop,
): void {
  const resumed = folder === undefined ? "" : ` and --resume ${folder}`;
  if (reason === "disk") {
    terminal.complain(`make room on the disk${resumed}, which goes on from the checkpoint before`);
  } else if (reason === "interrupted") {
    const hint = folder === undefined ? "" : `; --resume ${folder} goes on`;
    terminal.complain(`interrupted: this is what is known so far${hint}`);
  } else {
    const taken = bytes === undefined ? "" : `, which take ${grouped(Math.round(bytes / 1e6))} MB`;
    const advice =
      `${variant}: the search ended at its limit, after ${grouped(distinct)} states${taken}: ` +
      `give it more (--max-states, --max-memory)${resumed}, let states take less (--compact), ` +
      "or make the model smaller (--run)";
    terminal.complain(wrap(advice, terminal.width).join("\n"));
  }
}
