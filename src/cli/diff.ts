// `lockwright diff`: what is written, judged and done differently in variants of a spec, in two
// specs, or in two revisions of one.

import { createTwoFilesPatch } from "diff";
import { hasErrors, type Diagnostic } from "../base/diagnostic.js";
import type { SourceFile } from "../base/source.js";
import { compile, type Compiled } from "../compile.js";
import type { Core, Property } from "../core/core.js";
import { editsBetween, reasonsFor, type Reason } from "../diff/blame.js";
import { compareBehaviours } from "../diff/behaves/compare.js";
import { systemOf, type System } from "../diff/behaves/system.js";
import { observableNames } from "../diff/behaves/view.js";
import { usesIn } from "../diff/edits.js";
import { strengthOf, type Strength } from "../diff/strength.js";
import { compareWritten, type Difference } from "../diff/written/compare.js";
import { emitModel, loadModel } from "../emit/emit.js";
import { loadKernel } from "../emit/kernel/load.js";
import {
  changedIn,
  failures,
  standingOfDiff,
  type Diff,
  type Failure,
} from "../report/diff-result.js";
import type { Pair, Side } from "../report/diff-result.js";
import { diffText } from "../report/diff-text.js";
import { judgeRun, type CheckRun } from "../report/result.js";
import type { Load } from "../semantics/spec.js";
import type { ExitCode } from "./exit.js";
import { exit, WrongInput } from "./exit.js";
import { loadModule, readSource, requireWritable, writeText } from "./files.js";
import { specIn } from "./git.js";
import { nameOf, operandsOf, textOf, type Operand } from "./operands.js";
import { coreOf, parseRun, requireProcesses, requireVariant, show } from "./spec.js";
import type { Terminal } from "./terminal.js";

export interface DiffOptions {
  readonly git?: string;
  readonly run?: string;
  readonly const?: readonly string[];
  readonly observe?: readonly string[];
  readonly maxStates?: number;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly html?: string;
  readonly code?: boolean;
  readonly failOn?: string;
}

/** One that is compared, once it is read. */
interface Read extends Side {
  readonly compiled: Compiled;
  readonly variant: string;
  readonly core: Core;
}

