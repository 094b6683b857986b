// Action instances: the guard, what its requirements ask, the locks it takes in which order, and
// the state after. With its arguments all constants, an instance is a few tests and masks.

import { contextClass, interrupt, passingClass } from "../../core/contexts.js";
import type { Action, Requirement } from "../../core/core.js";
import type { Expr } from "../../core/expression.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { compileEffect } from "./effect.js";
import { condition, evaluate } from "./expression.js";
import type { Numbers } from "./numbers.js";
import { callText, quote, remark } from "./remark.js";
import { Block, chain, withLocal, type Scope, type Subject } from "./scope.js";
import type { Value } from "./value.js";
import { classesHeld, inTheWay, isPassing, queueOf, threadAt } from "./waits.js";

export interface Instance {
  readonly action: Action;
  /** Its number among all instances. */
  readonly choice: number;
  readonly args: ReadonlyMap<string, Value>;
  /** The bit of the thread that takes it. */
  readonly thread: number | undefined;
}

/** The scope of an instance, where the leaves in `known` have the given values. */
export function instanceScope(
  { args }: Pick<Instance, "args">,
  subject: Subject,
  block: Block,
  known: ReadonlyMap<number, number>,
): Scope {
  const blank: Scope = { evaluate, subject, block, locals: new Map(), known };
  return [...args].reduce(
    (scope: Scope, [name, value]) => withLocal(scope, name, { value }),
    blank,
  );
}

/** The parts of a conjunction. */
export function conjunctsOf(expr: Expr): readonly Expr[] {
  if (expr.kind !== "binary" || expr.operator !== "and") return [expr];
  return [...conjunctsOf(expr.left), ...conjunctsOf(expr.right)];
}

/** Tests the guard, and if it is true, runs what `taken` writes. */
export function compileInstance(instance: Instance, scope: Scope, numbers: Numbers): void {
  const asking = new Block(scope.block);
  const before = asking.failures;
  const guard = conjunctsOf(instance.action.guard).reduce(
    (left: Code, part) =>
      chain("and", left, (inner) => condition(part, inner), { ...scope, block: asking }),
    js.truth(true),
  );
  const mayFail = asking.failures > before;
  if (guard.constant === 0 && !mayFail) return;
  const { action, args } = instance;
  remark(callText(action.name, args, scope.subject), action.span, scope.block, scope.subject);
  quote(action.span, scope.block, scope.subject);
  if (mayFail) scope.block.add("F[1] = 0;");
  scope.block.lines.push(...asking.lines);
  const block = new Block(scope.block);
  compileTaken(instance, { ...scope, block }, numbers);
  const failed = mayFail
    ? `if (F[1] !== 0) { ${outOfRange("guard", instance.choice, 0, scope.subject, numbers)} } else `
    : "";
  const test = guard.constant === 1 ? "" : `if (${guard.text}) `;
  scope.block.add(`${failed}${test}{\n${block.text}\n}`);
}

/** Notes that what is asked has no value, if that is checked and not known to happen before. */
export function outOfRange(
  kind: "guard" | "judgement" | "range" | "comparison",
  choice: number | string,
  what: number,
  subject: Subject,
  numbers: Numbers,
): string {
  if (!subject.core.checks.includes("out_of_range")) return "";
  const open = `decided[${numbers.property("out_of_range")}] === 0`;
  return `if (${open}) notice("${kind}", ${choice}, ${what});`;
}

function compileTaken(instance: Instance, scope: Scope, numbers: Numbers): void {
  const { action, choice } = instance;
  scope.block.add(`taken[${numbers.action(action.name)}] = 1;`);
  action.requirements.forEach((requirement, position) => {
    const inner = { ...scope, block: new Block(scope.block) };
    compileRequirement(instance, requirement, position, inner, numbers);
    if (inner.block.lines.length > 0) scope.block.add(`{\n${inner.block.text}\n}`);
  });
  compileEdges(instance, scope, numbers);
  const own = new Block(scope.block);
  const before = own.failures;
  compileEffect(action.effect, { ...scope, block: own }, (words, block) => {
    const stores = [...words, `${choice}`].map((word, at) =>
      at === 0 ? `B[n] = ${word};` : `B[n + ${at}] = ${word};`,
    );
    const store = `${stores.join(" ")} n += ${words.length + 1};`;
    if (own.failures === before) block.add(store);
    else {
      const notice = outOfRange("range", choice, 0, scope.subject, numbers);
      block.add(`if (F[1] !== 0) { F[2] = 1; F[4] = 1; ${notice} } else { ${store} }`);
    }
  });
  if (own.failures > before) scope.block.add("F[1] = 0;");
  scope.block.lines.push(...own.lines);
}

/** One requirement, asked as the readable model asks: does it apply, hold, is it excused? */
function compileRequirement(
  instance: Instance,
  requirement: Requirement,
  position: number,
  scope: Scope,
  numbers: Numbers,
): void {
  const { on } = requirement;
  const before = scope.block.failures;
  const happens = on === undefined ? js.truth(true) : condition(on, scope);
  const onFails = scope.block.failures > before;
  if (happens.constant === 0 && !onFails) return;
  const block = new Block(scope.block);
  const number = numbers.requirement(instance.action.name, position);
  compileNeed(instance, requirement, number, { ...scope, block }, numbers);
  const mayFail = scope.block.failures > before;
  if (block.lines.length === 0 && !mayFail) return;
  remark(requirement.property, requirement.span, scope.block, scope.subject);
  const test = happens.constant === 1 ? "" : `if (${happens.text}) `;
  const open = onFails ? `if (F[1] === 0) ` : "";
  if (open === "" && test === "") scope.block.lines.push(...block.lines);
  else scope.block.add(`${open}${test}{\n${block.text}\n}`);
  if (!mayFail) return;
  scope.block.lines.unshift("F[1] = 0;");
  const notice = outOfRange("judgement", instance.choice, number, scope.subject, numbers);
  if (notice !== "") scope.block.add(`if (F[1] !== 0) { ${notice} }`);
}

