// The program in one file, and what V8 made of it when it was built: two files to read where there
// were 350 modules to find and compile, which took longer than most specs take to be checked. Code
// that another version of V8 kept is refused by V8, and compiled anew.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import type * as Program from "./program.js";

const bundle = fileURLToPath(new URL("program.bundle.js", import.meta.url));
const compiledBundle = `${bundle}.compiled`;

/** The text of the bundle is one such function. */
type Evaluate = (
  exports: object,
  require: NodeJS.Require,
  module: { readonly exports: object },
  filename: string,
) => void;

/** The bundled program, and how to keep what was compiled of it by now. */
export interface Bundled {
  readonly program: typeof Program;
  readonly keepCompiled: () => void;
}

/**
 * Bytes of bytecode that a function runs before V8 optimises it, seven times as many as usual: most
 * of a check runs once, and loops of a search get there soon enough.
 */
const optimisedFrom = 1_000_000;

/** Loads the program from its bundle. */
export function loadBundle(): Bundled {
  setFlagsFromString(`--interrupt-budget=${optimisedFrom}`);
  const cachedData = existsSync(compiledBundle) ? readFileSync(compiledBundle) : undefined;
  const script = new Script(readFileSync(bundle, "utf8"), {
    filename: bundle,
    ...(cachedData && { cachedData }),
  });
  const evaluate = script.runInThisContext() as Evaluate;
  const module = { exports: {} };
  evaluate(module.exports, createRequire(bundle), module, bundle);
  return {
    program: module.exports as typeof Program,
    keepCompiled: () => {
      writeFileSync(compiledBundle, script.createCachedData());
    },
  };
}
