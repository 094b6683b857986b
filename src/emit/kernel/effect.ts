// Effects: the words after, as masks and shifts of the words before. All values and indexes are
// read off the state before; where places overlap the later assignment wins.

import type { Assignment, Effect, Selector } from "../../core/core.js";
import type { Type } from "../../core/type.js";
import { changeBits } from "./bit-fields.js";
import * as js from "./code.js";
import type { Code, Leaf } from "./code.js";
import { eachElement } from "./domain.js";
import { keyRank } from "./element.js";
import { condition, evaluateAs } from "./expression.js";
import { evenRuns } from "./runs.js";
import { Block, ensure, leavesOf, settled, type Scope } from "./scope.js";
import { scalar, toLeaves, type Value } from "./value.js";

/** Writes the successor that an effect leads to. `finish` is told the words after. */
export function compileEffect(
  effect: Effect,
  scope: Scope,
  finish: (words: readonly string[], block: Block) => void,
): void {
  if (effect.kind === "assign") {
    const after = new After(scope.subject.layout.words);
    const block = new Block(scope.block);
    for (const assignment of effect.assignments) assign(assignment, after, { ...scope, block });
    after.flush(block);
    const changed = after.words.filter((name) => name.startsWith("n"));
    for (const name of changed) scope.block.add(`let ${name} = s${name.slice(1)};`);
    scope.block.lines.push(...block.lines);
    finish(after.words, scope.block);
    return;
  }
  const test = scope.block.named(condition(effect.condition, scope));
  if (test.constant !== undefined) {
    compileEffect(test.constant === 1 ? effect.then : effect.else, scope, finish);
    return;
  }
  const yes = new Block(scope.block);
  const no = new Block(scope.block);
  compileEffect(effect.then, { ...scope, block: yes }, finish);
  compileEffect(effect.else, { ...scope, block: no }, finish);
  scope.block.add(`if (${test.text}) {\n${yes.text}\n} else {\n${no.text}\n}`);
}

/** The words after, under construction. Assignments to one word are gathered until it is read. */
class After {
  readonly words: string[];
  readonly #pending = new Map<number, { mask: number; constant: number; parts: string[] }>();
  readonly #written = new Set<number>();

  constructor(count: number) {
    this.words = Array.from({ length: count }, (_, word) => `s${word}`);
  }

