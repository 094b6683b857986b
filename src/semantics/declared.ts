// The names that declarations declare.

import type * as Ast from "../syntax/ast.js";

/** The name in the spec's one name space, if the declaration has one. */
export function nameOf(declaration: Ast.Declaration): Ast.Name | undefined {
  switch (declaration.kind) {
    case "const":
    case "switch":
    case "type":
    case "bits":
    case "object":
    case "lock":
    case "fn":
    case "process":
    case "procedure":
    case "action":
    case "rule":
    case "invariant":
    case "reachable":
    case "constraint":
    case "property":
    case "fairness":
    case "refinement":
    case "variant":
    case "scenario":
      return declaration.name;
    case "import":
    case "state":
    case "init":
    case "order":
    case "nesting":
    case "guard":
    case "run":
    case "expect":
    case "allow":
      return undefined;
    default:
      return undefined;
  }
}

export interface Named {
  readonly name: Ast.Name;
  readonly declaration: Ast.Declaration | Ast.Variable;
}

/** Everything with a name at the top: declarations, and each variable of a `state` block. */
export function named(declarations: readonly Ast.Declaration[]): readonly Named[] {
  return declarations.flatMap((declaration): readonly Named[] => {
    if (declaration.kind === "state")
      return declaration.variables.map((variable) => ({
        name: variable.name,
        declaration: variable,
      }));
    const name = nameOf(declaration);
    return name === undefined ? [] : [{ name, declaration }];
  });
}
