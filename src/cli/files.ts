// The only place where specs are read from disk, and files written. Paths are reported as they were
// given, so that output is the same wherever the working folder is.

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
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
  return { path, text: textOf(path) };
}

/** The text of a file. What cannot be read, or is no text, is the user's to mend. */
function textOf(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new WrongInput(`${path} cannot be read${becauseOf(error)}`);
  }
  return decoded(bytes, path);
}

/** Bytes as text, without a byte order mark. */
export function decoded(bytes: Uint8Array, path: string): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // What is no UTF-8 is no text.
  }
  throw new WrongInput(`${path} is not a text in UTF-8`);
}

/** Writes a file that was named on the command line, or lies in a folder that was. */
export function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new WrongInput(`${path} cannot be written${becauseOf(error)}`);
  }
}

/** Makes a folder, and those it lies in. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new WrongInput(`the folder ${path} cannot be made${becauseOf(error)}`);
  }
}

/** Complains about a file that could not be written, before there is anything to write. */
export function requireWritable(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new WrongInput(`there is no folder ${folder} for ${path}`);
  if (!statSync(folder).isDirectory()) throw new WrongInput(`${folder} is not a folder`);
  if (existsSync(path) && statSync(path).isDirectory())
    throw new WrongInput(`${path} is a folder: name a file`);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "it is not permitted",
  EPERM: "it is not permitted",
  ENOENT: "it is not there",
  ENOTDIR: "what should be its folder is a file",
  EEXIST: "a file of that name is in the way",
  EISDIR: "it is a folder",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left",
  EDQUOT: "the quota is used up",
  EFBIG: "the file would be too large",
};

/** Why the operating system refused, as the end of a sentence. */
export function becauseOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return `: ${reasons[code] ?? (code || String(error))}`;
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
  return { path: isOutside ? found : near, text: textOf(found) };
}

/** A module of the library. */
export function libraryModule(module: readonly string[]): SourceFile | undefined {
  const found = join(library, `${join(...module)}.lw`);
  return isFile(found) ? { path: found, text: textOf(found) } : undefined;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

export function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
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
