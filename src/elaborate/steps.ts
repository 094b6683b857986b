// A step becomes one guarded action. The statements are walked in order along every way through
// them; where ways part, the effect becomes a decision tree. All values are read from the state
// before the step; the checks are read as of the point where they stand.

import type { Span } from "../base/source.js";
import { cardinality } from "../core/cardinality.js";
import type { Effect, Place } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import type { Statement, Verb } from "../semantics/typed.js";
import { placeOf } from "../core/place.js";
import { contains } from "../core/traverse.js";
import { advance } from "./advance.js";
import * as build from "./build.js";
import { assignAll } from "./bulk.js";
import { assign, occur, poll, read } from "./happen.js";
import { allocated, recordsOf } from "./lifetimes.js";
import { live } from "./lives.js";
import { fieldAt } from "./layout.js";
import {
  askBeforeTaking,
  askNotHeld,
  downgraded,
  heldBySelf,
  isAvailable,
  objectOf,
  released,
} from "./locks.js";
import { lifeIs, lowerExpr } from "./lower.js";
import { accessOf } from "./occurrence.js";
import { cross } from "./rcu.js";
import { askLockAlive, lockEvent, selfOf, take } from "./lock-events.js";
import { requirement } from "./rules.js";
import { count } from "./seqcounts.js";
import type { Draft, Way } from "./way.js";
import { ask } from "./way.js";

/** What follows a way: the step that `goto` names, the end of the process, or the next step. */
export type Exit =
  | { readonly kind: "next" }
  | { readonly kind: "goto"; readonly step: string }
  | { readonly kind: "stop" };

/** Finishes a way: gives the leaf of the decision tree. */
export type Finish = (way: Way, exit: Exit) => Effect;

/** Walks statements from a point; `rest` continues where they fall through. */
export function walk(
  draft: Draft,
  body: readonly Statement[],
  way: Way,
  finish: Finish,
  rest: (way: Way) => Effect = (end) => finish(end, { kind: "next" }),
): Effect {
  const [first, ...others] = body;
  if (first === undefined) return rest(way);
  const on = (next: Way): Effect => walk(draft, others, next, finish, rest);
  switch (first.kind) {
    case "goto":
      return finish(way, { kind: "goto", step: first.step });
    case "stop":
      return finish(way, { kind: "stop" });
    case "if":
      return walkIf(draft, first, way, finish, on);
    case "try": {
      const free = advance(isAvailable(draft, first.lock, first.mode), way.assignments);
      askLockAlive(draft, way, first.lock);
      askNotHeld(draft, way, first.lock, selfOf(draft), free);
      return fork(
        free,
        way,
        (then) => walk(draft, first.then, take(draft, then, first.lock, first.mode), finish, on),
        (otherwise) => walk(draft, first.else, otherwise, finish, on),
      );
    }
    case "either":
      return walkEither(draft, first, way, finish, on);
    case "release":
      return walkRelease(draft, first, way, finish, on);
    case "section": {
      const self = selfOf(draft);
      const crossing = cross(draft, way, first.what, self, first.span);
      const verb = sectionVerbs[first.what];
      const then =
        (outermost: boolean) =>
        (next: Way): Effect => {
          const seen =
            verb !== undefined && outermost ? event(draft, next, verb, first.span) : next;
          return on(assign(seen, ...crossing.assignments(outermost)));
        };
      return fork(crossing.outermost, way, then(true), then(false));
    }
    default:
      return on(act(draft, first, way));
  }
}

const sectionVerbs: Readonly<Record<string, Verb | undefined>> = {
  rcu_read_lock: "enter_rcu",
  rcu_read_unlock: "leave_rcu",
};

/** Two ways, or one where the condition is known. */
function fork(
  condition: Expr,
  way: Way,
  then: (way: Way) => Effect,
  other: (way: Way) => Effect,
): Effect {
  if (condition.kind === "bool") return condition.value ? then(way) : other(way);
  return {
    kind: "if",
    condition,
    then: then({ ...way, path: [...way.path, condition] }),
    else: other({ ...way, path: [...way.path, build.not(condition)] }),
  };
}

