// Habits of a whole spec, all its variants taken together: variables that are never written or
// never read, locks that are never taken or never released, switches that nothing consults. A name
// counts for everything that is called so, so that nothing is said that may be wrong.

import type { Report } from "../../base/diagnostic.js";
import type * as Ast from "../../syntax/ast.js";

/** How often names occur, and as what. */
interface Uses {
  /** Everywhere but as what is declared, assigned, guarded or set by a variant. */
  readonly read: Set<string>;
  readonly written: Set<string>;
  readonly taken: Set<string>;
  readonly released: Set<string>;
}

/** Warns about the file's own declarations; `all` are those of its modules too. */
export function checkUsage(report: Report, file: Ast.File, all: readonly Ast.Declaration[]): void {
  const none = (): Set<string> => new Set();
  const uses: Uses = { read: none(), written: none(), taken: none(), released: none() };
  for (const each of all) count(each, uses);
  for (const each of file.declarations) checkDeclaration(report, each, uses);
}

function checkDeclaration(report: Report, ast: Ast.Declaration, uses: Uses): void {
  switch (ast.kind) {
    case "state":
      for (const { name } of ast.variables)
        checkVariable(report, name, `the state variable \`${name.text}\``, uses);
      return;
    case "object":
      for (const member of ast.members)
        if (member.kind === "lock") checkLock(report, member, uses);
        else
          for (const { name } of member.variables)
            checkVariable(report, name, `\`${ast.name.text}.${name.text}\``, uses);
      return;
    case "process":
      for (const { name } of ast.variables)
        checkVariable(report, name, `the local \`${name.text}\``, uses);
      return;
    case "lock":
      checkLock(report, ast, uses);
      return;
    case "switch": {
      const { name } = ast;
      if (!uses.read.has(name.text))
        report("lint/never-consulted", { name: name.text }, { at: name.span });
      return;
    }
    default:
  }
}

/** What nothing mentions at all has been reported as unused. */
function checkVariable(report: Report, name: Ast.Name, what: string, uses: Uses): void {
  const isRead = uses.read.has(name.text);
  const isWritten = uses.written.has(name.text);
  if (isRead && !isWritten) report("lint/never-written", { what }, { at: name.span });
  if (isWritten && !isRead) report("lint/never-read", { what }, { at: name.span });
}

function checkLock(report: Report, ast: Ast.Lock, { read, taken, released }: Uses): void {
  if (ast.same !== undefined) return;
  const { name } = ast;
  const lock = name.text;
  const at = { at: name.span };
  if (taken.has(lock) && !released.has(lock)) report("lint/never-released", { lock }, at);
  if (!taken.has(lock) && read.has(lock)) report("lint/never-taken", { lock }, at);
}

/** Counts the names in a part of a tree; what it does not know, it takes for a reading. */
function count(node: unknown, uses: Uses): void {
  if (typeof node !== "object" || node === null) return;
  const kind = "kind" in node ? node.kind : undefined;
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (key === "span") continue;
    if (kind === "assign" && key === "target") countTarget(value, uses);
    else if (key === "name" && declaring.has(String(kind))) continue;
    else if (kind === "guard" && key === "target") continue;
    else count(value, uses);
    const into =
      key === "lock" ? lockUses(kind, uses) : key === "same" ? [uses.taken, uses.released] : [];
    for (const each of into) for (const name of lastName(value)) each.add(name);
  }
  if ("text" in node && typeof node.text === "string") uses.read.add(node.text);
}

/** Their `name` is no mention of it. */
const declaring: ReadonlySet<string> = new Set([
  "variable",
  "lock",
  "switch",
  "process",
  "object",
  "edit-set",
]);

/** What is assigned is the variable, or the field of an object; what stands before that is read. */
function countTarget(target: unknown, uses: Uses): void {
  if (typeof target !== "object" || target === null || !("kind" in target)) return;
  if (target.kind === "apply" && "arguments" in target && Array.isArray(target.arguments)) {
    for (const each of target.arguments) countTarget(each, uses);
    return;
  }
  for (const name of lastName(target)) uses.written.add(name);
  if ("index" in target) count(target.index, uses);
  if (!("of" in target)) return;
  // Of a record or layout a field is written, and of an object: which of them, only types tell.
  if (target.kind === "field") for (const name of lastName(target.of)) uses.written.add(name);
  if (target.kind === "index") countTarget(target.of, uses);
  else count(target.of, uses);
}

/** Of a lock that has two names, or sections of several kinds, each use counts for all. */
function lockUses(kind: unknown, { taken, released }: Uses): readonly Set<string>[] {
  if (kind === "lock-take" || kind === "trylock") return [taken];
  return kind === "lock-release" ? [released] : kind === "held" ? [] : [taken, released];
}

/** The name of a variable, or of a field. */
function lastName(expr: unknown): readonly string[] {
  if (typeof expr !== "object" || expr === null) return [];
  if ("kind" in expr && expr.kind === "index" && "of" in expr) return lastName(expr.of);
  if (!("name" in expr) || typeof expr.name !== "object" || expr.name === null) return [];
  return "text" in expr.name ? [String(expr.name.text)] : [];
}
