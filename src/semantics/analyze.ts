// The analysis of a spec for one configuration: every declaration checked, in the order that later
// ones need earlier ones. What has errors is left out, so that later parts are still checked.

import { cardinality } from "../core/cardinality.js";
import type { Report } from "../base/diagnostic.js";
import type * as Ast from "../syntax/ast.js";
import { show } from "./assignable.js";
import { inferBool } from "./expect.js";
import { isPresent, liesWithin } from "./constant.js";
import { checkContext, interruptSteps } from "./contexts.js";
import type { Configuration, Context, Scope } from "./context.js";
import { checkDistinct, checkNew, nested, newScope } from "./context.js";
import { named } from "./declared.js";
import { firstValue } from "./defaults.js";
import { infer, inferAs } from "./expect.js";
import { typeGuard, typeOrder } from "./guards.js";
import { typeNesting } from "./nestings.js";
import { checkCalls } from "./procedures.js";
import type { Abstracts } from "./refinements.js";
import { typeRefinement } from "./refinements.js";
import { typeRule } from "./rules.js";
import { typeScenario } from "./scenarios.js";
import { fill, hintFor, typeStatements } from "./statements.js";
import { askingScope, typeFairness, typeTemporal, writtenFairness } from "./temporal.js";
import { makeLock, newContext, originOf } from "./symbols.js";
import { checkConstants } from "./checks/constants.js";
import { checkDomains } from "./checks/domains.js";
import { checkObjectNames, checkProcessNames } from "./checks/members.js";
import { checkSteps } from "./checks/step-laws.js";
import { checkAssigned } from "./checks/assigned-first.js";
import { boundRecursion } from "./recursion.js";
import { resolveType, allOf, pascal } from "./types.js";
import type {
  Action,
  Analysis,
  Claim,
  Expr,
  LockSymbol,
  Procedure,
  ProcedureSymbol,
  Process,
  ProcessSymbol,
  StateProperty,
  Step,
  TemporalProperty,
} from "./typed.js";
import type { Field, Type } from "../core/type.js";
import type { Span } from "../base/source.js";

type Of<K extends Ast.Declaration["kind"]> = Extract<Ast.Declaration, { kind: K }>;

/** Analyses the declarations of a model and its imports. */
export function analyze(
  report: Report,
  header: Ast.Header,
  declarations: readonly Ast.Declaration[],
  broken: ReadonlySet<string>,
  configuration: Configuration,
  abstracts: Abstracts,
): Analysis {
  const context = newContext(report, configuration, declarations, broken, header.span.source);
  const all = <K extends Ast.Declaration["kind"]>(kind: K): Of<K>[] =>
    declarations.filter((each): each is Of<K> => each.kind === kind);
  const locks = gatherLocks(context, all("lock"), all("object"));
  for (const { name } of named(declarations)) context.symbol(name.text);
  const variables = all("state").flatMap((state) =>
    state.variables.flatMap((ast) => typeVariable(context, ast) ?? []),
  );
  const objects = all("object").flatMap((ast) => typeObject(context, ast, locks) ?? []);
  const plain = all("fn").flatMap((ast) => typeFn(context, ast) ?? []);
  const functions = boundRecursion(context, plain, all("fn"));
  const sound: (Process | Procedure)[] = [];
  const processes = all("process").flatMap((ast) => watched(context, sound, ast, typeProcess));
  const procedures = all("procedure").flatMap((ast) => watched(context, sound, ast, typeProcedure));
  const actions = all("action").flatMap((ast) => typeAction(context, ast) ?? []);
  const asking = askingScope(actions);
  const inits = all("init").map((ast) => ({
    ...originOf(ast),
    body: typeStatements(context, newScope(), "an initial state", ast.body),
  }));
  checkCalls(report, procedures, all("procedure"));
  checkConstants(context, { functions, variables, objects, processes, procedures });
  checkDomains(context, { objects, processes, locks });
  checkSteps(report, [...processes, ...procedures], actions, inits);
  // What a statement that could not be understood would have assigned is not known.
  if (broken.size === 0) checkAssigned(report, [...all("process"), ...all("procedure")], sound);
  reportLater(report, declarations);
  return {
    name: header.name.text,
    variant: configuration.variant,
    claim: configuration.claim,
    span: header.span,
    comment: undefined,
    sentence: header.sentence,
    domains: context.domains,
    thread: context.thread,
    functions,
    variables,
    objects,
    locks,
    order: typeOrder(context, all("order")),
    nestings: all("nesting").flatMap((each) => typeNesting(context, newScope(), each) ?? []),
    processes,
    procedures,
    actions,
    inits,
    guards: all("guard").flatMap((ast) => typeGuard(context, ast) ?? []),
    rules: all("rule").flatMap((ast) => typeRule(context, ast) ?? []),
    properties: [...all("invariant"), ...all("reachable"), ...all("property")]
      .sort((a, b) => declarations.indexOf(a) - declarations.indexOf(b))
      .flatMap((ast) => typeProperty(context, asking, ast) ?? []),
    refinements: all("refinement").flatMap((ast) => typeRefinement(context, abstracts, ast) ?? []),
    fairness: [
      ...writtenFairness(actions, processes),
      ...all("fairness").flatMap((ast) => typeFairness(context, asking, ast) ?? []),
    ],
    constraints: all("constraint").flatMap((ast) => typeClaim(context, asking, ast) ?? []),
    scenarios: all("scenario").flatMap((ast) => typeScenario(context, ast) ?? []),
    allowed: configuration.allowed,
  };
}

