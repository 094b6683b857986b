// Functions of the module: which parameters they take apart, which constants they begin with, and
// what they return.

import type { Fn, Initial, Variable } from "../../core/core.js";
import type { Expr } from "../../core/expression.js";
import { Facts } from "../../core/facts.js";
import { bool, type Type } from "../../core/type.js";
import { bodyOf, withConstant } from "./body.js";
import { record, type Code } from "./code.js";
import { comprehension } from "./collection.js";
import { Constants, frequentParts, type Constant } from "./constants.js";
import { print } from "./expression.js";
import { afterName, propertyName, stateName } from "./identifier.js";
import { Locals, type Renaming } from "./locals.js";
import type { Meaning } from "./meaning.js";
import type { Body, FunctionValue, Parameter } from "./module.js";
import { unusedName, type Scope, type Usage } from "./scope.js";
import { typeText, type Naming } from "./types.js";

/** What all functions of a module are printed with. */
export interface Context {
  readonly naming: Naming;
  readonly functions: ReadonlyMap<string, Fn>;
  readonly variables: ReadonlyMap<string, Type>;
}

interface Typed {
  readonly name: string;
  readonly type: Type;
}

/** A function to print. */
export interface Draft {
  readonly parameters: readonly Typed[];
  readonly meaning: Meaning;
}

/** A function's body with what it uses of its parameters. */
interface Printed {
  readonly body: Body;
  /** Every name that it has for something of its own. */
  readonly locals: ReadonlySet<string>;
  readonly usesState: boolean;
  readonly usesAfter: boolean;
  readonly parameters: readonly Used[];
}

interface Used extends Typed {
  /** Its name inside the function. */
  readonly local: string;
  readonly isUsed: boolean;
}

/** `(s, { self }) => ...`: a function of an action. */
export function actionFunction(draft: Draft, context: Context): FunctionValue {
  const { body, usesState, parameters, locals } = printFunction(draft, context);
  const parts = parameters
    .filter((each) => each.isUsed)
    .map(({ name, local }) =>
      propertyName(name) === local ? local : `${propertyName(name)}: ${local}`,
    );
  const pattern = parts.length === 0 ? [] : [untyped(`{ ${parts.join(", ")} }`)];
  const state = stateParameter(usesState, pattern.length > 0, { ...context, locals });
  return { kind: "function", parameters: [...state, ...pattern], result: undefined, body };
}

/** `(s, self: Fault) => ...`: a function of the state and of typed values. */
export function stateFunction(draft: Draft, context: Context): FunctionValue {
  const { body, usesState, parameters, locals } = printFunction(draft, context);
  const around = { ...context, locals };
  const typed = parameters.some((each) => each.isUsed) ? typedParameters(parameters, around) : [];
  const state = stateParameter(usesState, typed.length > 0, around);
  return { kind: "function", parameters: [...state, ...typed], result: undefined, body };
}

/** `(s, next) => ...`: a function of a step. */
export function stepFunction(value: Expr, context: Context): FunctionValue {
  const meaning = { kind: "value", value, type: bool } as const;
  const { body, usesState, usesAfter, locals } = printFunction(
    { parameters: [], meaning },
    context,
  );
  const state = stateParameter(usesState, usesAfter, { ...context, locals });
  const parameters = [...state, ...(usesAfter ? [untyped(afterName)] : [])];
  return { kind: "function", parameters, result: undefined, body };
}

/** `({ cpu }) => ...`: a function of arguments only. */
export function argumentsFunction(draft: Draft, context: Context): FunctionValue {
  const made = actionFunction(draft, context);
  return { ...made, parameters: made.parameters.filter(({ text }) => text.startsWith("{")) };
}

/** The parameters, apart from the state, and the body of a declared function. */
export function declaredFunction(
  draft: Draft,
  context: Context,
): { readonly parameters: readonly Parameter[]; readonly body: Body } {
  const { body, parameters, locals } = printFunction(draft, context);
  return { parameters: typedParameters(parameters, { ...context, locals }), body };
}

function typedParameters(
  parameters: readonly Used[],
  around: Pick<Scope, "naming" | "locals">,
): readonly Parameter[] {
  return parameters.map(({ local, type, isUsed }) => ({
    text: isUsed ? local : unusedName(local, around),
    type: typeText(type, around.naming),
  }));
}

function untyped(text: string): Parameter {
  return { text, type: undefined };
}

function stateParameter(
  isUsed: boolean,
  isFirst: boolean,
  around: Pick<Scope, "naming" | "locals">,
): readonly Parameter[] {
  if (isUsed) return [untyped(stateName)];
  return isFirst ? [untyped(unusedName(stateName, around))] : [];
}

