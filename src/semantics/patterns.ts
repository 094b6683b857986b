// Patterns: `p is table(t)` and `match`. What a pattern names is the value itself, read where the
// name is used; all reads of a step see the same state, so this is the value at the match.

import { bool } from "../core/type.js";
import type { Type } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { show } from "./assignable.js";
import { inferAlike } from "./clarity.js";
import type { Context, Scope } from "./context.js";
import { bind, hint, isBroken, nested } from "./context.js";
import { infer } from "./expect.js";
import { unify } from "./operators.js";
import type { Expr } from "./typed.js";

/** The test, and its names bound in `scope`. */
export function inferIs(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "is" }>,
): Expr | undefined {
  const subject = infer(context, scope, ast.subject);
  if (subject === undefined) bindNothing(scope, ast.pattern);
  return subject && testPattern(context, scope, subject, ast.pattern);
}

/** Whether `subject` is what the pattern says; binds the names of the pattern in `scope`. */
export function testPattern(
  context: Context,
  scope: Scope,
  subject: Expr,
  pattern: Ast.Pattern,
): Expr | undefined {
  const { span } = pattern;
  if (pattern.kind === "pattern-any") return { kind: "bool", value: true, type: bool, span };
  const { type } = subject;
  const name = pattern.name.text;
  if (type.kind === "option") return testOption(context, scope, subject, type, pattern);
  if (type.kind === "symbols" && type.values.includes(name) && !type.interchangeable) {
    const value: Expr = { kind: "symbol", value: name, type, span };
    return countFields(context, pattern, 0)
      ? { kind: "binary", operator: "=", left: subject, right: value, type: bool, span }
      : undefined;
  }
  const found = type.kind === "union" ? type.cases.find((each) => each.name === name) : undefined;
  if (found === undefined) {
    reportNoCase(context, type, pattern.name);
    bindNothing(scope, pattern);
    return undefined;
  }
  if (!countFields(context, pattern, found.fields.length)) {
    bindNothing(scope, pattern);
    return undefined;
  }
  for (const [index, fieldName] of pattern.fields.entries()) {
    const field = found.fields[index];
    if (fieldName === undefined || field === undefined) continue;
    const value: Expr = {
      kind: "payload",
      of: subject,
      case: name,
      name: field.name,
      type: field.type,
      span: fieldName.span,
    };
    bind(context, scope, fieldName, { kind: "alias", value });
  }
  return { kind: "is", of: subject, case: name, type: bool, span };
}

function testOption(
  context: Context,
  scope: Scope,
  subject: Expr,
  type: Extract<Type, { kind: "option" }>,
  pattern: Extract<Ast.Pattern, { kind: "pattern-case" }>,
): Expr | undefined {
  const { span } = pattern;
  const none: Expr = { kind: "none", type, span };
  const absent: Expr = {
    kind: "binary",
    operator: "=",
    left: subject,
    right: none,
    type: bool,
    span,
  };
  if (pattern.name.text === "none") return countFields(context, pattern, 0) ? absent : undefined;
  if (pattern.name.text !== "some") {
    context.report(
      "type/no-case",
      { name: pattern.name.text, type: show(type) },
      { at: pattern.name.span, help: "an optional value is `none` or `some(x)`" },
    );
    bindNothing(scope, pattern);
    return undefined;
  }
  if (!countFields(context, pattern, 1)) {
    bindNothing(scope, pattern);
    return undefined;
  }
  const [name] = pattern.fields;
  if (name !== undefined) {
    const value: Expr = { kind: "present", of: subject, type: type.of, span: name.span };
    bind(context, scope, name, { kind: "alias", value });
  }
  return { ...absent, operator: "!=" };
}

function reportNoCase(context: Context, type: Type, { text, span }: Ast.Name): void {
  if (isBroken(context.broken, text)) return;
  const facts = { name: text, type: show(type) };
  const cases = casesOf(type);
  const place =
    cases.length > 0
      ? hint(text, cases)
      : { help: "only unions, enumerations and `T?` have cases" };
  context.report("type/no-case", facts, { at: span, ...place });
}

/** A pattern may leave out what a case carries altogether: `table` for `table(_)`. */
function countFields(
  context: Context,
  pattern: Extract<Ast.Pattern, { kind: "pattern-case" }>,
  needed: number,
): boolean {
  const found = pattern.fields.length;
  if (found === needed || found === 0) return true;
  const name = pattern.name.text;
  const help = needed > found ? { help: "`_` stands for a value that needs no name" } : {};
  context.report("type/arguments", { name, found, needed }, { at: pattern.span, ...help });
  return false;
}

/** After a report, the names of the pattern must not be reported as unknown. */
function bindNothing(scope: Scope, pattern: Ast.Pattern): void {
  if (pattern.kind === "pattern-any") return;
  for (const name of pattern.fields) if (name !== undefined) scope.bindings.set(name.text, broken);
}

const broken = { kind: "broken" } as const;

/** `match` as an expression: the cases in order; without `else` they must be all there are. */
export function inferMatch(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "match-expr" }>,
  expected: Type | undefined,
): Expr | undefined {
  const subject = infer(context, scope, ast.subject);
  if (subject === undefined) return undefined;
  const arms = ast.cases.map(({ pattern, value }) => {
    const inner = nested(scope);
    const test = testPattern(context, inner, subject, pattern);
    return { test, branch: { scope: inner, ast: value } };
  });
  const branches = arms.map(({ branch }) => branch);
  if (ast.else !== undefined) branches.push({ scope: nested(scope), ast: ast.else });
  const results = inferAlike(context, branches, expected);
  if (results.includes(undefined)) return undefined;
  const known = arms.flatMap(({ test }, index) => {
    const result = results[index];
    return test && result ? [{ test, result }] : [];
  });
  if (known.length < arms.length) return undefined;
  const last = results[arms.length];
  const missing = ast.else === undefined ? missingCases(subject.type, ast.cases) : [];
  if (missing.length > 0) {
    reportMissing(context, subject.type, missing, ast);
    return undefined;
  }
  const rest = last === undefined ? known.slice(0, -1) : known;
  let result: Expr | undefined = last ?? known.at(-1)?.result;
  for (const arm of rest.reverse()) {
    if (result === undefined) return undefined;
    result = unify(context, arm.test, arm.result, result, ast.span);
  }
  return result;
}

/** The cases of a type that no pattern names. */
export function missingCases(
  type: Type,
  cases: readonly { readonly pattern: Ast.Pattern }[],
): readonly string[] {
  const named = new Set<string>();
  for (const { pattern } of cases) {
    if (pattern.kind === "pattern-any") return [];
    named.add(pattern.name.text);
  }
  return casesOf(type).filter((name) => !named.has(name));
}

function casesOf(type: Type): readonly string[] {
  switch (type.kind) {
    case "union":
      return type.cases.map(({ name }) => name);
    case "symbols":
      return type.interchangeable ? [] : type.values;
    case "option":
      return ["none", "some"];
    default:
      return [];
  }
}

export function reportMissing(
  context: Context,
  type: Type,
  missing: readonly string[],
  ast: { readonly span: Ast.Expr["span"]; readonly subject: Ast.Expr },
): void {
  const also = missing.map((name) => `\`${name}\``).join(" or ");
  context.report(
    "type/no-case",
    { name: missing[0] ?? "", type: "this `match`" },
    {
      at: ast.subject.span,
      label: `${show(type)}, which may also be ${also}`,
      help: "add the case, or `else`",
    },
  );
}
