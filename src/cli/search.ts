// Which search a core gets.

import { totalmem } from "node:os";
import type { Core } from "../core/core.js";
import { loadKernel, type LoadedKernel } from "../emit/kernel/load.js";
import { Search } from "../engine/explore.js";
import type { Searching } from "../engine/outcome.js";
import { PackedSearch } from "../engine/packed/search.js";
import { Simulation, type Plan } from "../engine/simulate/simulation.js";
import { hasRoomFor } from "../engine/packed/limits.js";
import type { Model } from "../runtime/model.js";
import { checkpointOf, type CheckpointOptions } from "./checkpoint.js";
import { WrongInput } from "./exit.js";
import { threadsFor } from "./threads.js";

export type Engine = "packed" | "readable";

/** What a search may use. */
export interface SearchOptions {
  readonly engine: Engine;
  readonly maxStates?: number;
  /** Bytes for states, in a packed search. */
  readonly maxMemory?: number;
  /** Walks to take instead of a search. */
  readonly plan?: Plan;
  /** Keep 64 bits of each state. */
  readonly compact?: boolean;
  /** Tell states apart only up to the names of interchangeable values; unless false. */
  readonly symmetry?: boolean;
  /** `distinct` and `generated` are to count states by all names. */
  readonly isCounted?: boolean;
  /** Leave out orders of steps that make no difference, in a large search. */
  readonly partialOrder?: boolean;
  /** States from which on it is large; `manyStates` unless given. */
  readonly reducesFrom?: number;
  /** Threads of a packed search; as many as there are cores, if it does not say. */
  readonly workers?: number;
}

/** States of a readable model after which its search ends, unless told otherwise. */
const mostReadable = 5_000_000;

/** A smaller search ends before what is left out makes up for working it out. */
const manyStates = 4_000_000;

/** Three quarters of what this process may use. */
function defaultMaxMemory(): number {
  const allowed = process.constrainedMemory();
  return (Math.min(totalmem(), allowed > 0 ? allowed : Infinity) * 3) / 4;
}

/** A search that has begun, or that goes on, and its checkpoints. */
export interface Begun {
  readonly search: Searching<unknown>;
  /** Why the model is searched as it is, if it does not pack. */
  readonly unpacked?: string;
  readonly checkpoint:
    | {
        /** Writes one, if there is something new to write and it is time. */
        saveIfDue(): void;
        /** Writes what is needed to go on, or to know that there is nothing more. */
        saveAtEnd(complete: boolean): void;
      }
    | undefined;
}

function simulationOf(core: Core, model: Model<unknown>, plan: Plan): Searching<unknown> {
  const loaded = loadKernel(core);
  if (!loaded.ok) throw new WrongInput(`no walks: the model does not pack (${loaded.reason})`);
  return new Simulation(model, loaded.kernel, plan);
}

/**
 * A search of the packed kernel, or of the readable model, which finds the same in the same order,
 * later. A model that does not pack is searched as it is, without checkpoints.
 */
export function searchOf(
  core: Core,
  model: Model<unknown>,
  options: SearchOptions & CheckpointOptions,
): Begun {
  if (options.plan !== undefined) {
    return { search: simulationOf(core, model, options.plan), checkpoint: undefined };
  }
  const { engine, maxStates, maxMemory = defaultMaxMemory(), workers } = options;
  const { partialOrder = false, reducesFrom = manyStates } = options;
  const loaded = engine === "packed" ? kernelOf(core, model, options) : undefined;
  if (loaded?.ok !== true) {
    const search = new Search(model, maxStates ?? mostReadable);
    return { search, checkpoint: undefined, ...(loaded && { unpacked: loaded.reason }) };
  }
  const { kernel } = loaded;
  // Temporal properties ask about all states again.
  const compact = options.compact === true && core.temporal.length === 0;
  const checkpoint = checkpointOf(core.variant, kernel, { ...options, compact });
  const from = checkpoint?.load();
  const limits = {
    ...{ maxBytes: maxMemory, compact, threads: threadsFor(workers) },
    ...{ from, remembers: checkpoint !== undefined },
    ...(maxStates === undefined ? {} : { maxStates }),
    // A checkpoint is of all states, whatever becomes of the search.
    reducesFrom: partialOrder && checkpoint === undefined ? reducesFrom : undefined,
  };
  if (from !== undefined && !hasRoomFor(from.standing, model, kernel, limits)) {
    const { size } = from.standing;
    throw new WrongInput(`the checkpoint has ${size} states, more than the limits have room for`);
  }
  const search = new PackedSearch(model, kernel, limits);
  if (checkpoint === undefined) return { search, checkpoint };
  const save = () => {
    checkpoint.save(search.standing, search.stock);
  };
  return {
    search,
    checkpoint: {
      saveIfDue: () => {
        if (checkpoint.isDue(search.standing)) save();
      },
      saveAtEnd: (complete) => {
        if (!complete || checkpoint.exists) save();
      },
    },
  };
}

function kernelOf(
  core: Core,
  model: Model<unknown>,
  { symmetry = true, isCounted = false }: SearchOptions,
): LoadedKernel {
  if (!symmetry) return loadKernel(core);
  const folded = loadKernel(core, model);
  const isOpen = folded.ok && folded.kernel.symmetry?.isClosed === false;
  return isOpen && isCounted ? loadKernel(core) : folded;
}
