// A Core that means the same and says less: constants folded, conditions that are already decided
// dropped, and branches that cannot be taken with them. Pure functions, Core to Core.

import type { Action, Assignment, Core, Effect, Requirement, Selector } from "./core.js";
import type { Binder, Expr } from "./expression.js";
import { Facts } from "./facts.js";
import {
  binary,
  fold,
  foldBinary,
  isEmpty,
  isEqual,
  isTotal,
  isTruth,
  negation,
  nothingOf,
  truth,
  type Binary,
} from "./fold.js";
import { simplifyInitial } from "./initial.js";
import {
  bindsLocally,
  boundNames,
  countLocal,
  exprKey,
  mapChildren,
  mapInstances,
  substitute,
} from "./traverse.js";
import { mapFormula } from "./temporal.js";
import { bool } from "./type.js";

/** The expression simplified where `facts` are known. */
export function simplifyExpr(expr: Expr, facts: Facts = Facts.none): Expr {
  if (expr.kind === "binary") return simplifyBinary(expr, facts);
  if (expr.kind === "not") return negation(simplifyExpr(expr.operand, facts));
  if (expr.kind === "if") return simplifyIf(expr, facts);
  if (expr.kind === "let") return simplifyLet(expr, facts);
  if (
    expr.kind === "quantifier" ||
    expr.kind === "filter" ||
    expr.kind === "image" ||
    expr.kind === "map" ||
    expr.kind === "fold"
  ) {
    return simplifyBound(expr, facts);
  }
  const inside = fold(mapChildren(expr, (child) => simplifyExpr(child, facts)));
  if (inside.kind === "with") {
    const filled = filledMap(inside);
    return filled === undefined ? inside : simplifyExpr(filled, facts);
  }
  return inside.type.kind === "bool" ? decided(inside, facts) : inside;
}

function decided(expr: Expr, facts: Facts): Expr {
  if (expr.kind === "bool") return expr;
  const known = facts.decide(expr);
  return known === undefined ? expr : truth(known, expr);
}

function simplifyBinary(expr: Binary, facts: Facts): Expr {
  const { operator } = expr;
  const left = simplifyExpr(expr.left, facts);
  if (operator === "and") {
    if (isTruth(left, false)) return left;
    const right = simplifyExpr(expr.right, facts.assume(left, true));
    if (isTruth(left, true) || (isTruth(right, false) && isTotal(left))) return right;
    return isTruth(right, true) ? left : binary("and", left, right, expr);
  }
  if (operator === "or") {
    if (isTruth(left, true)) return left;
    const right = simplifyExpr(expr.right, facts.assume(left, false));
    if (isTruth(left, false) || (isTruth(right, true) && isTotal(left))) return right;
    return isTruth(right, false) ? left : binary("or", left, right, expr);
  }
  if (operator === "implies") {
    if (isTruth(left, false)) return truth(true, expr);
    const right = simplifyExpr(expr.right, facts.assume(left, true));
    if (isTruth(left, true) || (isTruth(right, true) && isTotal(left))) return right;
    return isTruth(right, false) ? negation(left) : binary("implies", left, right, expr);
  }
  const folded = foldBinary(binary(operator, left, simplifyExpr(expr.right, facts), expr));
  if (folded.type.kind !== "bool") return folded;
  if (folded.kind !== "binary") return decided(folded, facts);
  const branched = overBranches(folded, facts);
  if (branched !== undefined) return branched;
  if (folded.operator !== "!=") return decided(folded, facts);
  const equal = facts.decide({ ...folded, operator: "=" });
  return equal === undefined ? folded : truth(!equal, folded);
}

/** A comparison with an `if`, made in its branches, if one of them decides it. */
function overBranches(expr: Binary, facts: Facts): Expr | undefined {
  const { operator, left, right } = expr;
  if (operator !== "=" && operator !== "!=") return undefined;
  const [branches, other] = left.kind === "if" ? [left, right] : [right, left];
  if (branches.kind !== "if") return undefined;
  const { condition } = branches;
  const compare = (branch: Expr, isTaken: boolean) =>
    simplifyBinary(binary(operator, branch, other, expr), facts.assume(condition, isTaken));
  const yes = compare(branches.then, true);
  const no = compare(branches.else, false);
  return yes.kind === "bool" || no.kind === "bool" ? joined(condition, yes, no, expr) : undefined;
}

