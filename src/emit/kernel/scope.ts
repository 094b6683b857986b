// Where an expression is compiled: what its names mean, what is known of the state there, and the
// block that takes the statements it needs first. A block inside a condition runs only where the
// condition is true, so nothing is computed, or leaves its type, that the readable model would not
// have computed.

import type { Core, Fn } from "../../core/core.js";
import type { Expr } from "../../core/expression.js";
import type { Type } from "../../core/type.js";
import * as js from "./code.js";
import { readingOf } from "./decode.js";
import type { Code, Leaf } from "./code.js";
import { layoutOf, type Layout } from "./layout.js";
import type { Reading } from "./order.js";
import { Types } from "./types.js";
import { Unsupported } from "./unsupported.js";
import { fromLeaves, mapLeaves, type Value } from "./value.js";

/** Writes functions of their own for what is not written out where it is asked. */
export interface Answers {
  /** The value of a function that calls itself, for arguments of its parameters' types. */
  recursive(fn: Fn, given: readonly Value[], isAfter: boolean, scope: Scope): Value;
  /** Whether some of the instances can be taken and change the state, or make the step at hand. */
  possible(expr: Extract<Expr, { kind: "enabled" | "taken" }>, scope: Scope): Code;
}

/** What is compiled: a core, and where everything is. */
export interface Subject {
  readonly core: Core;
  readonly types: Types;
  readonly reading: Reading;
  readonly layout: Layout;
  readonly answers: Answers;
  /** True if the text is to be read: it then says where in the spec its parts come from. */
  readonly isAnnotated: boolean;
  readonly functions: ReadonlyMap<string, Fn>;
  readonly variables: ReadonlyMap<string, Type>;
}

export function subjectOf(
  core: Core,
  sorted: Reading["sorted"],
  answers: Answers,
  isAnnotated: boolean,
): Subject {
  const types = new Types(core);
  return {
    core,
    types,
    reading: readingOf(types, sorted),
    layout: layoutOf(core, types),
    answers,
    isAnnotated,
    functions: new Map(core.functions.map((fn) => [fn.name, fn])),
    variables: new Map(core.variables.map(({ name, type }) => [name, type])),
  };
}

/** Longer functions take longer to compile than a search of the readable model would. */
const longest = 2_000_000;

/** Statements of one function, and fresh names for it. */
export class Block {
  readonly lines: string[] = [];
  readonly #shared: { names: number; failures: number; length: number };

  constructor(outer?: Block) {
    this.#shared = outer === undefined ? { names: 0, failures: 0, length: 0 } : outer.#shared;
  }

  /** How many tests of the function so far may find that a value leaves its type. */
  get failures(): number {
    return this.#shared.failures;
  }

  fresh(): string {
    return `t${this.#shared.names++}`;
  }

