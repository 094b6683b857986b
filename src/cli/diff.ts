// `lockwright diff`: what is written, judged and done differently in variants of a spec, in two
// specs, or in two revisions of one.

import { setImmediate } from "node:timers/promises";
import { createTwoFilesPatch } from "diff";
import { hasErrors, type Diagnostic } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import { compile, type Compiled, type Count } from "../compile.js";
import { compareBehaviours } from "../diff/behaves/compare.js";
import { exploring } from "../diff/behaves/system.js";
import { observableNames } from "../diff/behaves/view.js";
import { usesIn } from "../diff/edits.js";
import type { Subject } from "../diff/judgement.js";
import { compareWritten } from "../diff/written/compare.js";
import { emitModel, loadModel } from "../emit/emit.js";
import { loadKernel } from "../emit/kernel/load.js";
import { failures, standingOfDiff, type Diff, type Failure } from "../report/diff-result.js";
import type { Pair, Side } from "../report/diff-result.js";
import { diffText } from "../report/diff-text.js";
import { judgeRun } from "../report/result.js";
import type { Load } from "../semantics/spec.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { watchStop, type Stop } from "./explore.js";
import { loadModule, readSource, requireWritable, writeText } from "./files.js";
import { specIn } from "./git.js";
import { judgeAll, type JudgeOptions } from "./judge.js";
import { nameOf, operandsOf, textOf, type Operand } from "./operands.js";
import { coreOf, parseRun, requireProcesses, requireVariant, show } from "./spec.js";
import type { Terminal } from "./terminal.js";
import { strengthIn } from "./strength.js";
import { whyOf, type Read, type Written } from "./why.js";

export interface DiffOptions extends Omit<JudgeOptions, "maxMemory"> {
  readonly git?: string;
  readonly run?: string;
  readonly const?: readonly string[];
  readonly observe?: readonly string[];
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly html?: string;
  readonly code?: boolean;
  readonly failOn?: string;
}

export async function diff(
  operands: readonly string[],
  options: DiffOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const failOn = options.failOn === undefined ? undefined : parseFailures(options.failOn);
  if (options.html !== undefined) requireWritable(options.html);
  const all = operandsOf(operands, options.git);
  const reader = new Reader(options, terminal);
  const read: Written[] = [];
  for (const operand of all) {
    const one = reader.read(operand);
    if (one === undefined) return refuse(reader.diagnostics, options, terminal);
    read.push(one);
  }
  requireObservable(read, options.observe);
  const stop = watchStop();
  const world = { options, terminal, stop };
  const sides: Read[] = [];
  for (const one of read) sides.push({ ...one, ...(await sideOf(one, all, world)) });
  const [first, ...others] = sides;
  if (first === undefined) return exit.wrongInput;
  const pairs: Pair[] = [];
  for (const second of others) pairs.push(await pairOf(first, second, world));
  terminal.clearProgress();
  stop.end();
  const compared = [first, ...pairs.map(({ second }) => second)];
  const found: Diff = { model: first.compiled.name, sides: compared, pairs };
  await print(found, options, terminal);
  if (stop.reason === "interrupted") return exit.interrupted;
  const standing = standingOfDiff(found, failOn);
  if (standing === "same") return exit.asExpected;
  return standing === "different" ? exit.notAsExpected : exit.undecided;
}

/** What is said of specs that have errors, which are printed already. */
async function refuse(
  diagnostics: readonly Diagnostic[],
  { json }: DiffOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { refusedJson } = await import("../report/diff-json.js");
  if (json === true) terminal.print(refusedJson(diagnostics));
  return exit.wrongInput;
}

async function print(found: Diff, options: DiffOptions, terminal: Terminal): Promise<void> {
  if (options.html !== undefined) {
    const { diffHtml } = await import("../report/diff-html.js");
    writeText(options.html, diffHtml(found));
  }
  if (options.json === true) {
    const { diffJson } = await import("../report/diff-json.js");
    terminal.print(diffJson(found));
  } else if (options.markdown === true) {
    const { diffMarkdown } = await import("../report/diff-markdown.js");
    terminal.print(diffMarkdown(found));
  } else terminal.print(diffText(found));
}

function parseFailures(text: string): readonly Failure[] {
  const known: readonly string[] = failures;
  const names = text.split(",").map((each) => each.trim());
  const isFailure = (each: string): each is Failure => known.includes(each);
  return names.map((each) => {
    if (isFailure(each)) return each;
    throw new WrongInput(`--fail-on takes ${failures.join(", ")}: ${each}`);
  });
}

/** Reads specs once each. */
class Reader {
  readonly #options: DiffOptions;
  readonly #terminal: Terminal;
  readonly diagnostics: Diagnostic[] = [];
  readonly #specs = new Map<string, Compiled | undefined>();

