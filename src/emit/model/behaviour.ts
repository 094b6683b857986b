// What a model does and what must be true of it: actions, invariants, reachable states, scenarios,
// and the model that gathers them.

import type {
  Action,
  Constraint,
  Core,
  Invariant,
  Lock,
  Move,
  Process,
  Reachable,
  Requirement,
  Scenario,
} from "../../core/core.js";
import type { Expr } from "../../core/expression.js";
import { bool, type Type } from "../../core/type.js";
import { citation } from "../../base/source.js";
import { constant, docsOf, isSingle } from "./declarations.js";
import { actionFunction, listCode, stateFunction, type Context, type Draft } from "./function.js";
import {
  freshName,
  nameOf,
  propertyKey,
  propertyName,
  stateName,
  type Names,
} from "./identifier.js";
import {
  list,
  member,
  object,
  text,
  type ConstDeclaration,
  type FunctionValue,
  type Item,
  type Member,
  type Value,
} from "./module.js";
import { typeText, valuesCode } from "./types.js";

function quoted(value: string): Value {
  return text(JSON.stringify(value));
}

function condition(value: Expr): Draft["meaning"] {
  return { kind: "value", value, type: bool };
}

function optional(name: string, value: string | undefined): readonly Member[] {
  return value === undefined ? [] : [member(name, quoted(value))];
}

export function actionDeclaration(action: Action, context: Context): ConstDeclaration {
  const { naming } = context;
  const { parameters } = action;
  const write = (meaning: Draft["meaning"]) => actionFunction({ parameters, meaning }, context);
  const listed = parameters.filter(({ among }) => among === undefined);
  const domains = listed.map(({ name, type, domain }) => {
    const values =
      domain === undefined ? valuesCode(type, naming) : listCode(domain, type, context);
    return member(propertyName(name), text(values.text));
  });
  const types = parameters.map((x) => `${propertyName(x.name)}: ${typeText(x.type, naming)}`);
  const args = types.length === 0 ? "" : `, { ${types.join("; ")} }`;
  const members = [
    ...optional("process", action.process),
    ...optional("step", action.step),
    member("parameters", object(domains)),
    ...choicesMember(action, context),
    member("guard", write(condition(action.guard))),
    ...wantsMember(action, context),
    ...requiresMember(action, write),
    member("effect", write({ kind: "effect", effect: action.effect })),
  ];
  naming.use("Action");
  return constant(nameOf(action, naming.names), object(members, true), {
    docs: docsOf(action),
    satisfies: `Action<State${args}>`,
  });
}

/** What the parameters may be that range over a set of the state. */
function choicesMember({ parameters, span }: Action, context: Context): readonly Member[] {
  const open = parameters.flatMap(({ name, type, among }) =>
    among === undefined ? [] : [{ name, type, domain: among }],
  );
  if (open.length === 0) return [];
  const record: Type = { kind: "record", name: "", fields: open };
  const fields = open.map(({ name, type }) => ({
    name,
    value: { kind: "local", name, type, span } as const,
  }));
  const value: Expr = {
    kind: "image",
    binders: open,
    value: { kind: "record", fields, type: record, span },
    type: { kind: "set", of: record },
    span,
  };
  const given = parameters.filter(({ among }) => among === undefined);
  const meaning: Draft["meaning"] = { kind: "value", value, type: undefined };
  return [member("choices", actionFunction({ parameters: given, meaning }, context))];
}

function wantsMember({ wants, parameters }: Action, context: Context): readonly Member[] {
  if (wants === undefined) return [];
  const { object: of, lock, mode } = wants;
  const wanted = (value: string | undefined): string => {
    const parts = [`lock: ${JSON.stringify(lock)}`, `mode: ${JSON.stringify(mode)}`];
    if (value !== undefined) parts.splice(1, 0, `object: ${value}`);
    return `{ ${parts.join(", ")} }`;
  };
  if (of === undefined) {
    const body = { kind: "expression", text: `(${wanted(undefined)})` } as const;
    return [member("wants", { kind: "function", parameters: [], result: undefined, body })];
  }
  const meaning: Draft["meaning"] = { kind: "value", value: of, type: undefined };
  return [member("wants", withResult(actionFunction({ parameters, meaning }, context), wanted))];
}

