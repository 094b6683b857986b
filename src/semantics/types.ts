// Types as written become core types. A union, enumeration, record or range written in place takes
// the name of what it is the type of, so that every such type has a name in the model.

import { saidHere } from "../base/foreign-words.js";
import { suggest } from "../base/suggest.js";
import type { Span } from "../base/source.js";
import type { LockKind } from "../core/core.js";
import type { Field, SymbolsType, Type, UnionCase } from "../core/type.js";
import { changeLast, lowerLast } from "../core/qualified.js";
import { bool } from "../core/type.js";
import type * as Ast from "../syntax/ast.js";
import { nameOf } from "./assignable.js";
import { constantInt } from "./constant.js";
import type { CaseOwner, Context } from "./context.js";
import { checkDistinct, isBroken, unknownName } from "./context.js";

export const lockKinds: readonly string[] = [
  "spinlock",
  "mutex",
  "rwlock",
  "rwsem",
  "seqcount",
] satisfies LockKind[];

export function isLockKind(text: string): text is LockKind {
  return lockKinds.includes(text);
}

/** Who a type written in place belongs to. */
export interface Owner {
  readonly name: string;
  readonly span: Span;
  readonly comment: string | undefined;
  readonly sentence: string | undefined;
}

/** `orig_pte` of `Fault` is `FaultOrigPte`. */
export function pascal(...parts: readonly string[]): string {
  const [first = "", ...rest] = parts;
  return changeLast(first, (last) => joined([last, ...rest]));
}

