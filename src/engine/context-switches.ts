// A trace as it is easiest to follow: the same steps, with as few changes from one thread to
// another as there can be. A breadth-first search finds threads side by side, a step of each in
// turn, though most of these steps have nothing to do with each other.

import type { Model } from "../runtime/model.js";
import { keyOf } from "../runtime/value.js";
import type { Step, Trace } from "./exploration.js";
import { ask, judge, laneOf, take, type Instance } from "./instance.js";

/** What is looked at before a trace stays as it is. */
const mostNodes = 5_000;

/** The steps that one thread takes, in order. */
type Lane<S> = readonly Instance<S>[];

/** Some steps of each lane taken; the last one by `lane`. */
interface Node<S> {
  readonly taken: readonly number[];
  readonly lane: number;
  readonly state: S;
  readonly switches: number;
  readonly step: Step<S> | undefined;
  readonly from: Node<S> | undefined;
}

/**
 * The same steps in another order: each thread takes its own as before, the last step is the last
 * one still, from the same state, and nothing is broken on the way that was not. Of these orders
 * one with the fewest context switches; the trace itself if it has no more, or if there are too
 * many orders to look at.
 */
export function withFewestSwitches<S>(model: Model<S>, trace: Trace<S>): Trace<S> {
  const last = trace.steps.at(-1);
  const others = trace.steps.slice(0, -1);
  const goal = others.at(-1);
  if (last === undefined || goal === undefined) return trace;
  const lanes = lanesOf(model, others);
  if (lanes.size === 1) return trace;
  const end = [...lanes.keys()].indexOf(instanceOf(model, last).lane);
  const excused = brokenBy(model, trace.initial, others);
  const toEnd = { state: keyOf(goal.state), lane: end };
  const found = search(model, trace.initial, [...lanes.values()], toEnd, excused);
  if (found === undefined) return trace;
  const steps: Step<S>[] = [];
  for (let at: Node<S> | undefined = found; at?.step !== undefined; at = at.from)
    steps.unshift(at.step);
  return { ...trace, steps: [...steps, last] };
}

function lanesOf<S>(model: Model<S>, steps: readonly Step<S>[]): ReadonlyMap<string, Lane<S>> {
  const lanes = new Map<string, Instance<S>[]>();
  for (const step of steps) {
    const instance = instanceOf(model, step);
    const lane = lanes.get(instance.lane);
    if (lane === undefined) lanes.set(instance.lane, [instance]);
    else lane.push(instance);
  }
  return lanes;
}

function instanceOf<S>(model: Model<S>, { action: name, args }: Step<S>): Instance<S> {
  const action = model.actions[name];
  if (action === undefined) throw new Error(`the model has no action ${name}`);
  return { name, action, args, lane: laneOf(name, action, args) };
}

/**
 * Looks at orders with few switches first: those made, and one to each other lane that has steps
 * left.
 */
function search<S>(
  model: Model<S>,
  initial: S,
  lanes: readonly Lane<S>[],
  goal: { readonly state: string; readonly lane: number },
  excused: ReadonlySet<string>,
): Node<S> | undefined {
  const start = { taken: lanes.map(() => 0), lane: -1, state: initial, switches: 0 };
  const queues: Node<S>[][] = [[{ ...start, step: undefined, from: undefined }]];
  const seen = new Set<string>();
  let nodes = 0;
  for (let cost = 0; cost < queues.length; cost++) {
    const queue = queues[cost] ?? [];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      const state = keyOf(node.state);
      const key = `${node.taken.join()} ${node.lane} ${state}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (state === goal.state && left(node, lanes).length === 0) return node;
      if (++nodes > mostNodes) return undefined;
      for (const next of successors(model, node, lanes, excused).reverse())
        (queues[next.switches + ahead(next, lanes, goal.lane)] ??= []).push(next);
    }
  }
  return undefined;
}

/** The lanes that have steps left. */
function left<S>({ taken }: Node<S>, lanes: readonly Lane<S>[]): readonly number[] {
  return [...lanes.keys()].filter((lane) => (taken[lane] ?? 0) < (lanes[lane]?.length ?? 0));
}

/** The switches that are still to be made at least, to come to the last step in lane `end`. */
function ahead<S>(node: Node<S>, lanes: readonly Lane<S>[], end: number): number {
  const others = left(node, lanes).filter((lane) => lane !== node.lane);
  const endsThere = node.lane === end ? others.length === 0 : others.includes(end);
  return others.length + (endsThere ? 0 : 1);
}

function successors<S>(
  model: Model<S>,
  from: Node<S>,
  lanes: readonly Lane<S>[],
  excused: ReadonlySet<string>,
): Node<S>[] {
  return lanes.flatMap((instances, lane) => {
    const instance = instances[from.taken[lane] ?? 0];
    if (instance === undefined) return [];
    if (ask(() => instance.action.guard(from.state, instance.args)) !== true) return [];
    const next = take(from.state, instance);
    if (!("state" in next)) return [];
    const step = { action: instance.name, args: instance.args, state: next.state };
    for (const property of brokenBy(model, from.state, [step]))
      if (!excused.has(property)) return [];
    const taken = from.taken.map((count, index) => (index === lane ? count + 1 : count));
    const switches = from.switches + (from.lane === lane || from.lane < 0 ? 0 : 1);
    return [{ taken, lane, state: next.state, switches, step, from }];
  });
}

/** What these steps break, and the states that they lead to; constraints, too. */
function brokenBy<S>(model: Model<S>, initial: S, steps: readonly Step<S>[]): Set<string> {
  const broken = new Set<string>();
  let before = initial;
  for (const step of steps) {
    const { state } = step;
    for (const each of judge(before, instanceOf(model, step)))
      if (each.broken) broken.add(each.property);
    const laws = { ...model.invariants, ...model.constraints };
    for (const [name, law] of Object.entries(laws))
      if (ask(() => law.holds(state)) !== true) broken.add(name);
    for (const [name, law] of Object.entries(model.steps ?? {}))
      if (ask(() => law.holds(before, state)) !== true) broken.add(name);
    before = state;
  }
  return broken;
}
