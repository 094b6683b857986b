// Many models judged: each model once, however often it is asked for; those judged before from the
// cache, the others on all cores. What comes out does not depend on any of that.

import { availableParallelism, totalmem } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { modelKey } from "../core/model-key.js";
import type { Core } from "../core/core.js";
import { judgementOf, unjudged, type Judgement, type Subject } from "../diff/judgement.js";
import { loadModel } from "../emit/emit.js";
import { Cache } from "./cache.js";
import type { Stop } from "./explore.js";
import { searchOf } from "./search.js";
import type { Terminal } from "./terminal.js";
import { scriptBeside } from "./threads.js";

export interface JudgeOptions {
  /** States of each model after which its search ends. */
  readonly maxStates?: number;
  /** Bytes for the states of all models that are searched at a time. */
  readonly maxMemory?: number;
  /** Models searched at a time; as many as there are cores, if it does not say. */
  readonly workers?: number;
  /** Where judgements are kept; false: nowhere. */
  readonly cache?: string | boolean;
}

/** The limits of one search. */
export interface JudgeLimits {
  readonly maxStates: number;
  readonly maxMemory: number;
}

/** What a thread is given, and what it answers. */
export interface JudgeRequest {
  readonly index: number;
  readonly core: Core;
  readonly limits: JudgeLimits;
}
export interface JudgeAnswer {
  readonly index: number;
  readonly judgement: Judgement;
}

/** Models fewer than these are judged before threads have started. */
const fewModels = 4;

const defaultMaxStates = 5_000_000;

/** Milliseconds of search between two looks at the world. */
const slice = 50;

/** A judgement for each subject. After Ctrl-C, of which `stop` knows, the rest is unknown. */
export async function judgeAll(
  subjects: readonly Subject[],
  options: JudgeOptions,
  terminal: Terminal,
  stop: Stop,
): Promise<readonly Judgement[]> {
  const keys = subjects.map(({ core }) => modelKey(core));
  const { cache: folder = true } = options;
  const cache = folder === false ? undefined : new Cache(folder === true ? undefined : folder);
  const known = new Map<string, Judgement>();
  const queue: { readonly key: string; readonly subject: Subject }[] = [];
  subjects.forEach((subject, index) => {
    const key = keys[index] ?? "";
    if (known.has(key) || queue.some((each) => each.key === key)) return;
    const before = cache?.get(key);
    if (before === undefined) queue.push({ key, subject });
    else known.set(key, before);
  });
  const judged = await judgeEach(
    queue.map(({ subject }) => subject),
    options,
    terminal,
    stop,
    (index, judgement) => cache?.put(queue[index]?.key ?? "", judgement),
  );
  judged.forEach((judgement, index) => known.set(queue[index]?.key ?? "", judgement));
  return subjects.map(({ core }, index) => known.get(keys[index] ?? "") ?? unjudged(core));
}

/** Judges each of these models, some on other threads; `keep` is told of each as soon as it is. */
async function judgeEach(
  subjects: readonly Subject[],
  { maxStates = defaultMaxStates, maxMemory = (totalmem() * 3) / 4, workers }: JudgeOptions,
  terminal: Terminal,
  stop: Stop,
  keep: (index: number, judgement: Judgement) => void,
): Promise<readonly Judgement[]> {
  const found = new Map<number, Judgement>();
  let next = 0;
  const settle = (index: number, judgement: Judgement): void => {
    found.set(index, judgement);
    keep(index, judgement);
  };
  const wanted = subjects.length < fewModels ? 1 : (workers ?? availableParallelism());
  const count = Math.max(1, Math.min(wanted, subjects.length));
  const limits: JudgeLimits = { maxStates, maxMemory: maxMemory / count };
  const take = (): number | undefined => (next < subjects.length ? next++ : undefined);
  const helpers = Array.from({ length: count - 1 }, () => new Worker(judgeScript()));
  const helping = helpers.map((helper) => serve(helper, subjects, limits, take, settle));
  const others = Promise.all(helping);
  const hasStopped = () => stop.reason !== undefined;
  // A failure is thrown below, where it is awaited.
  others.catch(() => undefined);
  try {
    for (let index = take(); index !== undefined; index = take()) {
      const subject = subjects[index];
      if (subject === undefined || hasStopped()) break;
      const title = `${found.size} of ${subjects.length} models, ${subject.name}`;
      const judgement = await judgeHere(subject.core, limits, title, terminal, stop);
      if (judgement.complete || !hasStopped()) settle(index, judgement);
    }
    for (let isDone = false; !isDone && !hasStopped();) {
      isDone = await Promise.race([others.then(() => true), pause()]);
    }
  } finally {
    terminal.clearProgress();
    await Promise.all(helpers.map((helper) => helper.terminate()));
  }
  return subjects.map(({ core }, index) => found.get(index) ?? unjudged(core));
}

async function pause(): Promise<false> {
  await new Promise((resolve) => setTimeout(resolve, slice));
  return false;
}

function judgeScript(): string {
  return scriptBeside("judge-thread.js");
}

/** Gives a thread one model after another, until there are no more. */
function serve(
  helper: Worker,
  subjects: readonly Subject[],
  limits: JudgeLimits,
  take: () => number | undefined,
  settle: (index: number, judgement: Judgement) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const send = (): void => {
      const index = take();
      const subject = index === undefined ? undefined : subjects[index];
      if (index === undefined || subject === undefined) {
        resolve();
        return;
      }
      const request: JudgeRequest = { index, core: subject.core, limits };
      helper.postMessage(request);
    };
    helper.on("message", ({ index, judgement }: JudgeAnswer) => {
      settle(index, judgement);
      send();
    });
    helper.on("error", reject);
    send();
  });
}

/** Judges a model without a look at the world. */
export function judgeModel(core: Core, limits: JudgeLimits): Judgement {
  const search = begin(core, limits);
  while (!search.advance(10_000));
  return judgementOf(core, search.result());
}

async function judgeHere(
  core: Core,
  limits: JudgeLimits,
  title: string,
  terminal: Terminal,
  stop: Stop,
): Promise<Judgement> {
  const search = begin(core, limits);
  for (let end = performance.now() + slice; !search.advance(100);) {
    if (performance.now() < end) continue;
    terminal.progress(title, search.progress());
    await setImmediate();
    if (stop.reason !== undefined) break;
    end = performance.now() + slice;
  }
  await setImmediate();
  return judgementOf(core, search.result());
}

function begin(core: Core, limits: JudgeLimits) {
  return searchOf(core, loadModel(core), { engine: "packed", ...limits, workers: 1 }).search;
}
