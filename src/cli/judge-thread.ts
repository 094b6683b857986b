// A thread that judges one model after another, as it is asked.

import { parentPort } from "node:worker_threads";
import { loadBundle } from "./bundle.js";
import type { JudgeAnswer, JudgeRequest } from "./judge.js";

const { judgeModel } = loadBundle().program;

parentPort?.on("message", ({ index, core, limits }: JudgeRequest) => {
  const answer: JudgeAnswer = { index, judgement: judgeModel(core, limits) };
  parentPort?.postMessage(answer);
});
