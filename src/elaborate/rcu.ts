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
import { fieldAt, read } from "./layout.js";
import { inSection } from "./lower.js";
import { requirement } from "./rules.js";
import type { Draft, Way } from "./way.js";
import { ask, setOwn } from "./way.js";

export type Word = "rcu_read_lock" | "rcu_read_unlock" | "irq_off" | "irq_on";

/** What happens at a section statement: whether it is the outermost one, and its assignments. */
export interface Crossing {
  /** True where a section is really entered or left; a nested one only counts. */
  readonly outermost: Expr;
  readonly assignments: (outermost: boolean) => readonly Assignment[];
}

function constant(type: Type, value: number, span: Span): Expr {
  if (type.kind === "bool") return build.truth(value > 0, span);
  return { kind: "int", value, type, span };
}

/** The section statement, its checks asked for. */
export function cross(draft: Draft, way: Way, word: Word, self: Expr, span: Span): Crossing {
  const { layout } = draft.shop;
  const rcu = word === "rcu_read_lock" || word === "rcu_read_unlock";
  const enters = word === "rcu_read_lock" || word === "irq_off";
  const variable = rcu ? layout.rcu : layout.irqOff;
  if (variable === undefined) throw new Error("a section without its variable");
  const inside = inSection(layout, rcu ? "rcu" : "irq_off", self);
  const need = enters ? build.not(inside) : inside;
  if (!(rcu && enters && variable.type.value.kind === "int"))
    ask(draft, [requirement({ self, ...way }, "rcu_unbalanced", span, need)]);
  const value = advance(build.at(read(variable, { span }), self), way.assignments);
  const to = (depth: number): Assignment =>
    setOwn(variable, self, constant(variable.type.value, depth, span));
  const end = rcu ? leaveRcu : leaveIrqOff;
  if (variable.type.value.kind === "bool") {
    const assignments = enters ? [to(1)] : [to(0), ...end(draft, way, self, span)];
    return { outermost: build.truth(true, span), assignments: () => assignments };
  }
  return nestedCrossing(draft, way, variable, value, enters, self, span);
}

function nestedCrossing(
  draft: Draft,
  way: Way,
  variable: StateVariable,
  value: Expr,
  enters: boolean,
  self: Expr,
  span: Span,
): Crossing {
  const type = variable.type.value;
  const one = constant(type, 1, span);
  const to = (depth: Expr): Assignment => setOwn(variable, self, depth);
  const around: Type = { kind: "int", name: undefined, low: -1, high: 4 };
  const moved = build.binary(enters ? "+" : "-", value, one, around);
  const checked: Expr = { kind: "within", operand: moved, type, span };
  const outermost = build.same(value, enters ? constant(type, 0, span) : one);
  return {
    outermost,
    assignments: (isOutermost) =>
      isOutermost && !enters
        ? [to(constant(type, 0, span)), ...leaveRcu(draft, way, self, span)]
        : [to(checked)],
  };
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
