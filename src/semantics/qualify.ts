// The declarations of an instance with its names qualified: `count` becomes `r.count` wherever it
// means what the module declares, and `px.Pte` becomes the name that the type has. All that is left
// for later phases is one spec with one name space. Spans stay as they are.

import type { Report } from "../base/diagnostic.js";
import type { Span } from "../base/source.js";
import { cover } from "../base/source.js";
import { lastOf } from "../core/qualified.js";
import type * as Ast from "../syntax/ast.js";
import { hint, isBroken, membersOf } from "./context.js";
import type { Instance } from "./instance.js";
import { meaningOf, withQualifier } from "./instance.js";

type Table = Readonly<Record<string, readonly string[]>>;

/** Whose names belong to something else: steps to a process, fields to a record, and so on. */
const own: Table = {
  "bit-field": ["name"],
  "edit-add": ["beside"],
  "edit-drop": ["what"],
  expect: ["variant"],
  given: ["name"],
  goto: ["step"],
  lock: ["form"],
  process: ["context"],
  refinement: ["path"],
  "refinement-part": ["name"],
  scenario: ["variant"],
  step: ["name"],
  "union-case": ["name"],
  variant: ["parent"],
};

/** Where names are bound, which must not be those of an import. */
const bound: Table = {
  allocate: ["name"],
  binder: ["name"],
  event: ["by"],
  let: ["name"],
  "let-expr": ["name"],
  nesting: ["by"],
  parameter: ["name"],
  "pattern-case": ["fields"],
  variable: ["name"],
};

/** Dotted names, of which the first part or parts are what is declared. */
const paths: Table = {
  "edit-add": ["target"],
  "edit-drop": ["target"],
  "edit-replace": ["target"],
  guard: ["target"],
  instances: ["path"],
  "type-name": ["path"],
};

/** Parts whose members are called by names of their own. */
const members: Table = {
  object: ["members"],
  "record-literal": ["fields"],
  "type-record": ["fields"],
  "union-case": ["fields"],
  with: ["changes"],
};

/** Names that are not declared as they are written: instances, guards, properties. */
const derived: Table = {
  allow: ["names"],
  "edit-allow": ["names"],
  "edit-check": ["names"],
  expect: ["violates", "reachable", "unreachable"],
  "outcome-blocked": ["lane"],
  "outcome-violates": ["names"],
  "scenario-line": ["lane"],
  "scenario-step": ["name"],
};

/** Cases: the type of what is matched says whose they are. */
const bare: Table = { "pattern-case": ["name"] };

/** A part of the tree, read without knowing which. */
interface Part {
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly variables?: unknown;
}

function isPart(node: unknown): node is Part {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

function isName(node: unknown): node is Ast.Name {
  return isPart(node) && "text" in node && !("kind" in node);
}

function isField(node: Part): node is Part & Ast.FieldExpr {
  return node.kind === "field";
}

/** Rewrites parts of the tree of one instance. */
export type Qualify = <T>(tree: T) => T;

/** Names that are reported here are added to `lost`, so that no later phase reports them again. */
export function qualifying(report: Report, instance: Instance, lost: Set<string>): Qualify {
  if (isBare(instance)) return (tree) => tree;
  const walk = walkerOf(namingOf(report, instance, lost, new Set()));
  return <T>(tree: T): T => {
    const isInit = isPart(tree) && tree.kind === "init" && instance.qualifier !== "";
    const change = isInit ? walkerOf(namingOf(report, instance, lost, boundIn(tree))) : walk;
    // A copy has the shape of what it was made from: only the texts of names differ.
    return change(tree) as T;
  };
}

function isBare({ qualifier, aliases, open }: Instance): boolean {
  return qualifier === "" && aliases.size === 0 && open.every(isBare);
}

/** What the statements of an `init` bind: those of several become one, so their names differ. */
function boundIn(tree: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!isPart(node)) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "span") continue;
      if (isIn(bound, node, key))
        for (const { text } of [value].flat().filter(isName)) found.add(text);
      visit(value);
    }
  };
  visit(tree);
  return found;
}

function isIn(table: Table, { kind }: Part, key: string): boolean {
  return typeof kind === "string" && table[kind]?.includes(key) === true;
}

interface Naming {
  readonly instance: Instance;
  readonly name: (name: Ast.Name, role: "used" | "bound") => Ast.Name;
  /** A dotted name: what is declared becomes one part. */
  readonly path: (names: readonly Ast.Name[]) => readonly Ast.Name[];
}

function namingOf(
  report: Report,
  instance: Instance,
  lost: Set<string>,
  inner: ReadonlySet<string>,
): Naming {
  const path = (names: readonly Ast.Name[]): readonly Ast.Name[] => {
    const texts = names.map(({ text }) => text);
    const [first, last] = [names[0], names.at(-1)];
    const meaning = meaningOf(instance, texts);
    if (meaning === undefined || first === undefined || last === undefined) return names;
    if (meaning.kind === "declared") {
      const end = names[meaning.length - 1] ?? last;
      const span = first === end ? first.span : cover(first.span, end.span);
      return [{ text: meaning.text, span }, ...names.slice(meaning.length)];
    }
    const text = texts.join(".");
    if (meaning.kind === "missing") {
      const at = names[meaning.index]?.span ?? first.span;
      reportMissing(report, meaning.instance, { text: texts[meaning.index] ?? text, span: at });
    }
    lost.add(text);
    return [{ text, span: cover(first.span, last.span) }];
  };
  const name = (each: Ast.Name, role: "used" | "bound"): Ast.Name => {
    const { text, span } = each;
    if (inner.has(text)) return { ...each, text: instance.qualifier + text };
    if (instance.aliases.has(text)) reportAlone(report, instance, each, role);
    const found = path(text.split(".").map((part) => ({ text: part, span })));
    return { ...each, text: found.map((part) => part.text).join(".") };
  };
  return { instance, name, path };
}

