// A local without a first value is assigned on every way that leads to a read of it. Otherwise a model
// would silently decide on the value an author never chose.

import type { Report } from "../../base/diagnostic.js";
import { children } from "../traverse.js";
import type { Expr, Process, Statement, Step } from "../typed.js";
import type * as Ast from "../../syntax/ast.js";
import { expressions, innerBodies } from "./step-laws.js";

/** Reports reads that some way reaches before an assignment; steps absent from the variant are skipped. */
export function checkAssigned(
  report: Report,
  asts: readonly Ast.Process[],
  processes: readonly Process[],
): void {
  for (const process of processes) {
    const ast = asts.find((each) => each.name.text === process.symbol.name);
    const open = ast?.variables.filter(({ value }) => value === undefined) ?? [];
    const steps = process.steps.filter(({ present }) => present);
    if (open.length > 0 && steps.length > 0)
      checkProcess(report, new Set(open.map(({ name }) => name.text)), steps);
  }
}

/** Forward data flow: the locals surely assigned at the start of each step, down to a fixed point. */
function checkProcess(report: Report, open: ReadonlySet<string>, steps: readonly Step[]): void {
  const arrived = new Map<string, ReadonlySet<string>>();
  const work = [0];
  arrived.set(steps[0]?.name ?? "", new Set());
  const flow = (target: string | undefined, assigned: ReadonlySet<string>): void => {
    const index = steps.findIndex(({ name }) => name === target);
    if (index < 0 || target === undefined) return;
    const before = arrived.get(target);
    const now = before === undefined ? assigned : new Set([...before].filter((x) => assigned.has(x)));
    if (before?.size === now.size) return;
    arrived.set(target, now);
    work.push(index);
  };
  for (let index = work.pop(); index !== undefined; index = work.pop()) {
    const step = steps[index];
    if (step === undefined) continue;
    const start = new Set(arrived.get(step.name));
    const end = run(step.body, start, (target, assigned) => {
      flow(nextPresent(steps, target), assigned);
    });
    if (end !== undefined) flow(steps[index + 1]?.name, end);
  }
  const said = new Set<string>();
  for (const step of steps) {
    const start = arrived.get(step.name);
    if (start !== undefined) reportReads(report, open, said, step, start);
  }
}

/** `goto` an absent step continues at the next present one; absent steps were dropped from the list. */
function nextPresent(steps: readonly Step[], target: string): string | undefined {
  return steps.find(({ name }) => name === target)?.name ?? steps[0]?.name;
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
    if (statement.kind === "stop") return undefined;
    if (statement.kind === "assign") {
      const name = localName(statement.target);
      if (name !== undefined) assigned = new Set([...assigned, name]);
      continue;
    }
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

function localName(target: Expr): string | undefined {
  if (target.kind === "process-local") return target.name;
  return undefined;
}

function reportReads(
  report: Report,
  open: ReadonlySet<string>,
  said: Set<string>,
  step: Step,
  start: ReadonlySet<string>,
): void {
  const check = (expr: Expr): void => {
    const own = expr.kind === "process-local" && expr.instance.kind === "local";
    if (own && expr.instance.kind === "local" && expr.instance.name === "self") {
      const { name } = expr;
      if (open.has(name) && !start.has(name) && !said.has(name)) {
        said.add(name);
        report("step/unassigned", { name, step: step.name }, { at: expr.span });
      }
    }
    for (const child of children(expr)) check(child);
  };
  const visit = (body: readonly Statement[]): void => {
    for (const statement of body) {
      for (const expr of expressions(statement)) check(expr);
      for (const inner of innerBodies(statement)) visit(inner);
    }
  };
  visit(step.body);
}
