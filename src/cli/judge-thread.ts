// A thread that judges one model after another, as it is asked.

import { parentPort } from "node:worker_threads";
import { judgeModel, type JudgeAnswer, type JudgeRequest } from "./judge.js";

parentPort?.on("message", ({ index, core, limits }: JudgeRequest) => {
  const answer: JudgeAnswer = { index, judgement: judgeModel(core, limits) };
  parentPort?.postMessage(answer);
});
