// What a name stands for, innermost first: something bound here, a local of the process, a
// top-level declaration, a case of an enumeration or union. And the fields of what has fields.

import { saidHere } from "../base/foreign-words.js";
import type { Type } from "../core/type.js";
import { lastOf, qualifierOf } from "../core/qualified.js";
import { bool } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { show } from "./assignable.js";
import type { CaseOwner, Context, Scope } from "./context.js";
import { hint, isBroken, isLost, isWritten, lookup, unknownName } from "./context.js";
import { infer } from "./expect.js";
import { suggest } from "../base/suggest.js";
import type { Expr } from "./typed.js";

export function inferName(
  context: Context,
  scope: Scope,
  name: Ast.Name,
  expected: Type | undefined,
): Expr | undefined {
  const { text, span } = name;
  const binding = lookup(scope, text);
  if (binding?.kind === "local") return { kind: "local", name: text, type: binding.type, span };
  if (binding?.kind === "alias")
    return { kind: "kept", value: binding.value, type: binding.value.type, span };
  if (binding?.kind === "broken") return undefined;
  if (scope.process !== undefined) {
    if (text === "self") return selfOf(scope.process, name);
    const local = scope.process.locals.find((field) => field.name === text);
    if (local !== undefined)
      return {
        kind: "process-local",
        instance: selfOf(scope.process, name),
        name: text,
        type: local.type,
        span,
      };
    if (isLost(context, scope.process.name, text)) return undefined;
  }
  const symbol = context.symbol(text);
  if (symbol?.kind === "variable") return { kind: "variable", name: text, type: symbol.type, span };
  if (symbol?.kind === "constant") return { ...symbol.value, span };
  const asCase = inferCaseName(context, name, expected);
  if (asCase !== undefined) return asCase;
  switch (symbol?.kind) {
    case "domain":
    case "object":
    case "process":
      return { kind: "domain", of: symbol.type, type: { kind: "set", of: symbol.type }, span };
    case "lock":
      context.report(
        "type/mismatch",
        { found: "a lock", needed: "a value", where: `\`${text}\`` },
        { at: span, help: `\`held(${text})\` asks whether somebody holds it` },
      );
      return undefined;
    case "fn":
      return reportArguments(context, name, symbol.parameters.length);
    case "procedure":
    case "other":
      unknownName(context, name, "variable, local or constant", []);
      return undefined;
    case undefined:
      break;
  }
  if (text === "Thread" && context.thread !== undefined)
    return { kind: "domain", of: context.thread, type: { kind: "set", of: context.thread }, span };
  if (text === "Bool") return { kind: "domain", of: bool, type: { kind: "set", of: bool }, span };
  const known = scope.patterns?.get(text) ?? expected;
  if (scope.patterns !== undefined && known !== undefined && !isCase(context, name, known)) {
    scope.patterns.set(text, known);
    return { kind: "local", name: text, type: known, span };
  }
  reportUnknown(context, scope, name, expected);
  return undefined;
}

/** Whether a name may be a case: one that several types have, or a slip of the pen. */
function isCase(context: Context, { text }: Ast.Name, expected: Type): boolean {
  if (text === "none" || context.declarations.has(text) || context.cases.has(text)) return true;
  return expected.kind === "symbols" && hint(text, expected.values).help !== undefined;
}

function selfOf(process: NonNullable<Scope["process"]>, name: Ast.Name): Expr {
  return { kind: "local", name: "self", type: process.type, span: name.span };
}

/**
 * `none`, `idle`: a case that carries nothing; of the expected type, or of the only one that has
 * it.
 */
function inferCaseName(
  context: Context,
  name: Ast.Name,
  expected: Type | undefined,
): Expr | undefined {
  const { text, span } = name;
  if (text === "none" && expected?.kind === "option") return { kind: "none", type: expected, span };
  const owner = ownerOf(context, text, expected);
  if (owner === undefined || owner === "several") return undefined;
  const value = lastOf(text);
  if (owner.kind === "symbols") return { kind: "symbol", value: value, type: owner, span };
  const found = owner.cases.find((unionCase) => unionCase.name === value);
  if (found === undefined || found.fields.length > 0) return undefined;
  return { kind: "construct", case: found.name, fields: [], type: owner, span };
}

/** The types that have a case of the name; `r.idle` is a case of a type of the instance `r`. */
function casesNamed(context: Context, name: string): readonly CaseOwner[] {
  const owners = context.cases.get(lastOf(name)) ?? [];
  return owners.filter((owner) => owner.name.startsWith(qualifierOf(name)));
}

/** The type that a case belongs to, where that is clear. */
export function ownerOf(
  context: Context,
  name: string,
  expected: Type | undefined,
): CaseOwner | "several" | undefined {
  const target = expected?.kind === "option" ? expected.of : expected;
  const owners = casesNamed(context, name);
  const wanted = owners.find(
    (owner) => owner.name === (target as { name?: string } | undefined)?.name,
  );
  if (wanted !== undefined) return wanted;
  return owners.length > 1 ? "several" : owners[0];
}

