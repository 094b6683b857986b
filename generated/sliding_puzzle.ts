// Generated from specs/classics/sliding_puzzle.lw. Do not edit: run `lockwright generate`.

import type { Action, Invariant, Model } from "lockwright/runtime";
import { has, range, setOf, union, within, without } from "lockwright/runtime";

/** (sliding_puzzle.lw:5) */
export const X = [0, 1, 2, 3] as const;
export type X = (typeof X)[number];

/** (sliding_puzzle.lw:6) */
export const Y = [0, 1, 2, 3, 4] as const;
export type Y = (typeof Y)[number];

/** (sliding_puzzle.lw:7) */
export interface Place {
  readonly x: X;
  readonly y: Y;
}

/** (sliding_puzzle.lw:8) */
export type Piece = readonly Place[];

/** (sliding_puzzle.lw:10) */
export const BlockWidth = [1, 2] as const;
export type BlockWidth = (typeof BlockWidth)[number];

/** (sliding_puzzle.lw:10) */
export const BlockHeight = [1, 2] as const;
export type BlockHeight = (typeof BlockHeight)[number];

/** (sliding_puzzle.lw:26) */
export const StaysInsideDx = [-1, 0, 1] as const;
export type StaysInsideDx = (typeof StaysInsideDx)[number];

/** (sliding_puzzle.lw:26) */
export const StaysInsideDy = [-1, 0, 1] as const;
export type StaysInsideDy = (typeof StaysInsideDy)[number];

/** (sliding_puzzle.lw:29) */
export const MovedDx = [-1, 0, 1] as const;
export type MovedDx = (typeof MovedDx)[number];

/** (sliding_puzzle.lw:29) */
export const MovedDy = [-1, 0, 1] as const;
export type MovedDy = (typeof MovedDy)[number];

/** (sliding_puzzle.lw:35) */
export const SlideDx = [-1, 0, 1] as const;
export type SlideDx = (typeof SlideDx)[number];

/** (sliding_puzzle.lw:35) */
export const SlideDy = [-1, 0, 1] as const;
export type SlideDy = (typeof SlideDy)[number];

export interface State {
  /** (sliding_puzzle.lw:13) */
  readonly board: readonly (readonly Place[])[];
}

/** (sliding_puzzle.lw:1) */
export const init: State = {
  board: setOf([
    block(0, 0, 1, 2),
    block(1, 0, 2, 2),
    block(3, 0, 1, 2),
    block(0, 2, 1, 2),
    block(1, 2, 2, 1),
    block(3, 2, 1, 2),
    block(1, 3, 1, 1),
    block(2, 3, 1, 1),
    block(0, 4, 1, 1),
    block(3, 4, 1, 1),
  ]),
};

/** (sliding_puzzle.lw:10) */
export function block(x0: X, y0: Y, width: BlockWidth, height: BlockHeight): readonly Place[] {
  return setOf(
    range(x0, x0 + width - 1).flatMap((x) =>
      range(y0, y0 + height - 1).map((y) => ({ x: within(X, x), y: within(Y, y) })),
    ),
  );
}

/** (sliding_puzzle.lw:26) */
export function stays_inside(
  piece: readonly Place[],
  dx: StaysInsideDx,
  dy: StaysInsideDy,
): boolean {
  return piece.every((p) => has(X, p.x + dx) && has(Y, p.y + dy));
}

/** (sliding_puzzle.lw:29) */
export function moved(piece: readonly Place[], dx: MovedDx, dy: MovedDy): readonly Place[] {
  return setOf(piece.map((p) => ({ x: within(X, p.x + dx), y: within(Y, p.y + dy) })));
}

/** (sliding_puzzle.lw:32) */
export function is_free(piece: readonly Place[], others: readonly (readonly Place[])[]): boolean {
  return others.every((other) => other.every((p) => !has(piece, p)));
}

/** (sliding_puzzle.lw:35) */
export const slide = {
  parameters: { dx: SlideDx, dy: SlideDy },
  choices: (s) => setOf(s.board.map((piece) => ({ piece }))),
  guard: (s, { dx, dy, piece }) =>
    (dx === 0) !== (dy === 0) &&
    stays_inside(piece, dx, dy) &&
    is_free(moved(piece, dx, dy), without(s.board, [piece])),
  effect: (s, { dx, dy, piece }) => ({
    ...s,
    board: union(without(s.board, [piece]), [moved(piece, dx, dy)]),
  }),
} satisfies Action<State, { dx: SlideDx; dy: SlideDy; piece: readonly Place[] }>;

/** The great block is not at the middle of the lower edge. (sliding_puzzle.lw:41) */
export const unsolved = {
  holds: (s) => !has(s.board, block(1, 3, 2, 2)),
} satisfies Invariant<State>;

/**
 * Klotski: the great block is to slide down to the middle of the lower edge.
 * (sliding_puzzle.lw:1)
 */
export const model = {
  name: "sliding_puzzle",
  variant: "default",
  init: [init],
  actions: { slide },
  invariants: { unsolved },
  reachable: {},
  processes: {},
  locks: {},
  scenarios: {},
  checks: ["deadlock", "assigned_twice", "out_of_range"],
} satisfies Model<State>;
