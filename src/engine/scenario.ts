// Scenarios: a schedule is followed over all states that its moves can lead to, for an action may
// have several instances, and `..` stands for any steps of its lane. It holds if one way through
// ends as the scenario says; if none does, the report says how far one got and what was in the way.

import type { Model, Move, Scenario } from "../runtime/model.js";
import { deadlockIn, selfWaiting, Waits } from "./deadlock.js";
import type { PropertyVerdict, Step, Trace } from "./exploration.js";
import type { Instance } from "./instance.js";
import { enabledOf, instancesOf, isEnabled, judge, take } from "./instance.js";
import { LockOrder, orderEdges } from "./lock-order.js";
import { explainStop, stepOf } from "./scenario-stop.js";
import { Keys } from "./seen.js";

/** A way through the moves so far. */
export interface Way<S> {
  readonly initial: S;
  readonly state: S;
  readonly steps: readonly Step<S>[];
  /** The properties that the scenario asks for and that have been broken on the way, sorted. */
  readonly broken: readonly string[];
  /** True after a step that had no state after it. */
  readonly halted: boolean;
}

/** The verdicts on the scenarios of a model, without a search of its states. */
export function followScenarios<S>(
  model: Model<S>,
  maxStates = Infinity,
): readonly PropertyVerdict<S>[] {
  const instances = instancesOf(model);
  return Object.entries(model.scenarios).map(([name, scenario]) =>
    followScenario(model, instances, name, scenario, maxStates),
  );
}

/** Follows a scenario. More than `maxStates` different ways at one move leave it unknown. */
function followScenario<S>(
  model: Model<S>,
  instances: readonly Instance<S>[],
  name: string,
  scenario: Scenario<S>,
  maxStates: number,
): PropertyVerdict<S> {
  const follower = new Follower(model, instances, scenario, maxStates);
  const { moves } = scenario;
  let ways = follower.start();
  for (const [index, move] of moves.entries()) {
    const { before, after } = follower.follow(ways, move);
    if (before.length > maxStates) return { property: name, verdict: "unknown" };
    const furthest = before[before.length - 1];
    if (after.length === 0) {
      const detail = furthest ? explainStop(model, instances, furthest.state, move) : "no state";
      return stopped(name, furthest, index, detail);
    }
    ways = after;
  }
  const witness = ways.find((way) => follower.endsAsSaid(way));
  if (witness) return { property: name, verdict: "holds", trace: traceOf(witness) };
  return stopped(name, ways[0], moves.length, describeOutcome(scenario));
}

function stopped<S>(
  property: string,
  way: Way<S> | undefined,
  move: number,
  detail: string,
): PropertyVerdict<S> {
  return {
    property,
    verdict: "violated",
    ...(way === undefined ? {} : { trace: traceOf(way) }),
    cause: { kind: "scenario", move, detail },
  };
}

function traceOf<S>({ initial, steps }: Way<S>): Trace<S> {
  return { initial, steps };
}

function describeOutcome<S>({ then }: Scenario<S>): string {
  if (then === "possible") return "no way leads through all moves";
  if ("violates" in then) return `no way through these moves violates ${then.violates.join(", ")}`;
  if ("blocked" in then) return `${then.blocked} can take its next step`;
  return "the state at the end is not as the scenario says";
}

class Follower<S> {
  readonly #model: Model<S>;
  readonly #instances: readonly Instance<S>[];
  readonly #then: Scenario<S>["then"];
  readonly #asked: readonly string[];
  readonly #maxStates: number;
  readonly #keys: Keys;
  readonly #waits: Waits<S>;

  constructor(
    model: Model<S>,
    instances: readonly Instance<S>[],
    scenario: Scenario<S>,
    maxStates: number,
  ) {
    this.#model = model;
    this.#instances = instances;
    this.#then = scenario.then;
    this.#asked =
      typeof this.#then === "object" && "violates" in this.#then ? this.#then.violates : [];
    this.#maxStates = maxStates;
    this.#keys = new Keys(model.init[0] ?? {});
    this.#waits = new Waits(model, instances);
  }

