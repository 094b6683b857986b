// How deep RCU read sections can nest, by data flow over the steps: most specs never nest, and
// their models then keep one bit a thread.

import type { Process, Statement, Step } from "../semantics/typed.js";
import { innerBodies } from "../semantics/checks/step-laws.js";

const deepest = 3;

/** The greatest depth that some way through some process reaches, up to three. */
export function deepestSection(processes: readonly Process[]): number {
  return Math.max(0, ...processes.map(deepestOf));
}

function deepestOf(process: Process): number {
  const steps = process.steps.filter(({ present }) => present);
  const arrived = new Map<number, Set<number>>([[0, new Set([0])]]);
  const work: (readonly [step: number, depth: number])[] = [[0, 0]];
  let most = 0;
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const [index, depth] = next;
    const step = steps[index];
    if (step === undefined) continue;
    for (const [target, after] of ends(steps, index, step, depth)) {
      most = Math.max(most, after);
      const seen = arrived.get(target) ?? new Set();
      if (seen.has(after)) continue;
      arrived.set(target, seen.add(after));
      work.push([target, after]);
    }
  }
  return most;
}

/** Where the ways through a step lead, and how deep they are then or were on the way. */
function ends(
  steps: readonly Step[],
  index: number,
  step: Step,
  depth: number,
): (readonly [target: number, depth: number])[] {
  const jumps: (readonly [number, number])[] = [];
  const open = run(step.body, new Set([depth]), (target, at) => {
    jumps.push([steps.findIndex(({ name }) => name === target), at]);
  });
  const { next } = step;
  const after = next === undefined ? index + 1 : steps.findIndex(({ name }) => name === next);
  return [...jumps, ...[...open].map((at) => [after, at] as const)];
}

function run(
  body: readonly Statement[],
  start: ReadonlySet<number>,
  jump: (target: string, depth: number) => void,
): ReadonlySet<number> {
  let depths = start;
  for (const statement of body) {
    if (statement.kind === "goto") {
      for (const depth of depths) jump(statement.step, depth);
      return new Set();
    }
    if (statement.kind === "stop") return new Set();
    if (statement.kind === "section" && statement.what === "rcu_read_lock")
      depths = new Set([...depths].map((depth) => Math.min(depth + 1, deepest)));
    if (statement.kind === "section" && statement.what === "rcu_read_unlock")
      depths = new Set([...depths].map((depth) => Math.max(depth - 1, 0)));
    const inner = innerBodies(statement);
    if (inner.length === 0 || statement.kind === "assign-all") continue;
    const before: ReadonlySet<number> = depths;
    depths = new Set(inner.flatMap((each) => [...run(each, before, jump)]));
  }
  return depths;
}
