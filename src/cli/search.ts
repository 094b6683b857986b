// Which search a core gets: that of its packed kernel, or of the readable model if there is no kernel.

import type { Core } from "../core/core.js";
import { loadKernel } from "../emit/kernel/load.js";
import { Search } from "../engine/explore.js";
import type { Searching } from "../engine/outcome.js";
import { PackedSearch } from "../engine/packed-search.js";
import type { Model } from "../runtime/model.js";

/** A search that has not begun. Both kinds find the same, in the same order. */
export function searchOf(core: Core, model: Model<unknown>, maxStates: number): Searching<unknown> {
  const loaded = loadKernel(core);
  return loaded.ok
    ? new PackedSearch(model, loaded.kernel, maxStates)
    : new Search(model, maxStates);
}
