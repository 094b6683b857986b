// Properties of steps, judged on each step that is taken. One that changes nothing satisfies all.
// The words of the state after are numbered on from those of the state before.

import { outOfRange } from "./action.js";
import * as js from "./code.js";
import { condition, evaluate } from "./expression.js";
import type { Numbers } from "./numbers.js";
import { Block, blankScope, wordNames, type Subject } from "./scope.js";

export interface Changes {
  readonly text: string;
  /** The function `(...words, B, start, end)` that judges a state's successors; "" for none. */
  readonly judge: string;
}

export function compileChanges(subject: Subject, numbers: Numbers): Changes {
  const { core, layout } = subject;
  if (core.steps.length === 0) return { text: "", judge: "" };
  const [before, after] = [wordNames(layout), wordNames(layout, true)];
  const words = [...before, ...after].join(", ");
  const choice = `B[r + ${layout.words}]`;
  const functions: string[] = [];
  const tests = core.steps.map(({ name, holds }, index) => {
    const block = new Block();
    const isBroken = js.not(condition(holds, blankScope(evaluate, subject, block)));
    functions.push(
      `function breaks${index}(${words}) {\n${block.text}\nreturn ${isBroken.text};\n}`,
    );
    const open = `decided[${numbers.property(name)}] === 0`;
    const broken = `notice("step", ${choice}, ${index});`;
    if (block.failures === 0)
      return `if (${open} && !isSame && breaks${index}(${words})) ${broken}`;
    const unknown = outOfRange("comparison", choice, index, subject, numbers);
    return `if (${open}) {
      F[1] = 0;
      const isBroken = breaks${index}(${words});
      if (F[1] !== 0) { ${unknown} } else if (isBroken && !isSame) ${broken}
    }`;
  });
  const isSame = before.map((word, at) => `${word} === ${after[at] ?? word}`).join(" && ");
  const judge = `function judgeSteps(${before.join(", ")}, B, start, end) {
  for (let r = start; r < end; r += ${layout.words + 1}) {
    ${after.map((word, at) => `const ${word} = B[r + ${at}];`).join(" ")}
    const isSame = ${isSame};
    ${tests.join("\n    ")}
  }
}`;
  return { text: [...functions, judge].join("\n"), judge: "judgeSteps" };
}
