// Successor functions: one for each process instance, a `switch` over its program counter, and one
// for each action that belongs to no process. What is long goes into functions of its own: V8 does
// not optimise very long ones.

import type { Core } from "../../core/core.js";
import {
  compileBlocked,
  compileInstance,
  compileQueued,
  conjunctsOf,
  instanceScope,
  type Instance,
} from "./action.js";
import { read } from "./code.js";
import { condition, evaluate } from "./expression.js";
import { instancesOf } from "./instances.js";
import type { Numbers } from "./numbers.js";
import { Block, blankScope, wordNames, type Subject } from "./scope.js";
import { counterOf, handlerOn, isWanting } from "./waits.js";

export interface Lanes {
  /** The text of all functions. */
  readonly text: string;
  /** The functions to call for each state, in this order. */
  readonly names: readonly string[];
  /** Those of threads, by thread. */
  readonly threads: ReadonlyMap<number, string>;
  readonly instances: number;
  /** True if they find successors in the order of the instances' numbers. */
  readonly isOrdered: boolean;
}

/**
 * Text beyond which a part of a lane gets a function of its own, and a lane that is split at all.
 */
const partLength = 1500;
const laneLength = 12_000;

export function compileLanes(subject: Subject, numbers: Numbers): Lanes {
  const instances = instancesOf(subject);
  const lanes = new Map<string, Instance[]>();
  for (const instance of instances) {
    const { action, thread } = instance;
    const key = thread === undefined ? `action ${action.name}` : `thread ${thread}`;
    lanes.set(key, [...(lanes.get(key) ?? []), instance]);
  }
  const writer = new Functions(wordNames(subject.layout).join(", "));
  const threads = new Map<number, string>();
  const names = [...lanes.values()].map((own) => {
    const name = compileLane(own, subject, numbers, writer);
    const thread = own[0]?.thread;
    if (thread !== undefined) threads.set(thread, name);
    return name;
  });
  const order = [...lanes.values()].flat().map(({ choice }) => choice);
  return {
    text: writer.text,
    ...{ names, threads },
    instances: instances.length,
    isOrdered: order.every((choice, index) => choice === index),
  };
}

/** The functions written so far. */
class Functions {
  readonly words: string;
  readonly #texts: string[] = [];
  readonly #names = new Set<string>();

  constructor(words: string) {
    this.words = words;
  }

