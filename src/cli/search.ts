// Which search a core gets.

import type { Core } from "../core/core.js";
import { loadKernel } from "../emit/kernel/load.js";
import { Search } from "../engine/explore.js";
import type { Searching } from "../engine/outcome.js";
import { PackedSearch } from "../engine/packed/search.js";
import type { Model } from "../runtime/model.js";

export type Engine = "packed" | "readable";

/**
 * A search that has not begun: of the packed kernel, or of the readable model, which finds the same
 * in the same order, later. A model that does not pack is searched as it is.
 */
export function searchOf(
  core: Core,
  model: Model<unknown>,
  maxStates: number,
  engine: Engine,
): Searching<unknown> {
  const kernel = engine === "packed" ? loadKernel(core) : undefined;
  return kernel?.ok === true
    ? new PackedSearch(model, kernel.kernel, { maxStates })
    : new Search(model, maxStates);
}
