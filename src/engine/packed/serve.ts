// What a thread that helps a search does: it waits for commands, and carries them out.

import type { Steps } from "../../runtime/kernel.js";
import { Mate } from "./mate.js";
import { command, word, type Job } from "./shared.js";

/** Looks at a word of control that pay off before a thread is put to sleep. */
const looks = 2000;

/** Waits until a word of control is no longer the value that it was; what it is then. */
export function awaitChange(control: Int32Array, at: number, value: number): number {
  for (let look = 0; look < looks; look++) {
    const now = Atomics.load(control, at);
    if (now !== value) return now;
  }
  Atomics.wait(control, at, value, 1000);
  return Atomics.load(control, at);
}

/** Helps until it is told to quit. */
export function serve({ ground, own, index }: Job, steps: Steps): void {
  const { control } = ground;
  const mate = new Mate(ground, own, index, steps);
  let turn = 0;
  Atomics.add(control, word.ready, 1);
  Atomics.notify(control, word.ready);
  for (;;) {
    const next = awaitChange(control, word.turn, turn);
    if (next === turn) continue;
    turn = next;
    if (control[word.command] === command.quit) return;
    try {
      mate.obey();
    } catch (error) {
      Atomics.store(control, word.failed, 1);
      throw error;
    } finally {
      Atomics.add(control, word.done, 1);
      Atomics.notify(control, word.done);
    }
  }
}
