// Temporal properties and fairness: formulas over states and steps, and the action instances that
// are not put off for ever.

import type { Field } from "../core/type.js";
import type { TemporalOf } from "../core/temporal.js";
import type * as Ast from "../syntax/ast.js";
import { inferBinders } from "./collections.js";
import { isPresent } from "./constant.js";
import type { Asks, Context, Scope } from "./context.js";
import { bind, nested, newScope } from "./context.js";
import { inferBool } from "./expect.js";
import { typeInstances } from "./instances.js";
import { originOf } from "./symbols.js";
import { children } from "./traverse.js";
import { allOf, pascal, resolveType } from "./types.js";
import type {
  Action,
  Binder,
  Expr,
  FairInstances,
  FairnessCondition,
  Process,
  TemporalProperty,
} from "./typed.js";

type Formula = TemporalOf<Expr>;

/** A scope in which the actions of the variant may be asked about. */
export function askingScope(actions: readonly Action[]): Scope {
  const known = new Map(actions.map(({ name, parameters }) => [name, parameters]));
  return { ...newScope(), asks: { of: "states", actions: known } };
}

/** A temporal property; undefined if it has errors or is absent from the variant. */
export function typeTemporal(
  context: Context,
  outer: Scope,
  ast: Ast.Property,
): TemporalProperty | undefined {
  const name = ast.name.text;
  const scope = nested(outer);
  const parameters = allOf(ast.parameters, (parameter): Binder | undefined => {
    const owner = { ...originOf(ast), name: pascal(name, parameter.name.text) };
    const type = resolveType(context, parameter.type, owner);
    if (type === undefined) {
      scope.bindings.set(parameter.name.text, { kind: "broken" });
      return undefined;
    }
    bind(context, scope, parameter.name, { kind: "local", type });
    return binderOver({ name: parameter.name.text, type }, ast);
  });
  const formula = typeFormula(context, scope, ast.body, false);
  if (parameters === undefined || formula === undefined) return undefined;
  if (!isPresent(context, ast.onlyWhen)) return undefined;
  return { ...originOf(ast), name, kind: "property", parameters, formula };
}

function binderOver({ name, type }: Field, { span }: Pick<Ast.Property, "span">): Binder {
  return {
    name,
    type,
    domain: { kind: "domain", of: type, type: { kind: "set", of: type }, span },
  };
}

/** `modal`: the formula stands under `always` or the like, so that it may speak of steps. */
function typeFormula(
  context: Context,
  scope: Scope,
  ast: Ast.Temporal,
  modal: boolean,
): Formula | undefined {
  switch (ast.kind) {
    case "temporal-state": {
      const holds = inferBool(context, scope, ast.expr, "a formula");
      return holds && { kind: "state", holds };
    }
    case "temporal-step": {
      if (!modal) {
        const problem = "`step` alone would speak of the first step only: write `always step E`";
        context.report("property/formula", { problem }, { at: ast.span });
      }
      const asks: Asks = { actions: new Map(), ...scope.asks, of: "steps" };
      const holds = inferBool(context, nested({ ...scope, asks }), ast.expr, "a step");
      return holds && { kind: "step", holds };
    }
    case "temporal-unary": {
      const inner = modal || ast.operator !== "not";
      const operand = typeFormula(context, scope, ast.operand, inner);
      return operand && { kind: ast.operator, operand };
    }
    case "temporal-binary": {
      const inner = modal || ast.operator === "until" || ast.operator === "leads to";
      const left = typeFormula(context, scope, ast.left, inner);
      const right = typeFormula(context, scope, ast.right, inner);
      return left && right && { kind: ast.operator, left, right };
    }
    case "temporal-quantifier": {
      const own = nested(scope);
      const binders = constantBinders(context, own, ast.binders);
      const body = typeFormula(context, own, ast.body, modal);
      return binders && body && { kind: ast.word, binders, body };
    }
  }
}

