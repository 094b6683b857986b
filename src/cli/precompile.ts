// The last step of the build: runs what most runs of the program need, and keeps how V8 compiled
// it.

import { loadBundle } from "./bundle.js";
import { silent } from "./terminal.js";

const { program, keepCompiled } = loadBundle();
const spec = "specs/retract.lw";
await program.run(["check", spec, "--variant", "reused", "--explain", "reused"], () => silent);
await program.run(["lint", spec], () => silent);
keepCompiled();
