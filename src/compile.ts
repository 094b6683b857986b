// The pipeline in one place: a spec is read, analysed in each of its variants, and elaborated to
// the Core of one. Strings in, values out; reading files is the caller's business.

import type { Diagnostic, Outcome, Report, Reports } from "./base/diagnostic.js";
import { hasErrors, inOrder, newReports } from "./base/diagnostic.js";
import type { SourceFile, Span } from "./base/source.js";
import type { Core } from "./core/core.js";
import { prune } from "./core/prune.js";
import { simplify } from "./core/simplify.js";
import { elaborate } from "./elaborate/elaborate.js";
import { abstractsOf } from "./semantics/abstracts.js";
import { analyze } from "./semantics/analyze.js";
import { checkUnused } from "./semantics/checks/unused.js";
import { checkUsage } from "./semantics/checks/usage.js";
import { unlessBroken } from "./semantics/context.js";
import { applyEdits } from "./semantics/edits.js";
import { withGiven } from "./semantics/given.js";
import { openSwitches } from "./semantics/library.js";
import { flatten } from "./semantics/flatten.js";
import type { Load, Spec } from "./semantics/spec.js";
import { readSpec } from "./semantics/spec.js";
import type { Analysis } from "./semantics/typed.js";
import type { Expectation } from "./semantics/variants.js";
import {
  configure,
  hasScenarios,
  lineage,
  stagedScenarios,
  typeExpectations,
  variantNames,
} from "./semantics/variants.js";
import type * as Ast from "./syntax/ast.js";

export type { Expectation } from "./semantics/variants.js";

/** How many instances of a process run. */
export interface Count {
  readonly process: string;
  readonly count: number;
}

/** A spec as one of its variants has it, to be changed and compiled again. */
export interface Flat {
  readonly declarations: readonly Ast.Declaration[];
  /** The model of these declarations in place of the variant's. */
  core(declarations: readonly Ast.Declaration[]): Outcome<Core>;
}

/** What a spec says in one variant: its declarations, and what they leave to the variant. */
export interface Configured {
  readonly declarations: readonly Ast.Declaration[];
  /** Values of switches and constants that the variant sets. */
  readonly settings: ReadonlyMap<string, Ast.Expr>;
  /** How many instances of each process run. */
  readonly counts: ReadonlyMap<string, number>;
  readonly allowed: readonly string[];
}

/** A spec that was understood. */
export interface Compiled {
  readonly name: string;
  /** False for a module: declarations for others, nothing to check. */
  readonly isModel: boolean;
  readonly span: Span;
  /** `default` first, then the declared ones in order. */
  readonly variants: readonly string[];
  readonly expectations: readonly Expectation[];
  readonly processes: readonly string[];
  /**
   * The model of a variant, one of `variants`; `run` replaces its counts, and drops its scenarios.
   */
  core(variant: string, run?: readonly Count[]): Outcome<Core>;
  /** The edits of a variant, and before them those of the variants that it extends. */
  edits(variant: string): readonly Ast.Edit[];
  /** The model of the spec with these edits made. */
  edited(edits: readonly Ast.Edit[], run?: readonly Count[]): Outcome<Core>;
  /** What is written of a variant, with its edits made. */
  written(variant: string, run?: readonly Count[]): Configured;
  /**
   * Of a module that only collects others which have no behaviour: their functions, as functions of
   * a state in which the switches are variables.
   */
  library(): Outcome<Core> | undefined;
  /** The same written out, without scenarios. */
  flat(variant: string, run?: readonly Count[]): Flat;
  /** The names that `allow` switches off in a variant. */
  allowed(variant: string): readonly string[];
  /** What `lint` has to say of the spec as a whole, over all variants. */
  usage(): readonly Diagnostic[];
  /** The variants that have scenarios. */
  readonly staging: readonly string[];
  /** A model for each scenario of the variant that runs something else than it does. */
  staged(variant: string): readonly Outcome<Core>[];
}

/**
 * Compiles a spec: all its variants are analysed, and each mistake is reported once. What is given,
 * such as `n = 4`, is what constants are in this run.
 */
export function compile(
  source: SourceFile,
  load: Load,
  given: readonly SourceFile[] = [],
): Outcome<Compiled> {
  const reports = newReports();
  const read = readSpec(reports, source, load);
  if (read === undefined) return failed(reports.diagnostics);
  const spec = withGiven(reports.report, read, given);
  const { header, declarations } = spec;
  const variants = ["default", ...variantNames(declarations)];
  if (isClosed(header)) for (const variant of variants) checkVariant(reports, spec, variant);
  const known = unlessBroken(reports.report, spec.broken);
  const expectations = typeExpectations(known, declarations, variants);
  const isModel = header.form === "model";
  if (isModel && !hasErrors(reports.diagnostics)) checkUnused(reports.report, spec);
  const diagnostics = inOrder(reports.diagnostics);
  if (hasErrors(diagnostics)) return failed(diagnostics);
  const value: Compiled = {
    name: header.name.text,
    isModel,
    span: header.span,
    variants,
    expectations,
    processes: declarations.flatMap((each) => (each.kind === "process" ? [each.name.text] : [])),
    core: (variant, run) => coreOf(spec, { variant, run }),
    staging: variants.filter((variant) => hasScenarios(declarations, variant)),
    flat: (variant, run) => flatOf(spec, variant, run),
    edits: (variant) => editsOf(spec, variant),
    edited: (edits, run) => editedCore(spec, edits, run),
    written: (variant, run) => writtenIn(spec, { variant, run }),
    library: () => libraryOf(spec),
    allowed: (variant) => allowedIn(spec, variant),
    usage: () => usageOf(spec),
    staged: (variant) => stagesOf(spec, variant).map((stage) => coreOf(spec, stage)),
  };
  return { ok: true, value, diagnostics };
}

