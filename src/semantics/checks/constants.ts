// What is known before any search reads no state: constants, and the first values of variables. And
// functions do not call themselves, for a model has no stack.

import type { Report } from "../../base/diagnostic.js";
import type * as Ast from "../../syntax/ast.js";
import type { Context } from "../context.js";
import { children } from "../traverse.js";
import type { Analysis, Expr } from "../typed.js";

type Functions = Analysis["functions"];

/** Reports each function that calls itself, directly or through others: one of each circle. */
export function checkRecursion(
  report: Report,
  functions: Functions,
  asts: readonly Ast.Fn[],
): void {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const fn = functions.find((each) => each.name === name);
    if (fn === undefined || done.has(name)) return;
    if (path.includes(name)) {
      const ast = asts.find((each) => each.name.text === name);
      const at = ast?.name.span ?? fn.span;
      report("feature/later", { feature: "recursive functions" }, { at });
      for (const each of path.slice(path.indexOf(name))) done.add(each);
      return;
    }
    for (const called of callsIn(fn.body)) visit(called, [...path, name]);
    done.add(name);
  };
  for (const { name } of functions) visit(name, []);
}

function callsIn(expr: Expr): readonly string[] {
  const own = expr.kind === "call" ? [expr.function] : [];
  return [...own, ...children(expr).flatMap(callsIn)];
}

/** Reports constants and first values that read the state. */
export function checkConstants(
  context: Context,
  analysis: Pick<Analysis, "functions" | "variables" | "objects" | "processes" | "procedures">,
): void {
  const reading = readingFunctions(analysis.functions);
  const check = (expr: Expr, what: string): void => {
    const at = firstRead(expr, reading);
    if (at !== undefined)
      context.report("type/constant", { what }, { at: at.span, label: "this reads the state" });
  };
  for (const [name, { kind }] of context.declarations) {
    const symbol = kind === "const" ? context.symbol(name) : undefined;
    if (symbol?.kind === "constant") check(symbol.value, `the value of \`${name}\``);
  }
  for (const { symbol, value } of analysis.variables)
    check(value, `the first value of \`${symbol.name}\``);
  for (const { symbol, values } of analysis.objects)
    for (const [index, value] of values.entries())
      check(value, `the first value of \`${symbol.fields[index]?.name ?? ""}\``);
  for (const { symbol, values } of analysis.processes)
    for (const [index, value] of values.entries())
      check(value, `the first value of \`${symbol.locals[index]?.name ?? ""}\``);
  for (const { symbol, values } of analysis.procedures)
    for (const [index, value] of values.entries()) {
      const { name } = symbol.locals[symbol.parameters.length + index] ?? symbol;
      check(value, `the first value of \`${name}\``);
    }
}

const reads: ReadonlySet<Expr["kind"]> = new Set([
  "variable",
  "object-field",
  "process-local",
  "held",
  "life",
  "at",
  "in-section",
]);

function firstRead(expr: Expr, reading: ReadonlySet<string>): Expr | undefined {
  if (reads.has(expr.kind)) return expr;
  if (expr.kind === "call" && reading.has(expr.function)) return expr;
  for (const child of children(expr)) {
    const found = firstRead(child, reading);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readingFunctions(functions: Functions): ReadonlySet<string> {
  const found = new Set<string>();
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { name, body } of functions)
      if (firstRead(body, found) !== undefined) found.add(name);
  }
  return found;
}