  start(): readonly Way<S>[] {
    const ways = this.#model.init.map((state) => {
      const broken = this.#brokenIn(state).sort();
      return { initial: state, state, steps: [], broken, halted: false };
    });
    return this.#distinct(ways);
  }

  /** The ways on which the move is to happen, gap included, and those after it. */
  follow(
    ways: readonly Way<S>[],
    move: Move,
  ): { before: readonly Way<S>[]; after: readonly Way<S>[] } {
    const lane = move[0];
    const own = this.#instances.filter((instance) => instance.lane === lane);
    const named = own.filter((instance) => stepOf(instance) === move[move.length - 1]);
    const before = move.length === 3 ? this.#closure(ways, own) : ways;
    return { before, after: this.#distinct(this.#successors(before, named)) };
  }

  endsAsSaid(way: Way<S>): boolean {
    const then = this.#then;
    if (then === "possible") return true;
    if ("violates" in then) return this.#asked.every((property) => this.#hasBroken(way, property));
    if ("blocked" in then) return !this.#canMove(way.state, then.blocked);
    return then.holds(way.state);
  }

  /** Whether a lane has ended is not asked: what has ended is not blocked. */
  #canMove(state: S, lane: string): boolean {
    const process = Object.values(this.#model.processes).find(({ instances }) =>
      instances.includes(lane),
    );
    if (process?.at(state, lane) === "ended") return true;
    return this.#instances.some((each) => each.lane === lane && isEnabled(state, each));
  }

  /** Everything that these instances lead to, in any number of steps; nearest first. */
  #closure(ways: readonly Way<S>[], instances: readonly Instance<S>[]): readonly Way<S>[] {
    const all = [...ways];
    const keys = new Set(all.map((way) => this.#keyOf(way)));
    for (const way of all) {
      if (all.length > this.#maxStates) break;
      for (const after of this.#successors([way], instances)) {
        const key = this.#keyOf(after);
        if (keys.has(key)) continue;
        keys.add(key);
        all.push(after);
      }
    }
    return all;
  }

  #successors(ways: readonly Way<S>[], instances: readonly Instance<S>[]): readonly Way<S>[] {
    return ways
      .filter((way) => !way.halted)
      .flatMap((way) =>
        instances
          .flatMap((instance) => enabledOf(way.state, instance))
          .map((instance) => this.#take(way, instance)),
      );
  }

  #take(way: Way<S>, instance: Instance<S>): Way<S> {
    const taken = take(way.state, instance);
    const halted = !("state" in taken);
    const state = halted ? way.state : taken.state;
    const step = { action: instance.name, args: instance.args, state };
    const broken = new Set([
      ...way.broken,
      ...judge(way.state, instance)
        .filter((judgement) => judgement.broken)
        .map(({ property }) => property),
      ...(halted ? ["out_of_range"] : this.#brokenIn(state)),
    ]);
    return {
      initial: way.initial,
      state,
      steps: [...way.steps, step],
      broken: this.#asked.filter((property) => broken.has(property)),
      halted,
    };
  }

  /** The properties asked for that a state breaks by itself. */
  #brokenIn(state: S): string[] {
    return this.#asked.filter((property) => {
      const invariant = this.#model.invariants[property];
      if (invariant) return !invariant.holds(state);
      if (property === "self_deadlock") return selfWaiting(this.#waits.in(state)) !== undefined;
      if (property !== "deadlock") return false;
      const stuck = !this.#instances.some((instance) => isEnabled(state, instance));
      return deadlockIn(this.#model, state, this.#waits.in(state), stuck) !== undefined;
    });
  }

  /** Lock order is a matter of the whole way, so it is judged at its end. */
  #hasBroken(way: Way<S>, property: string): boolean {
    if (way.broken.includes(property)) return true;
    if (property !== "lock_order") return false;
    const order = new LockOrder();
    return way.steps.some(({ action, args }, index) => {
      const before = way.steps[index - 1]?.state ?? way.initial;
      const instance = this.#instances.find((each) => each.name === action && each.args === args);
      if (instance === undefined) return false;
      return orderEdges(this.#model, before, instance).some((edge) => order.add(edge));
    });
  }

  #distinct(ways: readonly Way<S>[]): readonly Way<S>[] {
    const first = new Map<string, Way<S>>();
    for (const way of ways) {
      const key = this.#keyOf(way);
      if (!first.has(key)) first.set(key, way);
    }
    return [...first.values()];
  }

  #keyOf(way: Way<S>): string {
    return `${way.broken.join()} ${way.halted} ${this.#keys.keyOf(way.state)}`;
  }
}
