// The initial states as loops that write packed states, in the order in which the readable model
// lists them: a loop for each binder, over a table of its values, with each condition asked as soon
// as all that it speaks of is bound.

import type { Initial } from "../../core/core.js";
import type { Binder, Expr } from "../../core/expression.js";
import { contains } from "../../core/traverse.js";
import type { Type } from "../../core/type.js";
import { batchSize } from "../../runtime/kernel.js";
import { conjunctsOf } from "./action.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { constantLeaves } from "./decode.js";
import { orderedElements, ranksOf } from "./domain.js";
import { condition, evaluate, evaluateAs } from "./expression.js";
import { fit } from "./fit.js";
import type { Questions } from "./questions.js";
import {
  Block,
  blankScope,
  chain,
  leavesOf,
  withLocal,
  type Scope,
  type Subject,
} from "./scope.js";
import { isSame } from "./types.js";
import { Unsupported } from "./unsupported.js";
import { fromLeaves, nth, toLeaves, type Value } from "./value.js";

/** Values of a map or a record that have one table; if there are more, each part has its own. */
const tableValues = 1024;

type Visit = (value: Value, inner: Scope) => void;

/** The text of a function of `host` that returns the loops; throws `Unsupported`. */
export function compileInitial(
  subject: Subject & { readonly answers: Questions },
  helpers: string,
): string {
  const listing = new Listing(subject);
  const { text } = listing;
  if (/\bs\d+\b/.test(text)) throw new Unsupported("initial states that read a state");
  const { answers } = subject;
  return [`"use strict";`, "const { F, W } = host;", helpers, answers.text, text].join("\n");
}

class Listing {
  readonly text: string;
  readonly #subject: Subject;
  readonly #tables: string[] = [];

