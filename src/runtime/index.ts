// Everything a generated model imports, as the package's `lockwright/runtime`: the contract it is
// written against and the small functions it is written with.

export * from "./model.js";
export * from "./formula.js";
export * from "./possible.js";
export * from "./state.js";
export * from "./set.js";
export * from "./sequence.js";
export * from "./domain.js";
export * from "./lock.js";
export * from "./bits.js";
export * from "./word.js";
export type { Batch, KernelHost, Notice, Steps } from "./kernel.js";
export { compare, keyOf, same } from "./value.js";
