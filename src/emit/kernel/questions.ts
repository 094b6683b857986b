// What a property asks of actions: whether one can be taken and changes the state, and whether a
// step is one of its. Each action instance that is asked for becomes a function of its own, written
// once, which finds the state after as the instance does, and compares.

import type { Action, Fn } from "../../core/core.js";
import type { Expr, Instances } from "../../core/expression.js";
import { conjunctsOf, instanceScope } from "./action.js";
import { Calls } from "./calls.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { constantLeaves } from "./decode.js";
import { ranksOf } from "./domain.js";
import { compileEffect } from "./effect.js";
import { condition } from "./expression.js";
import { isEqual } from "./fit.js";
import { valuesOf } from "./instances.js";
import { Block, chain, settled, wordNames, type Answers, type Scope } from "./scope.js";
import { nth, type Value } from "./value.js";

/** A function that answers, unless the answer is always no. */
type Answer = { readonly name: string; readonly mayFail: boolean } | undefined;

type Question = "enabled" | "taken";
type Arguments = ReadonlyMap<string, Value>;

export class Questions implements Answers {
  readonly #texts: string[] = [];
  readonly #known = new Map<string, Answer>();
  readonly #calls = new Calls();

  /** All functions that were asked for. */
  get text(): string {
    return [this.#calls.text, ...this.#texts].join("\n");
  }

  recursive(fn: Fn, given: readonly Value[], isAfter: boolean, scope: Scope): Value {
    return this.#calls.recursive(fn, given, isAfter, scope);
  }

  possible(expr: Extract<Expr, { kind: Question }>, scope: Scope): Code {
    const { layout } = scope.subject;
    const isAfter = expr.kind === "enabled" ? (expr.after ?? scope.isAfter) : false;
    const [before, after] = [wordNames(layout, isAfter), wordNames(layout, true)];
    const some = (within: Scope) =>
      expr.instances.reduce(
        (found: Code, each) =>
          chain("or", found, (inner) => this.#some(expr.kind, each, before, inner), within),
        js.truth(false),
      );
    if (expr.kind === "enabled") return some(scope);
    const changed = before.map((word, at) => `${word} !== ${after[at] ?? word}`).join(" || ");
    return chain("and", js.truthful(`(${changed})`), some, scope);
  }

  /** Whether some instance with the given arguments does. */
  #some(
    question: Question,
    { action: name, arguments: given }: Instances,
    words: readonly string[],
    scope: Scope,
  ): Code {
    const { subject } = scope;
    const action = subject.core.actions.find((each) => each.name === name);
    if (action === undefined) throw new Error(`no action ${name}`);
    const wanted = new Map(
      given.map((each) => [each.name, settled(scope.evaluate(each.value, scope), scope)]),
    );
    let all: readonly { readonly args: Arguments; readonly test: Code }[] = [
      { args: new Map(), test: js.truth(true) },
    ];
    for (const parameter of action.parameters) {
      const value = wanted.get(parameter.name);
      const choices =
        value === undefined
          ? valuesOf(parameter, subject).map((each) => ({ each, isMeant: js.truth(true) }))
          : ranksOf(parameter.type, scope).map((rank) => {
              const each = nth(parameter.type, rank, subject.types);
              return { each, isMeant: isEqual(value, each, scope) };
            });
      all = all.flatMap(({ args, test }) =>
        choices.flatMap(({ each, isMeant }) => {
          const both = js.both(test, isMeant);
          if (both.constant === 0) return [];
          return [{ args: new Map([...args, [parameter.name, each]]), test: both }];
        }),
      );
    }
    return all.reduce(
      (found: Code, { args, test }) =>
        chain(
          "or",
          found,
          (outer) =>
            chain("and", test, (inner) => this.#ask(question, action, args, words, inner), outer),
          scope,
        ),
      js.truth(false),
    );
  }

  #ask(
    question: Question,
    action: Action,
    args: Arguments,
    words: readonly string[],
    scope: Scope,
  ): Code {
    const { subject, block } = scope;
    const constants = [...args.values()].flatMap(constantLeaves);
    const key = [question, action.name, ...constants].join(" ");
    if (!this.#known.has(key)) this.#known.set(key, this.#answer(question, action, args, scope));
    const answer = this.#known.get(key);
    if (answer === undefined) return js.truth(false);
    const given = question === "taken" ? [...words, ...wordNames(subject.layout, true)] : words;
    const call = js.truthful(`${answer.name}(${given.join(", ")})`);
    if (!answer.mayFail) return call;
    block.mayFail();
    return block.named(call);
  }

  /** Writes the function of one action instance. */
  #answer(question: Question, action: Action, args: Arguments, { subject }: Scope): Answer {
    const block = new Block();
    const scope = instanceScope({ args }, subject, block, new Map());
    const guard = conjunctsOf(action.guard).reduce(
      (left: Code, part) => chain("and", left, (inner) => condition(part, inner), scope),
      js.truth(true),
    );
    if (guard.constant === 0 && block.failures === 0) return undefined;
    if (block.failures > 0) block.add("if (F[1] !== 0) return false;");
    block.add(`if (${js.not(guard).text}) return false;`);
    const [before, after] = [wordNames(subject.layout), wordNames(subject.layout, true)];
    compileEffect(action.effect, scope, (words, inner) => {
      const tests = words.map((word, at) =>
        question === "taken" ? `${word} === ${after[at] ?? ""}` : `${word} !== ${before[at] ?? ""}`,
      );
      inner.add(`return ${tests.join(question === "taken" ? " && " : " || ")};`);
    });
    const name = `${question}${this.#texts.length}`;
    const parameters = question === "taken" ? [...before, ...after] : before;
    this.#texts.push(`function ${name}(${parameters.join(", ")}) {\n${block.text}\n}`);
    return { name, mayFail: block.failures > 0 };
  }
}