  /** Writes a function with this body, named after what it takes; its name. */
  add(body: string, what: string): string {
    const words = what.split(/\W+/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
    const base = `take${words.join("")}`;
    const name = this.#names.has(base) ? `${base}_${this.#texts.length}` : base;
    this.#names.add(name);
    this.#texts.push(`function ${name}(${this.words}, B, n) {\n${body}\nreturn n;\n}`);
    return name;
  }

  get text(): string {
    return this.#texts.join("\n");
  }
}

/** What is taken at one step of a lane, or at any. */
interface Part {
  readonly at: number | undefined;
  readonly name: string;
  readonly text: string;
}

function compileLane(
  instances: readonly Instance[],
  subject: Subject,
  numbers: Numbers,
  functions: Functions,
): string {
  const thread = instances[0]?.thread;
  const counter = thread === undefined ? undefined : counterOfThread(thread, subject);
  const steps = new Map<number | undefined, Instance[]>();
  for (const instance of instances) {
    const at = counter === undefined ? undefined : stepOf(instance, counter.leaf.index, subject);
    steps.set(at, [...(steps.get(at) ?? []), instance]);
  }
  const name = laneName(instances);
  const parts = [...steps].flatMap(([at, own]): readonly Part[] => {
    const known = new Map<number, number>();
    if (counter === undefined) {
      const pieces = own.map((each) => compileStep([each], known, subject, numbers));
      return gathered(pieces).map((text) => ({ at, name, text }));
    }
    if (at !== undefined) known.set(counter.leaf.index, at);
    const step = at === undefined ? "" : (counter.steps[at] ?? "");
    return [{ at, name: `${name} ${step}`, text: compileStep(own, known, subject, numbers) }];
  });
  const length = parts.reduce((sum, { text }) => sum + lengthOf(text), 0);
  const placed = parts.map((part) => ({
    at: part.at,
    text:
      length > laneLength && lengthOf(part.text) > partLength
        ? `n = ${functions.add(part.text, part.name)}(${functions.words}, B, n);`
        : part.text,
  }));
  const always = placed.filter(({ at }) => at === undefined).map(({ text }) => text);
  const cases = placed.filter(({ at }) => at !== undefined);
  const body =
    cases.length === 0 || counter === undefined
      ? always
      : [
          `switch (${read(counter.leaf).text}) {`,
          ...cases.map(({ at, text }) => `case ${at ?? 0}: {\n${text}\nbreak;\n}`),
          "}",
          ...always,
        ];
  return functions.add([...interrupted(thread, subject), ...body].join("\n"), name);
}

/** The process instance that takes the steps of a lane, or the action it is of. */
function laneName([first]: readonly Instance[]): string {
  if (first === undefined) return "";
  const self = first.args.get("self");
  if (first.thread === undefined || self?.kind !== "scalar") return first.action.name;
  return self.type.kind === "symbols"
    ? (self.type.values[self.code.constant ?? 0] ?? "")
    : first.action.name;
}

/** Texts put together, as many as a function should have; each is a block of its own. */
function gathered(pieces: readonly string[]): readonly string[] {
  const all: string[] = [];
  for (const piece of pieces) {
    if (piece === "") continue;
    const text = pieces.length === 1 ? piece : `{\n${piece}\n}`;
    const last = all.at(-1);
    const isFull = last === undefined || lengthOf(last) + lengthOf(text) > laneLength;
    if (isFull) all.push(text);
    else all[all.length - 1] = `${last}\n${text}`;
  }
  return all;
}

/** The length of a text without its comments. */
function lengthOf(text: string): number {
  return text.replace(/^\/\/.*\n/gm, "").length;
}

/** A thread that is interrupted takes no step: it waits for the handler. */
function interrupted(thread: number | undefined, subject: Subject): readonly string[] {
  if (thread === undefined) return [];
  const block = new Block();
  const handler = block.named(handlerOn(thread, blankScope(evaluate, subject, block)));
  if (handler.constant === 0) return [];
  const waits = `W[${thread}] = ${handler.text}; F[0] |= ${1 << thread}; `;
  const noted = watchesWaits(subject.core) ? waits : "";
  return [...block.lines, `if (${handler.text} !== 0) { ${noted}return n; }`];
}

function counterOfThread(thread: number, subject: Subject): ReturnType<typeof counterOf> {
  let rest = thread;
  for (const process of subject.core.processes) {
    const count = process.instances.values.length;
    if (rest < count) return counterOf(process, rest, subject);
    rest -= count;
  }
  throw new Error(`no thread ${thread}`);
}

/** The rank of the step at which an instance can be taken; undefined if its guard does not say. */
function stepOf(instance: Instance, counter: number, subject: Subject): number | undefined {
  for (const part of conjunctsOf(instance.action.guard)) {
    const scope = instanceScope(instance, subject, new Block(), new Map());
    const { test } = condition(part, scope);
    if (test?.leaf.index === counter) return test.value;
  }
  return undefined;
}

/** The instances of a lane at one step, and what is noted if they have to wait. */
function compileStep(
  instances: readonly Instance[],
  known: ReadonlyMap<number, number>,
  subject: Subject,
  numbers: Numbers,
): string {
  const block = new Block();
  const waiting = instances.filter(({ action }) => isWanting(action));
  const [first] = waiting;
  const watches = first !== undefined && watchesWaits(subject.core);
  if (watches) block.add("let e = 0;");
  for (const instance of instances) {
    const own = new Block(block);
    compileInstance(instance, instanceScope(instance, subject, own, known), numbers);
    const isWaiting = watches && waiting.includes(instance);
    // An instance whose effect fails is enabled, though it adds no successor.
    if (isWaiting) block.add("{\nconst before = n;\nF[4] = 0;");
    block.lines.push(...own.lines);
    if (isWaiting) block.add("if (n !== before || F[4] !== 0) e = 1;\n}");
  }
  if (watches) {
    const own = new Block(block);
    compileBlocked(first, instanceScope(first, subject, own, known), numbers);
    if (own.lines.length > 0) block.add(`if (e === 0) {\n${own.text}\n}`);
    const queue = new Block(block);
    compileQueued(first, instanceScope(first, subject, queue, known));
    block.lines.push(...queue.lines);
  }
  return block.text;
}

function watchesWaits({ checks }: Core): boolean {
  return checks.includes("deadlock") || checks.includes("self_deadlock");
}
