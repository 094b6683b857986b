// The four laws of a step. It waits at most once and at its start (law 3); on each way through it,
// a name is assigned once (law 2) and not read after that (law 1); nothing follows the end of a
// way.

import type { Report } from "../../base/diagnostic.js";
import type { Span } from "../../base/source.js";
import { textOf } from "../assignable.js";
import { children } from "../traverse.js";
import type { Action, Binder, Expr, Init, Procedure, Process, Statement } from "../typed.js";
import { overlap, placeKinds } from "./places.js";

/** What to do about a wait inside an action, which has no steps. */
const instead =
  "make an action of each way, or pick from what depends on it: " +
  "`pick x in if c then S else {v}`";

/** Reports every breach, for all steps and actions. */
export function checkSteps(
  report: Report,
  processes: readonly (Process | Procedure)[],
  actions: readonly Action[],
  inits: readonly Init[],
): void {
  for (const { steps } of processes)
    for (const step of steps) {
      checkWaits(report, step.body, "begin a new step with it");
      walk({ report, said: new Set() }, step.body, []);
    }
  for (const { body } of [...actions, ...inits]) {
    checkWaits(report, body, instead);
    walk({ report, said: new Set() }, body, []);
  }
  for (const { body } of inits) checkBareIndexes(report, body, []);
}

/** A first value is written entry by entry: what `all` ranges over must be an index by itself. */
function checkBareIndexes(
  report: Report,
  body: readonly Statement[],
  binders: readonly Binder[],
): void {
  for (const statement of body) {
    const own = statement.kind === "assign-all" ? statement.binders : [];
    for (const inner of innerBodies(statement))
      checkBareIndexes(report, inner, [...binders, ...own]);
    if (statement.kind !== "assign") continue;
    const indexes = indexesOf(statement.target);
    const isBare = (name: string) =>
      indexes.some((each) => each.kind === "local" && each.name === name);
    const index = indexes.find((each) =>
      binders.some(({ name }) => mentions(each, name) && !isBare(name)),
    );
    if (index === undefined) continue;
    const facts = {
      what: `the index \`${textOf(index.span)}\``,
      where: "in `all` of an initial state",
    };
    report("step/not-here", facts, {
      at: index.span,
      label: "an index is a name that `all` binds",
    });
  }
}

/** The word of a statement that waits. */
function waitWord(statement: Statement): string | undefined {
  switch (statement.kind) {
    case "take":
      return "`lock`";
    case "await":
    case "pick":
    case "allocate":
      return `\`${statement.kind}\``;
    case "synchronize":
      return `\`${statement.what}\``;
    case "seqcount":
      return statement.what === "read_begin" ? "`read_begin`" : undefined;
    default:
      return undefined;
  }
}

/**
 * Law 3. Entering a section and `let` do not wait and may come first; a lock is all that a step
 * waits for.
 */
function checkWaits(report: Report, body: readonly Statement[], help: string): void {
  let before: Statement | undefined;
  let wait: Statement | undefined;
  for (const statement of body) {
    const what = waitWord(statement);
    if (what === undefined) {
      if (!mayComeFirst(statement)) before ??= statement;
      for (const inner of innerBodies(statement)) forbidWaits(report, inner, statement, help);
      continue;
    }
    const late = isLock(statement) || isLock(wait) ? (before ?? wait) : before;
    if (statement.kind === "synchronize" && body.length > 1)
      report(
        "step/waits-late",
        { what },
        { at: statement.span, help: "make it a step of its own" },
      );
    else if (late !== undefined) reportLate(report, what, statement.span, late, help);
    wait ??= statement;
  }
}

/** What may wait for another thread has a step's wait for itself. */
function isLock(statement: Statement | undefined): boolean {
  return statement?.kind === "take" || statement?.kind === "seqcount";
}

const enterings: ReadonlySet<string> = new Set(["rcu_read_lock", "irq_off", "irq_save", "bh_off"]);

function mayComeFirst(statement: Statement): boolean {
  if (statement.kind === "keep") return true;
  if (statement.kind !== "section") return false;
  return enterings.has(statement.what);
}

function reportLate(report: Report, what: string, at: Span, before: Statement, help: string): void {
  const secondary = [{ span: before.span, text: "this comes before it" }];
  report("step/waits-late", { what }, { at, secondary, help });
}

function forbidWaits(
  report: Report,
  body: readonly Statement[],
  around: Statement,
  help: string,
): void {
  for (const statement of body) {
    const what = waitWord(statement);
    if (what !== undefined) {
      const word = around.kind === "either" ? "`either`" : "`if`";
      const never = `waits never stand inside an ${word}: ${help}`;
      report("step/waits-late", { what }, { at: statement.span, help: never });
    }
    for (const inner of innerBodies(statement)) forbidWaits(report, inner, around, help);
  }
}

/** The bodies inside a statement. */
export function innerBodies(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case "if":
    case "try":
      return [statement.then, statement.else];
    case "either":
      return statement.branches;
    case "assign-all":
      return [statement.body];
    case "release":
      return statement.then.length === 0 ? [] : [statement.then, []];
    default:
      return [];
  }
}

interface Walk {
  readonly report: Report;
  /** Places reported already: two ways through a step may meet the same statement. */
  readonly said: Set<Span>;
}

/**
 * The places assigned at the end of each way that goes on; `undefined` where every way has ended.
 */
type Assigned = readonly Expr[];

