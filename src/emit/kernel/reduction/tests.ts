// Where threads may move alone, as tests of a kernel: by the step, if that says it, or by the
// number of the place.

import { read } from "../code.js";
import type { AloneTest } from "../phases.js";
import type { Alone } from "./alone.js";
import { stepAt, type Lane } from "./lanes.js";

const wordBits = 32;

export function aloneTests(
  found: readonly Alone[],
  threads: ReadonlyMap<number, string>,
): readonly AloneTest[] {
  return found.flatMap((alone, thread): readonly AloneTest[] => {
    const name = threads.get(thread);
    return name === undefined || alone.places.length === 0 ? [] : [{ name, test: testOf(alone) }];
  });
}

function testOf({ lane, places, others }: Alone): string {
  const steps = [...new Set(places.map((place) => stepAt(lane, place)))];
  const isBySteps = !others.some((place) => steps.includes(stepAt(lane, place)));
  const [step] = lane.dimensions;
  if (isBySteps && step !== undefined && step.size <= wordBits) {
    return `((${maskOf(steps)} >>> ${read(step.leaf).text}) & 1) === 1`;
  }
  const words = new Map<number, number[]>();
  for (const place of places) {
    const word = Math.floor(place / wordBits);
    words.set(word, [...(words.get(word) ?? []), place % wordBits]);
  }
  const at = placeText(lane);
  const tests = [...words].map(
    ([word, bits]) =>
      `(${at}) >>> 5 === ${word} && ((${maskOf(bits)} >>> ((${at}) & 31)) & 1) === 1`,
  );
  return `(${tests.join(" || ")})`;
}

function maskOf(bits: readonly number[]): number {
  return bits.reduce((mask, bit) => mask | (1 << bit), 0);
}

/** The number of a thread's place. */
function placeText({ dimensions }: Lane): string {
  return dimensions.reduce(
    (text, { leaf, size }) =>
      text === "" ? read(leaf).text : `(${text}) * ${size} + ${read(leaf).text}`,
    "",
  );
}
