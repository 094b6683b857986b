// The names of members: those of an object or a process differ from each other and from those that
// every object or process has; locals also from what the spec declares.

import type { Report } from "../../base/diagnostic.js";
import type * as Ast from "../../syntax/ast.js";
import type { Context } from "../context.js";
import { interrupt } from "../../core/contexts.js";
import { handlerContext } from "../contexts.js";
import { checkDistinct, checkNew, localsOf, membersOf, newScope } from "../context.js";

export function checkObjectNames(report: Report, ast: Ast.ObjectDeclaration): void {
  const names = membersOf(ast);
  // Declarations of one lock, each under its condition, were compared when it was made.
  const conditional = ast.members.flatMap((each) =>
    each.kind === "lock" && each.onlyWhen !== undefined ? [each.name] : [],
  );
  const first = (name: Ast.Name): Ast.Name | undefined =>
    conditional.find(({ text }) => text === name.text);
  checkDistinct(
    report,
    names.filter((name) => !conditional.includes(name) || first(name) === name),
  );
  for (const name of names) {
    if (name.text === "life")
      taken(report, name, "every object has a `life`: free, new, linked, ...");
    if (name.text === "readers")
      taken(report, name, "every object has its `readers`, whom `call_rcu` waits for");
  }
}

export function checkProcessNames(context: Context, ast: Ast.Process | Ast.Procedure): void {
  const { report } = context;
  checkDistinct(report, [...localsOf(ast), ...ast.steps.map(({ name }) => name)]);
  for (const name of localsOf(ast)) {
    checkNew(context, newScope(), name);
    if (name.text === "at" && ast.kind === "process")
      taken(report, name, "every process is `at` one of its steps");
  }
  const halves = new Set(
    ast.steps.flatMap(({ name, body }) =>
      body.some(({ kind }) => kind === "synchronize") ? [`${name.text}_done`] : [],
    ),
  );
  for (const { name } of ast.steps) {
    if (name.text === interrupt && ast.kind === "process" && handlerContext(ast) !== undefined)
      taken(report, name, "the first step of every handler, the interrupt itself, has this name");
    if (name.text === "ended") taken(report, name, "a process is `ended` after its last step");
    if (halves.has(name.text))
      taken(report, name, "the second half of the step that synchronises has this name");
  }
}

function taken(report: Report, { text, span }: Ast.Name, help: string): void {
  report("name/shadowed", { name: text }, { at: span, help });
}
