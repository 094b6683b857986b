// The models of a spec: of a text, or of the files that come with the project.

import { readdirSync } from "node:fs";
import { loadModule, readSource, specsUnder } from "../../src/cli/files.js";
import { compile, type Compiled } from "../../src/compile.js";
import type { Core } from "../../src/core/core.js";

/** One bug stands for all that use the library in what is done to every spec. */
const sample = "specs/bugs/pt_reclaim_non_empty.lw";
const standing = [
  "specs/bugs/",
  "specs/mm/generations.lw",
  "specs/mm/pmd_share.lw",
  "specs/mm/ptdump.lw",
  "specs/mm/split.lw",
  "specs/mm/uffd_move.lw",
  "specs/mm/vma_rcu.lw",
  "specs/thread.lw",
];

export function isSwept(path: string): boolean {
  return path === sample || !standing.some((each) => path.startsWith(each));
}

/** The specs that stand on the library `specs/mm`. */
export function standingOnLibrary(): readonly string[] {
  return specsUnder("specs").filter((path) => standing.some((each) => path.startsWith(each)));
}

/** The model of a spec that is written in a test; its name is not part of the text. */
export function coreOfText(text: string): Core {
  const path = "specs/text.lw";
  const outcome = compile(
    { path, text: `model text "A spec of a test."\n${text}` },
    () => undefined,
  );
  if (!outcome.ok) throw new Error(outcome.diagnostics.map((each) => each.message).join("\n"));
  return coresOf(outcome.value)[0]?.[1] ?? missing();
}

function missing(): never {
  throw new Error("a spec has no variant");
}

/** The model of each variant, and of each scenario that runs something else. */
function coresOf(compiled: Compiled): readonly (readonly [name: string, core: Core])[] {
  return compiled.variants.flatMap((variant) =>
    [compiled.core(variant), ...compiled.staged(variant)].map((outcome, index) => {
      if (!outcome.ok) throw new Error(`${compiled.name}.${variant} has errors`);
      const name = `${compiled.name}.${variant}`;
      return [index === 0 ? name : `${name}.${index}`, outcome.value] as const;
    }),
  );
}

/** The model of each variant of a file. */
export function coresOfFile(path: string): readonly Core[] {
  const outcome = compile(readSource(path), loadModule);
  if (!outcome.ok) throw new Error(`${path} has errors`);
  return coresOf(outcome.value).map(([, core]) => core);
}

/** Every model of the project's own specs, or of those in some folders, by a name for its file. */
export function ownCores(
  folders: readonly string[] = ["specs", "test/bench"],
): ReadonlyMap<string, Core> {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".lw"))
      .map((file) => `${folder}/${file}`)
      .filter(isSwept)
      .sort(),
  );
  const compiled = paths.map((path) => {
    const outcome = compile(readSource(path), loadModule);
    if (!outcome.ok) throw new Error(`${path} has errors`);
    return outcome.value;
  });
  return new Map(compiled.filter((each) => each.isModel).flatMap(coresOf));
}
