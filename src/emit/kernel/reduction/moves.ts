// Action instances as functions that can be asked: in a layout in which each leaf of the state has
// a word of its own, so that the words that their text names are what they read and write. It is
// the text of the kernel itself, for other words: what it says of an instance, the kernel does.

import { runWritten } from "../../../base/written.js";
import { compileInstance, instanceScope, type Instance } from "../action.js";
import * as js from "../code.js";
import type { Leaf } from "../code.js";
import { condition, evaluate } from "../expression.js";
import type { Layout } from "../layout.js";
import { onesText } from "../ones.js";
import { Numbers } from "../numbers.js";
import { Questions } from "../questions.js";
import { Block, blankScope, type Subject } from "../scope.js";
import { queuesOf } from "../waits.js";
import type { Expr } from "../../../core/expression.js";

/** What is asked of a state, a number for each leaf. */
interface Asked {
  /** The leaves that it reads. */
  readonly reads: ReadonlySet<number>;
}

/** An action instance, where some leaves are known. */
export interface Move extends Asked {
  readonly writes: ReadonlySet<number>;
  /** True if something may have no value. */
  readonly mayFail: boolean;
  /** True if it may come after a writer that waits, though the lock lets it in. */
  readonly mayQueue: boolean;
  /**
   * Takes it in a state: what it remarks, if it can be taken, is in `remarks`; true if there is a
   * state after, which is in `after`.
   */
  take(state: Int32Array): boolean;
}

/** A condition of states. */
export interface Look extends Asked {
  /** The same for questions that have the same answers, where it is the same. */
  readonly text: string;
  holds(state: Int32Array): number;
}

/** The same, with a word for each leaf. */
export function spread(subject: Subject, answers = new Questions()): Subject {
  const { leaves, bits, variables } = subject.layout;
  const own = (leaf: Leaf): Leaf => ({ ...leaf, word: leaf.index, shift: 0 });
  const layout: Layout = {
    ...{ words: leaves, bits, leaves },
    variables: new Map([...variables].map(([name, all]) => [name, all.map(own)])),
  };
  return { ...subject, layout, answers, isAnnotated: false };
}

const host = "B, F, W, decided, known, applied, taken, excused, notice, weight";

export class Moves {
  readonly subject: Subject;
  /** The state after a move that was taken. */
  readonly after: Int32Array;
  readonly #answers = new Questions();
  readonly #numbers = new Numbers();
  readonly #host;
  #notices: number[] = [];
  #isBroken = false;

  constructor(subject: Subject) {
    this.subject = spread(subject, this.#answers);
    const { leaves } = subject.layout;
    const kinds = new Map<string, number>();
    this.after = new Int32Array(leaves + 1);
    this.#host = {
      B: this.after,
      F: new Int32Array(8),
      W: new Int32Array(32),
      decided: new Uint8Array(propertiesOf(subject)),
      known: new Uint8Array((subject.core.locks.length + 2) ** 2),
      applied: [] as number[],
      taken: [] as number[],
      excused: [] as number[],
      weight: 1,
      notice: (kind: string, _choice: number, what: number): void => {
        const of = kinds.get(kind) ?? kinds.size + 1;
        kinds.set(kind, of);
        this.#notices.push(of, what);
        if (kind !== "edge") this.#isBroken = true;
      },
    };
  }

  /** What the last move remarked: what it noticed, and of which properties it was an event. */
  get remarks(): string {
    const { applied, excused } = this.#host;
    if (this.#notices.length + applied.length + excused.length === 0) return "";
    return `${this.#notices.join()};${applied.join()};${excused.join()}`;
  }

  /** Whether the last move broke a requirement, or found no value. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** The move of an instance where these leaves are known; undefined if it is never taken. */
  of(instance: Instance, known: ReadonlyMap<number, number>): Move | undefined {
    const block = new Block();
    compileInstance(instance, instanceScope(instance, this.subject, block, known), this.#numbers);
    if (block.lines.length === 0) return undefined;
    const { text, reads, writes } = footprintOf(block.text);
    const run = this.#compile(text, reads);
    const { wants } = instance.action;
    const mayQueue = wants?.mode === "read" && queuesOf(this.subject.core).places.has(wants.lock);
    return {
      ...{ reads, writes, mayFail: block.failures > 0, mayQueue },
      take: (state) => {
        this.#begin(state);
        return run(state) !== 0;
      },
    };
  }

  /** A condition, where these leaves are known. */
  look(expr: Expr, known: ReadonlyMap<number, number>): Look {
    const block = new Block();
    const scope = { ...blankScope(evaluate, this.subject, block), known };
    const seen = condition(expr, scope);
    block.add(`n = F[1] !== 0 ? 2 : ${js.asNumber(seen).text};`);
    const { text, reads } = footprintOf(`F[1] = 0;\n${block.text}`);
    let run: ((state: Int32Array) => number) | undefined;
    return {
      ...{ text, reads },
      holds: (state) => (run ??= this.#compile(text, reads))(state),
    };
  }

  #begin(state: Int32Array): void {
    this.after.set(state);
    this.#isBroken = false;
    if (this.#notices.length > 0) this.#notices = [];
    const { applied, excused } = this.#host;
    if (applied.length > 0) applied.length = 0;
    if (excused.length > 0) excused.length = 0;
  }

  #compile(body: string, reads: ReadonlySet<number>): (state: Int32Array) => number {
    const words = [...body.matchAll(/\bs(\d+)\b/g)].map(([, word]) => Number(word));
    const load = [...new Set([...reads, ...words])].map((word) => `const s${word} = S[${word}];`);
    const run = runWritten(
      `"use strict";
      const { ${host} } = host;
      ${onesText}
      ${this.#answers.text}
      return (S) => { let n = 0; ${load.join(" ")}\n${body}\nreturn n; };`,
      { host: this.#host },
    );
    if (!isRun(run)) throw new Error("the text of a move returns no function");
    return run;
  }
}

function isRun(value: unknown): value is (state: Int32Array) => number {
  return typeof value === "function";
}

/** At least as many as there are numbers of properties. */
function propertiesOf({ core }: Subject): number {
  const required = core.actions.reduce((sum, { requirements }) => sum + requirements.length, 0);
  return core.properties.length + core.checks.length + required + 1;
}

/** The leaves that a text names: what it only copies, it does not read. */
function footprintOf(written: string): {
  readonly text: string;
  readonly reads: ReadonlySet<number>;
  readonly writes: ReadonlySet<number>;
} {
  const text = written.replace(/B\[n(?: \+ \d+)?\] = s\d+;/g, "");
  const writes = new Set([...text.matchAll(/\bn(\d+) = /g)].map(([, word]) => Number(word)));
  const asked = text
    .replace(/let n\d+ = s\d+;/g, "")
    .replace(/B\[n(?: \+ \d+)?\] = n\d+;/g, "")
    .replace(/\bn(\d+) = (\(n\1 & -?\d+\)|n\1 & -?\d+)/g, "");
  const reads = new Set([...asked.matchAll(/\b[sn](\d+)\b/g)].map(([, word]) => Number(word)));
  return { text, reads, writes };
}
