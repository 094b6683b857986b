// Procedures are gone after this: a process has a copy of their steps for each way that leads to
// them, and their parameters and variables among its own locals. A thread is at most once in a
// procedure, for none calls itself, so the copies share them.

import type { Frame } from "../core/core.js";
import type { Span } from "../base/source.js";
import { stepInside } from "../core/step.js";
import { firstValue } from "../semantics/defaults.js";
import { calledBy } from "../semantics/procedures.js";
import { children, mapChildren } from "../semantics/traverse.js";
import type { Expr, Procedure, Process, Statement, Step } from "../semantics/typed.js";
import { rewriteStatement } from "./rewrite.js";

/** Where a body stands: in the process itself, or in a procedure called from a step. */
interface Place {
  /** The step it was called from; undefined in the process itself. */
  readonly caller: string | undefined;
  readonly procedure: Procedure | undefined;
  /** All steps; a `goto` may name an absent one. */
  readonly steps: readonly Step[];
  readonly leave: Leave;
}

/** What follows the last step: what is forgotten, and where the thread goes on. */
interface Leave {
  readonly forget: readonly Statement[];
  readonly to: string;
}

/** The process with the steps of the procedures it calls among its own. */
export function inlineCalls(process: Process, procedures: readonly Procedure[]): Process {
  const inliner = new Inliner(process, procedures);
  const whole = { caller: undefined, procedure: undefined, steps: process.steps };
  const steps = inliner.inline({ ...whole, leave: { forget: [], to: "ended" } });
  const { called } = inliner;
  if (called.length === 0) return process;
  const locals = called.flatMap(({ symbol }) =>
    symbol.locals.map(({ name, type }) => ({ name: inliner.nameOf(symbol.name, name), type })),
  );
  const values = called.flatMap((each) => each.symbol.locals.map((_, index) => first(each, index)));
  const symbol = { ...process.symbol, locals: [...process.symbol.locals, ...locals] };
  const frames = called.map((each): Frame => ({
    fields: each.symbol.locals.map(({ name }) => inliner.nameOf(each.symbol.name, name)),
    steps: steps
      .map(({ name }) => name)
      .filter((name) => name.includes(stepInside("", each.symbol.name, ""))),
  }));
  return { ...process, symbol, values: [...process.values, ...values], steps, frames };
}

/** What a parameter or variable is before it is given a value. */
function first({ symbol, values }: Procedure, index: number): Expr {
  const given = values[index - symbol.parameters.length];
  const local = symbol.locals[index];
  const value = given ?? (local && firstValue(local.type, symbol.span));
  if (value === undefined) throw new Error(`a parameter of ${symbol.name} has no values`);
  return value;
}

class Inliner {
  /** The procedures met so far. */
  readonly called: Procedure[] = [];
  readonly #process: Process;
  readonly #procedures: readonly Procedure[];

  constructor(process: Process, procedures: readonly Procedure[]) {
    this.#process = process;
    this.#procedures = procedures;
  }

