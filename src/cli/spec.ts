// A spec from its path to what the commands work with; its errors are printed here, once.

import type { Diagnostic, Outcome } from "../base/diagnostic.js";
import { render } from "../base/render.js";
import { suggest } from "../base/suggest.js";
import type { Compiled, Count, Flat } from "../compile.js";
import { compile } from "../compile.js";
import type { Core } from "../core/core.js";
import type { Setting } from "../report/setting.js";
import { WrongInput } from "./exit.js";
import { loadModule, readSource } from "./files.js";
import type { Terminal } from "./terminal.js";

/** Compiles a spec, with constants given as `n=4`; errors and warnings are printed. */
export function readSpec(
  path: string,
  terminal: Terminal,
  constants: readonly string[] = [],
): Outcome<Compiled> {
  const given = constants.map((text) => ({ path: "--const", text }));
  const outcome = compile(readSource(path), loadModule, given);
  show(outcome.diagnostics, terminal);
  return outcome;
}

/** The core of a variant; its errors are printed. */
export function coreOf(
  compiled: Compiled,
  variant: string,
  terminal: Terminal,
  run?: readonly Count[],
): Outcome<Core> {
  const outcome = compiled.core(variant, run);
  if (!outcome.ok) show(outcome.diagnostics, terminal);
  return outcome;
}

/** Prints what the compiler has to say. */
export function show(diagnostics: readonly Diagnostic[], terminal: Terminal): void {
  if (diagnostics.length === 0) return;
  const { colour, width } = terminal;
  terminal.complain(render(diagnostics, { colour, width }));
}

/** A variant of a spec, as a model and as declarations to be changed. */
export interface Known {
  readonly setting: Setting;
  readonly core: Core;
  readonly flat: Flat;
}

/** The variant to work with; undefined if the spec has errors, which are printed. */
export function readVariant(
  path: string,
  { variant = "default", run: counts, const: constants }: VariantOptions,
  terminal: Terminal,
): Known | undefined {
  const run = counts === undefined ? undefined : parseRun(counts);
  const outcome = readSpec(path, terminal, constants);
  if (!outcome.ok) return undefined;
  const compiled = outcome.value;
  if (!compiled.isModel) throw new WrongInput(`${path} is a module: there is nothing to judge`);
  requireVariant(compiled, variant);
  if (run !== undefined) requireProcesses(compiled, run);
  const core = coreOf(compiled, variant, terminal, run);
  const setting = { variant, run: counts, constants: constants ?? [] };
  return core.ok ? { setting, core: core.value, flat: compiled.flat(variant, run) } : undefined;
}

export interface VariantOptions {
  readonly variant?: string;
  readonly run?: string;
  readonly const?: readonly string[];
}

/** `Fault*2, Retract`. */
export function parseRun(text: string): readonly Count[] {
  return text.split(",").map((part) => {
    const [, process, count = "1"] = /^\s*(\w+(?:\.\w+)*)\s*(?:\*\s*(\d+))?\s*$/.exec(part) ?? [];
    if (process === undefined) {
      throw new WrongInput(`--run takes processes and counts, as in 'Fault*2, Retract': ${text}`);
    }
    return { process, count: Number(count) };
  });
}

/** Complains about processes that are not there, and more instances than can be told apart. */
export function requireProcesses(compiled: Compiled, run: readonly Count[]): void {
  for (const { process, count } of run) {
    if (!compiled.processes.includes(process)) complain("process", process, compiled.processes);
    if (count > 16) throw new WrongInput(`--run takes at most 16 instances of a process`);
  }
}

function complain(what: string, name: string, known: readonly string[]): never {
  const meant = suggest(name, known);
  const hint =
    meant === undefined ? `; there are ${known.join(", ")}` : `; did you mean \`${meant}\`?`;
  throw new WrongInput(`no ${what} named \`${name}\`${hint}`);
}

/** Complains about a name that is not among the spec's variants. */
export function requireVariant(compiled: Compiled, variant: string): void {
  if (!compiled.variants.includes(variant)) complain("variant", variant, compiled.variants);
}

/**
 * Those named; else those that the spec expects something of or has a scenario in; else the spec as
 * written.
 */
export function variantsToCheck(
  compiled: Compiled,
  named: readonly string[],
  others: readonly string[] = [],
): readonly string[] {
  for (const name of [...named, ...others]) requireVariant(compiled, name);
  const pinned = [...compiled.expectations.map((each) => each.variant), ...compiled.staging];
  const chosen = named.length > 0 ? named : pinned;
  return [...new Set([...(chosen.length > 0 ? chosen : ["default"]), ...others])];
}
