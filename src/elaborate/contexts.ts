// Interrupts: each task has a CPU of its own, and a handler runs on the CPU of the thread that it
// interrupts. That thread takes no step until the handler has returned; a hardirq may in turn
// interrupt a softirq.

import type { Span } from "../base/source.js";
import type { Assignment } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import type { SymbolsType } from "../core/type.js";
import * as build from "./build.js";
import type { Layout, StateVariable } from "./layout.js";
import { contextOf, read } from "./layout.js";
import { inSection } from "./lower.js";
import { constant, leaveIrqOff } from "./rcu.js";
import type { Draft, Way } from "./way.js";
import { setOwn } from "./way.js";

/** That no handler runs on the thread; nothing interrupts a hardirq, or a softirq but a hardirq. */
export function isRunning({ shop: { layout } }: Draft, self: Expr, span: Span): Expr {
  const { interrupted } = layout;
  const context = contextOf(layout, self);
  const isExposed = context === undefined || (context === "softirq" && has(layout, "hardirq"));
  if (interrupted === undefined || !isExposed) return build.truth(true, span);
  return isFree(layout, interrupted, self, span);
}

function has({ contexts }: Layout, context: "softirq" | "hardirq"): boolean {
  return [...contexts.values()].includes(context);
}

function isFree(layout: Layout, interrupted: StateVariable, thread: Expr, span: Span): Expr {
  return build.same(build.at(read(interrupted, { span }), thread), build.none(layout.holder, span));
}

/** The interrupt: of any thread with interrupts on, on whose CPU nothing runs that forbids it. */
export function interruption(draft: Draft, way: Way, self: Expr, span: Span): Way {
  const { layout } = draft.shop;
  const { interrupted, irqOff, thread } = layout;
  if (interrupted === undefined) throw new Error("a handler that interrupts nobody");
  const isHard = contextOf(layout, self) === "hardirq";
  const tasks = threadsIn(layout, undefined, span);
  const softirqs = isHard ? threadsIn(layout, "softirq", span) : [];
  const on = build.local("on", thread, span);
  draft.parameters.push({
    name: "on",
    type: thread,
    domain: build.setOf([...tasks, ...softirqs], thread, span),
  });
  draft.guards.push(
    isFree(layout, interrupted, on, span),
    build.not(inSection(layout, "irq_off", on)),
    ...(isHard ? [] : [build.not(inSection(layout, "bh_off", on))]),
  );
  if (softirqs.length > 0) draft.guards.push(hasCpu(layout, interrupted, tasks, on));
  const assignments = [...way.assignments, setOwn(interrupted, on, self)];
  if (isHard && irqOff !== undefined)
    assignments.push(setOwn(irqOff, self, constant(irqOff.type.value, 1, span)));
  return { ...way, assignments };
}

/** The instances of the processes in a context, or of the tasks. */
function threadsIn(layout: Layout, context: "softirq" | undefined, span: Span): readonly Expr[] {
  return [...layout.processes]
    .filter(([name]) => layout.contexts.get(name) === context)
    .flatMap(([, { type }]) => type.key.values)
    .map((value) => build.symbol(value, layout.thread, span));
}

/** A task has one always, a softirq while it runs. */
function hasCpu(
  { thread }: Layout,
  interrupted: StateVariable,
  tasks: readonly Expr[],
  on: Expr,
): Expr {
  const { span } = on;
  const isTask = build.binary("in", on, build.setOf(tasks, thread, span));
  const each = build.local("each", thread, span);
  const runs = build.same(build.at(read(interrupted, { span }), each), on);
  const binder = build.binderOver("each", thread, span);
  return build.disjunction([isTask, build.quantify("some", [binder], runs)], span);
}

/** What a handler leaves as it returns: whom it interrupted goes on. Nothing for a task. */
export function returned(draft: Draft, way: Way, self: Expr, span: Span): Way {
  const { layout } = draft.shop;
  const { interrupted, irqOff } = layout;
  const context = contextOf(layout, self);
  if (context === undefined || interrupted === undefined) return way;
  const on =
    context === "hardirq" && irqOff !== undefined
      ? [
          setOwn(irqOff, self, constant(irqOff.type.value, 0, span)),
          ...leaveIrqOff(draft, way, self, span),
        ]
      : [];
  const assignments = [...way.assignments, ...on, goesOn(layout, interrupted, self, layout.thread)];
  return { ...way, assignments };
}

function goesOn(
  layout: Layout,
  interrupted: StateVariable,
  self: Expr,
  thread: SymbolsType,
): Assignment {
  const { span } = self;
  const each = build.local("each", thread, span);
  const by = build.at(read(interrupted, { span }), each);
  const value = build.choose(build.same(by, self), build.none(layout.holder, span), by);
  return {
    binders: [build.binderOver("each", thread, span)],
    place: { variable: interrupted.name, path: [{ kind: "index", index: each }] },
    value,
  };
}
