// Variants and what is expected of them: which switches they set, what runs, which checks are off.

import type { Report } from "../base/diagnostic.js";
import type { Span } from "../base/source.js";
import { suggest } from "../base/suggest.js";
import type * as Ast from "../syntax/ast.js";
import type { Configuration } from "./context.js";
import { nameOf } from "./declared.js";

/** What must come out for a variant. */
export interface Expectation {
  readonly variant: string;
  readonly holds: boolean;
  /** Exactly these properties are violated. */
  readonly violates: readonly string[];
  readonly reachable: readonly string[];
  readonly unreachable: readonly string[];
  readonly counts: readonly {
    readonly what: "distinct" | "generated" | "depth";
    readonly count: number;
  }[];
  readonly span: Span;
}

interface Count {
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
): Configuration {
  const processes = only(declarations, "process").map(({ name }) => name.text);
  const settings = new Map<string, Ast.Expr>();
  const allowed = only(declarations, "allow").flatMap(({ names }) => allow(report, declarations, names));
  const base = only(declarations, "run").flatMap((each) => each.counts);
  let counts: readonly Count[] =
    base.length === 0
      ? processes.map((process) => ({ process, count: 1 }))
      : typeCounts(report, processes, base);
  for (const ast of lineage(report, declarations, variant))
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
          allowed.push(...allow(report, declarations, edit.names));
          break;
        case "edit-drop":
        case "edit-replace":
        case "edit-add":
          report("feature/later", { feature: "variants that drop, replace or add" }, { at: edit.span });
          break;
      }
  const final = run ?? counts;
  return {
    variant,
    settings,
    counts: new Map(final.map(({ process, count }) => [process, count])),
    allowed,
  };
}

/** The variant and those it extends, the outermost first. */
function lineage(
  report: Report,
  declarations: readonly Ast.Declaration[],
  variant: string,
): Ast.Variant[] {
  const all = only(declarations, "variant");
  const found: Ast.Variant[] = [];
  let next = all.find(({ name }) => name.text === variant);
  while (next !== undefined) {
    if (found.includes(next)) {
      report("name/cycle", { name: next.name.text }, { at: next.name.span });
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

function unknown(report: Report, name: Ast.Name, what: string, known: readonly string[]): void {
  const near = suggest(name.text, known);
  const help = near === undefined ? {} : { help: `did you mean \`${near}\`?` };
  report("name/unknown", { name: name.text, what }, { at: name.span, ...help });
}

function typeCounts(
  report: Report,
  processes: readonly string[],
  asts: readonly Ast.RunCount[],
): Count[] {
  return asts.map(({ process, count, span }) => {
    if (!processes.includes(process.text)) unknown(report, process, "process", processes);
    if (count > 16)
      report("type/bound", { what: "the number of instances", problem: "is at most 16" }, { at: span });
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
  if (!names.includes(name.text)) unknown(report, name, "switch or constant", names);
}

const checkNames: readonly string[] = [
  "deadlock",
  "self_deadlock",
  "unlock_not_owner",
  "held_at_end",
  "lock_order",
  "sleep_in_atomic",
  "rcu_unbalanced",
  "use_after_free",
  "lifetime",
  "leak",
  "out_of_range",
];

function allow(
  report: Report,
  declarations: readonly Ast.Declaration[],
  names: readonly Ast.Name[],
): string[] {
  const guards = only(declarations, "guard").map(({ target }) => `guard_${target.at(-1)?.text ?? ""}`);
  const known = [...checkNames, ...guards];
  for (const name of names)
    if (!known.includes(name.text)) unknown(report, name, "check that is always made", known);
  return names.map(({ text }) => text);
}

/** The expectations; each speaks of a variant and of properties that are declared. */
export function typeExpectations(
  report: Report,
  declarations: readonly Ast.Declaration[],
  variants: readonly string[],
): Expectation[] {
  const kinds: ReadonlySet<string> = new Set(["invariant", "rule", "reachable", "property", "scenario"]);
  const guards = only(declarations, "guard").map(({ target }) => `guard_${target.at(-1)?.text ?? ""}`);
  const declared = declarations.filter(({ kind }) => kinds.has(kind));
  const known = [...declared.map((each) => nameOf(each)?.text ?? ""), ...guards, ...checkNames];
  const seen = new Set<string>();
  return only(declarations, "expect").flatMap((ast) => {
    if (!variants.includes(ast.variant.text)) unknown(report, ast.variant, "variant", variants);
    if (seen.has(ast.variant.text))
      report("name/duplicate", { name: ast.variant.text }, { at: ast.variant.span });
    seen.add(ast.variant.text);
    for (const name of [...ast.violates, ...ast.reachable, ...ast.unreachable])
      if (!known.includes(name.text)) unknown(report, name, "property", known);
    const texts = (names: readonly Ast.Name[]): string[] => names.map(({ text }) => text);
    return [
      {
        variant: ast.variant.text,
        holds: ast.holds,
        violates: texts(ast.violates),
        reachable: texts(ast.reachable),
        unreachable: texts(ast.unreachable),
        counts: ast.counts,
        span: ast.span,
      },
    ];
  });
}
