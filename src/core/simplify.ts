// A Core that means the same and says less: constants folded, conditions that are already decided
// dropped, and branches that cannot be taken with them. Pure functions, Core to Core.

import type { Action, Assignment, Core, Effect, Requirement, Selector } from "./core.js";
import type { Binder, BinaryOperator, Expr } from "./expression.js";
import { Facts } from "./facts.js";
import { boundNames, countLocal, exprKey, mapChildren, substitute } from "./traverse.js";
import { bool, type Type } from "./type.js";

type Binary = Extract<Expr, { kind: "binary" }>;

function truth(value: boolean, like: Expr): Expr {
  return { kind: "bool", value, type: bool, span: like.span };
}

function isTruth(expr: Expr, value: boolean): boolean {
  return expr.kind === "bool" && expr.value === value;
}

function isEqual(a: Expr, b: Expr): boolean {
  return exprKey(a) === exprKey(b);
}

const opposite: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "=": "!=",
  "!=": "=",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

/** The negation, pushed into a comparison or another negation. */
export function negation(expr: Expr): Expr {
  if (expr.kind === "bool") return truth(!expr.value, expr);
  if (expr.kind === "not") return expr.operand;
  if (expr.kind === "binary") {
    const operator = opposite[expr.operator];
    if (operator !== undefined) return { ...expr, operator };
  }
  return { kind: "not", operand: expr, type: bool, span: expr.span };
}

function binary(operator: BinaryOperator, left: Expr, right: Expr, like: Expr): Binary {
  return { kind: "binary", operator, left, right, type: like.type, span: like.span };
}

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
    expr.kind === "map"
  ) {
    return simplifyBound(expr, facts);
  }
  const inside = fold(mapChildren(expr, (child) => simplifyExpr(child, facts)));
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
    if (isTruth(left, true) || isTruth(right, false)) return right;
    return isTruth(right, true) ? left : binary("and", left, right, expr);
  }
  if (operator === "or") {
    if (isTruth(left, true)) return left;
    const right = simplifyExpr(expr.right, facts.assume(left, false));
    if (isTruth(left, false) || isTruth(right, true)) return right;
    return isTruth(right, false) ? left : binary("or", left, right, expr);
  }
  if (operator === "implies") {
    if (isTruth(left, false)) return truth(true, expr);
    const right = simplifyExpr(expr.right, facts.assume(left, true));
    if (isTruth(left, true) || isTruth(right, true)) return right;
    return isTruth(right, false) ? negation(left) : binary("implies", left, right, expr);
  }
  const folded = foldBinary(binary(operator, left, simplifyExpr(expr.right, facts), expr));
  if (folded.type.kind !== "bool") return folded;
  if (folded.kind !== "binary" || folded.operator !== "!=") return decided(folded, facts);
  const equal = facts.decide({ ...folded, operator: "=" });
  return equal === undefined ? folded : truth(!equal, folded);
}

