// What is looked for in each new state: broken invariants, the first state an invariant speaks of,
// and what is to be reached. A bit for each, and those that are decided are not computed any more.

import type { Expr } from "../../core/expression.js";
import type { Core } from "../../core/core.js";
import type { Sight } from "../../runtime/kernel.js";
import * as js from "./code.js";
import { condition, evaluate } from "./expression.js";
import type { Numbers } from "./numbers.js";
import { Block, blankScope, wordNames, type Subject } from "./scope.js";

export type { Sight };

export interface Sights {
  readonly list: readonly Sight[];
  /** Functions `(...words, active)` that return the bits of what they see. */
  readonly text: string;
  readonly names: readonly string[];
  /** True if one may have no value in some state. */
  readonly mayFail: boolean;
}

/** What a sight is seen by. */
type Looked = Sight & { readonly expr: Expr; readonly truth: boolean };

function lookedFor(core: Core): readonly Looked[] {
  return [
    ...core.invariants.flatMap(({ name, applies, holds }): readonly Looked[] => [
      ...(applies === undefined
        ? []
        : [{ kind: "applies" as const, property: name, expr: applies, truth: true }]),
      { kind: "broken", property: name, expr: holds, truth: false },
    ]),
    ...core.reachables.map(({ name, holds }): Looked => {
      return { kind: "reached", property: name, expr: holds, truth: true };
    }),
    ...core.steps.flatMap(({ name, initially }): readonly Looked[] =>
      initially === undefined
        ? []
        : [{ kind: "beginning", property: name, expr: initially, truth: false }],
    ),
    ...core.constraints.map(({ name, holds }): Looked => {
      return { kind: "beyond", property: name, expr: holds, truth: false };
    }),
  ];
}

export function compileSights(subject: Subject, numbers: Numbers, perChunk: number): Sights {
  const all = lookedFor(subject.core);
  const words = wordNames(subject.layout).join(", ");
  const chunks = Array.from({ length: Math.ceil(all.length / perChunk) }, (_, index) =>
    all.slice(index * perChunk, (index + 1) * perChunk),
  );
  let mayFail = false;
  const texts = chunks.flatMap((chunk, index) => {
    const own = chunk.flatMap((sight, bit) => {
      if (sight.kind === "beyond") return [];
      const block = new Block();
      const seen = condition(sight.expr, blankScope(evaluate, subject, block));
      if (block.failures > 0) {
        mayFail = true;
        block.lines.unshift("F[1] = 0;");
        const number = index * perChunk + bit;
        block.add(`if (F[1] !== 0) {\n${noValue(number, subject, numbers)}\nreturn false;\n}`);
      }
      block.add(`return ${(sight.truth ? seen : js.not(seen)).text};`);
      return `function see${index}_${bit}(${words}) {\n${block.text}\n}`;
    });
    const tests = chunk.flatMap(({ kind }, bit) => {
      if (kind === "beyond") return [];
      const mask = 1 << bit;
      return `if ((active & ${mask}) !== 0 && see${index}_${bit}(${words})) r |= ${mask};`;
    });
    const body = ["let r = 0;", ...tests, "return r;"].join("\n");
    return [...own, `function see${index}(${words}, active) {\n${body}\n}`];
  });
  return {
    list: all.map(({ kind, property }) => ({ kind, property })),
    text: texts.join("\n"),
    names: chunks.map((_, index) => `see${index}`),
    mayFail,
  };
}

/** A sight that has no value is not seen, and that is out of range. */
export function noValue(sight: number, { core }: Subject, numbers: Numbers): string {
  if (!core.checks.includes("out_of_range")) return "";
  return `if (decided[${numbers.property("out_of_range")}] === 0) notice("sight", -1, ${sight});`;
}
