// Rules and guards become requirements of the actions in which their events happen. The forms
// `after` and `never` keep a monitor: a state variable that is true while the obligation, or the
// ban, lasts.

import type { Assignment, Requirement, Variable } from "../core/core.js";
import type { Binder, Expr } from "../core/expression.js";
import type { Type } from "../core/type.js";
import { bool } from "../core/type.js";
import type { EventPattern, Guard, LockSet, Rule } from "../semantics/typed.js";
import { advance } from "./advance.js";
import * as build from "./build.js";
import type { Layout } from "./layout.js";
import { read } from "./layout.js";
import { held, inSection, lowerExpr } from "./lower.js";
import type { Match } from "./match.js";
import { match, replace } from "./match.js";
import type { Occurrence } from "./occurrence.js";

/** What an occurrence asks for, and what it changes in the monitors. */
export interface Consequences {
  readonly requirements: readonly Requirement[];
  readonly assignments: readonly Assignment[];
}

/** Where in the model an occurrence happens. */
export interface Moment {
  readonly self: Expr | undefined;
  /** The way through the step up to here. */
  readonly path: readonly Expr[];
  readonly assignments: readonly Assignment[];
}

/** The state variables of the rules that need to remember. */
export function monitorsOf(rules: readonly Rule[]): Variable[] {
  return rules.flatMap((rule) =>
    rule.form.form === "on"
      ? []
      : [{ ...rule, name: rule.name, type: monitorType(rule), isInner: true as const }],
  );
}

function monitorType(rule: Rule): Type {
  return rule.variables.reduceRight<Type>(
    (value, { type: key }) => ({ kind: "map", key, value }),
    bool,
  );
}

/** A requirement at a moment, with its condition read as of then. */
export function requirement(
  moment: Moment,
  property: string,
  span: Requirement["span"],
  need: Expr,
  extra: {
    readonly conditions?: readonly Expr[];
    readonly binders?: readonly Binder[];
    readonly unless?: readonly Expr[];
  } = {},
): Requirement {
  const { conditions = [], binders = [], unless = [] } = extra;
  const as = (expr: Expr): Expr => advance(expr, moment.assignments);
  const happens = build.conjunction(conditions.map(as), span);
  const inner = (goal: Expr): Expr =>
    build.quantify("all", binders, build.disjunction([build.not(happens), goal], span));
  const on = [...moment.path, build.quantify("some", binders, happens)];
  const whole = build.conjunction(on, span);
  const plain = binders.length === 0;
  return {
    property,
    span,
    on: whole.kind === "bool" && whole.value ? undefined : whole,
    need: plain ? as(need) : inner(as(need)),
    unless: unless.map((each) => (plain ? as(each) : inner(as(each)))),
  };
}

/** What the rules say of an occurrence. */
export function applyRules(
  layout: Layout,
  rules: readonly Rule[],
  occurrence: Occurrence,
  moment: Moment,
): Consequences {
  const requirements: Requirement[] = [];
  const assignments: Assignment[] = [];
  for (const rule of rules) {
    const on = (patterns: readonly EventPattern[], act: (found: Match) => void): void => {
      for (const pattern of patterns) {
        const found = match(layout, rule, pattern, occurrence, moment.self);
        if (found !== undefined) act(found);
      }
    };
    const ask = (found: Match, need: Expr): void => {
      const bound = (expr: Expr): Expr => replace(expr, found.values);
      requirements.push(
        requirement(moment, rule.name, occurrence.span, bound(need), {
          conditions: [...occurrence.conditions, ...found.conditions],
          binders: [
            ...occurrence.binders,
            ...found.binders,
            ...openBinders(rule, found, occurrence),
          ],
          unless: rule.form.unless.map((each) => bound(lowerExpr(layout, each))),
        }),
      );
    };
    const set = (value: boolean) => (found: Match) => {
      assignments.push(monitorAssignment(rule, found, occurrence, value));
    };
    const { form } = rule;
    const monitor = (): Expr => monitorRead(rule, occurrence);
    switch (form.form) {
      case "on":
        on(form.on, (found) => {
          ask(found, lowerExpr(layout, form.need));
        });
        break;
      case "after":
        on(form.before, (found) => {
          ask(found, build.not(monitor()));
        });
        on(form.need, set(false));
        on(form.until, set(false));
        on(form.after, set(true));
        break;
      case "never":
        on(form.never, (found) => {
          ask(found, build.not(monitor()));
        });
        on(form.to, set(false));
        on(form.from, set(true));
        break;
    }
  }
  return { requirements, assignments };
}

