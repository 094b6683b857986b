// A local without a first value is assigned on every way that leads to a read of it. Otherwise a
// model would silently decide on the value an author never chose.

import type { Report } from "../../base/diagnostic.js";
import { children } from "../traverse.js";
import type { Expr, Procedure, Process, Statement, Step } from "../typed.js";
import type * as Ast from "../../syntax/ast.js";
import { expressions, innerBodies } from "./step-laws.js";

/**
 * Reports reads that some way reaches before an assignment; steps absent from the variant are
 * skipped.
 */
export function checkAssigned(
  report: Report,
  asts: readonly (Ast.Process | Ast.Procedure)[],
  processes: readonly (Process | Procedure)[],
): void {
  for (const process of processes) {
    const ast = asts.find((each) => each.name.text === process.symbol.name);
    const open = ast?.variables.filter(({ value }) => value === undefined) ?? [];
    if (open.length > 0)
      checkProcess(
        report,
        open.map(({ name }) => name),
        process.steps,
      );
  }
}

/**
 * Forward data flow: the locals surely assigned at the start of each step, down to a fixed point.
 */
function checkProcess(report: Report, open: readonly Ast.Name[], steps: readonly Step[]): void {
  const arrived = new Map<Step, ReadonlySet<string>>();
  const work: Step[] = [];
  // `goto` an absent step, and falling through to one, continue at the next present one.
  const flow = (from: number, assigned: ReadonlySet<string>): void => {
    const step = from < 0 ? undefined : steps.slice(from).find(({ present }) => present);
    if (step === undefined) return;
    const before = arrived.get(step);
    const now =
      before === undefined ? assigned : new Set([...before].filter((x) => assigned.has(x)));
    if (before?.size === now.size) return;
    arrived.set(step, now);
    work.push(step);
  };
  flow(0, new Set());
  for (let step = work.pop(); step !== undefined; step = work.pop()) {
    const end = run(step.body, new Set(arrived.get(step)), (target, assigned) => {
      flow(
        steps.findIndex(({ name }) => name === target),
        assigned,
      );
    });
    if (end !== undefined) flow(steps.indexOf(step) + 1, end);
  }
  const said = new Set<string>();
  for (const step of steps) {
    const start = arrived.get(step);
    if (start !== undefined) reportReads(report, open, said, step, start);
  }
}

type Jump = (target: string, assigned: ReadonlySet<string>) => void;

function run(
  body: readonly Statement[],
  start: ReadonlySet<string>,
  jump: Jump,
): ReadonlySet<string> | undefined {
  let assigned: ReadonlySet<string> | undefined = start;
  for (const statement of body) {
    if (assigned === undefined) return undefined;
    if (statement.kind === "goto") {
      jump(statement.step, assigned);
      return undefined;
    }
    if (statement.kind === "stop" || statement.kind === "return") return undefined;
    if (statement.kind === "assign") {
      const name = localName(statement.target);
      if (name !== undefined) assigned = new Set([...assigned, name]);
      continue;
    }
    if (statement.kind === "assign-all") assigned = new Set([...assigned, ...filledBy(statement)]);
    const inner = innerBodies(statement);
    if (inner.length === 0 || statement.kind === "assign-all") continue;
    const before: ReadonlySet<string> = assigned;
    const ends = inner.map((each) => run(each, before, jump));
    const open = ends.filter((end) => end !== undefined);
    const [first, ...others] = open;
    assigned = first && new Set([...first].filter((x) => others.every((end) => end.has(x))));
  }
  return assigned;
}

/** The maps that `all` fills, entry by entry. */
function filledBy({ body }: Extract<Statement, { kind: "assign-all" }>): readonly string[] {
  return body.flatMap((statement) =>
    statement.kind === "assign" && statement.target.kind === "index"
      ? (localName(statement.target.of) ?? [])
      : [],
  );
}

function localName(target: Expr): string | undefined {
  if (target.kind === "process-local") return target.name;
  return undefined;
}

function isSelf(expr: Expr): boolean {
  return expr.kind === "local" && expr.name === "self";
}

function reportReads(
  report: Report,
  open: readonly Ast.Name[],
  said: Set<string>,
  step: Step,
  start: ReadonlySet<string>,
): void {
  // What the step itself has assigned before is the business of the laws of a step.
  const assigned = new Set<string>();
  const check = (expr: Expr): void => {
    if (expr.kind === "process-local" && isSelf(expr.instance)) {
      const { name } = expr;
      const declared = open.find(({ text }) => text === name);
      if (declared !== undefined && !start.has(name) && !assigned.has(name) && !said.has(name)) {
        said.add(name);
        const secondary = [{ span: declared.span, text: "it has no first value" }];
        const facts = { name, step: step.name };
        report("step/unassigned", facts, { at: expr.span, secondary });
      }
    }
    for (const child of children(expr)) check(child);
  };
  const visit = (body: readonly Statement[]): void => {
    for (const statement of body) {
      for (const expr of expressions(statement)) check(expr);
      if (statement.kind === "assign") {
        const name = localName(statement.target);
        if (name !== undefined) assigned.add(name);
      }
      for (const inner of innerBodies(statement)) visit(inner);
    }
  };
  visit(step.body);
}
