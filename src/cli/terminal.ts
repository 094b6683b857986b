// Where output goes: text to stdout, everything about it to stderr. Colours are for terminals only,
// and so is progress, unless it is asked for. A reader that goes away ends the program quietly.

import picocolors from "picocolors";
import type { Progress } from "../engine/exploration.js";
import { grouped } from "../report/wrap.js";

/** Milliseconds between two looks at how far a search is: on a terminal, and in a pipe. */
const progressInterval = 200;
const pipeInterval = 10_000;

export interface Terminal {
  /** Colour and width of stderr, for diagnostics. */
  readonly colour: boolean;
  readonly width: number;
  print(text: string): void;
  complain(text: string): void;
  /** Shows how far a search is, on a line that the next output replaces. */
  progress(variant: string, progress: Progress): void;
  /** Removes the progress line, and starts the clock of the next one. */
  clearProgress(): void;
}

/** A terminal that nobody looks at. */
export const silent: Terminal = {
  colour: false,
  width: 100,
  print: () => undefined,
  complain: () => undefined,
  progress: () => undefined,
  clearProgress: () => undefined,
};

/**
 * The terminal of this process. `colour` false: never; otherwise as the environment says. With
 * `progress` there is a line of it every ten seconds where there is no terminal.
 */
export function openTerminal(colour: boolean, progress = false): Terminal {
  process.stdout.on("error", quietly);
  process.stderr.on("error", quietly);
  const allowed = colour && picocolors.isColorSupported;
  const coloured = allowed && process.stdout.isTTY;
  let started = performance.now();
  let shown = 0;
  let reported = 0;
  const clear = () => {
    if (shown > 0) process.stderr.write("\r\u001b[K");
    shown = 0;
  };
  return {
    colour: allowed && process.stderr.isTTY,
    width: process.stderr.isTTY ? process.stderr.columns : 100,
    print: (text) => {
      clear();
      process.stdout.write(coloured ? colourReport(text) : text);
    },
    complain: (text) => {
      clear();
      process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
    },
    progress: (variant, found) => {
      const now = performance.now();
      const { isTTY } = process.stderr;
      const interval = isTTY ? progressInterval : pipeInterval;
      if ((!isTTY && !progress) || now - Math.max(reported, started) < interval) return;
      reported = now;
      const line = progressLine(variant, found, (now - started) / 1000);
      if (!isTTY) {
        process.stderr.write(`${line}\n`);
        return;
      }
      shown = now;
      process.stderr.write(`\r\u001b[K${line.slice(0, process.stderr.columns - 1)}`);
    },
    clearProgress: () => {
      clear();
      started = performance.now();
    },
  };
}

function quietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(process.exitCode ?? 0);
}

function progressLine(
  variant: string,
  { distinct, frontier, depth }: Progress,
  seconds: number,
): string {
  const rate = grouped(Math.round(distinct / Math.max(seconds, 0.001)));
  const memory = grouped(Math.round(process.memoryUsage().rss / 1e6));
  return [
    `${variant}: ${grouped(distinct)} states`,
    `${rate}/s`,
    `frontier ${grouped(frontier)}`,
    `depth ${depth}`,
    `${memory} MB`,
    `${seconds.toFixed(1)} s`,
  ].join(", ");
}

/** Colours the lines of a report that a reader looks for first. */
function colourReport(text: string): string {
  const { red, green, yellow, bold } = picocolors.createColors(true);
  return text
    .replace(/^(violated|not reached): .*$/gm, (line) => bold(red(line)))
    .replace(/^reached: .*$/gm, (line) => bold(green(line)))
    .replace(/^warning: /gm, (word) => yellow(word))
    .replace(/<-- .*$/gm, (mark) => red(mark))
    .replace(/<waits.*>$/gm, (mark) => yellow(mark))
    .replace(/\*\*\* DEADLOCK \*\*\*/g, (mark) => bold(red(mark)))
    .replace(/ {2}NO$/gm, (word) => bold(red(word)))
    .replace(/ {2}yes$/gm, (word) => green(word))
    .replace(/ {2}undecided$/gm, (word) => yellow(word));
}
