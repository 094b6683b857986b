// Lockwright beside SPIN, Rumur, TLC and a C program of its own design, on the same models. In each
// round every program runs once, in turn, so that what else the machine does falls on all of them;
// a program that has had its time drops out. A tool that finds other states than Lockwright is an
// error: then the numbers would compare nothing.

import { median } from "./median.js";
import { tools } from "./tools.js";

/** No program of a case runs more often, or more than enough once it has taken so many seconds. */
export const rounds = 5;
const enough = 3;
const patience = 5;

/**
 * The programs of a case by name, `spin.bfs`, and how many states there are; if it is to be quick,
 * one of each tool that is soon made.
 */
function prepare(shop, one, isQuick) {
  const [ours] = tools;
  const programs = new Map();
  const add = (tool, made) => {
    for (const [name, program] of Object.entries(made)) {
      programs.set(`${tool}.${name}`, { ...program, name: `${tool}.${name}`, runs: [] });
    }
  };
  add(ours.name, ours.prepare(shop, one, { isQuick }));
  const { distinct, generated } = programs.get("lockwright.one").run(shop);
  for (const { name, prepare } of tools.slice(1)) {
    if (one.skips.includes(name)) continue;
    add(name, prepare(shop, one, { states: distinct, isQuick }));
  }
  return { programs, distinct, generated };
}

function check(one, { name }, expected, found) {
  if (found.distinct === expected.distinct && found.generated === expected.generated) return;
  const counts = ({ distinct, generated }) => `${distinct} states, ${generated} successors`;
  throw new Error(
    `${one.model} ${one.variant}: ${name} finds ${counts(found)}, lockwright ${counts(expected)}`,
  );
}

/** Runs a case, if quick once only; its programs have the times of their runs. */
export function compare(shop, one, { isQuick = false } = {}) {
  const { programs, distinct, generated } = prepare(shop, one, isQuick);
  for (let round = 0; round < (isQuick ? 1 : rounds); round++) {
    for (const program of programs.values()) {
      const taken = program.runs.reduce((sum, { wall }) => sum + wall, 0);
      if (round >= enough && taken > patience) continue;
      const run = program.run(shop);
      check(one, program, { distinct, generated }, run);
      program.runs.push(run);
    }
  }
  return { ...one, distinct, generated, programs };
}

/** The median of what some runs of a program took; undefined if there is no such program. */
export function medianOf({ programs }, name, what) {
  const program = programs.get(name);
  return program && median(program.runs.map((run) => run[what]));
}

/** Seconds until a program has given its verdict, its making included. */
export function untilVerdict({ programs }, name, clock) {
  const program = programs.get(name);
  return program && program.made[clock] + median(program.runs.map((run) => run[clock]));
}

/** How many times longer a program takes: the median of the rounds in which both ran. */
export function ratio({ programs }, name, to, clock) {
  const [one, other] = [programs.get(name), programs.get(to)];
  if (one === undefined || other === undefined) return undefined;
  const pairs = one.runs.slice(0, other.runs.length).map((run, round) => [run, other.runs[round]]);
  return median(pairs.map(([run, base]) => run[clock] / base[clock]));
}

/** The share of the wall clock for which programs of one thread had a processor. */
export function shareOfProcessor(results) {
  const shares = results.flatMap(({ programs }) =>
    [...programs.values()]
      .filter(({ name }) => /^(spin|rumur|twin)/.test(name))
      .flatMap(({ runs }) => runs.filter(({ wall }) => wall > 0.05))
      .map(({ wall, cpu }) => cpu / wall),
  );
  return shares.length === 0 ? undefined : median(shares);
}