  write(leaf: Leaf, code: Code, block: Block): void {
    if (leaf.width === 0) return;
    if (code.leaf?.index === leaf.index && !this.#written.has(leaf.index)) return;
    this.#written.add(leaf.index);
    const mask = js.ones(leaf.width) << leaf.shift;
    if (((this.#pending.get(leaf.word)?.mask ?? 0) & mask) !== 0) this.flush(block);
    const pending = this.#pending.get(leaf.word) ?? { mask: 0, constant: 0, parts: [] };
    this.#pending.set(leaf.word, pending);
    pending.mask |= mask;
    const moved = js.arithmetic(code, "<<", js.number(leaf.shift));
    if (moved.constant === undefined) pending.parts.push(moved.text);
    else pending.constant |= moved.constant;
  }

  /** Writes a leaf whose place is `shift`, known only when the kernel runs. */
  writeAt(leaf: Leaf, shift: Code, code: Code, block: Block): void {
    this.flush(block);
    const word = this.#touch(leaf.word);
    this.#written.add(leaf.index);
    const mask = js.ones(leaf.width);
    const moved = js.arithmetic(code, "<<", shift);
    block.add(`${word} = (${word} & ~(${mask} << ${shift.text})) | ${moved.text};`);
  }

  /** Makes everything written so far part of the words. */
  flush(block: Block): void {
    for (const [index, { mask, constant, parts }] of this.#pending) {
      const word = this.#touch(index);
      const kept = mask === -1 ? [] : [`(${word} & ${~mask})`];
      const fixed = constant === 0 ? [] : [`${constant}`];
      block.add(`${word} = ${[...kept, ...fixed, ...parts].join(" | ") || "0"};`);
    }
    this.#pending.clear();
  }

  /** What is written is no longer what it was. */
  forget(leaves: readonly Leaf[]): void {
    for (const leaf of leaves) this.#written.add(leaf.index);
  }

  #touch(index: number): string {
    const word = `n${index}`;
    this.words[index] = word;
    return word;
  }
}

function assign(assignment: Assignment, after: After, scope: Scope): void {
  const { binders, place, value } = assignment;
  const leaves = leavesOf(place.variable, scope.subject);
  const type = scope.subject.variables.get(place.variable);
  if (type === undefined) throw new Error(`no state variable ${place.variable}`);
  const write = (inner: Scope) => {
    const last = place.path.at(-1);
    const target = typeAt(type, place.path);
    const given =
      target === undefined ? inner.evaluate(value, inner) : evaluateAs(value, target, inner);
    const name = target === undefined && last?.kind === "field" ? last.name : undefined;
    writePlace({ type, leaves, path: place.path, value: given, bits: name }, after, inner);
  };
  if (binders.length === 0) {
    write(scope);
    return;
  }
  eachElement(binders, scope, (inner, _, test) => {
    if (test.constant === 1) {
      write(inner);
      return;
    }
    within(test, after, leaves, inner, write);
  });
}

/** Something written only where `test` is true. */
function within(
  test: Code,
  after: After,
  leaves: readonly Leaf[],
  scope: Scope,
  write: (inner: Scope) => void,
): void {
  after.flush(scope.block);
  after.forget(leaves);
  const block = new Block(scope.block);
  write({ ...scope, block });
  after.flush(block);
  scope.block.add(`if (${test.text}) {\n${block.text}\n}`);
}

/** The type of a part; undefined for a field of a word. */
function typeAt(type: Type, path: readonly Selector[]): Type | undefined {
  let at: Type | undefined = type;
  for (const selector of path) {
    if (at?.kind === "map") at = at.value;
    else if (at?.kind === "seq") at = at.of;
    else if (at?.kind === "record" && selector.kind === "field") {
      at = at.fields.find((field) => field.name === selector.name)?.type;
    } else return undefined;
  }
  return at;
}

interface Target {
  readonly type: Type;
  readonly leaves: readonly Leaf[];
  readonly path: readonly Selector[];
  readonly value: Value;
  /** The field of a word that is written, at the end of the path. */
  readonly bits: string | undefined;
}

function writePlace(target: Target, after: After, scope: Scope): void {
  const { type, leaves, path, value, bits } = target;
  const [selector, ...rest] = path;
  const { types } = scope.subject;
  if (selector === undefined) {
    const codes = toLeaves(value);
    leaves.forEach((leaf, index) => {
      after.write(leaf, codes[index] ?? js.number(0), scope.block);
    });
    return;
  }
  if (selector.kind === "field") {
    if (type.kind === "bits") {
      writeBits(target, bits ?? "", after, scope);
      return;
    }
    if (type.kind !== "record") throw new Error(`a ${type.kind} has no fields`);
    let start = 0;
    for (const field of type.fields) {
      const count = types.leaves(field.type).length;
      const own = leaves.slice(start, start + count);
      if (field.name === selector.name) {
        writePlace({ ...target, type: field.type, leaves: own, path: rest }, after, scope);
      }
      start += count;
    }
    return;
  }
  const index = scope.evaluate(selector.index, scope);
  if (type.kind === "map") {
    const rank = keyRank(index, type.key, scope);
    writeElement({ ...target, type: type.value, path: rest }, rank, after, scope);
    return;
  }
  if (type.kind !== "seq") throw new Error(`a ${type.kind} has no elements`);
  const [length, ...elements] = leaves;
  if (index.kind !== "scalar" || length === undefined) throw new Error("not an index");
  const rank = scope.block.named(index.code);
  ensure(js.both(js.less(js.number(0), "<=", rank), js.less(rank, "<", js.read(length))), scope);
  writeElement({ ...target, type: type.of, leaves: elements, path: rest }, rank, after, scope);
}

function writeBits(target: Target, name: string, after: After, scope: Scope): void {
  const [leaf] = target.leaves;
  if (leaf === undefined) throw new Error("a word has a leaf");
  after.flush(scope.block);
  const word = after.words[leaf.word] ?? `s${leaf.word}`;
  const old = scalar(target.type, { ...js.numeric(js.read(leaf, word).text, true) });
  const value = changeBits(old, name, target.value, scope);
  after.forget([leaf]);
  after.write(leaf, value.kind === "scalar" ? value.code : js.number(0), scope.block);
}

/** Writes to one of several elements of equal type. */
function writeElement(target: Target, rank: Code, after: After, scope: Scope): void {
  const { leaves, type, path } = target;
  const size = scope.subject.types.leaves(type).length;
  const count = size === 0 ? 0 : leaves.length / size;
  const elements = Array.from({ length: count }, (_, index) =>
    leaves.slice(index * size, (index + 1) * size),
  );
  if (rank.constant !== undefined) {
    const own = elements[rank.constant];
    if (own !== undefined) writePlace({ ...target, leaves: own }, after, scope);
    return;
  }
  const value = settled(target.value, scope);
  const isPart = path.every((selector) => selector.kind === "field") && target.bits === undefined;
  const parts = elements.map((each) => (isPart ? leavesAt(type, each, path, scope) : undefined));
  for (const { from, to } of evenRuns(parts)) {
    const own = elements.slice(from, to);
    const isWhole = own.length === elements.length;
    const test = isWhole ? js.truth(true) : isWithin(rank, from, to);
    const write = (inner: Scope) => {
      const run = parts.slice(from, to).map((part) => part ?? []);
      if (own.length > 1) writeEven(run, js.plus(rank, -from), toLeaves(value), after, inner);
      else writePlace({ ...target, value, leaves: own.flat() }, after, inner);
    };
    if (isWhole) write(scope);
    else within(test, after, own.flat(), scope, write);
  }
}

function isWithin(rank: Code, from: number, to: number): Code {
  if (to === from + 1) return js.equal(rank, js.number(from));
  return js.both(js.less(js.number(from), "<=", rank), js.less(rank, "<", js.number(to)));
}

/** The leaves of a part that a path of fields leads to. */
function leavesAt(
  type: Type,
  leaves: readonly Leaf[],
  path: readonly Selector[],
  scope: Scope,
): readonly Leaf[] {
  const [selector, ...rest] = path;
  if (selector === undefined) return leaves;
  if (type.kind !== "record" || selector.kind !== "field") throw new Error("not a field");
  let start = 0;
  for (const field of type.fields) {
    const count = scope.subject.types.leaves(field.type).length;
    if (field.name === selector.name) {
      return leavesAt(field.type, leaves.slice(start, start + count), rest, scope);
    }
    start += count;
  }
  throw new Error(`no field ${selector.name}`);
}

function writeEven(
  all: readonly (readonly Leaf[])[],
  rank: Code,
  codes: readonly Code[],
  after: After,
  scope: Scope,
): void {
  const [first = [], second = []] = all;
  first.forEach((leaf, at) => {
    const stride = (second[at]?.shift ?? 0) - leaf.shift;
    if (leaf.width === 0) return;
    const by = js.plus(js.arithmetic(rank, "*", js.number(stride)), leaf.shift);
    after.writeAt(
      leaf,
      scope.block.named({ ...by, isPlain: false }),
      codes[at] ?? js.number(0),
      scope.block,
    );
  });
  after.forget(all.flat());
}
