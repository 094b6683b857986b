// The kernel as TypeScript to read: one is read by people, several compile with every option that
// is strict, and what they compute is what the kernel that is searched computes.

import ts from "typescript";
import { expect, test } from "vitest";
import { runWritten } from "../../src/base/written.js";
import type { Core } from "../../src/core/core.js";
import { emitKernel, loadModel } from "../../src/emit/emit.js";
import { loadKernel } from "../../src/emit/kernel/load.js";
import { batchSize, type KernelHost, type Steps } from "../../src/runtime/kernel.js";
import { expectFile } from "../support/bless.js";
import { complaints } from "../support/compilers.js";
import { coresOfFile } from "../support/specs.js";

const specs = [
  "test/bench/models/recheck.lw",
  "test/kernel/specs/collections.lw",
  "test/kernel/specs/recursion.lw",
  "test/kernel/specs/steps.lw",
  "test/kernel/specs/waits.lw",
  "test/kernel/specs/wide.lw",
];

function coreOf(spec: string): Core {
  const [core] = coresOfFile(spec);
  if (core === undefined) throw new Error(`${spec} has no variant`);
  return core;
}

async function typed(spec: string): Promise<string> {
  const kernel = await emitKernel(coreOf(spec), spec);
  if (!kernel.ok) throw new Error(kernel.reason);
  return kernel.file.text;
}

type Expand = Pick<Steps, "expand">;

/** What a module's `kernel` returns, with marks of its own. */
function running(text: string): Expand {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const script = outputText.replace(/^import .*$/gm, "").replace(/^export (?!\{)/gm, "");
  const host: KernelHost = {
    F: new Int32Array(8),
    W: new Int32Array(32),
    decided: new Uint8Array(100),
    known: new Uint8Array(100),
    applied: new Uint8Array(100),
    taken: new Uint8Array(100),
    excused: new Float64Array(100),
    weighed: new Float64Array(2),
    beyond: new Float64Array(1),
    notices: [],
    notice: () => undefined,
    stamp: () => undefined,
  };
  const body = `${script.replace(/^export .*$/gm, "")}\nreturn kernel(host);`;
  const loops = runWritten(body, { host });
  if (!isExpand(loops)) throw new Error("the module has no kernel");
  return loops;
}

function isExpand(value: unknown): value is Expand {
  return typeof value === "object" && value !== null && "expand" in value;
}

/** The successors of one state: their words and action instances, one after the other. */
function successors({ expand }: Expand, words: readonly number[], instances: number): number[] {
  const records = new Int32Array((batchSize + instances) * (words.length + 1));
  const ends = new Int32Array(batchSize);
  expand(Int32Array.from(words), 0, 1, { records, ends });
  return [...records.subarray(0, ends[0])];
}

test("a small kernel is written to be read", async () => {
  expectFile("test/kernel/recheck.kernel.txt", await typed("test/bench/models/recheck.lw"));
});

test("kernels compile with every option that is strict", async () => {
  const modules = await Promise.all(
    specs.map(async (spec, index) => [`kernel${index}`, await typed(spec)] as const),
  );
  expect(complaints("current", new Map(modules))).toBe("");
  expect(complaints("oldest", new Map(modules))).toBe("");
}, 60_000);

test.each(specs)("%s: it computes what the kernel computes", async (spec) => {
  const core = coreOf(spec);
  const loaded = loadKernel(core);
  if (!loaded.ok) throw new Error(loaded.reason);
  const { kernel } = loaded;
  const read = running(await typed(spec));
  const seen = new Map(loadModel(core).init.map((state) => [kernel.encode(state).join(), state]));
  const open = [...seen.keys()].map((key) => key.split(",").map(Number));
  for (const words of open) {
    const found = successors(kernel, words, kernel.instances);
    expect(successors(read, words, kernel.instances)).toEqual(found);
    for (let at = 0; at < found.length && seen.size < 300; at += kernel.words + 1) {
      const next = found.slice(at, at + kernel.words);
      if (seen.has(next.join())) continue;
      seen.set(next.join(), next);
      open.push(next);
    }
  }
  expect(open.length).toBeGreaterThan(5);
});