function reportMissing(
  report: Report,
  { path, file, names, cases }: Instance,
  name: Ast.Name,
): void {
  if (isBroken(new Set(file.broken), name.text)) return;
  const what = `declaration in \`${path}\``;
  const place = { at: name.span, ...hint(name.text, [...names, ...cases]) };
  report("name/unknown", { name: name.text, what }, place);
}

/** The name of an import where something of it is meant, or where a name of its own is. */
function reportAlone(
  report: Report,
  instance: Instance,
  { text, span }: Ast.Name,
  role: "used" | "bound",
): void {
  const alias = instance.aliasNames.find((each) => each.text === text);
  const secondary = alias === undefined ? [] : [{ span: alias.span, text: "imported here" }];
  if (role === "bound") {
    report("name/shadowed", { name: text }, { at: span, secondary });
    return;
  }
  const [some] = instance.aliases.get(text)?.names ?? [];
  const help = `what it declares is written \`${text}.${some ?? "name"}\``;
  report("name/unknown", { name: text, what: "declaration" }, { at: span, secondary, help });
}

/** The change of a part of the tree and of all that is in it. */
function walkerOf(naming: Naming): (node: unknown) => unknown {
  const { instance, name, path } = naming;
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (!isPart(node)) return node;
    if (isName(node)) return name(node, "used");
    return isField(node) ? field(node) : part(node);
  };
  const part = (node: Part): Part => {
    const change = (key: string, value: unknown): unknown => {
      if (key === "span" || key === "kind" || isIn(own, node, key)) return value;
      if (isIn(members, node, key)) return mapEach(value, member);
      if (isIn(paths, node, key))
        return path(withOwner(instance, node, [value].flat().filter(isName)));
      if (isIn(bound, node, key)) return mapNames(value, (each) => name(each, "bound"));
      if (isIn(derived, node, key)) return mapNames(value, loose);
      if (isIn(bare, node, key)) return mapNames(value, unqualified);
      return walk(value);
    };
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, change(key, value)]),
    );
  };
  const member = (node: unknown): unknown => {
    if (!isPart(node)) return node;
    if (node.kind === "state") return { ...node, variables: mapEach(node.variables, member) };
    return isName(node.name)
      ? { ...part({ ...node, name: undefined }), name: node.name }
      : walk(node);
  };
  /** `px.a.b`: what is qualified by imports becomes one name, and the rest are its fields. */
  const field = (node: Ast.FieldExpr): unknown => {
    const links = linksOf(node);
    const isQualified = links[0] !== undefined && instance.aliases.has(links[0].name.text);
    if (!isQualified) return { ...node, of: walk(node.of) };
    const [whole, ...rest] = path(links.map((link) => link.name));
    if (whole === undefined) return node;
    const head = { kind: "name", name: whole, span: whole.span };
    return links
      .slice(links.length - rest.length)
      .reduce((of, link) => ({ kind: "field", of, ...link }), head);
  };
  const loose = (each: Ast.Name): Ast.Name => ({
    ...each,
    text: withQualifier(instance, each.text.split(".")),
  });
  const unqualified = (each: Ast.Name): Ast.Name =>
    each.text.includes(".") ? { text: lastOf(name(each, "used").text), span: each.span } : each;
  return walk;
}

/** `guard entry` of an object's field is `guard Table.entry`, so that `Table` can be qualified. */
function withOwner(
  { file, names, qualifier }: Instance,
  { kind }: Part,
  target: readonly Ast.Name[],
): readonly Ast.Name[] {
  const [only, ...rest] = target;
  if (kind !== "guard" || qualifier === "" || only === undefined) return target;
  if (rest.length > 0 || names.has(only.text)) return target;
  const owner = file.declarations.find(
    (each): each is Ast.ObjectDeclaration =>
      each.kind === "object" && membersOf(each).some(({ text }) => text === only.text),
  );
  return owner === undefined ? target : [{ text: owner.name.text, span: only.span }, only];
}

interface Link {
  readonly name: Ast.Name;
  /** Of the path up to the name. */
  readonly span: Span;
}

/** The names of `px.a.b`; none if it begins with something else than a name. */
function linksOf(expr: Ast.Expr): readonly Link[] {
  if (expr.kind === "name") return [{ name: expr.name, span: expr.span }];
  if (expr.kind !== "field") return [];
  const inner = linksOf(expr.of);
  return inner.length === 0 ? [] : [...inner, { name: expr.name, span: expr.span }];
}

function mapEach(value: unknown, change: (each: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(change) : value;
}

function mapNames(value: unknown, change: (name: Ast.Name) => Ast.Name): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => mapNames(each, change));
  return isName(value) ? change(value) : value;
}
