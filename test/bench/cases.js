// What is compared: models that are written for each tool, and their sizes. A size is a variant of
// the Lockwright spec, and gives the same constants to all twins. Lists go from small to large.

/** The models and sizes of `bench -- engines`; `skips` are tools that would take minutes. */
export const cases = [
  retract("r1", { faults: 1, tables: 2, slots: 2, values: 2 }),
  retract("r2", { faults: 2, tables: 2, slots: 2, values: 1 }),
  retract("r3", { faults: 2, tables: 3, slots: 2, values: 1 }),
  retract("r4", { faults: 2, tables: 3, slots: 2, values: 2 }, ["rumur"]),
  sized("peterson", 4),
  sized("peterson", 5),
  sized("german", 4),
  sized("german", 5, ["rumur"]),
  sized("two_phase", 7),
  sized("two_phase", 8),
  sized("ewd840", 8),
  sized("ewd840", 9),
];

/** The model whose sizes the picture shows. */
export const pictured = "retract";

/** Small ones, for `bench -- counts`: the twins are twins. */
export const smallCases = [
  { model: "counter", variant: "default", size: {}, skips: [] },
  { model: "recheck", variant: "default", size: {}, skips: [] },
  retract("default", { faults: 1, tables: 1, slots: 1, values: 1 }),
  retract("r1", { faults: 1, tables: 2, slots: 2, values: 2 }),
  { ...sized("peterson", 3), variant: "default" },
  { ...sized("german", 3), variant: "default" },
  { ...sized("two_phase", 3), variant: "default" },
  { ...sized("ewd840", 4), variant: "default" },
];

function retract(variant, size, skips = []) {
  return { model: "retract", variant, size, skips };
}

function sized(model, n, skips = []) {
  return { model, variant: `n${n}`, size: { n }, skips };
}
