// What the built program and its threads are made of: the entry of the bundle that bundle.ts loads.

export { judgeModel } from "./judge.js";
export { run } from "./run.js";
export { openTerminal } from "./terminal.js";
