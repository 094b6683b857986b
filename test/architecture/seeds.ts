// Property tests draw the same cases on every run, so that a change is judged by what it changed.
// `LOCKWRIGHT_SEED=0` draws others; a failure prints the seed that repeats it.

import fc from "fast-check";

const seed = Number(process.env["LOCKWRIGHT_SEED"] ?? 1);

fc.configureGlobal({ seed: seed === 0 ? Date.now() : seed });