function simplifyIf(expr: Extract<Expr, { kind: "if" }>, facts: Facts): Expr {
  const condition = simplifyExpr(expr.condition, facts);
  if (condition.kind === "bool")
    return simplifyExpr(condition.value ? expr.then : expr.else, facts);
  const yes = simplifyExpr(expr.then, facts.assume(condition, true));
  const no = simplifyExpr(expr.else, facts.assume(condition, false));
  return joined(condition, yes, no, expr);
}

/** `if condition then yes else no`, of simple parts. */
function joined(condition: Expr, yes: Expr, no: Expr, like: Expr): Expr {
  if (isEqual(yes, no) && isTotal(condition)) return yes;
  if (isTruth(yes, true)) return isTruth(no, false) ? condition : binary("or", condition, no, like);
  if (isTruth(yes, false)) {
    return isTruth(no, true) ? negation(condition) : binary("and", negation(condition), no, like);
  }
  if (isTruth(no, false)) return binary("and", condition, yes, like);
  if (isTruth(no, true)) return binary("implies", condition, yes, like);
  return { kind: "if", condition, then: yes, else: no, type: like.type, span: like.span };
}

/** A changed copy of a map that is given by a value for each key: a value for each key again. */
function filledMap(expr: Extract<Expr, { kind: "with" }>): Expr | undefined {
  const { of } = expr;
  if (of.kind !== "map") return undefined;
  const { name, type } = of.binder;
  const taken = expr.changes.some((change) => countLocal(change.value, name) > 0);
  const inIndex = expr.changes.some((x) => x.kind === "index" && countLocal(x.index, name) > 0);
  if (taken || inIndex) return undefined;
  const key: Expr = { kind: "local", name, type, span: of.span };
  const value = expr.changes.reduce((old: Expr, change): Expr => {
    if (change.kind === "field") return old;
    const condition = binary("=", key, change.index, { ...old, type: bool });
    return { kind: "if", condition, then: change.value, else: old, type: old.type, span: old.span };
  }, of.value);
  return { ...of, value };
}

function isLiteral(expr: Expr): boolean {
  return ["bool", "int", "symbol", "bits", "none"].includes(expr.kind);
}

function simplifyLet(expr: Extract<Expr, { kind: "let" }>, facts: Facts): Expr {
  const value = simplifyExpr(expr.value, facts);
  if (isLiteral(value) && !bindsLocally(expr.body, expr.name)) {
    return simplifyExpr(substitute(expr.body, expr.name, value), facts);
  }
  const body = simplifyExpr(expr.body, facts.without([expr.name]));
  return countLocal(body, expr.name) === 0 ? body : { ...expr, value, body };
}

function simplifyBound(
  expr: Extract<Expr, { kind: "quantifier" | "filter" | "image" | "map" | "fold" }>,
  facts: Facts,
): Expr {
  const inner = facts.without(boundNames(expr));
  const binder = (b: Binder): Binder => ({ ...b, domain: simplifyExpr(b.domain, inner) });
  switch (expr.kind) {
    case "quantifier": {
      const binders = expr.binders.map(binder);
      const body = simplifyExpr(expr.body, inner);
      const isAll = expr.word === "all";
      const nothing = binders.some((each) => isEmpty(each.domain)) || isTruth(body, isAll);
      const isClear = nothing && binders.every((each) => isTotal(each.domain));
      if (isClear && (isAll || expr.word === "some")) return truth(isAll, expr);
      const simpler: Expr = { ...expr, binders, body };
      return expr.type.kind === "bool" ? decided(simpler, facts) : simpler;
    }
    case "filter": {
      const domain = binder(expr.binder);
      const condition = simplifyExpr(expr.condition, inner);
      if (isTruth(condition, true) || isEmpty(domain.domain)) return domain.domain;
      return isTruth(condition, false) && isTotal(domain.domain)
        ? nothingOf(expr)
        : { ...expr, binder: domain, condition };
    }
    case "image":
      return { ...expr, binders: expr.binders.map(binder), value: simplifyExpr(expr.value, inner) };
    case "map":
      return { ...expr, binder: binder(expr.binder), value: simplifyExpr(expr.value, inner) };
    case "fold":
      return {
        ...expr,
        initial: simplifyExpr(expr.initial, facts),
        binder: binder(expr.binder),
        body: simplifyExpr(expr.body, inner),
      };
  }
}

function simplifySelector(selector: Selector, facts: Facts): Selector {
  return selector.kind === "field"
    ? selector
    : { ...selector, index: simplifyExpr(selector.index, facts) };
}

function simplifyAssignment(assignment: Assignment, facts: Facts): Assignment {
  const inner = facts.without(assignment.binders.map((binder) => binder.name));
  return {
    binders: assignment.binders.map((b) => ({ ...b, domain: simplifyExpr(b.domain, inner) })),
    place: {
      ...assignment.place,
      path: assignment.place.path.map((selector) => simplifySelector(selector, inner)),
    },
    value: simplifyExpr(assignment.value, inner),
  };
}