/** Whether all that a module asks for is known; else it is analysed where it is imported. */
function isClosed({ parameters }: Spec["header"]): boolean {
  return parameters.every((parameter) => parameter.default !== undefined);
}

/** A variant as written, with other counts, or as one of its scenarios runs it. */
interface Stage {
  readonly variant: string;
  readonly run?: readonly Count[] | undefined;
  readonly scenario?: string;
}

function stagesOf({ declarations }: Spec, variant: string): readonly Stage[] {
  return stagedScenarios(declarations, variant).map(({ name, run }) => ({
    variant,
    run,
    scenario: name,
  }));
}

function editsOf({ declarations }: Spec, variant: string): readonly Ast.Edit[] {
  const { report } = newReports();
  return lineage(report, declarations, variant).flatMap(({ edits }) => edits);
}

/** The model of a variant that nobody declared. */
function editedCore(
  spec: Spec,
  edits: readonly Ast.Edit[],
  run: readonly Count[] | undefined,
): Outcome<Core> {
  const { span } = spec.header;
  const name = { text: "(edited)", span };
  const words = { comment: undefined, sentence: undefined, parent: undefined };
  const variant: Ast.Variant = { kind: "variant", span, name, edits, ...words };
  const declarations = [...spec.declarations, variant];
  return coreOf({ ...spec, declarations }, { variant: name.text, run });
}

function writtenIn({ declarations }: Spec, { variant, run }: Stage): Configured {
  const { report } = newReports();
  const edited = applyEdits(report, declarations, lineage(report, declarations, variant));
  const { settings, counts, allowed } = configure(report, edited, variant, run);
  return { declarations: edited, settings, counts, allowed };
}

function allowedIn({ declarations }: Spec, variant: string): readonly string[] {
  const { report } = newReports();
  return configure(report, declarations, variant, undefined).allowed;
}

function usageOf({ file, declarations }: Spec): readonly Diagnostic[] {
  const { diagnostics, report } = newReports();
  checkUsage(report, file, declarations);
  return inOrder(diagnostics);
}

function analyzeStage(report: Report, spec: Spec, { variant, run, scenario }: Stage): Analysis {
  const { header, declarations, broken } = spec;
  const known = unlessBroken(report, broken);
  const edited = applyEdits(known, declarations, lineage(known, declarations, variant));
  const configuration = configure(known, edited, variant, run, scenario);
  return analyze(report, header, edited, broken, configuration, abstractsOf(spec));
}

/** What a variant or an instance before reported is the same mistake, though types may differ. */
function checkVariant({ diagnostics }: Reports, spec: Spec, variant: string): void {
  const own = newReports();
  for (const stage of [{ variant }, ...stagesOf(spec, variant)])
    analyzeStage(own.report, spec, stage);
  for (const each of own.diagnostics)
    if (!diagnostics.some((old) => isSame(old, each))) diagnostics.push(each);
}

function coreOf(spec: Spec, stage: Stage): Outcome<Core> {
  const { diagnostics, report } = newReports();
  const analysis = analyzeStage(report, spec, stage);
  if (hasErrors(diagnostics)) return failed(diagnostics);
  return { ok: true, value: prune(simplify(elaborate(analysis))), diagnostics };
}

function flatOf(spec: Spec, variant: string, run: readonly Count[] | undefined): Flat {
  const { report } = newReports();
  return {
    declarations: flatten(report, spec.declarations, variant, run),
    core: (declarations) => coreOf({ ...spec, declarations }, { variant: "default" }),
  };
}

function libraryOf(spec: Spec): Outcome<Core> | undefined {
  const declarations = openSwitches(spec);
  if (declarations === undefined) return undefined;
  const { diagnostics, report } = newReports();
  const analysis = analyzeStage(report, { ...spec, declarations }, { variant: "default" });
  if (hasErrors(diagnostics)) return failed(diagnostics);
  const core = simplify(elaborate(analysis));
  const declared = new Set(analysis.domains.map(({ name }) => name));
  const domains = core.domains.filter(({ name }) => declared.has(name));
  return { ok: true, value: { ...core, domains }, diagnostics };
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  const [one, other] = [a.primary.span, b.primary.span];
  return a.code === b.code && one.source === other.source && one.start === other.start;
}

function failed(diagnostics: readonly Diagnostic[]): {
  readonly ok: false;
  readonly diagnostics: readonly Diagnostic[];
} {
  return { ok: false, diagnostics: inOrder(diagnostics) };
}