/** Types a declaration, and adds it to those of which nothing was reported. */
function watched<A, T>(
  context: Context,
  sound: { push(found: NoInfer<T>): void },
  ast: A,
  typed: (context: Context, ast: A) => T | undefined,
): readonly T[] {
  const reported = new Set<string>();
  const report: Report = (code, facts, place) => {
    reported.add(code);
    context.report(code, facts, place);
  };
  const found = typed({ ...context, report }, ast);
  if (found === undefined) return [];
  if (reported.size === 0) sound.push(found);
  return [found];
}

/** What the reference marks "later", among the declarations. */
function reportLater(report: Report, declarations: readonly Ast.Declaration[]): void {
  for (const ast of declarations)
    switch (ast.kind) {
      case "later":
        report("feature/later", { feature: ast.feature }, { at: ast.span });
        break;
      default:
        break;
    }
}

/** All locks, each once; those of objects become known by name for `t.ptl`. */
function gatherLocks(
  context: Context,
  own: readonly Ast.Lock[],
  objects: readonly Ast.ObjectDeclaration[],
): LockSymbol[] {
  const locks = own.flatMap((ast) => {
    const symbol = context.symbol(ast.name.text);
    return symbol?.kind === "lock" && symbol.present ? [symbol] : [];
  });
  for (const ast of objects) {
    const object = context.symbol(ast.name.text);
    if (object?.kind !== "object") continue;
    for (const member of alternativesIn(ast.members)) {
      const lock = makeLock(context, member, object);
      if (lock === undefined) continue;
      if (lock.present) locks.push(lock);
      const name = member[0].name.text;
      const namesakes = context.objectLocks.get(name) ?? [];
      context.objectLocks.set(name, [...namesakes, { owner: object, lock }]);
    }
  }
  return [...new Set(locks)];
}

/** The declarations of each lock among members. */
function alternativesIn(members: Ast.ObjectDeclaration["members"]): [Ast.Lock, ...Ast.Lock[]][] {
  const found = new Map<string, [Ast.Lock, ...Ast.Lock[]]>();
  for (const member of members) {
    if (member.kind !== "lock") continue;
    const before = found.get(member.name.text);
    if (before === undefined) found.set(member.name.text, [member]);
    else before.push(member);
  }
  return [...found.values()];
}

