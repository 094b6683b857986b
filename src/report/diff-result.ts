// Variants compared: what all reports of `lockwright diff` are made from.

import type { Reason } from "../diff/blame.js";
import type { Comparison } from "../diff/behaves/compare.js";
import type { System } from "../diff/behaves/system.js";
import type { Strength } from "../diff/strength.js";
import type { Difference } from "../diff/written/compare.js";
import type { CheckRun, Judged } from "./result.js";

/** One of those that are compared. */
export interface Side {
  /** As short as it can be told from the others: `v6_4`, `HEAD:specs/retract.lw`. */
  readonly name: string;
  /** `specs/retract.lw@v6_4`. */
  readonly operand: string;
  readonly run: CheckRun;
  readonly system: System;
  /** What some of its names are in the first of the operands. */
  readonly renames?: ReadonlyMap<string, string>;
}

export interface WrittenDifference extends Difference {
  /** What the second says is weaker or stronger, where that can be asked. */
  readonly strength: Strength | undefined;
}

/** One compared with the first. */
export interface Pair {
  readonly first: Side;
  readonly second: Side;
  readonly written: readonly WrittenDifference[];
  readonly behaves: Comparison;
  /** Which edits change which verdicts; empty where these are not variants of one spec. */
  readonly why: readonly Reason[];
  /** How the generated models differ, where that was asked for. */
  readonly code: string | undefined;
}

export interface Diff {
  readonly model: string;
  readonly sides: readonly Side[];
  /** Each of the others with the first. */
  readonly pairs: readonly Pair[];
}

// --- Verdicts -----------------------------------------------------------------------------------

/** What became of a verdict, beside the one of the first. */
export type Change =
  | "same"
  | "still"
  | "new"
  | "fixed"
  | "vacuous"
  | "applies"
  | "reachable"
  | "unreachable"
  | "added"
  | "removed"
  | "unknown";

export interface Cell {
  readonly side: Side;
  /** Undefined if this one has no such property. */
  readonly judged: Judged | undefined;
  /** Beside the first; undefined for the first itself. */
  readonly change: Change | undefined;
}

export interface MatrixRow {
  readonly property: string;
  readonly kind: Judged["kind"];
  readonly cells: readonly Cell[];
}

/** The verdicts of all, by property, in the order in which they are met. Scenarios are not told. */
export function matrixOf(sides: readonly Side[]): readonly MatrixRow[] {
  const all = sides.map((side) => ({
    side,
    verdicts: new Map(
      side.run.verdicts
        .filter(({ kind }) => kind !== "scenario")
        .map((judged) => [side.renames?.get(judged.property) ?? judged.property, judged]),
    ),
  }));
  const names = new Set(all.flatMap(({ verdicts }) => [...verdicts.keys()]));
  return [...names].map((property) => {
    const [base, ...others] = all.map(({ side, verdicts }) => ({
      side,
      judged: verdicts.get(property),
    }));
    const cells = [
      ...(base === undefined ? [] : [{ ...base, change: undefined }]),
      ...others.map((each) => ({ ...each, change: changeOf(base?.judged, each.judged) })),
    ];
    const kind = cells.find(({ judged }) => judged !== undefined)?.judged?.kind ?? "check";
    return { property, kind, cells };
  });
}

function changeOf(before: Judged | undefined, after: Judged | undefined): Change {
  if (before === undefined) return after === undefined ? "same" : "added";
  if (after === undefined) return "removed";
  const [was, is] = [before.verdict, after.verdict];
  if (was === "unknown" || is === "unknown") return "unknown";
  if (after.kind === "reachable") {
    if (was === is) return "same";
    return is === "holds" ? "reachable" : "unreachable";
  }
  if (is === "violated") return was === "violated" ? "still" : "new";
  if (was === "violated") return is === "vacuous" ? "vacuous" : "fixed";
  if (was === is) return "same";
  return is === "vacuous" ? "vacuous" : "applies";
}

/** The properties of which the second has another verdict, and what became of each. */
export function changedIn(first: Side, second: Side): ReadonlyMap<string, Change> {
  const rows = matrixOf([first, second]).flatMap(({ property, cells }) => {
    const change = cells[1]?.change ?? "same";
    const isOther = !["same", "still", "unknown", "added", "removed"].includes(change);
    return isOther ? [[property, change] as const] : [];
  });
  return new Map(rows);
}

// --- Standing -----------------------------------------------------------------------------------

/** What a comparison can be told to fail on. */
export const failures = [
  ...(["new", "vacuous", "unreachable", "reachable", "fixed", "still"] as const),
  ...(["applies", "added", "removed", "written", "behaves", "unknown"] as const),
] as const;

export type Failure = (typeof failures)[number];

/** All that was found. */
export function foundIn({ sides, pairs }: Diff): ReadonlySet<Failure> {
  const found = new Set<Failure>();
  for (const { cells } of matrixOf(sides))
    for (const { change } of cells) {
      if (change !== undefined && change !== "same") found.add(change);
    }
  for (const { written, behaves } of pairs) {
    if (written.length > 0) found.add("written");
    for (const { kind } of [behaves.forth, behaves.back]) {
      if (kind === "differs") found.add("behaves");
      if (kind === "unknown") found.add("unknown");
    }
  }
  return found;
}

/** `different` if there is something to fail on, which is everything unless that is said. */
export function standingOfDiff(
  diff: Diff,
  failOn: readonly Failure[] | undefined,
): "same" | "different" | "undecided" {
  const found = foundIn(diff);
  const told = failOn ?? failures.filter((each) => each !== "unknown" && each !== "still");
  if (told.some((each) => found.has(each))) return "different";
  return found.has("unknown") ? "undecided" : "same";
}
