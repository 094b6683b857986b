// Imports: the instances a spec is made of, imported ones first, as declarations of one name space.
//
// A file that is imported without `as` is one instance for all that import it so. With `as` it is
// an instance of its own each time; but a file that declares nothing but types, values and
// functions, and has no parameters, is one and the same however it is imported, so that its types
// are, too.

import type { Report } from "../base/diagnostic.js";
import type { SourceFile, Span } from "../base/source.js";
import { cover } from "../base/source.js";
import { identifierOf, lowerLast } from "../core/qualified.js";
import type * as Ast from "../syntax/ast.js";
import { combineInits } from "./inits.js";
import { hint, isBroken } from "./context.js";
import { named } from "./declared.js";
import type { Instance } from "./instance.js";
import { casesIn, namesIn } from "./instance.js";
import type { Filled } from "./parameters.js";
import { fillParameters, givenText, parameterDeclarations } from "./parameters.js";
import { qualifying } from "./qualify.js";

/** Finds the file of a module for an import in `from`; undefined if there is none. */
export type FindModule = (path: readonly string[], from: SourceFile) => Ast.File | undefined;

export interface Gathered {
  /** All that the spec sees, with qualified names, imported ones first. */
  readonly declarations: readonly Ast.Declaration[];
  /** Names whose declarations have errors; `*` is any. */
  readonly broken: ReadonlySet<string>;
  /** Imports of the spec that nothing in it needs. */
  readonly idle: readonly Ast.Name[];
}

interface Gathering {
  readonly report: Report;
  readonly find: FindModule;
  readonly main: Ast.File;
  readonly broken: Set<string>;
  readonly parts: (readonly Ast.Declaration[])[];
  /** By file and qualifier. */
  readonly instances: Map<string, { readonly instance: Instance; readonly given: string }>;
  /** Files that some file imports without `as`. */
  readonly opened: ReadonlySet<Ast.File>;
  /** The qualifiers of files that are the same for all. */
  readonly plain: Map<Ast.File, string>;
  /** Files being read, the spec first: one that imports one of these imports itself. */
  readonly stack: Ast.File[];
  readonly checked: Set<Ast.File>;
}

/** The declarations a spec sees: its own and the imported ones, in order. */
export function gather(report: Report, main: Ast.File, find: FindModule): Gathered {
  const gathering: Gathering = {
    report,
    find,
    main,
    broken: new Set(),
    parts: [],
    instances: new Map(),
    opened: openedBy(main, find),
    plain: new Map(),
    stack: [],
    checked: new Set(),
  };
  // A module that is read by itself has the values that its parameters have by default.
  const filled = (main.header?.parameters ?? []).map((parameter) => ({
    parameter,
    argument: parameter.default,
    qualify: undefined,
  }));
  const instance = instantiate(gathering, main, main.header?.name.text ?? "", "", filled);
  const declarations = combineInits(gathering.parts);
  checkIdentifiers(report, declarations);
  const idle = instance.aliasNames.filter(({ text }) => {
    const target = instance.aliases.get(text);
    return target !== undefined && isPlain(target.file) && !instance.used.has(text);
  });
  return { declarations, broken: gathering.broken, idle };
}

function importsOf({ declarations }: Ast.File): readonly Ast.Import[] {
  return declarations.filter((each) => each.kind === "import");
}

function fileOf(find: FindModule, ast: Ast.Import): Ast.File | undefined {
  return find(
    ast.path.map(({ text }) => text),
    ast.span.source,
  );
}

function openedBy(main: Ast.File, find: FindModule): ReadonlySet<Ast.File> {
  const opened = new Set<Ast.File>();
  const seen = new Set<Ast.File>([main]);
  for (const file of seen)
    for (const ast of importsOf(file)) {
      const found = fileOf(find, ast);
      if (found === undefined) continue;
      seen.add(found);
      if (ast.alias === undefined) opened.add(found);
    }
  return opened;
}

const plainKinds: ReadonlySet<string> = new Set(["import", "const", "type", "bits", "fn"]);

/** Whether a file has neither state nor behaviour, nor anything that is meant to be true. */
function isPlain({ header, declarations }: Ast.File): boolean {
  return header?.parameters.length === 0 && declarations.every(({ kind }) => plainKinds.has(kind));
}

/** Declarations that say what is run and what comes out, which is for the model to say. */
const ofModels: readonly string[] = ["run", "variant", "expect", "scenario", "allow"];

function checkForm({ report, checked }: Gathering, file: Ast.File): void {
  if (checked.has(file) || file.header?.form !== "module") return;
  checked.add(file);
  const module = file.header.name.text;
  for (const { kind, span } of file.declarations)
    if (ofModels.includes(kind)) {
      const at = { ...span, end: span.start + kind.length };
      const help = `a model that imports \`${module}\` says what runs, and what comes out`;
      report("module/declaration", { problem: `a module has no \`${kind}\`` }, { at, help });
    }
}

