// What a search may use, and what follows from it: what it keeps of a state, and how many it can
// keep.

import type { Kernel } from "../../runtime/kernel.js";
import type { Model } from "../../runtime/model.js";
import { keepsSteps } from "./behaviours.js";
import { spareOf, type Threads } from "./crew.js";
import { strideOf, type Shape } from "./loops.js";
import { capacityOf } from "./memory.js";
import type { Kept, Standing } from "./standing.js";

/** What a search may use. */
export interface Limits {
  /** The search ends, incomplete, where a state more than this many would be found. */
  readonly maxStates?: number;
  /** It ends where more memory than this would be needed for states. */
  readonly maxBytes?: number;
  /** Keep two hashes of a state in place of its words; the search may then miss a state. */
  readonly compact?: boolean;
  /** Threads that help once there is enough to do. */
  readonly threads?: Threads | undefined;
  /**
   * Once there are so many states, leave out orders of steps that make no difference. The search
   * ends where something is broken, for one that leaves nothing out to be made.
   */
  readonly reducesFrom?: number | undefined;
  /** Remember where the search stands at the beginning of each level. */
  readonly remembers?: boolean;
  /** Keep the steps between states, whether properties are judged on them or not. */
  readonly keepsSteps?: boolean;
  /** Where an earlier search stood, to go on from. */
  readonly from?: Kept | undefined;
}

/** The shape of what a search keeps. */
export function shapeOf<S>(
  model: Model<S>,
  { words, instances }: Kernel,
  { compact = false, keepsSteps: isAsked = false }: Limits,
): Shape {
  const numbered = (isAsked || keepsSteps(model)) && !compact;
  return { words, instances, compact, numbered };
}

/** Bytes for states, and as many for the steps between them if they are kept. */
export function bytesFor({ numbered }: Shape, { maxBytes = Infinity }: Limits): number {
  return numbered ? maxBytes / 2 : maxBytes;
}

/** The states that there is memory for. */
export function capacityFor(shape: Shape, limits: Limits): number {
  return capacityOf(strideOf(shape), bytesFor(shape, limits));
}

/** True if a search within these limits can go on from a standing. */
export function hasRoomFor<S>(
  { size, allotted }: Standing,
  model: Model<S>,
  kernel: Kernel,
  limits: Limits,
): boolean {
  const capacity = capacityFor(shapeOf(model, kernel, limits), limits);
  const most = Math.min(limits.maxStates ?? Infinity, capacity);
  return size <= most && allotted <= most + spareOf(limits.threads?.count ?? 0);
}
