// A module as TypeScript. The only file that knows ts-morph and prettier; both are loaded when the
// first module is written, because checking a spec needs neither.

import type {
  InterfaceDeclarationStructure,
  FunctionDeclarationStructure,
  ImportDeclarationStructure,
  StatementStructures,
  TypeAliasDeclarationStructure,
  VariableStatementStructure,
} from "ts-morph";
import type * as Prettier from "prettier";
import type * as TsMorph from "ts-morph";
import type { ConstDeclaration, Declaration, Module } from "./model/module.js";
import { bodyText, valueText } from "./text.js";

type Morph = typeof TsMorph;

/** The text of a module that begins with `banner`. */
export async function typescriptOf(module: Module, banner: string): Promise<string> {
  const [morph, prettier] = await Promise.all([import("ts-morph"), import("prettier")]);
  const project = new morph.Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: morph.IndentationText.TwoSpaces },
  });
  const statements = [
    ...importStructures(module, morph),
    ...module.declarations.map((declaration) => structureOf(declaration, morph)),
  ];
  const file = project.createSourceFile("model.ts", { statements });
  return laidOut(file.getFullText(), banner, prettier);
}

/** The text of a file that begins with `banner`. */
export async function formattedTypescript(text: string, banner: string): Promise<string> {
  return laidOut(text, banner, await import("prettier"));
}

function laidOut(text: string, banner: string, prettier: typeof Prettier): Promise<string> {
  return prettier.format(`// ${banner}\n\n${text}`, { parser: "typescript", printWidth: 100 });
}

function importStructures(module: Module, morph: Morph): readonly ImportDeclarationStructure[] {
  const importOf = (
    names: readonly string[],
    isTypeOnly: boolean,
  ): ImportDeclarationStructure & { readonly namedImports: string[] } => ({
    kind: morph.StructureKind.ImportDeclaration,
    moduleSpecifier: "lockwright/runtime",
    isTypeOnly,
    namedImports: [...names],
  });
  return [importOf(module.types, true), importOf(module.values, false)].filter(
    (each) => each.namedImports.length > 0,
  );
}

function structureOf(declaration: Declaration, morph: Morph): StatementStructures {
  switch (declaration.kind) {
    case "const":
      return constStructure(declaration, morph);
    case "type":
      return {
        kind: morph.StructureKind.TypeAlias,
        name: declaration.name,
        type: declaration.type,
        isExported: true,
        leadingTrivia: declaration.isPaired ? "" : "\n",
        ...docsOf(declaration),
      } satisfies TypeAliasDeclarationStructure;
    case "interface":
      return {
        kind: morph.StructureKind.Interface,
        name: declaration.name,
        isExported: true,
        leadingTrivia: "\n",
        properties: declaration.members.map((member) => ({
          name: member.name,
          type: member.type,
          isReadonly: true,
          ...docsOf(member),
        })),
        ...docsOf(declaration),
      } satisfies InterfaceDeclarationStructure;
    case "function":
      return {
        kind: morph.StructureKind.Function,
        name: declaration.name,
        isExported: true,
        leadingTrivia: "\n",
        parameters: declaration.parameters.map(({ text, type, otherwise }) => ({
          name: text,
          ...(type === undefined ? {} : { type }),
          ...(otherwise === undefined ? {} : { initializer: otherwise }),
        })),
        returnType: declaration.result,
        statements: bodyText(declaration.body, "typescript"),
        ...docsOf(declaration),
      } satisfies FunctionDeclarationStructure;
  }
}

function constStructure(declaration: ConstDeclaration, morph: Morph): VariableStatementStructure {
  const { name, type, value, isConst, satisfies } = declaration;
  const asConst = isConst ? " as const" : "";
  const satisfied = satisfies === undefined ? "" : ` satisfies ${satisfies}`;
  return {
    kind: morph.StructureKind.VariableStatement,
    declarationKind: morph.VariableDeclarationKind.Const,
    isExported: true,
    leadingTrivia: "\n",
    declarations: [
      {
        name,
        initializer: `${valueText(value, "typescript")}${asConst}${satisfied}`,
        ...(type === undefined ? {} : { type }),
      },
    ],
    ...docsOf(declaration),
  };
}

function docsOf({ docs }: { readonly docs: string | undefined }): { docs: string[] } {
  return { docs: docs === undefined ? [] : [wrapped(docs)] };
}

/** The widest line of a comment, less what it begins and ends with. */
const docsWidth = 98 - "/** ".length - " */".length;

/** Comments are the one thing that prettier leaves as wide as they are. */
function wrapped(docs: string): string {
  const lines = docs.split("\n");
  if (lines.length === 1 && docs.length <= docsWidth) return docs;
  const isWide = lines.some((line) => line.length > docsWidth);
  return `\n${(isWide ? filled(docs.split(/\s+/)) : lines).join("\n")}`;
}

function filled(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > docsWidth) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
