// What is known before any search reads no state: constants, and the first values of variables.

import type { Context } from "../context.js";
import { children } from "../traverse.js";
import type { Analysis, Expr } from "../typed.js";

type Functions = Analysis["functions"];

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
