#!/usr/bin/env node
// The program: the arguments of its process in, the exit code of its process out.

import { loadBundle } from "./bundle.js";

const { run, openTerminal } = loadBundle().program;

process.exitCode = await run(process.argv.slice(2), openTerminal);