  /** The present steps, each followed by those of the procedures it calls. */
  inline(place: Place): readonly Step[] {
    const present = place.steps.filter((step) => step.present);
    return present.flatMap((step, index) => {
      const isLast = index === present.length - 1;
      const name = stepOf(place, step.name);
      const next = isLast ? place.leave.to : stepOf(place, present[index + 1]?.name ?? "");
      const forget = isLast ? place.leave.forget : [];
      const after: Leave = { forget, to: next };
      const inner = [...new Set(calledBy(step.body))].map((each) => this.#enter(each, name, after));
      const body = [...this.#rewrite(place, step.body, inner), ...forget];
      const own = place.procedure && { procedure: place.procedure.symbol.name, step: step.name };
      const copy: Step = { ...step, name, next, body, ...(own && { of: own }) };
      return [copy, ...inner.flatMap((each) => this.inline(each))];
    });
  }

  /** The local of the process that a local of a procedure becomes. */
  nameOf(procedure: string, local: string): string {
    const taken = new Set(this.#process.symbol.locals.map(({ name }) => name));
    let name = `${procedure}_${local}`;
    while (taken.has(name)) name += "_";
    return name;
  }

  #enter(name: string, caller: string, after: Leave): Place {
    const procedure = this.#procedures.find(({ symbol }) => symbol.name === name);
    if (procedure === undefined) throw new Error(`no procedure ${name}`);
    if (!this.called.includes(procedure)) this.called.push(procedure);
    const leave = { ...after, forget: [...this.#forget(procedure), ...after.forget] };
    return { caller, procedure, steps: procedure.steps, leave };
  }

  /** Dead values would tell states apart; but none of interchangeable ones is chosen to forget. */
  #forget(procedure: Procedure): readonly Statement[] {
    return procedure.symbol.locals.flatMap(({ name }, index) => {
      const value = first(procedure, index);
      return isChosen(value) ? [] : [this.#set(procedure, name, value)];
    });
  }

  #set(procedure: Procedure, local: string, value: Expr): Statement {
    const { span } = value;
    const instance: Expr = { kind: "local", name: "self", type: this.#process.symbol.type, span };
    const name = this.nameOf(procedure.symbol.name, local);
    const target: Expr = { kind: "process-local", instance, name, type: value.type, span };
    return { kind: "assign", target, value, span };
  }

  #rewrite(
    place: Place,
    body: readonly Statement[],
    inner: readonly Place[],
  ): readonly Statement[] {
    return body.flatMap((statement): readonly Statement[] => {
      const { span } = statement;
      switch (statement.kind) {
        case "goto": {
          const from = place.steps.findIndex(({ name }) => name === statement.step);
          const target = place.steps.slice(from).find(({ present }) => present);
          if (target === undefined) return leave(place.leave, span);
          return [{ kind: "goto", step: stepOf(place, target.name), span }];
        }
        case "return":
          return leave(place.leave, span);
        case "call": {
          const target = inner.find(
            ({ procedure }) => procedure?.symbol.name === statement.procedure,
          );
          if (target?.procedure === undefined) throw new Error("a call of nothing");
          const values = statement.arguments.map((each) => this.#own(place, each));
          return this.#call(target, target.procedure, values, span);
        }
        default:
          return [
            rewriteStatement(statement, {
              expr: (expr) => this.#own(place, expr),
              body: (each) => this.#rewrite(place, each, inner),
            }),
          ];
      }
    });
  }

  /** Parameters get their values, and the thread goes to the first step. */
  #call(
    target: Place,
    procedure: Procedure,
    values: readonly Expr[],
    span: Span,
  ): readonly Statement[] {
    const start = target.steps.find(({ present }) => present);
    if (start === undefined) return leave({ ...target.leave, forget: [] }, span);
    const sets = procedure.symbol.parameters.flatMap(({ name }, index) => {
      const value = values[index];
      return value === undefined ? [] : [this.#set(procedure, name, value)];
    });
    return [...sets, { kind: "goto", step: stepOf(target, start.name), span }];
  }

  /** In a procedure, its locals and the thread as what they are in this process. */
  #own({ procedure }: Place, expr: Expr): Expr {
    if (procedure === undefined) return expr;
    const { type } = this.#process.symbol;
    const own = (part: Expr): Expr => {
      if (isSelf(part)) return { ...part, type };
      if (part.kind !== "process-local" || !isSelf(part.instance)) return mapChildren(part, own);
      const name = this.nameOf(procedure.symbol.name, part.name);
      return { ...part, name, instance: own(part.instance) };
    };
    return own(expr);
  }
}

function isSelf(expr: Expr): boolean {
  return expr.kind === "local" && expr.name === "self";
}

/** Whether a value is one of interchangeable ones, of which none is the first. */
function isChosen(value: Expr): boolean {
  const { type } = value;
  if (value.kind === "symbol") return type.kind === "symbols" && type.interchangeable;
  return children(value).some(isChosen);
}

function leave({ forget, to }: Leave, span: Span): readonly Statement[] {
  return [...forget, to === "ended" ? { kind: "stop", span } : { kind: "goto", step: to, span }];
}

function stepOf({ caller, procedure }: Place, step: string): string {
  if (caller === undefined || procedure === undefined) return step;
  return stepInside(caller, procedure.symbol.name, step);
}
