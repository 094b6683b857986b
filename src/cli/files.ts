// The only place where specs are read from disk. Paths are reported as they were given, so that
// output is the same wherever the working folder is.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { SourceFile } from "../base/source.js";
import { WrongInput } from "./exit.js";

/** The folder of the installed package, from `src/cli` and from `dist/cli` alike. */
const packageRoot = fileURLToPath(new URL("../../", import.meta.url));

/** The specs that come with Lockwright, for imports that no folder of the user answers. */
const library = join(packageRoot, "specs");

/** Reads a spec that was named on the command line. */
export function readSource(path: string): SourceFile {
  if (!existsSync(path)) throw new WrongInput(`there is no file ${path}`);
  if (!isFile(path)) throw new WrongInput(`${path} is not a file`);
  return { path, text: readFileSync(path, "utf8") };
}

/**
 * Finds the module `x86.pte` for an import: beside the importing file, in each folder above it, and
 * then in the library.
 */
export function loadModule(module: readonly string[], from: string): SourceFile | undefined {
  const folders: string[] = [];
  for (let folder = dirname(resolve(from)); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) break;
  }
  const file = `${join(...module)}.lw`;
  const found = [...folders, library].map((folder) => join(folder, file)).find(isFile);
  if (found === undefined) return undefined;
  const near = relative(".", found).replaceAll("\\", "/");
  const isOutside = near.startsWith("..") && isAbsolute(from);
  return { path: isOutside ? found : near, text: readFileSync(found, "utf8") };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** The specs and modules under a folder, sorted. */
export function specsUnder(folder: string): readonly string[] {
  if (!existsSync(folder)) throw new WrongInput(`there is no folder ${folder}: name a spec`);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path).replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".lw") && isFile(path))
    .sort();
}

export function packageVersion(): string {
  const description: unknown = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
  const hasVersion =
    typeof description === "object" && description !== null && "version" in description;
  return hasVersion ? String(description.version) : "unknown";
}
