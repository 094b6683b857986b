// Function bodies: an expression, or statements with an early `return` for each branch of an
// effect.

import type { Effect } from "../../core/core.js";
import type { Expr } from "../../core/expression.js";
import { countLocal, exprKey, replaceKey, substitute } from "../../core/traverse.js";
import type { Type } from "../../core/type.js";
import { resultText, type Code } from "./code.js";
import { declarationsOf, type Constant } from "./constants.js";
import { stateAfter } from "./effect.js";
import { formulaCode, instancesCode } from "./formula.js";
import { isWide } from "./fit.js";
import type { Meaning } from "./meaning.js";
import type { Body } from "./module.js";
import { where, type Scope } from "./scope.js";

/** The meaning with the constant in place of its value. */
export function withConstant(meaning: Meaning, { name, value }: Constant): Meaning {
  const local: Expr = { kind: "local", name, type: value.type, span: value.span };
  const replace = (expr: Expr) => replaceKey(expr, exprKey(value), local);
  if (meaning.kind === "value") return { ...meaning, value: replace(meaning.value) };
  if (meaning.kind !== "effect") return meaning;
  return { ...meaning, effect: mapEffect(meaning.effect, replace) };
}

function mapEffect(effect: Effect, f: (expr: Expr) => Expr): Effect {
  if (effect.kind === "if") {
    return {
      ...effect,
      condition: f(effect.condition),
      then: mapEffect(effect.then, f),
      else: mapEffect(effect.else, f),
    };
  }
  return {
    ...effect,
    assignments: effect.assignments.map(({ binders, place, value }) => ({
      binders: binders.map((binder) => ({ ...binder, domain: f(binder.domain) })),
      place: {
        ...place,
        path: place.path.map((selector) =>
          selector.kind === "field" ? selector : { ...selector, index: f(selector.index) },
        ),
      },
      value: f(value),
    })),
  };
}

/** The body that computes the meaning, after the constants. */
export function bodyOf(
  meaning: Meaning,
  constants: readonly Constant[],
  variables: ReadonlyMap<string, Type>,
  scope: Scope,
): Body {
  const rest = statementsOf(meaning, variables, scope);
  const used = constants.filter(({ name }) => scope.usage.locals.has(name));
  const first = declarationsOf(used, (value) => scope.print(value, scope).text);
  const statements = [...first, ...rest.statements];
  return statements.length === 0
    ? { kind: "expression", text: resultText(rest.result) }
    : { kind: "block", statements: [...statements, returning(rest.result)] };
}

function statementsOf(
  meaning: Meaning,
  variables: ReadonlyMap<string, Type>,
  scope: Scope,
): Returning {
  switch (meaning.kind) {
    case "effect":
      return effectStatements(meaning.effect, variables, scope);
    case "value":
      return valueStatements(meaning.value, meaning.type, scope);
    case "formula":
      return { statements: [], result: formulaCode(meaning.formula, scope) };
    case "instances":
      return { statements: [], result: instancesCode(meaning.instances, scope) };
  }
}

function constant(name: string, value: Code): string {
  return `const ${name} = ${value.text};`;
}

function returning(result: Code): string {
  return `return ${result.text};`;
}

/** Statements, and what is to be returned after them. */
interface Returning {
  readonly statements: readonly string[];
  readonly result: Code;
}

function valueStatements(expr: Expr, type: Type | undefined, scope: Scope): Returning {
  if (expr.kind !== "let") return { statements: [], result: scope.print(expr, scope, type) };
  const { name, value, body } = expr;
  if (countLocal(body, name) <= 1) {
    return valueStatements(substitute(body, name, value), type, scope);
  }
  const wide = isWide(value, scope) ? [name] : [];
  const inner = { ...scope, wide: new Set([...scope.wide, ...wide]) };
  const rest = valueStatements(body, type, inner);
  if (!scope.usage.locals.has(name)) return rest;
  return { ...rest, statements: [constant(name, scope.print(value, scope)), ...rest.statements] };
}

function effectStatements(
  effect: Effect,
  variables: ReadonlyMap<string, Type>,
  scope: Scope,
): Returning {
  if (effect.kind === "assign") {
    return { statements: [], result: stateAfter(effect.assignments, variables, scope) };
  }
  const { statements, result: condition } = valueStatements(effect.condition, undefined, scope);
  const yes = effectStatements(effect.then, variables, where(scope, effect.condition, true));
  const no = effectStatements(effect.else, variables, where(scope, effect.condition, false));
  const block = [...yes.statements, returning(yes.result)].join("\n");
  return {
    statements: [...statements, `if (${condition.text}) {\n${block}\n}`, ...no.statements],
    result: no.result,
  };
}
