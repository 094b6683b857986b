// A thread that helps a search: it has the kernel's loops running on what it shares with the
// search.

import { workerData } from "node:worker_threads";
import { runKernel } from "../emit/kernel/run.js";
import { serve } from "../engine/packed/serve.js";
import type { Job } from "../engine/packed/shared.js";

const job = workerData as Job;
const { decided, known } = job.ground;
serve(job, runKernel(job.text, { ...job.own, decided, known }));
