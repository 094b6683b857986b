// The front end on the spec that is named: prints the milliseconds of its phases as JSON.

import { argv, stdout } from "node:process";
import { loadModule, readSource } from "../../dist/cli/files.js";
import { compile } from "../../dist/compile.js";

const source = readSource(argv[2]);

/** How long something takes, and what comes of it. */
function timed(act) {
  const start = performance.now();
  const value = act();
  return [performance.now() - start, value];
}

const [understanding, compiled] = timed(() => compile(source, loadModule));
if (!compiled.ok) throw new Error(`${source.path} has errors`);
// Each model is analysed anew, in its variant.
const [elaborating, core] = timed(() => compiled.value.core("default"));
if (!core.ok) throw new Error(`${source.path} has no model`);

stdout.write(
  JSON.stringify({ "parse and analyse": understanding, "analyse and elaborate": elaborating }),
);
