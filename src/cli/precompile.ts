// The last step of the build: runs what most runs of the program need, and keeps how V8 compiled
// it.

import { loadBundle } from "./bundle.js";
import type { Terminal } from "./terminal.js";

const silent: Terminal = {
  colour: false,
  width: 100,
  print: () => undefined,
  complain: () => undefined,
  progress: () => undefined,
  clearProgress: () => undefined,
};

const { program, keepCompiled } = loadBundle();
const spec = "specs/retract.lw";
await program.run(["check", spec, "--variant", "reused", "--explain", "reused"], () => silent);
await program.run(["lint", spec], () => silent);
keepCompiled();