/** The value given, or the first of the type. */
function typeValue(
  context: Context,
  given: Ast.Expr | undefined,
  type: Type,
  span: Span,
  name: string,
): Expr | undefined {
  if (given === undefined) {
    const first = firstValue(type, span);
    if (first === undefined) {
      const isProcess = type.kind === "symbols" && context.symbol(type.name)?.kind === "process";
      const help = isProcess ? { help: `no ${show(type)} runs: write \`${show(type)}?\`` } : {};
      const facts = { what: `the type of \`${name}\``, problem: "has no values" };
      context.report("type/bound", facts, { at: span, ...help });
    }
    return first;
  }
  const value = infer(context, newScope(), given, hintFor(type, given));
  const what = `the first value of \`${name}\``;
  const filled = value && fill(context, value, type, what);
  return filled && liesWithin(context, filled, type, what) ? filled : undefined;
}

function typeVariable(
  context: Context,
  ast: Ast.Variable,
): Analysis["variables"][number] | undefined {
  const symbol = context.symbol(ast.name.text);
  if (symbol?.kind !== "variable" || symbol.span !== ast.span) return undefined;
  const value = typeValue(context, ast.value, symbol.type, ast.name.span, ast.name.text);
  return value && { symbol, value };
}

function typeObject(
  context: Context,
  ast: Ast.ObjectDeclaration,
  locks: readonly LockSymbol[],
): Analysis["objects"][number] | undefined {
  const symbol = context.symbol(ast.name.text);
  if (symbol?.kind !== "object" || symbol.span !== ast.span) return undefined;
  checkObjectNames(context.report, ast);
  const variables = ast.members.flatMap((each) => (each.kind === "state" ? each.variables : []));
  const values = symbol.fields.flatMap((field) => {
    const variable = variables.find((each) => each.name.text === field.name);
    if (variable === undefined) return [];
    return typeValue(context, variable.value, field.type, variable.name.span, field.name) ?? [];
  });
  if (values.length !== symbol.fields.length) return undefined;
  return { symbol, values, locks: locks.filter((lock) => lock.object?.name === symbol.name) };
}

function bindParameters(
  context: Context,
  fields: readonly Field[],
  asts: readonly Ast.Parameter[],
  hides = false,
): ReturnType<typeof newScope> {
  const scope = newScope();
  for (const [index, { name, type }] of fields.entries()) {
    const ast = asts[index];
    const isHiding = hides && context.declarations.get(name)?.kind === "variable";
    if (ast !== undefined && !isHiding) checkNew(context, scope, ast.name);
    scope.bindings.set(name, { kind: "local", type });
  }
  return scope;
}

function typeFn(
  context: Context,
  ast: Ast.Fn,
): Omit<Analysis["functions"][number], "deepest"> | undefined {
  const symbol = context.symbol(ast.name.text);
  if (symbol?.kind !== "fn" || symbol.span !== ast.span) return undefined;
  // `fn done(active: ...)` is about any `active`, that of the state among them.
  const scope = bindParameters(context, symbol.parameters, ast.parameters, true);
  const what = `the body of \`${symbol.name}\``;
  const body = inferAs(context, scope, ast.body, symbol.result, what);
  if (body === undefined) return undefined;
  const { name, parameters, result } = symbol;
  return { ...originOf(ast), name, parameters, result, body };
}

function typeProcess(context: Context, ast: Ast.Process): Process | undefined {
  const symbol = context.symbol(ast.name.text);
  if (symbol?.kind !== "process" || symbol.span !== ast.span) return undefined;
  checkContext(context, ast);
  const values = firstValues(context, ast, symbol.locals);
  if (values === undefined) return undefined;
  checkProcessNames(context, ast);
  return {
    ...originOf(ast),
    symbol,
    values,
    steps: [...interruptSteps(ast), ...typeSteps(context, symbol, ast)],
    fairness: ast.fairness,
  };
}

