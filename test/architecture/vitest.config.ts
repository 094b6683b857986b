// How the tests run: from the repository's root, with the sources in place of the built package.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  root,
  resolve: {
    alias: {
      "lockwright/runtime": `${root}src/runtime/index.ts`,
      "lockwright/x86": `${root}generated/x86-linux.ts`,
    },
  },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/architecture/seeds.ts"],
    testTimeout: 60_000,
    // As src/cli/bundle.ts has it: V8 is not to optimise what runs a few times.
    execArgv: ["--interrupt-budget=1000000"],
  },
});