  constructor(subject: Subject) {
    this.#subject = subject;
    const stride = subject.layout.words + 1;
    const blocks = subject.core.initial.map((each) => this.#block(each));
    const list = `function list(B, take) {
let n = 0;
${blocks.map((block) => `{\n${block}\n}`).join("\n")}
if (n > 0) take(n / ${stride});
}`;
    this.text = [...this.#tables, list, "return list;"].join("\n");
  }

  #block(initial: Initial): string {
    const block = new Block();
    const conditions = initial.condition === undefined ? [] : conjunctsOf(initial.condition);
    this.#bind(initial, 0, conditions, blankScope(evaluate, this.#subject, block));
    if (block.failures > 0) throw new Unsupported("initial states that may have no value");
    return block.text;
  }

  /** Writes what follows once so many binders are bound; these conditions are not asked yet. */
  #bind(initial: Initial, bound: number, conditions: readonly Expr[], scope: Scope): void {
    const open = initial.binders.slice(bound);
    const isOpen = (part: Expr) =>
      contains(
        part,
        (each) => each.kind === "local" && open.some(({ name }) => name === each.name),
      );
    const test = conditions
      .filter((part) => !isOpen(part))
      .reduce(
        (left: Code, part) => chain("and", left, (inner) => condition(part, inner), scope),
        js.truth(true),
      );
    if (test.constant === 0) return;
    const left = conditions.filter(isOpen);
    const inner = { ...scope, block: new Block(scope.block) };
    const [binder] = open;
    if (binder === undefined) this.#store(initial, inner);
    else
      this.#each(binder, inner, (value, within, more) => {
        const named = withLocal(within, binder.name, { value });
        this.#bind(initial, bound + 1, [...left, ...more], named);
      });
    const head = test.constant === 1 ? "" : `if (${test.text}) `;
    scope.block.add(`${head}{\n${inner.block.text}\n}`);
  }

  /** Loops over what a binder may be, and what is to be asked of it then. */
  #each(
    { name, type, domain }: Binder,
    scope: Scope,
    visit: (value: Value, inner: Scope, conditions: readonly Expr[]) => void,
  ): void {
    if (domain.kind === "domain" && isSame(domain.of, type)) {
      this.#overType(type, scope, (value, inner) => {
        visit(value, inner, []);
      });
      return;
    }
    const probe = { ...scope, block: new Block(scope.block) };
    const elements = orderedElements(domain, probe).map(({ value, test }) => ({
      value: fit(value, type, probe),
      isMeant: test === undefined ? 1 : test(probe).constant,
    }));
    const isKnown = elements.every(({ isMeant }) => isMeant !== undefined);
    if (!isKnown && domain.type.kind === "seq") throw new Unsupported("a sequence to pick from");
    const values = elements.filter(({ isMeant }) => isMeant !== 0).map(({ value }) => value);
    const own: Expr = { kind: "local", name, type, span: domain.span };
    const isMember: Expr = {
      ...{ kind: "binary", operator: "in", left: own, right: domain },
      ...{ type: { kind: "bool" }, span: domain.span },
    };
    this.#overValues(values, type, scope, (value, inner) => {
      visit(value, inner, isKnown ? [] : [isMember]);
    });
  }

  /** Loops over all values of a type. */
  #overType(type: Type, scope: Scope, visit: Visit): void {
    const { types } = this.#subject;
    if (types.cardinality(type) > tableValues) {
      if (type.kind === "map") {
        const parts = Array.from({ length: types.listed(type.key) }, () => type.value);
        this.#overParts(parts, [], scope, (elements, inner) => {
          visit({ kind: "map", type, elements }, inner);
        });
        return;
      }
      if (type.kind === "record") {
        const parts = type.fields.map((field) => field.type);
        this.#overParts(parts, [], scope, (fields, inner) => {
          visit({ kind: "record", type, fields }, inner);
        });
        return;
      }
    }
    const values = ranksOf(type, scope).map((rank) => nth(type, rank, types));
    this.#overValues(values, type, scope, visit);
  }

  #overParts(
    parts: readonly Type[],
    values: readonly Value[],
    scope: Scope,
    visit: (values: readonly Value[], inner: Scope) => void,
  ): void {
    const part = parts[values.length];
    if (part === undefined) visit(values, scope);
    else
      this.#overType(part, scope, (value, inner) => {
        this.#overParts(parts, [...values, value], inner, visit);
      });
  }

  /** Loops over constants. */
  #overValues(values: readonly Value[], type: Type, scope: Scope, visit: Visit): void {
    if (!values.flatMap(toLeaves).every(({ constant }) => constant !== undefined)) {
      throw new Unsupported("a choice of what is computed");
    }
    if (values.length === 0) return;
    const rows = values.map(constantLeaves);
    const [first = []] = rows;
    const block = new Block(scope.block);
    const [table, at] = [`table${this.#tables.length}`, scope.block.fresh()];
    const leaves = first.map((leaf, column) => {
      if (rows.every((row) => row[column] === leaf)) return js.number(leaf);
      const name = block.fresh();
      block.add(`const ${name} = ${table}[${at} + ${column}];`);
      return js.numeric(name, true);
    });
    this.#tables.push(`const ${table} = Int32Array.of(${rows.flat().join(", ")});`);
    visit(fromLeaves(type, leaves.values(), this.#subject.types), { ...scope, block });
    const step = Math.max(1, first.length);
    const end = rows.length * step;
    scope.block.add(`for (let ${at} = 0; ${at} < ${end}; ${at} += ${step}) {\n${block.text}\n}`);
  }

  /** Writes down the state. */
  #store({ values }: Initial, scope: Scope): void {
    const { core, layout } = this.#subject;
    const words = Array.from({ length: layout.words }, (): Code => js.number(0));
    core.variables.forEach(({ name, type }, index) => {
      const value = values[index];
      if (value === undefined) throw new Error(`no first value for ${name}`);
      const codes = toLeaves(evaluateAs(value, type, scope));
      leavesOf(name, this.#subject).forEach(({ word, shift, width }, at) => {
        const code = codes[at];
        if (width === 0 || code === undefined) return;
        const moved = js.arithmetic(js.asNumber(code), "<<", js.number(shift));
        words[word] = js.arithmetic(words[word] ?? js.number(0), "|", moved);
      });
    });
    const stride = layout.words + 1;
    const stores = words.map(({ text }, word) => `B[n + ${word}] = ${text};`);
    scope.block.add(`${stores.join("\n")}\nB[n + ${layout.words}] = 0;\nn += ${stride};`);
    scope.block.add(`if (n === ${batchSize * stride}) { take(${batchSize}); n = 0; }`);
  }
}