  add(line: string): void {
    this.#shared.length += line.length;
    if (this.#shared.length > longest)
      throw new Unsupported("a step that is long when written out");
    this.lines.push(line);
  }

  /** What is called in this block may find that a value leaves its type. */
  mayFail(): void {
    this.#shared.failures++;
  }

  /** Notes in `F[1]` that a value leaves its type where `test` is true. */
  failIf(test: Code): void {
    if (test.constant === 0) return;
    this.#shared.failures++;
    this.add(test.constant === 1 ? "F[1] = 1;" : `if (${test.text}) F[1] = 1;`);
  }

  /** A name for what is computed here; plain code needs none. */
  named(code: Code): Code {
    if (code.isPlain || code.constant !== undefined) return code;
    const name = this.fresh();
    this.add(`const ${name} = ${code.text};`);
    return code.isTruth ? js.truthful(name, true) : js.numeric(name, true);
  }

  get text(): string {
    return this.lines.join("\n");
  }
}

/** What a local means: a value, or an expression that is computed where the local is used. */
type Local =
  { readonly value: Value } | { readonly expr: Expr; readonly locals: ReadonlyMap<string, Local> };

export interface Scope {
  /** Compiles an expression; given here because collections and expressions need each other. */
  readonly evaluate: (expr: Expr, scope: Scope) => Value;
  readonly subject: Subject;
  readonly block: Block;
  readonly locals: ReadonlyMap<string, Local>;
  /** Leaves of the state whose value is known here, by index. */
  readonly known: ReadonlyMap<number, number>;
  /** What is read is of the state after the step. */
  readonly isAfter?: boolean;
}

/** Where nothing is known but the state. */
export function blankScope(
  evaluate: Scope["evaluate"],
  subject: Subject,
  block = new Block(),
): Scope {
  return { evaluate, subject, block, locals: new Map(), known: new Map() };
}

export function withLocal(scope: Scope, name: string, local: Local): Scope {
  return { ...scope, locals: new Map([...scope.locals, [name, local]]) };
}

/** A leaf of the state before. */
function readLeaf(leaf: Leaf, scope: Scope): Code {
  const known = scope.known.get(leaf.index);
  return known === undefined ? js.read(leaf) : js.number(known);
}

export function leavesOf(variable: string, { layout }: Subject): readonly Leaf[] {
  const leaves = layout.variables.get(variable);
  if (leaves === undefined) throw new Error(`no state variable ${variable}`);
  return leaves;
}

/**
 * A leaf of the state after a step. Where a step is judged, the words after it are numbered on from
 * those before it.
 */
function afterOf(leaf: Leaf, { words, leaves }: Layout): Leaf {
  return { ...leaf, index: leaf.index + leaves, word: leaf.word + words };
}

/** The names of the words of a state; of the one after the step, where that is meant. */
export function wordNames({ words }: Layout, isAfter = false): readonly string[] {
  return Array.from({ length: words }, (_, word) => `s${isAfter ? word + words : word}`);
}

/** The value of a variable in the state before, or in the state after. */
export function readVariable(variable: string, scope: Scope, isAfter = scope.isAfter): Value {
  const { layout, variables } = scope.subject;
  const type = variables.get(variable);
  if (type === undefined) throw new Error(`no state variable ${variable}`);
  const leaves = leavesOf(variable, scope.subject).map((leaf) =>
    readLeaf(isAfter === true ? afterOf(leaf, layout) : leaf, scope),
  );
  return fromLeaves(type, leaves.values(), scope.subject.types);
}

/** The value with a name for each leaf that is not plain. */
export function settled(value: Value, { block, subject }: Scope): Value {
  return mapLeaves(value, subject.types, (leaf) => block.named(leaf));
}

/**
 * Reports that a value leaves its type unless `test` is true: what is computed has then no value.
 */
export function ensure(test: Code, { block }: Scope): void {
  block.failIf(js.not(test));
}

/** What `make` computes, computed only if `test` is true where that matters; 0 if it is not. */
export function onlyIf(test: Code, make: (inner: Scope) => Code, scope: Scope): Code {
  if (test.constant === 1) return make(scope);
  const block = new Block(scope.block);
  const code = make({ ...scope, block });
  if (block.lines.length === 0) return code;
  const name = scope.block.fresh();
  scope.block.add(`let ${name} = ${code.isTruth ? "false" : "0"};`);
  scope.block.add(`if (${js.asTruth(test).text}) {\n${block.text}\n${name} = ${code.text};\n}`);
  return code.isTruth ? js.truthful(name, true) : js.numeric(name, true);
}

/** `left && right` or `left || right`, where the right side is computed only if it is needed. */
export function chain(
  operator: "and" | "or",
  left: Code,
  right: (inner: Scope) => Code,
  scope: Scope,
): Code {
  const first = js.asTruth(left);
  const decides = operator === "and" ? 0 : 1;
  if (first.constant === decides) return first;
  if (first.constant !== undefined) return js.asTruth(right(scope));
  const block = new Block(scope.block);
  const second = js.asTruth(right({ ...scope, block }));
  if (block.lines.length === 0) {
    return operator === "and" ? js.both(first, second) : js.either(first, second);
  }
  const name = scope.block.fresh();
  const test = operator === "and" ? name : `!${name}`;
  scope.block.add(`let ${name} = ${first.text};`);
  scope.block.add(`if (${test}) {\n${block.text}\n${name} = ${second.text};\n}`);
  return js.truthful(name, true);
}