/** Everything of a file under a qualifier; what it imports is gathered first. */
function instantiate(
  gathering: Gathering,
  file: Ast.File,
  path: string,
  qualifier: string,
  filled: readonly Filled[],
): Instance {
  const { report, broken, parts, stack } = gathering;
  checkForm(gathering, file);
  stack.push(file);
  const aliases = new Map<string, Instance | undefined>();
  const open: Instance[] = [];
  const aliasNames: Ast.Name[] = [];
  const names = namesIn(file);
  const cases = casesIn(file);
  const used = new Set<string>();
  const instance = { file, path, qualifier, names, cases, open, aliases, aliasNames, used };
  for (const ast of importsOf(file)) {
    const found = follow(gathering, instance, ast);
    if (ast.alias === undefined && found !== undefined) open.push(found);
    if (ast.alias === undefined) continue;
    checkAlias(report, instance, ast.alias);
    aliasNames.push(ast.alias);
    aliases.set(ast.alias.text, found);
  }
  stack.pop();
  for (const name of file.broken) broken.add(name === "*" ? name : qualifier + name);
  const qualify = qualifying(report, instance, broken);
  const declarations = file.declarations.filter(({ kind }) => kind !== "import");
  parts.push([
    ...parameterDeclarations(report, instance, filled, qualify, broken),
    ...declarations.map((each) => qualify(each)),
  ]);
  return instance;
}

function checkAlias(report: Report, instance: Instance, { text, span }: Ast.Name): void {
  const before =
    instance.aliasNames.find((each) => each.text === text) ??
    named(instance.file.declarations).find(({ name }) => name.text === text)?.name;
  if (before === undefined) return;
  const secondary = [{ span: before.span, text: "declared here, too" }];
  report("name/duplicate", { name: text }, { at: span, secondary });
}

/** The instance that an import asks for; undefined after a report. */
function follow(gathering: Gathering, from: Instance, ast: Ast.Import): Instance | undefined {
  const { report, broken, instances } = gathering;
  const file = importedFile(gathering, ast);
  if (file === undefined) {
    for (const name of ast.names ?? []) broken.add(name.text);
    if (ast.names === undefined && ast.alias === undefined) broken.add("*");
    return undefined;
  }
  const path = pathText(ast);
  checkNames(report, ast, file);
  const qualifier = qualifierFor(gathering, from, ast, file);
  const filled = fillParameters(report, ast, file, qualifying(report, from, broken));
  const key = `${file.span.source.path} ${qualifier}`;
  const given = givenText(filled);
  const before = instances.get(key);
  if (before === undefined) {
    const instance = instantiate(gathering, file, path, qualifier, filled);
    instances.set(key, { instance, given });
    return instance;
  }
  if (before.given !== given) {
    const problem = `\`${path}\` is imported with other arguments before`;
    const help = "give each of the two a name: `import ... as r`";
    report("module/argument", { problem }, { at: pathSpan(ast), help });
  }
  return before.instance;
}

function pathText({ path }: Ast.Import): string {
  return path.map(({ text }) => text).join(".");
}

function pathSpan({ path, span }: Ast.Import): Span {
  const [first, last] = [path[0], path.at(-1)];
  return first && last ? cover(first.span, last.span) : span;
}

/** The file of the module; undefined after a report. */
function importedFile({ report, find, stack }: Gathering, ast: Ast.Import): Ast.File | undefined {
  const path = pathText(ast);
  const at = pathSpan(ast);
  const file = fileOf(find, ast);
  if (file === undefined) {
    report("name/import", { path }, { at });
    return undefined;
  }
  if (stack.includes(file)) {
    const circle = [...stack.slice(stack.indexOf(file)), file];
    const names = circle.map((each) => `\`${each.header?.name.text ?? path}\``);
    const help = `${names.join(" imports ")}: what both need belongs in a module of its own`;
    report("module/cycle", { path }, { at, help });
    return undefined;
  }
  if (file.header?.form !== "model") return file;
  const help = "what several models share belongs in a module that each of them imports";
  report("module/declaration", { problem: `\`${path}\` is a model, not a module` }, { at, help });
  return undefined;
}

/** What the names of the instance begin with. */
function qualifierFor(
  { main, opened, plain }: Gathering,
  from: Instance,
  { alias }: Ast.Import,
  file: Ast.File,
): string {
  if (alias === undefined) return file.header?.parameters.length === 0 ? "" : from.qualifier;
  // What is private to a module that all share must not be taken for an import of the spec's own.
  const outer = from.qualifier !== "" || from.file === main ? from.qualifier : `${from.path}.`;
  const wanted = `${outer}${alias.text}.`;
  if (!isPlain(file)) return wanted;
  if (opened.has(file)) return "";
  const known = plain.get(file) ?? wanted;
  plain.set(file, known);
  return known;
}

function checkNames(report: Report, ast: Ast.Import, module: Ast.File): void {
  const known = [...namesIn(module)];
  for (const { text, span } of ast.names ?? []) {
    if (known.includes(text) || isBroken(new Set(module.broken), text)) continue;
    const what = `declaration in \`${pathText(ast)}\``;
    report("name/unknown", { name: text, what }, { at: span, ...hint(text, known) });
  }
}

/** In generated code `r.x` is `r_x`: no other declaration may be called so. */
function checkIdentifiers(report: Report, declarations: readonly Ast.Declaration[]): void {
  const seen = new Map<string, string>();
  for (const { name } of named(declarations)) {
    const variable = lowerLast(name.text);
    const identifier = identifierOf(variable);
    const before = seen.get(identifier) ?? variable;
    seen.set(identifier, before);
    if (before === variable) continue;
    const help = `in generated code \`${before}\` has this name, too: rename one of them`;
    report("name/duplicate", { name: identifier }, { at: name.span, help });
  }
}
