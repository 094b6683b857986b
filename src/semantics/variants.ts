// Variants and what is expected of them: which switches they set, what runs, which checks are off.

import { lintNames } from "../base/catalogue/lint.js";
import type { Report } from "../base/diagnostic.js";
import type { Span } from "../base/source.js";

import { lastOf, qualifierOf } from "../core/qualified.js";
import type * as Ast from "../syntax/ast.js";
import type { Configuration } from "./context.js";
import { hint } from "./context.js";
import { named, nameOf } from "./declared.js";

/** What must come out for a variant. */
export interface Expectation {
  readonly variant: string;
  readonly holds: boolean;
  /** Exactly these properties are violated. */
  readonly violates: readonly string[];
  /** How many steps the shortest traces to some of them, or to what is reachable, take. */
  readonly lengths: readonly { readonly property: string; readonly steps: number }[];
  readonly reachable: readonly string[];
  readonly unreachable: readonly string[];
  readonly counts: readonly {
    readonly what: "distinct" | "generated" | "depth";
    readonly count: number;
  }[];
  readonly span: Span;
}

export interface Count {
  readonly process: string;
  readonly count: number;
}

function only<K extends Ast.Declaration["kind"]>(
  declarations: readonly Ast.Declaration[],
  kind: K,
): Extract<Ast.Declaration, { kind: K }>[] {
  type Wanted = Extract<Ast.Declaration, { kind: K }>;
  return declarations.filter((each): each is Wanted => each.kind === kind);
}

export function variantNames(declarations: readonly Ast.Declaration[]): string[] {
  return only(declarations, "variant").map(({ name }) => name.text);
}

/** The configuration of a variant; reports what it sets that cannot be set. */
export function configure(
  report: Report,
  declarations: readonly Ast.Declaration[],
  variant: string,
  run: readonly Count[] | undefined,
  scenario?: string,
): Configuration {
  const processes = only(declarations, "process").map(({ name }) => name.text);
  const settings = new Map<string, Ast.Expr>();
  let allowed: readonly string[] = only(declarations, "allow").flatMap(({ names }) =>
    knownChecks(report, declarations, names),
  );
  const base = only(declarations, "run").flatMap((each) => each.counts);
  let counts: readonly Count[] =
    base.length === 0
      ? processes.map((process) => ({ process, count: 1 }))
      : typeCounts(report, processes, base);
  for (const ast of lineage(report, declarations, variant)) {
    once(
      report,
      "set",
      ast.edits.flatMap((edit) => (edit.kind === "edit-set" ? [edit.name] : [])),
    );
    for (const edit of ast.edits)
      switch (edit.kind) {
        case "edit-set":
          checkSetting(report, declarations, edit.name);
          settings.set(edit.name.text, edit.value);
          break;
        case "edit-run":
          counts = typeCounts(report, processes, edit.counts);
          break;
        case "edit-allow":
          allowed = [...allowed, ...knownChecks(report, declarations, edit.names)];
          break;
        case "edit-check": {
          const checked = knownChecks(report, declarations, edit.names);
          allowed = allowed.filter((each) => !checked.includes(each));
          break;
        }
        case "edit-drop":
        case "edit-replace":
        case "edit-add":
          break;
      }
  }
  const final = run ?? counts;
  const own = only(declarations, "variant").find(({ name }) => name.text === variant);
  return {
    variant,
    claim: own?.sentence,
    settings,
    counts: new Map(final.map(({ process, count }) => [process, count])),
    allowed,
    scenarios: scenario !== undefined ? { only: scenario } : run === undefined ? "own" : "none",
  };
}

function scenariosOf(declarations: readonly Ast.Declaration[], variant: string): Ast.Scenario[] {
  return only(declarations, "scenario").filter(
    (each) => (each.variant?.text ?? "default") === variant,
  );
}

export function hasScenarios(declarations: readonly Ast.Declaration[], variant: string): boolean {
  return scenariosOf(declarations, variant).length > 0;
}

