// Which search a core gets.

import { totalmem } from "node:os";
import type { Core } from "../core/core.js";
import { loadKernel, type LoadedKernel } from "../emit/kernel/load.js";
import { Search } from "../engine/explore.js";
import type { Searching } from "../engine/outcome.js";
import { PackedSearch } from "../engine/packed/search.js";
import type { Model } from "../runtime/model.js";
import { threadsFor } from "./threads.js";

export type Engine = "packed" | "readable";

/** What a search may use. */
export interface SearchOptions {
  readonly engine: Engine;
  readonly maxStates?: number;
  /** Bytes for states, in a packed search. */
  readonly maxMemory?: number;
  /** Keep 64 bits of each state. */
  readonly compact?: boolean;
  /** Tell states apart by all names, as a packed search need not. */
  readonly symmetry?: boolean;
  /** Threads of a packed search; as many as there are cores, if it does not say. */
  readonly workers?: number;
}

/** States of a readable model after which its search ends, unless told otherwise. */
const mostReadable = 5_000_000;

/** Three quarters of what this process may use. */
function defaultMaxMemory(): number {
  const allowed = process.constrainedMemory();
  return (Math.min(totalmem(), allowed > 0 ? allowed : Infinity) * 3) / 4;
}

/**
 * A search that has not begun: of the packed kernel, or of the readable model, which finds the same
 * in the same order, later. A model that does not pack is searched as it is. Where `isPinned`, the
 * states are counted by all names.
 */
export function searchOf(
  core: Core,
  model: Model<unknown>,
  options: SearchOptions,
  isPinned = false,
): Searching<unknown> {
  const { maxStates, maxMemory = defaultMaxMemory(), workers, compact = false } = options;
  const kernel = options.engine === "packed" ? kernelOf(core, model, options, isPinned) : undefined;
  if (kernel?.ok !== true) return new Search(model, maxStates ?? mostReadable);
  const limits = { maxBytes: maxMemory, compact, threads: threadsFor(workers) };
  return new PackedSearch(model, kernel.kernel, {
    ...limits,
    ...(maxStates === undefined ? {} : { maxStates }),
  });
}

function kernelOf(
  core: Core,
  model: Model<unknown>,
  { symmetry = true }: SearchOptions,
  isPinned: boolean,
): LoadedKernel {
  if (!symmetry) return loadKernel(core);
  const folded = loadKernel(core, model.init);
  const isOpen = folded.ok && folded.kernel.symmetry?.isClosed === false;
  return isOpen && isPinned ? loadKernel(core) : folded;
}
