// What temporal properties ask of states and of steps, as loops over packed states that write down
// the answers. Questions are numbered as the readable model's formulas have them: property by
// property, for each choice of its parameters, from left to right.

import type { Binder, Expr } from "../../core/expression.js";
import type { Temporal } from "../../core/temporal.js";
import * as js from "./code.js";
import { eachElement, inOrder } from "./domain.js";
import { condition, evaluate } from "./expression.js";
import type { Questions } from "./questions.js";
import { Block, blankScope, withLocal, wordNames, type Scope, type Subject } from "./scope.js";
import { Unsupported } from "./unsupported.js";
import type { Value } from "./value.js";

type Locals = Scope["locals"];

/** A question, and what its names mean. */
interface Question {
  readonly kind: "state" | "step";
  readonly holds: Expr;
  readonly locals: Locals;
}

/**
 * The text of a function of `host` that returns the loops, `undefined` where a kernel cannot hold a
 * question.
 */
export function compileFormulas(
  subject: Subject & { readonly answers: Questions },
  helpers: string,
): string {
  const questions = subject.core.temporal.flatMap(({ parameters, formula }) =>
    choicesOf(parameters, new Map(), subject).flatMap((locals) =>
      questionsIn(formula, locals, subject),
    ),
  );
  const loops = (kind: Question["kind"]): string =>
    questions
      .filter((each) => each.kind === kind)
      .map((each) => loopOf(each, subject))
      .join(",\n");
  const text = `return {\nstates: [${loops("state")}],\nsteps: [${loops("step")}],\n};`;
  const { answers } = subject;
  return [`"use strict";`, "const { F, W } = host;", helpers, answers.text, text].join("\n");
}

function questionsIn(formula: Temporal, locals: Locals, subject: Subject): readonly Question[] {
  const of = (part: Temporal) => questionsIn(part, locals, subject);
  switch (formula.kind) {
    case "state":
    case "step":
      return [{ kind: formula.kind, holds: formula.holds, locals }];
    case "not":
    case "always":
    case "eventually":
      return of(formula.operand);
    case "and":
    case "or":
    case "implies":
    case "until":
    case "leads to":
      return [...of(formula.left), ...of(formula.right)];
    case "all":
    case "some":
      return choicesOf(formula.binders, locals, subject).flatMap((inner) =>
        questionsIn(formula.body, inner, subject),
      );
  }
}

/** What locals mean, for each choice of the binders, the last changing quickest. */
function choicesOf(binders: readonly Binder[], outer: Locals, subject: Subject): readonly Locals[] {
  let all: readonly Scope[] = [{ ...blankScope(evaluate, subject), locals: outer }];
  for (const binder of binders) {
    all = all.flatMap((scope) =>
      valuesOf(binder, scope).map((value) => withLocal(scope, binder.name, { value })),
    );
  }
  return all.map(({ locals }) => locals);
}

function valuesOf(binder: Binder, scope: Scope): readonly Value[] {
  const values: Value[] = [];
  eachElement([binder], scope, (_, [value], test) => {
    if (value === undefined || test.constant === undefined) {
      throw new Unsupported(`the values of ${binder.name}`);
    }
    if (test.constant === 1) values.push(value);
  });
  if (binder.domain.kind === "domain") return values;
  return inOrder(values, (value) => value, scope);
}

function loopOf(question: Question, subject: Subject): string {
  try {
    return question.kind === "state" ? stateLoop(question, subject) : stepLoop(question, subject);
  } catch (error) {
    if (error instanceof Unsupported) return "undefined";
    throw error;
  }
}

/** The function that answers, and the expression that calls it: no value is a no. */
function answerOf(
  { holds, locals }: Question,
  words: readonly string[],
  subject: Subject,
): { readonly text: string; readonly answer: string } {
  const block = new Block();
  const code = condition(holds, { ...blankScope(evaluate, subject, block), locals });
  const own = words.join(", ");
  const isTrue = js.asTruth(code).text;
  const reset = block.failures > 0 ? "F[1] = 0;\n" : "";
  const result = block.failures > 0 ? `F[1] === 0 && (${isTrue})` : isTrue;
  return {
    text: `const holds = (${own}) => {\n${reset}${block.text}\nreturn ${result};\n};`,
    answer: `holds(${own}) ? 1 : 0`,
  };
}

function stateLoop(question: Question, subject: Subject): string {
  const words = wordNames(subject.layout);
  const { text, answer } = answerOf(question, words, subject);
  return `(() => {
${text}
return (arena, stride, count, truths) => {
  for (let state = 0, at = 0; state < count; state++, at += stride) {
    ${words.map((word, index) => `const ${word} = arena[at + ${index}];`).join(" ")}
    truths[state] = ${answer};
  }
};
})()`;
}

function stepLoop(question: Question, subject: Subject): string {
  const [before, after] = [wordNames(subject.layout), wordNames(subject.layout, true)];
  const { text, answer } = answerOf(question, [...before, ...after], subject);
  return `(() => {
${text}
return (arena, stride, count, offsets, targets, truths) => {
  for (let state = 0, at = 0; state < count; state++, at += stride) {
    ${before.map((word, index) => `const ${word} = arena[at + ${index}];`).join(" ")}
    for (let step = offsets[state], end = offsets[state + 1]; step < end; step++) {
      if (targets[step] < 0) continue;
      const to = targets[step] * stride;
      ${after.map((word, index) => `const ${word} = arena[to + ${index}];`).join(" ")}
      truths[step] = ${answer};
    }
  }
};
})()`;
}
