// Specs as they were in a revision, read by git itself; what they import is of that revision too.

import { execFileSync } from "node:child_process";
import { basename, dirname, join, posix } from "node:path";
import type { SourceFile } from "../base/source.js";
import { WrongInput } from "./exit.js";
import { decoded, libraryModule } from "./files.js";
import type { Load } from "../semantics/spec.js";

/** What git says; undefined if it complains. */
function git(folder: string, ...args: readonly string[]): Buffer | undefined {
  try {
    const stdio = ["ignore", "pipe", "ignore"] as const;
    return execFileSync("git", ["-C", folder, ...args], { stdio: [...stdio], maxBuffer: 2 ** 28 });
  } catch {
    return undefined;
  }
}

/** The two revisions of `v1..v2`, or one and the working tree, which is undefined. */
export function parseRevisions(text: string): readonly [string, string | undefined] {
  const [first = "", second, more] = text.split("..");
  const isOdd = first === "" || second === "" || more !== undefined || /^-/.test(first);
  if (isOdd || second?.startsWith("-") === true)
    throw new WrongInput(`--git takes two revisions, as in v1..v2, or one: ${text}`);
  return [first, second];
}

/** A spec in a revision, under a path that says so, and how it finds what it imports. */
export function specIn(
  name: string,
  path: string,
): { readonly source: SourceFile; readonly load: Load } {
  const folder = dirname(path);
  if (git(folder, "rev-parse", "--git-dir") === undefined)
    throw new WrongInput(`${path} is in no repository that git knows`);
  if (git(folder, "rev-parse", "--verify", "--quiet", `${name}^{commit}`) === undefined)
    throw new WrongInput(`git knows no revision ${name}`);
  const depth = (git(folder, "rev-parse", "--show-prefix")?.toString("utf8").trim() ?? "")
    .split("/")
    .filter((part) => part !== "").length;
  const read = (relative: string): SourceFile | undefined => {
    const bytes = git(folder, "show", `${name}:./${relative}`);
    const shown = `${name}:${join(folder, relative).replaceAll("\\", "/")}`;
    return bytes === undefined ? undefined : { path: shown, text: decoded(bytes, shown) };
  };
  const source = read(basename(path));
  if (source === undefined) throw new WrongInput(`there is no file ${path} in ${name}`);
  const load: Load = (module, from) => {
    const file = `${module.join("/")}.lw`;
    const inside = from.startsWith(`${name}:`) ? from.slice(name.length + 1) : path;
    const start = posix.relative(posix.normalize(folder), posix.dirname(inside));
    const isBelow = start !== "" && !start.startsWith("..");
    const below = isBelow ? start.split("/") : [];
    const ups = below.map((_, index) => below.slice(0, below.length - index).join("/"));
    const folders = [...ups, ...Array.from({ length: depth + 1 }, (_, up) => "../".repeat(up))];
    for (const each of folders) {
      const found = read(posix.join(each, file));
      if (found !== undefined) return found;
    }
    return libraryModule(module);
  };
  return { source, load };
}