function walk(state: Walk, body: readonly Statement[], before: Assigned): Assigned | undefined {
  let assigned: Assigned | undefined = before;
  for (const statement of body) {
    if (assigned === undefined) {
      say(state, statement.span, () => {
        state.report("step/after-goto", {}, { at: statement.span });
      });
      return undefined;
    }
    for (const expr of readBy(statement)) checkReads(state, expr, assigned);
    assigned = walkStatement(state, statement, assigned);
  }
  return assigned;
}

function walkStatement(
  state: Walk,
  statement: Statement,
  assigned: Assigned,
): Assigned | undefined {
  switch (statement.kind) {
    case "goto":
    case "stop":
    case "call":
    case "return":
      return undefined;
    case "assign": {
      const { target } = statement;
      const first = assigned.find((place) => overlap(place, target, true));
      if (first !== undefined)
        say(state, target.span, () => {
          const facts = { name: textOf(target.span) };
          const secondary = [{ span: first.span, text: "first assigned here" }];
          const place = { at: target.span, label: "and again here", secondary };
          state.report("step/assigned-twice", facts, { ...place, ...helpFor(statement) });
        });
      return [...assigned, target];
    }
    case "if":
    case "try":
    case "either": {
      const ends = innerBodies(statement).map((inner) => walk(state, inner, assigned));
      const open = ends.filter((end) => end !== undefined);
      return open.length === 0 ? undefined : [...new Set(open.flat())];
    }
    case "assign-all":
      checkEach(state, statement);
      return walk(state, statement.body, assigned);
    default:
      return assigned;
  }
}

/** What an assignment reads; fields of a bit layout change without reading the others. */
function readBy(statement: Statement): readonly Expr[] {
  if (!changesBits(statement)) return expressions(statement);
  const { target, value } = statement;
  return [...indexesOf(target), ...value.changes.flatMap((change) => change.value)];
}

type ChangeOfBits = Extract<Statement, { kind: "assign" }> & {
  readonly value: Extract<Expr, { kind: "with" }>;
};

/** `e.dirty := true`. */
function changesBits(statement: Statement): statement is ChangeOfBits {
  if (statement.kind !== "assign" || statement.value.kind !== "with") return false;
  return statement.value.of === statement.target;
}

function helpFor(statement: Statement): { readonly help?: string } {
  if (!changesBits(statement)) return {};
  return { help: "change several fields at once with `:= e with { f: v, g: w }`" };
}

/** Law 2 under `all`: what is assigned for each value must be a place of that value. */
function checkEach(state: Walk, all: Extract<Statement, { kind: "assign-all" }>): void {
  const visit = (body: readonly Statement[]): void => {
    for (const statement of body) {
      for (const inner of innerBodies(statement)) visit(inner);
      if (statement.kind !== "assign") continue;
      const { target } = statement;
      const free = all.binders.find(
        ({ name }) => !indexesOf(target).some((each) => mentions(each, name)),
      );
      if (free === undefined) continue;
      say(state, target.span, () => {
        const label = `once for each \`${free.name}\``;
        state.report(
          "step/assigned-twice",
          { name: textOf(target.span) },
          { at: target.span, label },
        );
      });
    }
  };
  visit(all.body);
}

function mentions(expr: Expr, name: string): boolean {
  if (expr.kind === "local" && expr.name === name) return true;
  return children(expr).some((child) => mentions(child, name));
}

function say(state: Walk, span: Span, report: () => void): void {
  if (state.said.has(span)) return;
  state.said.add(span);
  report();
}

/** The expressions that a statement reads itself. */
export function expressions(statement: Statement): readonly Expr[] {
  switch (statement.kind) {
    case "assign":
      return [...indexesOf(statement.target), statement.value];
    case "keep":
      return [statement.value];
    case "if":
    case "await":
      return [statement.condition];
    case "assign-all":
      return statement.binders.map(({ domain }) => domain);
    case "pick":
      return [
        ...statement.binders.map(({ domain }) => domain),
        ...(statement.condition === undefined ? [] : [statement.condition]),
      ];
    case "take":
    case "release":
    case "downgrade":
    case "seqcount":
    case "try":
      return statement.lock.object === undefined ? [] : [statement.lock.object];
    case "lifetime":
      return [statement.object];
    case "call":
      return statement.arguments;
    default:
      return [];
  }
}

/**
 * What the target of an assignment reads: its indexes, and the object or instance it belongs to.
 */
function indexesOf(target: Expr): readonly Expr[] {
  switch (target.kind) {
    case "index":
      return [...indexesOf(target.of), target.index];
    case "field":
    case "bit-field":
      return indexesOf(target.of);
    case "object-field":
      return [target.object];
    default:
      return [];
  }
}

/** Law 1. */
function checkReads(state: Walk, expr: Expr, assigned: Assigned): void {
  if (assigned.length === 0 || expr.kind === "kept") return;
  const isPlace = placeKinds.has(expr.kind);
  const first = isPlace ? assigned.find((place) => overlap(place, expr, false)) : undefined;
  if (first !== undefined)
    say(state, expr.span, () => {
      const secondary = [{ span: first.span, text: "assigned here" }];
      const label = overlap(first, expr, true) ? "" : "this may be the same place";
      const help = "read it before with `let x = ...`, or split the step";
      state.report(
        "step/read-after-write",
        { name: textOf(expr.span) },
        { at: expr.span, label, secondary, help },
      );
    });
  else if (isPlace) for (const index of indexesOf(expr)) checkReads(state, index, assigned);
  else for (const child of children(expr)) checkReads(state, child, assigned);
}