/** The effect simplified where `facts` are known. */
function simplifyEffect(effect: Effect, facts: Facts = Facts.none): Effect {
  if (effect.kind === "assign") {
    return {
      ...effect,
      assignments: effect.assignments.map((each) => simplifyAssignment(each, facts)),
    };
  }
  const condition = simplifyExpr(effect.condition, facts);
  if (condition.kind === "bool") {
    return simplifyEffect(condition.value ? effect.then : effect.else, facts);
  }
  const yes = simplifyEffect(effect.then, facts.assume(condition, true));
  const no = simplifyEffect(effect.else, facts.assume(condition, false));
  const isSame = effectKey(yes) === effectKey(no) && isTotal(condition);
  return isSame ? yes : { ...effect, condition, then: yes, else: no };
}

function effectKey(effect: Effect): string {
  if (effect.kind === "if") {
    const { condition, then: yes, else: no } = effect;
    return `(${exprKey(condition)} ${effectKey(yes)} ${effectKey(no)})`;
  }
  return effect.assignments
    .map(({ binders, place, value }) => {
      const bound = binders.map((each) => `${each.name} ${exprKey(each.domain)}`);
      const path = place.path.map((x) => (x.kind === "field" ? x.name : exprKey(x.index)));
      return [...bound, place.variable, ...path, exprKey(value)].join(" ");
    })
    .join(";");
}

function simplifyRequirement(requirement: Requirement, facts: Facts): Requirement {
  const on = requirement.on === undefined ? undefined : simplifyExpr(requirement.on, facts);
  const inner = on === undefined ? facts : facts.assume(on, true);
  return {
    ...requirement,
    on: on !== undefined && isTruth(on, true) ? undefined : on,
    need: simplifyExpr(requirement.need, inner),
    unless: requirement.unless.map((exception) => simplifyExpr(exception, inner)),
  };
}

function simplifyAction(action: Action): Action {
  const guard = simplifyExpr(action.guard);
  const taken = Facts.none.assume(guard, true);
  const object = action.wants?.object;
  return {
    ...action,
    parameters: action.parameters.map(({ domain, among, ...each }) => ({
      ...each,
      ...(domain === undefined ? {} : { domain: simplifyExpr(domain) }),
      ...(among === undefined ? {} : { among: simplifyExpr(among) }),
    })),
    guard,
    wants:
      action.wants === undefined || object === undefined
        ? action.wants
        : { ...action.wants, object: simplifyExpr(object) },
    requirements: action.requirements.map((each) => simplifyRequirement(each, taken)),
    effect: simplifyEffect(action.effect, taken),
  };
}

/** The same model in fewer words. */
export function simplify(core: Core): Core {
  return {
    ...core,
    functions: core.functions.map((fn) => ({ ...fn, body: simplifyExpr(fn.body) })),
    initial: core.initial.map((initial) => simplifyInitial(initial, simplifyExpr)),
    actions: core.actions.map(simplifyAction),
    invariants: core.invariants.map((invariant) => ({
      ...invariant,
      applies: invariant.applies === undefined ? undefined : simplifyExpr(invariant.applies),
      holds: simplifyExpr(invariant.holds),
    })),
    constraints: core.constraints.map((each) => ({ ...each, holds: simplifyExpr(each.holds) })),
    reachables: core.reachables.map((each) => ({ ...each, holds: simplifyExpr(each.holds) })),
    steps: core.steps.map((each) => ({
      ...each,
      initially: each.initially === undefined ? undefined : simplifyExpr(each.initially),
      holds: simplifyExpr(each.holds),
    })),
    temporal: core.temporal.map((each) => ({
      ...each,
      parameters: each.parameters.map((x) => ({ ...x, domain: simplifyExpr(x.domain) })),
      formula: mapFormula(each.formula, simplifyExpr),
    })),
    fairness: core.fairness.map((each) => ({
      ...each,
      parameters: each.parameters.map((x) => ({ ...x, domain: simplifyExpr(x.domain) })),
      instances: mapInstances(each.instances, (argument) => simplifyExpr(argument)),
    })),
    scenarios: core.scenarios.map((scenario) =>
      scenario.outcome.kind === "state"
        ? {
            ...scenario,
            outcome: { ...scenario.outcome, holds: simplifyExpr(scenario.outcome.holds) },
          }
        : scenario,
    ),
  };
}
