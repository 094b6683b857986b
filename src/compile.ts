// The pipeline in one place: a text is parsed, its imports gathered, and for each variant analysed and
// elaborated to a Core. Strings in, values out; reading files is the caller's business.

import type { Diagnostic, Outcome, Report } from "./base/diagnostic.js";
import { hasErrors, inOrder, newReports } from "./base/diagnostic.js";
import type { SourceFile, Span } from "./base/source.js";
import type { Core } from "./core/core.js";
import { prune } from "./core/prune.js";
import { simplify } from "./core/simplify.js";
import { elaborate } from "./elaborate/elaborate.js";
import { analyze } from "./semantics/analyze.js";
import { checkUnused } from "./semantics/checks/unused.js";
import { unlessBroken } from "./semantics/context.js";
import { applyEdits } from "./semantics/edits.js";
import { wordsOutside } from "./semantics/outside.js";
import type { FindModule } from "./semantics/modules.js";
import { gather } from "./semantics/modules.js";
import type { Expectation } from "./semantics/variants.js";
import {
  configure,
  lineage,
  stagedScenarios,
  typeExpectations,
  variantNames,
} from "./semantics/variants.js";
import type * as Ast from "./syntax/ast.js";
import { parse } from "./syntax/parse.js";

export type { Expectation } from "./semantics/variants.js";

/** How many instances of a process run. */
export interface Count {
  readonly process: string;
  readonly count: number;
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
  /** The model of a variant, one of `variants`; `run` replaces its counts, and drops its scenarios. */
  core(variant: string, run?: readonly Count[]): Outcome<Core>;
  /** A model for each scenario of the variant that runs something else than it does. */
  staged(variant: string): readonly Outcome<Core>[];
}

/** Finds the text of a module: `x86.pte`, imported in the file `from`. */
export type Load = (module: readonly string[], from: string) => SourceFile | undefined;

/** Compiles a spec: all its variants are analysed, and each mistake is reported once. */
export function compile(source: SourceFile, load: Load): Outcome<Compiled> {
  const { diagnostics, report } = newReports();
  const parsed = new Map<string, Ast.File>();
  const read = (file: SourceFile): Ast.File | undefined => {
    const known = parsed.get(file.path);
    if (known !== undefined) return known;
    const outcome = parse(file);
    diagnostics.push(...outcome.diagnostics);
    const { ok, value } = outcome;
    if (value === undefined) return undefined;
    const tree = ok ? value : { ...value, broken: [...value.broken, ...wordsOutside(value)] };
    parsed.set(file.path, tree);
    return tree;
  };
  const file = read(source);
  if (file === undefined) return failed(diagnostics);
  const { header } = file;
  if (header === undefined) {
    const at = { source, start: 0, end: 0 };
    const facts = { expected: ["`model`", "`module`"], after: undefined };
    if (!hasErrors(diagnostics)) report("syntax/expected", facts, { at });
    return failed(diagnostics);
  }
  const find: FindModule = (path, from) => {
    const found = load(path, from.path);
    return found && read(found);
  };
  const { declarations, broken } = gather(report, file, find);
  const analyzeVariant = (
    to: Report,
    variant: string,
    run?: readonly Count[],
    scenario?: string,
  ) => {
    const known = unlessBroken(to, broken);
    const edited = applyEdits(known, declarations, lineage(known, declarations, variant));
    const configuration = configure(known, edited, variant, run, scenario);
    return analyze(to, header, edited, broken, configuration);
  };
  const variants = ["default", ...variantNames(declarations)];
  for (const variant of variants) {
    const own = newReports();
    analyzeVariant(own.report, variant);
    for (const staged of stagedScenarios(declarations, variant))
      analyzeVariant(own.report, variant, staged.run, staged.name);
    // What a variant before this one reported is the same mistake, though types may differ.
    diagnostics.push(
      ...own.diagnostics.filter((each) => !diagnostics.some((old) => same(old, each))),
    );
  }
  const expectations = typeExpectations(unlessBroken(report, broken), declarations, variants);
  if (header.form === "model" && !hasErrors(diagnostics)) checkUnused(report, file, declarations);
  const all = inOrder(diagnostics);
  if (hasErrors(all)) return failed(all);
  const core = (variant: string, run?: readonly Count[], scenario?: string): Outcome<Core> => {
    if (!variants.includes(variant)) throw new Error(`no variant ${variant}`);
    const own = newReports();
    const analysis = analyzeVariant(own.report, variant, run, scenario);
    const found = inOrder(own.diagnostics);
    if (hasErrors(found)) return failed(found);
    return { ok: true, value: prune(simplify(elaborate(analysis))), diagnostics: found };
  };
  const isModel = header.form === "model";
  const { name, span } = { name: header.name.text, span: header.span };
  return {
    ok: true,
    value: {
      name,
      isModel,
      span,
      variants,
      expectations,
      processes: declarations.flatMap((each) => (each.kind === "process" ? [each.name.text] : [])),
      core: (variant, run) => core(variant, run),
      staged: (variant) =>
        stagedScenarios(declarations, variant).map((each) => core(variant, each.run, each.name)),
    },
    diagnostics: all,
  };
}

function same(a: Diagnostic, b: Diagnostic): boolean {
  const [one, other] = [a.primary.span, b.primary.span];
  return a.code === b.code && one.source === other.source && one.start === other.start;
}

function failed(diagnostics: readonly Diagnostic[]): {
  readonly ok: false;
  readonly diagnostics: readonly Diagnostic[];
} {
  return { ok: false, diagnostics: inOrder(diagnostics) };
}