/** The scenarios of a variant that run something else than it does. */
export function stagedScenarios(
  declarations: readonly Ast.Declaration[],
  variant: string,
): { readonly name: string; readonly run: readonly Count[] }[] {
  return scenariosOf(declarations, variant)
    .filter((each) => each.counts.length > 0)
    .map(({ name, counts }) => ({
      name: name.text,
      run: counts.map(({ process, count }) => ({ process: process.text, count })),
    }));
}

/** The variant and those it extends, the outermost first. */
export function lineage(
  report: Report,
  declarations: readonly Ast.Declaration[],
  variant: string,
): Ast.Variant[] {
  const all = only(declarations, "variant");
  const found: Ast.Variant[] = [];
  let next = all.find(({ name }) => name.text === variant);
  while (next !== undefined) {
    if (found.includes(next)) {
      reportCycle(report, found.slice(0, found.indexOf(next) + 1));
      break;
    }
    found.unshift(next);
    const { parent } = next;
    if (parent === undefined) break;
    next = all.find(({ name }) => name.text === parent.text);
    if (next === undefined && parent.text !== "default")
      unknown(report, parent, "variant", variantNames(declarations));
  }
  return found;
}

/** Variants that extend each other, told of the first of them. */
function reportCycle(report: Report, circle: readonly Ast.Variant[]): void {
  const [first] = [...circle].sort((a, b) => a.span.start - b.span.start);
  if (first !== undefined) report("name/cycle", { name: first.name.text }, { at: first.name.span });
}

function unknown(report: Report, name: Ast.Name, what: string, known: readonly string[]): void {
  report("name/unknown", { name: name.text, what }, { at: name.span, ...hint(name.text, known) });
}

/** A second setting or count of one name is reported where it stands. */
function once(report: Report, done: "set" | "given" | "counted", names: readonly Ast.Name[]): void {
  for (const [index, { text, span }] of names.entries()) {
    const first = names.findIndex((each) => each.text === text);
    if (first === index) continue;
    const secondary = names
      .slice(first, first + 1)
      .map((each) => ({ span: each.span, text: "first here" }));
    report("name/duplicate", { name: text, done }, { at: span, secondary });
  }
}

function typeCounts(
  report: Report,
  processes: readonly string[],
  asts: readonly Ast.RunCount[],
): Count[] {
  once(
    report,
    "counted",
    asts.map(({ process }) => process),
  );
  return asts.map(({ process, count, span }) => {
    if (!processes.includes(process.text)) unknown(report, process, "process", processes);
    if (count > 16)
      report(
        "type/bound",
        { what: "the number of instances", problem: "is at most 16" },
        { at: span },
      );
    return { process: process.text, count: Math.min(count, 16) };
  });
}

function checkSetting(
  report: Report,
  declarations: readonly Ast.Declaration[],
  name: Ast.Name,
): void {
  const settable = declarations.filter(({ kind }) => kind === "switch" || kind === "const");
  const names = settable.map((each) => nameOf(each)?.text ?? "");
  if (names.includes(name.text)) return;
  if (!named(declarations).some((each) => each.name.text === name.text)) {
    unknown(report, name, "switch or constant", names);
    return;
  }
  const problem = `\`${name.text}\` is neither a switch nor a constant`;
  report("variant/edit", { problem }, { at: name.span });
}

const checkNames: readonly string[] = [
  "deadlock",
  "self_deadlock",
  "unlock_not_owner",
  "seqcount_writers",
  "data_race",
  "held_at_end",
  "lock_order",
  "sleep_in_atomic",
  "rcu_unbalanced",
  "use_after_free",
  "lifetime",
  "leak",
  "assigned_twice",
  "out_of_range",
];

/** The names of checks and guards that can be allowed; others are reported. */
function knownChecks(
  report: Report,
  declarations: readonly Ast.Declaration[],
  names: readonly Ast.Name[],
): string[] {
  const guards = only(declarations, "guard").map(guardName);
  const known = [...checkNames, ...guards, ...lintNames.keys()];
  for (const name of names)
    if (!known.includes(name.text)) unknown(report, name, "check or lint", known);
  return names.map(({ text }) => text);
}

