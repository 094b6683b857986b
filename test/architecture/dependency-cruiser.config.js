// The layers of the house: which folder may import which, each rule with the sentence it prints.

/** What a folder of src/ may import beside itself. The rim may import anything below it. */
const below = {
  base: [],
  syntax: ["base"],
  format: ["base", "syntax"],
  core: ["base"],
  semantics: ["base", "syntax", "core"],
  elaborate: ["base", "syntax", "semantics", "core"],
  emit: ["base", "core", "runtime"],
  export: ["base", "core"],
  engine: ["base", "core", "runtime"],
  // What can be said of a model without a search: it needs the model, and nothing that runs it.
  lint: ["base", "core"],
  // What was written is told in the words of the spec, as it would be laid out.
  diff: ["base", "syntax", "format", "core", "runtime", "engine"],
  relax: ["base", "syntax", "core", "runtime", "engine", "diff"],
  report: ["base", "core", "runtime", "engine", "lint", "diff", "relax"],
  "compile.ts": ["base", "syntax", "semantics", "elaborate", "core", "emit"],
};

const rim = ["cli", "lsp", "web"];

/** Matches the paths of these entries of src/. */
const inside = (entries) => entries.map((entry) => `^src/${entry.replace(".", "[.]")}(/|$)`);

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const earlier =
  "A phase may import the phases before it; " +
  "what it needs from a later one belongs in an earlier one.";

const layers = Object.entries(below).map(([layer, allowed]) =>
  rule(
    "layers",
    earlier,
    { path: inside([layer]) },
    { path: "^src/", pathNot: inside([layer, ...allowed]) },
  ),
);

const everyFolderIsALayer = rule(
  "layers",
  "A new folder of src/ gets its line in the table of layers first.",
  { path: "^src/", pathNot: inside([...Object.keys(below), "runtime", ...rim]) },
  {},
);

const apart = rim.map((one) =>
  rule(
    "rim-apart",
    "cli, lsp and web share code by moving it down.",
    { path: inside([one]) },
    { path: inside(rim.filter((other) => other !== one)) },
  ),
);

export default {
  forbidden: [
    ...layers,
    everyFolderIsALayer,
    ...apart,
    rule(
      "runtime-alone",
      "Generated models run in a browser and without the compiler.",
      { path: "^src/runtime/" },
      { pathNot: "^src/runtime/" },
    ),
    rule(
      "pure-core",
      "The compiler reads strings and returns strings; reading files is the rim's business.",
      { path: "^src/", pathNot: inside(["cli", "lsp/server[.]ts", "web/serve[.]ts"]) },
      { dependencyTypes: ["core"] },
    ),
    rule(
      "one-parser-door",
      "If the parser changes, two files change.",
      { path: "^src/", pathNot: "^src/syntax/" },
      { path: ["(^|/)node_modules/ohm-js/", "^grammar/"] },
    ),
    rule(
      "one-emitter-door",
      "Everything else speaks IR; specs are laid out by Prettier's algebra, but not by Prettier.",
      { path: "^src/", pathNot: ["^src/emit/", "^src/format/doc[.]ts$"] },
      { path: "(^|/)node_modules/(ts-morph|prettier)/" },
    ),
    rule(
      "generated-speaks-contract",
      "A model may use the contract and nothing else.",
      { path: "^(generated|test/golden)/" },
      { pathNot: "^src/runtime/index[.]ts$" },
    ),
    rule(
      "no-cycles",
      "Two files that import each other are one file, or three.",
      {},
      { circular: true },
    ),
    rule(
      "no-orphans",
      "A file that nothing imports and that imports nothing is dead.",
      { orphan: true, path: "^src/", pathNot: "^src/(cli/main|compile|runtime/index)[.]ts$" },
      {},
    ),
    rule(
      "not-to-test",
      "What is shipped does not need the tests.",
      { path: "^(src|generated)/" },
      { path: "^test/" },
    ),
    rule(
      "not-to-dev-dep",
      "What is shipped needs only what is installed with it.",
      { path: "^(src|generated)/" },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "no-unresolved",
      "An import that leads nowhere would slip past every other rule.",
      {},
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^dist/"] },
    // A type-only import is a dependency too: it says which layer knows which.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types"] },
  },
};
