// What was judged before, on disk: a file for each model, named by what the model means and by the
// program that judged it. Everything there can be deleted at any time.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Judgement } from "../diff/judgement.js";

/** Where judgements are kept, if the command line does not say. */
function usualFolder(): string {
  const { XDG_CACHE_HOME: base = "" } = process.env;
  return join(base === "" ? join(homedir(), ".cache") : base, "lockwright");
}

/** This very program, which is one file once it is built: another build may judge otherwise. */
function programHash(): string {
  const program = readFileSync(fileURLToPath(import.meta.url));
  return createHash("sha256").update(program).digest("hex").slice(0, 16);
}

/** Judgements by the key of their model. A disk that cannot be used is one without any. */
export class Cache {
  readonly #folder: string;
  #isUsable = true;

  constructor(folder = usualFolder()) {
    this.#folder = join(folder, programHash());
  }

  get(key: string): Judgement | undefined {
    try {
      return JSON.parse(readFileSync(this.#pathOf(key), "utf8")) as Judgement;
    } catch {
      // Not there, or not whole.
      return undefined;
    }
  }

  /** Keeps what will be the same the next time: not what a limit ended. */
  put(key: string, judgement: Judgement): void {
    if (!this.#isUsable || !judgement.complete) return;
    const path = this.#pathOf(key);
    const draft = `${path}.${process.pid}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(draft, JSON.stringify(judgement));
      renameSync(draft, path);
    } catch {
      this.#isUsable = false;
    }
  }

  #pathOf(key: string): string {
    return join(this.#folder, `${createHash("sha256").update(key).digest("hex")}.json`);
  }
}
