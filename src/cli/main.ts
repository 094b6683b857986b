#!/usr/bin/env node
// The program: the arguments of its process in, the exit code of its process out.

import { run } from "./run.js";
import { openTerminal } from "./terminal.js";

process.exitCode = await run(process.argv.slice(2), openTerminal);
