// Every combination of values of some switches, and what comes of each. Combinations of which the
// same is found are put together into boxes: so many values of this switch times so many of that.

import type { Outcome as Compiling } from "../base/diagnostic.js";
import type { Core } from "../core/core.js";
import type { Judgement, Subject } from "../diff/judgement.js";
import type { Declarations } from "./statements.js";
import { withChoices, type Choice } from "./switches.js";

export interface Axis {
  readonly name: string;
  readonly choices: readonly Choice[];
}

export interface Cell {
  /** The index of the choice on each axis. */
  readonly at: readonly number[];
  /** What came of it, or why this is no model. */
  readonly result: Judgement | string;
}

export interface Matrix {
  readonly axes: readonly Axis[];
  readonly cells: readonly Cell[];
}

/** All cells; the last axis changes quickest. */
function pointsOf(axes: readonly Axis[]): readonly (readonly number[])[] {
  return axes.reduce<readonly (readonly number[])[]>(
    (all, { choices }) => all.flatMap((at) => choices.map((_, index) => [...at, index])),
    [[]],
  );
}

export async function fillMatrix(
  declarations: Declarations,
  axes: readonly Axis[],
  compile: (declarations: Declarations) => Compiling<Core>,
  judge: (subjects: readonly Subject[]) => Promise<readonly Judgement[]>,
): Promise<Matrix> {
  const points = pointsOf(axes);
  const cores = points.map((at) => {
    const chosen = axes.flatMap(({ name, choices }, axis) => {
      const choice = choices[at[axis] ?? 0];
      return choice === undefined ? [] : [[name, choice.value] as const];
    });
    return compile(withChoices(declarations, new Map(chosen)));
  });
  const subjects = points.flatMap((at, index) => {
    const core = cores[index];
    return core?.ok === true ? [{ name: nameOf(axes, at), core: core.value }] : [];
  });
  const judgements = [...(await judge(subjects))];
  const cells = points.map((at, index): Cell => {
    const core = cores[index];
    const failure = core?.ok === false ? core.diagnostics[0]?.message : undefined;
    return { at, result: core?.ok === true ? (judgements.shift() ?? "") : (failure ?? "") };
  });
  return { axes, cells };
}

function nameOf(axes: readonly Axis[], at: readonly number[]): string {
  return axes
    .map(({ name, choices }, axis) => `${name} = ${choices[at[axis] ?? 0]?.text}`)
    .join(", ");
}

/** The indexes of some choices on each axis: all combinations of them. */
export type Box = readonly (readonly number[])[];

/** The cells as few boxes that do not overlap: two that differ on one axis only become one. */
export function boxesOf(cells: readonly (readonly number[])[]): readonly Box[] {
  let boxes: readonly Box[] = cells.map((at) => at.map((index) => [index]));
  const axes = cells[0]?.length ?? 0;
  for (let before = Infinity; boxes.length < before;) {
    before = boxes.length;
    for (let axis = axes - 1; axis >= 0; axis--) boxes = joinAlong(boxes, axis);
  }
  return boxes;
}

function joinAlong(boxes: readonly Box[], axis: number): readonly Box[] {
  const found = new Map<string, Box>();
  for (const box of boxes) {
    const key = JSON.stringify(box.map((side, index) => (index === axis ? [] : side)));
    const other = found.get(key);
    const joined = [...(other?.[axis] ?? []), ...(box[axis] ?? [])].sort((a, b) => a - b);
    found.set(
      key,
      box.map((side, index) => (index === axis ? joined : side)),
    );
  }
  return [...found.values()];
}
