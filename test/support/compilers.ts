// The compilers that must accept what the emitter writes, with every option that is strict.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);

/** The TypeScript we use, and the oldest one that we promise. */
export const compilers = {
  current: require.resolve("typescript/lib/tsc.js"),
  oldest: require.resolve("typescript-oldest/lib/tsc.js"),
} as const;

/**
 * The project's own options and those of stricter projects, less what the oldest compiler does not
 * know and a model cannot break.
 */
function strictOptions(): Readonly<Record<string, unknown>> {
  const text = readFileSync(`${root}tsconfig.json`, "utf8").replace(/^\s*\/\/.*$/gm, "");
  const read: unknown = JSON.parse(text);
  if (typeof read !== "object" || read === null || !("compilerOptions" in read)) {
    throw new Error("tsconfig.json has no options");
  }
  const options: unknown = read.compilerOptions;
  return {
    ...(typeof options === "object" ? options : {}),
    erasableSyntaxOnly: undefined,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noImplicitReturns: true,
    types: [],
    paths: { "lockwright/runtime": [`${root}src/runtime/index.ts`] },
  };
}

/** What a compiler has to say about modules, given by name, and about all files in `folders`. */
export function complaints(
  compiler: keyof typeof compilers,
  modules: ReadonlyMap<string, string>,
  folders: readonly string[] = [],
): string {
  const folder = mkdtempSync(join(tmpdir(), "lockwright-"));
  const project = join(folder, "tsconfig.json");
  const include = ["*.ts", ...folders.map((each) => `${root}${each}`)];
  writeFileSync(project, JSON.stringify({ compilerOptions: strictOptions(), include }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  for (const [name, text] of modules) writeFileSync(join(folder, `${name}.ts`), text);
  try {
    return execFileSync(process.execPath, [compilers[compiler], "-p", project], {
      encoding: "utf8",
    });
  } catch (error) {
    if (error instanceof Error && "stdout" in error) return String(error.stdout);
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