/** Prints again with more constants if TypeScript would not narrow without them. */
function printFunction({ parameters, meaning }: Draft, context: Context): Printed {
  const { naming } = context;
  const { names } = naming;
  const locals = new Locals(names.taken);
  let renaming: Renaming = new Map();
  for (const { name, type } of parameters) renaming = locals.bind(renaming, name, type);
  const renamed = rename(meaning, locals, renaming);

  const constants = new Constants([...renaming.values()], [...names.taken, ...locals.all]);
  const draft = () => {
    const settled = constants.all.reduce(withConstant, renamed);
    return attempt(settled, constants.all, context, locals);
  };
  for (const part of frequentParts(renamed)) constants.add(part);
  let printed = draft();
  const count = constants.all.length;
  // Formulas and lists of instances are no functions of a state that could begin with constants.
  const isPlain = meaning.kind === "value" || meaning.kind === "effect";
  if (isPlain) for (const wish of printed.usage.wishes.values()) constants.add(wish);
  if (constants.all.length > count) printed = draft();
  printed.commit();
  for (const name of [...locals.all, ...constants.all.map((each) => each.name)]) naming.claim(name);
  const { body, usage } = printed;
  return {
    body,
    locals: new Set([...locals.all, ...constants.all.map((each) => each.name)]),
    usesState: usage.locals.has(stateName),
    usesAfter: usage.locals.has(afterName),
    parameters: parameters.map((parameter) => {
      const local = renaming.get(parameter.name) ?? parameter.name;
      return { ...parameter, local, isUsed: usage.locals.has(local) };
    }),
  };
}

function rename(meaning: Meaning, locals: Locals, renaming: Renaming): Meaning {
  switch (meaning.kind) {
    case "value":
      return { ...meaning, value: locals.rename(meaning.value, renaming) };
    case "effect":
      return { ...meaning, effect: locals.renameEffect(meaning.effect, renaming) };
    case "formula":
      return { ...meaning, formula: locals.renameFormula(meaning.formula, renaming) };
    case "instances":
      return { ...meaning, instances: locals.renameInstances(meaning.instances, renaming) };
  }
}

/** Prints once; what the text needs from its module is noted when it is committed. */
function attempt(
  meaning: Meaning,
  constants: readonly Constant[],
  context: Context,
  locals: Locals,
): { readonly body: Body; readonly usage: Usage; commit(): void } {
  const notes: (() => void)[] = [];
  const { naming } = context;
  const noting: Naming = {
    names: naming.names,
    use: (name) => notes.push(() => naming.use(name)),
    list: (key) => notes.push(() => naming.list(key)),
    claim: (name) => notes.push(() => naming.claim(name)),
  };
  const names = [...locals.all, ...constants.map((each) => each.name)];
  const scope = outermost({ ...context, naming: noting }, names);
  return {
    body: bodyOf(meaning, constants, context.variables, scope),
    usage: scope.usage,
    commit: () => {
      for (const note of notes) note();
    },
  };
}

/** The scope of a function before its first condition. */
function outermost(context: Context, names: readonly string[]): Scope {
  return {
    naming: context.naming,
    usage: { locals: new Set(), wishes: new Map() },
    known: Facts.none,
    visible: Facts.none,
    locals: new Set(names),
    wide: new Set(),
    signature: (name) => {
      const fn = context.functions.get(name);
      if (fn === undefined) throw new Error(`no function ${name}`);
      return fn;
    },
    print,
  };
}

/** An initial state, or the list of those that a block of them describes. */
export function initialCode(
  initial: Initial,
  variables: readonly Variable[],
  context: Context,
): Code {
  const locals = new Locals(context.naming.names.taken);
  const [renaming, binders] = locals.bindAll(new Map(), initial.binders);
  const condition =
    initial.condition === undefined ? undefined : locals.rename(initial.condition, renaming);
  const values = initial.values.map((value) => locals.rename(value, renaming));
  const state = (scope: Scope) =>
    record(
      variables.flatMap(({ name, type }, index) => {
        const value = values[index];
        return value === undefined
          ? []
          : [[propertyName(name), print(value, scope, type)] as const];
      }),
    );
  for (const name of locals.all) context.naming.claim(name);
  return comprehension(binders, condition, state, outermost(context, [...locals.all]));
}

/** The list of a constant set of values of a type. */
export function listCode(set: Expr, of: Type, context: Context): Code {
  const locals = new Locals(context.naming.names.taken);
  const renamed = locals.rename(set, new Map());
  for (const name of locals.all) context.naming.claim(name);
  return print(renamed, outermost(context, [...locals.all]), { kind: "set", of });
}