/** The expectations; each speaks of a variant and of properties that are declared. */
export function typeExpectations(
  report: Report,
  declarations: readonly Ast.Declaration[],
  variants: readonly string[],
): Expectation[] {
  const known = propertyNames(declarations);
  const check = (
    name: Ast.Name,
    what: "property" | "`reachable`",
    names: readonly string[],
  ): void => {
    if (!names.includes(name.text)) unknown(report, name, what, names);
  };
  checkScenarios(report, declarations, variants, known.violable);
  const expects = only(declarations, "expect");
  once(
    report,
    "given",
    expects.map(({ variant }) => ({ ...variant, text: `expect ${variant.text}` })),
  );
  return expects.flatMap((ast) => {
    if (!variants.includes(ast.variant.text)) unknown(report, ast.variant, "variant", variants);
    if (ast.holds && ast.violates.length > 0) {
      const problem = "`holds` and `violates` contradict each other";
      report("variant/edit", { problem }, { at: ast.span });
    }
    for (const name of ast.violates)
      check(name, "property", [...known.violable, ...known.scenarios]);
    for (const name of [...ast.reachable, ...ast.unreachable])
      check(name, "`reachable`", known.reachable);
    const texts = (names: readonly Ast.Name[]): string[] => names.map(({ text }) => text);
    return [
      {
        variant: ast.variant.text,
        holds: ast.holds,
        violates: texts(ast.violates),
        lengths: [...ast.violates, ...ast.reachable].flatMap(({ text, steps }) =>
          steps === undefined ? [] : [{ property: text, steps }],
        ),
        reachable: texts(ast.reachable),
        unreachable: texts(ast.unreachable),
        counts: ast.counts,
        span: ast.span,
      },
    ];
  });
}

interface PropertyNames {
  readonly violable: readonly string[];
  readonly reachable: readonly string[];
  readonly scenarios: readonly string[];
}

/** What gets a verdict, those that variants add included. */
function propertyNames(declarations: readonly Ast.Declaration[]): PropertyNames {
  const added = only(declarations, "variant").flatMap(({ edits }) =>
    edits.flatMap((edit) => (edit.kind === "edit-add" ? [edit.declaration] : [])),
  );
  const all = [...declarations, ...added];
  const of = (...kinds: readonly string[]): string[] =>
    all.flatMap((each) => (kinds.includes(each.kind) && "name" in each ? [each.name.text] : []));
  const guards = all.flatMap((each) => (each.kind === "guard" ? [guardName(each)] : []));
  const refinements = of("refinement").flatMap((name) => [name, fairNameOf(name)]);
  return {
    violable: [
      ...[...of("invariant", "rule", "property"), ...refinements],
      ...[...guards, ...checkNames],
    ],
    reachable: of("reachable"),
    scenarios: of("scenario"),
  };
}

/** What a refinement says of fairness, in reports. */
export function fairNameOf(refinement: string): string {
  return `${refinement}_fairly`;
}

/** The name of a guard in reports. */
export function guardName({ target }: Ast.Guard): string {
  const [first, last] = [target[0], target.at(-1)];
  return `${qualifierOf(first?.text ?? "")}guard_${lastOf(last?.text ?? "")}`;
}

/** A scenario speaks of a variant, of processes and of properties that are declared. */
function checkScenarios(
  report: Report,
  declarations: readonly Ast.Declaration[],
  variants: readonly string[],
  properties: readonly string[],
): void {
  const processes = only(declarations, "process").map(({ name }) => name.text);
  for (const { variant, counts, outcome } of only(declarations, "scenario")) {
    if (variant !== undefined && !variants.includes(variant.text))
      unknown(report, variant, "variant", variants);
    typeCounts(report, processes, counts);
    if (outcome.kind !== "outcome-violates") continue;
    for (const name of outcome.names)
      if (!properties.includes(name.text)) unknown(report, name, "property", properties);
  }
}
