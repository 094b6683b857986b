// Processes become actions, one for each step that is present; a step that synchronises becomes
// two. The program counter is the field `at` of the instance's record.

import type { Action, Effect } from "../core/core.js";
import type { Expr } from "../core/expression.js";
import type { Action as TypedAction, Process, Step } from "../semantics/typed.js";
import * as build from "./build.js";
import type { Records } from "./layout.js";
import { fieldAt, read, secondHalf } from "./layout.js";
import { interrupt } from "../core/contexts.js";
import { interruption, isRunning, returned } from "./contexts.js";
import { askAtEnd, askMaySleep } from "./locks.js";
import { lowerExpr } from "./lower.js";
import { waitOf } from "./rcu.js";
import type { Made } from "./races.js";
import type { Exit } from "./steps.js";
import { assign, occur } from "./happen.js";
import { walk } from "./steps.js";
import type { Draft, Shop, Way } from "./way.js";
import { setField, setOwn } from "./way.js";

const start: Way = { path: [], assignments: [] };

/** The actions of a process whose instances run. */
export function elaborateProcess(shop: Shop, process: Process): readonly Made[] {
  const records = shop.layout.processes.get(process.symbol.name);
  if (records === undefined) return [];
  const steps = process.steps.filter(({ present }) => present);
  return steps.flatMap((step, index) => {
    const next = step.next ?? steps[index + 1]?.name ?? "ended";
    const [only] = step.body;
    if (process.symbol.context !== undefined && step.name === interrupt)
      return [elaborateInterrupt(shop, process, records, step, next)];
    if (only?.kind === "synchronize")
      return synchronisation(shop, process, records, step, next, only.what);
    return [elaborateStep(shop, process, records, step, next)];
  });
}

function newDraft(shop: Shop, process: Process, records: Records, step: Step): Draft {
  const self = build.local("self", process.symbol.type, step.span);
  return {
    shop,
    self,
    records,
    parameters: [{ name: "self", type: process.symbol.type }],
    guards: [],
    requirements: [],
    accesses: [],
    wants: undefined,
  };
}

/** The first present step at or after the one that is named. */
function resolve(process: Process, target: string): string {
  const from = process.steps.findIndex(({ name }) => name === target);
  return process.steps.slice(from).find(({ present }) => present)?.name ?? "ended";
}

/**
 * The end of a way: the program counter moves, and a process that ends has let go of everything,
 * as has a handler that returns.
 */
function leave(
  draft: Draft,
  records: Records,
  self: Expr,
  step: Step,
  before: Way,
  to: string,
): Effect {
  const ends = to === "ended" || to === interrupt;
  const way = ends ? returned(draft, before, self, step.span) : before;
  if (ends) askAtEnd(draft, way, self, step.span);
  const { type } = fieldAt(records, self, "at");
  const moved = setField(records, self, "at", build.symbol(to, type, step.span));
  const stays = to === step.name;
  return { kind: "assign", assignments: stays ? way.assignments : [...way.assignments, moved] };
}

function elaborateStep(
  shop: Shop,
  process: Process,
  records: Records,
  step: Step,
  next: string,
): Made {
  const draft = newDraft(shop, process, records, step);
  const self = build.local("self", process.symbol.type, step.span);
  const target = (exit: Exit): string =>
    exit.kind === "next" ? next : exit.kind === "stop" ? "ended" : resolve(process, exit.step);
  const begun = occur(draft, start, {
    verb: "step",
    subject: {
      kind: "step",
      process: step.of?.procedure ?? process.symbol.name,
      name: step.of?.step ?? step.name,
    },
    arguments: [self],
    span: step.span,
  });
  const effect = walk(draft, step.body, begun, (way, exit) =>
    leave(draft, records, self, step, way, target(exit)),
  );
  return finish(draft, process, step, step.name, effect);
}

/** A handler begins: even if its first step has to wait, who it interrupted stands still. */
function elaborateInterrupt(
  shop: Shop,
  process: Process,
  records: Records,
  step: Step,
  next: string,
): Made {
  const draft = newDraft(shop, process, records, step);
  const self = build.local("self", process.symbol.type, step.span);
  const begun = interruption(draft, start, self, step.span);
  const effect = leave(draft, records, self, step, begun, next);
  return finish(draft, process, step, step.name, effect);
}

function finish(draft: Draft, process: Process, step: Step, name: string, effect: Effect): Made {
  const { records, self } = draft;
  if (records === undefined || self === undefined) throw new Error("a step without a thread");
  const at = fieldAt(records, self, "at");
  const here = build.same(at, build.symbol(name, at.type, step.span));
  const runs = isRunning(draft, self, step.span);
  const action: Action = {
    span: step.span,
    comment: step.comment,
    sentence: step.sentence,
    name: `${process.symbol.name}.${name}`,
    process: process.symbol.name,
    step: name,
    parameters: draft.parameters,
    guard: build.conjunction([here, runs, ...draft.guards], step.span),
    wants: draft.wants,
    requirements: draft.requirements,
    effect,
  };
  const place = build.conjunction([here, runs], step.span);
  return { action, self, here: place, accesses: draft.accesses };
}

/** First remember whom to wait for, then wait until nobody of them is left. */
function synchronisation(
  shop: Shop,
  process: Process,
  records: Records,
  step: Step,
  next: string,
  what: "synchronize_rcu" | "synchronize_ipi",
): readonly Made[] {
  const first = newDraft(shop, process, records, step);
  const self = build.local("self", process.symbol.type, step.span);
  const { variable, readers } = waitOf(first, what, self, step.span);
  askMaySleep(first, start, self, step.span);
  const begun = assign(start, setOwn(variable, self, readers));
  const half = secondHalf(step.name);
  const begin = leave(first, records, self, step, begun, half);
  const second = newDraft(shop, process, records, step);
  const waited = build.at(read(variable, step), self);
  const nobody = build.setOf([], shop.layout.thread, step.span);
  second.guards.push(build.same(waited, nobody));
  // A procedure that ends with it forgets what was its own.
  const end = walk(second, step.body.slice(1), start, (way) =>
    leave(second, records, self, step, way, next),
  );
  return [finish(first, process, step, step.name, begin), finish(second, process, step, half, end)];
}

/** A declared action: its guard, and statements without a thread. */
export function elaborateAction(shop: Shop, action: TypedAction): Action {
  const draft: Draft = {
    shop,
    self: undefined,
    records: undefined,
    parameters: [...action.parameters],
    guards: [],
    requirements: [],
    accesses: [],
    wants: undefined,
  };
  const guard = action.guard && lowerExpr(shop.layout, action.guard);
  const effect = walk(draft, action.body, start, (way) => ({
    kind: "assign",
    assignments: way.assignments,
  }));
  const { span, comment, sentence, name } = action;
  return {
    span,
    comment,
    sentence,
    name,
    process: undefined,
    step: undefined,
    parameters: draft.parameters,
    guard: build.conjunction([...(guard === undefined ? [] : [guard]), ...draft.guards], span),
    wants: undefined,
    requirements: draft.requirements,
    effect,
  };
}
