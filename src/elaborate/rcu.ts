// RCU and interrupts: sections of each thread, and what waits for them. A grace period ends when
// every reader that was in a section at its beginning has left it; so does the wait for an IPI with
// those that had interrupts off. Both remember, as a set of threads, whom they still wait for.

import type { Span } from "../base/source.js";
import type { Assignment } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import type { Type } from "../core/type.js";
import { advance } from "./advance.js";
import * as build from "./build.js";
import type { StateVariable } from "./layout.js";
import { fieldAt, read, sectionVariable } from "./layout.js";
import { inSection } from "./lower.js";
import type { Section, SectionWord } from "../semantics/typed.js";
import { requirement } from "./rules.js";
import { crossings } from "./sections.js";
import type { Draft, Way } from "./way.js";
import { ask, setOwn } from "./way.js";

/** What happens at a section statement: whether it is the outermost one, and its assignments. */
export interface Crossing {
  /** True where a section is really entered or left; a nested one only counts. */
  readonly outermost: Expr;
  readonly assignments: (outermost: boolean) => readonly Assignment[];
}

export function constant(type: Type, value: number, span: Span): Expr {
  if (type.kind === "bool") return build.truth(value > 0, span);
  return { kind: "int", value, type, span };
}

/** The section statement, its checks asked for. */
export function cross(draft: Draft, way: Way, word: SectionWord, self: Expr, span: Span): Crossing {
  const { layout } = draft.shop;
  const { section, enters, nests } = crossings[word];
  const variable = sectionVariable(layout, section);
  if (variable === undefined) throw new Error("a section without its variable");
  const isDeep = variable.type.value.kind === "int";
  const before = build.at(read(variable, { span }), self);
  const inside = inSection(layout, section, self);
  const isOne = isDeep ? build.same(before, constant(before.type, 1, span)) : inside;
  const need = enters ? build.not(inside) : nests ? inside : isOne;
  if (!(nests && enters && isDeep))
    ask(draft, [requirement({ self, ...way }, "rcu_unbalanced", span, need)]);
  const value = advance(before, way.assignments);
  const end = (): readonly Assignment[] => leave(section, draft, way, self, span);
  if (isDeep) return nestedCrossing(variable, value, enters, self, end);
  const to = setOwn(variable, self, build.truth(enters, span));
  const assignments = enters ? [to] : [to, ...end()];
  return { outermost: build.truth(true, span), assignments: () => assignments };
}

function nestedCrossing(
  variable: StateVariable,
  value: Expr,
  enters: boolean,
  self: Expr,
  end: () => readonly Assignment[],
): Crossing {
  const type = variable.type.value;
  const { span } = value;
  const one = constant(type, 1, span);
  const to = (depth: Expr): Assignment => setOwn(variable, self, depth);
  const around: Type = { kind: "int", name: undefined, low: -1, high: 4 };
  const moved = build.binary(enters ? "+" : "-", value, one, around);
  const checked: Expr = { kind: "within", operand: moved, type, span };
  const outermost = build.same(value, enters ? constant(type, 0, span) : one);
  return {
    outermost,
    assignments: (isOutermost) =>
      isOutermost && !enters ? [to(constant(type, 0, span)), ...end()] : [to(checked)],
  };
}

/** Who has softirqs off alone is no reader that anybody waits for. */
function leave(
  section: Section,
  draft: Draft,
  way: Way,
  self: Expr,
  span: Span,
): readonly Assignment[] {
  if (section === "bh_off") return [];
  return (section === "rcu" ? leaveRcu : leaveIrqOff)(draft, way, self, span);
}

/** A reader that leaves is waited for no longer, unless interrupts are still off. */
function leaveRcu(draft: Draft, way: Way, self: Expr, span: Span): Assignment[] {
  const { layout } = draft.shop;
  const stays = advance(inSection(layout, "irq_off", self), way.assignments);
  return [
    ...leaveObjects(draft, self, stays, span),
    ...leaveWait(layout.rcuWait, draft, self, stays, span),
  ];
}

export function leaveIrqOff(draft: Draft, way: Way, self: Expr, span: Span): Assignment[] {
  const { layout } = draft.shop;
  const stays = advance(inSection(layout, "rcu", self), way.assignments);
  return [
    ...leaveObjects(draft, self, stays, span),
    ...leaveWait(layout.rcuWait, draft, self, stays, span),
    ...leaveWait(layout.ipiWait, draft, self, build.truth(false, span), span),
  ];
}

function without(waited: Expr, self: Expr, stays: Expr): Expr {
  const only = build.setOf([self], self.type, self.span);
  return build.choose(stays, waited, build.binary("minus", waited, only, waited.type));
}

function leaveObjects(draft: Draft, self: Expr, stays: Expr, span: Span): Assignment[] {
  const { layout } = draft.shop;
  if (!layout.defers || (stays.kind === "bool" && stays.value)) return [];
  return [...layout.objects.values()].map((records) => {
    const each = build.local("each", records.type.key, span);
    const path = [
      { kind: "index", index: each } as const,
      { kind: "field", name: "readers" } as const,
    ];
    return {
      binders: [build.binderOver("each", records.type.key, span)],
      place: { variable: records.variable, path },
      value: without(fieldAt(records, each, "readers"), self, stays),
    };
  });
}

function leaveWait(
  variable: StateVariable | undefined,
  draft: Draft,
  self: Expr,
  stays: Expr,
  span: Span,
): Assignment[] {
  if (variable === undefined) return [];
  const { thread } = draft.shop.layout;
  const each = build.local("each", thread, span);
  const path = [{ kind: "index", index: each } as const];
  return [
    {
      binders: [build.binderOver("each", thread, span)],
      place: { variable: variable.name, path },
      value: without(build.at(read(variable, { span }), each), self, stays),
    },
  ];
}

/**
 * The variable that remembers whom a synchronisation waits for, and whom that is at its beginning.
 */
export function waitOf(
  draft: Draft,
  what: "synchronize_rcu" | "synchronize_ipi",
  self: Expr,
  span: Span,
): { readonly variable: StateVariable; readonly readers: Expr } {
  const { layout } = draft.shop;
  const variable = what === "synchronize_rcu" ? layout.rcuWait : layout.ipiWait;
  if (variable === undefined) throw new Error("a synchronisation without its variable");
  const each = build.local("each", layout.thread, span);
  const sections = [inSection(layout, "irq_off", each)];
  if (what === "synchronize_rcu") sections.push(inSection(layout, "rcu", each));
  const inside = build.disjunction(sections, span);
  const other = build.not(build.same(each, self));
  const condition = build.conjunction(
    [...(what === "synchronize_ipi" ? [other] : []), inside],
    span,
  );
  const type = layout.threads;
  const none = build.setOf([], layout.thread, span);
  if (condition.kind === "bool" && !condition.value) return { variable, readers: none };
  const binder = build.binderOver("each", layout.thread, span);
  return { variable, readers: { kind: "filter", binder, condition, type, span } };
}