function simplifyIf(expr: Extract<Expr, { kind: "if" }>, facts: Facts): Expr {
  const condition = simplifyExpr(expr.condition, facts);
  if (condition.kind === "bool")
    return simplifyExpr(condition.value ? expr.then : expr.else, facts);
  const yes = simplifyExpr(expr.then, facts.assume(condition, true));
  const no = simplifyExpr(expr.else, facts.assume(condition, false));
  if (isEqual(yes, no)) return yes;
  if (isTruth(yes, true)) return isTruth(no, false) ? condition : binary("or", condition, no, expr);
  if (isTruth(yes, false)) {
    return isTruth(no, true) ? negation(condition) : binary("and", negation(condition), no, expr);
  }
  if (isTruth(no, false)) return binary("and", condition, yes, expr);
  if (isTruth(no, true)) return binary("implies", condition, yes, expr);
  return { ...expr, condition, then: yes, else: no };
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

/** True if something inside binds the name again. */
function bindsLocally(expr: Expr, name: string): boolean {
  let found = boundNames(expr).includes(name);
  mapChildren(expr, (child) => {
    found ||= bindsLocally(child, name);
    return child;
  });
  return found;
}

function isEmpty(expr: Expr): boolean {
  return expr.kind === "set" && expr.elements.length === 0;
}

function simplifyBound(
  expr: Extract<Expr, { kind: "quantifier" | "filter" | "image" | "map" }>,
  facts: Facts,
): Expr {
  const inner = facts.without(boundNames(expr));
  const binder = (b: Binder): Binder => ({ ...b, domain: simplifyExpr(b.domain, inner) });
  switch (expr.kind) {
    case "quantifier": {
      const binders = expr.binders.map(binder);
      const body = simplifyExpr(expr.body, inner);
      const nothing = binders.some((each) => isEmpty(each.domain));
      if (expr.word === "all" && (isTruth(body, true) || nothing)) return truth(true, expr);
      if (expr.word === "some" && (isTruth(body, false) || nothing)) return truth(false, expr);
      const simpler: Expr = { ...expr, binders, body };
      return expr.type.kind === "bool" ? decided(simpler, facts) : simpler;
    }
    case "filter": {
      const domain = binder(expr.binder);
      const condition = simplifyExpr(expr.condition, inner);
      if (isTruth(condition, true) || isEmpty(domain.domain)) return domain.domain;
      return isTruth(condition, false)
        ? { kind: "set", elements: [], type: expr.type, span: expr.span }
        : { ...expr, binder: domain, condition };
    }
    case "image":
      return { ...expr, binders: expr.binders.map(binder), value: simplifyExpr(expr.value, inner) };
    case "map":
      return { ...expr, binder: binder(expr.binder), value: simplifyExpr(expr.value, inner) };
  }
}

function isInside(inner: Type, outer: Type): boolean {
  if (inner.kind !== "int" || outer.kind !== "int") return false;
  return inner.low >= outer.low && inner.high <= outer.high;
}

/** One node whose children are simple. */
function fold(expr: Expr): Expr {
  if (expr.kind === "negate" && expr.operand.kind === "int") {
    return { ...expr.operand, value: 0 - expr.operand.value, type: expr.type };
  }
  if (expr.kind === "is" && expr.of.kind === "construct") {
    return truth(expr.of.case === expr.case, expr);
  }
  if (expr.kind === "payload" || expr.kind === "field") {
    if (expr.of.kind !== "construct" && expr.of.kind !== "record") return expr;
    return expr.of.fields.find((each) => each.name === expr.name)?.value ?? expr;
  }
  if (expr.kind === "present") return expr.of.type.kind === "option" ? expr : expr.of;
  if (expr.kind === "with") return expr.changes.length === 0 ? expr.of : expr;
  if (expr.kind === "within") return isInside(expr.operand.type, expr.type) ? expr.operand : expr;
  return expr;
}

function foldBinary(expr: Binary): Expr {
  const { operator } = expr;
  return operator === "=" || operator === "!=" ? foldEquality(expr) : foldSets(foldInts(expr));
}

function foldEquality(expr: Binary): Expr {
  const { operator, left, right } = expr;
  const equal = areEqual(left, right);
  if (equal !== undefined) return truth(equal === (operator === "="), expr);
  if (left.kind === "bool") return left.value === (operator === "=") ? right : negation(right);
  if (right.kind === "bool") return right.value === (operator === "=") ? left : negation(left);
  return expr;
}

function foldSets(expr: Expr): Expr {
  if (expr.kind !== "binary") return expr;
  const { operator, left, right } = expr;
  if (operator === "in" && isEmpty(right)) return truth(false, expr);
  if (operator === "in" && right.kind === "domain" && isInside(left.type, right.of)) {
    return truth(true, expr);
  }
  if (operator === "subset" && isEmpty(left)) return truth(true, expr);
  if (operator === "union") return isEmpty(left) ? right : isEmpty(right) ? left : expr;
  if (operator === "minus") return isEmpty(right) ? left : expr;
  return expr;
}

/** Whether two values are equal, if their text or their types tell. */
function areEqual(left: Expr, right: Expr): boolean | undefined {
  if (isEqual(left, right)) return true;
  if (left.type.kind === "int" && right.type.kind === "int") {
    if (left.type.high < right.type.low || right.type.high < left.type.low) return false;
    const isOne = left.type.low === left.type.high && right.type.low === right.type.high;
    return isOne ? true : undefined;
  }
  if (left.type.kind === "symbols" && right.type.kind === "symbols") {
    const leftValues = left.kind === "symbol" ? [left.value] : left.type.values;
    const rightValues = right.kind === "symbol" ? [right.value] : right.type.values;
    if (!leftValues.some((value) => rightValues.includes(value))) return false;
    return leftValues.length === 1 && rightValues.length === 1 ? true : undefined;
  }
  if (left.kind === "construct" && right.kind === "construct" && left.case !== right.case)
    return false;
  return left.kind === "bits" && right.kind === "bits" ? left.value === right.value : undefined;
}

function foldInts(expr: Binary): Expr {
  const { left, right } = expr;
  if (left.kind !== "int" || right.kind !== "int") return expr;
  const [a, b] = [left.value, right.value];
  const int = (value: number): Expr => ({
    kind: "int",
    value,
    type: { kind: "int", name: undefined, low: value, high: value },
    span: expr.span,
  });
  if (expr.operator === "<") return truth(a < b, expr);
  if (expr.operator === "<=") return truth(a <= b, expr);
  if (expr.operator === ">") return truth(a > b, expr);
  if (expr.operator === ">=") return truth(a >= b, expr);
  if (expr.operator === "+") return int(a + b);
  if (expr.operator === "-") return int(a - b);
  return expr.operator === "*" ? int(a * b) : expr;
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
export function simplifyEffect(effect: Effect, facts: Facts = Facts.none): Effect {
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
  return effectKey(yes) === effectKey(no) ? yes : { ...effect, condition, then: yes, else: no };
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
    initial: core.initial.map((initial) => ({
      ...initial,
      condition: initial.condition === undefined ? undefined : simplifyExpr(initial.condition),
      values: initial.values.map((value) => simplifyExpr(value)),
    })),
    actions: core.actions.map(simplifyAction),
    invariants: core.invariants.map((invariant) => ({
      ...invariant,
      applies: invariant.applies === undefined ? undefined : simplifyExpr(invariant.applies),
      holds: simplifyExpr(invariant.holds),
    })),
    reachables: core.reachables.map((each) => ({ ...each, holds: simplifyExpr(each.holds) })),
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