/** The statements that do one thing and go on. */
function act(draft: Draft, statement: Statement, way: Way): Way {
  const { layout } = draft.shop;
  switch (statement.kind) {
    case "assign": {
      const target = lowerExpr(layout, statement.target);
      const place = placeOf(target);
      if (place === undefined) throw new Error("an assignment to no place");
      const value = lowerExpr(layout, statement.value);
      const before = read(draft, way, [...indexesOf(target), value]);
      const access = accessOf(layout, target);
      const seen =
        access === undefined
          ? before
          : occur(draft, before, {
              ...access,
              ...(statement.marked && { marked: statement.marked }),
              verb: "write",
            });
      askAssignedOnce(draft, seen, place, statement.span);
      return assign(seen, { binders: [], place, value });
    }
    case "assign-all":
      return assignAll(draft, statement, way);
    case "keep":
      return read(draft, way, [lowerExpr(layout, statement.value)]);
    case "await": {
      const condition = lowerExpr(layout, statement.condition);
      draft.guards.push(condition);
      return test(draft, poll(draft, way, condition), condition);
    }
    case "pick":
      return pick(draft, statement, way);
    case "take": {
      const { lock, mode } = statement;
      draft.guards.push(isAvailable(draft, lock, mode));
      const { span } = lock;
      draft.wants = { lock: lock.lock.name, object: objectOf(draft, lock), mode, span };
      askBeforeTaking(draft, way, lock, selfOf(draft));
      askNotHeld(draft, way, lock, selfOf(draft));
      const object = objectOf(draft, lock);
      return take(draft, object === undefined ? way : read(draft, way, [object]), lock, mode);
    }
    case "seqcount":
      return count(draft, way, statement);
    case "downgrade": {
      const { lock } = statement;
      const self = selfOf(draft);
      const writes = heldBySelf(draft, way, lock, "write", self);
      ask(draft, [requirement({ self, ...way }, "unlock_not_owner", statement.span, writes)]);
      return assign(way, ...downgraded(draft, way, lock, self));
    }
    case "allocate":
      return allocate(draft, statement, way);
    case "lifetime":
      return live(draft, way, statement);
    case "synchronize":
      return way;
    default:
      throw new Error(`${statement.kind} parts ways`);
  }
}

/** Two places that may be one are assigned: their indexes differ, or the order would matter. */
function askAssignedOnce(draft: Draft, way: Way, place: Place, span: Span): void {
  for (const { binders, place: before } of way.assignments) {
    if (before.variable !== place.variable || binders.length > 0) continue;
    const equalities: Expr[] = [];
    const apart = place.path.some((selector, depth) => {
      const other = before.path[depth];
      if (selector.kind === "index" && other?.kind === "index")
        equalities.push(build.same(selector.index, other.index));
      else if (selector.kind === "field" && other?.kind === "field")
        return selector.name !== other.name;
      return false;
    });
    if (apart || equalities.length === 0) continue;
    const need = build.not(build.conjunction(equalities, span));
    // One place for sure: what is allocated may be given values, and all else is an error of the
    // spec.
    if (need.kind === "bool") continue;
    ask(draft, [requirement({ self: draft.self, ...way }, "assigned_twice", span, need)]);
  }
}

function indexesOf(target: Expr): Expr[] {
  if (target.kind === "index") return [...indexesOf(target.of), target.index];
  return target.kind === "field" ? indexesOf(target.of) : [];
}

function event(draft: Draft, way: Way, verb: Verb, span: Span): Way {
  return occur(draft, way, { verb, subject: { kind: "section" }, arguments: [], span });
}

function walkRelease(
  draft: Draft,
  statement: Extract<Statement, { kind: "release" }>,
  way: Way,
  finish: Finish,
  on: (way: Way) => Effect,
): Effect {
  const { lock, ifHeld, span } = statement;
  const self = selfOf(draft);
  const holds = heldBySelf(draft, way, lock, undefined, self);
  const after = (next: Way): Effect => walk(draft, statement.then, next, finish, on);
  const release = (next: Way): Effect =>
    after(assign(lockEvent(draft, next, lock, "unlock"), ...released(draft, next, lock, self)));
  if (ifHeld) return fork(holds, way, release, on);
  ask(draft, [requirement({ self, ...way }, "unlock_not_owner", span, holds)]);
  return release(way);
}

function walkIf(
  draft: Draft,
  statement: Extract<Statement, { kind: "if" }>,
  way: Way,
  finish: Finish,
  on: (way: Way) => Effect,
): Effect {
  const condition = decided(lowerExpr(draft.shop.layout, statement.condition));
  const before = condition.kind === "bool" ? way : read(draft, way, [condition]);
  return fork(
    condition,
    before,
    (then) => walk(draft, statement.then, test(draft, then, condition), finish, on),
    (other) => walk(draft, statement.else, test(draft, other, build.not(condition)), finish, on),
  );
}