/** Binders over sets that no state changes: each of their values is a formula of its own. */
function constantBinders(
  context: Context,
  scope: Scope,
  asts: readonly Ast.Binder[],
): readonly Binder[] | undefined {
  const binders = inferBinders(context, scope, asts);
  const changing = binders?.findIndex(({ domain }) => reads(domain)) ?? -1;
  const at = asts[changing]?.domain.span;
  if (at === undefined) return binders;
  const problem = "the values that a formula is made for are the same in all states";
  const help = "range over a type, and ask inside whether the value is in the set";
  context.report("property/formula", { problem }, { at, help });
  return undefined;
}

const reading: ReadonlySet<Expr["kind"]> = new Set([
  ...(["variable", "object-field", "process-local", "held", "life", "at"] as const),
  ...(["in-section", "possible"] as const),
]);

function reads(expr: Expr): boolean {
  return reading.has(expr.kind) || children(expr).some(reads);
}

/** A fairness declaration; undefined if it has errors or is absent from the variant. */
export function typeFairness(
  context: Context,
  outer: Scope,
  ast: Ast.FairnessCondition,
): FairnessCondition | undefined {
  const scope = nested(outer);
  const parameters = constantBinders(context, scope, ast.binders);
  const instances = allOf(ast.instances, (each) => typeFairInstances(context, scope, each));
  if (parameters === undefined || instances === undefined) return undefined;
  if (!isPresent(context, ast.onlyWhen)) return undefined;
  const { strength, name } = ast;
  return { ...originOf(ast), name: name.text, strength, parameters, instances };
}

function typeFairInstances(
  context: Context,
  scope: Scope,
  ast: Ast.FairInstances,
): FairInstances | undefined {
  const ref = typeInstances(context, scope, ast);
  const when = ast.when && inferBool(context, scope, ast.when, "what fairness asks");
  if (ref === undefined || (ast.when !== undefined && when === undefined)) return undefined;
  return { ref, when };
}

/** What `fair` before an action, a process or a step says. */
export function writtenFairness(
  actions: readonly Action[],
  processes: readonly Process[],
): readonly FairnessCondition[] {
  return [
    ...actions.flatMap((action): readonly FairnessCondition[] => {
      const { name, fairness, span } = action;
      if (fairness === "none") return [];
      const parameters = action.parameters.map((field) => binderOver(field, { span }));
      const given = parameters.map((each) => ({
        name: each.name,
        value: { kind: "local", name: each.name, type: each.type, span } as const,
      }));
      const ref = { of: "action", name, arguments: given } as const;
      const instances = [{ ref, when: undefined }];
      const strength = fairness;
      const called = { name: `fair_${name}`, of: name };
      return [{ ...placeOf(action), ...called, strength, parameters, instances }];
    }),
    ...processes.flatMap(({ symbol, steps, ...process }) => [
      ...fairnessOf(symbol, process),
      ...steps
        .filter(({ present }) => present)
        .flatMap((step) => fairnessOf(symbol, step, step.name)),
    ]),
  ];
}

function fairnessOf(
  { name: process, type }: Process["symbol"],
  owner: Pick<Process, "fairness" | "span" | "comment" | "sentence">,
  step?: string,
): readonly FairnessCondition[] {
  const { fairness, span } = owner;
  if (fairness === "none" || type.values.length === 0) return [];
  const self: Expr = { kind: "local", name: "self", type, span };
  const names = [process, ...(step === undefined ? [] : [step])];
  return [
    {
      ...placeOf(owner),
      name: ["fair", ...names].join("_"),
      of: names.join("."),
      strength: fairness,
      parameters: [binderOver({ name: "self", type }, { span })],
      instances: [{ ref: { of: "process", process, step, self }, when: undefined }],
    },
  ];
}

/** The place alone: the words there are about what is fair, not about its fairness. */
function placeOf({ span }: Pick<Process, "span">): Pick<Process, "span" | "comment" | "sentence"> {
  return { span, comment: undefined, sentence: undefined };
}
