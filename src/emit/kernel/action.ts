// Action instances: the guard, what its requirements ask, the locks it takes in which order, and
// the state after. With its arguments all constants, an instance is a few tests and masks.

import type { Action, Requirement } from "../../core/core.js";
import type { Expr } from "../../core/expression.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { compileEffect } from "./effect.js";
import { condition, evaluate } from "./expression.js";
import type { Numbers } from "./numbers.js";
import { Block, chain, withLocal, type Scope, type Subject } from "./scope.js";
import type { Value } from "./value.js";
import { classesHeld, inTheWay } from "./waits.js";

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
  { args }: Instance,
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
  const guard = conjunctsOf(instance.action.guard).reduce(
    (left: Code, part) => chain("and", left, (inner) => condition(part, inner), scope),
    js.truth(true),
  );
  if (guard.constant === 0) return;
  const block = new Block(scope.block);
  compileTaken(instance, { ...scope, block }, numbers);
  if (guard.constant === 1) scope.block.add(`{\n${block.text}\n}`);
  else scope.block.add(`if (${guard.text}) {\n${block.text}\n}`);
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
  const draft = new Block(scope.block);
  compileEffect(action.effect, { ...scope, block: draft }, () => undefined);
  const mayFail = draft.text.includes("F[1] = 1");
  if (mayFail) scope.block.add("F[1] = 0;");
  compileEffect(action.effect, scope, (words, block) => {
    const stores = [...words, `${choice}`].map((word, at) =>
      at === 0 ? `B[n] = ${word};` : `B[n + ${at}] = ${word};`,
    );
    const store = `${stores.join(" ")} n += ${words.length + 1};`;
    if (!mayFail) block.add(store);
    else {
      const notice = `F[2] = 1; F[4] = 1; notice("range", ${choice}, 0);`;
      block.add(`if (F[1] !== 0) { ${notice} } else { ${store} }`);
    }
  });
}

function compileRequirement(
  { action, choice }: Instance,
  { property, on, need, unless }: Requirement,
  position: number,
  scope: Scope,
  numbers: Numbers,
): void {
  const own = numbers.property(property);
  const happens = on === undefined ? js.truth(true) : condition(on, scope);
  if (happens.constant === 0) return;
  const block = new Block(scope.block);
  const inner = { ...scope, block };
  if (on !== undefined) block.add(`applied[${own}] = 1;`);
  const broken = () =>
    `notice("requirement", ${choice}, ${numbers.requirement(action.name, position)});`;
  if (unless.length === 0) {
    const test = new Block(block);
    const holds = condition(need, { ...scope, block: test });
    if (holds.constant !== 1) {
      test.add(`if (${js.not(holds).text}) ${broken()}`);
      block.add(`if (decided[${own}] === 0) {\n${test.text}\n}`);
    }
  } else {
    const holds = condition(need, inner);
    if (holds.constant !== 1) {
      const missing = new Block(block);
      const excuses = unless.map((each, index) => {
        const test = missing.named(condition(each, { ...scope, block: missing }));
        const count = `excused[${numbers.exception(property, index)}]++;`;
        if (test.constant !== 0) missing.add(`if (${test.text}) ${count}`);
        return test;
      });
      const isBroken = js.not(excuses.reduce(js.either, js.truth(false)));
      const test = js.both(js.truthful(`decided[${own}] === 0`, true), isBroken);
      if (test.constant !== 0) missing.add(`if (${test.text}) ${broken()}`);
      block.add(`if (${js.not(holds).text}) {\n${missing.text}\n}`);
    }
  }
  if (block.lines.length === 0) return;
  scope.block.add(happens.constant === 1 ? block.text : `if (${happens.text}) {\n${block.text}\n}`);
}

/** Notes each class of locks held while another is taken, the first time. */
function compileEdges({ action, choice, thread }: Instance, scope: Scope, numbers: Numbers): void {
  const { wants } = action;
  if (wants === undefined || thread === undefined) return;
  if (!scope.subject.core.checks.includes("lock_order")) return;
  const block = new Block(scope.block);
  for (const { lock, test } of classesHeld(wants, thread, { ...scope, block })) {
    if (test.constant === 0) continue;
    const edge = numbers.edge(lock, wants.lock);
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
  scope.block.add(`if (${ways.text} !== 0) { W[${thread}] = ${ways.text}; F[0] |= ${bit}; }`);
}
