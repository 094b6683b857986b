// `lockwright generate`: writes the readable TypeScript of specs, or with `--check` says what would
// change. The same spec gives the same bytes, so that a generated file can be committed.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { GeneratedFile } from "../emit/emit.js";
import { emitModel } from "../emit/emit.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { makeFolder, specsUnder, writeText } from "./files.js";
import { coreOf, readSpec, requireVariant } from "./spec.js";
import type { Terminal } from "./terminal.js";

export interface GenerateOptions {
  readonly check?: boolean;
  readonly out: string;
  readonly variant?: string;
  readonly const?: readonly string[];
}

export async function generate(
  specs: readonly string[],
  { check = false, out, variant = "default", const: constants }: GenerateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const sources = new Map<string, string>();
  const files: GeneratedFile[] = [];
  for (const spec of specs.length > 0 ? specs : specsUnder("specs")) {
    const outcome = readSpec(spec, terminal, constants);
    if (!outcome.ok) return exit.wrongInput;
    const compiled = outcome.value;
    if (!compiled.isModel && specs.length === 0) continue;
    if (!compiled.isModel)
      throw new WrongInput(`${spec} is a module: there is nothing to generate`);
    requireVariant(compiled, variant);
    const core = coreOf(compiled, variant, terminal);
    if (!core.ok) return exit.wrongInput;
    const { path, text } = await emitModel(core.value, spec);
    const target = join(out, path).replaceAll("\\", "/");
    const other = sources.get(target);
    if (other !== undefined) throw new WrongInput(`${other} and ${spec} both generate ${target}`);
    sources.set(target, spec);
    files.push({ path: target, text });
  }
  const outdated = files.filter((file) => currentText(file.path) !== file.text);
  const orphans = specs.length === 0 && variant === "default" ? orphansIn(out, sources) : [];
  if (!check) {
    for (const file of outdated) write(file, terminal);
    for (const path of orphans) terminal.complain(`${path} comes from no spec under specs/`);
    return exit.asExpected;
  }
  for (const { path, text } of outdated) terminal.print(changeOf(path, text));
  for (const path of orphans) terminal.print(`${path}: comes from no spec under specs/\n`);
  return outdated.length + orphans.length === 0 ? exit.asExpected : exit.notAsExpected;
}

function currentText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function write({ path, text }: GeneratedFile, terminal: Terminal): void {
  makeFolder(dirname(path));
  writeText(path, text);
  terminal.print(`wrote ${path}\n`);
}

/** What `lockwright generate` would change in a file. */
function changeOf(path: string, text: string): string {
  const before = currentText(path);
  if (before === undefined) return `${path}: is missing: run \`lockwright generate\`\n`;
  const patch = createTwoFilesPatch(path, path, before, text, "committed", "generated");
  // Without the line that only some tools read, and without blanks for empty lines of context.
  const hunks = patch.slice(patch.indexOf("---")).replace(/ +$/gm, "");
  return `${path}: is out of date: run \`lockwright generate\`\n${hunks}`;
}

/** Generated default models in a folder that no spec generates any more. */
function orphansIn(folder: string, sources: ReadonlyMap<string, string>): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { encoding: "utf8" })
    .filter((name) => /^[^.]+\.ts$/.test(name))
    .map((name) => `${folder}/${name}`)
    .filter((path) => !sources.has(path))
    .filter((path) => readFileSync(path, "utf8").startsWith("// Generated from specs/"))
    .sort();
}