/** A function or a case that carries something, without its arguments. */
function reportArguments(
  context: Context,
  { text, span }: Ast.Name,
  needed: number,
): Expr | undefined {
  if (isBroken(context.broken, text)) return undefined;
  const place =
    needed === 0
      ? { at: span, help: `it is called as \`${text}()\`` }
      : { at: span, label: `write \`${text}(...)\`` };
  context.report("type/arguments", { name: text, found: 0, needed }, place);
  return undefined;
}

function reportUnknown(
  context: Context,
  scope: Scope,
  name: Ast.Name,
  expected: Type | undefined,
): void {
  if (isBroken(context.broken, name.text)) return;
  const owner = ownerOf(context, name.text, expected);
  if (owner === "several" || (owner === undefined && name.text === "none")) {
    context.report("type/unclear", { what: `\`${name.text}\`` }, { at: name.span });
    return;
  }
  if (owner?.kind === "union") {
    const found = owner.cases.find((each) => each.name === lastOf(name.text));
    reportArguments(context, name, found?.fields.length ?? 0);
    return;
  }
  if (name.text === "self") {
    const help = "`self` is the process instance that takes the step";
    context.report(
      "step/not-here",
      { what: "`self`", where: "outside of steps" },
      { at: name.span, help },
    );
    return;
  }
  if (expected?.kind === "symbols" && !expected.interchangeable) {
    const near = suggest(name.text, expected.values);
    if (near !== undefined || !context.declarations.has(name.text)) {
      const facts = { name: name.text, type: show(expected) };
      context.report("type/no-case", facts, { at: name.span, ...hint(name.text, expected.values) });
      return;
    }
  }
  if (context.declarations.has(name.text)) return;
  const words = ["true", "false", "none"];
  const known = [...visible(context, scope), ...words];
  unknownName(context, name, "variable, local or constant", known, saidHere("value", name.text));
}

function* visible(context: Context, scope: Scope): Generator<string> {
  for (let inner: Scope | undefined = scope; inner !== undefined; inner = inner.parent)
    yield* inner.bindings.keys();
  if (scope.process !== undefined) for (const { name } of scope.process.locals) yield name;
  yield* context.declarations.keys();
  yield* context.cases.keys();
}

/** `r.field`, `entry.writable`, `table.entry`, `fault.orig`. */
export function inferField(
  context: Context,
  scope: Scope,
  ast: Extract<Ast.Expr, { kind: "field" }>,
): Expr | undefined {
  const of = infer(context, scope, ast.of);
  if (of === undefined) return undefined;
  const { span } = ast;
  const name = ast.name.text;
  const { type } = of;
  const candidates: string[] = [];
  if (type.kind === "record") {
    const field = type.fields.find((each) => each.name === name);
    if (field !== undefined) return { kind: "field", of, name, type: field.type, span };
    candidates.push(...type.fields.map((each) => each.name));
  }
  if (type.kind === "bits") {
    const fieldType = bitFieldType(type, name);
    if (fieldType !== undefined) return { kind: "bit-field", of, name, type: fieldType, span };
    candidates.push(...type.fields.map((each) => each.name));
  }
  if (type.kind === "symbols") {
    const symbol = context.symbol(type.name);
    if (symbol?.kind === "object") {
      const field = symbol.fields.find((each) => each.name === name);
      if (field !== undefined)
        return { kind: "object-field", object: of, name, type: field.type, span };
      candidates.push(...symbol.fields.map((each) => each.name));
    }
    if (symbol?.kind === "process") {
      const local = symbol.locals.find((each) => each.name === name);
      if (local !== undefined)
        return { kind: "process-local", instance: of, name, type: local.type, span };
      candidates.push(...symbol.locals.map((each) => each.name));
    }
  }
  if (isBroken(context.broken, name)) return undefined;
  if (type.kind === "symbols" && isWritten(context, type.name, name)) {
    reportLock(context, ast.name, type.name);
    return undefined;
  }
  const optional = type.kind === "option";
  const help = optional
    ? { help: "take the value out with `is some(x)` first" }
    : hint(name, candidates);
  context.report("type/no-field", { name, type: show(type) }, { at: ast.name.span, ...help });
  return undefined;
}

/** A lock of an object where a value is meant; a field with errors of its own is passed over. */
function reportLock(context: Context, { text, span }: Ast.Name, owner: string): void {
  const locks = context.objectLocks.get(text) ?? [];
  if (!locks.some((each) => each.owner.name === owner)) return;
  const facts = { found: "a lock", needed: "a value", where: `\`${text}\`` };
  const help = `\`held(...)\` asks whether somebody holds it`;
  context.report("type/mismatch", facts, { at: span, help });
}

/** One-bit fields are Bool, wider ones integers; undefined if there is no such field. */
export function bitFieldType(
  type: Extract<Type, { kind: "bits" }>,
  name: string,
): Type | undefined {
  const field = type.fields.find((each) => each.name === name);
  if (field === undefined) return undefined;
  if (field.low === field.high) return bool;
  const values = (field.allowed ?? []).map(Number);
  const low = values.length > 0 ? Math.min(...values) : 0;
  const most = Math.min(2 ** (field.high - field.low + 1) - 1, Number.MAX_SAFE_INTEGER);
  const high = values.length > 0 ? Math.max(...values) : most;
  return { kind: "int", name: undefined, low, high };
}
