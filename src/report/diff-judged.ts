// The matrix of verdicts: a row for each property on which they differ, or that is not met; what
// all of them meet is counted.

import type { Block } from "./diff-block.js";
import { matrixOf, type Cell, type Change, type Diff, type MatrixRow } from "./diff-result.js";
import { counted, grouped, pageWidth, wrapList } from "./wrap.js";

export function judgedTable(diff: Diff): Block {
  const rows = matrixOf(diff.sides).filter(isTold);
  const isPair = diff.sides.length === 2;
  const head = ["property", ...diff.sides.map(({ name }) => name), ...(isPair ? [""] : [])];
  const size = (text: string, of: (exploration: Diff["sides"][number]) => number) => [
    text,
    ...diff.sides.map((side) => {
      const limit = side.run.exploration.complete ? "" : "+";
      return `${grouped(of(side))}${limit}`;
    }),
    ...(isPair ? [""] : []),
  ];
  return {
    kind: "table",
    head,
    rows: [
      ...rows.map(({ property, kind, cells }) => [
        property,
        ...cells.map((cell) => cellText(cell, kind, isPair)),
        ...(isPair ? [changeText(cells[1]?.change)] : []),
      ]),
      size("states", ({ run }) => run.exploration.distinct),
      size("depth", ({ run }) => run.exploration.depth),
    ],
  };
}

/** What all of them meet. */
export function judgedLines(diff: Diff): readonly string[] {
  const rows = matrixOf(diff.sides).filter((row) => !isTold(row));
  if (rows.length === 0) return [];
  const held = rows.filter(({ cells }) => cells[0]?.judged?.verdict === "holds");
  const vacuous = rows.filter((row) => !held.includes(row));
  const names = (of: readonly MatrixRow[]) =>
    of.filter(({ kind }) => kind !== "check").map(({ property }) => property);
  const checks = held.filter(({ kind }) => kind === "check").length;
  const says = (head: string, list: readonly string[]) =>
    list.length === 0 ? [] : wrapList(head, list, pageWidth);
  return [
    ...says("holds in all: ", [
      ...names(held),
      ...(checks === 0 ? [] : [counted(checks, "check") + " that are always on"]),
    ]),
    ...says("says nothing in any: ", names(vacuous)),
  ];
}

/**
 * Whether a row is worth a line: verdicts differ, or the ways to a goal, a law is broken in all, or
 * something is unknown.
 */
function isTold({ kind, cells }: MatrixRow): boolean {
  const [first] = cells;
  const verdicts = cells.map(({ judged }) => judged?.verdict);
  if (verdicts.some((each) => each !== first?.judged?.verdict)) return true;
  const [verdict] = verdicts;
  if (kind === "reachable") return lengthsDiffer(cells) || verdict === "unknown";
  return verdict === "violated" || verdict === "unknown";
}

function lengthsDiffer(cells: readonly Cell[]): boolean {
  return new Set(cells.map(({ judged }) => judged?.trace?.steps.length)).size > 1;
}

function cellText({ judged, change }: Cell, kind: MatrixRow["kind"], isPair: boolean): string {
  if (judged === undefined) return "-";
  const steps = judged.trace === undefined ? "" : ` in ${judged.trace.steps.length}`;
  const reached = judged.verdict === "holds" ? `reached${steps}` : "not reached";
  const isReachable = kind === "reachable" && judged.verdict !== "unknown";
  const text = isReachable
    ? reached
    : judged.verdict === "violated"
      ? `violated${steps}`
      : judged.verdict;
  const mark = isPair || change === undefined ? "" : changeText(change);
  return mark === "" ? text : `${text} (${mark})`;
}

/** What became of a verdict. */
export function changeText(change: Change | undefined): string {
  switch (change) {
    case undefined:
    case "same":
      return "";
    case "vacuous":
      return "newly vacuous";
    case "applies":
      return "no longer vacuous";
    case "reachable":
      return "newly reachable";
    case "unreachable":
      return "no longer reachable";
    default:
      return change;
  }
}
