// A module as plain JavaScript, to be evaluated in place: the expressions of the TypeScript module
// without its types and without its layout.

import type { Declaration, Module } from "./model/module.js";
import { bodyText, parametersText, valueText } from "./text.js";

/** What the function takes: a name that no spec has. */
export const runtimeName = "$runtime";

/** The text of a function body that takes the runtime and returns the model. */
export function javascriptOf(module: Module): string {
  const imports = `const { ${module.values.join(", ")} } = ${runtimeName};`;
  const declarations = module.declarations.map(declarationText).filter((text) => text !== "");
  return [`"use strict";`, imports, ...declarations, "return model;"].join("\n");
}

function declarationText(declaration: Declaration): string {
  switch (declaration.kind) {
    case "const":
      return `const ${declaration.name} = ${valueText(declaration.value, "javascript")};`;
    case "function": {
      const parameters = parametersText(declaration.parameters, "javascript");
      return [
        `function ${declaration.name}(${parameters}) {`,
        bodyText(declaration.body, "javascript"),
        "}",
      ].join("\n");
    }
    case "type":
    case "interface":
      return "";
  }
}
