// `lockwright fmt`: the canonical layout. Files are written in place, standard input is printed;
// with `--check` nothing is written. What has syntax errors is left alone.

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
  const named = (paths.length === 0 ? ["-"] : paths).flatMap((path) =>
    path !== "-" && isFolder(path) ? specsUnder(path) : [path],
  );
  const fates = [...new Set(named)].map((path) => layOut(path, check, terminal));
  if (fates.includes("wrong")) return exit.wrongInput;
  return check && fates.includes("changed") ? exit.notAsExpected : exit.asExpected;
}

function layOut(path: string, check: boolean, terminal: Terminal): "wrong" | "changed" | "same" {
  const isPiped = path === "-";
  const source: SourceFile = isPiped
    ? { path: "standard input", text: decoded(readFileSync(0), "standard input") }
    : readSource(path);
  const outcome = format(source);
  if (!outcome.ok) {
    const { colour, width } = terminal;
    terminal.complain(render(outcome.diagnostics, { colour, width }));
    return "wrong";
  }
  const isChanged = outcome.value !== source.text;
  if (isPiped && !check) terminal.print(outcome.value);
  else if (isChanged) {
    if (!check) writeText(path, outcome.value);
    terminal.print(`${source.path}\n`);
  }
  return isChanged ? "changed" : "same";
}