/** The function with what it returns put into something else. */
function withResult(value: FunctionValue, around: (result: string) => string): FunctionValue {
  const { body } = value;
  if (body.kind === "expression") {
    return { ...value, body: { kind: "expression", text: `(${around(body.text)})` } };
  }
  const returned = body.statements.map((statement, index) =>
    index === body.statements.length - 1
      ? statement.replace(/^return ([^]*);$/, (_, result: string) => `return ${around(result)};`)
      : statement,
  );
  return { ...value, body: { kind: "block", statements: returned } };
}

function requiresMember(
  { requirements }: Action,
  write: (meaning: Draft["meaning"]) => Value,
): readonly Member[] {
  if (requirements.length === 0) return [];
  const items = requirements.map((requirement): Item => ({
    value: requirementValue(requirement, write),
    remark: citation(requirement.span).replace(/^.*\//, ""),
  }));
  return [member("requires", { kind: "list", items })];
}

function requirementValue(
  { property, on, need, unless }: Requirement,
  write: (meaning: Draft["meaning"]) => Value,
): Value {
  const exceptions = unless.map((each) => object([member("holds", write(condition(each)))]));
  return object([
    member("property", quoted(property)),
    ...(on === undefined ? [] : [member("on", write(condition(on)))]),
    member("need", write(condition(need))),
    ...(exceptions.length === 0 ? [] : [member("unless", list(exceptions))]),
  ]);
}

function ofState(value: Expr, context: Context): Value {
  return stateFunction({ parameters: [], meaning: condition(value) }, context);
}

export function invariantDeclaration(invariant: Invariant, context: Context): ConstDeclaration {
  const { naming } = context;
  const { applies, holds } = invariant;
  naming.use("Invariant");
  return constant(
    nameOf(invariant, naming.names),
    object(
      [
        ...(applies === undefined ? [] : [member("applies", ofState(applies, context))]),
        member("holds", ofState(holds, context)),
      ],
      true,
    ),
    { docs: docsOf(invariant), satisfies: "Invariant<State>" },
  );
}

export function claimDeclaration(
  contract: "Reachable" | "Constraint",
  claim: Reachable | Constraint,
  context: Context,
): ConstDeclaration {
  const { naming } = context;
  naming.use(contract);
  return constant(
    nameOf(claim, naming.names),
    object([member("holds", ofState(claim.holds, context))], true),
    { docs: docsOf(claim), satisfies: `${contract}<State>` },
  );
}

export function scenarioDeclaration(scenario: Scenario, context: Context): ConstDeclaration {
  const { naming } = context;
  naming.use("Scenario");
  const members = [
    member("moves", list(scenario.moves.map(moveValue))),
    member("then", outcomeValue(scenario, context)),
  ];
  return constant(nameOf(scenario, naming.names), object(members, true), {
    docs: docsOf(scenario),
    satisfies: "Scenario<State>",
  });
}

function moveValue({ lane, step, gap }: Move): Value {
  return list([quoted(lane), ...(gap ? [quoted("..")] : []), quoted(step)]);
}

function outcomeValue({ outcome }: Scenario, context: Context): Value {
  switch (outcome.kind) {
    case "violates":
      return object([member("violates", list(outcome.properties.map(quoted)))]);
    case "state":
      return object([member("holds", ofState(outcome.holds, context))]);
    case "blocked":
      return object([member("blocked", quoted(outcome.lane))]);
    case "possible":
      return quoted("possible");
  }
}

/** The one export that everything else reads, after what has to be declared before it. */
export function modelDeclarations(core: Core, context: Context): readonly ConstDeclaration[] {
  const { naming } = context;
  const { names } = naming;
  naming.use("Model");
  const hoisted: ConstDeclaration[] = [];
  const gathered = (parts: readonly { readonly name: string }[]) =>
    keyed(parts, (part) => text(nameOf(part, names)));
  const some = (field: string, parts: readonly { readonly name: string }[]) =>
    parts.length === 0 ? [] : [member(field, gathered(parts))];
  const inPlace = <P extends { readonly name: string }>(
    field: string,
    parts: readonly P[],
    valueOf: (part: P, context: Context) => Value,
  ) =>
    keyed(parts, (part) => {
      const value = valueOf(part, context);
      if (!(part.name in Object.prototype)) return value;
      const name = freshName(part.name, new Set([...names.taken, ...hoisted.map((x) => x.name)]));
      naming.claim(name);
      const satisfies = `Model<State>["${field}"][string]`;
      hoisted.push(constant(name, value, { satisfies }));
      return text(name);
    });
  const members = [
    member("name", quoted(core.name)),
    member("variant", quoted(core.variant)),
    initialMember(core, names),
    member("actions", gathered(core.actions)),
    member("invariants", gathered(core.invariants)),
    member("reachable", gathered(core.reachables)),
    ...some("steps", core.steps),
    ...some("properties", core.temporal),
    ...(core.fairness.length === 0
      ? []
      : [member("fairness", list(core.fairness.map((each) => text(nameOf(each, names)))))]),
    ...some("constraints", core.constraints),
    member("processes", inPlace("processes", core.processes, processValue)),
    member("locks", inPlace("locks", core.locks, lockValue)),
    ...interruptedMember(core, context),
    member("scenarios", gathered(core.scenarios)),
    member("checks", list(core.checks.map(quoted))),
  ];
  const model = constant("model", object(members, true), {
    docs: docsOf(core),
    satisfies: "Model<State>",
  });
  return [...hoisted, model];
}

/**
 * A member for each part; parts of one name, which only a mistake of ours makes, are kept apart.
 */
function keyed<P extends { readonly name: string }>(
  parts: readonly P[],
  valueOf: (part: P) => Value,
): Value {
  const taken = new Set<string>();
  const members = parts.map((part) => {
    let { name } = part;
    while (taken.has(name)) name += "_";
    taken.add(name);
    return member(propertyKey(name), valueOf(part));
  });
  return object(members);
}

/** The list of initial states; one that may be long is computed when it is asked for. */
function initialMember({ initial }: Core, names: Names): Member {
  const parts = initial.map((each, index) => {
    const name = names.initial[index] ?? "init";
    return isSingle(each) ? name : `...${name}()`;
  });
  const [only] = parts;
  const list = parts.length === 1 && only?.startsWith("...") === true ? only.slice(3) : undefined;
  const value = text(list ?? `[${parts.join(", ")}]`);
  return { name: "init", value, isComputed: !initial.every(isSingle) };
}

function processValue(process: Process, context: Context): Value {
  const { naming } = context;
  const self = freshName("self", naming.names.taken);
  naming.claim(self);
  const counter = propertyName(counterOf(process, context));
  const at = `${stateName}.${propertyName(process.variable)}[${self}].${counter}`;
  return object([
    member("instances", text(valuesCode(process.instances, naming).text)),
    member("at", reader([[self, process.instances]], at, context)),
    ...optional("context", process.context),
  ]);
}

/** The field that has the program counter: the first. */
function counterOf({ name, variable }: Process, { variables }: Context): string {
  const type = variables.get(variable);
  const [counter] = type?.kind === "map" && type.value.kind === "record" ? type.value.fields : [];
  if (counter === undefined) throw new Error(`${name} has no program counter`);
  return counter.name;
}

function lockValue(lock: Lock, context: Context): Value {
  const { naming } = context;
  naming.use("holdersOf");
  const variable = `${stateName}.${propertyName(lock.variable)}`;
  const own = lock.field === undefined ? "" : `.${propertyName(lock.field)}`;
  // Its readers hold nothing: they look again.
  const field = lock.kind === "seqcount" ? `${own}.writer` : own;
  const kind = member("kind", quoted(lock.kind));
  if (lock.object === undefined) {
    return object([kind, member("holders", reader([], `holdersOf(${variable}${field})`, context))]);
  }
  const { name } = lock.object;
  const local = freshName(name.charAt(0).toLowerCase() + name.slice(1), naming.names.taken);
  naming.claim(local);
  const value = `holdersOf(${variable}[${local}]${field})`;
  return object([
    kind,
    member("objects", text(valuesCode(lock.object, naming).text)),
    ...(lock.nests !== undefined ? [member("nests", text("true"))] : []),
    member("holders", reader([[local, lock.object]], value, context)),
  ]);
}

function interruptedMember({ interrupted }: Core, context: Context): readonly Member[] {
  const type = interrupted === undefined ? undefined : context.variables.get(interrupted);
  if (interrupted === undefined || type?.kind !== "map") return [];
  const { naming } = context;
  const thread = freshName("thread", naming.names.taken);
  naming.claim(thread);
  const value = `${stateName}.${propertyName(interrupted)}[${thread}]`;
  return [member("interruptedBy", reader([[thread, type.key]], value, context))];
}

/** `(s, self: Fault) => value`. */
function reader(
  parameters: readonly (readonly [name: string, type: Type])[],
  value: string,
  { naming }: Context,
): Value {
  const typed = parameters.map(([name, type]) => ({ text: name, type: typeText(type, naming) }));
  return {
    kind: "function",
    parameters: [{ text: stateName, type: undefined }, ...typed],
    result: undefined,
    body: { kind: "expression", text: value },
  };
}
