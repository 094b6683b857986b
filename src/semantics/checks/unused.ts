// Declarations that nothing mentions: a lock that is never taken, a variable that nobody reads or
// writes, a process that never runs. Whatever is mentioned anywhere by its name counts as used.

import type { Report } from "../../base/diagnostic.js";
import type * as Ast from "../../syntax/ast.js";
import { localsOf } from "../context.js";
import { countNames } from "../outside.js";
import type { Spec } from "../spec.js";

interface Candidate {
  readonly name: Ast.Name;
  readonly what: string;
}

/** Warns about the file's own declarations and imports. */
export function checkUnused(report: Report, { file, declarations: all, idle }: Spec): void {
  for (const { text, span } of idle)
    report("name/unused", { name: text, what: "the import", done: "used" }, { at: span });
  const mentions = new Map<string, number>();
  countNames(all, mentions);
  const found = file.declarations.flatMap(candidates);
  for (const { name, what } of found) {
    const declared = found.filter((each) => each.name.text === name.text).length;
    if ((mentions.get(name.text) ?? 0) <= declared)
      report("name/unused", { name: name.text, what, done: "used" }, { at: name.span });
  }
  checkRuns(report, file, all);
}

function candidates(ast: Ast.Declaration): readonly Candidate[] {
  switch (ast.kind) {
    case "lock":
      return [{ name: ast.name, what: "the lock" }];
    case "state":
      return ast.variables.map(({ name }) => ({ name, what: "the state variable" }));
    case "object":
      return ast.members.flatMap((member) =>
        candidates(member).map((each) => ({
          ...each,
          what: `${each.what} of \`${ast.name.text}\``,
        })),
      );
    case "procedure":
      return [
        { name: ast.name, what: "the procedure" },
        ...localsOf(ast).map((name) => ({ name, what: "the local" })),
      ];
    case "process":
      return ast.variables.map(({ name }) => ({ name, what: "the local" }));
    default:
      return [];
  }
}

/**
 * A process is run by the spec, a variant or a scenario, or by default where nothing says what
 * runs.
 */
function checkRuns(report: Report, file: Ast.File, all: readonly Ast.Declaration[]): void {
  const own = all.flatMap((each) => (each.kind === "run" ? each.counts : []));
  if (own.length === 0) return;
  const others = all.flatMap((each) =>
    each.kind === "variant"
      ? each.edits.flatMap((edit) => (edit.kind === "edit-run" ? edit.counts : []))
      : each.kind === "scenario"
        ? each.counts
        : [],
  );
  const run = new Set(
    [...own, ...others].flatMap(({ process, count: times }) => (times > 0 ? [process.text] : [])),
  );
  for (const each of file.declarations)
    if (each.kind === "process" && !run.has(each.name.text))
      report(
        "name/unused",
        { name: each.name.text, what: "the process", done: "run" },
        { at: each.name.span },
      );
}
