// `lockwright generate`: writes the readable TypeScript of specs, or with `--check` says what would
// change. The same spec gives the same bytes, so that a generated file can be committed.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { Core } from "../core/core.js";
import type { GeneratedFile } from "../emit/emit.js";
import { emitKernel, emitLibrary, emitModel } from "../emit/emit.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { makeFolder, specsUnder, writeText } from "./files.js";
import { coreOf, readSpec, requireVariant } from "./spec.js";
import type { Terminal } from "./terminal.js";

export interface GenerateOptions {
  readonly check?: boolean;
  /** Write the packed kernel, too. */
  readonly kernel?: boolean;
  readonly out: string;
  readonly variant?: string;
  readonly const?: readonly string[];
}

/** The library, and the library with a few lines changed: written when one is named. */
const onDemand = ["specs/bugs/", "specs/mm/", "specs/thread.lw"];

export async function generate(
  specs: readonly string[],
  options: GenerateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { check = false, kernel = false, out, variant = "default", const: constants } = options;
  const sources = new Map<string, string>();
  const files: GeneratedFile[] = [];
  const standing = (): readonly string[] =>
    specsUnder("specs").filter((spec) => !onDemand.some((path) => spec.startsWith(path)));
  for (const spec of specs.length > 0 ? specs : standing()) {
    const outcome = readSpec(spec, terminal, constants);
    if (!outcome.ok) return exit.wrongInput;
    const compiled = outcome.value;
    const library = compiled.library();
    if (!compiled.isModel && library === undefined) {
      if (specs.length === 0) continue;
      throw new WrongInput(`${spec} is a module: there is nothing to generate`);
    }
    if (library === undefined) requireVariant(compiled, variant);
    const core = library ?? coreOf(compiled, variant, terminal);
    if (!core.ok) return exit.wrongInput;
    const made =
      library === undefined
        ? await generated(core.value, spec, kernel)
        : [await emitLibrary(core.value, spec)];
    for (const { path, text } of made) {
      const target = join(out, path).replaceAll("\\", "/");
      const other = sources.get(target);
      if (other !== undefined) throw new WrongInput(`${other} and ${spec} both generate ${target}`);
      sources.set(target, spec);
      files.push({ path: target, text });
    }
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

/** The model of a spec, and its kernel if that is wanted. */
async function generated(
  core: Core,
  spec: string,
  withKernel: boolean,
): Promise<readonly GeneratedFile[]> {
  const model = await emitModel(core, spec);
  if (!withKernel) return [model];
  const kernel = await emitKernel(core, spec);
  if (!kernel.ok) throw new WrongInput(`${spec} is not packed: ${kernel.reason}`);
  return [model, kernel.file];
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
