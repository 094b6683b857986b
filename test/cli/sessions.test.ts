// Sessions at the command line, kept as Markdown: in each `console` block a command after `$`, what
// it prints, and `[exit N]` if that is not 0. A block whose first line has a file's name, as in
// "```lockwright a.lw", is that file. Sessions run the built program in a folder of their own,
// where `specs` is the repository's. UPDATE=1 rewrites what is printed.

import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { expectFile } from "../support/bless.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const here = join(root, "test/cli");
const main = join(root, "dist/cli/main.js");

/** A piece of a session: the text between blocks, a file, or commands with their output. */
interface Piece {
  readonly kind: "text" | "file" | "console";
  readonly info: string;
  readonly lines: readonly string[];
}

function piecesOf(markdown: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let lines: string[] = [];
  let info: string | undefined;
  for (const line of markdown.split("\n")) {
    const fence = /^```(.*)$/.exec(line)?.[1];
    if (fence === undefined) {
      lines.push(line);
      continue;
    }
    const kind = info === "console" ? "console" : info?.includes(" ") ? "file" : "text";
    pieces.push({ kind, info: info ?? "", lines });
    lines = [];
    info = info === undefined ? fence : undefined;
  }
  return [...pieces, { kind: "text", info: "", lines }];
}

/** The session again, with what the commands print now. */
function replay(markdown: string, folder: string): string {
  const pieces = piecesOf(markdown).map(({ kind, info, lines }) => {
    if (kind === "file") {
      writeFileSync(join(folder, info.split(" ")[1] ?? ""), `${lines.join("\n")}\n`);
    }
    if (kind !== "console") return { info, lines };
    const commands = lines.filter((line) => line.startsWith("$ "));
    return { info, lines: commands.flatMap((line) => [line, ...run(line.slice(2), folder)]) };
  });
  // Texts and blocks alternate, so every other piece opens a block.
  return pieces
    .map(({ info, lines }, index) => (index % 2 === 0 ? lines : ["```" + info, ...lines, "```"]))
    .flat()
    .join("\n");
}

/** What a command prints, and its exit code if it is not 0. */
function run(command: string, folder: string): readonly string[] {
  const script = `lockwright() { node ${JSON.stringify(main)} "$@"; }\n{ ${command}\n} 2>&1`;
  const result = spawnSync("bash", ["-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, XDG_CACHE_HOME: join(folder, ".cache") },
  });
  const printed = result.stdout === "" ? [] : result.stdout.replace(/\n$/, "").split("\n");
  return result.status === 0 ? printed : [...printed, `[exit ${result.status}]`];
}

const sessions = readdirSync(here).filter((name) => name.endsWith(".md"));

test("the program is built", () => expect(existsSync(main)).toBe(true));

test.each(sessions)(
  "%s",
  (name) => {
    const path = join(here, name);
    const written = readFileSync(path, "utf8");
    const folder = mkdtempSync(join(tmpdir(), "lockwright-session-"));
    try {
      symlinkSync(join(root, "specs"), join(folder, "specs"));
      const replayed = replay(written, folder);
      expectFile(path, replayed);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  180_000,
);