function compileNeed(
  { action, choice }: Instance,
  { property, on, need, unless }: Requirement,
  number: number,
  scope: Scope,
  numbers: Numbers,
): void {
  const own = numbers.property(property);
  const broken = `notice("requirement", ${choice}, ${number});`;
  const applies = `applied[${own}] = 1;`;
  const { block } = scope;
  const test = new Block(block);
  const before = test.failures;
  const holds = condition(need, { ...scope, block: test });
  const mayFail = test.failures > before;
  if (mayFail) {
    test.add(`if (F[1] === 0) ${applies}`);
  } else if (on !== undefined) block.add(applies);
  else numbers.appliesWith(action.name, property);
  if (holds.constant === 1 && !mayFail) return;
  const missed = `${mayFail ? "F[1] === 0 && " : ""}${js.not(holds).text}`;
  if (unless.length === 0) {
    if (mayFail) {
      block.lines.push(...test.lines, `if (${missed} && decided[${own}] === 0) ${broken}`);
    } else {
      test.add(`if (${missed}) ${broken}`);
      block.add(`if (decided[${own}] === 0) {\n${test.text}\n}`);
    }
    return;
  }
  const missing = new Block(block);
  compileExcuses(property, unless, broken, { ...scope, block: missing }, numbers);
  block.lines.push(...test.lines, `if (${missed}) {\n${missing.text}\n}`);
}

/** What excuses a need that is not met; counted, unless one of the exceptions has no value. */
function compileExcuses(
  property: string,
  unless: readonly Expr[],
  broken: string,
  scope: Scope,
  numbers: Numbers,
): void {
  const { block } = scope;
  const before = block.failures;
  const excuses = unless.map((each) => block.named(condition(each, scope)));
  const counts = excuses.flatMap((test, index) => {
    if (test.constant === 0) return [];
    const count = `excused[${numbers.exception(property, index)}] += weight;`;
    return [test.constant === 1 ? count : `if (${test.text}) ${count}`];
  });
  const isBroken = js.not(excuses.reduce(js.either, js.truth(false)));
  const own = numbers.property(property);
  const open = js.both(js.truthful(`(decided[${own}] === 0)`), isBroken);
  if (open.constant !== 0) counts.push(`if (${open.text}) ${broken}`);
  if (block.failures > before) block.add(`if (F[1] === 0) {\n${counts.join("\n")}\n}`);
  else block.lines.push(...counts);
}

/** Notes each class of locks held while another is taken, the first time. */
function compileEdges(
  { action, args, choice, thread }: Instance,
  scope: Scope,
  numbers: Numbers,
): void {
  const { core } = scope.subject;
  if (thread === undefined || !core.checks.includes("lock_order")) return;
  const context = core.processes.find(({ name }) => name === action.process)?.context;
  const isInterrupt = context !== undefined && action.step === interrupt;
  const wants = isInterrupt ? { lock: contextClass(context), object: undefined } : action.wants;
  const holder = isInterrupt ? threadAt(args.get("on"), core) : thread;
  if (wants === undefined || holder === undefined) return;
  const passes =
    !isInterrupt && action.wants !== undefined && isPassing(action.wants, action, core);
  const taken = passes ? passingClass(wants.lock) : wants.lock;
  const block = new Block(scope.block);
  for (const { lock, test } of classesHeld(wants, holder, { ...scope, block })) {
    if (test.constant === 0) continue;
    const edge = numbers.edge(lock, taken);
    const isNew = js.truthful(`(known[${edge}] === 0)`);
    block.add(`if (${js.both(isNew, test).text}) notice("edge", ${choice}, ${edge});`);
  }
  scope.block.lines.push(...block.lines);
}

/** What is noted where none of a thread's instances at a step that waits for a lock is enabled. */
export function compileBlocked(first: Instance, scope: Scope, numbers: Numbers): void {
  const { action, thread } = first;
  const { checks } = scope.subject.core;
  if (action.wants === undefined || thread === undefined) return;
  const ways = scope.block.named(inTheWay(action.wants, scope));
  if (ways.constant === 0) return;
  const bit = 1 << thread;
  if (checks.includes("self_deadlock")) {
    const own = js.arithmetic(ways, "&", js.number(bit));
    const open = `decided[${numbers.property("self_deadlock")}] === 0`;
    scope.block.add(`if (${own.text} !== 0 && ${open}) F[3] = 1;`);
  }
  const place = action.wants.mode === "write" ? queueOf(action.wants, scope) : undefined;
  const queued = place === undefined ? "" : ` Q[${place.text}] |= ${bit};`;
  scope.block.add(
    `if (${ways.text} !== 0) { W[${thread}] = ${ways.text}; F[0] |= ${bit};${queued} }`,
  );
}

/** What is noted of a task that is about to read, free or not: it may queue behind a writer. */
export function compileQueued(first: Instance, scope: Scope): void {
  const { action, thread } = first;
  const { checks, processes } = scope.subject.core;
  const process = processes.find(({ name }) => name === action.process);
  const isRead = action.wants?.mode === "read" && process?.context === undefined;
  if (action.wants === undefined || thread === undefined || !isRead) return;
  const place = checks.includes("deadlock") ? queueOf(action.wants, scope) : undefined;
  if (place !== undefined) scope.block.add(`A[${thread}] = ${place.text}; F[5] |= ${1 << thread};`);
}