/** A condition on switches alone is decided: only one of its ways is in this variant. */
function decided(condition: Expr): Expr {
  if (condition.kind === "not") return build.not(decided(condition.operand));
  if (condition.kind !== "binary") return condition;
  const left = decided(condition.left);
  const right = decided(condition.right);
  const { span } = condition;
  switch (condition.operator) {
    case "and":
      return build.conjunction([left, right], span);
    case "or":
      return build.disjunction([left, right], span);
    case "implies": {
      const negated = build.not(left);
      if (negated.kind === "bool" || right.kind === "bool")
        return build.disjunction([negated, right], span);
      return condition;
    }
    case "=":
      return decidedEquality(left, right, condition);
    case "!=":
      return build.not(decidedEquality(left, right, { ...condition, operator: "=" }));
    default:
      return condition;
  }
}

function decidedEquality(left: Expr, right: Expr, whole: Expr): Expr {
  const constants: ReadonlySet<string> = new Set(["symbol", "int", "bool", "bits"]);
  if (!constants.has(left.kind) || !constants.has(right.kind)) return whole;
  const value = (expr: Expr): unknown => ("value" in expr ? expr.value : undefined);
  return build.truth(value(left) === value(right), whole.span);
}

/** A condition was found true; each part of a conjunction was. */
function test(draft: Draft, way: Way, condition: Expr): Way {
  if (condition.kind === "bool") return way;
  if (condition.kind === "binary" && condition.operator === "and")
    return test(draft, test(draft, way, condition.left), condition.right);
  const { span } = condition;
  const subject = {
    kind: "test",
    condition: { kind: "bool", value: true, type: { kind: "bool" }, span },
  } as const;
  return occur(draft, way, { verb: "test", subject, arguments: [condition], span });
}

function walkEither(
  draft: Draft,
  statement: Extract<Statement, { kind: "either" }>,
  way: Way,
  finish: Finish,
  on: (way: Way) => Effect,
): Effect {
  const { branches, span } = statement;
  const others = draft.parameters.filter(({ name }) => name.startsWith("branch")).length;
  const name = others === 0 ? "branch" : `branch${others + 1}`;
  const type = { kind: "int", name: undefined, low: 1, high: branches.length } as const;
  draft.parameters.push({ name, type });
  const parameter = build.local(name, type, span);
  const from = (index: number): Effect => {
    const body = branches[index] ?? [];
    if (index >= branches.length - 1) return walk(draft, body, way, finish, on);
    const value: Expr = { kind: "int", value: index + 1, type, span };
    return fork(
      build.binary("=", parameter, value),
      way,
      (then) => walk(draft, body, then, finish, on),
      () => from(index + 1),
    );
  };
  return from(0);
}

/** The most values of a type that are tried one by one where a state says which are meant. */
const mostListed = 4096;

function pick(draft: Draft, statement: Extract<Statement, { kind: "pick" }>, way: Way): Way {
  const { layout, functions } = draft.shop;
  const varies = (part: Expr): boolean =>
    part.kind === "variable" ||
    part.kind === "local" ||
    (part.kind === "call" && functions.get(part.function)?.readsState === true);
  let seen = way;
  for (const { name, type, domain } of statement.binders) {
    const set = lowerExpr(layout, domain);
    const isConstant = !contains(set, varies);
    const isLarge = cardinality(type) > mostListed;
    if (!isConstant && isLarge) {
      draft.parameters.push({ name, type, among: set });
      seen = poll(draft, seen, set);
      continue;
    }
    const whole = set.kind === "domain" || !isConstant;
    draft.parameters.push({ name, type, ...(whole ? {} : { domain: set }) });
    if (isConstant) continue;
    draft.guards.push(build.binary("in", build.local(name, type, statement.span), set));
    seen = poll(draft, seen, set);
  }
  if (statement.condition === undefined) return seen;
  const condition = lowerExpr(layout, statement.condition);
  draft.guards.push(condition);
  return test(draft, poll(draft, seen, condition), condition);
}

function allocate(
  draft: Draft,
  statement: Extract<Statement, { kind: "allocate" }>,
  way: Way,
): Way {
  const { name, object: of, span } = statement;
  draft.parameters.push({ name, type: of.type });
  const object = build.local(name, of.type, span);
  draft.guards.push(lifeIs(fieldAt(recordsOf(draft, of), object, "life"), ["free"]));
  const subject = { kind: "object", name: of.name } as const;
  const seen = occur(draft, way, { verb: "allocate", subject, arguments: [object], span });
  return assign(seen, ...allocated(draft, object, of));
}
