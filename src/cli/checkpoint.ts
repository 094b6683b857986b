// Checkpoints of a search on disk: a folder for each variant, with
//
//   standing.json   where the search stood when it began a level (`Standing`), and of which model
//   states          the records of its states, in the order of their numbers
//   order-N         the numbers of the states of level N, where they are not in a row
//   words-N         the words of the states of level N, in a compact search
//
// Records are only added, and `standing.json` is put in place of the one before when everything it
// speaks of is on the disk. So whenever the program dies, what is there is a whole checkpoint.

import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync } from "node:fs";
import { readFileSync, readSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Kept, Range, Standing, Stock } from "../engine/packed/standing.js";
import type { Kernel } from "../runtime/kernel.js";
import { WrongInput } from "./exit.js";
import { becauseOf, packageVersion } from "./files.js";

/** Where checkpoints go, and whether there is one to go on from. */
export interface CheckpointOptions {
  readonly checkpoint?: string;
  readonly resume?: string;
  /** Seconds between two of them, at least. */
  readonly checkpointEvery?: number;
}

/** Bytes that are read or written at a time. */
const mostBytes = 2 ** 26;

const manifest = "standing.json";

interface Manifest {
  readonly format: "lockwright/checkpoint@1";
  readonly model: string;
  readonly stride: number;
  readonly standing: Standing;
}

/** That a checkpoint could not be written; the one before it is still good. */
export class CheckpointFailed extends Error {
  override readonly name = "CheckpointFailed";
}

/** Makes the folder for checkpoints that the command line names, and looks at what is there. */
export function prepareCheckpoints({ checkpoint, resume }: CheckpointOptions): void {
  if (checkpoint !== undefined && resume !== undefined) {
    throw new WrongInput(
      "--resume goes on writing checkpoints where it reads them: leave out --checkpoint",
    );
  }
  if (resume !== undefined && !existsSync(resume)) {
    throw new WrongInput(`there is no folder ${resume} to resume from`);
  }
  const folder = resume ?? checkpoint;
  if (folder === undefined) return;
  try {
    mkdirSync(folder, { recursive: true });
    const has = readdirSync(folder).some((variant) => existsSync(join(folder, variant, manifest)));
    if (checkpoint !== undefined && has) {
      throw new WrongInput(`${folder} has checkpoints: --resume ${folder}, or name another folder`);
    }
  } catch (error) {
    if (error instanceof WrongInput) throw error;
    throw new WrongInput(`${folder} cannot be used for checkpoints${becauseOf(error)}`);
  }
}

/** The checkpoints of a variant, if there are to be any. */
export function checkpointOf(
  variant: string,
  kernel: Kernel,
  options: CheckpointOptions & { readonly compact?: boolean },
): Checkpoint | undefined {
  const folder = options.resume ?? options.checkpoint;
  if (folder === undefined) return undefined;
  const { compact = false, checkpointEvery = 60 } = options;
  return new Checkpoint(join(folder, variant), kernel, compact, checkpointEvery);
}

/** The checkpoints of one variant. */
class Checkpoint {
  readonly #folder: string;
  readonly #model: string;
  readonly #pause: number;
  /** The standing on disk. */
  #saved: Standing | undefined;
  #savedAt = performance.now();

  /** `every` is in seconds. */
  constructor(folder: string, kernel: Kernel, compact: boolean, every: number) {
    const { text, properties, actions } = kernel;
    const identity = JSON.stringify([packageVersion(), compact, properties, actions, text]);
    this.#folder = folder;
    this.#model = createHash("sha256").update(identity).digest("hex");
    this.#pause = every * 1000;
  }

  /** The checkpoint to go on from, if there is one. */
  load(): Kept | undefined {
    const path = join(this.#folder, manifest);
    if (!existsSync(path)) return undefined;
    const { model, stride, standing } = JSON.parse(readFileSync(path, "utf8")) as Manifest;
    if (model !== this.#model) {
      throw new WrongInput(`${this.#folder} is of another spec, other options or another version`);
    }
    this.#saved = standing;
    const { level } = standing;
    const read = (name: string): Int32Array | undefined => {
      const file = join(this.#folder, `${name}-${levelOf(standing)}`);
      if (!existsSync(file)) return undefined;
      const bytes = readFileSync(file);
      return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4).slice();
    };
    return {
      standing,
      readRecords: (from, into) => transfer(join(this.#folder, "states"), "r", from * stride, into),
      order: level.isOrdered ? read("order") : undefined,
      bodies: read("words"),
    };
  }

  /** True if there is one on the disk. */
  get exists(): boolean {
    return this.#saved !== undefined;
  }

  /** True if the time has come for another one. */
  isDue(standing: Standing | undefined): standing is Standing {
    return this.#isNew(standing) && performance.now() - this.#savedAt >= this.#pause;
  }

  /** Writes one, unless it is on the disk already. */
  save(standing: Standing | undefined, stock: Stock): void {
    if (!this.#isNew(standing)) return;
    try {
      mkdirSync(this.#folder, { recursive: true });
      this.#write(standing, stock);
    } catch (error) {
      throw new CheckpointFailed(`the checkpoint cannot be written${becauseOf(error)}`);
    }
    this.#saved = standing;
    this.#savedAt = performance.now();
  }

  #isNew(standing: Standing | undefined): standing is Standing {
    if (standing === undefined) return false;
    return this.#saved === undefined || levelOf(standing) > levelOf(this.#saved);
  }

  #write(standing: Standing, stock: Stock): void {
    const { stride } = stock;
    // What was given out and not used by then may have been used since.
    const ranges: readonly Range[] = [
      ...(this.#saved?.unused ?? []),
      [this.#saved?.allotted ?? 0, standing.allotted],
    ];
    const states = join(this.#folder, "states");
    for (const [from, to] of ranges) {
      transfer(states, existsSync(states) ? "r+" : "w", from * stride, stock.records(from, to));
    }
    const arrays = { order: stock.order(), words: stock.bodies() };
    const kept = new Set(["states", manifest]);
    for (const [name, array] of Object.entries(arrays)) {
      if (array === undefined) continue;
      const file = `${name}-${levelOf(standing)}`;
      kept.add(file);
      transfer(join(this.#folder, file), "w", 0, array);
    }
    this.#commit({ format: "lockwright/checkpoint@1", model: this.#model, stride, standing });
    for (const name of readdirSync(this.#folder)) {
      if (!kept.has(name)) rmSync(join(this.#folder, name));
    }
  }

  #commit(contents: Manifest): void {
    const path = join(this.#folder, manifest);
    writeFileSync(`${path}.new`, `${JSON.stringify(contents)}\n`, { flush: true });
    renameSync(`${path}.new`, path);
    for (const folder of [this.#folder, join(this.#folder, "..")]) {
      const opened = openSync(folder, "r");
      fsyncSync(opened);
      closeSync(opened);
    }
  }
}

/** The level that a standing begins; the end is one more level, without states. */
function levelOf({ depth, ended }: Standing): number {
  return depth + (ended ? 1 : 0);
}

/** Reads or writes the words of a file from one on; what is written is then on the disk. */
function transfer(path: string, mode: "r" | "r+" | "w", from: number, words: Int32Array): void {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  const file = openSync(path, mode);
  try {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + mostBytes);
      const position = from * 4 + at;
      const done =
        mode === "r"
          ? readSync(file, part, 0, part.length, position)
          : writeSync(file, part, 0, part.length, position);
      if (done === 0) throw new WrongInput(`${path} is too short`);
      at += done;
    }
    if (mode !== "r") fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
