// A core as a packed kernel: the text of a function that takes `host`, the arrays it reports in,
// and returns the loops of a search.

import { interrupt } from "../../core/contexts.js";
import type { Core } from "../../core/core.js";
import { compileBounds } from "./bounds.js";
import { compileChanges } from "./changes.js";
import { codecOf, type Codec } from "./codec.js";
import { equal, number, read } from "./code.js";
import { compileFormulas } from "./formulas.js";
import { compileInitial } from "./initial.js";
import { compileLanes } from "./lanes.js";
import type { Alone } from "./reduction/alone.js";
import { aloneTests } from "./reduction/tests.js";
import { Numbers } from "./numbers.js";
import { onesText } from "./ones.js";
import type { Reading } from "./order.js";
import { expandText, inspectText } from "./phases.js";
import { Questions } from "./questions.js";
import { subjectOf, type Subject } from "./scope.js";
import { compileSights, type Sight } from "./sights.js";
import { compileCanonical } from "./symmetry/canonical.js";
import { counterOf, queuesOf } from "./waits.js";

/** A kernel before it is evaluated. */
export interface KernelText {
  /** The text; where states are told apart up to names, each may be counted for all it is. */
  readonly text: (counts: Counting, alone?: readonly Alone[]) => string;
  readonly words: number;
  readonly bits: number;
  readonly instances: number;
  readonly numbers: Numbers;
  readonly steps: readonly string[];
  readonly sights: readonly Sight[];
  readonly codec: Codec;
  /** The types up to whose names states are told apart. */
  readonly symmetric: readonly string[];
  readonly subject: Subject;
  /** The text of what temporal properties ask. */
  formulas(): string;
  /** The text of the loops over the initial states. */
  initial(): string;
}

/** A canonical state counts as one, or as many as are alike but for names. */
export type Counting = "once" | "all";

/** Sizes that the text depends on. */
export interface Sizes {
  readonly batch: number;
  readonly sightsPerChunk: number;
  /** Successors are made canonical under the renaming of interchangeable values. */
  readonly symmetry: boolean;
}

/** Throws `Unsupported` for a core that a kernel cannot hold. */
export function compileKernel(
  core: Core,
  sizes: Sizes,
  sorted: Reading["sorted"],
  isAnnotated = false,
): KernelText {
  const questions = new Questions();
  const subject = subjectOf(core, sorted, questions, isAnnotated);
  const numbers = new Numbers();
  const lanes = compileLanes(subject, numbers);
  const sights = compileSights(subject, numbers, sizes.sightsPerChunk);
  const changes = compileChanges(subject, numbers);
  const bounds = compileBounds(subject, numbers, sights.list);
  const canonical = sizes.symmetry ? compileCanonical(subject) : undefined;
  const { words, bits } = subject.layout;
  // Numbers are given out here, before anyone reads them, and not when the text is put together.
  const stuck = stuckText(subject, numbers);
  const rest = (alone: readonly Alone[]) =>
    [
      "const { F, W, decided, known, applied, taken, excused, weighed, beyond, " +
        "notices, notice, stamp } = host;",
      "let weight = 1;",
      ...(canonical === undefined ? [] : [canonical.text]),
      onesText,
      lanes.text,
      sights.text,
      changes.text,
      bounds.text,
      questions.text,
      waitsText,
      restsText,
      ...queueText(core),
      expandText(
        words,
        lanes,
        { stuck, changes, bounds },
        { batch: sizes.batch, symmetry: canonical !== undefined },
        aloneTests(alone, lanes.threads),
      ),
      inspectText(words, sights, bounds),
      `return { expand, inspect${canonical === undefined ? "" : ", canonicalise, orbit"} };`,
    ].join("\n");
  return {
    text: (counts, alone = []) =>
      `"use strict";\nconst countsAll = ${counts === "all"};\n${rest(alone)}`,
    ...{ words, bits, instances: lanes.instances, numbers, sights: sights.list },
    steps: core.steps.map(({ name }) => name),
    codec: codecOf(subject),
    symmetric: canonical?.types ?? [],
    subject,
    formulas: () => compileFormulas({ ...subject, answers: new Questions() }, onesText),
    initial: () => compileInitial({ ...subject, answers: new Questions() }, onesText),
  };
}

