// Diagnostics about modules: what they may declare, import and ask for.

import { entry, lines } from "./entry.js";

export const moduleEntries = {
  "module/cycle": entry<{ path: string }>({
    severity: "error",
    message: ({ path }) => `\`${path}\` imports itself`,
    explanation:
      "A module is put together from the modules that it imports, and they from theirs. What two " +
      "modules need of each other belongs in a third, which both import.",
    example: lines("import example"),
  }),
  "module/argument": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation:
      "`module ring(slots: 1..8, Item: type)` has two parameters. An import gives each of them, " +
      "a value or a type, but for those that have a value in the module: " +
      "`import ring (slots = 2, Item = Page) as r`. Two imports with different arguments are two " +
      "instances, each with a name of its own.",
    example: lines("import lib.ring (Item = 0..1) as r"),
  }),
  "module/declaration": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    explanation:
      "A module declares types, state, locks, processes, rules and what is meant to be true. " +
      "What runs, in which variants, and what is expected of them is for the model to say that " +
      "imports it, so a module has no `run`, `variant`, `expect`, `scenario` or `allow`; and a " +
      "model is not imported.",
    example: lines("import retract"),
  }),
};
