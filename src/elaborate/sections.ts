// How deep sections can nest, by data flow over the steps: most specs never nest, and their models
// then keep one bit a thread.

import type { HandlerContext } from "../core/core.js";
import type { Process, Section, SectionWord, Statement, Step } from "../semantics/typed.js";
import { innerBodies } from "../semantics/checks/step-laws.js";

const deepest = 3;

interface Crossing {
  readonly section: Section;
  readonly enters: boolean;
  /** Whether one may be inside already, or stays inside. */
  readonly nests: boolean;
}

/** What each word does. */
export const crossings: Readonly<Record<SectionWord, Crossing>> = {
  rcu_read_lock: { section: "rcu", enters: true, nests: true },
  rcu_read_unlock: { section: "rcu", enters: false, nests: true },
  irq_off: { section: "irq_off", enters: true, nests: false },
  irq_on: { section: "irq_off", enters: false, nests: false },
  irq_save: { section: "irq_off", enters: true, nests: true },
  irq_restore: { section: "irq_off", enters: false, nests: true },
  bh_off: { section: "bh_off", enters: true, nests: true },
  bh_on: { section: "bh_off", enters: false, nests: true },
};

/** The greatest depth that some way through some process reaches, up to three. */
export function deepestSection(processes: readonly Process[], section: Section): number {
  return Math.max(0, ...processes.map((each) => deepestOf(each, section)));
}

/** A hardirq has interrupts off from its beginning. */
function depthAtFirst(context: HandlerContext | undefined, section: Section): number {
  return context === "hardirq" && section === "irq_off" ? 1 : 0;
}

function deepestOf(process: Process, section: Section): number {
  const steps = process.steps.filter(({ present }) => present);
  const first = depthAtFirst(process.symbol.context, section);
  const arrived = new Map<number, Set<number>>([[0, new Set([first])]]);
  const work: (readonly [step: number, depth: number])[] = [[0, first]];
  let most = first;
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const [index, depth] = next;
    const reach = (at: number): void => {
      most = Math.max(most, at);
    };
    for (const [target, after] of ends(steps, index, section, depth, reach)) {
      const seen = arrived.get(target) ?? new Set();
      if (seen.has(after)) continue;
      arrived.set(target, seen.add(after));
      work.push([target, after]);
    }
  }
  return most;
}

interface Visit {
  readonly section: Section;
  readonly jump: (target: string, depth: number) => void;
  readonly reach: (depth: number) => void;
}

/** Where the ways through a step lead, and how deep they are then. */
function ends(
  steps: readonly Step[],
  index: number,
  section: Section,
  depth: number,
  reach: Visit["reach"],
): readonly (readonly [target: number, depth: number])[] {
  const step = steps[index];
  if (step === undefined) return [];
  const jumps: (readonly [number, number])[] = [];
  const jump = (target: string, at: number): void => {
    jumps.push([steps.findIndex(({ name }) => name === target), at]);
  };
  const open = run(step.body, new Set([depth]), { section, jump, reach });
  const { next } = step;
  const after = next === undefined ? index + 1 : steps.findIndex(({ name }) => name === next);
  return [...jumps, ...[...open].map((at) => [after, at] as const)];
}

function run(
  body: readonly Statement[],
  start: ReadonlySet<number>,
  visit: Visit,
): ReadonlySet<number> {
  let depths = start;
  for (const statement of body) {
    if (statement.kind === "goto") {
      for (const depth of depths) visit.jump(statement.step, depth);
      return new Set();
    }
    if (statement.kind === "stop") return new Set();
    if (statement.kind === "section" && crossings[statement.what].section === visit.section)
      depths = new Set([...depths].map((depth) => crossed(statement.what, depth)));
    depths.forEach(visit.reach);
    const inner = innerBodies(statement);
    if (inner.length === 0 || statement.kind === "assign-all") continue;
    const before: ReadonlySet<number> = depths;
    depths = new Set(inner.flatMap((each) => [...run(each, before, visit)]));
  }
  return depths;
}

function crossed(what: SectionWord, depth: number): number {
  const { enters, nests } = crossings[what];
  if (!enters) return Math.max(depth - 1, 0);
  return nests ? Math.min(depth + 1, deepest) : Math.max(depth, 1);
}
