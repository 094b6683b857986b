// `lockwright fmt`: the canonical layout. Files are written in place, standard input is printed; with
// `--check` nothing is written. What has syntax errors is left alone.

import { readFileSync } from "node:fs";
import { render } from "../base/render.js";
import type { SourceFile } from "../base/source.js";
import { format } from "../format/format.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { decoded, isFolder, readSource, specsUnder, writeText } from "./files.js";
import type { Terminal } from "./terminal.js";

export interface FmtOptions {
  readonly check?: boolean;
}

export function fmt(
  paths: readonly string[],
  { check = false }: FmtOptions,
  terminal: Terminal,
): ExitCode {
  if (paths.length === 0 && process.stdin.isTTY)
    throw new WrongInput("name a spec or a folder, or pipe a spec in");
  const inPlace = paths
    .filter((path) => path !== "-")
    .flatMap((path) => (isFolder(path) ? specsUnder(path) : [path]));
  const isPiped = paths.length === 0 || paths.includes("-");
  let wrong = false;
  let changed = false;
  const laidOut = (source: SourceFile): string | undefined => {
    const outcome = format(source);
    if (outcome.ok) return outcome.value;
    wrong = true;
    const { colour, width } = terminal;
    terminal.complain(render(outcome.diagnostics, { colour, width }));
    return undefined;
  };
  for (const path of new Set(inPlace)) {
    const source = readSource(path);
    const text = laidOut(source);
    if (text === undefined || text === source.text) continue;
    changed = true;
    if (!check) writeText(path, text);
    terminal.print(`${path}\n`);
  }
  if (isPiped) {
    const source = { path: "standard input", text: decoded(readFileSync(0), "standard input") };
    const text = laidOut(source);
    changed ||= text !== undefined && text !== source.text;
    if (text !== undefined && !check) terminal.print(text);
    if (check && text !== undefined && text !== source.text) terminal.print(`${source.path}\n`);
  }
  if (wrong) return exit.wrongInput;
  return check && changed ? exit.notAsExpected : exit.asExpected;
}
