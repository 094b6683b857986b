// Functions that call themselves: all others are written out where they are called. One that does
// is a function of the kernel, `(...words, ...leaves)`, which returns the first leaf of its value
// and leaves the others in `R`. How deep its calls are nested is counted in `D`.

import type { Fn } from "../../core/core.js";
import * as js from "./code.js";
import type { Code } from "./code.js";
import { evaluate, evaluateAs } from "./expression.js";
import { blankScope, Block, wordNames, type Scope, type Subject } from "./scope.js";
import { fromLeaves, toLeaves, type Value } from "./value.js";

export class Calls {
  readonly #texts: string[] = [];
  readonly #known = new Map<Fn, string>();
  /** The most leaves that a value has. */
  #widest = 1;

  /** All functions that were called. */
  get text(): string {
    if (this.#known.size === 0) return "";
    const kept = [
      `const D = new Int32Array(${this.#known.size});`,
      `const R = new Float64Array(${this.#widest});`,
    ];
    return [...kept, ...this.#texts].join("\n");
  }

  /** The value of a function for arguments of its parameters' types. */
  recursive(fn: Fn, given: readonly Value[], isAfter: boolean, scope: Scope): Value {
    const { block, subject } = scope;
    const name = this.#nameOf(fn, subject);
    const words = wordNames(subject.layout, isAfter);
    const leaves = given.flatMap(toLeaves).map(({ text }) => text);
    block.mayFail();
    const first = block.named(js.numeric(`${name}(${[...words, ...leaves].join(", ")})`));
    const found = subject.types
      .leaves(fn.result)
      .map((_, at) => (at === 0 ? first : block.named(js.numeric(`R[${at}]`))));
    return fromLeaves(fn.result, found.values(), subject.types);
  }

  #nameOf(fn: Fn, subject: Subject): string {
    const known = this.#known.get(fn);
    if (known !== undefined) return known;
    const number = this.#known.size;
    const name = `call${number}`;
    this.#known.set(fn, name);
    this.#texts.push(this.#written(fn, name, number, subject));
    return name;
  }

  #written(fn: Fn, name: string, number: number, subject: Subject): string {
    const block = new Block();
    const names: string[] = [];
    const locals = fn.parameters.map((parameter) => {
      const leaves = subject.types.leaves(parameter.type).map((): Code => {
        const leaf = `p${names.length}`;
        names.push(leaf);
        return js.numeric(leaf, true);
      });
      const value = fromLeaves(parameter.type, leaves.values(), subject.types);
      return [parameter.name, { value }] as const;
    });
    const scope = { ...blankScope(evaluate, subject, block), locals: new Map(locals) };
    const leaves = toLeaves(evaluateAs(fn.body, fn.result, scope)).map((leaf) =>
      block.named(js.asNumber(leaf)),
    );
    this.#widest = Math.max(this.#widest, leaves.length);
    return `function ${name}(${[...wordNames(subject.layout), ...names].join(", ")}) {
  if (F[1] !== 0 || D[${number}] >= ${fn.deepest ?? 0}) { F[1] = 1; return 0; }
  D[${number}]++;
  ${block.text}
  D[${number}]--;
  ${leaves.map(({ text }, at) => (at === 0 ? "" : `R[${at}] = ${text};`)).join(" ")}
  return ${leaves[0]?.text ?? "0"};
}`;
  }
}
