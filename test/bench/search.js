// The search alone, in a process of its own: `node search.js SPEC VARIANT WORKERS` prints as JSON
// the seconds of wall clock and of processor from the first state to the last, warming up included,
// and what came of it. Nothing that makes fewer states is in use.

import { argv, cpuUsage, stdout } from "node:process";
import { loadModule, readSource } from "../../dist/cli/files.js";
import { searchOf } from "../../dist/cli/search.js";
import { compile } from "../../dist/compile.js";
import { loadModel } from "../../dist/emit/emit.js";

const [, , spec, variant, workers] = argv;
const compiled = compile(readSource(spec), loadModule);
if (!compiled.ok) throw new Error(`${spec} has errors`);
const core = compiled.value.core(variant);
if (!core.ok) throw new Error(`${spec} has no variant ${variant}`);
const { search } = searchOf(core.value, loadModel(core.value), {
  engine: "packed",
  workers: Number(workers),
});

const [start, used] = [performance.now(), cpuUsage()];
while (!search.advance(100));
const wall = (performance.now() - start) / 1e3;
const { user, system } = cpuUsage(used);

const { distinct, generated, complete, bytes } = search.result();
const cpu = (user + system) / 1e6;
stdout.write(JSON.stringify({ wall, cpu, distinct, generated, complete, bytes }));
