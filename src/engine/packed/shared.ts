// What the hands of a search share when there are several: the arrays, and a few words of control.
// All of it is shared memory, so that a thread needs to be told only once.

import type { Kernel, Tally } from "../../runtime/kernel.js";
import { countsOf, firstsLength, type Counts } from "./firsts.js";
import { chunkOf } from "./hand.js";
import type { Shape, Sharing } from "./loops.js";
import type { Memory } from "./memory.js";

/** The words of control. */
export const word = {
  /** Counts the commands given; what hands wait for. */
  turn: 0,
  command: 1,
  /** Hands that have carried out the command. */
  done: 2,
  /** The next chunk that nobody has taken. */
  claim: 3,
  /** The next number that no hand may give to a state, and where these end. */
  allotted: 4,
  allottedEnd: 5,
  /** Not 0: no hand takes a further chunk. */
  halt: 6,
  /** Threads that are ready, and whether one has failed. */
  ready: 7,
  failed: 8,
  /** The ranks of the level that are expanded: from `start` on, so many. */
  start: 9,
  count: 10,
  /** The level's states: numbered in a row from here on, or -1 if they are in an order. */
  first: 11,
  /** Which of the two orders is the level's; the other one is for the next, from `filled` on. */
  parity: 12,
  filled: 13,
  tableLength: 14,
} as const;

const controlLength = 16;

/** What hands are told to do. */
export const command = {
  expand: 1,
  count: 2,
  scatter: 3,
  order: 4,
  enter: 5,
  undo: 6,
  quit: 7,
} as const;

/** Why hands halt. */
export const halt = { none: 0, tableIsShort: 1, numbersAreOut: 2, stopped: 3 } as const;

/** Numbers that a hand is given at a time. */
export const blockSize = 1024;

/**
 * What all hands share. Views of more than 4 GiB are cut off when a thread is sent them: buffers
 * are not.
 */
export interface Ground {
  readonly shape: Shape;
  readonly sharing: Sharing;
  readonly counts: Counts;
  /** How many hands there are; the search's own is the first. */
  readonly hands: number;
  readonly control: Int32Array;
  readonly arena: SharedArrayBuffer;
  readonly table: SharedArrayBuffer;
  readonly orders: readonly [SharedArrayBuffer, SharedArrayBuffer];
  /** New states by chunk of their parents and by hand: how many, and then where they go. */
  readonly tally: SharedArrayBuffer;
  readonly decided: Uint8Array;
  readonly known: Uint8Array;
  readonly active: Int32Array;
}

/** What one hand tells the others. */
export interface Own extends Tally {
  /** Successors found; new states of the level; the numbers it may still give, from and to. */
  readonly totals: Float64Array;
  readonly firsts: Int32Array;
}

/** All that a thread has to be told. */
export interface Job {
  readonly ground: Ground;
  readonly own: Own;
  readonly index: number;
  readonly text: string;
}

function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

export function groundOf(
  kernel: Kernel,
  shape: Shape,
  memory: Memory,
  hands: number,
  sharing: Sharing,
): Ground {
  const { arena, table } = memory.buffers;
  const chunks = Math.ceil(memory.room / chunkOf(shape)) + 1;
  return {
    ...{ shape, sharing, hands, arena, table },
    counts: countsOf(kernel),
    control: sharedInts(controlLength),
    orders: [new SharedArrayBuffer(memory.room * 4), new SharedArrayBuffer(memory.room * 4)],
    tally: new SharedArrayBuffer(chunks * hands * 4),
    decided: sharedBytes(kernel.decided.length),
    known: sharedBytes(kernel.known.length),
    active: sharedInts(Math.max(1, kernel.sights.length)),
  };
}

export function ownOf(kernel: Kernel): Own {
  return {
    totals: sharedFloats(4),
    firsts: sharedInts(firstsLength(countsOf(kernel))),
    applied: sharedBytes(kernel.applied.length),
    taken: sharedBytes(kernel.taken.length),
    excused: sharedFloats(kernel.excused.length),
    weighed: sharedFloats(kernel.weighed.length),
    beyond: sharedFloats(1),
  };
}