function typeProcedure(context: Context, ast: Ast.Procedure): Procedure | undefined {
  const symbol = context.symbol(ast.name.text);
  if (symbol?.kind !== "procedure" || symbol.span !== ast.span) return undefined;
  const values = firstValues(context, ast, symbol.locals.slice(symbol.parameters.length));
  if (values === undefined || symbol.parameters.length !== ast.parameters.length) return undefined;
  checkProcessNames(context, ast);
  return { ...originOf(ast), symbol, values, steps: typeSteps(context, symbol, ast) };
}

function firstValues(
  context: Context,
  ast: Ast.Process | Ast.Procedure,
  variables: readonly Field[],
): readonly Expr[] | undefined {
  const values = ast.variables.flatMap(({ name, value }) => {
    const field = variables.find((each) => each.name === name.text);
    return (field && typeValue(context, value, field.type, name.span, field.name)) ?? [];
  });
  return values.length === variables.length ? values : undefined;
}

function typeSteps(
  context: Context,
  symbol: ProcessSymbol | ProcedureSymbol,
  ast: Ast.Process | Ast.Procedure,
): readonly Step[] {
  return ast.steps.map((step) => {
    const body = typeStatements(context, newScope(symbol), "a step", step.body);
    const present = isPresent(context, step.onlyWhen);
    return { ...originOf(step), name: step.name.text, fairness: step.fairness, present, body };
  });
}

function typeAction(context: Context, ast: Ast.Action): Action | undefined {
  checkDistinct(
    context.report,
    ast.parameters.map((each) => each.name),
  );
  const name = ast.name.text;
  const parameters = allOf(ast.parameters, (parameter): Field | undefined => {
    const owner = { ...originOf(ast), name: pascal(name, parameter.name.text) };
    const type = resolveType(context, parameter.type, owner);
    return type && { name: parameter.name.text, type };
  });
  if (parameters === undefined) return undefined;
  const scope = bindParameters(context, parameters, ast.parameters);
  const guard = ast.guard && inferBool(context, scope, ast.guard, "the guard");
  const body = typeStatements(context, scope, "an action", ast.body);
  if (!isPresent(context, ast.onlyWhen)) return undefined;
  if (!areFew(context, parameters, ast)) return undefined;
  return { ...originOf(ast), name, fairness: ast.fairness, parameters, guard, body };
}

/** Every choice of arguments is tried in every state. */
const mostChoices = 2 ** 20;

function areFew(context: Context, parameters: readonly Field[], ast: Ast.Action): boolean {
  const choices = parameters.reduce((product, { type }) => product * cardinality(type), 1);
  if (choices <= mostChoices) return true;
  const what = `what \`${ast.name.text}\` takes`;
  const problem = `has more than ${mostChoices} values, and each would be tried in every state`;
  const help = "take it from a smaller set: `then pick x in S`, where S may depend on the state";
  const [first] = ast.parameters;
  context.report("type/bound", { what, problem }, { at: first?.name.span ?? ast.name.span, help });
  return false;
}

function typeProperty(
  context: Context,
  asking: Scope,
  ast: Ast.Invariant | Ast.Reachable | Ast.Property,
): StateProperty | TemporalProperty | undefined {
  if (ast.kind === "property") return typeTemporal(context, asking, ast);
  const claim = typeClaim(context, asking, ast);
  return claim && { ...claim, kind: ast.kind };
}

function typeClaim(
  context: Context,
  asking: Scope,
  ast: Ast.Invariant | Ast.Reachable | Ast.Constraint,
): Claim | undefined {
  const body = inferBool(context, nested(asking), ast.body, `\`${ast.name.text}\``);
  if (body === undefined || !isPresent(context, ast.onlyWhen)) return undefined;
  return { ...originOf(ast), name: ast.name.text, body };
}