function joined(parts: readonly string[]): string {
  return parts
    .flatMap((part) => part.split("_"))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** Makes a named type known to the model, and its cases to expressions. */
export function declare(context: Context, type: Type, owner: Owner): void {
  context.domains.push({ ...owner, type });
  if (type.kind === "union") for (const { name } of type.cases) addCase(context, name, type);
  if (type.kind === "symbols" && !type.interchangeable)
    for (const value of type.values) addCase(context, value, type);
}

function addCase(context: Context, name: string, owner: CaseOwner): void {
  const owners = context.cases.get(name) ?? [];
  owners.push(owner);
  context.cases.set(name, owners);
}

/** The core type of a type as written; undefined after a report. */
export function resolveType(context: Context, ast: Ast.Type, owner: Owner): Type | undefined {
  switch (ast.kind) {
    case "type-name":
      return resolveName(context, ast);
    case "type-range":
      return resolveRange(context, ast, owner);
    case "type-union":
      return resolveUnion(context, ast, owner);
    case "type-record": {
      checkDistinct(
        context.report,
        ast.fields.map(({ name }) => name),
      );
      const fields = allOf(ast.fields, (field) => resolveField(context, field, owner));
      if (fields === undefined) return undefined;
      const type: Type = { kind: "record", name: owner.name, fields };
      declare(context, type, owner);
      return type;
    }
    case "type-map": {
      const key = resolveType(context, ast.key, part(owner, "Key"));
      const value = resolveType(context, ast.value, owner);
      return key === undefined || value === undefined ? undefined : { kind: "map", key, value };
    }
    case "type-set":
    case "type-option": {
      const of = resolveType(context, ast.of, owner);
      if (of === undefined) return undefined;
      if (ast.kind === "type-set") return { kind: "set", of };
      return of.kind === "option" ? of : { kind: "option", of };
    }
    case "type-seq": {
      const of = resolveType(context, ast.of, owner);
      const max = constantInt(context, ast.max, "the greatest length of a sequence", 0, 1000);
      return of === undefined || max === undefined ? undefined : { kind: "seq", of, max };
    }
    case "type-interchangeable": {
      const count = constantInt(context, ast.count, "the number of interchangeable values", 1, 64);
      if (count === undefined) return undefined;
      const type = numbered(owner.name, count);
      declare(context, type, owner);
      return type;
    }
  }
}

/** `Table` and 2: the interchangeable values `table1` and `table2`. */
export function numbered(name: string, count: number): SymbolsType {
  const stem = lowerLast(name);
  const values = Array.from({ length: count }, (_, index) => `${stem}${index + 1}`);
  return { kind: "symbols", name, values, interchangeable: true };
}

function part(owner: Owner, suffix: string): Owner {
  return { ...owner, name: owner.name + suffix };
}

function resolveName(
  context: Context,
  ast: Extract<Ast.Type, { kind: "type-name" }>,
): Type | undefined {
  const [name, ...rest] = ast.path;
  if (name === undefined) return undefined;
  if (rest.length > 0) {
    const help = "`import ... as` gives a module a name for what it declares";
    const facts = { name: name.text, what: "import" };
    if (!isBroken(context.broken, name.text))
      context.report("name/unknown", facts, { at: name.span, help });
    return undefined;
  }
  if (name.text === "Bool") return bool;
  if (name.text === "Thread" && context.thread !== undefined) return context.thread;
  const symbol = context.symbol(name.text);
  if (symbol?.kind === "domain") return symbol.type;
  if (symbol?.kind === "object" || symbol?.kind === "process") return symbol.type;
  if (symbol === undefined && isLockKind(name.text)) {
    const help = "locks are no values: declare one with `lock`, or one for each object of a kind";
    context.report("name/unknown", { name: name.text, what: "type" }, { at: name.span, help });
    return undefined;
  }
  if (symbol !== undefined || !context.declarations.has(name.text)) {
    const types = [...context.declarations].filter(([, { kind }]) => typeKinds.has(kind));
    const known = [...types.map(([text]) => text), "Bool"];
    const said = saidHere("type", name.text) ?? saidOfOne(name.text, known);
    unknownName(context, name, "type", known, said);
  }
  return undefined;
}

/** An enumeration of one value looks like the name of another type. */
function saidOfOne(word: string, known: readonly string[]): string | undefined {
  const isOther = /^[^a-z]/.test(word) || suggest(word, known) !== undefined;
  return isOther ? undefined : `an enumeration of one value is written \`| ${word}\``;
}

const typeKinds: ReadonlySet<string> = new Set(["type", "bits", "object", "process"]);

function resolveRange(
  context: Context,
  ast: Extract<Ast.Type, { kind: "type-range" }>,
  owner: Owner,
): Type | undefined {
  const low = constantInt(context, ast.low, "the lower bound");
  const high = constantInt(context, ast.high, "the upper bound");
  if (low === undefined || high === undefined) return undefined;
  if (low > high) {
    context.report(
      "type/bound",
      { what: `${low}..${high}`, problem: "is empty" },
      { at: ast.span },
    );
    return undefined;
  }
  const type: Type = { kind: "int", name: owner.name, low, high };
  declare(context, type, owner);
  return type;
}

function resolveUnion(
  context: Context,
  ast: Extract<Ast.Type, { kind: "type-union" }>,
  owner: Owner,
): Type | undefined {
  checkDistinct(
    context.report,
    ast.cases.map(({ name }) => name),
  );
  if (ast.cases.every(({ fields }) => fields.length === 0)) {
    const values = ast.cases.map(({ name }) => name.text);
    const type: Type = { kind: "symbols", name: owner.name, values, interchangeable: false };
    declare(context, type, owner);
    return type;
  }
  const cases = allOf(ast.cases, (unionCase) => resolveCase(context, unionCase, owner));
  if (cases === undefined) {
    for (const { name } of ast.cases) context.broken.add(name.text);
    return undefined;
  }
  const type: Type = { kind: "union", name: owner.name, cases };
  declare(context, type, owner);
  return type;
}

function resolveCase(context: Context, ast: Ast.UnionCase, owner: Owner): UnionCase | undefined {
  checkDistinct(
    context.report,
    ast.fields.flatMap(({ name }) => name ?? []),
  );
  const fields = allOf(ast.fields, (field, index) => {
    const type = resolveType(context, field.type, part(owner, pascal(ast.name.text)));
    if (type === undefined) return undefined;
    const name = field.name?.text ?? carried(type, index, ast.fields.length);
    return { name, type };
  });
  return fields === undefined ? undefined : { name: ast.name.text, fields };
}

/** What a case carries is named after its type where the author gives no name. */
function carried(type: Type, index: number, count: number): string {
  const name = nameOf(type).replaceAll(/[^A-Za-z0-9_]/g, "");
  const stem = /^[A-Za-z_]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : "value";
  return count === 1 ? stem : `${stem}${index + 1}`;
}

function resolveField(context: Context, ast: Ast.Parameter, owner: Owner): Field | undefined {
  const type = resolveType(context, ast.type, part(owner, pascal(ast.name.text)));
  return type === undefined ? undefined : { name: ast.name.text, type };
}

/** All results, or undefined if one is; every element is worked on either way. */
export function allOf<A, B>(
  list: readonly A[],
  work: (element: A, index: number) => B | undefined,
): B[] | undefined {
  const results = list.map(work);
  const present = results.filter((result) => result !== undefined);
  return present.length === results.length ? present : undefined;
}
