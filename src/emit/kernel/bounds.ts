// Constraints: states beyond one are judged, but neither counted nor gone on from.

import * as js from "./code.js";
import { condition, evaluate } from "./expression.js";
import type { Numbers } from "./numbers.js";
import { Block, blankScope, wordNames, type Subject } from "./scope.js";
import { noValue, type Sight } from "./sights.js";

export interface Bounds {
  readonly text: string;
  /** The function `(...words)` that is true of a state within all constraints; "" for none. */
  readonly test: string;
  /** The same, for new states: it notes that a constraint has no value. */
  readonly look: string;
  /** True if one may have no value in some state. */
  readonly mayFail: boolean;
}

export function compileBounds(
  subject: Subject,
  numbers: Numbers,
  sights: readonly Sight[],
): Bounds {
  if (subject.core.constraints.length === 0) {
    return { text: "", test: "", look: "", mayFail: false };
  }
  const first = sights.findIndex(({ kind }) => kind === "beyond");
  const block = new Block();
  const [test, look] = ["isWithin", "looksWithin"].map((name, index) => {
    const isNoted = index === 1;
    const body = subject.core.constraints.map(({ holds }, at) => {
      const own = new Block(block);
      const before = own.failures;
      const isTrue = condition(holds, blankScope(evaluate, subject, own));
      if (own.failures > before) {
        own.lines.unshift("F[1] = 0;");
        const note = isNoted ? noValue(first + at, subject, numbers) : "";
        own.add(`if (F[1] !== 0) { ${note} return false; }`);
      }
      own.add(`if (${js.not(isTrue).text}) return false;`);
      return `{\n${own.text}\n}`;
    });
    const words = wordNames(subject.layout).join(", ");
    return `function ${name}(${words}) {\n${body.join("\n")}\nreturn true;\n}`;
  });
  const mayFail = block.failures > 0;
  return {
    text: mayFail ? `${test ?? ""}\n${look ?? ""}` : (test ?? ""),
    test: "isWithin",
    look: mayFail ? "looksWithin" : "isWithin",
    mayFail,
  };
}