  constructor(options: DiffOptions, terminal: Terminal) {
    [this.#options, this.#terminal] = [options, terminal];
  }

  /** Undefined if the spec has errors, which are printed. */
  read(operand: Operand): Written | undefined {
    const key = `${operand.revision ?? ""}:${operand.path}`;
    if (!this.#specs.has(key)) this.#specs.set(key, this.#compile(operand));
    const compiled = this.#specs.get(key);
    if (compiled === undefined) return undefined;
    if (!compiled.isModel)
      throw new WrongInput(`${operand.path} is a module: there is nothing to compare`);
    const { variant } = operand;
    requireVariant(compiled, variant);
    const run = runOf(this.#options);
    if (run !== undefined) requireProcesses(compiled, run);
    const core = coreOf(compiled, variant, this.#terminal, run);
    if (core.ok) return { operand, compiled, variant, core: core.value };
    this.diagnostics.push(...core.diagnostics);
    return undefined;
  }

  #compile({ revision, path }: Operand): Compiled | undefined {
    const { source, load } = revision === undefined ? inTree(path) : specIn(revision, path);
    const given = (this.#options.const ?? []).map((text) => ({ path: "--const", text }));
    const outcome = compile(source, load, given);
    show(outcome.diagnostics, this.#terminal);
    this.diagnostics.push(...outcome.diagnostics);
    return outcome.ok && !hasErrors(outcome.diagnostics) ? outcome.value : undefined;
  }
}

/** What a comparison is made with. */
interface World {
  readonly options: DiffOptions;
  readonly terminal: Terminal;
  readonly stop: Stop;
}

function runOf({ run }: DiffOptions): readonly Count[] | undefined {
  return run === undefined ? undefined : parseRun(run);
}

/** States of each model, unless told otherwise, and bytes for them and their steps. */
const mostStates = 5_000_000;
const maxBytes = 2 ** 31;

/** Milliseconds of work between two looks at the world. */
const slice = 50;

/** Explores one of the models; what Ctrl-C ends is not searched to its end. */
async function sideOf(
  { operand, core }: Written,
  all: readonly Operand[],
  { options: { maxStates = mostStates }, terminal, stop }: World,
): Promise<Side> {
  const loaded = loadKernel(core);
  const kernel = loaded.ok ? loaded.kernel : undefined;
  const limits = { maxStates, maxBytes };
  const { search, system } = exploring(core, loadModel(core), kernel, limits);
  const name = nameOf(operand, all);
  terminal.clearProgress();
  for (let end = performance.now() + slice; stop.reason === undefined && !search.advance(1000);) {
    if (performance.now() < end) continue;
    terminal.progress(name, search.progress());
    await setImmediate();
    end = performance.now() + slice;
  }
  const explored = system();
  const run = judgeRun(core, explored.model, explored.exploration, []);
  return { name, operand: textOf(operand), run, system: explored };
}

function inTree(path: string): { readonly source: SourceFile; readonly load: Load } {
  return { source: readSource(path), load: loadModule };
}

function requireObservable(
  sides: readonly Written[],
  observe: readonly string[] | undefined,
): void {
  if (observe === undefined) return;
  const known = new Set(sides.flatMap(({ core }) => observableNames(core)));
  const missing = observe.find((each) => !known.has(each));
  if (missing === undefined) return;
  throw new WrongInput(`there is no \`${missing}\` to observe; there are ${[...known].join(", ")}`);
}

async function pairOf(first: Read, second: Read, world: World): Promise<Pair> {
  const { options, terminal, stop } = world;
  const run = runOf(options);
  const of = ({ compiled, variant }: Read) => compiled.written(variant, run);
  const { differences, renames } = compareWritten(of(first), of(second));
  terminal.clearProgress();
  const behaves = await compareBehaviours(first.system, second.system, {
    observed: options.observe,
    renames,
    first: usesIn(first.core, differences, "first", second.core),
    second: usesIn(second.core, differences, "second", first.core),
    pace: async (progress) => {
      terminal.progress(`${first.name} beside ${second.name}`, progress);
      await setImmediate();
      return stop.reason === undefined;
    },
  });
  const judge = (subjects: readonly Subject[]) => judgeAll(subjects, options, terminal, stop);
  return {
    ...{ first, second: { ...second, renames }, behaves },
    why: await whyOf(first, second, run, judge),
    written: differences.map((each) => ({
      ...each,
      strength: strengthIn(each, first, second, run),
    })),
    code: options.code === true ? await codeOf(first, second) : undefined,
  };
}

/** How the generated models differ. */
async function codeOf(first: Read, second: Read): Promise<string> {
  const [before, after] = [
    await emitModel(first.core, first.operand),
    await emitModel(second.core, second.operand),
  ];
  const patch = createTwoFilesPatch(before.path, after.path, before.text, after.text);
  return patch
    .slice(patch.indexOf("---"))
    .replace(/[ \t]+$/gm, "")
    .trimEnd();
}
