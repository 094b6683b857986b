// Whether every behaviour of one model is one of another, both ways, as far as both can be seen:
// what can be observed of their finite traces. Waiting for ever and fairness are not observed.

import type { Trace } from "../../engine/exploration.js";
import { findEscape, findEscapeBy, type Escape, type Pace } from "./escape.js";
import { Subsets } from "./subsets.js";
import { traceThrough, type System } from "./system.js";
import { viewsOf, type Observed, type Renames, type Unrelated, type View } from "./view.js";

/** A trace that one model allows and the other does not. */
export interface Witness {
  readonly trace: Trace<unknown>;
  /** Where the other may be, by number, before each step: at last the one it cannot follow. */
  readonly others: readonly Int32Array[];
}

/** Whether what one model does the other does too. */
export type Inclusion =
  | { readonly kind: "included" }
  | { readonly kind: "differs"; readonly witness: Witness }
  | { readonly kind: "unknown"; readonly reason: "limit" | "names" };

/** Instances of an edit, by the names of actions. */
export interface Use {
  readonly edit: string;
  readonly actions: readonly string[];
}

export interface Comparison {
  /** Whether the second does all that the first does, and the other way round. */
  readonly forth: Inclusion;
  readonly back: Inclusion;
  /** What was observed of states. */
  readonly parts: readonly string[];
  readonly unrelated: readonly Unrelated[];
  /** The shortest trace of the first, or the second, that needs a step of an edit. */
  readonly uses: readonly {
    readonly edit: string;
    readonly side: "first" | "second";
    readonly found: Inclusion;
  }[];
}

export interface Asked {
  readonly observed?: Observed;
  readonly renames?: Renames;
  /** The edits of which witnesses are wanted, with the actions that they touch in each model. */
  readonly first?: readonly Use[];
  readonly second?: readonly Use[];
  /** Pairs of a state and a set, and states in sets, at most. */
  readonly room?: number;
  readonly pace?: Pace;
}

const defaultRoom = 20_000_000;

export async function compareBehaviours(
  first: System,
  second: System,
  asked: Asked = {},
): Promise<Comparison> {
  const { observed, renames = new Map(), room = defaultRoom } = asked;
  const { pace = () => Promise.resolve(true) } = asked;
  const views = viewsOf(first, second, observed, renames);
  const { parts, unrelated } = views;
  const forth = new Direction(views.first, views.second, room, pace);
  const back = new Direction(views.second, views.first, room, pace);
  const isPartial = unrelated.some(({ what }) => what === "variable");
  const [there, again] = [await forth.run(isPartial), await back.run(isPartial)];
  const uses = [
    ...(await usesOf("first", forth, asked.first, there)),
    ...(await usesOf("second", back, asked.second, again)),
  ];
  return { forth: there, back: again, parts, unrelated, uses };
}

/** Where all differs, whether it does by each edit. */
async function usesOf(
  side: "first" | "second",
  direction: Direction,
  edits: readonly Use[] = [],
  whole: Inclusion,
): Promise<Comparison["uses"]> {
  if (whole.kind !== "differs") return [];
  const uses = [];
  for (const { edit, actions } of edits)
    uses.push({ edit, side, found: await direction.using(actions) });
  return uses;
}

/** One of the two ways to compare. */
class Direction {
  readonly #view: View;
  readonly #other: View;
  readonly #room: number;
  readonly #pace: Pace;
  #subsets: Subsets | undefined;

  constructor(view: View, other: View, room: number, pace: Pace) {
    [this.#view, this.#other, this.#room, this.#pace] = [view, other, room, pace];
  }

  async run(isPartial: boolean): Promise<Inclusion> {
    const found = await this.#find();
    if (found.kind !== "included") return found;
    return isPartial || this.#hasAlone() ? { kind: "unknown", reason: "names" } : found;
  }

  using(actions: readonly string[]): Promise<Inclusion> {
    const { instances } = this.#view.system;
    return this.#find((choice) => actions.includes(instances[choice]?.name ?? ""));
  }

  async #find(using?: (choice: number) => boolean): Promise<Inclusion> {
    const [graph, other] = [this.#view.system.graph, this.#other.system.graph];
    if (graph === undefined || other === undefined) return { kind: "unknown", reason: "limit" };
    this.#subsets ??= new Subsets(this.#other, other, this.#room);
    const course = {
      ...{ view: this.#view, graph, other: this.#subsets },
      ...{ room: this.#room, pace: this.#pace },
    };
    const found = await (using === undefined ? findEscape(course) : findEscapeBy(course, using));
    if (found.kind === "none") return { kind: "included" };
    if (found.kind === "unknown") return { kind: "unknown", reason: "limit" };
    return { kind: "differs", witness: this.#witness(found.escape, this.#subsets) };
  }

  #witness({ initial, steps, sets }: Escape, subsets: Subsets): Witness {
    return {
      trace: traceThrough(this.#view.system, initial, steps),
      others: sets.map((set) => subsets.states(set)),
    };
  }

  /** Whether a step is seen that the other does not have by this name: some step may be it. */
  #hasAlone(): boolean {
    const { system, alone, looks } = this.#view;
    const { graph } = system;
    if (graph === undefined) return false;
    for (let state = 0; state < graph.size; state++) {
      const end = graph.offsets[state + 1] ?? 0;
      for (let step = graph.offsets[state] ?? 0; step < end; step++) {
        const target = graph.targets[step] ?? -1;
        if (target < 0 || alone[graph.choices[step] ?? 0] !== 1) continue;
        if (looks[state] !== looks[target]) return true;
      }
    }
    return false;
  }
}