/** The pattern variables that an event of a monitor does not name: it is about all of them. */
function openBinders(rule: Rule, found: Match, occurrence: Occurrence): Binder[] {
  if (rule.form.form === "on") return [];
  const known = new Set([...found.values.keys(), ...found.binders.map(({ name }) => name)]);
  return rule.variables
    .filter(({ name }) => !known.has(name))
    .map(({ name, type }) => build.binderOver(name, type, occurrence.span));
}

function monitorRead(rule: Rule, occurrence: Occurrence): Expr {
  const variable = read({ name: rule.name, type: monitorType(rule) }, occurrence);
  return rule.variables.reduce(
    (of, { name, type }) => build.at(of, build.local(name, type, occurrence.span)),
    variable,
  );
}

function monitorAssignment(
  rule: Rule,
  found: Match,
  occurrence: Occurrence,
  value: boolean,
): Assignment {
  const binders = [
    ...occurrence.binders,
    ...found.binders,
    ...openBinders(rule, found, occurrence),
  ];
  const path = rule.variables.map(({ name, type }) => ({
    kind: "index" as const,
    index: found.values.get(name) ?? build.local(name, type, occurrence.span),
  }));
  const conditions = build.conjunction(
    [...occurrence.conditions, ...found.conditions],
    occurrence.span,
  );
  const before = replace(monitorRead(rule, occurrence), found.values);
  return {
    binders,
    place: { variable: rule.name, path },
    value: build.choose(conditions, build.truth(value, occurrence.span), before),
  };
}

/** What the guards ask of a read or write by a thread. */
export function applyGuards(
  layout: Layout,
  guards: readonly Guard[],
  occurrence: Occurrence,
  moment: Moment,
): Requirement[] {
  const { self } = moment;
  if (self === undefined) return [];
  const { verb, subject, span, conditions, binders } = occurrence;
  return guards.flatMap((guard) => {
    if (verb !== "read" && verb !== "write") return [];
    const locks = guard[verb];
    if (locks === undefined || !sameTarget(guard, subject)) return [];
    const need = lockSetHeld(layout, locks, self, occurrence.arguments[0], occurrence);
    return [requirement(moment, guard.name, span, need, { conditions, binders })];
  });
}

function sameTarget(guard: Guard, subject: Occurrence["subject"]): boolean {
  const target = guard.subject;
  if (target.kind === "variable")
    return subject.kind === "variable" && subject.name === target.name;
  return (
    target.kind === "object-field" &&
    subject.kind === "object-field" &&
    subject.object === target.object &&
    subject.name === target.name
  );
}

function lockSetHeld(
  layout: Layout,
  locks: LockSet,
  self: Expr,
  object: Expr | undefined,
  occurrence: Occurrence,
): Expr {
  switch (locks.kind) {
    case "any":
      return build.truth(true, occurrence.span);
    case "section":
      return inSection(layout, locks.section, self);
    case "lock": {
      const own = locks.object === undefined ? object : lowerExpr(layout, locks.object);
      const holds = (mode: "read" | "write" | undefined): Expr =>
        held(layout, locks.lock, own, mode, self, occurrence);
      return locks.mode === "write" ? holds("write") : holds(undefined);
    }
    case "and":
    case "or": {
      const sides = [locks.left, locks.right].map((side) =>
        lockSetHeld(layout, side, self, object, occurrence),
      );
      const all = locks.kind === "and";
      return all
        ? build.conjunction(sides, occurrence.span)
        : build.disjunction(sides, occurrence.span);
    }
  }
}
