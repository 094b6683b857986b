// The hand-written text files of the repository, for the tests that read them line by line.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

const folders = [".ci", "generated", "grammar", "specs", "src", "test"];

const paths = [
  ...readdirSync(root),
  ...folders
    .filter((folder) => existsSync(`${root}${folder}`))
    .flatMap((folder) =>
      readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" }).map(
        (path) => `${folder}/${path.replaceAll("\\", "/")}`,
      ),
    ),
]
  .filter((path) => !path.includes(".ohm-bundle."))
  .filter((path) => statSync(`${root}${path}`).isFile())
  .sort();

export interface TextFile {
  readonly path: string;
  readonly lines: readonly string[];
}

/** The files whose path, relative to the root, matches. */
export function filesMatching(pattern: RegExp): TextFile[] {
  return paths
    .filter((path) => pattern.test(path))
    .map((path) => ({ path, lines: readFileSync(`${root}${path}`, "utf8").split("\n") }));
}

/** The places, as `path:line`, of the lines that break a rule. */
export function linesBreaking(pattern: RegExp, breaks: (line: string) => boolean): string[] {
  return filesMatching(pattern).flatMap(({ path, lines }) =>
    lines.flatMap((line, index) => (breaks(line) ? [`${path}:${index + 1}`] : [])),
  );
}