export async function diff(
  operands: readonly string[],
  options: DiffOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const failOn = options.failOn === undefined ? undefined : parseFailures(options.failOn);
  if (options.html !== undefined) requireWritable(options.html);
  const all = operandsOf(operands, options.git);
  const reader = new Reader(all, options, terminal);
  const sides: Read[] = [];
  for (const operand of all) {
    const side = reader.read(operand);
    if (side === undefined) return refuse(reader.diagnostics, options, terminal);
    sides.push(side);
  }
  requireObservable(sides, options.observe);
  const [first, ...others] = sides;
  if (first === undefined) return exit.wrongInput;
  const pairs: Pair[] = [];
  for (const second of others) pairs.push(await pairOf(first, second, options));
  const found: Diff = { model: first.compiled.name, sides, pairs };
  await print(found, options, terminal);
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

/** Reads specs once each, and explores their variants. */
class Reader {
  readonly #options: DiffOptions;
  readonly #terminal: Terminal;
  readonly #all: readonly Operand[];
  readonly diagnostics: Diagnostic[] = [];
  readonly #specs = new Map<string, Compiled | undefined>();

  constructor(all: readonly Operand[], options: DiffOptions, terminal: Terminal) {
    [this.#all, this.#options, this.#terminal] = [all, options, terminal];
  }

  /** Undefined if the spec has errors, which are printed. */
  read(operand: Operand): Read | undefined {
    const key = `${operand.revision ?? ""}:${operand.path}`;
    if (!this.#specs.has(key)) this.#specs.set(key, this.#compile(operand));
    const compiled = this.#specs.get(key);
    if (compiled === undefined) return undefined;
    if (!compiled.isModel)
      throw new WrongInput(`${operand.path} is a module: there is nothing to compare`);
    const { variant } = operand;
    requireVariant(compiled, variant);
    const run = this.#options.run === undefined ? undefined : parseRun(this.#options.run);
    if (run !== undefined) requireProcesses(compiled, run);
    const core = coreOf(compiled, variant, this.#terminal, run);
    if (!core.ok) {
      this.diagnostics.push(...core.diagnostics);
      return undefined;
    }
    return { ...this.#side(operand, core.value), compiled, variant, core: core.value };
  }

  #compile({ revision, path }: Operand): Compiled | undefined {
    const { source, load } = revision === undefined ? inTree(path) : specIn(revision, path);
    const given = (this.#options.const ?? []).map((text) => ({ path: "--const", text }));
    const outcome = compile(source, load, given);
    show(outcome.diagnostics, this.#terminal);
    this.diagnostics.push(...outcome.diagnostics);
    return outcome.ok && !hasErrors(outcome.diagnostics) ? outcome.value : undefined;
  }

  #side(operand: Operand, core: Core): Side {
    const system = explored(core, this.#options);
    return {
      name: nameOf(operand, this.#all),
      operand: textOf(operand),
      run: judgeRun(core, system.model, system.exploration, []),
      system,
    };
  }
}

/** States of each model, unless told otherwise, and bytes for them and their steps. */
const mostStates = 5_000_000;
const maxBytes = 2 ** 31;

function explored(core: Core, { maxStates = mostStates }: DiffOptions): System {
  const loaded = loadKernel(core);
  const kernel = loaded.ok ? loaded.kernel : undefined;
  return systemOf(core, loadModel(core), kernel, { maxStates, maxBytes });
}

function inTree(path: string): { readonly source: SourceFile; readonly load: Load } {
  return { source: readSource(path), load: loadModule };
}

function requireObservable(sides: readonly Read[], observe: readonly string[] | undefined): void {
  if (observe === undefined) return;
  const known = new Set(sides.flatMap(({ core }) => observableNames(core)));
  const missing = observe.find((each) => !known.has(each));
  if (missing === undefined) return;
  throw new WrongInput(`there is no \`${missing}\` to observe; there are ${[...known].join(", ")}`);
}

async function pairOf(first: Read, second: Read, options: DiffOptions): Promise<Pair> {
  const run = options.run === undefined ? undefined : parseRun(options.run);
  const of = ({ compiled, variant }: Read) => compiled.written(variant, run);
  const { differences, renames } = compareWritten(of(first), of(second));
  const behaves = compareBehaviours(first.system, second.system, {
    observed: options.observe,
    renames,
    first: usesIn(first.core, differences, "first", second.core),
    second: usesIn(second.core, differences, "second", first.core),
  });
  return {
    ...{ first, second, behaves },
    why: whyOf(first, second, options),
    written: differences.map((each) => ({ ...each, strength: strengthIn(each, first, second) })),
    code: options.code === true ? await codeOf(first, second) : undefined,
  };
}

/** Of variants of one spec, which edits change verdicts. */
function whyOf(first: Read, second: Read, options: DiffOptions): readonly Reason[] {
  if (first.compiled !== second.compiled) return [];
  const { compiled } = first;
  const run = options.run === undefined ? undefined : parseRun(options.run);
  const changed = changedIn(first, second);
  const verdicts = verdictsIn(second.run);
  const wanted = new Map([...verdicts].filter(([property]) => changed.has(property)));
  const { declarations } = compiled.written("default");
  const edits = editsBetween(
    compiled.edits(first.variant),
    compiled.edits(second.variant),
    (name) => {
      const each = declarations.find((one) => "name" in one && one.name.text === name);
      if (each?.kind !== "switch" && each?.kind !== "const") return undefined;
      const { source, start, end } = each.value.span;
      return source.text.slice(start, end);
    },
  );
  return reasonsFor(edits, wanted, (made) => {
    const core = compiled.edited(made, run);
    if (!core.ok) return undefined;
    const { core: edited, model, exploration } = explored(core.value, options);
    return exploration.complete ? verdictsIn(judgeRun(edited, model, exploration, [])) : undefined;
  });
}

function verdictsIn({ verdicts }: CheckRun): ReadonlyMap<string, string> {
  return new Map(verdicts.map(({ property, verdict }) => [property, verdict]));
}

const judgedKinds: Partial<Record<Difference["kind"], Property["kind"]>> = {
  invariant: "invariant",
  reachable: "reachable",
  constraint: "invariant",
  rule: "rule",
  guard: "guard",
};

/** Of what both say, but differently, which says more. */
function strengthIn(each: Difference, first: Side, second: Side): Strength | undefined {
  const kind = judgedKinds[each.kind];
  if (kind === undefined || each.change !== "changed") return undefined;
  const name = kind === "guard" ? guardOf(each.name) : each.name;
  return strengthOf(first.system, second.system, kind, [name, name]);
}

/** `guard_entry` of `Table.entry write`. */
function guardOf(name: string): string {
  const [target = ""] = name.split(" ");
  return `guard_${target.slice(target.lastIndexOf(".") + 1)}`;
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