/**
 * True if some of these threads wait for each other in a cycle: those left when none can be let go.
 */
const waitsText = `function inCycle(waiting) {
  let left = waiting;
  for (;;) {
    let kept = 0;
    for (let rest = left; rest !== 0; rest &= rest - 1) {
      const thread = 31 - Math.clz32(rest & -rest);
      if ((W[thread] & ~(1 << thread) & left) !== 0) kept |= 1 << thread;
    }
    if (kept === left) return left !== 0;
    left = kept;
  }
}`;

/**
 * True if each of these threads waits, directly or through others, for one that waits for itself.
 */
const restsText = `function restOnThemselves(threads, waiting) {
  let resting = 0;
  for (let before = -1; before !== resting; ) {
    before = resting;
    for (let rest = waiting & ~resting; rest !== 0; rest &= rest - 1) {
      const thread = 31 - Math.clz32(rest & -rest);
      if ((W[thread] & (resting | (1 << thread))) !== 0) resting |= 1 << thread;
    }
  }
  return (threads & ~resting) === 0;
}`;

/**
 * Readers that are about to take a lock wait for the writers that wait for it: Q has them, and A
 * where in it each reader looks.
 */
function queueText(core: Core): readonly string[] {
  const { count } = queuesOf(core);
  if (count === 0) return [];
  return [
    `const Q = new Int32Array(${count});`,
    "const A = new Int32Array(32);",
    `function queueUp() {
  for (let rest = F[5]; rest !== 0; rest &= rest - 1) {
    const thread = 31 - Math.clz32(rest & -rest);
    const ahead = Q[A[thread]] & ~(1 << thread);
    if (ahead === 0) continue;
    W[thread] = ((F[0] >>> thread) & 1) === 1 ? W[thread] | ahead : ahead;
    F[0] |= 1 << thread;
  }
  F[5] = 0;
  Q.fill(0);
}`,
  ];
}

/** What is asked after the successors of a state: does somebody wait for ever, can nobody move? */
function stuckText(subject: Subject, numbers: Numbers): string {
  const { checks } = subject.core;
  const lines: string[] = [];
  if (checks.includes("self_deadlock")) {
    lines.push(`if (F[3] !== 0) { F[3] = 0; notice("wait", -1, 0); }`);
  }
  if (checks.includes("deadlock")) {
    const wait = `notice("wait", -1, 1);`;
    const open = `decided[${numbers.property("deadlock")}] === 0`;
    lines.push(
      ...(queuesOf(subject.core).count > 0 ? ["queueUp();"] : []),
      `if (${open}) {`,
      `if ((F[0] & (F[0] - 1)) !== 0 && inCycle(F[0])) ${wait}`,
      `else if (n === start && F[2] === 0 && !(${mayRest(subject)})) ${wait}`,
      "}",
    );
  }
  lines.push("F[0] = 0;", "F[2] = 0;");
  return lines.join("\n");
}

/** Whether a state without steps is none to report, or one that `self_deadlock` reports. */
function mayRest(subject: Subject): string {
  const { checks, processes } = subject.core;
  const atRest = processes.flatMap((process) =>
    process.instances.values.map((_, instance) => {
      const { leaf, steps } = counterOf(process, instance, subject);
      const isAt = (step: string) => equal(read(leaf), number(steps.indexOf(step))).text;
      const isEnded = isAt("ended");
      return process.context === undefined ? isEnded : `(${isEnded} || ${isAt(interrupt)})`;
    }),
  );
  if (atRest.length === 0) return "false";
  if (!checks.includes("self_deadlock")) return atRest.join(" && ");
  const unfinished = atRest.map((test, thread) => `(${test} ? 0 : ${1 << thread})`).join(" | ");
  return `restOnThemselves(${unfinished}, F[0])`;
}
